/// A table that somebody hands in, whatever its kind; the content decides, not the name.
package struct SpreadsheetReader {
    private enum Content {
        case csv(CSVReader)
        case workbook(XLSXReader, sheet: String?)
    }

    /// The name of the file as its owner knows it.
    package let name: String
    private let content: Content

    /// Opens a workbook (its first visible sheet, or the one named `sheet`) or a text table.
    package static func open(
        _ source: FileSource, name: String = "", sheet: String? = nil, limits: SpreadsheetLimits = .imports
    ) throws -> SpreadsheetReader {
        let start = try source.prefix(1_024)
        if start.isEmpty { throw SpreadsheetError.empty }
        if start.starts(with: OLEContainer.signature) { throw try refusal(ofOLE: source) }
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let reader = try XLSXReader(source, limits: limits)
            return SpreadsheetReader(name: name, content: .workbook(reader, sheet: sheet))
        }
        if isMarkup(start) { throw SpreadsheetError.webPage }
        if start.starts(with: Array("%PDF".utf8)) { throw SpreadsheetError.notASpreadsheet }
        return SpreadsheetReader(name: name, content: .csv(try CSVReader(source, limits: limits)))
    }

    package static func open(
        bytes: [UInt8], name: String = "", sheet: String? = nil, limits: SpreadsheetLimits = .imports
    ) throws -> SpreadsheetReader {
        try open(.bytes(bytes), name: name, sheet: sheet, limits: limits)
    }

    package static func open(
        path: String, name: String = "", sheet: String? = nil, limits: SpreadsheetLimits = .imports
    ) throws -> SpreadsheetReader {
        try open(.path(path), name: name, sheet: sheet, limits: limits)
    }

    /// Visible sheets of a workbook; none for a text table.
    package var sheetNames: [String] {
        switch content {
        case .csv: []
        case .workbook(let reader, _): reader.sheetNames
        }
    }

    /// Gives each row that holds anything: its number in the sheet, from 1, and its cells.
    ///
    /// Empty rows are left out but counted; trailing empty cells are cut, so a row may be
    /// shorter than the header. It may be called again. What `body` throws ends it.
    package func forEachRow(_ body: (Int, [String]) throws -> Void) throws {
        switch content {
        case .csv(let reader): try reader.forEachRow(body)
        case .workbook(let reader, let sheet): try reader.forEachRow(sheet: sheet, body)
        }
    }

    private static func refusal(ofOLE source: FileSource) throws -> SpreadsheetError {
        switch try OLEContainer.content(of: source) {
        case .encrypted: .passwordProtected
        case .workbook: .oldFormat
        case .document, .presentation, .other: .notASpreadsheet
        }
    }

    private static func isMarkup(_ start: [UInt8]) -> Bool {
        let text = String(decoding: start, as: UTF8.self).lowercased().drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return ["<!doctype", "<html", "<?xml", "<table", "<meta", "<head"].contains { text.hasPrefix($0) }
    }
}
