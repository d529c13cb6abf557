package import SQLCore
package import Supervision

/// What a document said after one save, and who wrote it.
package struct DocumentVersion: Sendable, Equatable {
    package let number: Int
    package let text: DocumentText
    /// The version that was restored; nil for new words.
    package let restored: Int?
    package let person: String
    package let at: Instant
}

/// The document_text table: a document's words, save by save.
package enum DocumentVersions {
    /// Newest first; the caller has required the document.
    package static func list(of id: DocumentID, in db: SQLConnection) throws -> [DocumentVersion] {
        try db.rows(
            """
            SELECT t.number, t.content, t.restored, coalesce(p.name, ''), t.at
            FROM document_text t LEFT JOIN person p ON p.id = t.person_id
            WHERE t.document_id = \(id) ORDER BY t.number DESC LIMIT 500
            """
        ).map {
            try DocumentVersion(
                number: $0.get(0), text: JSONColumn.value($0.get(1)), restored: $0.get(2), person: $0.get(3),
                at: $0.get(4))
        }
    }

    /// Keeps the words of a document that has just been written; the same words as before are no version.
    static func keep(_ document: Document, restored: Int? = nil, _ act: Act) throws {
        let digest = digest(of: document.text)
        let row = try act.db.first(
            "SELECT number, digest FROM document_text WHERE document_id = \(document.id) ORDER BY number DESC LIMIT 1")
        let last: Int = try row?.get(0) ?? 0
        if let row, try row.get(1) == digest { return }
        try act.db.execute(
            """
            INSERT INTO document_text (document_id, number, content, digest, restored, person_id, at)
            VALUES (\(document.id), \(last + 1), \(try JSONColumn.text(document.text)), \(digest), \(restored),
                \(act.viewer.person), \(act.at))
            """)
    }

    /// An older version's words as a new version, while it is a draft.
    package static func restore(_ number: Int, of id: DocumentID, version: Int?, _ act: Act) throws {
        var record = try Documents.found(id, version, act)
        try Documents.requireNoSources(record.document)
        guard record.document.kind != .opinion else { throw DocumentRefusal.throughOpinion }
        let row = try act.db.first(
            "SELECT content FROM document_text WHERE document_id = \(id) AND number = \(number)")
        guard let row else { throw DocumentRefusal.noSuchVersion }
        record.document = try record.document.edited(
            JSONColumn.value(row.get(0)), by: act.viewer.person, on: act.day)
        try Documents.save(record, "document.restored", restored: number, act)
    }

    /// Names of attached files are no words: they follow the files.
    private static func digest(of text: DocumentText) -> String {
        let annexes = text.annexes.map(\.title)
        return sha256(([text.plain, text.editable] + text.copies + annexes).joined(separator: "\u{1F}"))
    }
}
