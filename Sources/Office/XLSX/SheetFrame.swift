/// What stands around the rows of a sheet that is printed as a form: a title, heads over several columns, notes, lines to sign.
///
/// A framed sheet has borders and no filter, its rows begin below `above`, and it prints on pages as wide as it is.
package struct SheetFrame: Sendable, Equatable {
    package var above: [[SheetSpan]]
    package var below: [[SheetSpan]]

    package init(above: [[SheetSpan]], below: [[SheetSpan]] = []) {
        self.above = above
        self.below = below
    }
}

/// One cell of a frame, over so many columns and rows.
package struct SheetSpan: Sendable, Equatable {
    package enum Look: Sendable {
        case title, head, note
    }

    package var text: String
    package var columns: Int
    package var rows: Int
    package var look: Look

    package init(_ text: String, columns: Int = 1, rows: Int = 1, _ look: Look = .head) {
        self.text = text
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        self.look = look
    }
}

/// A span with the row and column, from 1, of its upper left corner.
struct PlacedSpan {
    let span: SheetSpan
    let row: Int
    let column: Int

    /// Each goes to the first place of its row that no span from above covers.
    static func place(_ rows: [[SheetSpan]], from first: Int) -> [PlacedSpan] {
        var taken: Set<[Int]> = []
        var placed: [PlacedSpan] = []
        for (offset, spans) in rows.enumerated() {
            var column = 1
            for span in spans {
                while taken.contains([first + offset, column]) { column += 1 }
                placed.append(PlacedSpan(span: span, row: first + offset, column: column))
                for row in 0..<span.rows {
                    for across in 0..<span.columns { taken.insert([first + offset + row, column + across]) }
                }
                column += span.columns
            }
        }
        return placed
    }

    /// As `mergeCell` names it; nil for a single cell.
    var area: String? {
        guard span.columns > 1 || span.rows > 1 else { return nil }
        let last = "\(CellReference.letters(column + span.columns - 1))\(row + span.rows - 1)"
        return "\(CellReference.letters(column))\(row):\(last)"
    }

    var style: SheetStyle {
        switch span.look {
        case .title: .title
        case .head: .head
        case .note: .note
        }
    }

    /// Rows do not grow by themselves for what lies over several cells.
    func height(_ columns: [SheetLayout.Column]) -> Double {
        let width = columns.dropFirst(column - 1).prefix(span.columns).reduce(0) { $0 + $1.width }
        let least = span.look == .title ? 32.0 : span.look == .head ? 20.0 : 17.0
        return PlacedSpan.bounded(max(least, Double(PlacedSpan.lines(span.text, width)) * 16) / Double(span.rows))
    }

    /// How high a row of a form is, so that the longest of its texts is seen.
    static func height(_ cells: [SheetCell], _ columns: [SheetLayout.Column]) -> Double {
        let needed = zip(cells, columns).map { cell, column in
            if case .text(let text) = cell { lines(text, column.width) } else { 1 }
        }
        return bounded(max(20, Double(needed.max() ?? 1) * 16))
    }

    /// Excel opens no file with a row higher than this many points.
    private static func bounded(_ height: Double) -> Double { min(height, 409.5) }

    private static func lines(_ text: String, _ width: Int) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
            let length = line.unicodeScalars.reduce(0) { $0 + ($1.value < 256 ? 1 : 2) }
            return lines + max(1, (length + max(width, 2) - 2) / max(width - 1, 1))
        }
    }
}
