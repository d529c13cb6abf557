import Hummingbird
import Store
import Supervision

/// `/plans/:id/chart`: a plan's year on the wall; `/plan-windows/:id/move`: another time for one stage, with a reason.
enum PlanChartRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/plans/:id/chart", readers, show)
        site.get("/plan-windows/:id/move", office) { call in try await form(call) }
        site.post("/plan-windows/:id/move", office, move)
    }

    private static func show(_ call: Call) async throws -> Response {
        let (id, viewer): (PlanID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/plans/\(id)/chart", call.query)
        let page = try await call.read { db in
            let sheet = try PlanSheet.read(id, address, visibleTo: viewer, in: db)
            let tone = PlanChart.Tone(rawValue: address.filter("state"))
            return PlanChartPage(
                sheet: sheet, chart: PlanChart(sheet.entries, in: sheet.year, on: viewer.day).only(tone),
                owners: try PlanItems.owners(of: id, visibleTo: viewer, in: db),
                isMovable: Plans.isOwn(sheet.record.place, viewer) && sheet.plan.state == .accepted, address: address,
                viewer: viewer)
        }
        return call.page(page)
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (PlanWindowID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let (row, window) = try PlanWindows.require(id, visibleTo: viewer, in: db)
            return PlanMovePage(
                row: row, window: window, fields: typed ?? PlanMoveForm.fields(of: window),
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func move(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: PlanWindowID = call.id()
        return try await call.change(
            sent, again: { try await form(call, sent.fields, $0) },
            { act in
                let (row, _) = try PlanWindows.requireOwn(id, act)
                let form = try PlanMoveForm(fields: sent.fields).checked()
                _ = try PlanWindows.move(
                    id, to: form.start, form.end, reason: form.reason, version: form.version, act)
                return sent.fields.text("from") == "chart"
                    ? "/plans/\(row.item.plan)/chart?done=windowMoved" : "/plan-items/\(row.id)?done=windowMoved"
            })
    }
}

/// Another time for a stage, as it was typed.
struct PlanMoveForm {
    let fields: Fields

    struct Move {
        let start: Day?
        let end: Day
        let reason: String
        let version: Int
    }

    static func fields(of window: PlanItemWindow) -> Fields {
        Fields([
            ("start", window.window.start?.text ?? ""), ("end", window.window.end?.text ?? ""),
            ("version", "\(window.version)"),
        ])
    }

    func checked() throws(FormRefusal) -> Move {
        var problems: [String: String] = [:]
        let (start, end) = (Day(fields.text("start")), Day(fields.text("end")))
        if !fields.text("start").isEmpty, start == nil { problems["start"] = "请填写开始日期，或者留空。" }
        if end == nil { problems["end"] = "请填写结束日期。" }
        if let start, let end, start > end { problems["end"] = "结束日期不能早于开始日期。" }
        let reason = fields.text("reason")
        if reason.isEmpty { problems["reason"] = "请写明改期的理由，会留在记录里。" }
        if reason.count > 500 { problems["reason"] = "理由请控制在500字以内。" }
        guard problems.isEmpty, let end else { throw FormRefusal(problems) }
        return Move(start: start, end: end, reason: reason, version: fields.number("version") ?? 0)
    }
}
