import Store
import Supervision

/// The units behind a condition, each with its own value, those below first.
struct LedgerUnitsTable {
    let county: StandardCounty
    let address: LedgerAddress
    let line: StandardLedger.Line
    let condition: StandardCondition
    let units: [ConditionUnit]
    private let conditions: [StandardCondition]

    static let standings = [("failing", "未达到"), ("open", "缺数据"), ("tolerated", "按容差达到"), ("met", "达到")]

    /// Nil where no unit stands behind the line.
    init?(_ county: StandardCounty, _ address: LedgerAddress, _ line: StandardLedger.Line) {
        guard case .indicator(let indicator) = line.kind else { return nil }
        let computed = indicator.conditions.filter { !$0.isByHand }
        let wanted = address.list.filter("condition")
        let chosen =
            computed.first { $0.code == wanted } ?? computed.first { $0.subject == .eachOrganisation }
            ?? computed.first
        guard let chosen else { return nil }
        let all = StandardEvaluation.units(chosen, of: indicator, by: county.standard, county.input)
        guard !all.isEmpty else { return nil }
        self.county = county
        self.address = address
        self.line = line
        condition = chosen
        conditions = computed
        units = LedgerUnitsTable.narrowed(all, county, address.list)
    }

    private static func narrowed(
        _ units: [ConditionUnit], _ county: StandardCounty, _ list: ListAddress
    ) -> [ConditionUnit] {
        let (standing, stage, text) = (list.filter("standing"), list.filter("stage"), list.filter("q"))
        let found = units.filter { unit in
            (standing.isEmpty || unit.standing.code == standing) && (stage.isEmpty || unit.stage?.rawValue == stage)
                && (text.isEmpty || unit.organisation == text
                    || county.unit(unit.organisation)?.name.contains(text) == true)
        }
        switch list.sort(["standing", "name", "value"]) {
        case ("name", let isDescending):
            let names = Dictionary(county.units.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            let sorted = found.sorted { (names[$0.organisation] ?? "") < (names[$1.organisation] ?? "") }
            return isDescending ? sorted.reversed() : sorted
        case ("value", let isDescending):
            let known = found.filter { $0.value?.quantity != nil }.sorted { left, right in
                (left.value?.quantity?.double ?? 0) < (right.value?.quantity?.double ?? 0)
            }
            return (isDescending ? known.reversed() : known) + found.filter { $0.value?.quantity == nil }
        case (_, let isDescending): return isDescending ? found.reversed() : found
        }
    }

    /// A yes or no says nothing that the verdict does not.
    private var hasNumbers: Bool { isOfEach && units.contains { $0.value?.quantity != nil } }
    private var isOfEach: Bool { condition.subject == .eachOrganisation }
    /// At most so many figures stand in columns.
    private var terms: [ExpressionTerm] { Array((units.first?.figures.map(\.term) ?? []).prefix(6)) }

    var html: HTML {
        let list = address.list
        let page = PageRequest(number: list.page.number)
        let listing = Listing(
            rows: Array(units.dropFirst(page.offset).prefix(page.size)), total: units.count, page: page)
        let value: [Ledger.Column] = hasNumbers ? [.init("数值", sort: "value", kind: "num")] : []
        let columns: [Ledger.Column] =
            [.init("单位", sort: "name", kind: "lead")] + (condition.isByStage ? [.init("学段")] : [])
            + terms.map { .init($0.name, kind: "num") } + value + (isOfEach ? [.init("判定", sort: "standing")] : [])
        let table = Ledger(
            columns, listing, at: list, unit: "个单位", exportPath: "/ledger/indicators/\(line.code)/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的单位</strong></div>", row: row)
        return """
            <section class="section" id="units"><h2>各单位情况\(conditions.count > 1 && !condition.name.isEmpty ? "：\(condition.name)" : "")</h2>
            \(FilterBar(list, filters).html)<div class="dense">\(table.html)</div></section>
            """
    }

    private var filters: [HTML] {
        let list = address.list
        let shared = ["region", "standard", "year", "data"].map { ($0, list.filter($0)) }.filter { !$0.1.isEmpty }
        let kept = shared.map { name, value -> HTML in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        let several: HTML? =
            conditions.count > 1
            ? FilterBar.choice(
                list, "condition", "条件", conditions.map { Choice($0.code, $0.name.isEmpty ? $0.code : $0.name) },
                all: "默认") : nil
        let standing: HTML? =
            isOfEach
            ? FilterBar.choice(
                list, "standing", "判定", LedgerUnitsTable.standings.map { Choice($0.0, $0.1) }) : nil
        let stage: HTML? =
            condition.isByStage
            ? FilterBar.choice(list, "stage", "学段", [Stage.primary, .junior].map { Choice($0.rawValue, $0.label) })
            : nil
        return [FilterBar.search(list, hint: "单位名称或代码"), .joined([several, standing, stage].compactMap { $0 })] + kept
    }

    private func row(_ unit: ConditionUnit) -> HTML {
        let known = county.unit(unit.organisation)
        let name: HTML =
            known.map { "<a href=\"/organisations/\($0.organisation)\">\($0.name)</a>" } ?? "\(unit.organisation)"
        let figures = unit.figures.prefix(terms.count).map { figure -> HTML in
            Ledger.cell(figure.term.name, "\(figure.value?.short ?? "没有填报")", kind: "num")
        }
        let stage: HTML? = condition.isByStage ? Ledger.cell("学段", "\(unit.stage?.label ?? "")") : nil
        return """
            <tr class="\(unit.standing == .failing ? "late" : "")">\(Ledger.cell("单位", name, kind: "lead"))\(stage)\
            \(figures)\(isOfEach ? verdict(unit) : nil)</tr>
            """
    }

    private func verdict(_ unit: ConditionUnit) -> HTML {
        let grade: StandardGrade = unit.standing == .failing ? .notMet : .met
        let value = unit.value.map { LedgerText.number($0, limit: unit.limit, grade: grade) } ?? "—"
        let badge: HTML =
            switch unit.standing {
            case .met: Badge.html(unit.standing.label, .good)
            case .failing: Badge.html(unit.standing.label, .late)
            case .open: Badge.html(unit.standing.label, .warn)
            case .tolerated(let tolerance):
                "\(Badge.html(unit.standing.label, .active)) <small>\(tolerance.name)</small>"
            }
        let number: HTML? = hasNumbers ? Ledger.cell("数值", "\(value)", kind: "num") : nil
        return "\(number)\(Ledger.cell("判定", badge))"
    }
}

extension ConditionUnit.Standing {
    /// As an address says it.
    var code: String {
        switch self {
        case .met: "met"
        case .failing: "failing"
        case .open: "open"
        case .tolerated: "tolerated"
        }
    }
}
