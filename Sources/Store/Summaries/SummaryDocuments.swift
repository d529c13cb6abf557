package import SQLCore
package import Supervision

extension Seals {
    /// The seal of the entry of a document's issuance; nil while there is none.
    package static func issuance(
        of id: DocumentID, in db: SQLConnection
    ) throws -> (sequence: Int, hash: String)? {
        try db.first(
            """
            SELECT s.sequence, s.hash FROM audit_entry e JOIN audit_seal s ON s.entry_id = e.id
            WHERE e.subject_id = \(id) AND e.subject_kind = 'document' AND e.action = 'document.issued'
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }
}

// Where a summary becomes a document, and where its figures are frozen.
extension Documents {
    static func handIn(_ summary: Summary, as id: DocumentID, in place: Place, _ act: Act) throws {
        let document = try summary.handedIn(as: id, by: act.viewer.person, on: act.day)
        try insert(DocumentRecord(document, subjectKind: .office, subject: "", place: place), act)
    }

    static func handInAgain(_ old: Document, _ summary: Summary, _ act: Act) throws {
        var record = try require(old.id, visibleTo: act.viewer, in: act.db)
        record.document = try summary.rewriting(record.document, by: act.viewer.person, on: act.day)
        try save(record, "document.edited", act)
        record.document = try record.document.submitted(by: act.viewer.person, on: act.day)
        try save(record, "document.submitted", act)
    }

    /// With its figures as they are stated, the digest that goes into the audit, and the head of the sealed audit.
    static func frozen(_ document: Document, _ act: Act) throws -> Document {
        guard let sources = document.sources else { return document }
        let head = try Seals.head(in: act.db)
        return document.freezing(
            at: act.at, digest: sha256(sources.canonical), sequence: head.sequence, head: head.hash)
    }

    /// What is written from records is changed where it is written.
    static func requireNoSources(_ document: Document) throws(DocumentRefusal) {
        guard document.sources == nil else { throw .throughSummary }
    }

    /// The names that a text of the office for the public must not hold: people with accounts, and inspectors.
    static func officeNames(_ place: Place, in db: SQLConnection) throws -> [String] {
        let own: SQL = """
            province = \(place.province) AND city = \(place.city) AND county = \(place.county) AND zone = \(place.zone)
            """
        return try db.rows(
            "SELECT DISTINCT p.name FROM person p JOIN account a ON a.person_id = p.id WHERE \(own) ORDER BY p.name"
        ).map { try $0.get(0) }
    }
}
