import Store
import Supervision

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
                .init("学校", kind: "long lead"), .init("主题", kind: "long"), .init("参加人员", kind: "long"),
                .init("开始", kind: "date"),
                .init("截止", kind: "date"), .init("到校", kind: "num"), .init("操作", kind: "actions"),
            ], listing, at: address, unit: "次联合到校",
            exportPath: "/visit-tasks/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有联合到校</strong>跨责任区、跨区县的到校在这里安排，参加人员只能看到这所学校。</div>", row: row)
        return """
            \(PageHead(title, crumbs: [("到校督导", "/visits")],
                subtitle: "几名督学一起到一所学校，可以跨责任区和区县；参加人员只能登记这所学校。", actions: new).html)
            \(FilterBar(address, [FilterBar.choice(address, "state", "状态", [Choice("open", "待到校")])]).html)
            \(table.html)
            """
    }

    private func visits(_ task: VisitTask) -> HTML {
        task.visits == 0 ? "0" : "<a href=\"/visits?task=\(task.id)\">\(task.visits)</a>"
    }

    private func row(_ task: VisitTask) -> HTML {
        let isLate = !task.isCancelled && task.visits == 0 && task.dueOn < viewer.day
        let cancel: HTML? =
            isOffice && task.place == Place(viewer.scope).office && !task.isCancelled && task.visits == 0
            ? """
            <form method="post" action="/visit-tasks/\(task.id)/cancellation" data-confirm="取消到\(task.schoolName)的联合到校？" \
            data-confirm-label="取消任务">\(FormSeal())<button class="small quiet">取消任务</button></form>
            """ : nil
        let record: HTML? =
            !isOffice && !task.isCancelled && task.takes(viewer.day)
            ? "<a class=\"button small\" href=\"/visits/new?task=\(task.id)\">登记</a>" : nil
        let school: HTML =
            isOffice ? "<a href=\"/coverage/schools/\(task.school)\">\(task.schoolName)</a>" : "\(task.schoolName)"
        let over: HTML? = task.clashReason.isEmpty ? nil : "<small>时间冲突，仍按此安排：\(task.clashReason)</small>"
        return """
            <tr class="\(isLate ? "late" : "")">\(Ledger.cell("学校", school, kind: "long lead"))\
            \(Ledger.cell("主题", "\(task.theme)\(over)", kind: "long"))\(Ledger.cell("参加人员", "\(task.people.joined(separator: "、"))", kind: "long"))\
            \(Ledger.cell("开始", When.html(task.from), kind: "date"))\(Ledger.cell("截止", When.html(task.dueOn), kind: "date"))\
            \(Ledger.cell("到校", task.isCancelled ? Badge.html("已取消") : visits(task), kind: "num"))\
            \(Ledger.cell("操作", "\(record)\(cancel)", kind: "actions"))</tr>
            """
    }
}

/// The form of a joint visit.
struct VisitTaskFormPage: Page {
    let fields: Fields
    /// Nil while school and days are not typed.
    let clashes: ClashStanding?
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
            \(clashes.flatMap { ClashAsk(standing: $0, typed: fields, isOfOne: true).html })
            <div class="form-actions"><button class="primary">安排</button><a class="button quiet" href="/visit-tasks">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }
}
