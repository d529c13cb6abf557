/// Functions: how many arguments of which kind, and whether they run over organisations.
extension ExpressionParser {
    /// After the function's name, at its opening bracket.
    mutating func call(_ function: Expression.Function, _ start: ExpressionPlace) throws(ExpressionProblem) -> Parsed {
        try expect(.open)
        let outside = isOfOrganisation
        if function != .if, function != .ceiling { isOfOrganisation = true }
        let arguments = try self.arguments()
        var condition: Parsed?
        if token == .where {
            advance()
            condition = try alternatives().of(.truth)
        }
        isOfOrganisation = outside
        let end = place
        try expect(.close)
        try check(function, arguments, at: start)
        let parts = arguments + (condition.map { [$0] } ?? [])
        let speaks = parts.contains(where: \.speaksOfOrganisation)
        guard runsOverAll(function, arguments: arguments.count, speaks: speaks, condition: condition) else {
            if condition != nil { throw end.problem("\(function.rawValue) 不能带 where，只有对各单位计算的函数可以。") }
            if speaks, !isOfOrganisation, let place = parts.first(where: \.speaksOfOrganisation)?.place {
                throw place.problem("\(function.rawValue) 里各单位的数要先放在 sum、count、ratio 这样的函数里。")
            }
            return Parsed(
                node: .function(function, arguments.map(\.node)), kind: arguments.last?.kind ?? .number, place: start,
                speaksOfOrganisation: speaks)
        }
        aggregates += 1
        let node = Expression.Node.aggregate(
            number: aggregates, function, arguments.map(\.node), where: condition?.node)
        return Parsed(node: node, kind: .number, place: start)
    }

    private mutating func arguments() throws(ExpressionProblem) -> [Parsed] {
        guard token != .close, token != .where else { return [] }
        var arguments = [try alternatives()]
        while token == .comma {
            advance()
            arguments.append(try alternatives())
        }
        return arguments
    }

    /// Within an organisation's own expression `ratio` and its likes are of that organisation alone.
    private func runsOverAll(
        _ function: Expression.Function, arguments: Int, speaks: Bool, condition: Parsed?
    ) -> Bool {
        switch function {
        case .sum, .count, .mean, .cv, .percentile: true
        case .min, .max: arguments == 1
        case .ratio, .perHundred, .perHead: !isOfOrganisation && (speaks || condition != nil)
        case .if, .ceiling: false
        }
    }

    private func check(
        _ function: Expression.Function, _ arguments: [Parsed], at start: ExpressionPlace
    ) throws(ExpressionProblem) {
        let allowed = function.argumentCounts
        guard allowed.contains(arguments.count) else {
            let asked = allowed.lowerBound == allowed.upperBound ? "\(allowed.lowerBound)" : function.countLabel
            throw start.problem("\(function.rawValue) 应有\(asked)个参数，实际有\(arguments.count)个。")
        }
        switch function {
        case .count: for argument in arguments { _ = try argument.of(.truth) }
        case .if:
            _ = try arguments[0].of(.truth)
            _ = try arguments[2].of(arguments[1].kind)
        case .percentile:
            _ = try arguments[0].of(.number)
            guard case .number(let share) = arguments[1].node, share <= Fraction(100) else {
                throw arguments[1].place.problem("百分位要写成0到100的数字。")
            }
        default: for argument in arguments { _ = try argument.of(.number) }
        }
    }
}

extension Expression.Function {
    fileprivate var argumentCounts: ClosedRange<Int> {
        switch self {
        case .sum, .ceiling: 1...1
        case .count: 0...1
        case .mean: 1...2
        case .ratio, .perHundred, .perHead, .cv, .percentile: 2...2
        case .if: 3...3
        case .min, .max: 1...50
        }
    }

    fileprivate var countLabel: String { "\(argumentCounts.lowerBound)到\(argumentCounts.upperBound)" }
}
