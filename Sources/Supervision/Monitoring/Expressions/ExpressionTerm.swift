/// A name that an expression may use: a figure of each organisation, or one of the whole county.
package struct ExpressionTerm: Hashable, Sendable {
    package let code: String
    package let name: String
    package let kind: Kind
    package let isOfCounty: Bool
    /// Counted for each stage apart: where a stage is judged, the plain code means that stage's figure.
    package let isOfStage: Bool

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case number, truth, text

        package var label: String {
            switch self {
            case .number: "数"
            case .truth: "是否"
            case .text: "文字"
            }
        }
    }

    package init(
        _ code: String, _ name: String, kind: Kind = .number, isOfCounty: Bool = false, isOfStage: Bool = false
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.isOfCounty = isOfCounty
        self.isOfStage = isOfStage
    }

    /// The same figure of one stage, such as `primary.pupils`, 小学在校生数.
    package func of(_ stage: Stage) -> ExpressionTerm {
        ExpressionTerm("\(stage.rawValue).\(code)", stage.label + name, kind: kind, isOfCounty: isOfCounty)
    }
}

/// The names that a county's expressions may use, found by code or Chinese name.
package struct ExpressionVocabulary: Hashable, Sendable {
    package let terms: [ExpressionTerm]
    private let byName: [String: ExpressionTerm]

    package init(_ terms: [ExpressionTerm]) {
        self.terms = terms
        var byName: [String: ExpressionTerm] = [:]
        let staged = terms.filter(\.isOfStage).flatMap { term in Stage.compulsory.map { term.of($0) } }
        for term in terms + staged {
            for key in [term.code.comparisonKey, term.name.comparisonKey] where byName[key] == nil {
                byName[key] = term
            }
        }
        self.byName = byName
    }

    package subscript(_ name: String) -> ExpressionTerm? { byName[name.comparisonKey] }
}

extension Stage {
    /// The stages of compulsory schools and the senior stage that complete secondary schools have besides.
    static let compulsory: [Stage] = [.primary, .junior, .senior]
}
