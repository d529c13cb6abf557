/// One paragraph as WordprocessingML.
enum DOCXParagraph {
    static func xml(_ text: String, style: String, properties: String = "", run: String = "") -> String {
        xml(runs: self.run(text, run), style: style, properties: properties)
    }

    static func xml(runs: String, style: String, properties: String = "") -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(properties)</w:pPr>\(runs)</w:p>"
    }

    /// A piece of text, its line breaks kept.
    static func run(_ text: String, _ properties: String = "") -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "<w:t xml:space=\"preserve\">\(XMLMarkup.escaped(String($0)))</w:t>"
        }
        let runProperties = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
        return "<w:r>\(runProperties)\(lines.joined(separator: "<w:br/>"))</w:r>"
    }

    static let tab = "<w:r><w:tab/></w:r>"

    /// A line of one point: what must stand where Word wants a paragraph and the page wants nothing.
    ///
    /// Behind a table that ends a document, or with the page that a section ends with.
    static func hairline(sectionEnd page: String = "") -> String {
        """
        <w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>\
        \(page)</w:pPr></w:p>
        """
    }

    /// In characters of the body; Latin letters and digits are half as wide.
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 256 ? 0.5 : 1) }
    }
}
