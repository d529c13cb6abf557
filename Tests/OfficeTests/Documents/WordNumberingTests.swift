import Office
import Testing

@Suite struct WordNumberingTests {
    private static func level(_ place: Int, _ format: String, _ text: String, _ more: String = "") -> String {
        """
        <w:lvl w:ilvl="\(place)"><w:start w:val="1"/><w:numFmt w:val="\(format)"/>\(more)<w:lvlText w:val="\(text)"/></w:lvl>
        """
    }

    private static func numbered(_ text: String, _ id: Int = 1, _ level: Int = 0) -> String {
        p(text, #"<w:numPr><w:ilvl w:val="\#(level)"/><w:numId w:val="\#(id)"/></w:numPr>"#)
    }

    private static let chinese = """
        <w:abstractNum w:abstractNumId="0">\(level(0, "chineseCounting", "%1、", #"<w:suff w:val="nothing"/>"#))\
        \(level(1, "chineseCountingThousand", "（%2）", #"<w:suff w:val="nothing"/>"#))\(level(2, "decimal", "%3."))\
        \(level(3, "decimalEnclosedCircle", "%4", #"<w:suff w:val="nothing"/>"#))</w:abstractNum>
        """

    private static func num(_ id: Int, _ list: Int = 0, _ more: String = "") -> String {
        #"<w:num w:numId="\#(id)"><w:abstractNumId w:val="\#(list)"/>\#(more)</w:num>"#
    }

    private static func lines(_ sample: WordSample) throws -> [String] {
        try sample.read().text.split(separator: "\n").map(String.init)
    }

    @Test("Numbers that Word makes stand in the text; a higher level begins the lower ones anew")
    func levels() throws {
        let body = [(0, "督政"), (1, "履职"), (1, "考核"), (2, "自查"), (3, "甲"), (3, "乙"), (0, "督学"), (1, "双减"), (2, "检查")]
        let sample = WordSample(
            body.map { Self.numbered($0.1, 1, $0.0) }.joined(), numbering: Self.chinese + Self.num(1))
        #expect(
            try Self.lines(sample) == [
                "一、督政", "（一）履职", "（二）考核", "1. 自查", "①甲", "②乙", "二、督学", "（一）双减", "1. 检查",
            ])
    }

    @Test("Two instances of a list count together unless one starts anew")
    func restarts() throws {
        let anew = #"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#
        let sample = WordSample(
            Self.numbered("甲"), Self.numbered("乙", 2), p("无号"), Self.numbered("丙", 3), Self.numbered("丁", 3),
            Self.numbered("不编号", 0), numbering: Self.chinese + Self.num(1) + Self.num(2) + Self.num(3, 0, anew))
        #expect(try Self.lines(sample) == ["一、甲", "二、乙", "无号", "五、丙", "六、丁", "不编号"])
    }

    @Test("A level that never restarts runs on; one that starts elsewhere does")
    func options() throws {
        let list = """
            <w:abstractNum w:abstractNumId="0">\(Self.level(0, "chineseCounting", "第%1章"))\
            \(Self.level(1, "chineseCounting", "第%2条", #"<w:lvlRestart w:val="0"/>"#))</w:abstractNum>
            """
        let body = [(0, "总则"), (1, "甲"), (1, "乙"), (0, "分则"), (1, "丙")]
        let sample = WordSample(body.map { Self.numbered($0.1, 1, $0.0) }.joined(), numbering: list + Self.num(1))
        #expect(try Self.lines(sample) == ["第一章 总则", "第一条 甲", "第二条 乙", "第二章 分则", "第三条 丙"])
    }

    @Test("Legal levels write all numbers in digits; a level without its parent takes the parent's first")
    func legal() throws {
        let list = """
            <w:abstractNum w:abstractNumId="0">\(Self.level(0, "chineseCounting", "%1、"))\
            \(Self.level(1, "decimal", "%1.%2", "<w:isLgl/>"))</w:abstractNum>
            """
        let sample = WordSample(
            Self.numbered("先", 1, 1), Self.numbered("章", 1, 0), Self.numbered("后", 1, 1), numbering: list + Self.num(1))
        #expect(try Self.lines(sample) == ["1.1 先", "二、 章", "2.1 后"])
    }

