/// The part of a DOCX that holds the words of its footnotes.
enum DOCXFootnotes {
    /// Word wants its own two separators first; ours are counted from 1.
    static func xml(_ notes: [String]) -> String {
        let separators = [(-1, "separator"), (0, "continuationSeparator")].map { id, kind in
            """
            <w:footnote w:type="\(kind)" w:id="\(id)"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>\
            <w:r><w:\(kind)/></w:r></w:p></w:footnote>
            """
        }
        let each = notes.enumerated().map { index, text in
            let mark = #"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>"#
            let paragraph = DOCXParagraph.xml(runs: mark + DOCXParagraph.run(" " + text), style: "FootnoteText")
            return "<w:footnote w:id=\"\(index + 1)\">\(paragraph)</w:footnote>"
        }
        return XMLMarkup.declaration + """
            <w:footnotes xmlns:w="\(DOCXStyles.namespace)">\(separators.joined())\(each.joined())</w:footnotes>
            """
    }

    static func reference(_ id: Int) -> String {
        """
        <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="\(id)"/></w:r>
        """
    }
}
