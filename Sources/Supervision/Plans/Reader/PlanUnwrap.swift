/// Finds the line breaks that a printer or a copier put into sentences, as in text taken from a PDF.
///
/// Where a good part of the lines is equally long, a break after a full line is none, unless the next line is indented
/// or numbered. Page numbers are passed over.
struct PlanUnwrap {
    /// Places of the text that are page numbers: their lines are set aside like blanks.
    private(set) var furniture: [Range<Int>] = []
    /// Places after which a line break is none.
    private(set) var joints: Set<Int> = []

    private struct Line {
        /// Without the blanks at both ends.
        let range: Range<Int>
        /// Blanks at the beginning, in characters; half-width ones count half.
        let indent: Int
        let length: Int
        let afterBlank: Bool
        let hasTab: Bool
    }

    init(_ source: [Unicode.Scalar]) {
        let all = PlanUnwrap.lines(source)
        let lines = all.filter { !PlanUnwrap.isPageNumber(source[$0.range]) }
        furniture = all.filter { PlanUnwrap.isPageNumber(source[$0.range]) }.map(\.range)
        guard let width = PlanUnwrap.width(lines) else { return }
        let isIndented = lines.contains { $0.indent == 2 && $0.length > 8 }
        let pages = furniture.map(\.lowerBound)
        for (line, next) in zip(lines, lines.dropFirst())
        where line.indent + line.length >= width - 2 && next.indent == 0 && !line.hasTab && !next.hasTab {
            // A blank line ends a paragraph, except one around a page number.
            let isNewPage = pages.contains { line.range.upperBound <= $0 && $0 < next.range.lowerBound }
            if next.afterBlank, !isNewPage { continue }
            let ends = PlanUnwrap.endsSentence(source[line.range])
            if !ends || isIndented { joints.insert(line.range.upperBound) }
        }
    }

    /// How long a full line is; nil where lines are as long as their paragraphs.
    private static func width(_ lines: [Line]) -> Int? {
        guard lines.count >= 8 else { return nil }
        let lengths = lines.map { $0.indent + $0.length }.sorted()
        let width = lengths[lengths.count * 9 / 10]
        let full = lengths.count { $0 >= width - 2 && $0 <= width + 1 }
        // Rows of tables and a title may be longer.
        let longer = lengths.count { $0 > width + 4 }
        guard (16...60).contains(width), full * 10 >= lines.count * 3, longer * 12 <= lines.count else { return nil }
        return width
    }

    private static func lines(_ source: [Unicode.Scalar]) -> [Line] {
        var lines: [Line] = []
        var (start, isBlank) = (0, true)
        for index in 0...source.count where index == source.count || source[index] == "\n" || source[index] == "\r" {
            if let line = line(source, start..<index, afterBlank: isBlank) {
                lines.append(line)
                isBlank = false
            } else if index > start || index < source.count && source[index] == "\n" {
                isBlank = true
            }
            start = index + 1
        }
        return lines
    }

    private static func line(_ source: [Unicode.Scalar], _ range: Range<Int>, afterBlank: Bool) -> Line? {
        guard let first = range.first(where: { !isBlank(source[$0]) }),
            let last = range.last(where: { !isBlank(source[$0]) })
        else { return nil }
        let halves = source[range.lowerBound..<first].reduce(0) { $0 + ($1 == "\u{3000}" ? 2 : 1) }
        var width = 0
        for scalar in source[first...last] { width += isBlank(scalar) ? 0 : scalar.isASCII ? 1 : 2 }
        return Line(
            range: first..<last + 1, indent: min(halves / 2, 2), length: width / 2, afterBlank: afterBlank,
            hasTab: source[range].contains("\t"))
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 32, 0xA0, 0x3000, 0xFEFF: true
        default: false
        }
    }

    private static func endsSentence(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        line.last.map { "。！？；：:;!?".unicodeScalars.contains($0) } ?? false
    }

    /// — 3 —, 第3页, 第3页共8页.
    private static func isPageNumber(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        guard line.count <= 14 else { return false }
        let plain = line.filter { !isBlank($0) }
        let digits = plain.filter { (48...57).contains($0.value) || (0xFF10...0xFF19).contains($0.value) }
        guard (1...4).contains(digits.count) || plain.contains("页") && digits.count < 8, !digits.isEmpty else {
            return false
        }
        if plain.first == "第", plain.last == "页" { return true }
        let dashes = "—-–－─―·•".unicodeScalars
        return plain.count > digits.count && plain.first.map(dashes.contains) == true
            && plain.last.map(dashes.contains) == true
            && plain.allSatisfy { dashes.contains($0) || digits.contains($0) }
    }
}
