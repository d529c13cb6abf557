extension PlanText {
    /// 每月, 每两周, 每月底前, 按季度, 一年一次: a stretch of time that comes back, and where its words end.
    func period(at index: Int, before limit: Int) -> (period: PlanTarget.Period, end: Int)? {
        guard isOne(of: "每逐按", at: index) else { return plainPeriod(at: index, before: limit) }
        var place = index + 1, count = 1
        if glyph(index) == "每", let number = number(at: place, before: limit), let whole = number.whole,
            (1...12).contains(whole)
        {
            (place, count) = (number.end, whole)
        }
        if glyph(place) == "个" { place += 1 }
        guard let unit = PlanPeriodWords.units.match(self, at: place, before: limit) else { return nil }
        if glyph(index) != "每", unit.meaning == .day || unit.meaning == .year { return nil }
        let end = unit.meaning == .month ? dayOfMonth(at: unit.end, before: limit) : unit.end
        return (PlanTarget.Period(count, unit.meaning), end)
    }

    /// 一年一次, 半年一次, 五年一轮: the words up to the second number.
    private func plainPeriod(at index: Int, before limit: Int) -> (period: PlanTarget.Period, end: Int)? {
        var place = index, count = 1
        if let number = number(at: index, before: limit), let whole = number.whole, (1...12).contains(whole),
            !number.isApproximate
        {
            (place, count) = (number.end, whole)
            if let before = glyph(index - 1), before == "第" || PlanText.digit(before) != nil { return nil }
        }
        if glyph(place) == "个" { place += 1 }
        guard let unit = PlanPeriodWords.units.match(self, at: place, before: limit), unit.meaning != .day,
            place > index || unit.meaning == .halfYear || unit.meaning == .halfMonth, isOne(of: "一1", at: unit.end),
            isOne(of: "次轮考评报查会通调个周", at: unit.end + 1)
        else { return nil }
        return (PlanTarget.Period(count, unit.meaning), unit.end)
    }

    /// 底前, 5日前, 上旬 after 每月.
    private func dayOfMonth(at index: Int, before limit: Int) -> Int {
        var end = index
        if let day = number(at: index, before: limit), isOne(of: "日号", at: day.end) {
            end = day.end + 1
        } else if let tenth = PlanTimeLexicon.tenths.match(self, at: index, before: limit),
            !isOne(of: "小考", at: tenth.end)
        {
            end = tenth.end
        }
        return end > index && glyph(end) == "前" ? end + 1 : end
    }
}

enum PlanPeriodWords {
    static let units = Lexicon<PlanTarget.Period.Unit>([
        ("学年度", .schoolYear), ("学年", .schoolYear), ("年度", .year), ("年", .year), ("学期", .term), ("季度", .quarter),
        ("季", .quarter),
        ("半年", .halfYear), ("半月", .halfMonth), ("半个月", .halfMonth), ("月", .month), ("月份", .month), ("周", .week),
        ("星期", .week),
        ("天", .day), ("日", .day), ("工作日", .day),
    ])
}
