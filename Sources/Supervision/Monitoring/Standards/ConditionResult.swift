/// How one condition stands, with everything that it was judged from.
package struct ConditionResult: Hashable, Sendable {
    package let condition: StandardCondition
    package let grade: StandardGrade
    /// The county's value per stage, or of all together.
    package let values: [Value]
    /// The organisations that do not meet it, tolerated ones left out.
    package let failing: [Failing]
    package let obligations: [StandardObligation]
    /// Figures nobody reported; nil for a judgement that nobody gave.
    package let missing: [MissingFigure?]
    package let judgement: Judgement?
    /// Why there is no value although nothing is missing.
    package let reasons: [String]

    package struct Value: Hashable, Sendable {
        package let stage: Stage?
        package let value: ExpressionValue?
        package let limit: Points?
    }

    package struct Failing: Hashable, Sendable {
        package let organisation: String
        package let stage: Stage?
        package let value: ExpressionValue?
    }
}

extension ConditionResult {
    /// A judgement by hand; without a basis it is none, and 基本合格 counts only where the document knows it.
    init(_ condition: StandardCondition, _ judgement: Judgement?, allowsBasic: Bool) {
        let stands = judgement.flatMap { judgement in
            judgement.basis.isBlank || judgement.grade == .undetermined || (judgement.grade == .basic && !allowsBasic)
                ? nil : judgement
        }
        self.init(
            condition: condition, grade: stands?.grade ?? .undetermined, values: [], failing: [], obligations: [],
            missing: stands == nil ? [nil] : [], judgement: stands, reasons: [])
    }
}

/// Judges one computed condition.
struct ConditionEvaluator {
    let condition: StandardCondition
    let data: ExpressionData
    let allowsBasic: Bool
    let tolerances: [StandardTolerance]

    var result: ConditionResult {
        guard case .computed(let threshold, let basic) = condition.measure else {
            return ConditionResult(condition, nil, allowsBasic: allowsBasic)
        }
        let results = stages.map { stage in
            condition.subject == .county ? ofCounty(threshold, basic, stage) : ofEach(threshold, basic, stage)
        }
        return ConditionResult(
            condition: condition, grade: .all(results.map(\.grade)), values: results.flatMap(\.values),
            failing: results.flatMap(\.failing), obligations: results.flatMap(\.obligations),
            missing: Array(Set(results.flatMap(\.missing).compactMap { $0 })).sorted(), judgement: nil,
            reasons: results.flatMap(\.reasons))
    }

    /// The stages that any school of the county runs, or none.
    private var stages: [Stage?] {
        guard condition.isByStage else { return [nil] }
        let run = [Stage.primary, .junior].filter { stage in data.rows.contains { $0.runs(stage) } }
        return run.isEmpty ? [.primary, .junior] : run
    }

    private func ofCounty(_ threshold: Threshold, _ basic: StandardCondition.Basic?, _ stage: Stage?) -> ConditionResult
    {
        let outcome = threshold.expression.outcome(over: data.with(threshold.limit(of: stage)), stage: stage)
        var outcomes = [outcome]
        var grade = Self.grade(threshold.isMet(outcome, stage: stage))
        if grade != .met, allowsBasic, case .threshold(let lower) = basic {
            let second = lower.expression.outcome(over: data.with(lower.limit(of: stage)), stage: stage)
            outcomes.append(second)
            let isBasic = lower.isMet(second, stage: stage)
            grade =
                grade == .notMet
                ? (isBasic.map { $0 ? .basic : .notMet } ?? .undetermined)
                : isBasic == false ? .notMet : .undetermined
        }
        return ConditionResult(
            condition: condition, grade: grade,
            values: [.init(stage: stage, value: outcome.value, limit: threshold.limit(of: stage))], failing: [],
            obligations: [], missing: grade == .undetermined ? outcomes.flatMap(\.missing) : [], judgement: nil,
            reasons: outcomes.flatMap(\.reasons))
    }

