extension DocumentBuilder {
    mutating func beginTable() throws {
        guard open.count < limits.depth else { throw DocumentError.tooDeep }
        endBlock()
        open.append(OpenTable(start: count))
    }

    /// `skipped` columns at its left hold nothing.
    mutating func beginRow(skipping skipped: Int = 0) throws {
        guard let last = open.indices.last else { return }
        endBlock()
        try payBreaks()
        open[last].row = OpenTable.Row()
        for _ in 0..<min(skipped, OpenTable.columnLimit) { try name(count..<count) }
        try fillFromAbove()
    }

    /// A cell over `columns` columns and `rows` rows.
    mutating func beginCell(columns: Int = 1, rows: Int = 1) throws {
        guard let last = open.indices.last else { return }
        try separate()
        open[last].cell = OpenTable.Cell(
            start: count, columns: max(1, min(columns, OpenTable.columnLimit)), rows: max(1, rows))
    }

    mutating func endCell() throws {
        guard let last = open.indices.last, let cell = open[last].cell else { return }
        open[last].cell = nil
        owedBreaks = 0
        let range = cell.start..<count
        open[last].longest = max(open[last].longest, range.count)
        for _ in 0..<cell.columns {
            if cell.rows > 1, let column = open[last].row?.cells.count {
                open[last].reaching[column] = (range, cell.rows - 1)
            }
            try name(range)
        }
        try fillFromAbove()
    }

    /// The cell above goes on in this row.
    mutating func continueCellAbove(columns: Int = 1) throws {
        guard let last = open.indices.last, let column = open[last].row?.cells.count else { return }
        try separate()
        for offset in 0..<max(1, min(columns, OpenTable.columnLimit)) {
            let above = open[last].rows.last.flatMap {
                $0.indices.contains(column + offset) ? $0[column + offset] : nil
            }
            try name(above ?? count..<count)
        }
    }

    /// The cell at the left goes on in this column.
    mutating func continueCellLeft() throws {
        guard let last = open.indices.last, let row = open[last].row else { return }
        try separate()
        try name(row.cells.last ?? count..<count)
    }

    mutating func endRow() throws {
        guard let last = open.indices.last, open[last].row != nil else { return }
        if let furthest = open[last].reaching.keys.max() {
            while let width = open[last].row?.cells.count, width <= furthest {
                if open[last].reaching[width] == nil { try name(count..<count) }
                try fillFromAbove()
            }
        }
        if let row = open[last].row, !row.cells.isEmpty { open[last].rows.append(row.cells) }
        open[last].row = nil
        endBlock()
    }

    mutating func endTable() throws {
        try endCell()
        try endRow()
        guard let table = open.popLast() else { return }
        let length = count - table.start
        if let parent = open.indices.last { open[parent].nested += length }
        if table.isLayout(length: length) {
            for place in table.separators { bytes[place] = 0x0A }
        } else {
            finished.append(PlainDocument.Table(rows: table.rows))
        }
        endBlock()
    }

    private mutating func separate() throws {
        guard let last = open.indices.last, let row = open[last].row else { return }
        owedBreaks = 0
        if row.hasFields {
            open[last].separators.append(bytes.count)
            try put("\t")
        }
        open[last].row?.hasFields = true
    }

    private mutating func fillFromAbove() throws {
        guard let last = open.indices.last else { return }
        while let column = open[last].row?.cells.count, let above = open[last].reaching[column] {
            open[last].reaching[column] = above.rows > 1 ? (above.range, above.rows - 1) : nil
            try separate()
            try name(above.range)
        }
    }

    private mutating func name(_ range: Range<Int>) throws {
        guard let last = open.indices.last else { return }
        try countCells(1)
        open[last].row?.cells.append(range)
    }

    mutating func countCells(_ more: Int) throws {
        cells += more
        guard cells <= limits.cells else { throw DocumentError.tooManyCells(limit: limits.cells) }
    }
}
