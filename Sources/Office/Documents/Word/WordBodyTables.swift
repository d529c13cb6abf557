/// Tables, whose rows and cells begin once their properties are known.
extension WordBody {
    func beginTable() throws {
        guard try opensCell() else { return }
        try builder.beginTable()
    }

    func beginCell() throws {
        guard let row = rows.last, !row.isDeleted else { return skipped = 1 }
        if !row.isOpen { try builder.beginRow(skipping: row.skipped) }
        row.isOpen = true
        row.cell = WordRow.Cell()
    }

    /// Begins the cell once its properties are known; false where the text in it is not shown.
    func opensCell() throws -> Bool {
        guard let cell = rows.last?.cell, !isInBox else { return true }
        guard !cell.isMerged else {
            skipped = 1
            return false
        }
        if !cell.isOpen { try builder.beginCell(columns: cell.columns) }
        rows.last?.cell?.isOpen = true
        return true
    }

    var isInCell: Bool { rows.last?.cell != nil && !isInBox }

    /// Whether a text box was begun after the innermost cell.
    var isInBox: Bool { builders.count > 1 && !builder.isInTable }

    func endCell() throws {
        guard let cell = rows.last?.cell else { return }
        if cell.continuesAbove {
            try builder.continueCellAbove(columns: cell.columns)
        } else if cell.continuesLeft {
            try builder.continueCellLeft()
        } else {
            if !cell.isOpen { try builder.beginCell(columns: cell.columns) }
            try builder.endCell()
        }
        rows.last?.cell = nil
    }

    func endRow() throws {
        if let row = rows.popLast(), row.isOpen { try builder.endRow() }
    }
}
