import Supervision

/// What `dudao evaluate --json` prints; figures as they are, nothing rounded.
struct EvaluationAnswer: Encodable {
    let standard: String
    let verdict: BalanceVerdict
    let stages: [String: StageAnswer]
    let missing: [MissingAnswer]

    init(_ result: BalanceEvaluation) {
        standard = result.standard.code
        verdict = result.verdict
        stages = Dictionary(uniqueKeysWithValues: result.stages.map { ($0.stage.rawValue, StageAnswer($0)) })
        missing = result.stages.flatMap { $0.missing.map(MissingAnswer.init) }
    }

    struct StageAnswer: Encodable {
        let verdict: BalanceVerdict
        let schools: Int
        let composite: Double?
        let indicators: [IndicatorAnswer]
        let schoolsFailing: [SchoolAnswer]

        init(_ result: BalanceEvaluation.StageResult) {
            verdict = result.verdict
            schools = result.schools.count
            composite = result.composite
            indicators = result.indicators.map(IndicatorAnswer.init)
            schoolsFailing = result.schools.filter { $0.verdict == .fail }.map(SchoolAnswer.init)
        }
    }

    struct IndicatorAnswer: Encodable {
        let code: String
        let name: String
        let mean: Double?
        let sd: Double?
        let cv: Double?
        let limit: Double?
        let pass: Bool?

        init(_ result: BalanceEvaluation.IndicatorResult) {
            code = result.indicator.code
            name = result.indicator.name
            mean = result.variation?.mean
            sd = result.variation?.deviation
            cv = result.variation?.coefficient
            limit = result.limit.map { Double($0.scaled) / Double(Points.scale) }
            pass = result.isWithin
        }
    }

    struct SchoolAnswer: Encodable {
        let code: String
        let name: String
        let reached: Int
        let below: [String]
        let belowFloor: [String]

        init(_ result: BalanceEvaluation.SchoolResult) {
            code = result.school.code
            name = result.school.name
            reached = result.reached.count
            below = result.below
            belowFloor = result.belowFloor
        }
    }

    struct MissingAnswer: Encodable {
        let school: String
        let stage: String
        let indicator: String
        let variable: String
        let couldChange: Bool

        init(_ missing: BalanceEvaluation.Missing) {
            school = missing.school.code
            stage = missing.stage.rawValue
            indicator = missing.indicator
            variable = missing.variable.rawValue
            couldChange = missing.couldChange
        }
    }
}

/// What `dudao evaluate cv --json` prints.
struct VariationAnswer: Encodable {
    let mean: Double
    let sd: Double
    let cv: Double

    init(_ variation: Variation) {
        mean = variation.mean
        sd = variation.deviation
        cv = variation.coefficient
    }
}

/// The same for a person: digits as the official forms print them (indicators two, coefficients three).
struct EvaluationLines {
    let lines: [String]

    init(_ result: BalanceEvaluation) {
        var lines = ["\(result.standard.name)：\(Self.label(result.verdict))（\(result.standard.clause)）"]
        for stage in result.stages {
            lines.append("\(stage.stage.label)：\(stage.schools.count)所，\(Self.label(stage.verdict))")
            for indicator in stage.indicators {
                guard let variation = indicator.variation else {
                    lines.append("  \(indicator.indicator.name)：缺数据，算不出差异系数")
                    continue
                }
                let limit = indicator.limit.map { "，限值\($0.text)\(indicator.isWithin == true ? "，达标" : "，未达标")" } ?? ""
                lines.append(
                    "  \(indicator.indicator.name)：均值\(Self.round(variation.mean, 2))，"
                        + "差异系数\(Self.round(variation.coefficient, 3))\(limit)")
            }
            if let composite = stage.composite { lines.append("  综合差异系数：\(Self.round(composite, 3))") }
            for school in stage.schools where school.verdict == .fail {
                lines.append("  未达标：\(school.school.code) \(school.school.name)，达到\(school.reached.count)项")
            }
            if !stage.missing.isEmpty {
                let matter = stage.missing.contains(where: \.couldChange) ? "可能改变结论" : "不会改变结论"
                lines.append("  缺\(stage.missing.count)个数据，\(matter)")
            }
        }
        self.lines = lines
    }

    private static func label(_ verdict: BalanceVerdict) -> String {
        switch verdict {
        case .pass: "达标"
        case .fail: "未达标"
        case .undetermined: "数据不全，不能判定"
        }
    }

    /// Half away from zero, only for print.
    private static func round(_ value: Double, _ digits: Int) -> String {
        let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        let scaled = Int((value * power).rounded(.toNearestOrAwayFromZero))
        let text = String(scaled % Int(power))
        return "\(scaled / Int(power)).\(String(repeating: "0", count: digits - text.count))\(text)"
    }
}
