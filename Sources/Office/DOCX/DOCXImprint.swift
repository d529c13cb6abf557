/// The 版记: to whom copies go, who printed it and when, between rules at the foot of the last page.
///
/// It is a table that floats at the foot of the type area. Its place is counted from the page's edge because
/// LibreOffice lets only such a table float; Word and WPS take either. In a letter it has neither rules nor printer
/// (10.1).
struct DOCXImprint {
    private let document: OfficialDocument
    private static let width = DOCXStyles.textWidth

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String {
        let rows = [copies, isLetter ? nil : issue].compactMap { $0 }
        guard !rows.isEmpty else { return "" }
        return """
            <w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" \
            w:horzAnchor="page" w:tblpX="1588" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>\
            <w:tblW w:w="\(Self.width)" w:type="dxa"/>\(isLetter ? "" : "<w:tblBorders>\(rules)</w:tblBorders>")\
            <w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>\
            </w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="\(Self.width)"/></w:tblGrid>\
            \(rows.map(row).joined())</w:tbl>\(DOCXParagraph.hairline())
            """
    }

    private var isLetter: Bool { document.form == .letter && document.letterhead != nil }

    /// Lines after the first begin under the first name.
    private var copies: String? {
        guard !document.copies.isEmpty else { return nil }
        let indent = #"<w:ind w:left="1120" w:right="280" w:hanging="840"/>"#
        return DOCXParagraph.xml(
            "抄送：" + document.copies.joined(separator: "，") + "。", style: "Imprint", properties: indent)
    }

    private var issue: String? {
        guard document.issuedBy != nil || document.issuedOn != nil else { return nil }
        let day = document.issuedOn.map { $0 + "印发" } ?? ""
        return DOCXParagraph.xml(
            runs: DOCXParagraph.run(document.issuedBy ?? "") + DOCXParagraph.tab + DOCXParagraph.run(day),
            style: "Imprint",
            properties: #"<w:tabs><w:tab w:val="right" w:pos="\#(Self.width - 280)"/></w:tabs><w:ind w:left="280"/>"#)
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
}
