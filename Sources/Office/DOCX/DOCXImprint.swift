/// The 版记: to whom copies go, who printed it and when, between rules at the foot of the last page.
///
/// Its lines lie in a text frame, which Word, WPS and LibreOffice all put at the foot.
struct DOCXImprint {
    private let document: OfficialDocument

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String {
        var lines: [(text: String, indent: String)] = []
        if !document.copies.isEmpty { lines.append((copies, Self.hanging)) }
        if document.issuedBy != nil || document.issuedOn != nil { lines.append((issue, Self.withTab)) }
        guard !lines.isEmpty else { return "" }
        let each = lines.enumerated().map { index, line in
            let rules = Self.rules(isFirst: index == 0, isLast: index == lines.count - 1)
            return
                "<w:p><w:pPr><w:pStyle w:val=\"Imprint\"/>\(Self.frame)\(rules)\(line.indent)</w:pPr>\(line.text)</w:p>"
        }
        return each.joined() + Self.anchor
    }

    private var copies: String {
        Self.run("抄送：" + document.copies.joined(separator: "，") + "。")
    }

    private var issue: String {
        let day = document.issuedOn.map { $0 + "印发" } ?? ""
        return Self.run(document.issuedBy ?? "") + "<w:r><w:tab/></w:r>" + Self.run(day)
    }

    private static func run(_ text: String) -> String {
        "<w:r><w:t xml:space=\"preserve\">\(XMLMarkup.escaped(text))</w:t></w:r>"
    }

    private static let frame = """
        <w:framePr w:w="\(DOCXStyles.textWidth)" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" \
        w:xAlign="left" w:yAlign="bottom"/>
        """

    /// The first and the last rule are heavier (0.35 mm) than the one between (0.25 mm).
    private static func rules(isFirst: Bool, isLast: Bool) -> String {
        let top = #"<w:top w:val="single" w:sz="\#(isFirst ? 8 : 6)" w:space="1" w:color="auto"/>"#
        let bottom = isLast ? #"<w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/>"# : ""
        return "<w:pBdr>\(top)\(bottom)</w:pBdr>"
    }

    /// One character in from both sides; lines after the first begin under the first name.
    private static let hanging = #"<w:ind w:left="1120" w:right="280" w:hanging="840"/>"#
    private static let withTab = """
        <w:tabs><w:tab w:val="right" w:pos="\(DOCXStyles.textWidth - 280)"/></w:tabs><w:ind w:left="280" w:right="280"/>
        """

    /// What the frame hangs on; a line of one point does not open another page.
    private static let anchor = """
        <w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>\
        <w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>
        """
}
