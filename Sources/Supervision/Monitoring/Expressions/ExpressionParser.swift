/// Reads an expression from its tokens and checks names and types on the way.
///
/// From loose to tight: or, and, not, comparison, + −, × ÷, sign.
struct ExpressionParser {
    /// What was read, where it began, and whether it speaks of an organisation's figures outside of an aggregate.
    struct Parsed {
        let node: Expression.Node
        let kind: ExpressionTerm.Kind
        let place: ExpressionPlace
        var speaksOfOrganisation = false
    }

    let vocabulary: ExpressionVocabulary
    /// Whether an organisation's figures may stand here.
    var isOfOrganisation: Bool
    /// Inside the arguments of a function that becomes an aggregate if they name an organisation's figures.
    var aggregates = 0
    private let tokens: [(token: ExpressionTokens.Token, place: ExpressionPlace)]
    private var next = 0
    private var depth = 0

    init(_ text: String, _ vocabulary: ExpressionVocabulary, isOfOrganisation: Bool) throws(ExpressionProblem) {
        guard text.unicodeScalars.count <= Expression.longest else {
            throw ExpressionPlace().problem("算式太长，最多\(Expression.longest)字。")
        }
        tokens = try ExpressionTokens(text).tokens
        self.vocabulary = vocabulary
        self.isOfOrganisation = isOfOrganisation
    }

    mutating func whole() throws(ExpressionProblem) -> Parsed {
        let parsed = try alternatives()
        guard token == .end else { throw place.problem("这里应为运算符或算式结尾，实际是\(token.label)。") }
        return parsed
    }

    var token: ExpressionTokens.Token { tokens[next].token }
    var place: ExpressionPlace { tokens[next].place }

    /// Past the token; the end stays.
    mutating func advance() { next = min(next + 1, tokens.count - 1) }

    mutating func expect(_ wanted: ExpressionTokens.Token) throws(ExpressionProblem) {
        guard token == wanted else { throw place.problem("这里应为\(wanted.label)，实际是\(token.label)。") }
        advance()
    }

    mutating func alternatives() throws(ExpressionProblem) -> Parsed {
        try chain(.or, { parser throws(ExpressionProblem) in try parser.conjunction() }, Expression.Node.any)
    }

    private mutating func conjunction() throws(ExpressionProblem) -> Parsed {
        try chain(.and, { parser throws(ExpressionProblem) in try parser.negation() }, Expression.Node.all)
    }

    private mutating func chain(
        _ sign: ExpressionTokens.Token, _ part: (inout ExpressionParser) throws(ExpressionProblem) -> Parsed,
        _ joined: ([Expression.Node]) -> Expression.Node
    ) throws(ExpressionProblem) -> Parsed {
        let first = try part(&self)
        guard token == sign else { return first }
        var parts = [try first.of(.truth)]
        while token == sign {
            advance()
            parts.append(try part(&self).of(.truth))
        }
        return Parsed(parts, .truth, joined(parts.map(\.node)))
    }

    private mutating func negation() throws(ExpressionProblem) -> Parsed {
        guard token == .not else { return try comparison() }
        let start = place
        advance()
        let parsed = try nested { parser throws(ExpressionProblem) in try parser.negation() }.of(.truth)
        return Parsed(
            node: .not(parsed.node), kind: .truth, place: start, speaksOfOrganisation: parsed.speaksOfOrganisation)
    }

    private mutating func comparison() throws(ExpressionProblem) -> Parsed {
        let left = try sum()
        guard case .relation(let relation) = token else { return left }
        let sign = place
        advance()
        let right = try sum()
        if case .relation = token { throw place.problem("一次只能比较两个数，要连着比请用 and。") }
        guard left.kind == right.kind else {
            throw sign.problem("两边要同类才能比较，左边是\(left.kind.label)，右边是\(right.kind.label)。")
        }
        guard left.kind == .number || relation == .equal || relation == .unequal else {
            throw sign.problem("\(left.kind.label)只能用 = 和 ≠ 比较。")
        }
        return Parsed([left, right], .truth, .comparison(left.node, relation, right.node))
    }

