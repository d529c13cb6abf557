extension PlanText {
    /// A time that begins at `index`: 2021年3月下旬, 9月, 一季度, 上半年, 年底, 春秋季开学; several where the words name several.
    func times(at index: Int, before limit: Int, years: PlanYears, after earlier: PlanTime? = nil)
        -> (times: [PlanTime], end: Int)?
    {
        if let dotted = dottedDay(at: index, before: limit) { return ([dotted.time], dotted.end) }
        var year: Int?, isMasked = false, place = index
        if let found = yearWord(at: index, before: limit, years: years) {
            (year, isMasked, place) = (found.year, found.isMasked, found.end)
        }
        if place > index, glyph(place - 1) == "年", let (part, end) = edgeOfYear(at: place) {
            return ([PlanTime(year: year, hasMaskedYear: isMasked, part: part)], end)
        }
        if case (var times, let end)? = inYear(at: place, before: limit, years: years) {
            for time in times.indices where times[time].year == nil {
                times[time].year = year
                times[time].hasMaskedYear = isMasked
            }
            return (times, end)
        }
        guard place > index else { return longSpan(at: index, before: limit, years: years).map { ([$0.time], $0.end) } }
        return ([PlanTime(year: year, hasMaskedYear: isMasked, part: .year)], place)
    }

    /// 2021年, 202_年, 20xx年, 今年, 明年; the end lies after 年 or 年度.
    private func yearWord(at index: Int, before limit: Int, years: PlanYears) -> (year: Int?, isMasked: Bool, end: Int)?
    {
        if let number = yearNumber(at: index, before: limit), glyph(number.end) == "年" {
            return (number.value, false, afterYear(number.end))
        }
        if let end = maskedYear(at: index, before: limit) { return (nil, true, afterYear(end)) }
        for (word, offset) in [("今年", 0), ("本年", 0), ("当年", 0), ("明年", 1), ("次年", 1), ("去年", -1), ("上年", -1)]
            as [(Word, Int)]
        where starts(word, at: index) {
            guard let first = years.first else { return (nil, true, afterYear(index + 1)) }
            return (first + offset, false, afterYear(index + 1))
        }
        return nil
    }

    /// 2023.6.30, 2023-6-30, 2023/6/30, and 3.15 where a range or 前 shows that it is a day.
    private func dottedDay(at index: Int, before limit: Int) -> (time: PlanTime, end: Int)? {
        if glyph(index + 4) != "年", let date = date(at: index, before: limit), let day = date.day {
            return (PlanTime(year: day.year, month: day.month, part: .day(day.day)), date.end)
        }
        guard let (month, day, end) = monthDotDay(at: index, before: limit) else { return nil }
        let isRange = isOne(of: "—至", at: end) && monthDotDay(at: end + 1, before: limit) != nil
        let isRangeEnd = isOne(of: "—至", at: index - 1)
        guard isRange || isRangeEnd || isOne(of: "前", at: end) else { return nil }
        return (PlanTime(month: month, part: .day(day)), end)
    }

    private func monthDotDay(at index: Int, before limit: Int) -> (month: Int, day: Int, end: Int)? {
        var place = index
        func read() -> Int? {
            var (value, count) = (0, 0)
            while place < limit, count < 2, let digit = glyph(place).flatMap(PlanText.digit) {
                value = value * 10 + digit
                place += 1
                count += 1
            }
            return count > 0 && !digit(at: place) ? value : nil
        }
        guard !digit(at: index - 1), let month = read(), (1...12).contains(month), glyph(place) == "." else {
            return nil
        }
        place += 1
        guard let day = read(), (1...31).contains(day), !isOne(of: ".%", at: place) else { return nil }
        return (month, day, place)
    }

    /// 底, 末, 初 right after 2022年.
    private func edgeOfYear(at index: Int) -> (PlanTime.Part, Int)? {
        if isOne(of: "底末", at: index) { return (.yearEnd, index + 1) }
        if isOne(of: "初", at: index), !isOne(of: "中步", at: index + 1) { return (.yearStart, index + 1) }
        if isOne(of: "内", at: index) { return (.year, index + 1) }
        return nil
    }

    private func afterYear(_ year: Int) -> Int {
        var end = year + 1
        if glyph(end) == "度" { end += 1 }
        return end
    }

    /// Where 年 of a year stands whose figures are masked.
    func maskedYear(at index: Int, before limit: Int) -> Int? {
        var place = index, digits = 0, masks = 0
        while place < limit, place - index < 5 {
            if digit(at: place) { digits += 1 } else if isOne(of: "xX_*〇", at: place) { masks += 1 } else { break }
            place += 1
        }
        guard masks > 0, glyph(place) == "年", digits > 0 || masks >= 2 else { return nil }
        return place
    }

    private func digit(at index: Int) -> Bool { glyph(index).flatMap(PlanText.digit) != nil }

    /// Months with their parts, quarters, halves, seasons.
    private func inYear(at index: Int, before limit: Int, years: PlanYears) -> ([PlanTime], Int)? {
        if let found = PlanTimeLexicon.fixed.match(self, at: index, before: limit) {
            return (found.meaning, found.end)
        }
        if let (numbers, end) = quarters(at: index, before: limit) {
            return (numbers.map { PlanTime(part: .quarter($0)) }, end)
        }
        guard let month = number(at: index, before: limit), let value = month.whole, (0...99).contains(value) else {
            return nil
        }
        if glyph(month.end) != "月" {
            guard (1...12).contains(value), !month.isApproximate, sharesMonth(after: month.end, before: limit) else {
                return nil
            }
            return ([PlanTime(month: value, part: .month)], month.end)
        }
        if let before = glyph(index - 1), PlanText.digit(before) != nil || before == "." && digit(at: index - 3) {
            return nil
        }
        var end = month.end + 1
        if glyph(end) == "份" { end += 1 }
        if let day = number(at: end, before: limit), let value = day.whole, isOne(of: "日号", at: day.end),
            glyph(end) != "份"
        {
            return ([PlanTime(month: month.whole, part: .day(value))], day.end + 1)
        }
        if let tenth = PlanTimeLexicon.tenths.match(self, at: end, before: limit),
            !(starts("中", at: end) && isOne(of: "小考国央", at: end + 1))
        {
            return (tenth.meaning.map { PlanTime(month: value, part: .tenth($0)) }, tenth.end)
        }
        return ([PlanTime(month: value, part: .month)], end)
    }

    /// Whether a number is one of several months that share one 月: 3、9月, 3—6月.
    private func sharesMonth(after end: Int, before limit: Int) -> Bool {
        var place = end
        for _ in 0..<12 {
            guard isOne(of: "、—至到和", at: place), let next = number(at: place + 1, before: limit),
                let value = next.whole,
                (1...12).contains(value)
            else { return false }
            if glyph(next.end) == "月" { return true }
            place = next.end
        }
        return false
    }

    /// 一季度, 第二季度, 一、二季度.
    private func quarters(at index: Int, before limit: Int) -> ([Int], Int)? {
        var place = index, numbers: [Int] = []
        while place < limit, numbers.count < 4 {
            if glyph(place) == "第" { place += 1 }
            guard let glyph = glyph(place), let value = PlanText.numerals[glyph] ?? PlanText.digit(glyph),
                (1...4).contains(value)
            else { return nil }
            numbers.append(value)
            place += 1
            if starts("季度", at: place) { return (numbers, place + 2) }
            if isOne(of: "、和至—到", at: place) { place += 1 } else { return nil }
        }
        return nil
    }

    /// 未来2—3年, 今后三年, 三年内, 十四五期间.
    private func longSpan(at index: Int, before limit: Int, years: PlanYears) -> (time: PlanTime, end: Int)? {
        if let plan = fiveYearPlan(at: index, before: limit) { return plan }
        var place = index
        let isAhead = isOne(of: "未今", at: index) && (starts("未来", at: index) || starts("今后", at: index))
        if isAhead { place += 2 }
        guard var number = number(at: place, before: limit), var count = number.whole, (2...10).contains(count) else {
            return nil
        }
        if isOne(of: "—至到", at: number.end), let upper = self.number(at: number.end + 1, before: limit),
            let most = upper.whole, (count...10).contains(most)
        {
            (number, count) = (upper, most)
        }
        guard glyph(number.end) == "年" else { return nil }
        var end = number.end + 1
        if isOne(of: "内", at: end) || starts("时间", at: end) {
            end += glyph(end) == "内" ? 1 : 2
        } else if !isAhead {
            return nil
        }
        guard let first = years.first else { return (PlanTime(hasMaskedYear: true, part: .year), end) }
        return (PlanTime(part: .span(years: first...(first + count - 1))), end)
    }

    /// “十四五”期间: the thirteenth five-year plan began in 2016.
    private func fiveYearPlan(at index: Int, before limit: Int) -> (time: PlanTime, end: Int)? {
        var place = index
        if isOne(of: "“\"", at: place) { place += 1 }
        guard starts("十", at: place), let figure = glyph(place + 1).flatMap({ PlanText.numerals[$0] }),
            starts("五", at: place + 2)
        else { return nil }
        place += 3
        if isOne(of: "”\"", at: place) { place += 1 }
        guard starts("期间", at: place) || starts("时期", at: place) else { return nil }
        let start = 2016 + (figure - 3) * 5
        return (PlanTime(part: .span(years: start...(start + 4))), place + 2)
    }
}

