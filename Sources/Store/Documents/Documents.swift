package import SQLCore
package import Supervision

/// The document table.
package enum Documents {
    package static func find(
        _ id: DocumentID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> DocumentRecord? {
        try db.first(
            """
            SELECT \(DocumentRecord.columns) FROM document d
            WHERE d.id = \(id) AND \(visible.condition(for: viewer, alias: "d."))
            """
        ).map(DocumentRecord.init)
    }

    package static func require(
        _ id: DocumentID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> DocumentRecord {
        guard let record = try find(id, visibleTo: viewer, in: db) else { throw DocumentRefusal.notFound }
        return record
    }

    /// The one that counts among those about a subject: not withdrawn.
    package static func current(
        _ kind: Document.Kind, about subject: String, in db: SQLConnection
    ) throws -> DocumentRecord? {
        try db.first(
            """
            SELECT \(DocumentRecord.columns) FROM document d
            WHERE d.subject_id = \(subject) AND d.kind = \(kind) AND d.state <> 'withdrawn'
            """
        ).map(DocumentRecord.init)
    }

    /// A unit sees what was sent to it, a team what was issued about its inspections.
    static var visible: Visibility {
        Visibility(
            organisation: {
                """
                d.sent_on IS NOT NULL AND EXISTS (SELECT 1 FROM document_recipient r WHERE r.document_id = d.id
                    AND r.organisation_id = \($0))
                """
            },
            granted: { person, day in
                """
                d.state NOT IN ('draft', 'submitted') AND EXISTS (
                    SELECT 1 FROM access_grant g JOIN inspection i ON i.id = g.subject_id
                    WHERE g.person_id = \(person) AND d.subject_id IN (i.id, i.campaign_id)
                        AND g.from_day <= \(day) AND g.until_day >= \(day))
                """
            })
    }

    /// A new draft, with the head that its office has set for the kind unless it brings one.
    package static func insert(_ record: DocumentRecord, _ act: Act) throws {
        var record = record
        if record.document.layout == nil {
            record.document.layout = try DocumentFormats.current(record.document.kind, for: record.place, act).format
                .layout(office: record.document.office)
        }
        let document = record.document
        try act.db.execute(
            """
            INSERT INTO document (id, kind, subject_kind, subject_id, organisation_id, organisation_name, title, state,
                content, mark, drafted_by, province, city, county, zone, created_at, version)
            VALUES (\(document.id), \(document.kind), \(record.subjectKind.rawValue), \(record.subject),
                \(record.organisation), \(record.organisationName), \(document.text.title), \(document.state),
                \(try JSONColumn.text(document)), '', \(act.viewer.person), \(record.place.province),
                \(record.place.city), \(record.place.county), \(record.place.zone), \(act.at), \(document.version))
            """)
        if let organisation = record.organisation {
            try DocumentRecipients.add(organisation, named: record.organisationName, .main, to: document.id, act)
        }
        try DocumentVersions.keep(document, act)
        try note("document.drafted", record, act)
    }

    /// Writes `record`, whose version was one less; somebody else's change in between is told.
    static func save(_ record: DocumentRecord, _ action: String, restored: Int? = nil, _ act: Act) throws {
        let document = record.document
        let rows = try act.db.rows(
            """
            UPDATE document SET title = \(document.text.title), state = \(document.state),
                content = \(try JSONColumn.text(document)), mark = \(document.number?.mark ?? ""),
                year = \(document.number?.year), serial = \(document.number?.serial), number = \(document.number?.text),
                issued_by = \(document.approvedBy), issued_on = \(document.issuedOn), sent_on = \(document.sentOn),
                published_on = \(document.publishedOn), publicity_until = \(document.publicity?.until),
                publicity_open = \(document.publicity.map { $0.endedOn == nil } ?? false), version = \(document.version)
            WHERE id = \(document.id) AND version = \(document.version - 1) RETURNING id
            """)
        guard !rows.isEmpty else { throw DocumentRefusal.changedMeanwhile }
        try DocumentVersions.keep(document, restored: restored, act)
        try note(action, record, act)
    }

    private static func note(_ action: String, _ record: DocumentRecord, _ act: Act) throws {
        var content = [
            "state": record.document.state.rawValue, "kind": record.document.kind.rawValue,
            "text": sha256(record.document.text.plain),
        ]
        content["number"] = record.document.number?.text
        content["figures"] = record.document.sources.map { $0.frozen?.digest ?? sha256($0.canonical) }
        try act.record(action, of: "document", record.id.rawValue, in: record.place, content)
    }
}
