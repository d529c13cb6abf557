/// Writes a workbook as a stream: rows leave as they come, memory stays constant.
///
/// A list begins with a bold header that stays in view and filters; a form has its frame instead. Sheets are
/// written in the order of their layouts; `finish` must be called at the end.
package final class XLSXWriter {
    private let zip: ZIPWriter
    private let parts: WorkbookParts
    /// The sheet being written; nil before the first row.
    private var sheet: Int?
    private var row = 0
    /// Cells of the sheet that are one.
    private var areas: [String] = []
    private var pending: [UInt8] = []
    private static let lastRow = 1_048_576

    package init(
        _ layouts: [SheetLayout], title: String = "", sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        parts = WorkbookParts(layouts)
        zip = try ZIPWriter(sink: sink)
        try parts.write(to: zip, title: title)
    }

    /// Writes the next row of the current sheet, at first of the first one.
    package func write(_ cells: [SheetCell]) throws {
        if sheet == nil { try beginSheet(0) }
        guard row < XLSXWriter.lastRow else { throw SpreadsheetError.tooManyRows(limit: XLSXWriter.lastRow) }
        try appendRow(cells)
    }

    /// Ends the current sheet and begins the next one.
    package func nextSheet() throws {
        if sheet == nil { try beginSheet(0) }
        let next = (sheet ?? 0) + 1
        try endSheet()
        if next < parts.layouts.count { try beginSheet(next) }
    }

    /// Writes what is missing, sheets without rows included.
    package func finish() throws {
        var next = sheet ?? 0
        if sheet == nil, !parts.layouts.isEmpty { try beginSheet(0) }
        while next < parts.layouts.count {
            try nextSheet()
            next += 1
        }
        if !parts.lists.isEmpty { try writeLists() }
        try zip.finish()
    }

    private func beginSheet(_ index: Int) throws {
        sheet = index
        row = 0
        areas = []
        try zip.begin("xl/worksheets/sheet\(index + 1).xml")
        let layout = parts.layouts[index]
        append(SheetMarkup.opening(layout, isFirst: index == 0))
        if let frame = layout.frame { return appendFrame(frame.above, layout.columns) }
        guard !layout.columns.isEmpty else { return }
        row = 1
        append(#"<row r="1" ht="20" customHeight="1">"#)
        for (index, column) in layout.columns.enumerated() {
            SheetMarkup.append(.text(column.title), at: (1, index + 1), .header, to: &pending)
        }
        append("</row>")
    }

    private func appendRow(_ cells: [SheetCell]) throws {
        row += 1
        let layout = parts.layouts.isEmpty ? nil : parts.layouts[sheet ?? 0]
        let (columns, isBoxed) = (layout?.columns ?? [], layout?.frame != nil)
        let height = isBoxed ? #" ht="\#(PlainDecimal.text(PlacedSpan.height(cells, columns)))" customHeight="1""# : ""
        append("<row r=\"\(row)\"\(height)>")
        for (index, cell) in cells.enumerated() {
            let style = columns.indices.contains(index) ? SheetStyle(columns[index].kind, isBoxed: isBoxed) : .general
            let place = (row, index + 1)
            if isBoxed, cell == .empty || cell == .text("") {
                SheetMarkup.appendBlank(place, style, to: &pending)
            } else {
                SheetMarkup.append(cell, at: place, style, to: &pending)
            }
        }
        append("</row>")
        if pending.count >= 1 << 16 { try flush() }
    }

    /// Rows of spans below what is written already; each covered cell is there, for its borders.
    private func appendFrame(_ rows: [[SheetSpan]], _ columns: [SheetLayout.Column]) {
        let placed = PlacedSpan.place(rows, from: row + 1)
        areas += placed.compactMap(\.area)
        for number in rows.indices.map({ row + 1 + $0 }) {
            let here = placed.filter { ($0.row..<$0.row + $0.span.rows).contains(number) }.sorted {
                $0.column < $1.column
            }
            let height = here.map { $0.height(columns) }.max() ?? 16
            append(#"<row r="\#(number)" ht="\#(PlainDecimal.text(height))" customHeight="1">"#)
            for one in here {
                for column in one.column..<one.column + one.span.columns {
                    if (number, column) == (one.row, one.column), !one.span.text.isEmpty {
                        SheetMarkup.append(.text(one.span.text), at: (number, column), one.style, to: &pending)
                    } else {
                        SheetMarkup.appendBlank((number, column), one.style, to: &pending)
                    }
                }
            }
            append("</row>")
        }
        row += rows.count
    }

    private func endSheet() throws {
        let layout = parts.layouts[sheet ?? 0]
        if let frame = layout.frame { appendFrame(frame.below, layout.columns) }
        append("</sheetData>")
        if layout.frame == nil, !layout.columns.isEmpty {
            append(#"<autoFilter ref="A1:\#(CellReference.letters(layout.columns.count))\#(row)"/>"#)
        }
        append(layout.frame == nil ? SheetMarkup.validations(layout.columns, parts) : SheetMarkup.frame(areas))
        append("</worksheet>")
        try flush()
    }

    private func writeLists() throws {
        try zip.begin("xl/worksheets/sheet\(parts.layouts.count + 1).xml")
        append(SheetMarkup.opening(nil, isFirst: false))
        for index in 0..<(parts.lists.map(\.count).max() ?? 0) {
            append("<row r=\"\(index + 1)\">")
            for (column, list) in parts.lists.enumerated() where index < list.count {
                SheetMarkup.append(.text(list[index]), at: (index + 1, column + 1), .text, to: &pending)
            }
            append("</row>")
        }
        append("</sheetData></worksheet>")
        try flush()
    }

    private func append(_ text: String) {
        pending.append(contentsOf: text.utf8)
    }

    private func flush() throws {
        try zip.write(pending)
        pending.removeAll(keepingCapacity: true)
    }
}

extension XLSXWriter {
    /// A small workbook of one sheet in memory.
    package static func bytes(_ layout: SheetLayout, rows: [[SheetCell]] = []) throws -> [UInt8] {
        try bytes([(layout, rows)], title: layout.name)
    }

    /// A small workbook of several sheets in memory.
    package static func bytes(_ sheets: [(layout: SheetLayout, rows: [[SheetCell]])], title: String) throws -> [UInt8] {
        var result: [UInt8] = []
        let writer = try XLSXWriter(sheets.map(\.layout), title: title) { result += $0 }
        for (index, sheet) in sheets.enumerated() {
            if index > 0 { try writer.nextSheet() }
            for row in sheet.rows { try writer.write(row) }
        }
        try writer.finish()
        return result
    }
}
