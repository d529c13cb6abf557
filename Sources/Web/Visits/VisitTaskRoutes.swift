import Hummingbird
import SQLCore
import Store
import Supervision

/// `/visit-tasks`: joint visits, which let those who take part see that one school.
enum VisitTaskRoutes {
    private static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/visit-tasks", VisitScriptRoutes.visitors, list)
        site.get("/visit-tasks/new", office) { call in try await form(call, call.query) }
        site.post("/visit-tasks", office) { call, sent in
            try await call.change(
                sent, again: { try await form(call, sent.fields, $0) },
                { act in
                    _ = try VisitTasks.create(VisitTaskForm(fields: sent.fields).checked(act), act)
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
                schools: VisitSchools.of(call.viewer, on: call.day, in: db).prefix(1_000).map(\.name),
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

/// Joint visits, the latest first.
struct VisitTaskListPage: Page {
    let listing: Listing<VisitTask>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "联合到校" }
    var section: String { "/visits" }

    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/visit-tasks/new\">安排联合到校</a>" : nil
        let table = Ledger(
            [
                .init("学校", kind: "long lead"), .init("主题", kind: "long"), .init("参加人员", kind: "long"), .init("开始", kind: "date"),
                .init("截止", kind: "date"), .init("到校", kind: "num"), .init("操作", kind: "actions"),
            ], listing, at: address, unit: "次联合到校",
            empty: "<div class=\"empty\"><strong>没有联合到校</strong>跨责任区、跨区县的到校在这里安排，参加人员只能看到这所学校。</div>", row: row)
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits")],
                subtitle: "几名督学一起到一所学校，可以跨责任区和区县；参加人员只能登记这所学校。", actions: new).html)
            \(FilterBar(address, [FilterBar.choice(address, "state", "状态", [Choice("open", "待到校")])]).html)
            \(table.html)
            """
    }

    private func row(_ task: VisitTask) -> HTML {
        let isLate = !task.isCancelled && task.visits == 0 && task.dueOn < viewer.day
        let cancel: HTML? =
            isOffice && !task.isCancelled && task.visits == 0
            ? """
            <form method="post" action="/visit-tasks/\(task.id)/cancellation" data-confirm="取消到\(task.schoolName)的联合到校？" \
            data-confirm-label="取消任务">\(FormSeal())<button class="small quiet">取消任务</button></form>
            """ : nil
        let record: HTML? =
            !isOffice && !task.isCancelled ? "<a class=\"button small\" href=\"/visits/new?task=\(task.id)\">登记</a>" : nil
        return """
            <tr class="\(isLate ? "late" : "")">\(Ledger.cell("学校", "\(task.schoolName)", kind: "long lead"))\
            \(Ledger.cell("主题", "\(task.theme)", kind: "long"))\(Ledger.cell("参加人员", "\(task.people.joined(separator: "、"))", kind: "long"))\
            \(Ledger.cell("开始", When.html(task.from), kind: "date"))\(Ledger.cell("截止", When.html(task.dueOn), kind: "date"))\
            \(Ledger.cell("到校", task.isCancelled ? Badge.html("已取消") : "\(task.visits)", kind: "num"))\
            \(Ledger.cell("操作", "\(record)\(cancel)", kind: "actions"))</tr>
            """
    }
}

/// The form of a joint visit.
struct VisitTaskFormPage: Page {
    let fields: Fields
    let schools: [String]
    let people: [VisitColleague]
    let checklists: [Choice]
    let problems: [String: String]
    let message: String?

    var title: String { "安排联合到校" }
    var section: String { "/visits" }

    var main: HTML {
        let options = schools.map { name -> HTML in "<option value=\"\(name)\"></option>" }
        let school = field("school", "学校")
        let boxes = Choice.boxes(
            "people", legend: "本单位督学", people.map { Choice($0.person.rawValue, $0.name) },
            chosen: Set(fields.all("people")))
        let few: HTML? = problems["people"].map { "<p class=\"problem\">\($0)</p>" }
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits"), ("联合到校", "/visit-tasks")]).html)
            \(Said.error(message))
            <form class="form" method="post" action="/visit-tasks">\(FormSeal())
            \(school.wrapped("<input id=\"school\" name=\"school\" list=\"schools\" value=\"\(fields["school"] ?? "")\" placeholder=\"全称或标识码\" required>"))\
            <datalist id="schools">\(options)</datalist>
            \(field("theme", "主题").text())
            \(field("checklist", "清单", isRequired: false).select([Choice("", "不用清单")] + checklists))
            <div class="field-row">\(field("from", "开始日期").date())\(field("due", "截止日期").date())</div>
            \(boxes)\(few)
            \(field("guests", "其他区县的督学", help: "填督学证号，多个用顿号隔开；他们只能看到这所学校。", isRequired: false).text())
            <div class="form-actions"><button class="primary">安排</button><a class="button quiet" href="/visit-tasks">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }
}
