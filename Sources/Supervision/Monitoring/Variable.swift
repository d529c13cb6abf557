/// A figure that is collected (数据项): what it counts, in which unit, as of when, and who answers for it.
package struct Variable: Hashable, Sendable {
    /// The same in every form and standard, such as `teachingArea`; a stage stands before it in a value's key.
    package let code: String
    package let name: String
    package let unit: String
    /// How many digits may stand after the point.
    package let decimals: Int
    /// Beyond these a value is questioned, not refused.
    package let lowest: Points?
    package let highest: Points?
    /// What may be chosen where the figure stands for a word: 1 是, 0 否.
    package let choices: [VariableChoice]
    /// Counted for each stage of a combined school apart.
    package let isOfStage: Bool
    /// What is counted, in the words of whoever asks for it (口径).
    package let definition: String
    /// By what it is divided where an indicator divides it; empty where nothing does.
    package let denominator: String
    /// As of when it is counted.
    package let referenceDate: String
    /// Who answers for the figure (数据来源).
    package let owner: String

    package init(
        code: String, name: String, unit: String, decimals: Int = 0, lowest: Points? = nil, highest: Points? = nil,
        choices: [VariableChoice] = [], isOfStage: Bool = false, definition: String = "", denominator: String = "",
        referenceDate: String = "", owner: String = ""
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.decimals = decimals
        self.lowest = lowest
        self.highest = highest
        self.choices = choices
        self.isOfStage = isOfStage
        self.definition = definition
        self.denominator = denominator
        self.referenceDate = referenceDate
        self.owner = owner
    }

    /// A value as people read it: the word of a choice, or the number.
    package func text(of value: Points) -> String {
        choices.first { $0.value == value }?.label ?? value.text
    }
}

/// One word that stands for a number in a form.
package struct VariableChoice: Hashable, Sendable {
    package let value: Points
    package let label: String

    package init(_ value: Points, _ label: String) {
        self.value = value
        self.label = label
    }

    package static let yesNo = [VariableChoice(Points(1), "是"), VariableChoice(.zero, "否")]
}

/// Why a cell cannot be taken as a value, in one sentence that says what to do.
package struct ValueProblem: Error, Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension Variable {
    /// Reads a cell as people write it: full-width digits, separators between thousands, a unit after the number.
    ///
    /// `times` is what the sheet's unit is of ours: a tenth of a thousandth for a column in 元 of a figure in 万元.
    /// Nil for an empty cell, which is missing and not zero.
    package func value(of cell: String, unit given: MoneyUnit? = nil) throws(ValueProblem) -> Points? {
        // Nearly every cell of a large sheet is a plain number.
        if choices.isEmpty, cell.isPlainNumber, let written = Points(cell.withoutIdleZeros) {
            return try converted(written, from: given)
        }
        var text = cell.normalisedCell
        guard !text.isEmpty, !["-", "—", "--", "/", "无数据"].contains(text) else { return nil }
        if !choices.isEmpty { return try choice(text) }
        text = text.filter { $0 != "," && $0 != "，" && !$0.isWhitespace }
        if text.hasPrefix("+") { text.removeFirst() }
        var stated = given
        if stated == nil, MoneyUnit(rawValue: unit) != nil {
            if text.hasSuffix("万元") { stated = .tenThousand } else if text.hasSuffix("元") { stated = .yuan }
        }
        for suffix in ["万元", unit, "元"] where !suffix.isEmpty && text.hasSuffix(suffix) && text != suffix {
            guard suffix == unit || MoneyUnit(rawValue: unit) != nil else { continue }
            text.removeLast(suffix.count)
            break
        }
        let plain = text.withoutIdleZeros
        guard let written = Points(plain) else { throw ValueProblem(refusal(of: plain)) }
        guard written >= .zero else { throw ValueProblem("不能是负数，请核对。") }
        return try converted(written, from: stated)
    }

    private func converted(_ written: Points, from given: MoneyUnit?) throws(ValueProblem) -> Points {
        var scaled = written.scaled
        if let own = MoneyUnit(rawValue: unit), let given, given != own {
            if own == .yuan {
                guard scaled <= Variable.largest / 10_000 else { throw ValueProblem("数太大，请核对单位。") }
                scaled *= 10_000
            } else {
                guard scaled % 10_000 == 0 else { throw ValueProblem("按元填报时应为整数。") }
                scaled /= 10_000
            }
            return Points(scaled: scaled)
        }
        let step = (0..<max(0, 4 - decimals)).reduce(1) { step, _ in step * 10 }
        guard scaled % step == 0 else {
            throw ValueProblem(decimals == 0 ? "应为整数，没有小数。" : "最多\(decimals)位小数。")
        }
        return written
    }

    private func choice(_ text: String) throws(ValueProblem) -> Points {
        if let found = choices.first(where: { $0.label == text || $0.value.text == text }) { return found.value }
        let words: [String: String] = ["有": "是", "无": "否", "√": "是", "×": "否", "Y": "是", "N": "否"]
        if let word = words[text.uppercased()], let found = choices.first(where: { $0.label == word }) {
            return found.value
        }
        throw ValueProblem("应填\(choices.map { "“\($0.label)”" }.joined(separator: "、"))之一。")
    }

    private func refusal(of text: String) -> String {
        guard text.utf8.contains(where: { (48...57).contains($0) }) else { return "应为数字，不能填文字；没有数据的请留空。" }
        if text.contains("%") { return "应为数字，不带百分号。" }
        let parts = text.split(separator: ".")
        if parts.count == 2, parts[1].count > 4, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) {
            return "小数最多四位。"
        }
        return "应为数字（单位：\(unit)），请去掉其他文字。"
    }

    /// Ten-thousandths of the largest number that `Points` reads.
    private static let largest = 10_000_000_000_000
}

/// The two units in which money is written.
package enum MoneyUnit: String, Hashable, Sendable {
    case yuan = "元"
    case tenThousand = "万元"

    /// How many 元 it is.
    package var yuan: Int { self == .yuan ? 1 : 10_000 }

    /// So much of this unit in another one, exactly.
    package func amount(_ amount: Fraction, in other: MoneyUnit) -> Fraction {
        (amount * Fraction(yuan)).divided(by: Fraction(other.yuan)) ?? .zero
    }
}

extension String {
    /// Digits with at most points between, as spreadsheets store numbers.
    fileprivate var isPlainNumber: Bool {
        !utf8.isEmpty && utf8.allSatisfy { (48...57).contains($0) || $0 == 0x2E }
    }

    /// `12.50000` → `12.5`, so that what a spreadsheet adds after the point does not count as digits.
    fileprivate var withoutIdleZeros: String {
        guard utf8.last == 0x30, let point = firstIndex(of: "."), index(after: point) < endIndex else { return self }
        let kept = self[...(lastIndex { $0 != "0" } ?? point)]
        return kept.hasSuffix(".") ? String(kept.dropLast()) : String(kept)
    }
}