extension PlanText {
    /// Whether a run of glyphs names a month, a quarter or a half of the year and nothing else.
    func isCalendarHeading(_ range: Range<Int>) -> Bool {
        guard let times = times(at: range.lowerBound, before: range.upperBound, years: PlanYears(nil)),
            times.times.contains(where: { $0.part != .year })
        else { return false }
        var end = times.end
        while end < range.upperBound, isOne(of: "份、—至", at: end) {
            end = self.times(at: end + 1, before: range.upperBound, years: PlanYears(nil))?.end ?? end + 1
        }
        while end < range.upperBound, isOne(of: "工作安排重点任务事项主要：（）", at: end) { end += 1 }
        return end == range.upperBound
    }
}

/// Times that are words of their own.
enum PlanTimeLexicon {
    static let tenths = Lexicon<[Int]>([
        ("上旬", [1]), ("中旬", [2]), ("下旬", [3]), ("初", [1]), ("中", [2]), ("底", [3]), ("末", [3]), ("上中旬", [1, 2]),
        ("中下旬", [2, 3]), ("上、中旬", [1, 2]), ("中、下旬", [2, 3]), ("上半月", [1]), ("下半月", [3]),
    ])

    static let fixed = Lexicon<[PlanTime]>(
        [
            ("上半年", [.half(1)]), ("下半年", [.half(2)]), ("年初", [.yearStart]), ("年中", [.yearMiddle]), ("年底", [.yearEnd]),
            ("年末", [.yearEnd]), ("岁末", [.yearEnd]), ("全年", [.year]), ("年内", [.year]),
            ("春季开学", [.season(.springOpening)]),
            ("春季学期开学", [.season(.springOpening)]), ("秋季学期开学", [.season(.autumnOpening)]),
            ("秋季开学", [.season(.autumnOpening)]), ("春秋季开学", [.season(.springOpening), .season(.autumnOpening)]),
            ("春秋两季开学", [.season(.springOpening), .season(.autumnOpening)]),
            ("春、秋季开学", [.season(.springOpening), .season(.autumnOpening)]),
            ("春季、秋季开学", [.season(.springOpening), .season(.autumnOpening)]),
            ("春季和秋季开学", [.season(.springOpening), .season(.autumnOpening)]),
            ("春秋学期开学", [.season(.springOpening), .season(.autumnOpening)]),
            ("春季学期", [.season(.springTerm)]), ("秋季学期", [.season(.autumnTerm)]),
            ("春秋季学期", [.season(.springTerm), .season(.autumnTerm)]),
            ("第一学期", [.season(.autumnTerm)]), ("第二学期", [.season(.springTerm)]), ("寒假", [.season(.winterHoliday)]),
            ("暑假", [.season(.summerHoliday)]), ("暑期", [.season(.summerHoliday)]),
            ("寒暑假", [.season(.winterHoliday), .season(.summerHoliday)]),
        ].map { text, parts in (text, parts.map { PlanTime(part: $0) }) })
}
