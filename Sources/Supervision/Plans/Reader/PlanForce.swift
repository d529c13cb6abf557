/// What a sentence does with a figure: demands it, hopes for it, starts from it.
enum PlanForce {
    private static let aims: [Word] = ["力争", "争取", "力求", "努力实现", "争创", "预计", "预期", "有望", "努力达到", "争当"]
    private static let bases: [Word] = [
        "前一年", "前两年", "前三年", "前四年", "近一年", "近两年", "近三年", "近年来", "目前", "现有", "截至", "此前", "已有", "已经", "以来", "已完成", "已通过",
        "已创建", "已建成",
        "已达", "去年", "上年", "上一年", "原有", "现已", "累计完成", "已覆盖",
    ]

    static func of(_ figure: PlanQuantity, in sentence: Range<Int>, _ text: PlanText, years: PlanYears)
        -> PlanTarget.Force
    {
        let clause = PlanQuantityWords(text, sentence).clause(around: figure.core)
        if isBase(figure, clause, sentence, text, years) { return .baseline }
        let before = sentence.lowerBound..<figure.core.lowerBound
        if let aim = last(of: aims, in: before, text) {
            // A demand after the hope takes over: 力争…，确保….
            let demand = last(of: ["确保", "必须", "务必", "保证"], in: before, text)
            if demand.map({ $0 < aim }) ?? true { return .aim }
        }
        return figure.value == nil || figure.isApproximate ? .approximate : .must
    }

    private static func isBase(
        _ figure: PlanQuantity, _ clause: Range<Int>, _ sentence: Range<Int>, _ text: PlanText, _ years: PlanYears
    ) -> Bool {
        let before = clause.lowerBound..<figure.core.lowerBound
        // 学前三年毛入园率 holds no 前三年.
        if bases.contains(where: { word in
            text.first(word, in: before).map { !text.isOne(of: "学", at: $0 - 1) } ?? false
        }) {
            return true
        }
        if isAsOf(figure, sentence, text, years) { return true }
        if text.holds("基础上", in: figure.core.upperBound..<comma(after: figure.core.upperBound, sentence, text)) {
            return true
        }
        // A year, or a plan of five, that is over.
        for index in before {
            guard let time = text.times(at: index, before: figure.core.lowerBound, years: years) else { continue }
            for one in time.times {
                if case .span(let span) = one.part, let first = years.first, span.upperBound < first { return true }
                if let year = one.year, let first = years.first, year < first, one.part == .year || one.part == .yearEnd
                {
                    return true
                }
            }
        }
        return false
    }

    /// 截至2022年底，44个县区达标: a state at the end of an earlier time, unless something is demanded in between.
    private static func isAsOf(_ figure: PlanQuantity, _ sentence: Range<Int>, _ text: PlanText, _ years: PlanYears)
        -> Bool
    {
        let before = sentence.lowerBound..<figure.core.lowerBound
        guard let since = last(of: ["截至", "截止"], in: before, text) else { return false }
        let demands: [Word] = ["确保", "力争", "争取", "今年", "本年", "年内", "要", "将", "计划", "完成"]
        guard last(of: demands, in: since..<figure.core.lowerBound, text) == nil,
            let time = text.times(at: since + 2, before: figure.core.lowerBound, years: years)?.times.first
        else { return false }
        guard case .success(let days) = time.days(in: years) else { return true }
        return years.isPast(days.end)
    }

    private static func comma(after index: Int, _ sentence: Range<Int>, _ text: PlanText) -> Int {
        var place = index
        while place < sentence.upperBound, !text.isOne(of: "，。；", at: place) { place += 1 }
        return place
    }

    private static func last(of words: [Word], in range: Range<Int>, _ text: PlanText) -> Int? {
        range.reversed().first { place in
            words.contains { text.starts($0, at: place) && place + $0.count <= range.upperBound }
        }
    }
}