    private mutating func sum() throws(ExpressionProblem) -> Parsed {
        let first = try product()
        guard token == .plus || token == .minus else { return first }
        var (parts, addends) = ([first], [Expression.Addend(isTaken: false, node: try first.of(.number).node)])
        while token == .plus || token == .minus {
            let isTaken = token == .minus
            advance()
            let part = try product().of(.number)
            parts.append(part)
            addends.append(.init(isTaken: isTaken, node: part.node))
        }
        return Parsed(parts, .number, .sum(addends))
    }

    private mutating func product() throws(ExpressionProblem) -> Parsed {
        let first = try signed()
        guard token == .times || token == .over else { return first }
        var (parts, factors) = ([first], [Expression.Factor(divides: false, node: try first.of(.number).node)])
        while token == .times || token == .over {
            let divides = token == .over
            advance()
            let part = try signed().of(.number)
            parts.append(part)
            factors.append(.init(divides: divides, node: part.node))
        }
        return Parsed(parts, .number, .product(factors))
    }

    private mutating func signed() throws(ExpressionProblem) -> Parsed {
        guard token == .minus else { return try primary() }
        let start = place
        advance()
        let parsed = try nested { parser throws(ExpressionProblem) in try parser.signed() }.of(.number)
        return Parsed(
            node: .negated(parsed.node), kind: .number, place: start,
            speaksOfOrganisation: parsed.speaksOfOrganisation)
    }

    private mutating func primary() throws(ExpressionProblem) -> Parsed {
        let (found, start) = (token, place)
        advance()
        switch found {
        case .number(let value): return Parsed(node: .number(value), kind: .number, place: start)
        case .text(let text): return Parsed(node: .text(text), kind: .text, place: start)
        case .open:
            let parsed = try nested { parser throws(ExpressionProblem) in try parser.alternatives() }
            try expect(.close)
            return parsed
        case .name(let name): return try named(name, start)
        default: throw start.problem("这里应为数字、数据项、函数或“(”，实际是\(found.label)。")
        }
    }

    private mutating func named(_ name: String, _ start: ExpressionPlace) throws(ExpressionProblem) -> Parsed {
        if token == .open {
            guard let function = Expression.Function(name: name) else {
                let known = Expression.Function.allCases.map(\.rawValue).joined(separator: "、")
                throw start.problem("没有“\(name)”这个函数，有\(known)。")
            }
            return try nested { parser throws(ExpressionProblem) in try parser.call(function, start) }
        }
        guard let term = vocabulary[name] else { throw start.problem("没有“\(name)”这个数据项。") }
        guard term.isOfCounty || isOfOrganisation else {
            throw start.problem("“\(name)”是各单位的数，要放在 sum、count、ratio 这样的函数里。")
        }
        return Parsed(node: .term(term), kind: term.kind, place: start, speaksOfOrganisation: !term.isOfCounty)
    }

    private mutating func nested(
        _ body: (inout ExpressionParser) throws(ExpressionProblem) -> Parsed
    ) throws(ExpressionProblem) -> Parsed {
        guard depth < Expression.deepest else { throw place.problem("括号和函数套得太深，最多\(Expression.deepest)层。") }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }
}

extension ExpressionParser.Parsed {
    init(_ parts: [ExpressionParser.Parsed], _ kind: ExpressionTerm.Kind, _ node: Expression.Node) {
        self.init(
            node: node, kind: kind, place: parts.first?.place ?? ExpressionPlace(),
            speaksOfOrganisation: parts.contains(where: \.speaksOfOrganisation))
    }

    /// Itself where it is of the kind that must stand here.
    func of(_ wanted: ExpressionTerm.Kind) throws(ExpressionProblem) -> ExpressionParser.Parsed {
        guard kind == wanted else {
            let asked = wanted == .truth ? "能判断是否的式子，如比较" : wanted.label
            throw place.problem("这里应为\(asked)，实际是\(kind.label)。")
        }
        return self
    }
}
