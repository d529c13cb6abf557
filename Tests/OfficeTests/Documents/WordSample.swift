import Office

/// A DOCX put together from raw parts, so that rare and broken ones can be made.
struct WordSample {
    var body: String
    var numbering: String?
    var styles: String?
    var footnotes: String?
    var prologue = ""

    init(_ body: String..., numbering: String? = nil, styles: String? = nil, footnotes: String? = nil) {
        self.body = body.joined()
        self.numbering = numbering
        self.styles = styles
        self.footnotes = footnotes
    }

    private static let space = #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#

    var parts: [(name: String, text: String)] {
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        let named = [("numbering", numbering), ("styles", styles), ("footnotes", footnotes)]
        let present = named.compactMap { name, text in text.map { (name, $0) } }
        let overrides = (present.map(\.0) + ["document"]).map { name in
            let type = name == "document" ? "document.main" : name
            return #"<Override PartName="/word/\#(name).xml" ContentType="\#(main).\#(type)+xml"/>"#
        }
        let types = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            \(overrides.joined())</Types>
            """
        return [
            ("[Content_Types].xml", types),
            ("_rels/.rels", Self.relations([("officeDocument", "word/document.xml")])),
            ("word/_rels/document.xml.rels", Self.relations(present.map { ($0.0, "\($0.0).xml") })),
            ("word/document.xml", "\(prologue)<w:document \(Self.space)><w:body>\(body)</w:body></w:document>"),
        ] + present.map { ("word/\($0.0).xml", "<w:\($0.0) \(Self.space)>\($0.1)</w:\($0.0)>") }
    }

    private static func relations(_ all: [(type: String, target: String)]) -> String {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let each = all.enumerated().map { index, one in
            #"<Relationship Id="rId\#(index + 1)" Type="\#(base)/\#(one.type)" Target="\#(one.target)"/>"#
        }
        return """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\(each.joined())\
            </Relationships>
            """
    }

    func bytes() throws -> [UInt8] { try ZIPWriter.bytes(parts) }

    func read(_ limits: DocumentLimits = DocumentLimits()) throws -> PlainDocument {
        try DocumentReader.read(.bytes(bytes()), limits: limits)
    }
}

/// A paragraph with its properties.
func p(_ text: String, _ properties: String = "") -> String { paragraph(run(text), properties) }

func paragraph(_ inside: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr>\(inside)</w:p>"
}

func run(_ text: String, _ properties: String = "") -> String {
    let safe = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return #"<w:r><w:rPr>\#(properties)</w:rPr><w:t xml:space="preserve">\#(safe)</w:t></w:r>"#
}

/// A cell with its properties; what is in it are paragraphs.
func cell(_ inside: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(inside.hasPrefix("<") ? inside : p(inside))</w:tc>"
}

func row(_ cells: String..., properties: String = "") -> String {
    "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
}

func table(_ rows: String...) -> String {
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
        #"<w:\#($0) w:val="single" w:sz="4"/>"#
    }
    return "<w:tbl><w:tblPr><w:tblBorders>\(borders.joined())</w:tblBorders></w:tblPr>\(rows.joined())</w:tbl>"
}

/// The text of a page or a file.
func plain(_ text: String) throws -> String { try DocumentReader.read(pasted: text).text }
