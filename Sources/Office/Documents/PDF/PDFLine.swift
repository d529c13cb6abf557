/// Words that stand beside each other.
struct PDFLine {
    private(set) var words: [PDFWord]
    private(set) var top: Double
    private(set) var bottom: Double

    var middle: Double { (top + bottom) / 2 }
    var height: Double { bottom - top }
    var left: Double { words.first?.left ?? 0 }
    var right: Double { words.last?.right ?? 0 }

    init(_ words: [PDFWord]) {
        self.words = words.sorted { $0.left < $1.left }
        top = words.map(\.top).min() ?? 0
        bottom = words.map(\.bottom).max() ?? 0
    }

    /// The lines of a page from top to bottom.
    static func lines(of words: [PDFWord]) -> [PDFLine] {
        var groups: [[PDFWord]] = []
        var (middle, height) = (0.0, 0.0)
        for word in words.sorted(by: { ($0.middle, $0.left) < ($1.middle, $1.left) }) {
            if !groups.isEmpty, word.middle - middle < min(word.height, height) * 0.4 {
                groups[groups.count - 1].append(word)
            } else {
                groups.append([word])
                (middle, height) = (word.middle, word.height)
            }
        }
        return groups.map(PDFLine.init)
    }

    /// Stretches without a gap as wide as a character.
    var segments: [PDFLine] {
        var groups: [[PDFWord]] = []
        for word in words {
            if let last = groups.last?.last, word.left - last.right < height * 0.8 {
                groups[groups.count - 1].append(word)
            } else {
                groups.append([word])
            }
        }
        return groups.map(PDFLine.init)
    }

    /// Its words; between Chinese and Latin letters stands no space but the one of typesetting.
    var text: String {
        var text = ""
        for (index, word) in words.enumerated() {
            if index > 0 { text += space(words[index - 1], word) }
            text += word.text
        }
        return text
    }

    /// What stands between this line and the next of its paragraph.
    func space(before next: PDFLine) -> String {
        let isLatin =
            (words.last?.text.unicodeScalars.last?.isLatin ?? false)
            && (next.words.first?.text.unicodeScalars.first?.isLatin ?? false)
        return isLatin ? " " : ""
    }

    func isAsHigh(as other: PDFLine) -> Bool { abs(height - other.height) < other.height * 0.3 }

    private func space(_ last: PDFWord, _ next: PDFWord) -> String {
        let gap = next.left - last.right
        let isWide = gap > height * 0.5
        let isLatin =
            (last.text.unicodeScalars.last?.isLatin ?? false) && (next.text.unicodeScalars.first?.isLatin ?? false)
        return isWide || isLatin && gap > height * 0.1 ? " " : ""
    }
}

extension Unicode.Scalar {
    /// Letters, digits and signs of scripts that put spaces between words.
    fileprivate var isLatin: Bool { value < 0x2000 }
}
