package import SQLCore
package import Supervision

/// A published report as the public sees it in a list.
package struct PublicDocument: Sendable, Equatable {
    package let id: DocumentID
    package let title: String
    package let number: String
    package let office: String
    package let publishedOn: Day
    package let kind: Document.Kind
    package let publicity: Publicity?
}

/// What anybody may read without an account: documents while they are published, and nothing else.
package enum PublicDocuments {
    package static func list(
        matching text: String, kind: Document.Kind? = nil, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<PublicDocument> {
        let like = LikePattern.containing(text)
        let ofKind: SQL = kind.map { "AND d.kind = \($0)" } ?? ""
        let from: SQL = """
            FROM document d WHERE d.published_on IS NOT NULL AND d.title LIKE \(like) ESCAPE '\\' \(ofKind)
            """
        let rows = try db.rows(
            """
            SELECT d.content \(from) ORDER BY d.published_on DESC, d.id DESC LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(from)")?.get(0) ?? 0
        return Listing(rows: try rows.compactMap { try item(JSONColumn.value($0.get(0))) }, total: total, page: page)
    }

    package static func require(_ id: DocumentID, in db: SQLConnection) throws -> Document {
        let row = try db.first("SELECT d.content FROM document d WHERE d.id = \(id) AND d.published_on IS NOT NULL")
        guard let row else { throw DocumentRefusal.notFound }
        return try JSONColumn.value(row.get(0))
    }

    /// A file that was published with its document; anything else is not there.
    package static func attachment(
        _ file: EvidenceID, of id: DocumentID, in db: SQLConnection
    ) throws -> EvidenceFile {
        let document = try require(id, in: db)
        guard document.publicity?.showsAttachments ?? false, let found = try EvidenceFiles.find(file, in: db),
            found.ownerKind == .document, found.owner == id.rawValue
        else { throw EvidenceRefusal.notFound }
        return found
    }

    private static func item(_ document: Document) -> PublicDocument? {
        document.publishedOn.map {
            PublicDocument(
                id: document.id, title: document.text.title, number: document.number?.text ?? "",
                office: document.office, publishedOn: $0, kind: document.kind, publicity: document.publicity)
        }
    }
}
