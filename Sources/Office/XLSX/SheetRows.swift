/// Reads the rows of one sheet from its XML.
struct SheetRows {
    private enum Kind {
        case number, shared, text, truth, day
    }

    private let shared: SharedStrings
    private let styles: CellStyles
    private let dates: SerialDate
    private let limits: SpreadsheetLimits
    private var merged: MergedAreas

    private var row = 0
    private var column = 0
    private var cells: [String] = []
    private var value: [UInt8] = []
    private var kind = Kind.number
    private var style = 0
    private var isCollecting = false
    private var isPhonetic = false
    private var delivered = 0
    private static let lastRow = 1_048_576

    init(
        shared: SharedStrings, styles: CellStyles, dates: SerialDate, merged: MergedAreas, limits: SpreadsheetLimits
    ) {
        self.shared = shared
        self.styles = styles
        self.dates = dates
        self.merged = merged
        self.limits = limits
    }

    mutating func read(_ xml: XMLPull, part: String, _ body: (Int, [String]) throws -> Void) throws {
        while try xml.read() {
            switch xml.event {
            case .start: try begin(xml, part)
            case .text: if isCollecting { xml.appendText(to: &value) }
            case .end: try end(xml, body)
            case .other: break
            }
        }
    }

    private mutating func begin(_ xml: XMLPull, _ part: String) throws {
        if xml.isNamed("v") {
            isCollecting = kind != .text || value.isEmpty
        } else if xml.isNamed("c") {
            beginCell(xml)
        } else if xml.isNamed("row") {
            let next = xml.number(of: "r") ?? row + 1
            guard next > row else { throw SpreadsheetError.damaged(part: part) }
            guard next <= SheetRows.lastRow else { throw SpreadsheetError.tooManyRows(limit: SheetRows.lastRow) }
            row = next
            column = 0
            merged.move(to: row)
        } else if xml.isNamed("t") {
            isCollecting = !isPhonetic
        } else if xml.isNamed("rPh") {
            isPhonetic = true
        }
    }

    private mutating func beginCell(_ xml: XMLPull) {
        column = xml.attribute("r").flatMap { CellReference.column($0) } ?? column + 1
        style = xml.number(of: "s") ?? 0
        value.removeAll(keepingCapacity: true)
        guard let type = xml.attribute("t") else { return kind = .number }
        switch (type[0], type[0] == 0 ? 0 : type[1]) {
        case (UInt8(ascii: "s"), 0): kind = .shared
        case (UInt8(ascii: "b"), _): kind = .truth
        case (UInt8(ascii: "d"), _): kind = .day
        case (UInt8(ascii: "n"), _): kind = .number
        default: kind = .text  // str, inlineStr, e
        }
    }

    private mutating func end(_ xml: XMLPull, _ body: (Int, [String]) throws -> Void) throws {
        if xml.isNamed("v") || xml.isNamed("t") {
            isCollecting = false
        } else if xml.isNamed("c") {
            if !value.isEmpty { try endCell() }
        } else if xml.isNamed("row") {
            try endRow(body)
        } else if xml.isNamed("rPh") {
            isPhonetic = false
        }
    }

    private mutating func endCell() throws {
        let text = meaning
        guard !text.isEmpty, !merged.covers(row: row, column: column) else { return }
        guard column <= limits.columns else {
            throw SpreadsheetError.tooManyColumns(row: row, limit: limits.columns)
        }
        guard text.utf8.count <= limits.cellCharacters || text.count <= limits.cellCharacters else {
            throw SpreadsheetError.cellTooLong(row: row, column: column, limit: limits.cellCharacters)
        }
        while cells.count < column { cells.append("") }
        cells[column - 1] = text
    }

    private var meaning: String {
        switch kind {
        case .shared: return Int(String(decoding: value, as: UTF8.self)).flatMap { shared[$0] } ?? ""
        case .text: return XMLText.decode(value)
        case .truth: return value == [UInt8(ascii: "1")] || value.first == UInt8(ascii: "t") ? "TRUE" : "FALSE"
        case .day: return isoDay
        case .number:
            let format = styles[style]
            if format != .number, let serial = Double(String(decoding: value, as: UTF8.self)),
                let text = dates.text(serial, as: format)
            {
                return text
            }
            return PlainDecimal.text(value)
        }
    }

    /// `2026-03-01T08:30:00` of strict workbooks, in our form.
    private var isoDay: String {
        let text = String(decoding: value, as: UTF8.self)
        let parts = text.split(separator: "T")
        guard parts.count == 2 else { return text }
        let time = parts[1].prefix(8)
        return styles[style] == .date || time == "00:00:00" ? String(parts[0]) : "\(parts[0]) \(time)"
    }

    private mutating func endRow(_ body: (Int, [String]) throws -> Void) throws {
        guard !cells.isEmpty else { return }
        delivered += 1
        guard delivered <= limits.rows else { throw SpreadsheetError.tooManyRows(limit: limits.rows) }
        try body(row, cells)
        cells.removeAll(keepingCapacity: true)
    }
}
