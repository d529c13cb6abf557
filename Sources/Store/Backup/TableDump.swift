import Crypto
package import SQLCore
import Supervision

/// What a backup holds of one table.
package struct TableContent: Sendable, Equatable, Codable {
    package let name: String
    package let rows: Int
    /// Of all lines, each with its line feed.
    package let sha256: String
}

/// The tables as lines, the same whichever engine they come from and go to.
package enum TableDump {
    /// Kept out of backups: nobody stays signed in, no lease outlives its holder, what is counted is noted again as the
    /// rows come back, and by what addresses of the public are known for a day is gone after it everywhere.
    static let transient: Set<String> = [
        "session", "lease", "tally_note", "tally", "coverage_count", "tip_key", "tip_rate", "tip_puzzle",
    ]

    /// The tables that `migrations` make, each after those that it refers to.
    package static func tables(of migrations: [Migration]) -> [String] {
        var names: [String] = []
        for statement in migrations.flatMap({ StatementSplitter.statements(in: $0.sql) }) {
            let lines = statement.split(separator: "\n").filter { !String($0).trimmed.hasPrefix("--") }
            let words = lines.joined(separator: " ").split { $0 == " " || $0 == "(" }.prefix(3)
            guard words.count == 3, let name = words.last, words[1] == "TABLE" else { continue }
            if words[0] == "CREATE" { names.append(String(name)) }
            if words[0] == "DROP" { names.removeAll { $0 == name } }
        }
        return names
    }

    /// Gives the table's lines to `sink`, in pieces: first the columns' names, then the rows.
    package static func write(
        _ table: String, in db: SQLConnection, to sink: ([UInt8]) throws -> Void
    ) throws -> TableContent {
        let columns = try Column.all(of: table, in: db)
        var hasher = SHA256()
        var pending: [UInt8] = []
        var rows = 0
        func flush() throws {
            hasher.update(data: pending)
            try sink(pending)
            pending.removeAll(keepingCapacity: true)
        }
        RowLine.append(columns.map { .text($0.name) }, to: &pending)
        let names = SQL.joined(columns.map { .identifier($0.name) }, separator: ", ")
        let none: SQL = transient.contains(table) ? "WHERE false" : ""
        try db.forEach("SELECT \(names) FROM \(SQL.identifier(table)) \(none)") { row in
            rows += 1
            RowLine.append(zip(columns, row.values).map { $0.neutral($1) }, to: &pending)
            if pending.count >= 1 << 16 { try flush() }
        }
        try flush()
        return TableContent(name: table, rows: rows, sha256: hasher.finalize().hexadecimal)
    }

    /// A column as the engine's catalogue knows it.
    private struct Column {
        let name: String
        let isTruth: Bool

        static func all(of table: String, in db: SQLConnection) throws -> [Column] {
            let rows =
                switch db.dialect {
                case .sqlite: try db.rows("SELECT name, type = 'BOOLEAN' FROM pragma_table_info(\(table)) ORDER BY cid")
                case .postgres:
                    try db.rows(
                        """
                        SELECT column_name::text, data_type = 'boolean' FROM information_schema.columns
                        WHERE table_schema = current_schema() AND table_name = \(table) ORDER BY ordinal_position
                        """)
                }
            return try rows.map { try Column(name: $0.get(0), isTruth: $0.get(1)) }
        }

        /// SQLite keeps a truth value as 0 or 1.
        func neutral(_ value: SQLValue) -> SQLValue {
            guard isTruth, case .integer(let number) = value else { return value }
            return .bool(number != 0)
        }
    }
}
