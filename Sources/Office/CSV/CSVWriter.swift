/// Writes a text table: UTF-8, lines ended by LF, quotes only where they are needed.
package struct CSVWriter {
    package struct Options: Sendable {
        /// Excel takes a file without a byte order mark for GBK.
        package var hasByteOrderMark: Bool
        /// Puts `'` before a cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, return).
        package var defusesFormulas: Bool

        package init(hasByteOrderMark: Bool = false, defusesFormulas: Bool = false) {
            self.hasByteOrderMark = hasByteOrderMark
            self.defusesFormulas = defusesFormulas
        }

        /// For people who open it in a spreadsheet.
        package static let forExcel = Options(hasByteOrderMark: true, defusesFormulas: true)
    }

    private let options: Options
    private let sink: ([UInt8]) throws -> Void
    private var pending: [UInt8]

    package init(_ options: Options = Options(), sink: @escaping ([UInt8]) throws -> Void) {
        self.options = options
        self.sink = sink
        pending = options.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    }

    package mutating func write(_ cells: [String]) throws {
        append(cells)
        if pending.count >= 1 << 16 { try flush() }
    }

    /// Hands over what is left; call it once at the end.
    package mutating func finish() throws {
        try flush()
    }

    /// A whole table as one text.
    package static func text(_ rows: [[String]], _ options: Options = Options()) -> String {
        var writer = CSVWriter(options) { _ in }
        for row in rows { writer.append(row) }
        return String(decoding: writer.pending, as: UTF8.self)
    }

    private mutating func flush() throws {
        guard !pending.isEmpty else { return }
        try sink(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { pending.append(44) }
            // An empty line is no record, so a single empty cell is written as "".
            append(cell, quoted: cells.count == 1 && cell.isEmpty)
        }
        pending.append(10)
    }

    private mutating func append(_ cell: String, quoted: Bool) {
        let prefix = options.defusesFormulas && isFormula(cell) ? "'" : ""
        let needsQuotes = quoted || cell.utf8.contains { $0 == 44 || $0 == quote || $0 == 10 || $0 == 13 }
        guard needsQuotes else {
            pending.append(contentsOf: prefix.utf8)
            return pending.append(contentsOf: cell.utf8)
        }
        pending.append(quote)
        pending.append(contentsOf: prefix.utf8)
        for byte in cell.utf8 {
            if byte == quote { pending.append(quote) }
            pending.append(byte)
        }
        pending.append(quote)
    }

    private func isFormula(_ cell: String) -> Bool {
        guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
        // A negative number is what it looks like.
        let isNumber = first == 45 && cell.utf8.dropFirst().allSatisfy { (48...57).contains($0) || $0 == 46 }
        return !isNumber || cell.utf8.count == 1
    }
}
