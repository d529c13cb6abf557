/// Cuts UTF-8 text into records by RFC 4180, piece by piece.
///
/// As lenient as Excel: any line end, quotes inside an unquoted field are letters.
struct CSVParser {
    typealias Row = (Int, [String]) throws -> Void

    private enum State {
        case fieldStart, plain, quoted, quoteInQuoted
    }

    private let separator: UInt8
    private let limits: SpreadsheetLimits
    private var state = State.fieldStart
    private var field: [UInt8] = []
    private var cells: [String] = []
    private var isAfterReturn = false
    /// The record being read, from 1; a record is one row of the sheet that Excel would show.
    private var number = 1
    private var delivered = 0

    init(separator: UInt8, limits: SpreadsheetLimits) {
        self.separator = separator
        self.limits = limits
    }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Row) throws {
        for byte in bytes {
            if isAfterReturn {
                isAfterReturn = false
                if byte == newline { continue }
            }
            switch state {
            case .quoted: try takeQuoted(byte)
            case .quoteInQuoted where byte == quote:
                state = .quoted
                try append(byte)
            case .fieldStart where byte == quote: state = .quoted
            default: try takePlain(byte, row)
            }
        }
    }

    mutating func finish(_ row: Row) throws {
        guard state != .quoted else { throw SpreadsheetError.unclosedQuote(row: number) }
        if state != .fieldStart || !cells.isEmpty { try endRecord(row) }
    }

    private mutating func takeQuoted(_ byte: UInt8) throws {
        if byte == quote { state = .quoteInQuoted } else { try append(byte) }
    }

    private mutating func takePlain(_ byte: UInt8, _ row: Row) throws {
        switch byte {
        case separator:
            endField()
            guard cells.count < limits.columns * 2 else {
                throw SpreadsheetError.tooManyColumns(row: number, limit: limits.columns)
            }
        case newline: try endRecord(row)
        case carriageReturn:
            isAfterReturn = true
            try endRecord(row)
        default:
            state = .plain
            try append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) throws {
        // At most four bytes a character, so memory stays bounded before the characters are counted.
        guard field.count < limits.cellCharacters * 4 else {
            throw SpreadsheetError.cellTooLong(row: number, column: cells.count + 1, limit: limits.cellCharacters)
        }
        field.append(byte)
    }

    private mutating func endField() {
        cells.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        state = .fieldStart
    }

    private mutating func endRecord(_ row: Row) throws {
        endField()
        cells.dropTrailingEmpty()
        if !cells.isEmpty {
            delivered += 1
            try check()
            try row(number, cells)
        }
        cells.removeAll(keepingCapacity: true)
        number += 1
    }

    private func check() throws {
        guard delivered <= limits.rows else { throw SpreadsheetError.tooManyRows(limit: limits.rows) }
        guard cells.count <= limits.columns else {
            throw SpreadsheetError.tooManyColumns(row: number, limit: limits.columns)
        }
        let limit = limits.cellCharacters
        if let column = cells.firstIndex(where: { $0.utf8.count > limit && $0.count > limit }) {
            throw SpreadsheetError.cellTooLong(row: number, column: column + 1, limit: limit)
        }
    }
}

let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension [String] {
    mutating func dropTrailingEmpty() {
        while let end = last, end.isEmpty { removeLast() }
    }
}
