import GRDB
import SQLCore

extension SQLConnection {
    /// The open transaction of `db`.
    convenience init(_ db: Database) {
        self.init(
            dialect: .sqlite,
            run: { statement in try SQLError.mapping { try db.run(statement) } },
            stream: { query, body in try SQLError.mapping { try db.stream(query, body) } })
    }
}

extension Database {
    fileprivate func run(_ sql: SQLCore.SQL) throws -> SQLResult {
        let statement = try prepared(sql)
        let before = totalChangesCount
        var rows: [SQLRow] = []
        if statement.columnCount > 0 {
            try each(statement) { rows.append($0) }
        } else {
            try statement.execute()
        }
        // `changesCount` leaves out what a cascade changed, but a statement that changes nothing keeps the old one.
        return SQLResult(rows: rows, changes: totalChangesCount == before ? 0 : changesCount)
    }

    /// Not from the cache: `body` may run the same statement while this one still gives rows.
    fileprivate func stream(_ sql: SQLCore.SQL, _ body: (SQLRow) throws -> Void) throws {
        let statement = try makeStatement(sql: sql.text(for: .sqlite))
        try statement.setArguments(Database.arguments(sql))
        try each(statement, body)
    }

    private func each(_ statement: Statement, _ body: (SQLRow) throws -> Void) throws {
        let columns = SQLColumns(statement.columnNames)
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            let values = columns.names.indices.map { SQLValue(row[$0] as DatabaseValue) }
            try body(SQLRow(columns: columns, values: values))
        }
    }

    /// A long list is not cached, or lists of every length would pile up.
    private func prepared(_ sql: SQLCore.SQL) throws -> Statement {
        let text = sql.text(for: .sqlite)
        let isCommon = sql.values.count <= 32 && text.utf8.count <= 4_096
        let statement = try isCommon ? cachedStatement(sql: text) : makeStatement(sql: text)
        try statement.setArguments(Database.arguments(sql))
        return statement
    }

    private static func arguments(_ sql: SQLCore.SQL) -> StatementArguments {
        StatementArguments(sql.values.map { $0.storable.databaseValue })
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .bool(let flag): flag.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(Int(number))
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}

extension SQLError {
    fileprivate static func mapping<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw SQLError(error)
        }
    }

    /// The message names the columns, never the values.
    init(_ error: DatabaseError) {
        let detail = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .unique(detail: detail)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .foreignKey(detail: detail)
        case .SQLITE_CONSTRAINT_CHECK: self = .check(detail: detail)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNull(detail: detail)
        default: self = SQLError.other(error.resultCode, detail)
        }
    }

    private static func other(_ code: ResultCode, _ detail: String) -> SQLError {
        switch code {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .conflict(detail: detail)
        case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_FULL:
            .unavailable(detail: "\(code.rawValue): \(detail)")
        default: .failed(detail: "\(code.rawValue): \(detail)")
        }
    }
}
