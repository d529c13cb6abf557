/// How a sheet that is written looks: its name and columns.
package struct SheetLayout: Sendable {
    package struct Column: Sendable {
        package enum Kind: Sendable {
            case general
            /// Codes and other digits that must keep their leading zeros.
            case text
            case day
            /// A number that is shown with so many digits after the point, 0 to 4.
            case number(digits: Int)
        }

        package var title: String
        package var kind: Kind
        /// What a person may choose from; empty when anything may be typed.
        package var choices: [String]
        /// In characters of the standard font; a Chinese one counts as two.
        package var width: Int

        package init(_ title: String, kind: Kind = .general, width: Int? = nil, choices: [String] = []) {
            self.title = title
            self.kind = kind
            self.choices = choices
            self.width = width ?? max(10, title.unicodeScalars.reduce(4) { $0 + ($1.value < 256 ? 1 : 2) })
        }
    }

    /// Excel allows 31 characters, none of `[]:*?/\`; others are left out.
    package var name: String
    package var columns: [Column]
    /// Nil for a list, whose columns' titles are a header that filters.
    package var frame: SheetFrame?

    package init(name: String, columns: [Column], frame: SheetFrame? = nil) {
        self.frame = frame
        let allowed = name.filter { !"[]:*?/\\'".contains($0) }.prefix(31)
        self.name = allowed.isEmpty ? "Sheet1" : String(allowed)
        self.columns = columns
    }
}

/// One cell that is written.
package enum SheetCell: Sendable, Equatable {
    case empty
    case text(String)
    case integer(Int)
    case number(Double)
    /// A decimal as text, such as `97.50`; anything else is written as text.
    case decimal(String)
    /// `yyyy-MM-dd`; anything else is written as text.
    case day(String)
}

/// The XML namespaces of workbooks.
enum SheetNames {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
    static let contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
}
