import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/recusals`: who should stay away from which unit, applied for, decided and kept.
enum RecusalRoutes {
    static let readers = Audience.roles(Role.office.union(Role.unit).union(Role.team))

    static func register(on site: inout Sitemap) {
        site.get("/recusals", readers, list)
        site.get("/recusals/export.xlsx", readers, export)
        site.get("/recusals/new", readers) { call in try await form(call, typed: call.query) }
        site.post("/recusals", readers, apply)
        site.get("/recusals/:id", readers) { call in try await show(call) }
        site.post("/recusals/:id/decision", .roles([.director]), decide)
        site.post("/recusals/:id/lifting", .roles([.director]), lift)
        site.post("/recusals/:id/withdrawal", readers, withdraw)
        site.post("/recusals/:id/reading", readers, read)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/recusals", call.query)
        let (listing, jurisdiction) = try await call.read { db in
            (
                try Recusals.list(RecusalFilter(address), address.page, visibleTo: call.viewer, in: db),
                try DeploymentSettings.clock(in: db)
            )
        }
        return call.page(
            RecusalListPage(listing: listing, address: address, viewer: call.viewer, pack: .of(jurisdiction)))
    }

    private static func form(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields
    ) async throws -> Response {
        let page = try await call.read { db in
            RecusalFormPage(
                viewer: call.viewer, pack: .of(try DeploymentSettings.clock(in: db)),
                people: try Recusals.people(for: call.viewer, in: db).map { Choice($0.id.rawValue, $0.name) },
                units: try Recusals.units(for: call.viewer, in: db).map { Choice($0.code, $0.name) }, typed: typed,
                problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func apply(_ call: Call, _ submission: Submission) async throws -> Response {
        let form = RecusalForm(submission.fields)
        return try await call.change(
            submission, again: { try await self.form(call, $0, typed: submission.fields) },
            { act in
                let id = try Recusals.apply(try form.checked(for: act.viewer), act)
                return "/recusals/\(id)?done=submitted"
            })
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: RecusalID = call.id()
        let row = try await call.read { db in try Recusals.require(id, visibleTo: call.viewer, in: db) }
        let page = RecusalPage(row: row, viewer: call.viewer, typed: typed, problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func act(
        _ call: Call, _ submission: Submission, done: String,
        _ body: @escaping @Sendable (RecusalID, Act) throws -> Void
    ) async throws -> Response {
        let id: RecusalID = call.id()
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                _ = try Recusals.require(id, visibleTo: act.viewer, in: act.db)
                try body(id, act)
                return "/recusals/\(id)?done=\(done)"
            })
    }

    private static func decide(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        let version = fields.number("version") ?? 0
        return try await act(call, submission, done: "ruled") { id, act in
            let reason = fields.text("reason")
            guard fields.text("decision") == "grant" else {
                return try Recusals.refuse(id, reason: reason, version: version, act)
            }
            let days = try RecusalForm(fields).days(from: act.day)
            try Recusals.grant(id, from: days.from, until: days.until, reason: reason, version: version, act)
        }
    }

    private static func lift(_ call: Call, _ submission: Submission) async throws -> Response {
        let (reason, version) = (submission.fields.text("reason"), submission.fields.number("version") ?? 0)
        return try await act(call, submission, done: "lifted") { id, act in
            try Recusals.lift(id, reason: reason, version: version, act)
        }
    }

    private static func withdraw(_ call: Call, _ submission: Submission) async throws -> Response {
        try await act(call, submission, done: "retracted") { id, act in try Recusals.withdraw(id, act) }
    }

    private static func read(_ call: Call, _ submission: Submission) async throws -> Response {
        try await act(call, submission, done: "saved") { id, act in try Recusals.acknowledge(id, act) }
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = RecusalFilter(ListAddress("/recusals", call.query))
        let columns: [SheetLayout.Column] = [
            .init("督学"), .init("编号", kind: .text, width: 16), .init("单位", width: 30),
            .init("单位代码", kind: .text, width: 14),
            .init("情形", width: 30), .init("说明", width: 40), .init("提出方式", width: 16), .init("提出人"),
            .init("提出日期", kind: .day), .init("状态"), .init("回避自", kind: .day), .init("回避至", kind: .day), .init("决定人"),
            .init("决定日期", kind: .day), .init("理由", width: 40),
        ]
        let export = SheetExport(title: "回避", columns: columns) { page in
            try await call.read { db in try Recusals.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            let recusal = row.recusal
            return [
                .text(row.personName), .text(row.personCode), .text(row.unitName), .text(row.unitCode),
                .text(recusal.ground.label), .text(recusal.explanation), .text(recusal.side.label),
                .text(row.appliedByName), .day(recusal.appliedOn.text), .text(recusal.state.label),
                recusal.period.map { .day($0.from.text) } ?? .empty,
                recusal.period?.until.map { .day($0.text) } ?? .empty, .text(row.decidedByName),
                recusal.decidedOn.map { .day($0.text) } ?? .empty, .text(recusal.reason),
            ]
        }
        return try await export.response(named: "回避")
    }
}

extension RecusalFilter {
    init(_ address: ListAddress) {
        self.init()
        state = address.filter("state")
        ground = address.filter("ground")
        todo = address.filter("todo")
        side = address.filter("side")
        text = address.filter("q")
        let order = address.sort(["-applied", "applied", "person", "unit", "until"])
        sort = order.column
        isDescending = order.isDescending
    }
}

/// An application or a decision as typed.
struct RecusalForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func checked(for viewer: Viewer) throws(FormRefusal) -> NewRecusal {
        var problems: [String: String] = [:]
        let isInspector = viewer.role.seesGrantsOnly
        if !isInspector, fields.text("person").isEmpty { problems["person"] = "请选择督学。" }
        if !viewer.role.belongsToOrganisation, fields.text("unit").isEmpty { problems["unit"] = "请填写单位代码或全称。" }
        let ground = RecusalGround(rawValue: fields.text("ground"))
        if ground == nil { problems["ground"] = "请选择回避情形。" }
        if fields.text("explanation").isEmpty { problems["explanation"] = "请说明具体情况。" }
        let left = fields.text("left")
        if !left.isEmpty, Day(left) == nil { problems["left"] = "日期无法识别。" }
        guard problems.isEmpty, let ground else { throw FormRefusal(problems) }
        return NewRecusal(
            person: isInspector ? nil : PersonID(fields.text("person")), unit: fields.text("unit"), ground: ground,
            leftOn: Day(left), explanation: fields.text("explanation"))
    }

    func days(from today: Day) throws(FormRefusal) -> (from: Day, until: Day?) {
        let (from, until) = (fields.text("from"), fields.text("until"))
        guard from.isEmpty || Day(from) != nil, until.isEmpty || Day(until) != nil else {
            throw FormRefusal(["until": "日期无法识别。"], message: "日期无法识别，请按“年-月-日”填写。")
        }
        return (Day(from) ?? today, Day(until))
    }
}
