package import SQLCore
package import Supervision

/// The standards that offices have defined in the browser, such as 教育现代化建设监测.
package enum LocalStandards {
    /// The newest published version of each, as counties are judged by it.
    ///
    /// Nothing unsound is ever published; a text that a later program reads otherwise is left out.
    package static func published(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Standard] {
        try Definitions.published(.standard, visibleTo: viewer, in: db).compactMap { try? parse($0.text) }
    }

    package static func parse(_ text: String) throws(RowProblems) -> Standard {
        try StandardFile.parse(SheetText.rows(text))
    }
}
