import Store
import Supervision

/// How one coefficient came about: the formula with its values put in, each school's part in it, and a scatter.
struct BalanceIndicatorPage: Page {
    let county: BalanceCounty
    let address: BalanceAddress
    let result: BalanceEvaluation.StageResult
    let found: BalanceEvaluation.IndicatorResult

    var title: String { found.indicator.name }
    var section: String { "/balance" }
    private var indicator: BalanceIndicator { found.indicator }
    private var stage: Stage { result.stage }
    private var least: Points? { indicator.minimum[stage] }

    private struct Line {
        let result: BalanceEvaluation.SchoolResult
        let pupils: Int
        let share: Ratio
        /// Of the variance, from 0 to 1.
        let part: Double
    }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("\(county.name)\(address.question.standard.name)监测", address.link("/balance"))], badge: badge,
            subtitle: "\(county.year)年 · \(stage.label) · \(address.question.standard.clause)").html)
        \(FilterBar(address.list, [stages] + address.filters(county.years)).html)
        \(calculation)
        \(scatter)
        \(table)
        """
    }

    private var badge: HTML? {
        found.isWithin.map { $0 ? Badge.html("在限值内", .good) : Badge.html("超出限值", .late) }
    }

    private var stages: HTML {
        FilterBar.choice(address.list, "stage", "学段", [Choice("junior", "初中")], all: "小学")
    }

    private var lines: [Line] {
        let known = result.schools.compactMap { school -> (BalanceEvaluation.SchoolResult, Int, Ratio)? in
            school.school.share(indicator, in: stage).map { (school, school.school.pupils(in: stage) ?? 0, $0) }
        }
        let mean = found.variation.map { $0.mean * Double(Points.scale) } ?? 0
        let total = known.reduce(0.0) { $0 + Double($1.1) * ($1.2.value - mean) * ($1.2.value - mean) }
        return known.map { school, pupils, share in
            let part = Double(pupils) * (share.value - mean) * (share.value - mean)
            return Line(result: school, pupils: pupils, share: share, part: total > 0 ? part / total : 0)
        }.sorted { $0.part > $1.part }
    }

    private var calculation: HTML {
        let missing = result.schools.count - lines.count
        guard let variation = found.variation else {
            return """
                <div class="notice warning" role="status"><strong>还不能计算。</strong>有\(missing)所学校缺少数据，没有填报的不按0计算。\
                <a href="\(address.link("/balance"))#missing">查看缺少的数据</a></div>
                """
        }
        let pupils = lines.reduce(0) { $0 + $1.pupils }
        let resource = lines.reduce(0.0) { $0 + Double($1.pupils) * $1.share.value } / Double(Points.scale)
        let times = indicator.isPerHundred ? " × 100" : ""
        let amount = indicator.isPerHundred ? resource / 100 : resource
        let limit: HTML =
            found.limit.map { limit in
                "，\(stage.label)限值\(BalanceText.limit(limit))，\(found.isWithin == true ? "在限值内" : "超出限值")"
            } ?? .empty
        return """
            <section class="section"><h2>计算过程</h2><dl class="facts">\
            <dt>每校</dt><dd>Xᵢ = \(formula)\(times)</dd>\
            <dt>县域均值</dt><dd>M = Σ资源\(times) ÷ Σ学生 = \(BalanceText.decimal(amount, digits: 2))\(times) ÷ \(pupils) = <strong>\(BalanceText.decimal(variation.mean, digits: 6))</strong> \(indicator.unit)</dd>\
            <dt>标准差</dt><dd>S = √[Σ (Pᵢ ÷ P)·(Xᵢ − M)²] = <strong>\(BalanceText.decimal(variation.deviation, digits: 6))</strong></dd>\
            <dt>差异系数</dt><dd>CV = S ÷ M = \(BalanceText.decimal(variation.deviation, digits: 6)) ÷ \(BalanceText.decimal(variation.mean, digits: 6)) = <strong>\(BalanceText.decimal(variation.coefficient, digits: 6))</strong>\(limit)</dd></dl>\
            <p class="muted">Pᵢ 是每校该学段在校生数，P 是全县合计；特殊教育学校和不足50人的教学点不计。\(combined)</p></section>
            """
    }

    private var formula: String {
        let names = indicator.variables.map(\.label)
        let above = names.count > 1 ? "（\(names.joined(separator: " − "))）" : names.first ?? ""
        return "\(above) ÷ 在校生数"
    }

    private var combined: String {
        indicator.isShared ? "一贯制学校和完全中学的资源按 小学1 : 初中1.1 : 高中1.32 折算后分摊到各学段。" : "一贯制学校按各学段分别统计。"
    }

    private var scatter: HTML? {
        BalanceCharts(county: county, address: address).scatter(result, found)?.html
    }

    private func link(_ line: Line) -> String {
        county.organisation(of: line.result.school.code).map { "/organisations/\($0)" } ?? ""
    }

    private var table: HTML {
        let rows = lines.map { line -> HTML in
            let (school, path) = (line.result.school, link(line))
            let name: HTML = path.isEmpty ? "\(school.name)" : "<a href=\"\(path)\">\(school.name)</a>"
            let amounts = indicator.variables.map { variable in
                school.value(variable, in: stage).map { "\(variable.label)\($0.text)" } ?? "\(variable.label)没有填报"
            }
            let isBelow = line.result.below.contains(indicator.code)
            return """
                <tr>\(Ledger.cell("学校", name, kind: "lead"))\(Ledger.cell("学生", "\(line.pupils)", kind: "num"))\
                \(Ledger.cell("填报数据", "\(amounts.joined(separator: "；"))", kind: "long"))\
                \(Ledger.cell("Xᵢ", isBelow ? "<span class=\"late-text\">\(BalanceText.share(line.share, least: least))</span>" : "\(BalanceText.share(line.share, least: least))", kind: "num"))\
                \(Ledger.cell("占差异", "\(BalanceText.decimal(line.part * 100, digits: 1))%", kind: "num"))</tr>
                """
        }
        return """
            <section class="section"><h2>各校数据（\(lines.count)所）</h2><p class="muted">按对差异的影响从大到小排列。</p>\
            <table class="ledger"><thead><tr><th scope="col">学校</th><th scope="col" class="num">学生</th>\
            <th scope="col" class="long">填报数据</th><th scope="col" class="num">Xᵢ（\(indicator.unit)）</th>\
            <th scope="col" class="num">占差异</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}
