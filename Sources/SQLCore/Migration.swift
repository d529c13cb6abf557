import Crypto

/// One step of the schema, a numbered file that is never edited once released.
package struct Migration: Sendable, Equatable {
    package let number: Int
    /// The words of the file name, such as `ground` for `0001-ground.sql`.
    package let name: String
    package let sql: String

    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// The hexadecimal SHA-256 of the file, by which an edit after the fact is noticed.
    package var digest: String {
        SHA256.hash(data: Array(sql.utf8)).reduce(into: "") { text, byte in
            text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
    }

    /// The migrations `dialect` takes, in order.
    ///
    /// `0001-x.sql` is for both engines; `0007-x.sqlite.sql` comes together with `0007-x.postgres.sql`.
    /// Numbers count from 1 without a gap, so that a file somebody forgot is noticed at once.
    package static func select(
        from files: [(name: String, text: String)], for dialect: SQLDialect
    ) throws -> [Migration] {
        let all = try files.map { try MigrationFile($0.name, text: $0.text) }
        let chosen = all.filter { $0.dialect == nil || $0.dialect == dialect }.sorted { $0.number < $1.number }
        for (index, file) in chosen.enumerated() where file.number != index + 1 {
            throw SQLError.schema(detail: "migration \(index + 1) is missing or there twice")
        }
        let numbers = Set(all.map(\.number))
        guard numbers.count == chosen.count else {
            throw SQLError.schema(detail: "a migration has no file for \(dialect.rawValue)")
        }
        return chosen.map { Migration(number: $0.number, name: $0.name, sql: $0.text) }
    }
}

/// What a migration's file name says.
private struct MigrationFile {
    let number: Int
    let name: String
    let dialect: SQLDialect?
    let text: String

    init(_ file: String, text: String) throws {
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        let words = parts[0].split(separator: "-", maxSplits: 1)
        guard (2...3).contains(parts.count), parts.last == "sql", words.count == 2, words[0].utf8.count == 4,
            let number = Int(words[0]), number > 0
        else { throw SQLError.schema(detail: "\(file) is not named like 0001-ground.sql") }
        if parts.count == 3 {
            guard let named = SQLDialect(rawValue: String(parts[1])) else {
                throw SQLError.schema(detail: "\(file) names no engine")
            }
            dialect = named
        } else {
            dialect = nil
        }
        self.number = number
        name = String(words[1])
        self.text = text
    }
}
