/// The number with which a line, or a sentence, of a plan begins.
struct PlanMark: Hashable {
    enum Style: Int, Hashable, CaseIterable {
        /// 第一部分, 第一章
        case part
        /// 一、
        case han
        /// （一）
        case bracketedHan
        /// 1.
        case arabic
        /// 1.1, 2.3.1
        case decimal
        /// （1）, 1）
        case bracketedArabic
        /// ①
        case circled
        /// 一是, 一要, 第一，, 其一
        case spoken
    }

    let style: Style
    let ordinal: Int
    /// The glyphs of the mark itself.
    let range: Range<Int>

    /// The mark that stands at the beginning of a line; one that fills the whole line is none.
    init?(lineAt index: Int, of text: PlanText, before end: Int) {
        let mark =
            PlanMark.part(index, text, end) ?? PlanMark.han(index, text, end) ?? PlanMark.bracketed(index, text, end)
            ?? PlanMark.decimal(index, text, end) ?? PlanMark.arabic(index, text, end) ?? PlanMark.circled(
                index, text, end)
            ?? PlanMark(sentenceAt: index, of: text, before: end)
        guard let mark, mark.range.upperBound < end else { return nil }
        self = mark
    }

    /// 一是 … at the beginning of a sentence or of a part of one.
    init?(sentenceAt index: Int, of text: PlanText, before end: Int) {
        if let number = text.number(at: index, before: end), number.isChinese, let ordinal = number.whole,
            (1...20).contains(ordinal), text.isOne(of: "是要", at: number.end)
        {
            self.init(.spoken, ordinal, index..<number.end + 1)
        } else if text.isOne(of: "第其", at: index), let number = text.number(at: index + 1, before: end),
            number.isChinese, let ordinal = number.whole, (1...20).contains(ordinal),
            text.isOne(of: "，、", at: number.end) || text.glyph(index) == "其"
        {
            let comma = text.isOne(of: "，、：", at: number.end)
            self.init(.spoken, ordinal, index..<number.end + (comma ? 1 : 0))
        } else {
            return nil
        }
        if range.upperBound >= end { return nil }
    }

    private init(_ style: Style, _ ordinal: Int, _ range: Range<Int>) {
        self.style = style
        self.ordinal = ordinal
        self.range = range
    }

    private static func part(_ index: Int, _ text: PlanText, _ end: Int) -> PlanMark? {
        guard text.glyph(index) == "第", let number = text.number(at: index + 1, before: end), let ordinal = number.whole
        else { return nil }
        for word in ["部分", "章", "篇", "板块"] as [Word] where text.starts(word, at: number.end) {
            var close = number.end + word.count
            if text.isOne(of: "：、，.", at: close) { close += 1 }
            return PlanMark(.part, ordinal, index..<close)
        }
        return nil
    }

    /// 一、 but not the beginning of 一、二年级.
    private static func han(_ index: Int, _ text: PlanText, _ end: Int) -> PlanMark? {
        guard let number = text.number(at: index, before: end), number.isChinese, let ordinal = number.whole,
            (1...99).contains(ordinal), text.glyph(index) != "两", text.isOne(of: "、.，", at: number.end)
        else { return nil }
        let after = number.end + 1
        guard let next = text.glyph(after), after < end else { return nil }
        if PlanText.numerals[next] != nil, let second = text.number(at: after, before: end),
            text.isOne(of: "、季年级学月轮批期", at: second.end)
        {
            return nil
        }
        return PlanMark(.han, ordinal, index..<after)
    }

    private static func bracketed(_ index: Int, _ text: PlanText, _ end: Int) -> PlanMark? {
        let isOpen = text.isOne(of: "（〔[", at: index)
        guard let number = text.number(at: isOpen ? index + 1 : index, before: end), let ordinal = number.whole,
            (1...99).contains(ordinal), text.isOne(of: "）〕]", at: number.end), isOpen || !number.isChinese
        else { return nil }
        var close = number.end + 1
        if text.isOne(of: "、.", at: close) { close += 1 }
        return PlanMark(number.isChinese ? .bracketedHan : .bracketedArabic, ordinal, index..<close)
    }

    /// 1.1 before words, not before a unit: 1.5万元 is a figure, 3.15 a day.
    private static func decimal(_ index: Int, _ text: PlanText, _ end: Int) -> PlanMark? {
        var place = index, ordinals: [Int] = []
        while place < end, ordinals.count < 4 {
            var value = 0, start = place
            while place < end, place - start < 2, let digit = text.glyph(place).flatMap(PlanText.digit) {
                value = value * 10 + digit
                place += 1
            }
            guard place > start, value > 0 else { return nil }
            ordinals.append(value)
            start = place
            guard text.glyph(place) == ".", text.glyph(place + 1).flatMap(PlanText.digit) != nil else { break }
            place += 1
        }
        // 1.2季度 is the first of several, in the second quarter.
        guard ordinals.count > 1, place + 1 < end, let last = ordinals.last,
            let dot = (index..<place).first(where: { text.glyph($0) == "." }),
            text.times(at: dot + 1, before: end, years: PlanYears(nil)) == nil
        else { return nil }
        if text.glyph(place) == "." || text.glyph(place) == "、" { place += 1 }
        guard let next = text.glyph(place), PlanText.digit(next) == nil, !text.isOne(of: "—至前%日月", at: place),
            PlanMeasures.all.match(text, at: place, before: end) == nil || text.gaps[place] != .none
        else { return nil }
        return PlanMark(.decimal, last, index..<place)
    }

    /// `1.`, `1、`, `1．` and `1 ` where a blank stands for the stop; not 1.5 and not 2021.3.
    private static func arabic(_ index: Int, _ text: PlanText, _ end: Int) -> PlanMark? {
        var place = index, ordinal = 0
        while place < end, place - index < 4, let digit = text.glyph(place).flatMap(PlanText.digit) {
            ordinal = ordinal * 10 + digit
            place += 1
        }
        guard place > index, (1...199).contains(ordinal), text.isOne(of: ".、", at: place), place + 1 < end,
            let next = text.glyph(place + 1)
        else { return nil }
        // 1.3月起 is the first of several, 1.3 is a number.
        guard PlanText.digit(next) == nil || text.gaps[place + 1] != .none || beginsWithTime(place + 1, text, end)
        else { return nil }
        return PlanMark(.arabic, ordinal, index..<place + 1)
    }

    private static func beginsWithTime(_ index: Int, _ text: PlanText, _ end: Int) -> Bool {
        guard let number = text.number(at: index, before: end), number.whole != nil else { return false }
        return text.isOne(of: "月年", at: number.end) || text.times(at: index, before: end, years: PlanYears(nil)) != nil
    }

    private static func circled(_ index: Int, _ text: PlanText, _ end: Int) -> PlanMark? {
        guard let glyph = text.glyph(index), index + 1 < end else { return nil }
        let ordinal: Int
        switch glyph.value {
        case 0x2460...0x2473: ordinal = Int(glyph.value) - 0x245F
        // ㈠ and ⑴, as older word processors write （一） and （1）.
        case 0x3220...0x3229: return PlanMark(.bracketedHan, Int(glyph.value) - 0x321F, index..<index + 1)
        case 0x2474...0x2487: return PlanMark(.bracketedArabic, Int(glyph.value) - 0x2473, index..<index + 1)
        // ⒈
        case 0x2488...0x249B: return PlanMark(.arabic, Int(glyph.value) - 0x2487, index..<index + 1)
        default: return nil
        }
        return PlanMark(.circled, ordinal, index..<index + 1)
    }
}
