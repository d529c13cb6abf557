import Office
import Store
import Supervision

/// One stage of a county as the resource tables print it.
struct StageFigures {
    let stage: Stage
    /// Nil where no school has reported pupils.
    private let result: BalanceEvaluation.StageResult?
    /// Schools that run the stage and have not said how many pupils it has.
    private let silent: [BalanceSchools.Silent]

    init(_ stage: Stage, _ county: BalanceCounty) {
        self.stage = stage
        result = county.evaluation?.stages.first { $0.stage == stage }
        silent = county.schools.silent.filter { $0.stage == stage }
    }

    /// Whether nothing over the whole stage can be known yet.
    private var isOpen: Bool { !silent.isEmpty }

    /// How many schools and pupils; nil where no school runs the stage.
    var said: String? {
        let judged = result?.schools ?? []
        let count = judged.count + silent.count
        guard count > 0 else { return nil }
        guard silent.isEmpty else { return "\(stage.label)\(count)所、在校生缺（\(silent.count)所没有填报）" }
        let pupils = judged.reduce(0) { $0 + ($1.school.pupils(in: stage) ?? 0) }
        return "\(stage.label)\(count)所、在校生\(pupils)人"
    }

    private static func cells(_ cell: SheetCell, _ count: Int) -> [SheetCell] { Array(repeating: cell, count: count) }

    private func found(_ indicator: BalanceIndicator) -> BalanceEvaluation.IndicatorResult? {
        result?.indicators.first { $0.indicator.code == indicator.code }
    }

    /// Standard, mean, how many schools reach it, their share.
    func reached(_ indicator: BalanceIndicator) -> [SheetCell] {
        guard isOpen || result != nil else { return Self.cells(.text("/"), 4) }
        let mean = isOpen ? .lacking : SheetCell.rounded(found(indicator)?.variation?.mean, digits: 2)
        guard let least = indicator.minimum[stage] else { return [.text("/"), mean, .text("/"), .text("/")] }
        guard let result, !isOpen, !result.schools.contains(where: { $0.unknown.contains(indicator.code) }) else {
            return [.text("≥\(least.text)"), mean, .lacking, .lacking]
        }
        let reached = result.schools.count { $0.reached.contains(indicator.code) }
        return [
            .text("≥\(least.text)"), mean, .integer(reached),
            .share(Fraction(reached), of: Fraction(result.schools.count)),
        ]
    }

    /// A row for each school of the stage in the county's order, without its number.
    func lines(_ indicators: [BalanceIndicator], _ county: BalanceCounty) -> [[SheetCell]] {
        let judged = Dictionary(
            (result?.schools ?? []).map { ($0.school.code, $0) }, uniquingKeysWith: { first, _ in first })
        let open = Set(silent.map(\.code))
        let isJudged = indicators.contains { $0.minimum[stage] != nil }
        return county.schools.schools.compactMap { school in
            let first: [SheetCell] = [.text(school.code), .text(school.name), .text(stage.label), .unasked]
            if open.contains(school.code) {
                let last: [SheetCell] =
                    isJudged ? [.lacking, .text(BalanceVerdict.undetermined.label)] : Self.cells(.text("/"), 2)
                return first + Self.cells(.lacking, 1 + indicators.count) + last
            }
            guard let line = judged[school.code] else { return nil }
            return first + [.whole(line.school.pupils(in: stage))]
                + indicators.map { indicator in
                    .rounded(line.school.share(indicator, in: stage).map { BalanceText.amount($0) }, digits: 2)
                } + [
                    isJudged ? .integer(line.reached.count) : .text("/"),
                    .text(isJudged ? line.verdict.label : "/"),
                ]
        }
    }

    /// Mean, deviation, coefficient, limit, whether it is within.
    func unevenness(_ indicator: BalanceIndicator) -> [SheetCell] {
        guard !isOpen else {
            guard let limit = indicator.limit[stage] else { return Self.cells(.lacking, 3) + Self.cells(.text("/"), 2) }
            return Self.cells(.lacking, 3) + [.text("≤\(BalanceText.limit(limit))"), .lacking]
        }
        guard let found = found(indicator) else { return Self.cells(.text("/"), 5) }
        let word = found.limit == nil ? "/" : found.isWithin.map { $0 ? "在限值内" : "超出限值" } ?? "缺"
        return [
            .rounded(found.variation?.mean, digits: 2), .rounded(found.variation?.deviation, digits: 3),
            .rounded(found.variation?.coefficient, digits: 3),
            .text(found.limit.map { "≤\(BalanceText.limit($0))" } ?? "/"), .text(word),
        ]
    }

    /// The plain mean of all coefficients; only 基本均衡 judges it.
    func composite(by rule: BalanceStandard.Rule) -> [SheetCell] {
        guard isOpen || result != nil else { return Self.cells(.text("/"), 5) }
        let limit: Points? = if case .composite(let limits) = rule { limits[stage] } else { nil }
        let verdict: BalanceVerdict? = isOpen ? .undetermined : result?.verdict
        return [
            .text("/"), .text("/"), isOpen ? .lacking : .rounded(result?.composite, digits: 3),
            .text(limit.map { "≤\(BalanceText.limit($0))" } ?? "/"),
            .text(limit == nil ? "/" : (verdict ?? .undetermined).label),
        ]
    }
}
