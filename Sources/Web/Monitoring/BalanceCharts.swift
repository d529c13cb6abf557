import Store
import Supervision

/// The charts of a county's balance: on its pages, as files, and in the diagnosis report.
struct BalanceCharts {
    let county: BalanceCounty
    let address: BalanceAddress

    /// Which of them; the name of the file too.
    enum Name: String {
        case coefficients, years, scatter
    }

    /// Nil where there is nothing to draw.
    func chart(_ name: Name, _ stage: Stage, indicator: String = "") -> Chart? {
        guard let result = county.evaluation?.stages.first(where: { $0.stage == stage }) else { return nil }
        switch name {
        case .coefficients: return coefficients(result)
        case .years: return years(result)
        case .scatter:
            return result.indicators.first { $0.indicator.code == indicator }.flatMap { scatter(result, $0) }
        }
    }

    private func picture(_ name: Name, _ stage: Stage, _ more: [(String, String)] = []) -> String {
        address.link(
            "/balance/charts/\(name.rawValue).svg",
            [("stage", stage.rawValue), ("year", "\(county.year)")] + more)
    }

    private func earlier(_ year: Int, _ stage: Stage, _ code: String) -> BalanceEvaluation.IndicatorResult? {
        county.evaluations[year]?.stages.first { $0.stage == stage }?.indicators.first { $0.indicator.code == code }
    }

    private func link(_ code: String, _ stage: Stage, _ year: Int) -> String {
        address.link("/balance/indicators/\(code)", [("stage", stage.rawValue), ("year", "\(year)")])
    }

    /// Coefficients against the limit, beside those of the year before.
    func coefficients(_ result: BalanceEvaluation.StageResult) -> Chart? {
        guard result.indicators.contains(where: { $0.variation != nil }) else { return nil }
        func points(_ year: Int) -> [Chart.Point] {
            result.indicators.map { found in
                let then = year == county.year ? found : earlier(year, result.stage, found.indicator.code)
                return Chart.Point(
                    decimal: then?.variation.map {
                        BalanceText.coefficient($0.coefficient, limit: then?.limit, isWithin: then?.isWithin)
                    }, link: link(found.indicator.code, result.stage, year))
            }
        }
        let limits = Set(result.indicators.map(\.limit))
        let before = county.earlier.map { Chart.Series("\($0)年", .neutral, points($0)) }
        var chart = Chart(
            "\(county.name)\(county.year)年\(result.stage.label)差异系数与限值", .bars, axis: "指标", unit: "差异系数",
            categories: result.indicators.map(\.indicator.short),
            series: [before, Chart.Series("\(county.year)年", .accent, points(county.year))].compactMap(\.self),
            table: .elsewhere)
        if limits.count == 1, let limit = limits.first ?? nil { chart.level = limit.text }
        chart.picture = picture(.coefficients, result.stage)
        return chart
    }

    /// The coefficients over the years, one line each; a single year draws nothing.
    func years(_ result: BalanceEvaluation.StageResult) -> Chart? {
        let years = county.evaluations.keys.sorted()
        guard years.count > 1 else { return nil }
        let tones: [Chart.Tone] = [.accent, .good, .warn, .late, .neutral, .violet, .teal]
        let series = result.indicators.enumerated().map { place, found in
            Chart.Series(
                found.indicator.short, tones[place % tones.count],
                years.map { year in
                    Chart.Point(
                        decimal: earlier(year, result.stage, found.indicator.code)?.variation.map {
                            BalanceText.coefficient($0.coefficient)
                        }, link: link(found.indicator.code, result.stage, year))
                })
        }
        var chart = Chart(
            "\(county.name)\(result.stage.label)各项差异系数", .lines, axis: "年度", unit: "差异系数",
            categories: years.map { "\($0)年" }, series: series)
        chart.picture = picture(.years, result.stage)
        return chart
    }

    /// Each school by its pupils and what each of them has.
    func scatter(
        _ result: BalanceEvaluation.StageResult, _ found: BalanceEvaluation.IndicatorResult
    ) -> Chart? {
        let (indicator, stage) = (found.indicator, result.stage)
        let lines = result.schools.compactMap { school in
            school.school.share(indicator, in: stage).map { (school, pupils: school.school.pupils[stage] ?? 0, $0) }
        }.sorted { $0.pupils < $1.pupils }
        guard lines.count > 2 else { return nil }
        func points(isBelow: Bool) -> [Chart.Point] {
            lines.map { school, pupils, share in
                let isShown = school.below.contains(indicator.code) == isBelow
                return Chart.Point(
                    decimal: isShown ? BalanceText.amount(share).formatted(digits: 2) : nil,
                    at: "\(pupils)",
                    link: county.organisation(of: school.school.code).map { "/organisations/\($0)" } ?? "")
            }
        }
        var chart = Chart(
            "\(county.name)\(stage.label)各校\(indicator.name)与学生数", .points, axis: "学校", unit: indicator.unit,
            categories: lines.map(\.0.school.name),
            series: [
                Chart.Series("达到标准", .accent, points(isBelow: false)),
                Chart.Series("低于标准", .late, points(isBelow: true)),
            ], table: .elsewhere)
        chart.across = "学生数（人）"
        chart.level = indicator.minimum[stage]?.text
        chart.picture = picture(.scatter, stage, [("indicator", indicator.code)])
        return chart
    }
}
