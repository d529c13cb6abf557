import Store
import Supervision

/// Planned years of all counties as typed: a field a county and tier, with what the page showed beside it.
struct RoadmapForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    var standard: String { RoadmapRoutes.procedure(fields).standard }
    var reason: String { fields.text("reason") }
    private var goals: [String] { RoadmapRoutes.procedure(fields).goals }

    static func name(_ district: String, _ goal: Int) -> String { "y.\(district).\(goal)" }
    static func before(_ district: String, _ goal: Int) -> String { "w.\(district).\(goal)" }

    struct Checked: Sendable {
        let changes: [String: [String: Int?]]
        let was: [String: [String: Int]]
    }

    /// What the person changed; a field that says what the page showed is no change.
    func checked() throws(FormRefusal) -> Checked {
        var (changes, was): ([String: [String: Int?]], [String: [String: Int]]) = ([:], [:])
        var problems: [String: String] = [:]
        var movesSomething = false
        for name in fields.names where name.hasPrefix("y.") {
            let parts = name.split(separator: ".").map(String.init)
            guard parts.count == 3, let place = Int(parts[2]), goals.indices.contains(place) else { continue }
            let (district, goal) = (parts[1], goals[place])
            let (typed, shown) = (fields.text(name).normalisedCell, fields.text(Self.before(district, place)))
            let before = Int(shown)
            was[district, default: [:]][goal] = before
            guard typed != shown else { continue }
            if typed.isEmpty {
                changes[district, default: [:]][goal] = .some(nil)
            } else if let year = RoadmapTable.year(typed) {
                changes[district, default: [:]][goal] = .some(year)
            } else {
                problems[name] = "应为四位数的年份。"
            }
            if before != nil { movesSomething = true }
        }
        if movesSomething, reason.isEmpty { problems["reason"] = "改动或者取消了原定的年份，请写明调整理由。" }
        if reason.count > 200 { problems["reason"] = "请控制在200字以内。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return Checked(changes: changes, was: was)
    }
}

/// The table in which an office of a city or a province sets the years of all its counties.
struct RoadmapFormPage: Page {
    let form: RoadmapForm
    let procedure: CertificationProcedure
    let districts: [RoadmapDistrict]
    let years: [String: [String: Int]]
    let held: [String: HeldTitles]
    let set: [CertificationProcedures.SetYears]
    let refusal: (any Refusal)?
    let rows: [RowProblem]

