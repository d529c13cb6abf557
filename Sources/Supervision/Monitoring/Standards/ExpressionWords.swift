/// An expression in words, and the same with the values put in, so that anybody can check the sum.
package struct ExpressionWords: Sendable {
    private let leaf: @Sendable (Expression.Node) -> String?

    /// With the names of the figures.
    package static let names = ExpressionWords { _ in nil }

    /// With the county's values: each figure of the county and each sum over its organisations as a number.
    package static func values(of data: ExpressionData, limit: Points?, stage: Stage?) -> ExpressionWords {
        ExpressionWords { node in
            switch node {
            case .term(let term) where term == .limit: limit?.text ?? "（缺）"
            case .term(let term) where term.isOfCounty: data.county[term.code]?.short ?? "（缺）"
            case .aggregate:
                {
                    var evaluator = ExpressionEvaluator(data: data, stage: stage)
                    return evaluator.outcome(node, nil).value?.short ?? "（缺）"
                }()
            default: nil
            }
        }
    }

    private init(leaf: @escaping @Sendable (Expression.Node) -> String?) {
        self.leaf = leaf
    }

    package func text(_ expression: Expression) -> String { text(expression.root, within: 0) }

    private func text(_ node: Expression.Node, within least: Int) -> String {
        if let known = leaf(node) { return known }
        return node.level < least ? "（\(plain(node))）" : plain(node)
    }

    private func plain(_ node: Expression.Node) -> String {
        switch node {
        case .number(let value): value.text
        case .text(let text): "“\(text)”"
        case .term(let term): term.name
        case .negated(let node): "−\(text(node, within: 7))"
        case .sum(let addends):
            joined(addends.map { ($0.isTaken ? " − " : " + ", text($0.node, within: 6)) })
        case .product(let factors):
            joined(factors.map { ($0.divides ? " ÷ " : " × ", text($0.node, within: 7)) })
        case .comparison(let left, let relation, let right):
            "\(text(left, within: 5)) \(relation.rawValue) \(text(right, within: 5))"
        case .not(let node): "不是 \(text(node, within: 3))"
        case .all(let nodes): nodes.map { text($0, within: 3) }.joined(separator: " 且 ")
        case .any(let nodes): nodes.map { text($0, within: 2) }.joined(separator: " 或 ")
        case .function(.if, let parts) where parts.count == 3:
            "如果 \(text(parts[0], within: 0)) 则 \(text(parts[1], within: 0))，否则 \(text(parts[2], within: 0))"
        case .function(let function, let arguments): "\(function.label)（\(list(arguments))）"
        case .aggregate(_, let function, let arguments, let condition):
            "\(function.label)（\(list(arguments))\(condition.map { "，其中 \(text($0, within: 0))" } ?? "")）"
        }
    }

    private func list(_ nodes: [Expression.Node]) -> String {
        nodes.map { text($0, within: 0) }.joined(separator: "，")
    }

    private func joined(_ parts: [(sign: String, text: String)]) -> String {
        parts.enumerated().map { $0.offset == 0 ? $0.element.text : $0.element.sign + $0.element.text }.joined()
    }
}

extension ExpressionValue {
    /// For reading: at most four digits after the point, without zeros at the end.
    package var short: String {
        guard case .number(let quantity) = self else { return text }
        return quantity.short
    }
}

extension Quantity {
    /// At most four digits after the point, without zeros at the end; for reading, never for comparing.
    package var short: String {
        let text = fraction.formatted(digits: 4)
        let kept = text.reversed().drop { $0 == "0" }.reversed()
        return String(kept.last == "." ? kept.dropLast() : kept[...])
    }

    /// As `short`, with as many digits as it takes to tell it from `limit`, so that a fail never prints like a pass.
    package func short(apartFrom limit: Points) -> String {
        guard short == Fraction(limit).text else { return short }
        let digits = (5...12).first { fraction.formatted(digits: $0) != Fraction(limit).formatted(digits: $0) }
        return digits.map { fraction.formatted(digits: $0) } ?? short
    }
}
