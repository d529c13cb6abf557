/// A checked expression of a local standard: figures in, a number or a yes or no out.
///
/// `docs/expressions.md` has the language. Types and names are checked when it is read, so that evaluation meets only
/// values that are missing or cannot be computed.
package struct Expression: Hashable, Sendable {
    package let root: Node
    package let kind: ExpressionTerm.Kind

    package indirect enum Node: Hashable, Sendable {
        case number(Fraction)
        case text(String)
        case term(ExpressionTerm)
        case negated(Node)
        case sum([Addend])
        case product([Factor])
        case comparison(Node, Relation, Node)
        case not(Node)
        case all([Node])
        case any([Node])
        case function(Function, [Node])
        /// Over the organisations of the county, those for which `where` holds; `number` tells it from its likes.
        case aggregate(number: Int, Function, [Node], where: Node?)
    }

    package struct Addend: Hashable, Sendable {
        let isTaken: Bool
        let node: Node
    }

    package struct Factor: Hashable, Sendable {
        let divides: Bool
        let node: Node
    }

    package enum Function: String, Hashable, Sendable, CaseIterable {
        case sum, ratio, perHundred, perHead, mean, cv, min, max, percentile, count, `if`, ceiling

        package var label: String {
            switch self {
            case .sum: "求和"
            case .ratio: "比"
            case .perHundred: "每百"
            case .perHead: "生均"
            case .mean: "平均"
            case .cv: "差异系数"
            case .min: "最小"
            case .max: "最大"
            case .percentile: "百分位"
            case .count: "计数"
            case .if: "如果"
            case .ceiling: "向上取整"
            }
        }

        init?(name: String) {
            let key = name.lowercased()
            guard let found = Self.allCases.first(where: { $0.rawValue.lowercased() == key || $0.label == name }) else {
                return nil
            }
            self = found
        }
    }

    /// How two values are compared.
    package enum Relation: String, Hashable, Sendable, CaseIterable {
        case less = "<", atMost = "≤", equal = "=", unequal = "≠", atLeast = "≥", greater = ">"

        /// `order` is below zero, zero or above.
        package func holds(_ order: Int) -> Bool {
            switch self {
            case .less: order < 0
            case .atMost: order <= 0
            case .equal: order == 0
            case .unequal: order != 0
            case .atLeast: order >= 0
            case .greater: order > 0
            }
        }
    }

    /// Longer texts are refused.
    package static let longest = 4_000
    /// So are brackets and functions nested deeper.
    package static let deepest = 40

    /// Reads `text`; the figures of organisations stand alone when `isOfOrganisation`, and in aggregates otherwise.
    package init(
        _ text: String, _ vocabulary: ExpressionVocabulary, isOfOrganisation: Bool = false
    ) throws(ExpressionProblem) {
        var parser = try ExpressionParser(text, vocabulary, isOfOrganisation: isOfOrganisation)
        let parsed = try parser.whole()
        root = parsed.node
        kind = parsed.kind
    }
}
