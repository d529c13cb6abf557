package import SQLCore
package import Supervision

/// The collection_record table: a unit's figures of a year, one row however many they are.
package enum CollectionRecords {
    /// All figures, and of these the locked ones.
    package static func find(
        _ organisation: OrganisationID, year: Int, in db: SQLConnection
    ) throws -> (figures: RecordedValues, locked: RecordedValues) {
        let row = try db.first(
            """
            SELECT figures, locked FROM collection_record WHERE organisation_id = \(organisation) AND year = \(year)
            """)
        guard let row else { return (RecordedValues(), RecordedValues()) }
        return (try read(row, 0), try read(row, 1))
    }

    /// Figures of each of these returns, in their order.
    package static func values(of rows: [CollectionReturnRow], in db: SQLConnection) throws -> [RecordedValues] {
        guard let year = rows.first?.year else { return [] }
        let found = try values(of: rows.map(\.value.organisation), year: year, in: db)
        return rows.map { found[$0.value.organisation] ?? RecordedValues() }
    }

    /// Figures of some units of a year; ask first whether the viewer may see them.
    static func values(
        of units: [OrganisationID], year: Int, in db: SQLConnection
    ) throws -> [OrganisationID: RecordedValues] {
        var found: [OrganisationID: RecordedValues] = [:]
        var rest = units[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(500))
            rest = rest.dropFirst(500)
            for row in try db.rows(
                """
                SELECT organisation_id, figures FROM collection_record
                WHERE year = \(year) AND organisation_id IN (\(list: part))
                """)
            { found[try row.get(0)] = try read(row, 1) }
        }
        return found
    }

    static func store(
        _ figures: RecordedValues, of organisation: OrganisationID, year: Int, _ act: Act
    ) throws {
        let changed = try act.db.execute(
            """
            UPDATE collection_record SET figures = \(figures.packed), updated_at = \(act.at)
            WHERE organisation_id = \(organisation) AND year = \(year)
            """)
        // The round made the row; without it nobody would have been asked.
        guard changed == 1 else { throw CollectionRefusal.notFound }
    }

    /// What stands locked follows from the unit's locked returns of the year.
    static func relock(_ organisation: OrganisationID, year: Int, _ act: Act) throws {
        let figures = try find(organisation, year: year, in: act.db).figures
        var keys: Set<String> = []
        for row in try act.db.rows(
            """
            SELECT r.form, x.stages FROM collection_return x JOIN collection_round r ON r.id = x.round_id
            WHERE x.organisation_id = \(organisation) AND x.year = \(year) AND x.state = 'locked'
            """)
        {
            let form = try CollectionForms.require(try row.get(0), in: act.db)
            keys.formUnion(form.items(for: CollectionUnits.stages(try row.get(1))).map(\.key))
        }
        try act.db.execute(
            """
            UPDATE collection_record SET locked = \(figures.only(keys).packed), updated_at = \(act.at)
            WHERE organisation_id = \(organisation) AND year = \(year)
            """)
    }

    static func read(_ row: SQLRow, _ position: Int) throws -> RecordedValues {
        guard let values = RecordedValues(packed: try row.get(position)) else {
            throw SQLError.unreadable(column: "figures")
        }
        return values
    }
}

/// Where a change of values came from.
package enum ChangeSource: String, Sendable, SQLConvertible, CaseIterable {
    case form, upload, office, `import`

    package var label: String {
        switch self {
        case .form: "单位填报"
        case .upload: "单位上传表格"
        case .office: "督导室更正"
        case .import: "督导室导入"
        }
    }
}

/// Some values that were changed together.
package struct ValueHistoryEntry: Sendable, Equatable {
    package let changes: [ValueChange]
    package let source: ChangeSource
    package let reason: String
    package let byName: String
    package let at: Instant

    package init(changes: [ValueChange], source: ChangeSource, reason: String, byName: String, at: Instant) {
        self.changes = changes
        self.source = source
        self.reason = reason
        self.byName = byName
        self.at = at
    }
}

/// The collection_change table: who changed which value when and why.
package enum ValueHistory {
    static func insert(
        _ changes: [ValueChange], of organisation: OrganisationID, year: Int, source: ChangeSource, reason: String,
        _ act: Act
    ) throws {
        let id: Identifier<ValueHistoryEntry> = act.newID()
        try act.db.execute(
            """
            INSERT INTO collection_change (id, organisation_id, year, changes, source, reason, by_person, by_name, at)
            VALUES (\(id), \(organisation), \(year), \(text(of: changes)), \(source), \(reason),
                \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
    }

    /// The changes as JSON, which `list` reads.
    ///
    /// Written by hand, because an import has millions; keys and decimals need no escapes.
    static func text(of changes: [ValueChange]) -> String {
        var text = "["
        for change in changes {
            if text.utf8.count > 1 { text += "," }
            text += "{"
            if let from = change.from { text += "\"from\":\"\(from.text)\"," }
            text += "\"key\":\"\(change.key)\""
            if let to = change.to { text += ",\"to\":\"\(to.text)\"" }
            text += "}"
        }
        return text + "]"
    }

    /// The newest first; ask first whether the viewer may see the unit's return.
    package static func list(
        of organisation: OrganisationID, year: Int, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<ValueHistoryEntry> {
        let rows = try db.rows(
            """
            SELECT changes, source, reason, by_name, at FROM collection_change
            WHERE organisation_id = \(organisation) AND year = \(year) ORDER BY at DESC, id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first(
                "SELECT count(*) FROM collection_change WHERE organisation_id = \(organisation) AND year = \(year)")?
            .get(0) ?? 0
        return Listing(
            rows: try rows.map {
                ValueHistoryEntry(
                    changes: try JSONColumn.value($0.get(0)), source: try $0.get(1), reason: try $0.get(2),
                    byName: try $0.get(3), at: try $0.get(4))
            }, total: total, page: page)
    }
}
