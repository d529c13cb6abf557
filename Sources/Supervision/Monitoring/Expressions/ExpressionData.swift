/// The figures that expressions are computed from: one row per organisation, and those of the county.
package struct ExpressionData: Hashable, Sendable {
    package let rows: [Row]
    /// Figures of the county by code.
    package let county: [String: ExpressionValue]

    /// One organisation; what is not there is missing, never zero.
    package struct Row: Hashable, Sendable {
        package let organisation: String
        package let values: [String: ExpressionValue]

        package init(organisation: String, values: [String: ExpressionValue]) {
            self.organisation = organisation
            self.values = values
        }
    }

    package init(rows: [Row], county: [String: ExpressionValue] = [:]) {
        self.rows = rows
        self.county = county
    }
}

/// What a figure is, or what an expression gives.
package enum ExpressionValue: Hashable, Sendable {
    case number(Quantity)
    case truth(Bool)
    case text(String)

    package static func number(_ points: Points) -> ExpressionValue { .number(.exact(Fraction(points))) }

    package var quantity: Quantity? {
        if case .number(let quantity) = self { return quantity }
        return nil
    }

    package var truth: Bool? {
        if case .truth(let truth) = self { return truth }
        return nil
    }

    /// Whether the value is one that a term of that kind has.
    package func isOf(_ kind: ExpressionTerm.Kind) -> Bool {
        switch self {
        case .number: kind == .number
        case .truth: kind == .truth
        case .text: kind == .text
        }
    }

    /// For people: at most 12 digits after the point.
    package var text: String {
        switch self {
        case .number(.exact(let value)): value.text
        case .number(let quantity): quantity.fraction.formatted(digits: 12)
        case .truth(let truth): truth ? "是" : "否"
        case .text(let text): text
        }
    }
}

/// A figure that nobody reported.
package struct MissingFigure: Hashable, Sendable, Comparable {
    /// Nil for one of the county.
    package let organisation: String?
    package let variable: String

    package init(organisation: String?, variable: String) {
        self.organisation = organisation
        self.variable = variable
    }

    package static func < (left: MissingFigure, right: MissingFigure) -> Bool {
        (left.organisation ?? "", left.variable) < (right.organisation ?? "", right.variable)
    }
}

/// What came of an expression.
package enum ExpressionOutcome: Hashable, Sendable {
    case value(ExpressionValue)
    case missing(Set<MissingFigure>)
    /// Nothing is missing and still there is no value, such as a share of nothing; the reasons are for people.
    case undefined(Set<String>)

    package var value: ExpressionValue? {
        if case .value(let value) = self { return value }
        return nil
    }

    package var missing: Set<MissingFigure> {
        if case .missing(let figures) = self { return figures }
        return []
    }

    /// What hinders several values together: everything missing, otherwise every reason; nil when all are there.
    static func hindrance(_ outcomes: [ExpressionOutcome]) -> ExpressionOutcome? {
        var (figures, reasons): (Set<MissingFigure>, Set<String>) = ([], [])
        for outcome in outcomes {
            switch outcome {
            case .value: break
            case .missing(let more): figures.formUnion(more)
            case .undefined(let more): reasons.formUnion(more)
            }
        }
        if !figures.isEmpty { return .missing(figures) }
        return reasons.isEmpty ? nil : .undefined(reasons)
    }
}
