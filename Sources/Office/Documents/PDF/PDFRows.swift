/// Puts the lines of a table together to rows.
///
/// Rulings are not seen; rows are told by wider gaps, and inside these by the short entries of the first column,
/// which stand at the top or in the middle of their row.
struct PDFRows {
    private typealias Line = (line: PDFLine, cells: [PDFLine?])

    private(set) var rows: [[[PDFLine]]] = []
    /// An entry of the first column that is longer may have several lines.
    private static let shortEntry = 6

    init(_ lines: [(PDFLine, [PDFLine?])]) {
        let widest = PDFRows.lineGap(lines.map(\.1)) + (lines.first?.0.height ?? 0) * 0.25
        var group: [Line] = []
        var bottom = -Double.infinity
        for (line, cells) in lines {
            if line.top - bottom > widest, !group.isEmpty {
                add(group)
                group = []
            }
            bottom = group.isEmpty ? line.bottom : max(bottom, line.bottom)
            group.append((line, cells))
        }
        add(group)
    }

    /// The smallest distance between two lines of a column.
    private static func lineGap(_ rows: [[PDFLine?]]) -> Double {
        var smallest = Double.infinity
        for column in 0..<(rows.first?.count ?? 0) {
            let lines = rows.compactMap { $0[column] }
            for (above, below) in zip(lines, lines.dropFirst()) {
                smallest = min(smallest, max(0, below.top - above.bottom))
            }
        }
        return smallest
    }

    private mutating func add(_ group: [Line]) {
        guard !group.isEmpty else { return }
        let anchors = group.indices.filter { group[$0].cells[0] != nil }
        let isShort = anchors.allSatisfy { (group[$0].cells[0]?.text.count ?? 0) <= PDFRows.shortEntry }
        let starts =
            isShort
            ? PDFRows.centred(group, anchors) ?? anchors
                // Sentences in the first column do not begin a row with each of their lines.
            : group.indices.filter { group[$0].cells.allSatisfy { $0 != nil } }
        let all = starts.first == 0 ? starts : [0] + starts
        for (start, end) in zip(all, all.dropFirst() + [group.count]) { addRow(group[start..<end]) }
    }

    /// Where rows begin if their first entries stand in the middle, with as much above as below; nil if they do not.
    private static func centred(_ group: [Line], _ anchors: [Int]) -> [Int]? {
        guard let last = anchors.last else { return nil }
        let middles = group.map(\.line.middle)
        var starts = [0]
        for anchor in anchors {
            let start = starts[starts.count - 1]
            guard anchor >= start else { return nil }
            let bottom = 2 * middles[anchor] - middles[start] + group[anchor].line.height / 2
            let next = middles.firstIndex { $0 > bottom } ?? group.count
            if anchor != last { starts.append(next) } else if next != group.count { return nil }
            guard next > anchor, anchor == last || next < group.count else { return nil }
        }
        // As much above as below the last one, too.
        let top = middles[starts[starts.count - 1]]
        let isEven = abs(2 * middles[last] - top - middles[group.count - 1]) < group[last].line.height
        return isEven ? starts : nil
    }

    private mutating func addRow(_ lines: ArraySlice<Line>) {
        guard let width = lines.first?.cells.count else { return }
        rows.append((0..<width).map { column in lines.compactMap { $0.cells[column] } })
    }
}
