/// One thing wrong with one row, told so that the clerk can put it right in the sheet.
package struct RowProblem: Hashable, Sendable, Codable, Error {
    /// Counted as the sheet does: the header is row 1 when nothing stands above it.
    package let row: Int
    /// The heading as the sheet has it.
    package let column: String
    package let value: String
    package let reason: String

    package init(row: Int, column: String, value: String, reason: String) {
        self.row = row
        self.column = column
        self.value = value
        self.reason = reason
    }
}
