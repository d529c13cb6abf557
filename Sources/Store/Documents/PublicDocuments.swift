package import SQLCore
package import Supervision

/// A published report as the public sees it in a list.
package struct PublicDocument: Sendable, Equatable {
    package let id: DocumentID
    package let title: String
    package let number: String
    package let office: String
    package let publishedOn: Day
}

/// What anybody may read without an account: documents while they are published, and nothing else.
package enum PublicDocuments {
    package static func list(
        matching text: String, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<PublicDocument> {
        let like = LikePattern.containing(text)
        let from: SQL = "FROM document d WHERE d.published_on IS NOT NULL AND d.title LIKE \(like) ESCAPE '\\'"
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

    private static func item(_ document: Document) -> PublicDocument? {
        document.publishedOn.map {
            PublicDocument(
                id: document.id, title: document.text.title, number: document.number?.text ?? "",
                office: document.office, publishedOn: $0)
        }
    }
}
