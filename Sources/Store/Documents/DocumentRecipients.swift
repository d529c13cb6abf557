package import SQLCore
package import Supervision

/// A unit to which a document goes.
package struct DocumentRecipient: Sendable, Equatable {
    package enum Kind: String, Sendable, SQLConvertible {
        case main, copy

        package var label: String {
            switch self {
            case .main: "主送"
            case .copy: "抄送"
            }
        }
    }

    package let organisation: OrganisationID
    package let name: String
    package let kind: Kind
    package let receivedOn: Day?
    package let receivedBy: String
}

/// The document_recipient table.
package enum DocumentRecipients {
    /// 主送 first; the caller has required the document.
    package static func list(of id: DocumentID, in db: SQLConnection) throws -> [DocumentRecipient] {
        try db.rows(
            """
            SELECT r.organisation_id, r.organisation_name, r.kind, r.received_on, coalesce(p.name, '')
            FROM document_recipient r LEFT JOIN person p ON p.id = r.received_by
            WHERE r.document_id = \(id) ORDER BY r.kind DESC, r.organisation_name, r.organisation_id LIMIT 5000
            """
        ).map {
            try DocumentRecipient(
                organisation: $0.get(0), name: $0.get(1), kind: $0.get(2), receivedOn: $0.get(3), receivedBy: $0.get(4))
        }
    }

    static func add(
        _ unit: OrganisationID, named name: String, _ kind: DocumentRecipient.Kind, to id: DocumentID, _ act: Act
    ) throws {
        try act.db.execute(
            """
            INSERT INTO document_recipient (document_id, organisation_id, organisation_name, kind)
            VALUES (\(id), \(unit), \(name), \(kind)) ON CONFLICT DO NOTHING
            """)
    }

    /// Replaces the recipients of a draft.
    static func set(_ recipients: DocumentUnits, of id: DocumentID, _ act: Act) throws {
        try act.db.execute("DELETE FROM document_recipient WHERE document_id = \(id)")
        for unit in recipients.main { try add(unit.id, named: unit.name, .main, to: id, act) }
        for unit in recipients.copies { try add(unit.id, named: unit.name, .copy, to: id, act) }
    }

    /// A unit signs for what was sent to it.
    package static func receive(_ id: DocumentID, _ act: Act) throws {
        guard case .organisation(let unit) = act.viewer.scope else { throw DocumentRefusal.notRecipient }
        let record = try Documents.require(id, visibleTo: act.viewer, in: act.db)
        let changed = try act.db.execute(
            """
            UPDATE document_recipient SET received_on = \(act.day), received_by = \(act.viewer.person)
            WHERE document_id = \(id) AND organisation_id = \(unit) AND received_on IS NULL
            """)
        guard changed == 1 else { throw DocumentRefusal.wrongState("再次签收", record.document.state) }
        try act.record("document.received", of: "document", id.rawValue, in: record.place)
    }

    /// What the viewer's own unit has to do with it; nil for whoever belongs to no unit.
    package static func own(
        _ id: DocumentID, of viewer: Viewer, in db: SQLConnection
    ) throws -> DocumentRecipient? {
        guard case .organisation(let unit) = viewer.scope else { return nil }
        return try list(of: id, in: db).first { $0.organisation == unit }
    }
}

/// Units that were chosen for a document.
package struct DocumentUnits: Sendable, Equatable {
    package typealias Unit = (id: OrganisationID, name: String)

    package private(set) var main: [Unit]
    package private(set) var copies: [Unit]

    /// Refused when a unit stands twice.
    package init(main: [Unit], copies: [Unit]) throws(DocumentRefusal) {
        var seen: Set<OrganisationID> = []
        for unit in main + copies where !seen.insert(unit.id).inserted { throw .recipientTwice(unit.name) }
        self.main = main
        self.copies = copies
    }

    /// How 主送 reads: the names while they are few.
    package var salutation: String {
        main.count > 6 ? "各有关单位" : main.map(\.name).joined(separator: "、")
    }

    package static func == (left: DocumentUnits, right: DocumentUnits) -> Bool {
        left.main.map(\.id) == right.main.map(\.id) && left.copies.map(\.id) == right.copies.map(\.id)
    }
}
