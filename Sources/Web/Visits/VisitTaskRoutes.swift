import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/visit-tasks`: joint visits, which let those who take part see that one school.
enum VisitTaskRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/visit-tasks", VisitScriptRoutes.visitors, list)
        site.get("/visit-tasks/export.xlsx", VisitScriptRoutes.visitors, export)
        site.get("/visit-tasks/new", office) { call in try await form(call, call.query) }
        site.post("/visit-tasks", office) { call, sent in
            try await call.change(
                sent, again: { try await form(call, sent.fields, $0) },
                { act in
                    let form = VisitTaskForm(fields: sent.fields)
                    _ = try VisitTasks.plan(form.checked(act), ClashAnswer(sent.fields), act)
                    return "/visit-tasks?done=created"
                })
        }
        site.post("/visit-tasks/:id/cancellation", office) { call, sent in
            let id: VisitTaskID = call.id()
            return try await call.change(sent) { act in
                try VisitTasks.cancel(id, act)
                return "/visit-tasks?done=ended"
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/visit-tasks", call.query)
        let listing = try await call.read { db in
            try VisitTasks.list(
                isOpen: address.filter("state") == "open", address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(VisitTaskListPage(listing: listing, address: address, viewer: call.viewer))
    }

    private static func export(_ call: Call) async throws -> Response {
        let isOpen = call.query.text("state") == "open"
        let columns: [SheetLayout.Column] = [
            .init("学校", width: 28), .init("主题", width: 32), .init("参加人员", width: 32), .init("开始", width: 16),
            .init("截止", width: 16), .init("到校次数"), .init("状态"),
        ]
        let sheet = SheetExport(title: "联合到校", columns: columns) { page in
            try await call.read { db in
                try VisitTasks.list(isOpen: isOpen, page, visibleTo: call.viewer, in: db)
            }
        } cells: { task in
            [
                .text(task.schoolName), .text(task.theme), .text(task.people.joined(separator: "、")),
                .text(task.from.chinese), .text(task.dueOn.chinese), .integer(task.visits),
                .text(task.isCancelled ? "已取消" : "有效"),
            ]
        }
        return try await sheet.response(named: "联合到校")
    }

    private static func form(
        _ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        var filter = FrameworkFilter()
        filter.state = .published
        let asked = filter
        let page = try await call.read { db in
            let place = try VisitOffice.place(of: call.viewer, in: db)
            return try VisitTaskFormPage(
                fields: fields,
                clashes: VisitTaskForm(fields: fields).clashes(visibleTo: call.viewer, in: db),
                schools: VisitSchools.of(call.viewer, limit: 1_000, in: db).map(\.name),
                people: VisitOffice.colleagues(at: place, on: call.day, in: db),
                checklists: Frameworks.list(asked, PageRequest(size: 200), visibleTo: call.viewer, in: db).rows
                    .map { Choice($0.id.rawValue, "\($0.name)（第\($0.number)版）") },
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }
}

/// What is typed about a joint visit.
struct VisitTaskForm: Sendable {
    let fields: Fields

    func checked(_ act: Act) throws -> NewVisitTask {
        var problems: [String: String] = [:]
        let school = try Organisations.find(named: fields.text("school"), visibleTo: act.viewer, in: act.db)
        if school == nil { problems["school"] = "没有找到这所学校，请写登记的全称或标识码。" }
        let from = Day(fields.text("from")), due = Day(fields.text("due"))
        if from == nil { problems["from"] = "请填写日期。" }
        if due.map({ $0 < act.day }) ?? true { problems["due"] = "请填写今天或以后的日期。" }
        if !(1...VisitLimits.usual.name).contains(fields.text("theme").count) { problems["theme"] = "请填写主题，100字以内。" }
        var people: [PersonID] = fields.all("people").map { Identifier($0) }
        people += try guests(&problems, act.db)
        if Set(people).count < 2 { problems["people"] = "联合到校至少2人。" }
        guard problems.isEmpty, let school, let from, let due else { throw FormRefusal(problems) }
        let checklist = fields.text("checklist")
        return NewVisitTask(
            school: school.id, theme: fields.text("theme"),
            checklist: checklist.isEmpty ? nil : Identifier(checklist), from: from, dueOn: due,
            people: Array(Set(people)))
    }

    /// What the school has to bear besides, as soon as school and days are typed.
    func clashes(visibleTo viewer: Viewer, in db: SQLConnection) throws -> ClashStanding? {
        guard let from = Day(fields.text("from")), let due = Day(fields.text("due")), from <= due, due >= viewer.day,
            let school = try Organisations.find(named: fields.text("school"), visibleTo: viewer, in: db)
        else { return nil }
        return try Clashes.standing(
            of: NewVisitTask(
                school: school.id, theme: fields.text("theme"), checklist: nil, from: from, dueOn: due, people: []),
            visibleTo: viewer, in: db)
    }

    /// Inspectors of other districts, by their certificate: names alone would not tell who is meant.
    private func guests(_ problems: inout [String: String], _ db: SQLConnection) throws -> [PersonID] {
        var found: [PersonID] = []
        for text in NewVisitForm.names(fields.text("guests")) {
            guard let person = try VisitOffice.inspector(certificate: text, in: db) else {
                problems["guests"] = "没有督学证号为“\(text)”的在聘督学，请核对。"
                continue
            }
            found.append(person)
        }
        return found
    }
}
