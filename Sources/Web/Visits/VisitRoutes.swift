import Hummingbird
import Office
import Store
import Supervision

/// `/visits`: what was seen at schools, for those who went, their offices, the schools and leaders.
enum VisitRoutes {
    static let readers = Audience.roles(Role.office.union(Role.unit).union([.inspector, .leader]))

    static func register(on site: inout Sitemap) {
        site.get("/visits", readers, list)
        site.get("/visits/export.xlsx", readers, export)
        NewVisitRoutes.register(on: &site)
        site.get("/visits/:id", readers) { call in try await show(call) }
        site.get("/visits/:id/photos/:photo", readers, photo)
        site.post("/visits/:id/photos/:photo/removal", VisitScriptRoutes.visitors) { call, sent in
            let (id, photo): (VisitID, VisitPhotoID) = (call.id(), call.id("photo"))
            return try await call.change(sent, again: { try await show(call, sent.fields, $0) }) { act in
                try VisitPhotos.giveUp(photo, of: id, act)
                return "/visits/\(id)?done=saved"
            }
        }
        site.post("/visits/:id/marks/:mark", .roles(Role.office), decide)
        site.get("/visits/:id/receipt", .roles(Role.unit)) { call in try await receipt(call) }
        site.post("/visits/:id/receipt", .roles(Role.unit), sign)
        VisitCorrectionRoutes.register(on: &site)
        VisitContactRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/visits", call.query)
        let asked: OrganisationID = Identifier(address.filter("school"))
        let page = try await call.read { db in
            VisitListPage(
                listing: try Visits.list(VisitFilter(address), address.page, visibleTo: call.viewer, in: db),
                address: address, themes: try Visits.themes(visibleTo: call.viewer, in: db), role: call.viewer.role,
                school: try VisitContacts.school(of: call.viewer, in: db),
                hasCoverage: try !asked.rawValue.isEmpty && CoverageLedger.shows(asked, to: call.viewer, in: db))
        }
        return call.page(page)
    }

    private static func show(
        _ call: Call, _ fields: Fields = Fields(), _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: VisitID = call.id()
        let page = try await call.read { db in
            let dossier = try Visits.require(id, visibleTo: call.viewer, in: db)
            return VisitPage(
                dossier: dossier, viewer: call.viewer, fields: fields, problem: refusal?.message,
                hasCoverage: try CoverageLedger.shows(dossier.row.school, to: call.viewer, in: db))
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func photo(_ call: Call) async throws -> Response {
        let (id, photo): (VisitID, VisitPhotoID) = (call.id(), call.id("photo"))
        let row = try await call.read { db in
            try VisitPhotos.require(photo, of: id, visibleTo: call.viewer, in: db)
        }
        guard let hash = row.hash else { throw VisitRefusal.notFound }
        let ending = row.mediaType.split(separator: "/").last ?? "jpg"
        return try FileDownload(
            url: call.services.files.url(of: hash), name: "到校照片.\(ending)", mediaType: row.mediaType, size: row.bytes
        ).response
    }

    private static func decide(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: VisitID = call.id()
        guard let mark = VisitMark(rawValue: call.parameter("mark")) else { throw VisitRefusal.noMark }
        let decision = VisitMark.Decision(rawValue: sent.fields.text("decision")) ?? .open
        return try await call.change(
            sent, again: { try await show(call, sent.fields, $0) },
            { act in
                try VisitSteps.decide(
                    mark, of: id, decision, reason: sent.fields["reason"] ?? "",
                    was: VisitMark.Decision(rawValue: sent.fields.text("was")), act)
                return "/visits/\(id)?done=ruled"
            })
    }

    private static func receipt(
        _ call: Call, _ fields: Fields = Fields(), _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: VisitID = call.id()
        let dossier = try await call.read { db in try Visits.require(id, visibleTo: call.viewer, in: db) }
        let page = VisitReceiptPage(
            dossier: dossier, viewer: call.viewer, words: fields["disagreement"] ?? "", problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func sign(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: VisitID = call.id()
        return try await call.change(
            sent, again: { try await receipt(call, sent.fields, $0) },
            { act in
                try VisitSteps.sign(
                    id, disagreement: sent.fields["disagreement"] ?? "", version: sent.fields.number("version") ?? 0,
                    act)
                return "/visits/\(id)?done=receiptSigned"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = VisitFilter(ListAddress("/visits", call.query))
        let columns: [SheetLayout.Column] = [
            .init("编号", width: 24), .init("到校日期", width: 14), .init("学校", width: 28), .init("督学", width: 12),
            .init("类别", width: 14), .init("主题", width: 24), .init("结果", width: 18), .init("问题数"), .init("照片数"),
            .init("标注", width: 28), .init("学校签收", width: 20), .init("学校异议", width: 36), .init("状态"),
        ]
        let sheet = SheetExport(title: "到校督导", columns: columns) { page in
            try await call.read { db in try Visits.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.number), .text(row.day.chinese), .text(row.schoolName), .text(row.personName),
                .text(row.kind.label), .text(row.theme), .text(row.outcome.label), .integer(row.problems),
                .integer(row.photos), .text(row.marks.map(\.label).joined(separator: "、")),
                .text(row.signedAt?.chinese ?? "未签收"), .text(row.disagreement), .text(row.isVoid ? "已作废" : "有效"),
            ]
        }
        return try await sheet.response(named: "到校督导")
    }
}

extension VisitFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        school = address.filter("school").isEmpty ? nil : Identifier(address.filter("school"))
        person = address.filter("inspector").isEmpty ? nil : Identifier(address.filter("inspector"))
        task = address.filter("task").isEmpty ? nil : Identifier(address.filter("task"))
        month = Month(address.filter("month"))
        theme = address.filter("theme")
        outcome = VisitOutcome(rawValue: address.filter("outcome"))
        mark = VisitMark(rawValue: address.filter("mark"))
        kind = Visit.Kind(rawValue: address.filter("kind"))
        state = State(rawValue: address.filter("state"))
        isOwn = address.filter("own") == "1"
        isMine = address.filter("mine") == "1"
        (sort, isDescending) = address.sort(VisitFilter.sorts)
    }
}