    @Test("A style numbers its paragraphs, by itself or by the level that names it")
    func styles() throws {
        let list = """
            <w:abstractNum w:abstractNumId="0">\(Self.level(0, "chineseCounting", "%1、", #"<w:pStyle w:val="1"/>"#))\
            \(Self.level(1, "decimal", "%2.", #"<w:pStyle w:val="2"/>"#))</w:abstractNum>
            """
        let number = #"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#
        let styles = """
            <w:style w:type="paragraph" w:default="1" w:styleId="a"/>\
            <w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="a"/>\(number)</w:style>\
            <w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="a"/>\(number)</w:style>\
            <w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>
            """
        func styled(_ text: String, _ id: String, _ more: String = "") -> String {
            p(text, #"<w:pStyle w:val="\#(id)"/>\#(more)"#)
        }
        let sample = WordSample(
            styled("章", "1"), styled("节", "2"), styled("款", "3"),
            styled("无号", "1", #"<w:numPr><w:numId w:val="0"/></w:numPr>"#), p("正文"), styled("章", "1"),
            numbering: list + Self.num(1), styles: styles)
        #expect(try Self.lines(sample) == ["一、 章", "1. 节", "2. 款", "无号", "正文", "二、 章"])
    }

    @Test("A numbering style lends its list")
    func links() throws {
        let linked = #"<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="公文"/></w:abstractNum>"#
        let styles = """
            <w:style w:type="numbering" w:styleId="公文"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            """
        let sample = WordSample(
            Self.numbered("甲", 9), numbering: Self.chinese + linked + Self.num(1) + Self.num(9, 7), styles: styles)
        #expect(try Self.lines(sample) == ["一、甲"])
    }

    @Test("Bullets, unknown lists and deleted paragraphs make no number")
    func none() throws {
        let bullets = #"<w:abstractNum w:abstractNumId="1">\#(Self.level(0, "bullet", "\u{F0B7}"))</w:abstractNum>"#
        let sample = WordSample(
            Self.numbered("点", 2), Self.numbered("缺", 77),
            p("", #"<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>"#), Self.numbered("甲"),
            Self.numbered("过深", 1, 8), numbering: Self.chinese + bullets + Self.num(1) + Self.num(2, 1))
        #expect(try Self.lines(sample) == ["点", "缺", "一、甲", "过深"])
    }

    @Test(
        "Formats of numbers",
        arguments: [
            ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"), ("chineseCounting", 20, "二十"),
            ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1_010, "一千零一十"), ("ideographDigital", 12, "一二"),
            ("chineseLegalSimplified", 12, "壹拾贰"), ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 51, "51"), ("decimalEnclosedParen", 3, "⑶"), ("decimalEnclosedParen", 21, "(21)"),
            ("decimalEnclosedFullstop", 3, "⒊"), ("decimalFullWidth", 12, "１２"), ("decimalZero", 9, "09"),
            ("decimalZero", 10, "10"), ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"), ("upperLetter", 26, "Z"),
            ("lowerLetter", 27, "aa"), ("ideographTraditional", 2, "乙"), ("ideographZodiac", 12, "亥"),
            ("ideographEnclosedCircle", 3, "㊂"), ("numberInDash", 3, "- 3 -"), ("thaiLetters", 3, "3"), ("none", 3, ""),
        ])
    func formats(format: String, number: Int, text: String) throws {
        let list = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="\(number)"/><w:numFmt w:val="\(format)"/>\
            <w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
            """
        let sample = WordSample(Self.numbered("|"), numbering: list + Self.num(1))
        #expect(try Self.lines(sample) == [text + "|"])
    }

    @Test(
        "A start that is out of all bounds does no harm",
        arguments: ["9223372036854775807", "-9223372036854775808", "x"])
    func bounds(start: String) throws {
        let list = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="\(start)"/><w:numFmt w:val="chineseCounting"/>\
            <w:lvlText w:val="%1%9%x%"/></w:lvl></w:abstractNum>
            """
        let sample = WordSample(Self.numbered("甲"), Self.numbered("乙"), numbering: list + Self.num(1))
        #expect(try Self.lines(sample).count == 2)
    }
}
