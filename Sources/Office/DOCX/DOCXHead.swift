/// What stands above the text: 份号 to 主送机关.
struct DOCXHead {
    private let document: OfficialDocument
    private static let line = DOCXStyles.linePitch

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String {
        let head = document.form == .letter && document.letterhead != nil ? letterLines : redHead
        let before = head.isEmpty ? 0 : Self.line * 2
        let title = DOCXParagraph.xml(
            document.title, style: "Title",
            properties: #"<w:spacing w:before="\#(before)" w:after="\#(Self.line)"/>"#)
        let recipient = document.recipient.map { DOCXParagraph.xml($0 + "：", style: "Normal") }
        return head + title + (recipient ?? "")
    }

    private var redHead: String {
        var xml = document.marks.map { mark in
            DOCXParagraph.xml(mark, style: mark == document.copyNumber ? "Normal" : "Mark")
        }.joined()
        if let letterhead = document.letterhead {
            // 35 mm from the type area's edge, whatever stands between them.
            let before = max(0, 1_984 - Self.line * document.marks.count)
            xml += DOCXHead.letterhead(
                letterhead, properties: #"<w:spacing w:before="\#(before)" w:line="240" w:lineRule="auto"/>"#)
        }
        guard document.letterhead != nil || document.number != nil else { return xml }
        return xml + numberLine
    }

    /// 发文字号, under a red head with the red rule 4 mm below it; with 签发人 each stands at its side.
    private var numberLine: String {
        let rule = #"<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="11" w:color="FF0000"/></w:pBdr>"#
        let hasHead = document.letterhead != nil
        let border = hasHead ? rule : ""
        let spacing = hasHead ? "<w:spacing w:before=\"\(Self.line * 2)\"/>" : ""
        guard let signatory = document.signatory else {
            return DOCXParagraph.xml(document.number ?? "", style: "Number", properties: border + spacing)
        }
        let tabs = "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(DOCXStyles.textWidth - 320)\"/></w:tabs>"
        let runs =
            DOCXParagraph.run("　" + (document.number ?? "")) + DOCXParagraph.tab + DOCXParagraph.run("签发人：")
            + DOCXParagraph.run(signatory, DOCXStyles.kaiRun)
        return DOCXParagraph.xml(
            runs: runs, style: "Number", properties: border + tabs + spacing + "<w:jc w:val=\"left\"/>")
    }

    /// 信函格式: the first mark and the number share the line 7/8 of a character below the double rule.
    private var letterLines: String {
        let tabs = "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(DOCXStyles.textWidth)\"/></w:tabs>"
        let marks = document.marks
        let first = marks.first.map { DOCXParagraph.run($0, $0 == document.copyNumber ? "" : DOCXStyles.heiRun) }
        let runs = (first ?? "") + DOCXParagraph.tab + DOCXParagraph.run(document.number ?? "")
        return DOCXParagraph.xml(
            runs: runs, style: "Normal", properties: tabs + "<w:spacing w:before=\"280\"/><w:jc w:val=\"left\"/>")
            + marks.dropFirst().map { DOCXParagraph.xml($0, style: "Mark") }.joined()
    }

    static func letterhead(_ text: String, properties: String) -> String {
        DOCXParagraph.xml(
            text, style: "Letterhead", properties: properties, run: "<w:sz w:val=\"\(letterheadSize(text))\"/>")
    }

    /// In half points: as large as one line allows, 56 pt at most.
    private static func letterheadSize(_ text: String) -> Int {
        min(112, max(44, 2 * 430 / max(text.count, 1)))
    }
}

/// Head and foot of a letter's first page: 发文机关标志 with a red double rule, and one at the page's foot.
enum DOCXLetterRules {
    /// The rules are 170 mm long and centred on the page; the type area stands 28 and 26 mm from its edges.
    private static let indent = #"<w:ind w:left="-454" w:right="-340"/>"#

    static func header(_ letterhead: String) -> String {
        let rule = #"<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="11" w:color="FF0000"/></w:pBdr>"#
        let spacing = #"<w:spacing w:line="240" w:lineRule="auto"/>"#
        return part("hdr", DOCXHead.letterhead(letterhead, properties: rule + spacing + indent))
    }

    static var footer: String {
        let rule = #"<w:pBdr><w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="FF0000"/></w:pBdr>"#
        return part(
            "ftr",
            """
            <w:p><w:pPr>\(rule)<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>\(indent)\
            <w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>
            """)
    }

    private static func part(_ name: String, _ content: String) -> String {
        XMLMarkup.declaration + "<w:\(name) xmlns:w=\"\(DOCXStyles.namespace)\">\(content)</w:\(name)>"
    }
}
