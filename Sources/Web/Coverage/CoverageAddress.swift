import Store
import Supervision

/// What the address of a page of coverage says: which months, which district, which schools.
struct CoverageAddress: Sendable {
    let list: ListAddress
    let today: Day

    init(_ path: String, _ call: Call) {
        list = ListAddress(path, call.query)
        today = call.day
    }

    var span: CoverageSpan { CoverageSpan(code: list.filter("span")) ?? CoverageSpan(.school, of: today) }
    var district: District? { District(text: list.filter("district")) }
    var isList: Bool { list.filter("view") == "list" }

    /// Another page of coverage about the same months and district, and nothing else.
    func path(_ path: String, _ pairs: [(String, String)] = []) -> String {
        let kept = ["span", "district"].map { ($0, list.filter($0)) }
        let query = (kept + pairs).filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }

    var filter: CoverageFilter {
        var filter = CoverageFilter()
        filter.text = list.filter("q")
        filter.kind = OrganisationKind(rawValue: list.filter("kind"))
        filter.stage = Stage(rawValue: list.filter("stage"))
        filter.inspector = list.filter("inspector")
        filter.zone = list.filter("zone")
        filter.isLate = list.filter("late") == "1"
        filter.month = Month(list.filter("month"))
        filter.state = CoverageMonth.State(rawValue: list.filter("state"))
        filter.term = list.filter("term")
        filter.floor = CoverageTerm.State(rawValue: list.filter("floor"))
        (filter.sort, filter.isDescending) = list.sort(CoverageFilter.sorts)
        return filter
    }

    /// School and calendar years that may be chosen, the present school year first.
    var spans: [Choice] {
        let (school, calendar) = (CoverageSpan(.school, of: today), CoverageSpan(.calendar, of: today))
        let all =
            (0..<4).map { CoverageSpan(.school, year: school.year - $0) }
            + (0..<4).map { CoverageSpan(.calendar, year: calendar.year - $0) }
        return (all.contains(span) ? all : all + [span]).map { Choice($0.code, $0.name) }
    }

    /// Keeps the county that was chosen, for a page on which it is not chosen anew.
    var districtField: HTML? {
        list.filter("district").isEmpty
            ? nil : "<input type=\"hidden\" name=\"district\" value=\"\(list.filter("district"))\">"
    }

    /// A select without an empty choice, since there is always a span.
    var spanField: HTML {
        """
        <div class="field"><label for="span">时间</label><select id="span" name="span">\
        \(Choice.list(spans, chosen: [span.code]))</select></div>
        """
    }
}

/// The way between the pages of coverage.
struct CoverageTabs {
    let address: CoverageAddress
    let role: Role
    let current: String
    /// Several counties are shown first, so that the schools of one have no place.
    var isWide = false

    var html: HTML {
        var tabs =
            isWide
            ? [("districts", "各区县", address.path("/coverage"))]
            : [
                ("map", "热力图", address.path("/coverage")),
                ("list", "台账", address.path("/coverage", [("view", "list")])),
            ]
        tabs.append(("forecast", "预测", address.path("/coverage/forecast")))
        tabs.append(("next", "本周去哪里", address.path("/coverage/next")))
        if Role.office.contains(role) {
            tabs.append(("clashes", "统筹", "/coverage/clashes"))
            tabs.append(("rule", "频次规定", "/coverage/rule"))
        }
        let links = tabs.map { name, title, path -> HTML in
            name == current
                ? "<a href=\"\(path)\" aria-current=\"page\">\(title)</a>" : "<a href=\"\(path)\">\(title)</a>"
        }
        return "<nav class=\"tabs no-print\" aria-label=\"到校覆盖\">\(links)</nav>"
    }
}

/// The words and colours of months and terms, the same on every page.
enum CoverageWords {
    /// Which rule the page judges by.
    static func rule(_ rule: CoverageRule) -> String {
        let month =
            rule.perMonth == 0
            ? "本地没有每月的要求" : "本地要求每月不少于\(rule.perMonth)次\(rule.basis.isEmpty ? "" : "（\(rule.basis)）")"
        return "法定每学期不少于\(rule.perTerm)次（\(CoverageRule.clause)）；\(month)，授课不足\(rule.dueDays)天的月份不计。"
    }

    /// What stands in a cell of the heat map: a count, or a word where there is none.
    static func cell(_ month: CoverageMonth, needed: Int) -> String {
        switch month.state {
        case .visited, .extra: "\(month.visits)"
        case .late: month.visits > 0 ? "\(month.visits)/\(needed)" : "缺"
        case .waiting: month.visits > 0 ? "\(month.visits)/\(needed)" : "待"
        case .notDue: "—"
        case .unknown: "·"
        case .free: "0"
        case .ahead: ""
        }
    }

    static func css(_ state: CoverageMonth.State, visits: Int = 0) -> String {
        switch state {
        case .visited: visits > 1 ? "h-more" : "h-done"
        case .extra: "h-extra"
        case .late: "h-late"
        case .waiting: "h-wait"
        case .ahead, .notDue, .unknown, .free: "h-none"
        }
    }

    static let legend: HTML = """
        <p class="heat-legend muted"><span class="h-done">1</span> 到校次数 <span class="h-late">缺</span> 应到未到 \
        <span class="h-wait">待</span> 本月还没到 <span class="h-extra">1</span> 不要求而到校 <span class="h-none">—</span> \
        假期或未开办，不计 <span class="h-none">·</span> 启用之前，没有记录</p>
        """

    static func badge(_ term: CoverageTerm) -> HTML {
        switch term.state {
        case .reached: Badge.html("\(term.visits)/\(term.needed) 已达到", .good)
        case .late: Badge.html("\(term.visits)/\(term.needed) 未达到", .late)
        case .open: Badge.html("\(term.visits)/\(term.needed) 还差\(term.lacking)次", .warn)
        case .ahead, .notDue, .unknown: Badge.html(term.state.label)
        }
    }
}
