/// The text of an official document as WordprocessingML.
struct DOCXBody {
    private let document: OfficialDocument

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String {
        let relations = SheetNames.relations
        return XMLMarkup.declaration + """
            <w:document xmlns:w="\(DOCXStyles.namespace)" xmlns:r="\(relations)"><w:body>\
            \(head)\(blocks)\(attachments)\(signature)\(DOCXImprint(document).xml)\(section)</w:body></w:document>
            """
    }

    /// A4; margins 37, 28, 35, 26 mm; a grid of 22 lines.
    ///
    /// The 28 characters come from their spacing in the style: LibreOffice misreads a grid of characters.
    private var section: String {
        """
        <w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>\
        <w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" \
        w:header="851" w:footer="1247" w:gutter="0"/>\
        <w:docGrid w:type="lines" w:linePitch="\(DOCXStyles.linePitch)"/></w:sectPr>
        """
    }

    private var head: String {
        let blankLines = DOCXStyles.linePitch * 2
        var xml = ""
        if let letterhead = document.letterhead {
            xml += Self.paragraph(
                letterhead, style: "Letterhead", properties: Self.letterheadSpacing,
                run: "<w:sz w:val=\"\(Self.letterheadSize(letterhead))\"/>")
        }
        if document.letterhead != nil || document.number != nil { xml += numberLine(blankLines) }
        let before = xml.isEmpty ? 0 : blankLines
        xml += Self.paragraph(
            document.title, style: "Title",
            properties: #"<w:spacing w:before="\#(before)" w:after="\#(DOCXStyles.linePitch)"/>"#)
        if let recipient = document.recipient { xml += Self.paragraph(recipient + "：", style: "Normal") }
        return xml
    }

    /// 发文字号, under a red head with the red rule 4 mm below it.
    private func numberLine(_ before: Int) -> String {
        guard document.letterhead != nil else {
            return Self.paragraph(document.number ?? "", style: "Number")
        }
        let rule = #"<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="11" w:color="FF0000"/></w:pBdr>"#
        return Self.paragraph(
            document.number ?? "", style: "Number", properties: rule + "<w:spacing w:before=\"\(before)\"/>")
    }

    private static let letterheadSpacing = #"<w:spacing w:before="1984" w:line="240" w:lineRule="auto"/>"#

    /// In half points: as large as one line allows, 56 pt at most.
    private static func letterheadSize(_ text: String) -> Int {
        min(112, max(44, 2 * 430 / max(text.count, 1)))
    }

    private var blocks: String {
        document.numberedBlocks.map { block in
            switch block {
            case .heading(let level, let text): Self.paragraph(text, style: "Heading\(level)")
            case .paragraph(let text):
                text.split(separator: "\n").map { Self.paragraph(String($0), style: "Body") }.joined()
            case .table(let table): DOCXTable(table).xml
            }
        }.joined()
    }

    /// 附件说明: one blank line below the text, two characters in, further ones under the first's number.
    private var attachments: String {
        let isMany = document.attachments.count > 1
        return document.attachments.enumerated().map { index, title in
            let text = (index == 0 ? "附件：" : "") + (isMany ? "\(index + 1). " : "") + title
            let left = index == 0 ? "w:leftChars=\"200\" w:left=\"640\"" : "w:leftChars=\"500\" w:left=\"1600\""
            let before = index == 0 ? DOCXStyles.linePitch : 0
            return Self.paragraph(
                text, style: "Normal", properties: "<w:spacing w:before=\"\(before)\"/><w:ind \(left)/>")
        }.joined()
    }

    /// The date stands four characters from the right edge, the signer centred above it.
    private var signature: String {
        let date = document.date ?? ""
        let shift = 4.0 + (Self.width(of: date) - Self.width(of: document.signer ?? "")) / 2
        var xml = ""
        var before = DOCXStyles.linePitch * 2
        if let signer = document.signer {
            xml += rightAligned(signer, characters: max(shift, 0), before: before, keeps: !date.isEmpty)
            before = 0
        }
        return date.isEmpty ? xml : xml + rightAligned(date, characters: 4, before: before, keeps: false)
    }

    private func rightAligned(_ text: String, characters: Double, before: Int, keeps: Bool) -> String {
        let indent = #"w:rightChars="\#(Int(characters * 100))" w:right="\#(Int(characters * 320))""#
        return Self.paragraph(
            text, style: "Normal",
            properties: (keeps ? "<w:keepNext/>" : "")
                + "<w:spacing w:before=\"\(before)\"/><w:ind \(indent)/><w:jc w:val=\"right\"/>")
    }

    /// In characters of the body; Latin letters and digits are half as wide.
    private static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 256 ? 0.5 : 1) }
    }

    static func paragraph(_ text: String, style: String, properties: String = "", run: String = "") -> String {
        let runProperties = run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>"
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "<w:t xml:space=\"preserve\">\(XMLMarkup.escaped(String($0)))</w:t>"
        }
        return """
            <w:p><w:pPr><w:pStyle w:val="\(style)"/>\(properties)</w:pPr><w:r>\(runProperties)\
            \(lines.joined(separator: "<w:br/>"))</w:r></w:p>
            """
    }
}
