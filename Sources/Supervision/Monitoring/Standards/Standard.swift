/// A standard as data: what is judged, by which figure or by whom, against which threshold, and how the parts combine.
///
/// Read from `Sources/Store/Data/standards`; the resource part of compulsory schools is `BalanceStandard`'s to judge.
package struct Standard: Hashable, Sendable {
    /// As the command line names it, such as `puji-puhui`.
    package let code: String
    package let name: String
    package let clause: String
    /// Where the text was read (来源).
    package let provenance: String
    /// What nobody could compare with the issuing office's text (待核).
    package let unverified: String
    /// Whose figures it asks for (单位); empty where its figures tell.
    package let units: Set<OrganisationKind>
    package let parts: [Part]
    /// From the lowest; none where a standard is only passed or not.
    package let tiers: [StandardTier]
    package let figures: [StandardFigure]
    /// Judges the resources of compulsory schools.
    package let resources: BalanceStandard?
    package internal(set) var indicators: [StandardIndicator]
    package internal(set) var tolerances: [StandardTolerance]
    /// Whether something of its sheet could not be read: what is tried with such a draft passes nobody.
    package internal(set) var isUnread = false

    package struct Part: Hashable, Sendable {
        package let code: String
        package let name: String
        /// Judged by `resources`, not by its indicators.
        package let isResources: Bool
    }

    package func indicators(of part: Part) -> [StandardIndicator] { indicators.filter { $0.part == part.code } }

    package func indicator(_ code: String) -> StandardIndicator? { indicators.first { $0.code == code } }

    package var vocabulary: ExpressionVocabulary { ExpressionVocabulary(figures.map(\.term) + [.limit]) }

    /// The tier to strive for after `held`, since none can be skipped; nil after the highest.
    package func tier(after held: StandardTier?) -> StandardTier? {
        guard let held else { return tiers.first }
        return tiers.firstIndex(of: held).map { tiers.index(after: $0) }.flatMap {
            $0 < tiers.endIndex ? tiers[$0] : nil
        }
    }
}

/// One step of a standard that is climbed step by step, such as 巩固, 提高, 创优.
package struct StandardTier: Hashable, Sendable {
    package let name: String
    /// How many indicators must be 合格 at least.
    package let met: Int
    /// How many may be no more than 基本合格.
    package let basic: Int
}

/// A figure that a standard is computed from, under the name that forms and sheets have for it.
package struct StandardFigure: Hashable, Sendable {
    package let term: ExpressionTerm
    package let unit: String
    package let isWhole: Bool
    /// Words that stand for numbers, such as 公办 for 1.
    package let choices: [String: Int]
    /// What is counted, with its denominator and date where the document says so.
    package let definition: String
}

extension ExpressionTerm {
    /// The threshold of the condition in which it stands, of the stage that is judged.
    static let limit = ExpressionTerm("limit", "限值", isOfCounty: true)
}

/// A demand of a standard on a county.
package struct StandardIndicator: Hashable, Sendable {
    package let code: String
    package let part: String
    package let name: String
    package let clause: String
    /// What of it is not compared with the issuing office's text; empty when nothing.
    package let unverified: String
    /// One that fails the county whatever the rest is (一票否决).
    package let isVeto: Bool
    /// Whether the document knows 基本合格 here.
    package let allowsBasic: Bool
    /// All must hold.
    package internal(set) var conditions: [StandardCondition]
    /// Whether a condition could not be read, so that in a draft nobody can say that all hold.
    package internal(set) var isUnread = false
}

/// One thing that is computed or judged by hand.
package struct StandardCondition: Hashable, Sendable {
    package let code: String
    package let name: String
    package let subject: Subject
    /// Judged for primary and junior schools apart.
    package let isByStage: Bool
    /// Of the organisations only those for which it holds.
    package let applies: Expression?
    package let measure: Measure
    /// How many per cent of the organisations must meet it.
    package let share: Points

    package enum Subject: Hashable, Sendable {
        case county, eachOrganisation
    }

    package enum Measure: Hashable, Sendable {
        /// Met or not, said by a person with the basis; `onlyForBasic` when it is asked once the rest is 基本合格.
        case byHand(onlyForBasic: Bool)
        /// `basic` says when the figure is enough for 基本合格.
        case computed(Threshold, basic: Basic?)
    }

    package enum Basic: Hashable, Sendable {
        case threshold(Threshold)
        /// So many per cent of the organisations meet the threshold itself.
        case share(Points)
    }

    package var isByHand: Bool {
        if case .byHand = measure { return true }
        return false
    }

    var isOnlyForBasic: Bool { measure == .byHand(onlyForBasic: true) }
}

/// An expression and what it must be: true, or a number on the right side of the limit.
package struct Threshold: Hashable, Sendable {
    package let expression: Expression
    package let relation: Expression.Relation
    package internal(set) var limit: Points?
    /// Where stages differ.
    package internal(set) var limits: [Stage: Points]

    package func limit(of stage: Stage?) -> Points? { stage.flatMap { limits[$0] } ?? limit }

    /// Whether the outcome is enough; nil while it cannot be said.
    package func isMet(_ outcome: ExpressionOutcome, stage: Stage?) -> Bool? {
        switch outcome.value {
        case .truth(let truth): truth
        case .number(let quantity):
            limit(of: stage).map { relation.holds(quantity.compared(to: .exact(Fraction($0)))) }
        default: nil
        }
    }
}

/// What a document lets pass for some years although the standard is not reached; each use opens an obligation.
package struct StandardTolerance: Hashable, Sendable {
    package let code: String
    package let name: String
    /// An indicator's condition, or an indicator of the resources.
    package let target: String
    /// Which organisations may use it.
    package let applies: Expression
    package let measure: Measure
    package let years: Int
    package let clause: String
    package let unverified: String
    /// An office may let it lapse or hold.
    package var isInForce: Bool

    package enum Measure: Hashable, Sendable {
        /// Enough instead of the standard's own threshold.
        case instead(Threshold)
        /// Counted besides the organisation's own resource, where it does not reach the standard without.
        case besides(Expression)
    }
}

/// What a county must cure within the years after its certification, because a tolerance was used.
package struct StandardObligation: Hashable, Sendable {
    package let tolerance: StandardTolerance
    package let organisation: String
    package let stage: Stage?

    package init(_ tolerance: StandardTolerance, organisation: String, stage: Stage?) {
        self.tolerance = tolerance
        self.organisation = organisation
        self.stage = stage
    }

    /// The last day on which it can be cured.
    package func due(certifiedOn day: Day) -> Day { day.adding(months: 12 * tolerance.years) }
}
