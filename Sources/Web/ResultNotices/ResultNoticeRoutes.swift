import Hummingbird
import Office
import Store
import Supervision

/// `/result-notices`: results shown publicly, and what is said about them.
enum ResultNoticeRoutes {
    static let readers = Audience.roles(Role.office.union(Role.unit).union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/result-notices", readers, list)
        site.get("/result-notices/export.xlsx", readers, export)
        site.get("/result-notices/new", office) { call in try await form(call, call.query) }
        site.post("/result-notices", office, create)
        site.get("/result-notices/:id", readers) { call in try await show(call) }
        site.post("/result-notices/:id/publication", .roles([.director]), publish)
        site.post("/result-notices/:id/withdrawal", .roles([.director]), withdraw)
        site.post("/result-notices/:id/feedback", .roles(Role.unit), give)
        site.post("/result-notices/:id/answers", office, answer)
        site.get("/result-notices/:id/feedback.xlsx", .roles(Role.office.union([.leader])), feedback)
        PublicResultRoutes.register(on: &site)
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/result-notices", call.query), call.viewer)
        let page = try await call.read { db in
            ResultNoticeListPage(
                listing: try ResultNotices.list(
                    state: address.filter("state"), text: address.filter("q"), isOwn: address.filter("own") == "1",
                    address.page, visibleTo: viewer, in: db),
                address: address, viewer: viewer, tabs: try UnitTabs(viewer, in: db))
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/result-notices", call.query), call.viewer)
        let columns: [SheetLayout.Column] = [
            .init("公示", width: 50), .init("状态"), .init("公示日期", kind: .day), .init("截止日期", kind: .day),
            .init("工作日"), .init("单位数"), .init("意见数"), .init("待答复"),
        ]
        let export = SheetExport(title: "结果公示", columns: columns) { page in
            try await call.read { db in
                try ResultNotices.list(
                    state: address.filter("state"), text: address.filter("q"), isOwn: address.filter("own") == "1",
                    page, visibleTo: viewer, in: db)
            }
        } cells: { record in
            let one = record.notice
            return [
                .text(one.title), .text(one.state.label), one.publishedOn.map { .day($0.text) } ?? .empty,
                one.until.map { .day($0.text) } ?? .empty, .integer(one.days), .integer(one.lines.count),
                .integer(record.feedback), .integer(record.unanswered),
            ]
        }
        return try await export.response(named: "结果公示")
    }

    private static func form(
        _ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let viewer = call.viewer
        let choices = try await call.read { db in try ResultNotices.choices(visibleTo: viewer, in: db) }
        let page = ResultNoticeFormPage(
            fields: fields, choices: choices, problems: (refusal as? FormRefusal)?.problems ?? [:],
            message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await form(call, fields, $0) },
            { act in
                let form = try ResultNoticeForm(fields: fields).checked()
                let id = try ResultNotices.draft(
                    form.subject, title: form.title, body: form.body, contact: form.contact, days: form.days, act)
                return "/result-notices/\(id)?done=created"
            })
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (id, viewer): (ResultNoticeID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let record = try ResultNotices.require(id, visibleTo: viewer, in: db)
            // A unit reads the answer to its own word, not what others said.
            var own: ResultFeedbackRow?
            if case .organisation(let unit) = viewer.scope { own = try ResultFeedbacks.find(of: unit, on: id, in: db) }
            let isUnit = Role.unit.contains(viewer.role)
            return ResultNoticePage(
                record: record, feedback: isUnit ? own.map { [$0] } ?? [] : try ResultFeedbacks.list(of: id, in: db),
                isOwn: ResultNotices.isOwn(record, viewer), viewer: viewer, typed: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func publish(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "noticePublished") { id, fields, act in
            try ResultNotices.publish(id, version: fields.number("version") ?? 0, act)
        }
    }

    private static func withdraw(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "noticeWithdrawn") { id, fields, act in
            guard fields.text("reason").count <= 500 else { throw FormRefusal([:], message: "撤回理由请控制在500字以内。") }
            try ResultNotices.withdraw(
                id, reason: fields.text("reason"), version: fields.number("version") ?? 0, act)
        }
    }

    private static func give(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "feedbackGiven") { id, fields, act in
            let stance = ResultFeedback.Stance(rawValue: fields.text("stance")) ?? .suggest
            try ResultFeedbacks.give(stance, text: fields.text("text"), to: id, act)
        }
    }

    private static func answer(_ call: Call, _ submission: Submission) async throws -> Response {
        try await step(call, submission, done: "answered") { id, fields, act in
            guard let outcome = ResultFeedback.Outcome(rawValue: fields.text("outcome")) else {
                throw FormRefusal([:], message: "请选择核实结果。")
            }
            try ResultFeedbacks.answer(
                Identifier(fields.text("feedback")), of: id, outcome, text: fields.text("answer"), act)
        }
    }

    private static func feedback(_ call: Call) async throws -> Response {
        let (id, viewer): (ResultNoticeID, Viewer) = (call.id(), call.viewer)
        let (title, rows) = try await call.read { db in
            let record = try ResultNotices.require(id, visibleTo: viewer, in: db)
            return (record.notice.title, try ResultFeedbacks.list(of: id, in: db))
        }
        let columns: [SheetLayout.Column] = [
            .init("日期", kind: .day), .init("来源", width: 28), .init("态度"), .init("意见", width: 60),
            .init("答复日期", kind: .day),
            .init("核实结果"), .init("答复", width: 60),
        ]
        let export = SheetExport(title: "意见反馈", columns: columns) { (page: PageRequest) in
            let part = Array(rows.dropFirst(page.offset).prefix(page.size))
            return Listing(rows: part, total: rows.count, page: page)
        } cells: { row in
            let one = row.feedback
            return [
                .day(one.givenOn.text), .text(row.unit.isEmpty ? "公众" : row.unit), .text(one.stance.label),
                .text(one.text),
                one.answeredOn.map { .day($0.text) } ?? .empty, .text(one.outcome?.label ?? ""), .text(one.answer),
            ]
        }
        return try await export.response(named: "\(title.prefix(40))意见反馈")
    }

    /// One act on a notice; a refusal shows the page again with what was typed.
    private static func step(
        _ call: Call, _ submission: Submission, done: String,
        _ body: @escaping @Sendable (ResultNoticeID, Fields, Act) throws -> Void
    ) async throws -> Response {
        let (id, fields): (ResultNoticeID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                try body(id, fields, act)
                return "/result-notices/\(id)?done=\(done)"
            })
    }
}
