/// One stage of a county in `dudao evaluate --json`.
package struct StageAnswer: Encodable {
    let verdict: BalanceVerdict
    let schools: Int
    let composite: Double?
    let indicators: [IndicatorAnswer]
    let schoolsFailing: [SchoolAnswer]

    package init(_ result: BalanceEvaluation.StageResult) {
        verdict = result.verdict
        schools = result.schools.count
        composite = result.composite
        indicators = result.indicators.map(IndicatorAnswer.init)
        schoolsFailing = result.schools.filter { $0.verdict == .fail }.map(SchoolAnswer.init)
    }

    /// Kindergartens: which meet all that is asked of each, and the county's indicators.
    package init(_ result: StandardEvaluation, rows: [ExpressionData.Row]) {
        verdict = result.verdict
        schools = rows.count
        composite = nil
        indicators = result.indicators.map(IndicatorAnswer.init)
        let asked = result.indicators.filter { $0.conditions.contains { $0.condition.subject == .eachOrganisation } }
        schoolsFailing = rows.compactMap { row in
            let below = asked.filter { indicator in
                indicator.conditions.contains { $0.failing.contains { $0.organisation == row.organisation } }
            }
            return below.isEmpty
                ? nil
                : SchoolAnswer(
                    code: row.organisation, name: "", reached: asked.count - below.count,
                    below: below.map(\.indicator.code), belowFloor: [])
        }
    }
}

/// One indicator: mean, deviation and coefficient over schools, or the county's value.
package struct IndicatorAnswer: Encodable {
    let code: String
    let name: String
    let mean: Double?
    let sd: Double?
    let cv: Double?
    let limit: Double?
    let pass: Bool?
    /// Only where the indicator is graded.
    var grade: StandardGrade?

    package init(_ result: BalanceEvaluation.IndicatorResult) {
        code = result.indicator.code
        name = result.indicator.name
        mean = result.variation?.mean
        sd = result.variation?.deviation
        cv = result.variation?.coefficient
        limit = result.limit?.double
        pass = result.isWithin
    }

    package init(_ result: StandardEvaluation.IndicatorResult) {
        code = result.indicator.code
        name = result.indicator.name
        let value = result.conditions.first?.values.first
        mean = value?.value?.quantity?.double
        (sd, cv) = (nil, nil)
        limit = value?.limit?.double
        pass = result.grade == .undetermined ? nil : result.grade != .notMet
        grade = result.grade
    }

    private enum Key: CodingKey {
        case code, name, mean, sd, cv, limit, pass, grade
    }

    /// Every key is there, unknown figures as null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encode(name, forKey: .name)
        try container.encode(mean, forKey: .mean)
        try container.encode(sd, forKey: .sd)
        try container.encode(cv, forKey: .cv)
        try container.encode(limit, forKey: .limit)
        try container.encode(pass, forKey: .pass)
        try container.encodeIfPresent(grade, forKey: .grade)
    }
}

/// A school that fails, with what it lacks.
package struct SchoolAnswer: Encodable {
    let code: String
    let name: String
    let reached: Int
    let below: [String]
    let belowFloor: [String]
}

extension SchoolAnswer {
    package init(_ result: BalanceEvaluation.SchoolResult) {
        self.init(
            code: result.school.code, name: result.school.name, reached: result.reached.count, below: result.below,
            belowFloor: result.belowFloor)
    }
}