    var title: String { "编辑\(procedure.name)创建规划" }
    var section: String { "/roadmap" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("创建规划", "/roadmap?standard=\(procedure.standard)")], subtitle: rule).html)
        \(Said.error(refusal?.message))\(wrongRows)
        \(tabs)
        <form class="form full" method="post" action="/roadmap" data-draft="roadmap-\(procedure.standard)">\(FormSeal())
        <input type="hidden" name="standard" value="\(procedure.standard)">
        <table class="ledger keep"><thead><tr><th scope="col">区县</th>\(procedure.goals.map(head))</tr></thead>\
        <tbody>\(districts.map(row))</tbody></table>
        \(Field("reason", "调整理由", value: form.reason, problem: problem("reason"), help: "改动或者取消原定年份时必填，记入变更记录。").text())
        <div class="form-actions"><button class="primary">保存</button>\
        <a class="button quiet" href="/roadmap?standard=\(procedure.standard)">取消</a></div></form>
        \(upload)\(preconditions)
        """
    }

    private var rule: HTML {
        let order = procedure.tiers.isEmpty ? "" : "等次逐级达标，不可越级；"
        return "\(order)已经认定的不用再填；空着表示没有规划"
    }

    private var tabs: HTML {
        let links = CertificationProcedures.all.map { one -> HTML in
            let current: HTML? = one.standard == procedure.standard ? " aria-current=\"page\"" : nil
            return "<a href=\"/roadmap/edit?standard=\(one.standard)\"\(current)>\(one.name)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"标准\">\(links)</nav>"
    }

    private func head(_ goal: String) -> HTML { "<th scope=\"col\">\(RoadmapTable.heading(goal))</th>" }

    private func row(_ district: RoadmapDistrict) -> HTML {
        let reached = (held[district.code] ?? HeldTitles([])).highest(of: procedure) ?? -1
        let cells = procedure.goals.enumerated().map { place, goal -> HTML in
            if place <= reached { return "<td data-label=\"\(goal)\">\(Badge.html("已认定", .good))</td>" }
            return cell(district, place, goal)
        }
        let city: HTML? = district.cityName.isEmpty ? nil : "<small>\(district.cityName)</small>"
        return "<tr><th scope=\"row\">\(district.name)\(city)</th>\(cells)</tr>"
    }

    private func cell(_ district: RoadmapDistrict, _ place: Int, _ goal: String) -> HTML {
        let name = RoadmapForm.name(district.code, place)
        let stored = years[district.code]?[goal].map { "\($0)" } ?? ""
        let shown = form.fields[RoadmapForm.before(district.code, place)] ?? stored
        let value = form.fields[name] ?? stored
        let problem = problem(name) ?? refusalText(district.code, goal)
        let wrong: HTML? = problem.map { text -> HTML in "<p class=\"problem\" id=\"\(name)-problem\">\(text)</p>" }
        let invalid: HTML? =
            problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"\(name)-problem\""
        return """
            <td data-label="\(RoadmapTable.heading(goal))"><div class="\(problem == nil ? "field" : "field error")">\
            <input class="short" id="\(name)" name="\(name)" value="\(value)" inputmode="numeric" maxlength="6" \
            aria-label="\(district.name)\(RoadmapTable.heading(goal))"\(invalid)>\(wrong)</div>\
            <input type="hidden" name="\(RoadmapForm.before(district.code, place))" value="\(shown)"></td>
            """
    }

    private func problem(_ name: String) -> String? { (refusal as? FormRefusal)?.problems[name] }

    private func refusalText(_ district: String, _ goal: String) -> String? {
        (refusal as? Roadmaps.Problems)?.found[district]?[goal]?.message
    }

    private var wrongRows: HTML? {
        guard !rows.isEmpty else { return nil }
        let lines = rows.prefix(100).map { one -> HTML in
            "<li>第\(one.row)行“\(one.column)”\(one.value.isEmpty ? "" : "“\(one.value)”")：\(one.reason)</li>"
        }
        return """
            <div class="notice error" role="alert"><strong>表格有\(rows.count)处不能采用，一处都没有导入</strong><ul>\(lines)</ul></div>
            """
    }

    private var upload: HTML {
        """
        <section class="section"><h2>从表格导入</h2>
        <p class="muted">按“区县代码”或“区县”对应；空格保持原样，填“取消”撤销规划。任何一格有误，一处都不导入。</p>
        <form class="form" method="post" action="/roadmap/sheet" enctype="multipart/form-data">\(FormSeal())
        <input type="hidden" name="standard" value="\(procedure.standard)">
        \(Field("file", "XLSX 或 CSV 文件", problem: problem("file")).file(accept: ".xlsx,.csv"))
        <div class="form-actions"><button>导入</button>\
        <a class="button quiet" href="/roadmap/years.xlsx?standard=\(procedure.standard)&amp;template=1">下载现有规划</a></div></form></section>
        """
    }

    /// How long another standard has to have been held, which an office may set otherwise.
    private var preconditions: HTML? {
        guard !procedure.preconditions.isEmpty else { return nil }
        let parts = procedure.preconditions.map { condition -> HTML in
            let own = set.last { $0.required == condition.standard }
            let basis = own.map { "\($0.byName)设定，依据：\($0.basis)" } ?? "\(condition.clause)（待核：\(condition.unverified)）"
            return """
                <form class="form" method="post" action="/roadmap/precondition">\(FormSeal())
                <input type="hidden" name="standard" value="\(procedure.standard)">\
                <input type="hidden" name="required" value="\(condition.standard)">
                <p>现行：须通过\(condition.name)认定满\(condition.years)年。\(basis)</p>
                <div class="field-row">\(Field("years", "年数", value: form.fields["years"] ?? "\(condition.years)", problem: problem("years")).text(isShort: true))\
                \(Field("basis", "依据", value: form.fields.text("basis"), problem: problem("basis")).text())</div>
                <div class="form-actions"><button>改年数</button></div></form>
                """
        }
        return "<details class=\"fold\"><summary>申请前提</summary>\(parts)</details>"
    }
}
