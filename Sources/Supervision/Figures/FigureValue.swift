/// What came of counting a figure; missing is not zero.
package enum FigureValue: Hashable, Sendable {
    case number(Score)
    /// The ledger has nothing yet in that time.
    case noData
    /// A share of nothing, a mean of nothing.
    case undefined

    package init(_ whole: Int) {
        self = .number(Score(Int128(whole), over: 1) ?? .zero)
    }

    package var number: Score? {
        if case .number(let score) = self { score } else { nil }
    }

    /// The number and its unit as people read them: 39所, 96.65%, 尚无数据.
    package func text(unit: String, digits: Int) -> String {
        switch self {
        case .number(let score): FigureValue.text(score, unit: unit, digits: digits)
        case .noData: "尚无数据"
        case .undefined: "无从计算"
        }
    }

    static func text(_ score: Score, unit: String, digits: Int) -> String {
        unit == "%"
            ? "\((score * .hundred).formatted(digits: digits))%" : "\(score.formatted(digits: digits))\(unit)"
    }

    /// For storage: a fraction such as `175/2`, `none` or `undefined`.
    package var stored: String {
        switch self {
        case .number(let score): score.stored
        case .noData: "none"
        case .undefined: "undefined"
        }
    }

    package init?(stored text: String) {
        switch text {
        case "none": self = .noData
        case "undefined": self = .undefined
        default:
            guard let score = Score(stored: text) else { return nil }
            self = .number(score)
        }
    }
}

extension Score {
    package static let one = Score(Points(1))
    package static let hundred = Score(Points(100))

    package static func - (left: Score, right: Score) -> Score {
        left + (Score(-right.numerator, over: right.denominator) ?? .zero)
    }

    package var magnitude: Score { self < .zero ? .zero - self : self }
}

/// A figure against the same one a year before (较上年).
package struct FigureChange: Hashable, Sendable {
    package let now: Score
    package let before: Score
    package let unit: String
    package let digits: Int

    /// Nil where one of the two says nothing.
    package init?(_ now: FigureValue, before: FigureValue, unit: String, digits: Int) {
        guard let now = now.number, let before = before.number else { return nil }
        self.now = now
        self.before = before
        self.unit = unit
        self.digits = digits
    }

    package var difference: Score { now - before }

    /// By how much, without its direction: `1.3个百分点`, `3所`; nil where nothing is left after rounding.
    package var amount: String? {
        let shown = unit == "%" ? difference.magnitude * .hundred : difference.magnitude
        var text = shown.formatted(digits: digits)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text == "0" ? nil : "\(text)\(unit == "%" ? "个百分点" : unit)"
    }

    /// As a summary says it: 较上年提高1.3个百分点, 较上年减少3所, 与上年持平.
    package func text(than year: String = "上年") -> String {
        guard let amount else { return "与\(year)持平" }
        let isUp = before < now
        let verb = unit == "%" ? (isUp ? "提高" : "下降") : (isUp ? "增加" : "减少")
        return "较\(year)\(verb)\(amount)"
    }
}
