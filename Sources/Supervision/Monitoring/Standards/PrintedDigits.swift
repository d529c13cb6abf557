/// How many digits after the point the official tables print of what an expression gives, by the units of its figures.
///
/// Shares one, coefficients and differences three, what one has on average two; what is counted or paid is whole.
package struct PrintedDigits: Sendable {
    private let figures: [String: StandardFigure]

    package init(_ figures: [StandardFigure]) {
        self.figures = Dictionary(figures.map { ($0.term.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func count(_ expression: Expression) -> Int { count(expression.root) }

    private func count(_ node: Expression.Node) -> Int {
        switch node {
        case .term(let term): count(term)
        case .negated(let inner): count(inner)
        case .sum(let addends): most(addends.map(\.node))
        case .product(let factors): product(factors)
        case .function(let function, let parts), .aggregate(_, let function, let parts, _): count(function, parts)
        case .number, .text, .comparison, .not, .all, .any: 0
        }
    }

    private func most(_ nodes: [Expression.Node]) -> Int { nodes.map(count).max() ?? 0 }

    /// A figure of a stage is `primary.pupils`.
    private func count(_ term: ExpressionTerm) -> Int {
        let code = term.code.split(separator: ".").last.map(String.init) ?? term.code
        guard let figure = figures[term.code] ?? figures[code] else { return 0 }
        if figure.isWhole { return 0 }
        return figure.unit == "%" ? 1 : figure.unit.isEmpty ? 3 : 0
    }

    private func product(_ factors: [Expression.Factor]) -> Int {
        guard factors.contains(where: \.divides) else { return most(factors.map(\.node)) }
        return factors.contains { $0.node == .number(Fraction(100)) && !$0.divides } ? 1 : 3
    }

    private func count(_ function: Expression.Function, _ parts: [Expression.Node]) -> Int {
        switch function {
        case .perHundred: 1
        case .perHead, .mean: 2
        case .ratio, .cv: 3
        case .count, .ceiling: 0
        case .if: most(Array(parts.dropFirst()))
        case .sum, .min, .max, .percentile: most(parts)
        }
    }
}