    /// Each organisation in turn; missing ones count both ways, so that the grade is open only if they could change it.
    private func ofEach(_ threshold: Threshold, _ basic: StandardCondition.Basic?, _ stage: Stage?) -> ConditionResult {
        let data = data.with(threshold.limit(of: stage))
        let applies = condition.applies?.outcomes(over: data, stage: stage)
        let outcomes = threshold.expression.outcomes(over: data, stage: stage)
        var (count, failing, obligations): (Count, [ConditionResult.Failing], [StandardObligation]) = (.init(), [], [])
        var open: [ExpressionOutcome] = []
        for (index, row) in data.rows.enumerated() where stage.map({ row.runs($0) }) ?? true {
            let applied = applies?[index] ?? .value(.truth(true))
            if applied.value == .truth(false) { continue }
            count.total += 1
            switch standing(
                of: row, applied, threshold.isMet(outcomes[index], stage: stage), outcomes[index], stage, data)
            {
            case .met: count.met += 1
            case .tolerated(let tolerance):
                count.met += 1
                obligations.append(.init(tolerance, organisation: row.organisation, stage: stage))
            case .failing:
                count.failing += 1
                failing.append(.init(organisation: row.organisation, stage: stage, value: outcomes[index].value))
            case .open(let hindrance): open.append(hindrance)
            }
        }
        var grade = count.grade(condition.share)
        if grade != .met, allowsBasic, case .share(let lower) = basic {
            let second = count.grade(lower)
            grade = grade == .notMet ? (second == .met ? .basic : second) : second == .notMet ? .notMet : .undetermined
        }
        return ConditionResult(
            condition: condition, grade: grade, values: [], failing: failing, obligations: obligations,
            missing: grade == .undetermined ? open.flatMap(\.missing) : [], judgement: nil,
            reasons: open.flatMap(\.reasons))
    }

    private enum Standing {
        case met, failing
        case tolerated(StandardTolerance)
        case open(ExpressionOutcome)
    }

    /// Whether an organisation of which nobody knows if it is asked at all meets the condition stays open: left out it
    /// lies between met and failing.
    private func standing(
        of row: ExpressionData.Row, _ applied: ExpressionOutcome, _ isMet: Bool?, _ outcome: ExpressionOutcome,
        _ stage: Stage?, _ data: ExpressionData
    ) -> Standing {
        if applied.value == nil { return .open(applied) }
        guard let isMet else { return .open(outcome) }
        if isMet { return .met }
        let tolerated = tolerated(row, stage, data)
        if let tolerance = tolerated.tolerance { return .tolerated(tolerance) }
        return tolerated.hindrance.map { .open($0) } ?? .failing
    }

    /// The tolerance that lets the organisation pass, or what is missing to say so.
    private func tolerated(
        _ row: ExpressionData.Row, _ stage: Stage?, _ data: ExpressionData
    ) -> (tolerance: StandardTolerance?, hindrance: ExpressionOutcome?) {
        var hindrance: ExpressionOutcome?
        for tolerance in tolerances {
            guard case .instead(let threshold) = tolerance.measure else { continue }
            let applies = tolerance.applies.outcome(over: data, of: row, stage: stage)
            if applies.value == .truth(false) { continue }
            let limited = data.with(threshold.limit(of: stage))
            let outcome = threshold.expression.outcome(over: limited, of: row, stage: stage)
            let isMet = threshold.isMet(outcome, stage: stage)
            if isMet == false { continue }
            if isMet == true, applies.value == .truth(true) { return (tolerance, nil) }
            hindrance = .hindrance([applies, outcome]) ?? hindrance
        }
        return (nil, hindrance)
    }

    private static func grade(_ isMet: Bool?) -> StandardGrade { isMet.map { $0 ? .met : .notMet } ?? .undetermined }

    /// Of `total` organisations so many meet it and so many do not; the others are open.
    private struct Count {
        var met = 0
        var failing = 0
        var total = 0

        /// Compared in whole numbers; a county without any such organisation meets it.
        func grade(_ share: Points) -> StandardGrade {
            let asked = total * share.scaled
            if met * 100 * Points.scale >= asked { return .met }
            return (total - failing) * 100 * Points.scale < asked ? .notMet : .undetermined
        }
    }
}

extension ExpressionData {
    /// With the threshold under the name `limit`.
    fileprivate func with(_ limit: Points?) -> ExpressionData {
        guard let limit else { return self }
        return ExpressionData(rows: rows, county: county.merging(["limit": .number(limit)]) { $1 })
    }
}

extension ExpressionData.Row {
    /// Whether it has pupils of the stage.
    func runs(_ stage: Stage) -> Bool {
        guard case .number(let pupils)? = values["\(stage.rawValue).pupils"] else { return false }
        return !pupils.isZero
    }
}

extension ExpressionOutcome {
    fileprivate var reasons: [String] {
        if case .undefined(let reasons) = self { return reasons.sorted() }
        return []
    }
}
