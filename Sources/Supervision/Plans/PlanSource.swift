/// A document as the reader takes it: decoded text, and where its tables were known to stand.
///
/// Plain text knows no tables; the reader then looks for tabs.
package struct PlanSource: Hashable, Sendable {
    package let text: String
    package let tables: [Table]

    package init(_ text: String, tables: [Table] = []) {
        self.text = text
        self.tables = tables
    }

    /// Rows of cells, each a span of the text; a merged cell is named in every row that it reaches into.
    package struct Table: Hashable, Sendable, Codable {
        package var rows: [[SourceSpan]]

        package init(rows: [[SourceSpan]]) {
            self.rows = rows
        }
    }
}
