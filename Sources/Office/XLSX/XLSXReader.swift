/// An Excel workbook, read as a stream: memory holds its distinct texts and one row.
package final class XLSXReader {
    private let archive: ZIPArchive
    private let workbook: Workbook
    private let limits: SpreadsheetLimits

    package init(_ source: FileSource, limits: SpreadsheetLimits = .imports) throws {
        archive = try ZIPArchive(source)
        workbook = try Workbook(archive, limits: limits)
        self.limits = limits
    }

    /// Names of the visible sheets in order.
    package var sheetNames: [String] { workbook.sheets.filter(\.isVisible).map(\.name) }

    /// Gives each row that holds anything: its number from 1, and its cells without trailing empty ones.
    ///
    /// `sheet` names one; nil takes the first visible one.
    package func forEachRow(sheet name: String? = nil, _ body: (Int, [String]) throws -> Void) throws {
        let sheet = try workbook.sheet(named: name)
        var rows = SheetRows(
            shared: try optional(workbook.sharedStringsPart) { try SharedStrings($0, limits: limits) }
                ?? SharedStrings(),
            styles: try optional(workbook.stylesPart) { try CellStyles($0) } ?? CellStyles(),
            dates: SerialDate(is1904: workbook.is1904),
            merged: try MergedAreas(archive.require(sheet.part, upTo: limits.unpackedBytes)),
            limits: limits)
        let xml = try XMLPull(archive.require(sheet.part, upTo: limits.unpackedBytes))
        try rows.read(xml, part: sheet.part, body)
    }

    private func optional<T>(_ part: String?, _ read: (XMLPull) throws -> T) throws -> T? {
        guard let part, let entry = try archive.entry(part, upTo: limits.unpackedBytes) else { return nil }
        return try read(XMLPull(entry))
    }
}
