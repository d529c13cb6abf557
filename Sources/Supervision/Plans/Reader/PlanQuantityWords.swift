/// The words around a figure: what it counts, how it compares, in which time it comes back.
struct PlanQuantityWords {
    private let text: PlanText
    private let range: Range<Int>

    init(_ text: PlanText, _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    func complete(_ figure: inout PlanQuantity) {
        figure.unit = PlanMeasures.plain(figure.unit)
        var clause = clause(around: figure.core)
        compare(&figure, clause)
        let period = period(in: clause.lowerBound..<figure.core.lowerBound)
        figure.period = period?.period
        if let period { clause = period.end..<clause.upperBound }
        figure.isChange = isChange(figure, clause)
        let of = figure.unit == "%" ? share(figure, clause) : counted(figure, clause)
        figure.of = text.folded(of)
        let lower = [figure.range.lowerBound, period?.from, of.isEmpty ? nil : of.lowerBound].compactMap(\.self).min()
        figure.range = (lower ?? figure.core.lowerBound)..<max(of.upperBound, figure.core.upperBound)
    }

    /// From one comma or stop to the next.
    func clause(around core: Range<Int>) -> Range<Int> {
        var (lower, upper) = (core.lowerBound, core.upperBound)
        while lower > range.lowerBound,
            !text.isOne(of: "，。；：！？、（", at: lower - 1)
                || text.isOne(of: "、", at: lower - 1) && core.lowerBound - lower < 2
        { lower -= 1 }
        while upper < range.upperBound, !text.isOne(of: "，。；：！？、）", at: upper) { upper += 1 }
        return lower..<upper
    }

    // MARK: Comparison

    private static let before: [(Word, PlanTarget.Comparison)] = [
        ("不低于", .atLeast), ("不少于", .atLeast), ("不得少于", .atLeast), ("不得低于", .atLeast), ("不小于", .atLeast),
        ("不下于", .atLeast),
        ("至少", .atLeast), ("最少", .atLeast), ("达到", .atLeast), ("达", .atLeast), ("超过", .atLeast), ("高于", .atLeast),
        ("大于", .atLeast),
        ("多于", .atLeast), ("突破", .atLeast), ("提高到", .atLeast), ("提升到", .atLeast), ("提升至", .atLeast), ("提高至", .atLeast),
        ("不超过", .atMost), ("不得超过", .atMost), ("不高于", .atMost), ("不多于", .atMost), ("不得高于", .atMost), ("不得多于", .atMost),
        ("最多", .atMost), ("至多", .atMost), ("低于", .atMost), ("少于", .atMost), ("小于", .atMost), ("控制在", .atMost),
        ("降到", .atMost),
        ("降至", .atMost), ("≥", .atLeast), ("≤", .atMost), ("＞", .atLeast),
    ]

    private func compare(_ figure: inout PlanQuantity, _ clause: Range<Int>) {
        let lower = figure.core.lowerBound
        let found = PlanQuantityWords.before.filter {
            text.starts($0.0, at: lower - $0.0.count) && lower - $0.0.count >= range.lowerBound
        }
        .max { $0.0.count < $1.0.count }
        if let found {
            figure.comparison = found.1
            figure.range = lower - found.0.count..<figure.range.upperBound
        } else if let far = comparison(in: clause.lowerBound..<lower) {
            figure.comparison = far
        }
        let upper = figure.core.upperBound
        if text.starts("以上", at: upper) || text.starts("及以上", at: upper) { figure.comparison = .atLeast }
        if text.starts("以内", at: upper) || text.starts("以下", at: upper) || text.starts("之内", at: upper)
            || text.isOne(of: "内", at: upper) && PlanMeasures.durations.contains(figure.unit)
        {
            figure.comparison = .atMost
        }
    }

    /// 至少到校督导1次, 不低于符合条件教师总数的10%: a comparison with words between it and its figure, but no other figure.
    private func comparison(in range: Range<Int>) -> PlanTarget.Comparison? {
        for index in range.suffix(16).reversed() {
            if text.number(at: index, before: range.upperBound)?.isChinese == false { return nil }
            for (word, comparison) in PlanQuantityWords.before.prefix(7)
                + PlanQuantityWords.before.filter({ $0.1 == .atMost && $0.0.count > 2 })
            where text.starts(word, at: index) && index + word.count <= range.upperBound { return comparison }
        }
        return nil
    }

    private func period(in range: Range<Int>) -> (period: PlanTarget.Period, from: Int, end: Int)? {
        for index in range.reversed() {
            if let (period, end) = text.period(at: index, before: range.upperBound), end <= range.upperBound {
                return (period, index, end)
            }
        }
        return nil
    }

    private static let moves: [Word] = ["提高", "提升", "增长", "增加", "上升", "下降", "降低", "减少", "回落", "上涨", "压减", "增幅", "降幅"]

    private func isChange(_ figure: PlanQuantity, _ clause: Range<Int>) -> Bool {
        if figure.unit == "百分点" { return true }
        var lower = figure.core.lowerBound
        if text.isOne(of: "了", at: lower - 1) { lower -= 1 }
        guard PlanQuantityWords.moves.contains(where: { text.starts($0, at: lower - $0.count) }) else { return false }
        return figure.unit == "%" || PlanComparisons.earlier(text, in: clause.lowerBound..<lower) != nil
    }

    // MARK: What is counted

    private static let heads: [Word] = [
        "比例", "占比", "比重", "覆盖率", "满意度", "认可度", "达标率", "合格率", "完成率", "巩固率", "入园率", "入学率", "毛入园率", "整改率", "办结率", "参与率",
        "优良率", "普及率", "持证率", "率", "度", "面", "额度", "指标", "经费", "标准",
    ]

    /// What a percentage is of: the words before it that end with 比例, 率, 度; else those after it.
    private func share(_ figure: PlanQuantity, _ clause: Range<Int>) -> Range<Int> {
        var lower = figure.range.lowerBound
        while lower > clause.lowerBound, text.isOne(of: "达到为是要已均都应须将能可至了在超占", at: lower - 1) { lower -= 1 }
        for head in PlanQuantityWords.heads
        where text.starts(head, at: lower - head.count) && lower - head.count >= clause.lowerBound {
            return phrase(before: lower, from: clause.lowerBound)
        }
        if text.starts("的", at: figure.core.upperBound) || text.starts("以上的", at: figure.core.upperBound) {
            let from = figure.core.upperBound + (text.starts("的", at: figure.core.upperBound) ? 1 : 3)
            return noun(after: from, before: range.upperBound)
        }
        let last = clause.lowerBound..<lower
        guard
            let head = last.reversed().first(where: { place in
                PlanQuantityWords.heads.prefix(17).contains { text.starts($0, at: place) && place + $0.count <= lower }
            }), let word = PlanQuantityWords.heads.prefix(17).first(where: { text.starts($0, at: head) })
        else { return phrase(before: lower, from: clause.lowerBound) }
        return phrase(before: head + word.count, from: clause.lowerBound)
    }

    private func counted(_ figure: PlanQuantity, _ clause: Range<Int>) -> Range<Int> {
        if figure.isChange { return phrase(before: figure.range.lowerBound, from: clause.lowerBound) }
        let times: Set<String> = ["次", "场", "场次", "轮", "学时", "课时", "小时", "期", "天", "人次"]
        let after = noun(after: figure.core.upperBound, before: range.upperBound)
        if !after.isEmpty,
            !times.contains(figure.unit)
                || PlanNouns.all.match(text, at: after.lowerBound, before: after.upperBound) != nil
        {
            return after
        }
        let before = phrase(before: figure.range.lowerBound, from: clause.lowerBound)
        return before.isEmpty ? after : before
    }

    /// The name of things right after a figure: 幼儿园 of 40所幼儿园办园行为督导评估.
    private func noun(after index: Int, before limit: Int) -> Range<Int> {
        // 已完成75所的基础上 names nothing.
        guard !text.starts("的基础", at: index), !text.starts("基础", at: index) else { return index..<index }
        var start = index
        while start < limit, text.isOne(of: "的余多", at: start) { start += 1 }
        if let word = PlanNouns.all.match(text, at: start, before: limit) { return start..<word.end }
        var end = start
        while end < limit, end - start < 14, !text.isOne(of: "“”\"《（", at: end),
            PlanNouns.stops.match(text, at: end, before: limit) == nil,
            text.number(at: end, before: limit) == nil || text.isOne(of: "一二三", at: end)
        {
            if let word = PlanNouns.all.match(text, at: end, before: limit) { return start..<word.end }
            end += 1
        }
        guard end == start, text.isOne(of: "与和对在", at: start) else { return start..<end }
        // 2所与费县结对学校: the name holds a small word.
        for place in start..<max(start, min(limit, start + 12)) {
            if let word = PlanNouns.all.match(text, at: place, before: limit), word.end - place > 1,
                word.end > start + 3
            {
                return start..<word.end
            }
        }
        return start..<start
    }

    /// The words right before a figure, back to a verb or the beginning of its clause.
    private func phrase(before index: Int, from limit: Int) -> Range<Int> {
        var end = index
        while let word = PlanQuantityWords.fillers.filter({
            text.starts($0, at: end - $0.count) && end - $0.count >= limit
        }).max(by: { $0.count < $1.count }), !PlanNouns.isWhole(text, at: end - word.count) { end -= word.count }
        var start = end
        while start > limit, end - start < 20, !text.isOne(of: "“”\"》），。；：、", at: start - 1) {
            if PlanNouns.endsStop(text, at: start, from: limit) || PlanText.digit(text.glyphs[start - 1]) != nil {
                break
            }
            start -= 1
        }
        return start..<end
    }

    /// Words between what is counted and its figure: 受访人员总计32642人.
    private static let fillers: [Word] = [
        "总计", "累计", "合计", "共计", "一共", "总数", "总人数", "共有", "达到", "均达", "已达", "的", "共", "达", "到", "为", "是", "约", "近", "有",
        "至", "了", "由", "从", "减少到", "增加到", "下降到", "压减到", "提高到", "提升到", "降至", "增至", "减至", "增加至", "减少至", "提升至", "提高至",
        "只有", "仅有", "仅", "只",
        "稳定在", "保持在", "已", "均", "各", "控制在", "不足",
    ]

    /// Whose coverage is spoken of: 义务教育学校督导 of 实现对义务教育学校督导全覆盖.
    func covered(before index: Int) -> Range<Int> {
        phrase(before: index, from: clause(around: index..<index + 3).lowerBound)
    }

    // MARK: Announcements

    private static let abstract: [Word] = [
        "方面", "环节", "层面", "维度", "步骤", "要求", "原则", "工作", "任务", "措施", "制度", "机制", "行动", "工程", "重点", "阶段", "体系", "目标",
        "转变",
        "统筹", "结合", "到位", "举措", "内容", "模块", "板块", "关键", "突破", "问题", "抓手", "着力点", "关系", "关",
    ]

    /// 五个方面, 三项工作: how many things are told, not how many are done.
    func announces(_ figure: PlanQuantity) -> Bool {
        if PlanMeasures.durations.contains(figure.unit), figure.comparison == .equal, figure.period == nil {
            return true
        }
        guard ["个", "项", "类", "种", "条", "点", "组", "套"].contains(figure.unit) else { return false }
        let place = figure.core.upperBound
        for skipped in 0...4 where PlanQuantityWords.abstract.contains(where: { text.starts($0, at: place + skipped) })
        {
            if skipped == 0 { return true }
            return figure.isChinese || text.starts("方面", at: place + skipped)
        }
        return false
    }
}
