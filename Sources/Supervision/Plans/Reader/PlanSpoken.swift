/// Sentences of one paragraph that are numbered by word: 一是 … 二是 ….
struct PlanSpoken {
    /// Where each begins, with the words of its number; only runs that begin with one and go on.
    private(set) var marks: [Range<Int>] = []

    init(_ text: PlanText, _ range: Range<Int>) {
        var expected = 1
        var index = range.lowerBound
        while index < range.upperBound {
            guard let mark = PlanMark(sentenceAt: index, of: text, before: range.upperBound), mark.ordinal == expected,
                begins(index, range.lowerBound, text)
            else {
                index += 1
                continue
            }
            marks.append(mark.range)
            expected += 1
            index = mark.range.upperBound
        }
        if marks.count < 2 { marks = [] }
    }

    /// After a sign or at the beginning; a first one also right after a heading's last word.
    private func begins(_ index: Int, _ lower: Int, _ text: PlanText) -> Bool {
        if index == lower || text.isOne(of: "。；：，、！？）”\"", at: index - 1) || text.gaps[index] >= .line { return true }
        return text.glyph(index) == "一" && !text.isOne(of: "统唯同专第之十进", at: index - 1)
            && text.isOne(of: "作面措题务点", at: index - 1)
    }

    /// （一）…（二）… and ①…②… inside a paragraph; empty where there are not two in order.
    static func bracketed(_ text: PlanText, _ range: Range<Int>) -> [Range<Int>] {
        var found: [PlanMark] = []
        for index in range where index == range.lowerBound || text.isOne(of: "。；：", at: index - 1) {
            guard let mark = PlanMark(lineAt: index, of: text, before: range.upperBound),
                [.bracketedHan, .bracketedArabic, .circled].contains(mark.style),
                mark.ordinal == (found.last?.ordinal ?? 0) + 1,
                found.last.map({ $0.style == mark.style }) ?? true
            else { continue }
            found.append(mark)
        }
        return found.count > 1 ? found.map(\.range) : []
    }
}
