extension Expression {
    /// The value for the county, or for one of its organisations; `stage` is the one that plain codes mean.
    package func outcome(
        over data: ExpressionData, of row: ExpressionData.Row? = nil, stage: Stage? = nil
    ) -> ExpressionOutcome {
        var evaluator = ExpressionEvaluator(data: data, stage: stage)
        return evaluator.outcome(root, row)
    }

    /// The value for each organisation in turn; what runs over all of them is computed once.
    package func outcomes(over data: ExpressionData, stage: Stage? = nil) -> [ExpressionOutcome] {
        var evaluator = ExpressionEvaluator(data: data, stage: stage)
        return data.rows.map { evaluator.outcome(root, $0) }
    }
}

/// Walks an expression; keeps what its aggregates came to, since they are the same for every organisation.
struct ExpressionEvaluator {
    typealias Outcome = ExpressionOutcome

    let data: ExpressionData
    let stage: Stage?
    private var aggregates: [Int: Outcome] = [:]

    init(data: ExpressionData, stage: Stage?) {
        self.data = data
        self.stage = stage
    }

    mutating func outcome(_ node: Expression.Node, _ row: ExpressionData.Row?) -> Outcome {
        switch node {
        case .number(let value): return .value(.number(.exact(value)))
        case .text(let text): return .value(.text(text))
        case .term(let term): return figure(term, row)
        case .negated(let node): return numbers([node], row) { .exact($0[0].negated) }
        case .sum(let addends): return sum(addends, row)
        case .product(let factors): return product(factors, row)
        case .comparison(let left, let relation, let right): return comparison(left, relation, right, row)
        case .not(let node):
            let outcome = outcome(node, row)
            return outcome.value?.truth.map { .value(.truth(!$0)) } ?? outcome
        case .all(let nodes): return logic(nodes, row, settledBy: false)
        case .any(let nodes): return logic(nodes, row, settledBy: true)
        case .function(let function, let arguments): return call(function, arguments, row)
        case .aggregate(let number, let function, let arguments, let condition):
            if let known = aggregates[number] { return known }
            let outcome = aggregate(function, arguments, where: condition)
            aggregates[number] = outcome
            return outcome
        }
    }

    private func figure(_ term: ExpressionTerm, _ row: ExpressionData.Row?) -> Outcome {
        let code = term.isOfStage ? stage.map { "\($0.rawValue).\(term.code)" } ?? term.code : term.code
        let value = term.isOfCounty ? data.county[code] : row?.values[code]
        guard let value else {
            return .missing([MissingFigure(organisation: term.isOfCounty ? nil : row?.organisation, variable: code)])
        }
        return value.isOf(term.kind) ? .value(value) : .undefined(["“\(term.name)”应为\(term.kind.label)。"])
    }

    /// What came of arithmetic.
    enum Result {
        case exact(Quantity)
        case none(String)
    }

    /// Values of all nodes put together, unless one of them is missing.
    mutating func numbers(
        _ nodes: [Expression.Node], _ row: ExpressionData.Row?, _ combine: ([Quantity]) -> Result
    ) -> Outcome {
        let outcomes = nodes.map { outcome($0, row) }
        return Outcome.hindrance(outcomes) ?? Self.bounded(combine(outcomes.compactMap { $0.value?.quantity }))
    }

    /// Numbers beyond any use are refused, so that no expression can take for ever.
    static func bounded(_ result: Result) -> Outcome {
        switch result {
        case .none(let reason): .undefined([reason])
        case .exact(let quantity) where quantity.size > 200_000: .undefined(["数字过大，算不下去。"])
        case .exact(let quantity): .value(.number(quantity))
        }
    }

    private mutating func sum(_ addends: [Expression.Addend], _ row: ExpressionData.Row?) -> Outcome {
        numbers(addends.map(\.node), row) { values in
            .exact(zip(addends, values).reduce(Quantity(0)) { $1.0.isTaken ? $0 - $1.1 : $0 + $1.1 })
        }
    }

    private mutating func product(_ factors: [Expression.Factor], _ row: ExpressionData.Row?) -> Outcome {
        numbers(factors.map(\.node), row) { values in
            var product = Quantity(1)
            for (factor, value) in zip(factors, values) {
                if !factor.divides {
                    product = product * value
                } else if let quotient = product.divided(by: value) {
                    product = quotient
                } else {
                    return .none("除数为0：\(factor.node)。")
                }
                if product.size > 200_000 { break }
            }
            return .exact(product)
        }
    }

    private mutating func comparison(
        _ left: Expression.Node, _ relation: Expression.Relation, _ right: Expression.Node, _ row: ExpressionData.Row?
    ) -> Outcome {
        let outcomes = [outcome(left, row), outcome(right, row)]
        if let hindrance = Outcome.hindrance(outcomes) { return hindrance }
        let values = outcomes.compactMap(\.value)
        if let first = values[0].quantity, let second = values[1].quantity {
            return .value(.truth(relation.holds(first.compared(to: second))))
        }
        return .value(.truth((values[0] == values[1]) == (relation == .equal)))
    }

    /// `false` settles an "and", `true` an "or", whatever else is missing.
    private mutating func logic(
        _ nodes: [Expression.Node], _ row: ExpressionData.Row?, settledBy: Bool
    ) -> Outcome {
        let outcomes = nodes.map { outcome($0, row) }
        if outcomes.contains(.value(.truth(settledBy))) { return .value(.truth(settledBy)) }
        return Outcome.hindrance(outcomes) ?? .value(.truth(!settledBy))
    }

    private mutating func call(
        _ function: Expression.Function, _ arguments: [Expression.Node], _ row: ExpressionData.Row?
    ) -> Outcome {
        if function == .if {
            let condition = outcome(arguments[0], row)
            guard let holds = condition.value?.truth else { return condition }
            return outcome(arguments[holds ? 1 : 2], row)
        }
        return numbers(arguments, row) { Self.plain(function, $0) }
    }

    private static func plain(_ function: Expression.Function, _ values: [Quantity]) -> Result {
        switch function {
        case .min: return .exact(values.dropFirst().reduce(values[0]) { $1.compared(to: $0) < 0 ? $1 : $0 })
        case .max: return .exact(values.dropFirst().reduce(values[0]) { $1.compared(to: $0) > 0 ? $1 : $0 })
        case .ceiling: return .exact(.exact(values[0].fraction.roundedUp))
        default:
            guard let ratio = values[0].divided(by: values[1]) else { return .none("\(function.rawValue) 的分母为0。") }
            return .exact(function == .perHundred ? ratio * Quantity(100) : ratio)
        }
    }
}

extension Expression.Node: CustomStringConvertible {
    package var description: String { text(within: 0) }
}
