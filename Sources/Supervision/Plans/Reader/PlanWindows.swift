/// A time expression where it stands, with the days it means.
struct PlanTimeFound {
    var window: PlanWindow
    let range: Range<Int>
    /// Days that do not exist are said, not guessed.
    var failure: PlanTime.Failure?
    /// Whether it is only a year or a reference to one, which plans nothing by itself.
    var isReference = false
    /// Whether it is the opening of a term, which may be what is looked at instead of when.
    var isOpening = false
}

/// Finds when something is to be done: points, lists and ranges of them, deadlines, and what comes back.
struct PlanWindows {
    private let text: PlanText
    private let years: PlanYears
    private(set) var found: [PlanTimeFound] = []

    init(_ text: PlanText, in range: Range<Int>, years: PlanYears, skipping: (Int) -> Int?) {
        self.text = text
        self.years = years
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = skipping(index) {
                index = max(end, index + 1)
            } else if let end = recurrence(index, range.upperBound) ?? dated(index, range.upperBound) {
                index = max(end, index + 1)
            } else {
                index += 1
            }
        }
    }

    // MARK: What comes back

    /// 每月, 每学期, 每两周, 每年3月、9月, 每月5日前, 一年一次, 按季度.
    private mutating func recurrence(_ index: Int, _ limit: Int) -> Int? {
        guard let (period, end) = text.period(at: index, before: limit) else { return nil }
        if period.count > 1, period.unit == .year { return end }
        var windows: [PlanTimeFound] = []
        var place = end
        if period.unit == .year, let times = text.times(at: end, before: limit, years: years),
            times.times.contains(where: { $0.part != .year })
        {
            place = datedRun(end, limit, times) ?? end
            windows = found.suffix(lastCount)
            found.removeLast(lastCount)
        }
        guard windows.isEmpty else {
            for var one in windows {
                one.window.recurrence = period
                one.window.text = text.words(index..<place)
                one.window.span = text.span(index..<place)
                found.append(one)
            }
            return place
        }
        let whole = years.whole
        if let times = text.number(at: place, before: limit), text.isOne(of: "次轮", at: times.end) {
            place = times.end + 1
        }
        found.append(
            PlanTimeFound(
                window: PlanWindow(
                    start: whole?.start, end: whole?.end, recurrence: period, text: text.words(index..<place),
                    span: text.span(index..<place), confidence: 90),
                range: index..<end, failure: whole == nil ? .yearUnknown : nil))
        return end
    }

    // MARK: Dated

    private var lastCount = 0

    private mutating func dated(_ index: Int, _ limit: Int) -> Int? {
        guard let first = text.times(at: index, before: limit, years: years) else { return nil }
        return datedRun(index, limit, first)
    }

    /// A first time and what it is joined to: 3月—6月底, 3月、9月, 6月底前, 3月起.
    private mutating func datedRun(_ index: Int, _ limit: Int, _ first: (times: [PlanTime], end: Int)) -> Int? {
        var groups: [(from: PlanTime, to: PlanTime?, range: Range<Int>)] = first.times.map {
            ($0, nil, index..<first.end)
        }
        var end = first.end
        var previous = first.times.last
        while let next = joined(end, limit, previous) {
            if next.isRange, var last = groups.popLast() {
                last.to = next.times.last
                last.range = last.range.lowerBound..<next.end
                groups.append(last)
            } else {
                groups += next.times.map { ($0, nil, next.start..<next.end) }
            }
            previous = next.times.last
            end = next.end
        }
        // 9月、10月底: a shorthand month before the first one, such as 3、9月.
        var (deadline, close) = deadlineEnd(index, end, limit)
        if deadline == .none, groups.count == 1, groups[0].to == nil, groups[0].from.part == .yearEnd,
            isDemanded(index, end)
        {
            deadline = .until
        }
        let before = found.count
        for (place, group) in groups.enumerated() {
            let isLast = place == groups.count - 1 || groups[place].range == groups[groups.count - 1].range
            add(group, deadline: deadline, words: group.range.lowerBound..<(isLast ? close : group.range.upperBound))
        }
        lastCount = found.count - before
        return close
    }

    private func joined(_ end: Int, _ limit: Int, _ previous: PlanTime?)
        -> (times: [PlanTime], start: Int, end: Int, isRange: Bool)?
    {
        guard end + 1 < limit, let previous else { return nil }
        let isRange = text.isOne(of: "—至到", at: end)
        guard isRange || text.isOne(of: "、和及与", at: end) else { return nil }
        var start = end + 1
        while text.isOne(of: "—", at: start) { start += 1 }
        if let next = text.times(at: start, before: limit, years: years),
            next.times.allSatisfy({ $0.part != .year || isRange })
        {
            return (next.times.map { inheriting($0, previous) }, start, next.end, isRange)
        }
        // 3月5日—10日: only the day is said again.
        if case .day = previous.part, let day = text.number(at: start, before: limit), let value = day.whole,
            text.isOne(of: "日号", at: day.end)
        {
            return (
                [PlanTime(year: previous.year, month: previous.month, part: .day(value))], start, day.end + 1, isRange
            )
        }
        if case .tenth = previous.part, let tenth = PlanTimeLexicon.tenths.match(text, at: start, before: limit),
            tenth.end - start > 1
        {
            return (
                tenth.meaning.map { PlanTime(year: previous.year, month: previous.month, part: .tenth($0)) }, start,
                tenth.end, isRange
            )
        }
        return nil
    }

    private func inheriting(_ time: PlanTime, _ previous: PlanTime) -> PlanTime {
        var time = time
        if time.year == nil, !time.hasMaskedYear {
            time.year = previous.year
            time.hasMaskedYear = previous.hasMaskedYear
        }
        return time
    }

    /// 确保2023年底完成, 年底实现: the end of the year is the last day for it, not the time of it.
    private func isDemanded(_ index: Int, _ end: Int) -> Bool {
        text.isOne(of: "完实基全顺达形建力", at: end) || text.isOne(of: "，", at: end)
            || (["确保", "力争", "争取"] as [Word]).contains { text.starts($0, at: index - 2) }
    }

    enum Edge { case none, until, before, from }

    /// 前, 之前, 底前, 止, 起 right after a time, or 到, 截至, 自 before it.
    private func deadlineEnd(_ index: Int, _ end: Int, _ limit: Int) -> (Edge, Int) {
        for (word, edge) in [
            ("之前", .before), ("以前", .before), ("前", .before), ("止", .until), ("为止", .until), ("起", .from),
            ("开始", .from), ("以来", .none),
        ] as [(Word, Edge)]
        where text.starts(word, at: end) && end + word.count <= limit
            && !text.isOne(of: "往期后景三两提", at: end + word.count)
        {
            return (edge, end + word.count)
        }
        if index > 0, text.isOne(of: "到至", at: index - 1) { return (.until, end) }
        if index > 0, text.isOne(of: "自从", at: index - 1) { return (.from, end) }
        if text.starts("截止", at: index - 2) { return (.until, end) }
        return (.none, end)
    }

    private mutating func add(
        _ group: (from: PlanTime, to: PlanTime?, range: Range<Int>), deadline: Edge, words range: Range<Int>
    ) {
        let from = group.from.days(in: years)
        var to = (group.to ?? group.from).days(in: years)
        // 9月—次年1月 is written without the year.
        if let upper = group.to, upper.year == nil || upper.year == group.from.year, case .success(let start) = from,
            case .success(let end) = to, end.end < start.start
        {
            var later = upper
            later.year = start.start.year + 1
            to = later.days(in: years)
        }
        let failure = [from, to].compactMap { result -> PlanTime.Failure? in
            if case .failure(let failure) = result { failure } else { nil }
        }.first
        var window = PlanWindow(start: nil, end: nil, text: text.words(range), span: text.span(range))
        if case .success(let days) = from, failure == nil { window.start = days.start }
        if case .success(let days) = to, failure == nil { window.end = days.end }
        bound(&window, group, deadline)
        let isYear = group.from.part == .year && (group.to.map { $0.part == .year } ?? true)
        let isWords = text.starts("全年", at: range.lowerBound) || text.starts("年内", at: range.upperBound - 2)
        var one = PlanTimeFound(window: window, range: range, failure: failure)
        // In a plan over several years each of them is a time of its own.
        one.isReference = isYear && deadline == .none && !isWords && !isPlanned(group.from)
        one.isOpening = group.from.part == .season(.springOpening) || group.from.part == .season(.autumnOpening)
        found.append(one)
    }

    private func isPlanned(_ time: PlanTime) -> Bool {
        guard let first = years.first, let last = years.last, last > first, let year = time.year else { return false }
        return (first...last).contains(year)
    }

    private func bound(
        _ window: inout PlanWindow, _ group: (from: PlanTime, to: PlanTime?, range: Range<Int>), _ edge: Edge
    ) {
        switch edge {
        case .none: break
        case .until: if group.to == nil { window.start = nil }
        case .before:
            guard group.to == nil else { break }
            // 6月前 ends with May; 6月底前 and 6月30日前 hold their last day.
            switch group.from.part {
            case .month, .season:
                window.end = window.start?.adding(days: -1)
                window.confidence = 75
            default: break
            }
            window.start = nil
        case .from: if group.to == nil { window.end = nil }
        }
    }
}
