/// A figure whose value is another one now than the draft states.
package struct SummaryChange: Hashable, Sendable {
    package let number: Int
    package let old: StatedFigure
    /// What it is now; nil when nobody defines such a figure any more.
    package let new: StatedFigure?

    package var words: String { "\(old.words) → \(new?.words ?? "指标已不存在")" }
}

extension SummaryDraft {
    /// What changed since the draft was written, in the order in which it is read.
    package func changes(against now: [SummaryMark: StatedFigure]) -> [SummaryChange] {
        stated.compactMap { number, figure in
            let new = now[figure.mark]
            return new?.text == figure.text && new != nil ? nil : SummaryChange(number: number, old: figure, new: new)
        }
    }

    /// With today's values of the figures named by `numbers`, or of all; words that were typed stay as they are.
    package func accepting(_ numbers: Set<Int>? = nil, from now: [SummaryMark: StatedFigure]) -> SummaryDraft {
        var next = self
        for change in changes(against: now) where numbers?.contains(change.number) ?? true {
            if let new = change.new {
                next.figures[change.number] = new
            } else {
                next.figures[change.number]?.text = nil
            }
        }
        return next
    }
}
