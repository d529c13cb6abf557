/// The 版记: to whom copies go, who printed it and when, between rules at the foot of the last page.
///
/// It is a table that floats at the foot of the type area in Word and WPS; LibreOffice 7.4
/// does not let it float and sets it right under the date.
struct DOCXImprint {
    private let document: OfficialDocument
    private static let width = DOCXStyles.textWidth

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String {
        let rows = [copies, issue].compactMap { $0 }
        guard !rows.isEmpty else { return "" }
        return """
            <w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" \
            w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>\
            <w:tblW w:w="\(Self.width)" w:type="dxa"/><w:tblBorders>\(rules)</w:tblBorders>\
            <w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>\
            </w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="\(Self.width)"/></w:tblGrid>\
            \(rows.map(row).joined())</w:tbl>\(Self.anchor)
            """
    }

    /// Lines after the first begin under the first name.
    private var copies: String? {
        guard !document.copies.isEmpty else { return nil }
        let indent = #"<w:ind w:left="1120" w:right="280" w:hanging="840"/>"#
        return DOCXBody.paragraph(
            "抄送：" + document.copies.joined(separator: "，") + "。", style: "Imprint", properties: indent)
    }

    private var issue: String? {
        guard document.issuedBy != nil || document.issuedOn != nil else { return nil }
        let day = document.issuedOn.map { $0 + "印发" } ?? ""
        return """
            <w:p><w:pPr><w:pStyle w:val="Imprint"/><w:tabs><w:tab w:val="right" w:pos="\(Self.width - 280)"/></w:tabs>\
            <w:ind w:left="280"/></w:pPr><w:r><w:t>\(XMLMarkup.escaped(document.issuedBy ?? ""))</w:t></w:r>\
            <w:r><w:tab/></w:r><w:r><w:t>\(XMLMarkup.escaped(day))</w:t></w:r></w:p>
            """
    }

    /// The first and the last rule are heavier (0.35 mm) than the one between (0.25 mm).
    private var rules: String {
        [("top", 8), ("bottom", 8), ("insideH", 6)].map { side, weight in
            "<w:\(side) w:val=\"single\" w:sz=\"\(weight)\" w:space=\"0\" w:color=\"auto\"/>"
        }.joined()
    }

    private func row(_ paragraph: String) -> String {
        """
        <w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="\(Self.width)" w:type="dxa"/></w:tcPr>\
        \(paragraph)</w:tc></w:tr>
        """
    }

    /// A document may not end with a table; a line of one point does not open another page.
    private static let anchor = """
        <w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>\
        <w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>
        """
}
