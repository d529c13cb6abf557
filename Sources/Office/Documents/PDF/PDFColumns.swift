/// Tells a page of two columns from one of one.
enum PDFColumns {
    /// The lines in reading order, a column after the other; one group where the page has one column.
    static func split(_ lines: [PDFLine], width: Double) -> [[PDFLine]] {
        let words = lines.flatMap(\.words)
        guard let gutter = gutter(words, width) else { return [lines] }
        var groups: [[PDFLine]] = []
        var (left, right): ([PDFWord], [PDFWord]) = ([], [])
        func flush() {
            for column in [left, right] where !column.isEmpty { groups.append(PDFLine.lines(of: column)) }
            (left, right) = ([], [])
        }
        for line in lines {
            if line.words.contains(where: { $0.left < gutter && $0.right > gutter }) {
                flush()
                groups.append([line])
            } else {
                left += line.words.filter { $0.right <= gutter }
                right += line.words.filter { $0.left >= gutter }
            }
        }
        flush()
        return groups
    }

    /// Where hardly a word crosses and long lines stand on both sides; the columns of a table are narrower than that.
    private static func gutter(_ words: [PDFWord], _ width: Double) -> Double? {
        guard words.count >= 20 else { return nil }
        let candidates = stride(from: width * 0.4, through: width * 0.6, by: 4)
        let best = candidates.map { (x: $0, crossing: crossing($0, words)) }.min { $0.crossing < $1.crossing }
        guard let best, best.crossing * 8 < words.count else { return nil }
        let sides = [words.filter { $0.right <= best.x }, words.filter { $0.left >= best.x }].map(PDFLine.lines)
        let isText = sides.allSatisfy { side in
            guard side.count >= 8 else { return false }
            let full = side.count { $0.right - $0.left > width * 0.28 && $0.segments.count == 1 }
            return full * 2 > side.count
        }
        return isText ? best.x : nil
    }

    private static func crossing(_ x: Double, _ words: [PDFWord]) -> Int {
        words.count { $0.left < x && $0.right > x }
    }
}
