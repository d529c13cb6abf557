/// The words and signs of an expression with their places; full-width and Chinese signs are the same as ASCII ones.
struct ExpressionTokens {
    enum Token: Hashable, Sendable {
        case number(Fraction)
        case text(String)
        case name(String)
        case relation(Expression.Relation)
        case plus, minus, times, over, open, close, comma
        case and, or, not, `where`
        case end

        var label: String {
            switch self {
            case .number(let value): "数字“\(value.text)”"
            case .text(let text): "文字“\(text)”"
            case .name(let name): "“\(name)”"
            case .relation(let relation): "“\(relation.rawValue)”"
            case .plus: "“+”"
            case .minus: "“-”"
            case .times: "“×”"
            case .over: "“÷”"
            case .open: "“(”"
            case .close: "“)”"
            case .comma: "“,”"
            case .and: "“and”"
            case .or: "“or”"
            case .not: "“not”"
            case .where: "“where”"
            case .end: "算式结尾"
            }
        }
    }

    private(set) var tokens: [(token: Token, place: ExpressionPlace)] = []
    private let characters: [Character]
    private var next = 0
    private var place = ExpressionPlace()

    init(_ text: String) throws(ExpressionProblem) {
        characters = Array(text)
        while let character = peek {
            let start = place
            if character.isWhitespace {
                advance()
            } else if character.isASCIIDigit || character.halfWidth.isASCIIDigit {
                tokens.append((try number(start), start))
            } else if let closing = Self.closing[character] {
                advance()
                tokens.append((try quoted(until: closing, start), start))
            } else if character.beginsName {
                tokens.append((word(), start))
            } else {
                tokens.append((try sign(start), start))
            }
        }
        tokens.append((.end, place))
    }

    private var peek: Character? { next < characters.count ? characters[next] : nil }

    private mutating func advance() {
        place =
            characters[next].isNewline
            ? ExpressionPlace(line: place.line + 1) : ExpressionPlace(line: place.line, column: place.column + 1)
        next += 1
    }

    private static let closing: [Character: Character] = ["[": "]", "「": "」", "\"": "\"", "“": "”"]

    /// `[a name with signs]` or `"a text"`.
    private mutating func quoted(until closing: Character, _ start: ExpressionPlace) throws(ExpressionProblem) -> Token
    {
        var text = ""
        while let character = peek, character != closing {
            text.append(character)
            advance()
        }
        guard peek != nil else { throw start.problem("缺少与它相配的“\(closing)”。") }
        advance()
        if text.contains("\"") { throw start.problem("文字里不能有引号。") }
        return closing == "]" || closing == "」" ? .name(text) : .text(text)
    }

    private mutating func number(_ start: ExpressionPlace) throws(ExpressionProblem) -> Token {
        var digits = ""
        while let character = peek?.halfWidth, character.isASCIIDigit || character == "." {
            digits.append(character)
            advance()
        }
        guard let value = Fraction(decimal: digits) else {
            throw start.problem("“\(digits)”不是数字，数字最多40位，只能有一个小数点。")
        }
        guard peek?.halfWidth == "%" else { return .number(value) }
        advance()
        return .number(value * Fraction(1).dividedByHundred)
    }

    private mutating func word() -> Token {
        var word = ""
        while let character = peek, character.continuesName {
            word.append(character)
            advance()
        }
        switch word.lowercased() {
        case "and", "且", "并且": return .and
        case "or", "或", "或者": return .or
        case "not", "非": return .not
        case "where", "其中": return .where
        default: return .name(word)
        }
    }

    private mutating func sign(_ start: ExpressionPlace) throws(ExpressionProblem) -> Token {
        let first = characters[next]
        advance()
        let pair = peek.map { String([first.halfWidth, $0.halfWidth]) } ?? ""
        if let relation = Self.pairs[pair] {
            advance()
            return .relation(relation)
        }
        guard let token = Self.signs[first.halfWidth] else { throw start.problem("算式里不能有“\(first)”。") }
        return token
    }

    private static let pairs: [String: Expression.Relation] = [
        "<=": .atMost, ">=": .atLeast, "<>": .unequal, "!=": .unequal, "==": .equal,
    ]
    private static let signs: [Character: Token] = [
        "+": .plus, "-": .minus, "−": .minus, "*": .times, "×": .times, "/": .over, "÷": .over, "(": .open, ")": .close,
        ",": .comma, "、": .comma, "<": .relation(.less), ">": .relation(.greater), "=": .relation(.equal),
        "≤": .relation(.atMost), "≥": .relation(.atLeast), "≠": .relation(.unequal),
    ]
}

extension Fraction {
    fileprivate var dividedByHundred: Fraction { divided(by: Fraction(100)) ?? self }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
    fileprivate var beginsName: Bool { isLetter || self == "_" }
    var continuesName: Bool { beginsName || isASCIIDigit || self == "." }

    /// The ASCII twin of a full-width sign or digit.
    fileprivate var halfWidth: Character {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1, (0xFF01...0xFF5E).contains(scalar.value)
        else { return self }
        return Character(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
    }
}
