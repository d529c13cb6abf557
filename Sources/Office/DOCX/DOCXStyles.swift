/// Type and spacing of an official document (GB/T 9704-2012, 5.2 and 7).
///
/// Lengths are in twentieths of a point, type sizes in halves. Fonts are named as offices
/// have them, with the fonts of Windows, WPS and Linux as alternatives in the font table.
enum DOCXStyles {
    static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    static let placing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

    /// The type area of 225 mm holds 22 lines, its 156 mm hold 28 characters of 16 pt.
    static let linePitch = 579
    static let textWidth = 8_844
    /// Brings a character of 320 to 315, so that 28 fit in 8,844 and 29 do not.
    private static let characterSpacing = -5

    private static let song = "方正小标宋简体"
    private static let hei = "黑体"
    private static let kai = "楷体_GB2312"
    private static let fang = "仿宋_GB2312"

    static var xml: String {
        let indent = #"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#
        return XMLMarkup.declaration + """
            <w:styles xmlns:w="\(namespace)"><w:docDefaults><w:rPrDefault><w:rPr>\(fonts(fang))\
            <w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>\
            </w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="\(linePitch)" w:lineRule="exact"/></w:pPr>\
            </w:pPrDefault></w:docDefaults>\
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
            <w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr>\
            <w:rPr><w:spacing w:val="\(characterSpacing)"/></w:rPr></w:style>\
            \(style("Letterhead", "发文机关标志", letterhead, "\(fonts(song))<w:color w:val=\"FF0000\"/>"))\
            \(style("Number", "发文字号", "<w:jc w:val=\"center\"/>"))\
            \(style("Title", "Title", title, "\(fonts(song))<w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>"))\
            \(style("Body", "正文段落", indent))\
            \(heading(1, fonts(hei)))\(heading(2, fonts(kai)))\(heading(3, fonts(fang)))\(heading(4, fonts(fang)))\
            \(style("TableText", "表格", tight, small(24)))\
            \(style("TableHead", "表头", tight + "<w:jc w:val=\"center\"/>", fonts(hei) + small(24)))\
            \(style("Caption", "图表标题", caption, fonts(hei) + small(28)))\(style("Mark", "密级和附件序号", "", fonts(hei)))\
            \(style("FootnoteText", "footnote text", footnote, small(21)))\(footnoteReference)\
            \(style("Imprint", "版记", imprint, small(28)))\
            \(style("PageNumber", "页码", tight, fonts("宋体", latin: "宋体") + small(28)))</w:styles>
            """
    }

    private static let letterhead = #"<w:snapToGrid w:val="0"/><w:jc w:val="center"/>"#
    private static let title =
        #"<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="660" w:lineRule="exact"/><w:jc w:val="center"/>"#
    private static let tight =
        #"<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>"#

    /// For a run of text in another face than its paragraph.
    static let heiRun = fonts(hei)
    static let kaiRun = fonts(kai)

    private static let caption = #"<w:jc w:val="center"/>"#
    private static let footnote =
        #"<w:snapToGrid w:val="0"/><w:spacing w:line="300" w:lineRule="exact"/><w:jc w:val="left"/>"#
    private static let footnoteReference = """
        <w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>\
        <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
        """

    private static let imprint =
        #"<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/>"#

    private static func small(_ size: Int) -> String { "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>" }

    private static func fonts(_ name: String, latin: String = "Times New Roman") -> String {
        #"<w:rFonts w:ascii="\#(latin)" w:hAnsi="\#(latin)" w:eastAsia="\#(name)" w:cs="Times New Roman"/>"#
    }

    private static func style(_ id: String, _ name: String, _ paragraph: String, _ run: String = "") -> String {
        """
        <w:style w:type="paragraph" w:styleId="\(id)"><w:name w:val="\(name)"/><w:basedOn w:val="Normal"/><w:qFormat/>\
        <w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>
        """
    }

    private static func heading(_ level: Int, _ run: String) -> String {
        let paragraph = """
            <w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="\(level - 1)"/>
            """
        return style("Heading\(level)", "heading \(level)", paragraph, run)
    }

    /// What to take where a font is missing.
    static var fontTable: String {
        let alternatives = [
            (song, "方正小标宋_GBK,华文中宋,Noto Serif CJK SC", "roman"), (hei, "SimHei,Noto Sans CJK SC", "modern"),
            (kai, "楷体,KaiTi,Noto Serif CJK SC", "modern"), (fang, "仿宋,FangSong,Noto Serif CJK SC", "modern"),
            ("宋体", "SimSun,Noto Serif CJK SC", "auto"),
        ]
        let each = alternatives.map { name, others, family in
            """
            <w:font w:name="\(name)"><w:altName w:val="\(others)"/><w:charset w:val="86"/>\
            <w:family w:val="\(family)"/><w:pitch w:val="auto"/></w:font>
            """
        }
        return XMLMarkup.declaration + #"<w:fonts xmlns:w="\#(namespace)">\#(each.joined())</w:fonts>"#
    }
}
