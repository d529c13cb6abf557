import Office
import Store
import Supervision

/// A school in one stage, as its line in the table.
struct BalanceSchoolLine: Sendable {
    let organisation: OrganisationID?
    let stage: Stage
    let result: BalanceEvaluation.SchoolResult
    /// What a pupil has of each indicator, in the order of the standard.
    let shares: [Ratio?]

    var pupils: Int { result.school.pupils(in: stage) ?? 0 }
}

/// Which schools are wanted, from the address.
struct BalanceSchoolFilter {
    let text: String
    let stage: Stage?
    let verdict: BalanceVerdict?
    let lacks: String
    private let sort: (column: String, isDescending: Bool)

    init(_ address: BalanceAddress) {
        let list = address.list
        text = list.filter("q")
        stage = address.stage
        verdict = BalanceVerdict(rawValue: list.filter("verdict"))
        lacks = list.filter("lacks")
        sort = list.sort(["stage", "name", "-pupils", "reached"] + address.question.standard.indicators.map(\.code))
    }

    func lines(of county: BalanceCounty, by standard: BalanceStandard) -> [BalanceSchoolLine] {
        let known = county.schools.organisationsByCode
        let all = (county.evaluation?.stages ?? []).flatMap { stage in
            stage.schools.map { result in
                BalanceSchoolLine(
                    organisation: known[result.school.code], stage: stage.stage, result: result,
                    shares: standard.indicators.map { result.school.share($0, in: stage.stage) })
            }
        }
        return sorted(all.filter(holds), standard)
    }

    private func holds(_ line: BalanceSchoolLine) -> Bool {
        (stage == nil || line.stage == stage) && (verdict == nil || line.result.verdict == verdict)
            && (lacks.isEmpty || line.result.below.contains(lacks))
            && (text.isEmpty || line.result.school.name.contains(text) || line.result.school.code.contains(text))
    }

    /// What is unknown stands last either way.
    private func sorted(_ lines: [BalanceSchoolLine], _ standard: BalanceStandard) -> [BalanceSchoolLine] {
        func key(_ line: BalanceSchoolLine) -> Double? {
            switch sort.column {
            case "pupils": Double(line.pupils)
            case "reached": Double(line.result.reached.count)
            default:
                standard.indicators.firstIndex { $0.code == sort.column }.flatMap { line.shares[$0]?.value }
            }
        }
        if ["stage", "name"].contains(sort.column) {
            let ordered = lines.sorted { left, right in
                sort.column == "stage" && left.stage != right.stage
                    ? left.stage < right.stage : left.result.school.name < right.result.school.name
            }
            return sort.isDescending ? ordered.reversed() : ordered
        }
        let keyed = lines.map { (key($0), $0) }
        let known = keyed.filter { $0.0 != nil }.sorted { left, right in
            let (a, b) = (left.0 ?? 0, right.0 ?? 0)
            if a != b { return sort.isDescending ? a > b : a < b }
            return left.1.result.school.code < right.1.result.school.code
        }
        return (known + keyed.filter { $0.0 == nil }).map(\.1)
    }
}

/// The schools of a county by what each has and lacks.
struct BalanceSchoolsPage: Page {
    let county: BalanceCounty
    let address: BalanceAddress
    let listing: Listing<BalanceSchoolLine>

    var title: String { "学校达标情况" }
    var section: String { "/balance" }
    private var standard: BalanceStandard { address.question.standard }

    var main: HTML {
        let filters =
            [
                FilterBar.search(address.list, hint: "学校名称或代码"),
                FilterBar.choice(
                    address.list, "stage", "学段", [Stage.primary, .junior].map { Choice($0.rawValue, $0.label) }),
                FilterBar.choice(
                    address.list, "verdict", "判定",
                    [BalanceVerdict.pass, .fail, .undetermined].map { Choice($0.rawValue, $0.label) }),
                FilterBar.choice(
                    address.list, "lacks", "低于标准的指标", standard.indicators.map { Choice($0.code, $0.name) }),
            ] + address.filters(county.years)
        return """
            \(PageHead(title, crumbs: [("\(county.name)\(standard.name)监测", address.link("/balance"))],
                subtitle: "\(county.year)年 · 红色低于标准，加粗低于标准的85%；一校须至少6项达到、其余不低于85%").html)
            \(FilterBar(address.list, filters).html)
            <div class="wide dense">\(table.html)</div>
            """
    }

    private var table: Ledger {
        let columns: [Ledger.Column] =
            [
                .init("学校", sort: "name", kind: "lead"), .init("学段", sort: "stage"),
                .init("学生", sort: "pupils", kind: "num"),
            ]
            + standard.indicators.map { .init($0.short, sort: $0.code, kind: "num") }
            + [.init("达到", sort: "reached", kind: "num"), .init("判定"), .init("", kind: "actions")]
        return Ledger(
            columns, listing, at: address.list, unit: "所", exportPath: "/balance/schools.xlsx",
            empty:
                "<div class=\"empty\"><strong>没有符合条件的学校</strong><a href=\"\(address.link("/balance/schools"))\">查看全部</a></div>",
            row: row)
    }

    private func row(_ line: BalanceSchoolLine) -> HTML {
        let school = line.result.school
        let name: HTML =
            line.organisation.map { "<a href=\"/organisations/\($0)\">\(school.name)</a>" } ?? "\(school.name)"
        let cells = zip(standard.indicators, line.shares).map { indicator, share -> HTML in
            let text = BalanceText.share(share, least: indicator.minimum[line.stage])
            let shown: HTML =
                line.result.belowFloor.contains(indicator.code)
                ? "<strong class=\"late-text\">\(text)</strong>"
                : line.result.below.contains(indicator.code) ? "<span class=\"late-text\">\(text)</span>" : "\(text)"
            return Ledger.cell(indicator.short, shown, kind: "num")
        }
        let judged = standard.indicators.filter { $0.minimum[line.stage] != nil }.count
        return """
            <tr>\(Ledger.cell("学校", name, kind: "lead"))\(Ledger.cell("学段", "\(line.stage.label)"))\
            \(Ledger.cell("学生", "\(line.pupils)", kind: "num"))\(cells)\
            \(Ledger.cell("达到", judged == 0 ? "—" : "\(line.result.reached.count)/\(judged)", kind: "num"))\
            \(Ledger.cell("判定", judged == 0 ? "—" : line.result.verdict.badge))\
            \(Ledger.cell("", line.result.verdict == .fail ? finding(line) : .empty, kind: "actions"))</tr>
            """
    }

    /// A failing school becomes a problem in the ledger, its figures filled in.
    private func finding(_ line: BalanceSchoolLine) -> HTML {
        let lacking = zip(standard.indicators, line.shares).filter { line.result.below.contains($0.0.code) }
        let words = lacking.map { indicator, share in
            let least = indicator.minimum[line.stage]
            return "\(indicator.name)\(BalanceText.share(share, least: least))（标准\(least?.text ?? "")）"
        }
        let fields = [
            ("source", Finding.Source.monitoring.rawValue), ("unit-0", line.result.school.name),
            ("problem", "\(county.year)年\(standard.name)监测，\(line.stage.label)低于标准：\(words.joined(separator: "；"))。"),
            ("requirement", "按\(standard.name)标准补足所缺资源，整改后如实更新监测数据。"),
        ]
        let query = fields.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "<a class=\"button small\" href=\"/findings/new?\(query)\">列入问题</a>"
    }
}
