import Store
import Supervision

/// A county's figures against the year in which it is to pass.
struct BalanceOutlook {
    private let county: BalanceCounty
    private let progress: CountyProgress?
    private let today: Day

    init(_ county: BalanceCounty, _ progress: CountyProgress?, on today: Day) {
        self.county = county
        self.progress = progress
        self.today = today
    }

    /// Until when trends are followed: three years, or the planned year where that is later.
    var target: Int { BalanceWarning.target(year: county.year, planned: progress?.plannedYear) }

    /// Roadmap and step in one line.
    var plan: HTML? {
        guard let progress, progress.isTold else { return nil }
        let year = progress.plannedYear.map { "\($0)年" } ?? "未定"
        let held = progress.held.map { held -> HTML in
            "<div><dt>已认定</dt><dd>\(held.tier)\(held.day.chinese)</dd></div>"
        }
        return """
            <dl class="facts across"><div><dt>规划通过</dt><dd>\(progress.standing?.kind == .certified ? "—" : year)</dd></div>\(held)\
            <div><dt>目前环节</dt><dd>\(progress.stepCell(on: today))</dd></div>\
            <div><dt>进展</dt><dd>\(progress.stateCell)</dd></div></dl>
            """
    }

    /// The coefficient that is worst against its limit, year by year, as a part of the limit; a single year draws nothing.
    var trend: HTML? {
        let years = county.evaluations.keys.sorted()
        let worst = years.map { year in county.evaluations[year].flatMap(Self.strain) }
        guard worst.count(where: { $0 != nil }) > 1 else { return nil }
        var chart = Chart(
            "最差的差异系数占限值的百分比", .lines, axis: "年度", unit: "%", categories: years.map { "\($0)年" },
            series: [
                .init(
                    "最差指标", .accent,
                    worst.map { Chart.Point(decimal: $0.map { BalanceText.decimal($0 * 100, digits: 1) }) })
            ])
        chart.level = "100"
        return chart.html
    }

    /// Nil while any coefficient is unknown: the worst one may be among them.
    private static func strain(_ evaluation: BalanceEvaluation) -> Double? {
        let limited = evaluation.stages.flatMap(\.indicators).filter { $0.limit != nil }
        let strains = limited.compactMap { found -> Double? in
            guard let limit = found.limit, let coefficient = found.variation?.coefficient else { return nil }
            return coefficient * Double(Points.scale) / Double(limit.scaled)
        }
        return strains.count == limited.count ? strains.max() : nil
    }
}
