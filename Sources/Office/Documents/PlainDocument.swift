/// The readable text of a document with the places of its tables.
///
/// A paragraph is a line; the cells of a row are separated by tabs and the row ends the line. Places count Unicode
/// scalars of `text`.
package struct PlainDocument: Sendable, Equatable {
    package let kind: Kind
    package let text: String
    package let tables: [Table]

    /// What the file was, told by its content.
    package enum Kind: String, Sendable, CaseIterable {
        case text, html, docx, pdf
        /// Word 97–2003, WPS, RTF, ODT: read through LibreOffice.
        case doc
    }

    /// Rows of cells; a merged cell is named in every row and column that it reaches into.
    package struct Table: Sendable, Equatable {
        package var rows: [[Range<Int>]]

        package init(rows: [[Range<Int>]]) {
            self.rows = rows
        }
    }
}

extension PlainDocument {
    /// What the tables say, cell by cell.
    package var tableTexts: [[[String]]] {
        let scalars = Array(text.unicodeScalars)
        return tables.map { table in
            table.rows.map { row in
                row.map { cell in
                    var text = String.UnicodeScalarView()
                    text.append(contentsOf: scalars[cell])
                    return String(text)
                }
            }
        }
    }
}

/// How much of a document is taken before it is refused, so that no file can exhaust the server.
package struct DocumentLimits: Sendable, Equatable {
    package var fileBytes = 50 << 20
    /// Bytes of one part of a DOCX after unpacking.
    package var partBytes = 100 << 20
    package var scalars = 1_000_000
    /// Cells of all tables, a merged one counted wherever it reaches.
    package var cells = 20_000
    /// Tables inside tables, text boxes inside text boxes.
    package var depth = 20
    /// Elements inside elements of a web page, most of them never closed.
    package var elements = 1_000
    /// For `pdftotext`.
    package var pdfSeconds = 30
    /// For LibreOffice.
    package var officeSeconds = 60

    package init() {}
}
