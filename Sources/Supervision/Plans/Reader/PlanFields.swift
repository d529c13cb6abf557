/// Reads what one item says: when, how much, whom, by whom.
struct PlanFields {
    let text: PlanText
    let years: PlanYears

    struct Result {
        var windows: [PlanWindow] = []
        var targets: [PlanTarget] = []
        var flags: [PlanReading.Flag] = []
    }

    /// `dated` says that the work's time stands elsewhere, so that 春季开学 in its words is what is looked at; `staged` says that several times in the words are stages of one work, each with what is done then.
    func read(_ range: Range<Int>, staged: Bool = true, dated: Bool = false) -> Result {
        var result = Result()
        let quotes = names(in: range)
        let times = PlanWindows(text, in: range, years: years, skipping: { quotes[$0] }).found
        for (place, time) in times.enumerated()
        where !time.isReference && !isTold(time, range) && !isObject(place, times) && !(dated && time.isOpening) {
            if let flag = flag(time) { result.flags.append(flag) }
            let isKnown = result.windows.contains {
                $0.start == time.window.start && $0.end == time.window.end && $0.recurrence == time.window.recurrence
                    && (time.window.end != nil || $0.text == time.window.text)
            }
            if !isKnown { result.windows.append(time.window) }
        }
        if staged { result.windows = PlanStages(text, range).named(result.windows) }
        result.targets = targets(range, quotes, times)
        return result
    }

    /// 《…》 by where it begins: names of papers hold no figures and no times.
    func names(in range: Range<Int>) -> [Int: Int] {
        var names: [Int: Int] = [:]
        var index = range.lowerBound
        while index < range.upperBound {
            if text.isOne(of: "《", at: index),
                let close = (index..<min(range.upperBound, index + 80)).first(where: { text.isOne(of: "》", at: $0) })
            {
                names[index] = close + 1
                index = close + 1
            } else {
                index += 1
            }
        }
        return names
    }

    /// A time that tells of the past, or of what something is from: no window.
    private func isTold(_ time: PlanTimeFound, _ range: Range<Int>) -> Bool {
        if years.isPast(time.window.end ?? time.window.start) { return true }
        // 2020—2021学年度 names what is assessed.
        if text.starts("学年", at: time.range.upperBound) || text.starts("年级", at: time.range.upperBound) { return true }
        if time.range.count >= 5, time.window.start == time.window.end,
            text.starts("印发", at: time.range.upperBound)
                || text.isOne(of: "）", at: time.range.upperBound) && text.isOne(of: "号", at: time.range.upperBound)
        {
            return true
        }
        return false
    }

    /// 3月开展春季开学督导: the opening of the term is what is looked at, the month before it is when.
    private func isObject(_ place: Int, _ times: [PlanTimeFound]) -> Bool {
        guard times[place].isOpening else { return false }
        if isDatedBehind(place, times) { return true }
        guard place > 0 else { return false }
        let before = times[place - 1]
        guard !before.isReference, before.range.upperBound <= times[place].range.lowerBound else { return false }
        return !(before.range.upperBound..<times[place].range.lowerBound).contains { text.isOne(of: "，。；：", at: $0) }
    }

    /// The time stands in brackets behind it: 春季、秋季开学专项督导（2月、9月）.
    private func isDatedBehind(_ place: Int, _ times: [PlanTimeFound]) -> Bool {
        guard
            let next = times[place...].first(where: {
                $0.range.lowerBound >= times[place].range.upperBound && !$0.isReference
            })
        else { return false }
        let between = times[place].range.upperBound..<next.range.lowerBound
        return between.count < 20 && text.isOne(of: "（", at: next.range.lowerBound - 1)
            && !between.contains { text.isOne(of: "，。；", at: $0) }
    }

    private func flag(_ time: PlanTimeFound) -> PlanReading.Flag? {
        switch time.failure {
        case .noSuchDay: .init(.noSuchDay, "“\(time.window.text)”不是一个存在的日期。", time.window.span)
        default: nil
        }
    }

    private func targets(_ range: Range<Int>, _ quotes: [Int: Int], _ times: [PlanTimeFound]) -> [PlanTarget] {
        let taken = taken(quotes, times)
        var targets: [PlanTarget] = []
        var lender = PlanLender()
        var start = range.lowerBound
        while start < range.upperBound {
            let end = text.sentenceEnd(from: start, before: range.upperBound)
            let sentence = start..<end
            let figures = PlanQuantities(text, in: sentence, taken: { taken[$0] }).found
            for figure in lender.lend(figures, in: sentence, text)
            where !(figure.isChange && figure.value == nil) {
                targets.append(target(figure, sentence))
            }
            start = end
        }
        return targets
    }

    /// What holds no figures of its own, by where it begins.
    func taken(_ quotes: [Int: Int], _ times: [PlanTimeFound]) -> [Int: Int] {
        var taken = quotes
        for time in times where time.window.recurrence == nil || !time.range.isEmpty {
            taken[time.range.lowerBound] = max(taken[time.range.lowerBound] ?? 0, time.range.upperBound)
        }
        return taken
    }

    private func target(_ figure: PlanQuantity, _ sentence: Range<Int>) -> PlanTarget {
        let force = PlanForce.of(figure, in: sentence, text, years: years)
        let range = figure.range
        return PlanTarget(
            quantity: figure.value, comparison: figure.comparison, force: force, unit: figure.unit, of: figure.of,
            period: figure.period, text: text.words(range), span: text.span(range),
            confidence: figure.of.isEmpty ? 70 : figure.confidence)
    }
}
