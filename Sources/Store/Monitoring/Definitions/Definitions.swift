package import SQLCore
package import Supervision

/// Which definitions are wanted; what is empty asks nothing.
package struct DefinitionFilter: Sendable, Equatable {
    package let kind: DefinitionKind
    package var text = ""
    package var state = ""
    package var sort = "saved"
    package var isDescending = true

    package static let sorts = ["-saved", "name", "code", "number"]

    package init(_ kind: DefinitionKind) {
        self.kind = kind
    }
}

/// The definition table: standards and collection forms that offices define, version by version.
package enum Definitions {
    package static func list(
        _ filter: DefinitionFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<DefinitionRecord> {
        var conditions: [SQL] = [try visible(to: viewer, in: db), "d.kind = \(filter.kind)"]
        if !filter.text.isEmpty {
            let pattern = LikePattern.containing(filter.text)
            conditions.append("(d.name LIKE \(pattern) ESCAPE '\\' OR d.code LIKE \(pattern) ESCAPE '\\')")
        }
        if !filter.state.isEmpty { conditions.append("d.state = \(filter.state)") }
        let matching = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            switch filter.sort {
            case "name": "d.name\(down), d.number DESC, d.id"
            case "code": "d.code\(down), d.number DESC, d.id"
            case "number": "d.number\(down), d.code, d.id"
            default: "d.saved_at\(down), d.id"
            }
        let rows = try db.rows(
            """
            SELECT \(DefinitionRecord.columns) \(DefinitionRecord.tables) WHERE \(matching) ORDER BY \(order)
            LIMIT \(page.size) OFFSET \(page.offset)
            """
        ).map { try DefinitionRecord($0) }
        let total: Int = try db.first("SELECT count(*) FROM definition d WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: rows, total: total, page: page)
    }

    package static func require(
        _ id: DefinitionID, _ kind: DefinitionKind, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> DefinitionRecord {
        let row = try db.first(
            """
            SELECT \(DefinitionRecord.columns) \(DefinitionRecord.tables)
            WHERE d.id = \(id) AND d.kind = \(kind) AND \(try visible(to: viewer, in: db))
            """)
        guard let row else { throw DefinitionRefusal.notFound }
        return try DefinitionRecord(row)
    }

    /// All versions of what has the code, the newest first.
    package static func history(
        of record: DefinitionRecord, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [DefinitionRecord] {
        try db.rows(
            """
            SELECT \(DefinitionRecord.columns) \(DefinitionRecord.tables)
            WHERE d.kind = \(record.kind) AND d.code = \(record.code) AND \(try visible(to: viewer, in: db))
            ORDER BY d.number DESC
            """
        ).map { try DefinitionRecord($0) }
    }

    /// The newest published version of each, by name.
    package static func published(
        _ kind: DefinitionKind, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [DefinitionRecord] {
        try db.rows(
            """
            SELECT \(DefinitionRecord.columns) \(DefinitionRecord.tables)
            WHERE d.kind = \(kind) AND d.state = 'published' AND \(try visible(to: viewer, in: db))
                AND d.number = (SELECT max(n.number) FROM definition n
                    WHERE n.kind = d.kind AND n.code = d.code AND n.state = 'published')
            ORDER BY d.name, d.code
            """
        ).map { try DefinitionRecord($0) }
    }

    /// A published version by its code and number, for whoever works with something that uses it.
    package static func published(
        _ kind: DefinitionKind, _ code: String, _ number: Int, in db: SQLConnection
    ) throws -> DefinitionRecord? {
        try db.first(
            """
            SELECT \(DefinitionRecord.columns) \(DefinitionRecord.tables)
            WHERE d.kind = \(kind) AND d.code = \(code) AND d.number = \(number) AND d.state = 'published'
            """
        ).map { try DefinitionRecord($0) }
    }

    /// An office sees its own and those of its region, and what the offices above have published; nobody else any.
    static func visible(to viewer: Viewer, in db: SQLConnection) throws -> SQL {
        guard case .region = viewer.scope else { return viewer.scope == .nation ? "true" : "false" }
        let own = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "d.")
        let above = try Place.office(of: viewer.scope, in: db).above.map { place -> SQL in
            "(\(place.province), \(place.city), \(place.county), \(place.zone))"
        }
        return """
            (\(own) OR (d.state = 'published'
                AND (d.province, d.city, d.county, d.zone) IN (VALUES \(SQL.joined(above, separator: ", ")))))
            """
    }
}
