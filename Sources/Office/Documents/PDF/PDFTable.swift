/// A table as far as the places of its words tell it: lines that stand in the same columns.
struct PDFTable {
    /// The lines of each cell, row by row.
    let rows: [[[PDFLine]]]
    /// Which of the page's lines it takes.
    let lines: Range<Int>

    /// No table has as many lines between two that show its columns.
    private static let longestCell = 12

    /// Nil where no table begins at that line; lines before it are taken where they turn out to be its head.
    init?(_ all: [PDFLine], at start: Int, after limit: Int) {
        guard all[start].segments.count > 1 else { return nil }
        for shown in PDFTable.shown(all[start...]) {
            guard let boundaries = PDFTable.boundaries(shown),
                let (lines, cells) = PDFTable.cut(all, start, limit, boundaries)
            else { continue }
            self.lines = lines
            rows = PDFRows(Array(zip(all[lines], cells))).rows
            return
        }
        return nil
    }

    /// All tables of a column, and where they stand in it.
    static func tables(in lines: [PDFLine]) -> [PDFTable?] {
        var tables: [PDFTable?] = []
        var (place, free) = (0, 0)
        while place < lines.count {
            if let table = PDFTable(lines, at: place, after: free) {
                tables.append(table)
                free = table.lines.upperBound
                place = free
            } else {
                place += 1
            }
        }
        return tables
    }

    /// Lines that show the columns by gaps, most columns first.
    private static func shown(_ lines: ArraySlice<PDFLine>) -> [[[PDFLine]]] {
        var byWidth: [Int: [[PDFLine]]] = [:]
        var (narrow, bottom) = (0, lines.first?.bottom ?? 0)
        for line in lines {
            let segments = line.segments
            narrow = segments.count > 1 ? 0 : narrow + 1
            guard narrow < longestCell, line.top - bottom < line.height * 3 else { break }
            bottom = line.bottom
            byWidth[segments.count, default: []].append(segments)
        }
        return byWidth.keys.sorted(by: >).filter { $0 > 1 }.compactMap { byWidth[$0] }.filter { $0.count > 1 }
    }

    /// The places between columns; nil where those of the lines do not stand under each other.
    private static func boundaries(_ shown: [[PDFLine]]) -> [Double]? {
        var boundaries: [Double] = []
        for column in 1..<(shown.first?.count ?? 1) {
            let right = shown.map { $0[column - 1].right }.max() ?? 0
            let lefts = shown.map { $0[column].left }
            guard let left = lefts.min(), let furthest = lefts.max(), left > right else { return nil }
            // Words of a column that is centred may begin further left than those seen.
            boundaries.append(furthest - left < 3 ? left - 1 : (left + right) / 2)
        }
        return boundaries
    }

    /// The lines around `start` that can be cut at the boundaries.
    private static func cut(
        _ all: [PDFLine], _ start: Int, _ limit: Int, _ boundaries: [Double]
    ) -> (Range<Int>, [[PDFLine?]])? {
        var cells: [[PDFLine?]] = []
        var end = start
        while end < all.count, end == start || isClose(all[end - 1], all[end]),
            let found = self.cells(of: all[end], boundaries)
        {
            cells.append(found)
            end += 1
        }
        // Lines in the first column only are paragraphs that happen to be short.
        while let last = cells.last, last.dropFirst().allSatisfy({ $0 == nil }) {
            cells.removeLast()
            end -= 1
        }
        guard cells.count(where: { $0.count { $0 != nil } > 1 }) > 1 else { return nil }
        var begin = start
        while begin > limit, isClose(all[begin - 1], all[begin]),
            let found = self.cells(of: all[begin - 1], boundaries), found.count(where: { $0 != nil }) > 1
        {
            cells.insert(found, at: 0)
            begin -= 1
        }
        return (begin..<end, cells)
    }

    private static func isClose(_ last: PDFLine, _ next: PDFLine) -> Bool {
        next.top - last.bottom < next.height * 3
    }

    /// The line cut at the boundaries; nil where a word reaches over one.
    private static func cells(of line: PDFLine, _ boundaries: [Double]) -> [PDFLine?]? {
        var groups = [[PDFWord]](repeating: [], count: boundaries.count + 1)
        for word in line.words {
            let column = boundaries.count { $0 <= word.left + 0.5 }
            if column < boundaries.count, word.right > boundaries[column] + 3 { return nil }
            groups[column].append(word)
        }
        return groups.map { $0.isEmpty ? nil : PDFLine($0) }
    }
}
