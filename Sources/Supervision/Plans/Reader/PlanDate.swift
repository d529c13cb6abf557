extension PlanText {
    /// A whole day with its year at `index`: 2021年3月8日, 二〇二一年三月八日, 2021-3-8, 2021.3.8.
    ///
    /// `day` is nil where there is no such day.
    func date(at index: Int, before limit: Int) -> (day: Day?, end: Int)? {
        guard let year = yearNumber(at: index, before: limit) else { return nil }
        let mark = glyph(year.end)
        if mark == "年", let month = number(at: year.end + 1, before: limit), glyph(month.end) == "月",
            let day = number(at: month.end + 1, before: limit), isOne(of: "日号", at: day.end)
        {
            return (Day(year: year.value, month: month.whole ?? 0, day: day.whole ?? 0), day.end + 1)
        }
        guard let mark, mark == "—" || mark == "/" || mark == ".", let month = shortNumber(at: year.end + 1, limit),
            glyph(month.end) == mark, let day = shortNumber(at: month.end + 1, limit)
        else { return nil }
        return (Day(year: year.value, month: month.value, day: day.value), day.end)
    }

    /// 2021 or 二〇二一: four figures of a year from 1900 to 2199.
    func yearNumber(at index: Int, before limit: Int) -> (value: Int, end: Int)? {
        guard index + 4 <= limit else { return nil }
        var value = 0
        for place in index..<index + 4 {
            guard let figure = PlanText.digit(glyphs[place]) ?? PlanText.numerals[glyphs[place]] else { return nil }
            value = value * 10 + figure
        }
        guard (1900...2199).contains(value) else { return nil }
        if let before = glyph(index - 1), PlanText.digit(before) != nil { return nil }
        if let after = glyph(index + 4), PlanText.digit(after) != nil { return nil }
        return (value, index + 4)
    }

    private func shortNumber(at index: Int, _ limit: Int) -> (value: Int, end: Int)? {
        var value = 0, place = index
        while place < limit, place - index < 2, let digit = PlanText.digit(glyphs[place]) {
            value = value * 10 + digit
            place += 1
        }
        return place > index ? (value, place) : nil
    }
}
