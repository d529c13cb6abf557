package import SQLCore

/// What each office sets for itself, such as its terms: a table of the office's region code, the value as JSON, and a version.
package struct OfficeSetting<Value: Codable & Sendable>: Sendable {
    private let table: SQL

    package init(_ table: String) {
        self.table = SQL.identifier(table)
    }

    /// What an office has set, and its version; nil while it has set nothing.
    package func load(of office: String, in db: SQLConnection) throws -> (Value, Int)? {
        let row = try db.first("SELECT content, version FROM \(table) WHERE office = \(office)")
        return try row.map { (try JSONColumn.value($0.get(0)), try $0.get(1)) }
    }

    /// Those of all offices that have set something, by office; there are few.
    package func all(in db: SQLConnection) throws -> [String: Value] {
        let rows = try db.rows("SELECT office, content FROM \(table)")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try JSONColumn.value($0.get(1))) })
    }

    /// Sets it; throws `stale` where `version` is not the one that is there, 0 for none.
    package func save(
        _ value: Value, of office: String, version: Int, else stale: any Error, in db: SQLConnection
    ) throws {
        let changed = try db.execute(
            """
            INSERT INTO \(table) (office, content, version) SELECT \(office), \(try JSONColumn.text(value)), 1
            WHERE \(version) = 0 OR EXISTS (SELECT 1 FROM \(table) WHERE office = \(office))
            ON CONFLICT (office) DO UPDATE SET content = excluded.content, version = \(version + 1)
                WHERE \(table).version = \(version)
            """)
        guard changed == 1 else { throw stale }
    }

    /// Gives the own one up; throws `stale` as `save` does.
    package func remove(of office: String, version: Int, else stale: any Error, in db: SQLConnection) throws {
        let removed = try db.execute("DELETE FROM \(table) WHERE office = \(office) AND version = \(version)")
        guard removed == 1 else { throw stale }
    }
}
