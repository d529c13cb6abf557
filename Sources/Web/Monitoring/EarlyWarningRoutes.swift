import Hummingbird
import Office
import Store
import Supervision

/// `/warnings`: what the program noticed before it is too late, and what the office does about it.
enum EarlyWarningRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/warnings", BalanceRoutes.readers, list)
        site.get("/warnings/export.xlsx", BalanceRoutes.readers, export)
        site.get("/warnings/:id", BalanceRoutes.readers) { call in try await show(call) }
        site.post("/warnings/:id", office) { call, sent in
            let (id, note): (EarlyWarningID, String) = (call.id(), sent.fields["note"] ?? "")
            return try await call.change(
                sent, again: { try await show(call, sent.fields, $0) },
                { act in
                    try EarlyWarnings.see(id, note: note, act)
                    return "/warnings/\(id)"
                })
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/warnings", call.query)
        let listing = try await call.read { db in
            try EarlyWarnings.list(EarlyWarningFilter(address), address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(EarlyWarningListPage(listing: listing, address: address))
    }

    private static func show(
        _ call: Call, _ fields: Fields = Fields(), _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: EarlyWarningID = call.id()
        let warning = try await call.read { db in try EarlyWarnings.require(id, visibleTo: call.viewer, in: db) }
        let page = EarlyWarningPage(
            warning: warning, mayNote: CountyLedger.isOwn(warning.district.code, of: call.viewer),
            note: fields["note"] ?? warning.note,
            problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = EarlyWarningFilter(ListAddress("/warnings", call.query))
        let columns: [SheetLayout.Column] = [
            .init("发现时间", width: 18), .init("区县", width: 16), .init("类别"), .init("年度"), .init("预警", width: 48),
            .init("理由", width: 72), .init("状态"), .init("处理意见", width: 48), .init("处理人"),
        ]
        let sheet = SheetExport(title: "预警", columns: columns) { page in
            try await call.read { db in try EarlyWarnings.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { warning in
            [
                .text(warning.raisedAt.chinese), .text(warning.regionName), .text(warning.kind.label),
                .integer(warning.year), .text(warning.title), .text(EarlyWarningText(warning).plain),
                .text(warning.state.label), .text(warning.note), .text(warning.seenBy),
            ]
        }
        return try await sheet.response(named: "预警")
    }
}

extension EarlyWarningFilter {
    /// `state` is one of the states, or `live` for those that are not over.
    fileprivate init(_ address: ListAddress) {
        self.init()
        let state = address.filter("state")
        states = state == "live" ? [.open, .seen] : Set([EarlyWarning.State(rawValue: state)].compactMap { $0 })
        kind = EarlyWarning.Kind(rawValue: address.filter("kind"))
        text = address.filter("q")
        district = District(text: address.filter("district"))
        isOwn = address.filter("own") == "1"
    }
}
