/// Names the stages of an item whose words give several times: 3月下旬: 第一轮视导, 自查阶段（4月）.
struct PlanStages {
    private let text: PlanText
    private let range: Range<Int>

    init(_ text: PlanText, _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    func named(_ windows: [PlanWindow]) -> [PlanWindow] {
        windows.map { window in
            var window = window
            let place = text.glyphs(in: window.span)
            if let label = after(place, windows) ?? bracketed(place)
                ?? (windows.count > 1 ? following(place, windows, window) : nil)
            {
                window.stage = text.words(label)
            }
            return window
        }
    }

    /// Behind a colon: 3月下旬: 第一轮视导.
    private func after(_ place: Range<Int>, _ windows: [PlanWindow]) -> Range<Int>? {
        guard text.isOne(of: "：", at: place.upperBound) else { return nil }
        return words(from: place.upperBound + 1, windows, limit: 30)
    }

    /// Before brackets: 自查阶段（4月）.
    private func bracketed(_ place: Range<Int>) -> Range<Int>? {
        guard text.isOne(of: "（", at: place.lowerBound - 1), text.isOne(of: "）", at: place.upperBound) else {
            return nil
        }
        var start = place.lowerBound - 1
        while start > range.lowerBound, place.lowerBound - start < 17,
            !text.isOne(of: "，。；：、（）1234567890.", at: start - 1)
        { start -= 1 }
        let label = start..<place.lowerBound - 1
        return label.count >= 2 && label.count < 16 ? label : nil
    }

    /// 3月下旬完成第一轮视导，5月中旬开展第二轮视导: only where there are several.
    private func following(_ place: Range<Int>, _ windows: [PlanWindow], _ window: PlanWindow) -> Range<Int>? {
        guard window.recurrence == nil, window.end != nil, Set(windows.map(\.span)).count > 1 else { return nil }
        // 6月中旬、12月上旬分别检查: both have what follows the last.
        if text.isOne(of: "、和及", at: place.upperBound),
            let next = windows.map({ text.glyphs(in: $0.span) }).first(where: { $0.lowerBound == place.upperBound + 1 })
        {
            return following(next, windows, window)
        }
        guard let label = words(from: place.upperBound, windows, limit: 24), label.count >= 3,
            !text.isOne(of: "的、和及", at: label.lowerBound)
        else { return nil }
        return label
    }

    private func words(from start: Int, _ windows: [PlanWindow], limit: Int) -> Range<Int>? {
        let next = windows.map { text.glyphs(in: $0.span).lowerBound }.filter { $0 >= start }.min() ?? range.upperBound
        var end = start
        while end < min(next, range.upperBound), end - start < limit, !text.isOne(of: "，。；", at: end),
            end == start || text.gaps[end] < .line
        { end += 1 }
        let label = text.trimmed(start..<end)
        return label.isEmpty ? nil : label
    }
}
