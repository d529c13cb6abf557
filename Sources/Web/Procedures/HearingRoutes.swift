import Hummingbird
import Store
import Supervision

/// `/inspections/:id/hearings`: whom the team listened to; the unit does not come here.
enum HearingRoutes {
    static func register(on site: inout Sitemap) {
        let inside = Audience.roles(Role.office.union(Role.team).union([.leader]))
        site.get("/inspections/:id/hearings", inside) { call in try await show(call) }
        site.post("/inspections/:id/hearings", .roles(Role.office.union(Role.team)), add)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: InspectionID = call.id()
        let page = try await call.read { db in
            HearingPage(
                row: try Inspections.require(id, visibleTo: call.viewer, in: db),
                hearings: try Hearings.list(of: id, visibleTo: call.viewer, in: db),
                standing: try InspectionSteps.standing(of: id, in: db),
                jurisdiction: try Hearings.jurisdiction(of: id, in: db), viewer: call.viewer, typed: typed,
                problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: InspectionID = call.id()
        let form = HearingForm(fields: submission.fields)
        return try await call.change(submission) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await show(call, refusal, typed: submission.fields)
        } _: { act in
            try Hearings.add(form.checked(), of: id, act)
            return "/inspections/\(id)/hearings?done=saved"
        }
    }
}

/// What is typed about a hearing.
struct HearingForm: Sendable {
    let fields: Fields

    func checked() throws(FormRefusal) -> Hearing {
        guard let audience = Hearing.Audience(rawValue: fields.text("audience")) else {
            throw FormRefusal(["audience": ""], message: "请选择听取谁的意见。")
        }
        guard let method = Hearing.Method(rawValue: fields.text("method")) else {
            throw FormRefusal(["method": ""], message: "请选择听取的方式。")
        }
        guard let day = Day(fields.text("day")) else { throw FormRefusal(["day": ""], message: "请填写日期。") }
        func number(_ name: String) throws(FormRefusal) -> Int {
            let text = fields.text(name)
            guard let number = text.isEmpty ? 0 : Int(text), number >= 0 else {
                throw FormRefusal([name: ""], message: "人数请填整数。")
            }
            return number
        }
        return Hearing(
            audience: audience, method: method, day: day, place: fields.text("place"),
            attendees: try number("attendees"), managers: try number("managers"), teachers: try number("teachers"),
            selection: fields.text("selection"), summary: fields.text("summary"))
    }
}

/// The hearings about one unit, and the form for one more.
struct HearingPage: Page {
    let row: InspectionRow
    let hearings: [HearingRow]
    let standing: UnitStanding
    let jurisdiction: Jurisdiction
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    var title: String { "听取意见：\(row.name)" }
    var section: String { "/inspections" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督导任务", "/inspections"), (row.name, "/inspections/\(row.id)")],
            subtitle: "\(row.campaignName) · 被督导单位看不到这一页").html)
        \(Said.error(problem))
        \(wanted)
        <section class="section"><h2>记录</h2>\(list)</section>
        \(mayWrite ? form : nil)
        """
    }

    private var mayWrite: Bool {
        viewer.role != .leader && row.state == .running
    }

    /// What the procedure asks for, and what is there.
    private var wanted: HTML? {
        let asked = StepAct.hearings.filter { act in standing.procedure.steps.contains { $0.requires.contains(act) } }
        guard !asked.isEmpty else { return nil }
        let items = asked.map { act -> HTML in
            let count = hearings.count { $0.hearing.audience.act == act }
            return standing.acts.contains(act)
                ? "<li class=\"done\">\(act.label) <small>\(count)次</small></li>"
                : "<li>\(act.label) <small>还没有记录</small></li>"
        }
        return """
            <ol class="steps" aria-label="流程要求听取的意见">\(items)</ol>
            <p class="help">依据《教育督导条例》第十九条；都有记录之后，现场督导才算完成。</p>
            """
    }

    private var list: HTML {
        guard !hearings.isEmpty else {
            return "<div class=\"empty\"><strong>还没有记录</strong><p>座谈会、访谈或问卷结束后在下面登记。</p></div>"
        }
        let rows = hearings.map { row -> HTML in
            let hearing = row.hearing
            let chosen: HTML? = hearing.selection.isEmpty ? nil : "<small>产生方式：\(hearing.selection)</small>"
            return """
                <tr>\(Ledger.cell("对象", "\(hearing.audience.label)", kind: "lead"))\
                \(Ledger.cell("方式", "\(hearing.method.label)"))\(Ledger.cell("日期", When.html(hearing.day), kind: "date"))\
                \(Ledger.cell("地点", "\(hearing.place)"))\(Ledger.cell("人数", "\(hearing.attendees)", kind: "num"))\
                \(Ledger.cell("主要意见", "<span class=\"prose\">\(hearing.summary)</span>\(chosen)", kind: "long"))\
                \(Ledger.cell("记录人", "\(row.by)"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">对象</th><th scope="col">方式</th><th scope="col">日期</th>\
            <th scope="col">地点</th><th scope="col" class="num">人数</th><th scope="col" class="long">主要意见</th>\
            <th scope="col">记录人</th></tr></thead><tbody>\(rows)</tbody></table>
            <div class="table-foot"><span>共 <strong>\(hearings.count)</strong> 次，\
            <strong>\(hearings.map(\.hearing.attendees).reduce(0, +))</strong> 人次</span></div>
            """
    }

    private var form: HTML {
        let rules = Hearing.Audience.allCases.filter { $0 != .general }
            .map { audience -> HTML in "<li>\(HearingRule.of(jurisdiction, for: audience).text)</li>" }
        return """
            <section class="section"><h2>登记一次</h2><ul class="help">\(rules)</ul>
            <form class="form full" method="post" action="/inspections/\(row.id)/hearings" \
            data-draft="hearing-\(row.id)">\(FormSeal())
            <div class="field-row">\
            \(field("audience", "听取谁的意见").select([Choice("", "请选择")] + Hearing.Audience.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(field("method", "方式").select(Hearing.Method.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(field("day", "日期", otherwise: viewer.day.text).date())</div>
            <div class="field-row">\(field("place", "地点").text())\
            \(field("attendees", "听取意见的人数").text(type: "number", isShort: true))\
            \(field("managers", "在场的学校管理人员", help: "没有的填0。", otherwise: "0").text(type: "number", isShort: true))\
            \(field("teachers", "在场的教师", help: "不算被听取意见的教师。", otherwise: "0").text(type: "number", isShort: true))</div>
            \(field("selection", "参加人员如何产生").text(hint: "如：从学生名册中随机抽取"))
            \(field("summary", "主要意见", help: "不写姓名。").area(rows: 4, limit: 4_000))
            <div class="form-actions"><button class="primary">登记</button></div></form></section>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", otherwise: String = "") -> Field {
        Field(name, label, value: typed[name] ?? otherwise, help: help)
    }
}
