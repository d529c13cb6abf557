/// An expression as text with no more brackets than it needs; reading it gives the same expression.
extension Expression: CustomStringConvertible {
    package var description: String { root.text(within: 0) }
}

extension Expression.Node {
    /// How tightly it holds together, see `ExpressionParser`.
    var level: Int {
        switch self {
        case .any: 1
        case .all: 2
        case .not: 3
        case .comparison: 4
        case .sum: 5
        case .product: 6
        case .negated: 7
        default: 8
        }
    }

    func text(within least: Int) -> String {
        level < least ? "(\(plain))" : plain
    }

    private var plain: String {
        switch self {
        case .number(let value): value.text
        case .text(let text): "\"\(text)\""
        case .term(let term): term.written
        case .negated(let node): "-\(node.text(within: 7))"
        case .sum(let addends):
            Self.joined(addends.map { ($0.isTaken ? " - " : " + ", $0.node.text(within: 6)) })
        case .product(let factors):
            Self.joined(factors.map { ($0.divides ? " / " : " * ", $0.node.text(within: 7)) })
        case .comparison(let left, let relation, let right):
            "\(left.text(within: 5)) \(relation.rawValue) \(right.text(within: 5))"
        case .not(let node): "not \(node.text(within: 3))"
        case .all(let nodes): nodes.map { $0.text(within: 3) }.joined(separator: " and ")
        case .any(let nodes): nodes.map { $0.text(within: 2) }.joined(separator: " or ")
        case .function(let function, let arguments):
            "\(function.rawValue)(\(arguments.map { $0.text(within: 0) }.joined(separator: ", ")))"
        case .aggregate(_, let function, let arguments, let condition):
            "\(function.rawValue)("
                + (arguments.map { $0.text(within: 0) }.joined(separator: ", ")
                + (condition.map { " where \($0.text(within: 0))" } ?? "")).trimmingBlanks + ")"
        }
    }

    private static func joined(_ parts: [(sign: String, text: String)]) -> String {
        parts.enumerated().map { $0.offset == 0 ? $0.element.text : $0.element.sign + $0.element.text }.joined()
    }
}

extension ExpressionTerm {
    private static let words: Set = ["and", "or", "not", "where", "且", "并且", "或", "或者", "非", "其中"]

    fileprivate var written: String {
        let isPlain = code.first?.isLetter == true && code.allSatisfy(\.continuesName)
        return isPlain && !Self.words.contains(code.lowercased()) ? code : "[\(code)]"
    }
}
