import Hummingbird
import Office
import Store
import Supervision

/// `/campaigns/:id/days`: when the team goes to which unit; drawn for a 暗访, set by hand otherwise.
///
/// For the office alone.
enum VisitDayRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/days", CampaignRoutes.office) { call in try await show(call) }
        site.post("/campaigns/:id/days", CampaignRoutes.office, draw)
        site.post("/campaigns/:id/days/plan", CampaignRoutes.office, plan)
        site.get("/campaigns/:id/days/export.xlsx", CampaignRoutes.office, export)
    }

    private static func page(_ call: Call, _ refusal: (any Refusal)?, typed: Fields) async throws -> VisitDayPage {
        let id: CampaignID = call.id()
        return try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            let days = (try? days(typed)) ?? [:]
            return VisitDayPage(
                record: record, draw: try VisitDayDraws.find(id, in: db), rows: try VisitDayDraws.rows(of: id, in: db),
                clashes: try Clashes.standing(of: record, with: days, visibleTo: call.viewer, in: db).byInspection,
                added: try Clashes.added(by: days, to: record, visibleTo: call.viewer, in: db),
                address: ListAddress("/campaigns/\(id)/days", call.query), today: call.day, typed: typed,
                problem: refusal?.message)
        }
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        call.page(try await page(call, refusal, typed: typed), status: refusal?.status ?? .ok)
    }

    private static func draw(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let fields = submission.fields
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal as? CampaignRefusal != .notFound else { throw refusal }
                return try await show(call, refusal, typed: fields)
            },
            { act in
                _ = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
                guard let from = Day(fields.text("from")), let until = Day(fields.text("until")) else {
                    throw FormRefusal(["from": ""], message: "请填写最早和最晚的日期。")
                }
                try VisitDayDraws.draw(id, from: from, until: until, act)
                return "/campaigns/\(id)/days?done=drawn"
            })
    }

    /// Days set by hand: fields `day.` with the inspection's id.
    private static func plan(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let fields = submission.fields
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal as? CampaignRefusal != .notFound else { throw refusal }
                return try await show(call, refusal, typed: fields)
            },
            { act in
                try VisitDayDraws.plan(days(fields), of: id, answering: ClashAnswer(fields), act)
                return "/campaigns/\(id)/days?done=saved"
            })
    }

    private static func days(_ fields: Fields) throws(FormRefusal) -> [InspectionID: Day?] {
        var days: [InspectionID: Day?] = [:]
        for name in fields.names where name.hasPrefix("day.") {
            let day = Day(fields.text(name))
            guard day != nil || fields.text(name).isEmpty else {
                throw FormRefusal([name: ""], message: "有的日期不对，请按“年-月-日”填写。")
            }
            days[InspectionID(String(name.dropFirst(4)))] = .some(day)
        }
        return days
    }

    private static func export(_ call: Call) async throws -> Response {
        let page = try await page(call, nil, typed: Fields())
        let seed = page.draw?.seed ?? ""
        let rows = VisitDayPage.rows(page.rows, page.draw, page.address)
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("层", width: 16),
            .init("抽定日期", kind: .day), .init("现定日期", kind: .day), .init("组长"), .init("到校", kind: .day),
            .init("签号", width: 66),
        ]
        let export = SheetExport(title: page.title, columns: columns) { request in
            Listing(
                rows: Array(rows.dropFirst(request.offset).prefix(request.size)), total: rows.count, page: request)
        } cells: { line in
            [
                .text(line.row.name), .text(line.row.code), .text(line.row.stratum),
                line.drawn.map { .day($0.text) } ?? .empty, line.row.plannedOn.map { .day($0.text) } ?? .empty,
                .text(line.row.lead), line.row.visitedOn.map { .day($0.text) } ?? .empty,
                page.draw == nil ? .empty : .text(VisitDays.ticket(of: line.row.code, seed: seed)),
            ]
        }
        return try await export.response(named: page.title)
    }
}
