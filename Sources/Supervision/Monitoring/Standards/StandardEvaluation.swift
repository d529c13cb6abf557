/// What a county is judged by: figures of its organisations and its own, and what people found.
package struct StandardInput: Hashable, Sendable {
    package let data: ExpressionData
    /// Compulsory schools, for the resource part.
    package let schools: [BalanceSchool]
    /// By code of the condition.
    package let judgements: [String: Judgement]

    package init(data: ExpressionData, schools: [BalanceSchool] = [], judgements: [String: Judgement] = [:]) {
        self.data = data
        self.schools = schools
        self.judgements = judgements
    }
}

/// A county judged by a whole standard: a fail anywhere fails, and what is missing leaves the verdict open.
package struct StandardEvaluation: Hashable, Sendable {
    package let standard: Standard
    package let parts: [PartResult]
    package let indicators: [IndicatorResult]
    /// Nil where the standard has no such part, or no school was given.
    package let resources: BalanceEvaluation?
    package let obligations: [StandardObligation]
    package let verdict: BalanceVerdict
    /// The highest tier reached; nil when none is, or the standard has none.
    package let tier: StandardTier?
    package let missing: [Missing]

    package struct PartResult: Hashable, Sendable {
        package let part: Standard.Part
        package let verdict: BalanceVerdict
    }

    package struct IndicatorResult: Hashable, Sendable {
        package let indicator: StandardIndicator
        package let grade: StandardGrade
        package let conditions: [ConditionResult]
    }

    /// A figure that nobody reported, or a judgement that nobody gave (`figure` is nil).
    package struct Missing: Hashable, Sendable {
        package let indicator: String
        package let condition: String
        package let figure: MissingFigure?
        /// Whether the county's verdict could still be another one.
        package let couldChange: Bool
    }

    package init(_ standard: Standard, _ input: StandardInput) {
        self.standard = standard
        let allowed = ResourceTolerances(standard, input)
        resources = standard.resources.flatMap { resources in
            input.schools.isEmpty ? nil : BalanceEvaluation(resources, schools: allowed.schools)
        }
        let indicators = standard.indicators.map { IndicatorResult($0, standard.tolerances, input) }
        let resourceVerdict = resources?.verdict ?? .undetermined
        let unread: [BalanceVerdict] = standard.isUnread ? [.undetermined] : []
        let parts = standard.parts.map { part in
            let grades = indicators.filter { $0.indicator.part == part.code }.map(\.grade.verdict)
            return PartResult(part: part, verdict: .all((part.isResources ? [resourceVerdict] : grades) + unread))
        }
        let count = TierCount(indicators.map(\.grade))
        tier = standard.isUnread ? nil : standard.tiers.last(where: count.reaches)
        var verdicts = parts.map(\.verdict) + unread
        if let lowest = standard.tiers.first {
            verdicts.append(count.reaches(lowest) ? .pass : count.couldReach(lowest) ? .undetermined : .fail)
        }
        let verdict = BalanceVerdict.all(verdicts)
        self.indicators = indicators
        self.parts = parts
        self.verdict = verdict
        obligations = allowed.obligations + indicators.flatMap { $0.conditions.flatMap(\.obligations) }
        missing = indicators.flatMap { Missing.list(of: $0, isOpen: verdict == .undetermined) }
    }

    /// The next tier after the one held, when its counts are reached; a higher one cannot be applied for.
    package func applicable(after held: StandardTier?) -> StandardTier? {
        guard verdict == .pass, let next = standard.tier(after: held) else { return nil }
        return TierCount(indicators.map(\.grade)).reaches(next) ? next : nil
    }
}

/// How many indicators have which grade.
struct TierCount {
    private let grades: [StandardGrade]

    init(_ grades: [StandardGrade]) {
        self.grades = grades
    }

    func count(_ grade: StandardGrade) -> Int { grades.count { $0 == grade } }

    func reaches(_ tier: StandardTier) -> Bool {
        count(.notMet) == 0 && count(.undetermined) == 0 && count(.met) >= tier.met && count(.basic) <= tier.basic
    }

    /// Whether it would be reached if all that is open were 合格.
    func couldReach(_ tier: StandardTier) -> Bool {
        count(.notMet) == 0 && count(.met) + count(.undetermined) >= tier.met && count(.basic) <= tier.basic
    }
}

extension StandardEvaluation.Missing {
    /// Each figure once, though several conditions of the indicator ask for it.
    fileprivate static func list(
        of result: StandardEvaluation.IndicatorResult, isOpen: Bool
    ) -> [StandardEvaluation.Missing] {
        var seen: Set<MissingFigure> = []
        return result.conditions.flatMap { condition in
            condition.missing.filter { $0.map { seen.insert($0).inserted } ?? true }.map {
                StandardEvaluation.Missing(
                    indicator: result.indicator.code, condition: condition.condition.code, figure: $0,
                    couldChange: isOpen && result.grade == .undetermined)
            }
        }
    }
}

extension StandardEvaluation.IndicatorResult {
    init(_ indicator: StandardIndicator, _ tolerances: [StandardTolerance], _ input: StandardInput) {
        let byHand = indicator.conditions.filter(\.isByHand)
        var (results, later): ([ConditionResult], [ConditionResult]) = ([], [])
        for condition in indicator.conditions {
            switch condition.measure {
            case .computed:
                let evaluator = ConditionEvaluator(
                    condition: condition, data: input.data, allowsBasic: indicator.allowsBasic,
                    tolerances: tolerances.filter { $0.target == condition.code && $0.isInForce })
                results.append(evaluator.result)
            case .byHand(let onlyForBasic):
                let judged =
                    input.judgements[condition.code] ?? (byHand.count == 1 ? input.judgements[indicator.code] : nil)
                let result = ConditionResult(condition, judged, allowsBasic: indicator.allowsBasic)
                if onlyForBasic { later.append(result) } else { results.append(result) }
            }
        }
        // Nothing that is asked is nothing that holds.
        let isOpen = results.isEmpty || indicator.isUnread
        let grade = StandardGrade.all(results.map(\.grade) + (isOpen ? [.undetermined] : []))
        let asked = grade == .basic ? later : []
        self.init(
            indicator: indicator, grade: .all([grade] + asked.map { $0.grade == .met ? .basic : $0.grade }),
            conditions: results + asked)
    }
}
