import CLibpq
import SQLCore

/// What the server answered to one statement.
final class PostgresResult {
    /// Field codes of libpq, which Swift does not see because they are macros of characters.
    static let state = Int32(UInt8(ascii: "C"))
    static let message = Int32(UInt8(ascii: "M"))
    static let constraint = Int32(UInt8(ascii: "n"))
    static let column = Int32(UInt8(ascii: "c"))

    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    var isFine: Bool {
        let status = PQresultStatus(result)
        return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
    }

    /// What was done, such as `COMMIT` or `INSERT 0 1`.
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// Rows inserted, updated or deleted; a SELECT changes none.
    var changes: Int {
        guard ["INSERT", "UPDATE", "DELETE"].contains(where: tag.hasPrefix) else { return 0 }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    var rows: [SQLRow] {
        let width = PQnfields(result)
        guard width > 0 else { return [] }
        let columns = SQLColumns((0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        let kinds = (0..<width).map { PostgresKind(PQftype(result, $0)) }
        return (0..<PQntuples(result)).map { row in
            SQLRow(columns: columns, values: (0..<width).map { value(row, $0, kinds[Int($0)]) })
        }
    }

    func field(_ code: Int32) -> String {
        PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
    }

    private func value(_ row: Int32, _ column: Int32, _ kind: PostgresKind) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        return kind.value(String(decoding: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}

/// How a column's text is read, by the object id of its type.
enum PostgresKind {
    case integer, real, bool, numeric, text

    init(_ type: Oid) {
        switch type {
        case 16: self = .bool
        case 20, 21, 23, 26: self = .integer
        case 700, 701: self = .real
        case 1_700: self = .numeric
        default: self = .text
        }
    }

    /// What SQLite would give: `sum` of integers is an integer, `avg` a real.
    ///
    /// PostgreSQL gives numeric for both. A numeric without a decimal point that fits is an integer,
    /// any other a real; a table that needs exact decimals keeps them as integers or text.
    func value(_ text: String) -> SQLValue {
        switch self {
        case .bool: .bool(text == "t")
        case .integer: Int(text).map(SQLValue.integer) ?? .text(text)
        case .real: Double(text).map(SQLValue.real) ?? .text(text)
        case .numeric: Int(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
        case .text: .text(text)
        }
    }
}

extension SQLError {
    /// By SQLSTATE; names constraints and columns, never values.
    init(_ result: PostgresResult) {
        let state = result.field(PostgresResult.state)
        let message = result.field(PostgresResult.message)
        let constraint = result.field(PostgresResult.constraint)
        switch state {
        case "23505": self = .unique(detail: constraint)
        case "23503": self = .foreignKey(detail: constraint)
        case "23514": self = .check(detail: constraint)
        case "23502": self = .notNull(detail: result.field(PostgresResult.column))
        case "40001", "40P01": self = .conflict(detail: message)
        case _ where state.hasPrefix("08") || state.hasPrefix("57P"): self = .unavailable(detail: message)
        default: self = .failed(detail: "\(state): \(message)")
        }
    }

    static var closed: SQLError { .unavailable(detail: "the database is closed") }
}
