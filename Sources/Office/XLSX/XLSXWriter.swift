/// Writes a workbook as a stream: rows leave as they come, memory stays constant.
///
/// Every sheet begins with a bold header that stays in view and filters. Sheets are
/// written in the order of their layouts; `finish` must be called at the end.
package final class XLSXWriter {
    private let zip: ZIPWriter
    private let parts: WorkbookParts
    /// The sheet being written; nil before the first row.
    private var sheet: Int?
    private var row = 0
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
        try zip.begin("xl/worksheets/sheet\(index + 1).xml")
        let columns = parts.layouts[index].columns
        append(SheetMarkup.opening(columns, isFirst: index == 0))
        guard !columns.isEmpty else { return }
        row = 1
        append(#"<row r="1" ht="20" customHeight="1">"#)
        for (index, column) in columns.enumerated() {
            SheetMarkup.append(.text(column.title), at: (1, index + 1), .header, to: &pending)
        }
        append("</row>")
    }

    private func appendRow(_ cells: [SheetCell]) throws {
        row += 1
        append("<row r=\"\(row)\">")
        let columns = parts.layouts.isEmpty ? [] : parts.layouts[sheet ?? 0].columns
        for (index, cell) in cells.enumerated() {
            let style = columns.indices.contains(index) ? SheetStyle(columns[index].kind) : .general
            SheetMarkup.append(cell, at: (row, index + 1), style, to: &pending)
        }
        append("</row>")
        if pending.count >= 1 << 16 { try flush() }
    }

    private func endSheet() throws {
        let columns = parts.layouts[sheet ?? 0].columns
        append("</sheetData>")
        if !columns.isEmpty { append(#"<autoFilter ref="A1:\#(CellReference.letters(columns.count))\#(row)"/>"#) }
        append(SheetMarkup.validations(columns, parts))
        append("</worksheet>")
        try flush()
    }

    private func writeLists() throws {
        try zip.begin("xl/worksheets/sheet\(parts.layouts.count + 1).xml")
        append(SheetMarkup.opening([], isFirst: false))
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
        var result: [UInt8] = []
        let writer = try XLSXWriter([layout], title: layout.name) { result += $0 }
        for row in rows { try writer.write(row) }
        try writer.finish()
        return result
    }
}
