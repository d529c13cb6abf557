/// How a number is written (ECMA-376 part 1, 17.18.59); what no Chinese document has counts in decimals.
enum WordNumberFormat: String {
    case decimal, decimalZero, decimalFullWidth, decimalFullWidth2, decimalHalfWidth, numberInDash, ordinal
    case decimalEnclosedCircle, decimalEnclosedCircleChinese, decimalEnclosedFullstop, decimalEnclosedParen
    case upperRoman, lowerRoman, upperLetter, lowerLetter
    case chineseCounting, chineseCountingThousand, japaneseCounting, taiwaneseCounting, taiwaneseCountingThousand
    case ideographDigital, taiwaneseDigital, japaneseDigitalTenThousand
    case chineseLegalSimplified, ideographLegalTraditional, japaneseLegal
    case ideographEnclosedCircle, ideographTraditional, ideographZodiac
    case bullet, none

    func text(_ number: Int) -> String {
        switch self {
        case .decimal, .decimalHalfWidth: "\(number)"
        case .decimalZero: (0..<10).contains(number) ? "0\(number)" : "\(number)"
        case .decimalFullWidth, .decimalFullWidth2: Self.mapped("\(number)", 0xFF10)
        case .numberInDash: "- \(number) -"
        case .ordinal: "\(number)."
        case .decimalEnclosedCircle, .decimalEnclosedCircleChinese: Self.circled(number)
        case .decimalEnclosedFullstop: Self.enclosed(number, 0x2488) ?? "\(number)."
        case .decimalEnclosedParen: Self.enclosed(number, 0x2474) ?? "(\(number))"
        case .upperRoman: Self.roman(number)
        case .lowerRoman: Self.roman(number).lowercased()
        case .upperLetter: Self.letters(number)
        case .lowerLetter: Self.letters(number).lowercased()
        case .chineseCounting, .chineseCountingThousand, .japaneseCounting, .taiwaneseCounting,
            .taiwaneseCountingThousand:
            ChineseNumber.counting(number) ?? "\(number)"
        case .ideographDigital, .taiwaneseDigital, .japaneseDigitalTenThousand: ChineseNumber.digits(number)
        case .chineseLegalSimplified: ChineseNumber.legal(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟") ?? "\(number)"
        case .ideographLegalTraditional, .japaneseLegal:
            ChineseNumber.legal(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟") ?? "\(number)"
        case .ideographEnclosedCircle:
            (1...10).contains(number) ? Self.scalar(0x3280 + number - 1) : ChineseNumber.counting(number) ?? "\(number)"
        case .ideographTraditional: Self.cyclic(number, "甲乙丙丁戊己庚辛壬癸")
        case .ideographZodiac: Self.cyclic(number, "子丑寅卯辰巳午未申酉戌亥")
        case .bullet, .none: ""
        }
    }

    private static func scalar(_ value: Int) -> String {
        UInt32(exactly: value).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }

    private static func mapped(_ digits: String, _ zero: Int) -> String {
        digits.map { $0.wholeNumberValue.map { scalar(zero + $0) } ?? String($0) }.joined()
    }

    /// ⑴ and ⒈ exist up to 20.
    private static func enclosed(_ number: Int, _ one: Int) -> String? {
        (1...20).contains(number) ? scalar(one + number - 1) : nil
    }

    private static func circled(_ number: Int) -> String {
        switch number {
        case 1...20: scalar(0x2460 + number - 1)
        case 21...35: scalar(0x3251 + number - 21)
        case 36...50: scalar(0x32B1 + number - 36)
        default: "\(number)"
        }
    }

    private static func cyclic(_ number: Int, _ signs: String) -> String {
        let signs = Array(signs)
        return signs.indices.contains(number - 1) ? String(signs[number - 1]) : "\(number)"
    }

    /// A … Z, AA, BB, as Word goes on.
    private static func letters(_ number: Int) -> String {
        guard (1...780).contains(number) else { return "\(number)" }
        return String(repeating: scalar(65 + (number - 1) % 26), count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3_999).contains(number) else { return "\(number)" }
        var (rest, text) = (number, "")
        for (value, sign) in romans {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    private static let romans = [
        (1_000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
}
