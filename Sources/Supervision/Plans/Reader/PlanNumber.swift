/// A number as it is written: 40, 32,642, 96.65, 三, 一百二十, 十余.
struct PlanNumber: Hashable {
    let value: Points
    /// Whether it is written with Chinese numerals.
    let isChinese: Bool
    /// 10多, 百余, 上百: a figure that nobody can be held to.
    let isApproximate: Bool
    let end: Int

    /// The whole number that it is; nil for a fraction.
    var whole: Int? { value.scaled % Points.scale == 0 ? value.scaled / Points.scale : nil }
}

extension PlanText {
    /// The number that begins at `index`, before `limit`.
    func number(at index: Int, before limit: Int) -> PlanNumber? {
        guard index < limit, let first = glyph(index) else { return nil }
        if PlanText.digit(first) != nil { return arabic(at: index, before: limit) }
        return chinese(at: index, before: limit)
    }

    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        (48...57).contains(scalar.value) ? Int(scalar.value) - 48 : nil
    }

    private func arabic(at index: Int, before limit: Int) -> PlanNumber? {
        var digits = "", place = index
        while place < limit, let digit = PlanText.digit(glyphs[place]) {
            digits.append("\(digit)")
            place += 1
            if isThousandsMark(at: place, before: limit) { place += 1 }
        }
        if place + 1 < limit, glyphs[place] == ".", PlanText.digit(glyphs[place + 1]) != nil {
            digits.append(".")
            place += 1
            while place < limit, let digit = PlanText.digit(glyphs[place]) {
                digits.append("\(digit)")
                place += 1
            }
        }
        guard let value = Points(digits) else { return nil }
        return approximated(value, isChinese: false, end: place, before: limit)
    }

    /// The comma of 32,642: exactly three digits follow it.
    private func isThousandsMark(at place: Int, before limit: Int) -> Bool {
        guard place + 3 < limit || place + 3 == limit - 1, isOne(of: "，", at: place) else { return false }
        let follow = (1...3).allSatisfy { glyph(place + $0).flatMap(PlanText.digit) != nil }
        let source = source[places[place]]
        return follow && source == "," && glyph(place + 4).flatMap(PlanText.digit) == nil && gaps[place + 1] == .none
    }

    private func chinese(at index: Int, before limit: Int) -> PlanNumber? {
        var total = 0, section = 0, digit: Int?, place = index, units = 0
        loop: while place < limit, place - index < 12 {
            let glyph = glyphs[place]
            if let value = PlanText.numerals[glyph] {
                // Two figures side by side are no number of things: 一二年级, 三四个.
                guard digit == nil || digit == 0 else { return nil }
                digit = value
            } else if let unit = PlanText.units[glyph] {
                if unit >= 10_000, digit == nil, section == 0, total == 0 { break loop }
                if unit < 10_000 {
                    section += (digit ?? 1) * unit
                } else {
                    total = (total + section + (digit ?? 0)) * unit
                    section = 0
                }
                digit = nil
                units += 1
            } else {
                break
            }
            place += 1
        }
        guard place > index, digit != nil || units > 0 else { return nil }
        // 上百, 百余 begin with the unit itself; 十 is ten.
        let value = total + section + (digit ?? 0)
        guard value <= 1_000_000_000 else { return nil }
        return approximated(Points(value), isChinese: true, end: place, before: limit)
    }

    private func approximated(_ value: Points, isChinese: Bool, end: Int, before limit: Int) -> PlanNumber {
        let isVague = end < limit && isOne(of: "余多几", at: end)
        return PlanNumber(value: value, isChinese: isChinese, isApproximate: isVague, end: isVague ? end + 1 : end)
    }

    /// Signs that stand for a figure somebody took out: `x`, `xx`, `__`, `**`, `某`.
    func mask(at index: Int, before limit: Int) -> Int? {
        var end = index
        while end < limit, isOne(of: "xX_*〇□●", at: end) { end += 1 }
        guard end > index, end - index <= 6 else { return nil }
        if let before = glyph(index - 1), PlanText.isLatin(before) || PlanText.numerals[before] != nil { return nil }
        if let after = glyph(end), PlanText.isLatin(after) || PlanText.numerals[after] != nil { return nil }
        return end
    }

    static let numerals: [Unicode.Scalar: Int] = [
        "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2,
        "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    static let units: [Unicode.Scalar: Int] = [
        "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000,
    ]
}
