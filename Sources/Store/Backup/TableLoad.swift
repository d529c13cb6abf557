import Crypto
package import SQLCore

/// Takes one table's lines as they come and stores its rows, some hundred with a statement.
package struct TableLoad {
    private let table: String
    private let db: SQLConnection
    private var hasher = SHA256()
    private var pending: [UInt8] = []
    private var columns: SQL?
    private var width = 0
    private var batch: [SQL] = []
    private var rows = 0

    package init(_ table: String, in db: SQLConnection) {
        self.table = table
        self.db = db
    }

    package mutating func feed(_ bytes: [UInt8]) throws {
        hasher.update(data: bytes)
        pending += bytes
        var start = pending.startIndex
        while let end = pending[start...].firstIndex(of: 0x0a) {
            try take(pending[start..<end])
            start = end + 1
        }
        pending.removeFirst(start)
    }

    /// Stores what is left and says what the table held.
    package mutating func finish() throws -> TableContent {
        guard pending.isEmpty else { throw unreadable }
        try store()
        return TableContent(name: table, rows: rows, sha256: hasher.finalize().hexadecimal)
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws {
        guard let values = RowLine.values(line) else { throw unreadable }
        guard columns != nil else {
            let names = try values.map { value -> SQL in
                guard case .text(let name) = value else { throw unreadable }
                return .identifier(name)
            }
            columns = .joined(names, separator: ", ")
            width = names.count
            return
        }
        guard values.count == width else { throw unreadable }
        rows += 1
        batch.append("(\(SQL.joined(values.map { "\(value: $0)" }, separator: ", ")))")
        if batch.count * width >= 2_000 { try store() }
    }

    private mutating func store() throws {
        guard let columns, !batch.isEmpty else { return }
        let rows = SQL.joined(batch, separator: ", ")
        try db.execute("INSERT INTO \(SQL.identifier(table)) (\(columns)) VALUES \(rows)")
        batch.removeAll(keepingCapacity: true)
    }

    private var unreadable: SQLError { .failed(detail: "the lines of \(table) cannot be read") }
}

extension TableLoad {
    /// Whether none of the tables that exist holds a row.
    package static func isEmpty(_ tables: [String], in db: SQLConnection) throws -> Bool {
        for table in tables where try db.first("SELECT 1 FROM \(SQL.identifier(table)) LIMIT 1") != nil {
            return false
        }
        return true
    }
}
