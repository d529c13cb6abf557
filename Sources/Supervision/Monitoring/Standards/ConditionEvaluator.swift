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
            failing: results.flatMap(\.failing), counts: results.flatMap(\.counts),
            obligations: results.flatMap(\.obligations),
            missing: Array(Set(results.flatMap(\.missing).compactMap { $0 })).sorted(), judgement: nil,
            reasons: results.flatMap(\.reasons))
    }

    /// The stages that any school of the county runs, or none.
    private var stages: [Stage?] {
        guard condition.isByStage else { return [nil] }
        let run = [Stage.primary, .junior].filter { stage in data.rows.contains { $0.runs(stage) != false } }
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
            counts: [], obligations: [], missing: grade == .undetermined ? outcomes.flatMap(\.missing) : [],
            judgement: nil,
            reasons: outcomes.flatMap(\.reasons))
    }

    /// Each organisation in turn; missing ones count both ways, so that the grade is open only if they could change it.
    private func ofEach(_ threshold: Threshold, _ basic: StandardCondition.Basic?, _ stage: Stage?) -> ConditionResult {
        var count = ConditionResult.Count(stage: stage)
        var (failing, obligations): ([ConditionResult.Failing], [StandardObligation]) = ([], [])
        var open: [ExpressionOutcome] = []
        for judged in judged(threshold, stage) {
            count.total += 1
            switch judged.standing {
            case .met: count.met += 1
            case .tolerated(let tolerance):
                count.met += 1
                obligations.append(.init(tolerance, organisation: judged.row.organisation, stage: stage))
            case .failing:
                count.failing += 1
                failing.append(
                    .init(organisation: judged.row.organisation, stage: stage, value: judged.outcome.value))
            case .open(let hindrance): open.append(hindrance)
            }
        }
        var grade = count.grade(condition.share)
        if grade != .met, allowsBasic, case .share(let lower) = basic {
            let second = count.grade(lower)
            grade = grade == .notMet ? (second == .met ? .basic : second) : second == .notMet ? .notMet : .undetermined
        }
        return ConditionResult(
            condition: condition, grade: grade, values: [], failing: failing, counts: [count],
            obligations: obligations, missing: grade == .undetermined ? open.flatMap(\.missing) : [], judgement: nil,
            reasons: open.flatMap(\.reasons))
    }

    /// Every organisation that is asked, or of which nobody knows whether it is.
    private func judged(
        _ threshold: Threshold, _ stage: Stage?
    ) -> [(row: ExpressionData.Row, outcome: ExpressionOutcome, standing: Standing)] {
        let data = data.with(threshold.limit(of: stage))
        let applies = condition.applies?.outcomes(over: data, stage: stage)
        let outcomes = threshold.expression.outcomes(over: data, stage: stage)
        return data.rows.enumerated().compactMap { index, row in
            let runs = stage.map { row.runs($0) } ?? true
            if runs == false { return nil }
            guard runs != nil else {
                let pupils = MissingFigure(organisation: row.organisation, variable: Self.pupils(of: stage))
                return (row, outcomes[index], .open(.missing([pupils])))
            }
            let applied = applies?[index] ?? .value(.truth(true))
            if applied.value == .truth(false) { return nil }
            let isMet = threshold.isMet(outcomes[index], stage: stage)
            return (row, outcomes[index], standing(of: row, applied, isMet, outcomes[index], stage, data))
        }
    }

    private static func pupils(of stage: Stage?) -> String { "\(stage?.rawValue ?? "").pupils" }

    /// How each organisation stands, for whoever wants to see them all; none where the county is judged as one.
    var units: [ConditionUnit] {
        guard condition.subject == .eachOrganisation, case .computed(let threshold, _) = condition.measure else {
            return []
        }
        return stages.flatMap { stage in
            judged(threshold, stage).map { judged in
                let (standing, missing): (ConditionUnit.Standing, Set<MissingFigure>) =
                    switch judged.standing {
                    case .met: (.met, [])
                    case .tolerated(let tolerance): (.tolerated(tolerance), [])
                    case .failing: (.failing, [])
                    case .open(let hindrance): (.open, hindrance.missing)
                    }
                return ConditionUnit(
                    organisation: judged.row.organisation, stage: stage, value: judged.outcome.value,
                    limit: threshold.limit(of: stage), standing: standing, missing: missing.map(\.variable).sorted(),
                    figures: threshold.expression.figures(of: judged.row, stage: stage))
            }
        }
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
}

extension ExpressionData {
    /// With the threshold under the name `limit`.
    fileprivate func with(_ limit: Points?) -> ExpressionData {
        guard let limit else { return self }
        return ExpressionData(rows: rows, county: county.merging(["limit": .number(limit)]) { $1 })
    }
}

extension ExpressionData.Row {
    /// Whether it has pupils of the stage; nil while it has not said how many.
    func runs(_ stage: Stage) -> Bool? {
        guard case .number(let pupils)? = values["\(stage.rawValue).pupils"] else { return nil }
        return !pupils.isZero
    }
}

extension ExpressionOutcome {
    fileprivate var reasons: [String] {
        if case .undefined(let reasons) = self { return reasons.sorted() }
        return []
    }
}
