/// The lines of a document as its writer, or a word processor, broke them.
struct PlanLine: Hashable {
    var range: Range<Int>
    /// Whether a blank line, or the beginning, stands before it.
    let startsParagraph: Bool
}

extension PlanText {
    /// Every line that holds something.
    var lines: [PlanLine] {
        var lines: [PlanLine] = []
        var start = 0
        for index in 0...count where index == count || gaps[index] >= .line {
            if index > start {
                lines.append(PlanLine(range: start..<index, startsParagraph: gaps[start] == .paragraph))
            }
            start = index
        }
        return lines
    }

    /// Whether a tab stands right before a glyph, also one at the beginning of its line.
    func hasTab(before index: Int) -> Bool {
        guard index < count, gaps[index] != .none else { return false }
        let from = index > 0 ? places[index - 1] + 1 : 0
        return source[from..<places[index]].contains("\t")
    }

    /// How many tabs stand right before a glyph, of its own line.
    func tabs(before index: Int) -> Int {
        guard index < count, gaps[index] != .none else { return 0 }
        let from = index > 0 ? places[index - 1] + 1 : 0
        let blanks = source[from..<places[index]]
        let own = blanks[(blanks.lastIndex { $0 == "\n" || $0 == "\r" }.map { $0 + 1 } ?? from)...]
        return own.count { $0 == "\t" }
    }

    /// How many tabs stand after the last glyph before `index`, up to the end of its line.
    func tabs(after index: Int) -> Int {
        guard index > 0 else { return 0 }
        return source[(places[index - 1] + 1)...].prefix {
            $0 != "\n" && $0 != "\r" && ($0 == "\t" || $0 == " " || $0 == "\u{3000}")
        }.count { $0 == "\t" }
    }

    /// Whether a sentence ends with the glyph before `index`.
    func endsSentence(before index: Int) -> Bool {
        guard index > 0 else { return true }
        if isOne(of: "。！？；：", at: index - 1) { return true }
        return isOne(of: "”\"）〉》", at: index - 1) && isOne(of: "。！？；", at: index - 2)
    }

    /// The first sentence end in a run of glyphs, after its mark; the end of the run where there is none.
    func sentenceEnd(from index: Int, before limit: Int) -> Int {
        var place = index
        while place < limit {
            if isOne(of: "。！？", at: place) {
                place += 1
                while place < limit, isOne(of: "”\"）", at: place) { place += 1 }
                return place
            }
            place += 1
        }
        return limit
    }

    /// A run without the signs and blanks at its ends that belong to no words.
    func trimmed(_ range: Range<Int>, of signs: String = "。；，、：;.—") -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, isOne(of: signs, at: lower) { lower += 1 }
        while lower < upper, isOne(of: signs, at: upper - 1) { upper -= 1 }
        return lower..<upper
    }
}
