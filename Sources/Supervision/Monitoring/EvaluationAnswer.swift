/// What `dudao evaluate --json` prints; figures as they are, nothing rounded, and what is unknown as null.
package struct EvaluationAnswer: Encodable {
    let standard: String
    let verdict: BalanceVerdict
    let stages: [String: StageAnswer]
    let missing: [MissingAnswer]
    /// Only where the whole standard was judged.
    var parts: [PartAnswer]?
    var indicators: [GradeAnswer]?
    var obligations: [ObligationAnswer]?
    var tier: String?

    package init(_ result: BalanceEvaluation) {
        standard = result.standard.code
        verdict = result.verdict
        stages = Dictionary(uniqueKeysWithValues: result.stages.map { ($0.stage.rawValue, StageAnswer($0)) })
        missing = result.missing.map(MissingAnswer.init)
    }

    /// `rows` are the organisations that were judged.
    package init(_ result: StandardEvaluation, rows: [ExpressionData.Row]) {
        standard = result.standard.code
        verdict = result.verdict
        let own = result.missing.map { MissingAnswer($0, in: result) }
        if let resources = result.resources {
            let answer = EvaluationAnswer(resources)
            stages = answer.stages
            missing = resources.missing.map { MissingAnswer($0, isOpen: result.verdict == .undetermined) } + own
        } else {
            stages = [Stage.kindergarten.rawValue: StageAnswer(result, rows: rows)]
            missing = own
        }
        parts = result.parts.map { PartAnswer(code: $0.part.code, name: $0.part.name, verdict: $0.verdict) }
        indicators = result.indicators.map(GradeAnswer.init)
        obligations = result.obligations.map(ObligationAnswer.init)
        tier = result.tier?.name
    }

    package struct PartAnswer: Encodable {
        let code: String
        let name: String
        let verdict: BalanceVerdict
    }

    package struct ObligationAnswer: Encodable {
        let school: String
        let stage: String?
        let tolerance: String
        let years: Int

        init(_ obligation: StandardObligation) {
            school = obligation.organisation
            stage = obligation.stage?.rawValue
            tolerance = obligation.tolerance.code
            years = obligation.tolerance.years
        }
    }

    package struct MissingAnswer: Encodable {
        /// Nil for the county's own.
        let school: String?
        let stage: String?
        let indicator: String
        /// Nil where a judgement is missing.
        let variable: String?
        let couldChange: Bool

        init(_ missing: BalanceEvaluation.Missing) {
            self.init(missing, isOpen: true)
        }

        init(_ missing: BalanceEvaluation.Missing, isOpen: Bool) {
            school = missing.school.code
            stage = missing.stage.rawValue
            indicator = missing.indicator
            variable = missing.variable.rawValue
            couldChange = missing.couldChange && isOpen
        }

        init(_ missing: StandardEvaluation.Missing, in result: StandardEvaluation) {
            school = missing.figure?.organisation
            let isSchools = result.standard.resources != nil
            stage = isSchools ? nil : Stage.kindergarten.rawValue
            indicator = missing.indicator
            variable = missing.figure?.variable
            couldChange = missing.couldChange
        }
    }
}

/// How one indicator of a whole standard stands.
package struct GradeAnswer: Encodable {
    let code: String
    let name: String
    let grade: StandardGrade
    let values: [ValueAnswer]
    let failing: [String]

    package init(_ result: StandardEvaluation.IndicatorResult) {
        code = result.indicator.code
        name = result.indicator.name
        grade = result.grade
        values = result.conditions.flatMap { condition in
            condition.values.map { ValueAnswer(condition: condition.condition.code, $0) }
        }
        var seen: Set<String> = []
        failing = result.conditions.flatMap { $0.failing.map(\.organisation) }.filter { seen.insert($0).inserted }
    }

    package struct ValueAnswer: Encodable {
        let condition: String
        let stage: String?
        /// Nil where it is missing or only says yes or no.
        let value: Double?
        let limit: Double?

        init(condition: String, _ value: ConditionResult.Value) {
            self.condition = condition
            stage = value.stage?.rawValue
            self.value = value.value?.quantity?.double
            limit = value.limit?.double
        }
    }
}

/// What `dudao evaluate cv --json` prints.
package struct VariationAnswer: Encodable {
    let mean: Double
    let sd: Double
    let cv: Double

    package init(_ variation: Variation) {
        mean = variation.mean
        sd = variation.deviation
        cv = variation.coefficient
    }
}
