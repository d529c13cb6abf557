/// How one condition stands, with everything that it was judged from.
package struct ConditionResult: Hashable, Sendable {
    package let condition: StandardCondition
    package let grade: StandardGrade
    /// The county's value per stage, or of all together.
    package let values: [Value]
    /// The organisations that do not meet it, tolerated ones left out.
    package let failing: [Failing]
    /// Where each organisation is asked: how many meet it and how many do not, by stage.
    package let counts: [Count]
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

    /// Of `total` organisations so many meet it and so many do not; the others are open.
    package struct Count: Hashable, Sendable {
        package let stage: Stage?
        package internal(set) var met = 0
        package internal(set) var failing = 0
        package internal(set) var total = 0

        package var open: Int { total - met - failing }

        /// Compared in whole numbers; a county without any such organisation meets it.
        func grade(_ share: Points) -> StandardGrade {
            let asked = total * share.scaled
            if met * 100 * Points.scale >= asked { return .met }
            return (total - failing) * 100 * Points.scale < asked ? .notMet : .undetermined
        }
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
            condition: condition, grade: stands?.grade ?? .undetermined, values: [], failing: [], counts: [],
            obligations: [], missing: stands == nil ? [nil] : [], judgement: stands, reasons: [])
    }
}
