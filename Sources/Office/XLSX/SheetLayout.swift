/// How a sheet that is written looks: its name and columns.
package struct SheetLayout: Sendable {
    package struct Column: Sendable {
        package enum Kind: Sendable {
            case general
            /// Codes and other digits that must keep their leading zeros.
            case text
            case day
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

    package init(name: String, columns: [Column]) {
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

/// The styles every workbook of ours has.
enum SheetStyle: Int {
    case general = 0
    case header = 1
    case day = 2
    case text = 3

    init(_ kind: SheetLayout.Column.Kind) {
        switch kind {
        case .general: self = .general
        case .text: self = .text
        case .day: self = .day
        }
    }

    static let part =
        XMLMarkup.declaration + """
            <styleSheet xmlns="\(SheetNames.main)"><numFmts count="1">\
            <numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
            <fonts count="2"><font><sz val="11"/><name val="等线"/></font>\
            <font><b/><sz val="11"/><name val="等线"/></font></fonts>\
            <fills count="3"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
            <xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" \
            applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>\
            <xf numFmtId="170" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """
}

/// The XML namespaces of workbooks.
enum SheetNames {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
    static let contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
}
