import Office

/// Small good documents and the ways in which they are spoilt.
struct DocumentMutation {
    private var dice: DocumentDice

    init(_ seed: UInt64) {
        dice = DocumentDice(seed)
    }

    static let page = """
        <html><head><meta charset="utf-8"></head><body><h1>二〇二六年要点</h1><ol type=a><li>督政<li>督学</ol>
        <table><tr><td rowspan=2 colspan=3>一季度<td>3月<tr><td>4月&nbsp;&#x4E00;</table><pre>原
        样</pre><!-- 注 --><p hidden>藏</p></body></html>
        """

    static let word = WordSample(
        p("要点", #"<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#),
        paragraph(#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"# + run("甲", "<w:vanish/>") + run("乙<&")),
        table(
            row(cell("一", #"<w:gridSpan w:val="2"/>"#), cell("二")),
            row(cell("三", "<w:vMerge/>"), cell("<w:p><w:r><w:txbxContent>\(p("框"))</w:txbxContent></w:r></w:p>"))),
        numbering: """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/>\
            <w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            """,
        styles: #"<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="1"/></w:style>"#,
        footnotes: "<w:footnote w:id=\"1\">\(p("注"))</w:footnote>")

    /// A document that was good before.
    mutating func bytes() throws -> [UInt8] {
        switch Int.random(in: 0..<5, using: &dice) {
        case 0: return spoilt(Array(Self.page.utf8))
        case 1: return spoilt(try gb18030("云江新区二〇二六年教育督导工作要点\r\n一、督政\t1.履职"))
        case 2: return spoilt(try Self.word.bytes())
        case 3: return try ZIPWriter.bytes(parts())
        default: return Array(withSpoiltTags(Self.page).utf8)
        }
    }

    /// A sound archive around spoilt XML, or with parts in each other's place.
    private mutating func parts() -> [(name: String, text: String)] {
        var parts = Self.word.parts
        let one = Int.random(in: 0..<parts.count, using: &dice)
        if Bool.random(using: &dice) {
            let other = Int.random(in: 0..<parts.count, using: &dice)
            (parts[one].text, parts[other].text) = (parts[other].text, parts[one].text)
        } else {
            parts[one].text = withSpoiltTags(parts[one].text)
        }
        return parts
    }

    /// Tags dropped, doubled, moved; numbers in them blown up.
    private mutating func withSpoiltTags(_ text: String) -> String {
        var pieces = text.split(separator: "<", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let place = Int.random(in: 0..<pieces.count, using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: if pieces.count > 1 { pieces.remove(at: place) }
            case 1: pieces.insert(pieces[place], at: place)
            case 2: pieces.swapAt(place, Int.random(in: 0..<pieces.count, using: &dice))
            case 3: pieces[place] = pieces[place].replacing(/[0-9]+/, with: "9223372036854775807")
            default: pieces.insert(contentsOf: Array(repeating: pieces[place], count: 40), at: place)
            }
        }
        return pieces.joined(separator: "<")
    }

    private mutating func spoilt(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &dice) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &dice))
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }
}
