import Foundation
package import Office
package import Supervision

/// A plan or a summary on its way in: a file or pasted text, made ready for the reader.
package enum PlanFile {
    /// Reads a DOCX, PDF, HTML, text, DOC or WPS file; throws `DocumentError` when it is none.
    package static func source(path: String) async throws -> PlanSource { try await source(.path(path)) }

    package static func source(_ file: FileSource) async throws -> PlanSource {
        // LibreOffice may take a minute: on a thread of its own it waits for no task, and no task for it.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { PlanSource(try DocumentReader.read(file)) })
            }
        }
    }

    /// Reads what somebody pasted: text, or the markup of a page.
    package static func source(pasted text: String) async throws -> PlanSource {
        try await source(.bytes(Array(text.utf8)))
    }
}

extension PlanSource {
    init(_ document: PlainDocument) {
        self.init(
            document.text,
            tables: document.tables.map { table in
                Table(rows: table.rows.map { $0.map { SourceSpan($0.lowerBound, $0.upperBound) } })
            })
    }
}
