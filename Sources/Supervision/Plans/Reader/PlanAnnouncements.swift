/// Sentences that announce how many things follow, against how many do: 主要做好五个方面工作, and four are listed.
enum PlanAnnouncements {
    private static let nouns: [Word] = ["方面", "项", "个", "大", "条", "点"]
    private static let leads: [Word] = [
        "主要做好", "做好", "抓好", "重点做好", "重点抓好", "聚焦", "围绕", "着力于", "着力", "以下", "如下", "下列", "开展了", "主要开展了", "突出", "等", "从",
        "抓实", "主要抓", "主要有", "分为", "做到", "重点", "主要",
    ]

    /// A flag where `listed` is another number than the words in front of the list announce.
    static func check(_ words: Range<Int>, listed: Int, _ text: PlanText) -> PlanReading.Flag? {
        guard listed > 1, let (count, range) = last(in: words, text), count != listed else { return nil }
        return PlanReading.Flag(
            .announced, "文中说“\(text.words(range))”（\(count)项），后面只列出\(listed)项。请核对原文，系统不会补出没有的内容。", text.span(range))
    }

    /// The last number of things that a run of words announces.
    private static func last(in range: Range<Int>, _ text: PlanText) -> (Int, Range<Int>)? {
        for index in range.reversed() {
            guard let number = text.number(at: index, before: range.upperBound), let count = number.whole,
                (2...20).contains(count), !number.isApproximate,
                index == range.lowerBound || text.number(at: index - 1, before: range.upperBound) == nil,
                !text.isOne(of: "第“\"", at: index - 1),
                let noun = noun(at: number.end, before: range.upperBound, text), isLed(index, range.lowerBound, text)
            else { continue }
            return (count, index..<noun)
        }
        return nil
    }

    private static func noun(at index: Int, before limit: Int, _ text: PlanText) -> Int? {
        var place = index
        if text.isOne(of: "个大项条点", at: place) { place += 1 }
        for skipped in 0...3 {
            for word in ["方面", "工作", "任务", "措施", "重点", "举措", "环节", "要求", "行动", "工程", "内容", "目标", "机制"] as [Word]
            where text.starts(word, at: place + skipped) && place + skipped + word.count <= limit
                && (skipped == 0 || text.isOne(of: "重主具工专", at: place))
            {
                var end = place + skipped + word.count
                if text.starts("工作", at: end) || text.starts("任务", at: end) || text.starts("内容", at: end) { end += 2 }
                return end
            }
        }
        return nil
    }

    private static func isLed(_ index: Int, _ lower: Int, _ text: PlanText) -> Bool {
        if index == lower { return true }
        return leads.contains { text.starts($0, at: index - $0.count) && index - $0.count >= lower }
            || text.isOne(of: "的到", at: index - 1) && text.starts("以下", at: index - 3)
    }
}
