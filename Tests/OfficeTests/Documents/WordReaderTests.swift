import Office
import Testing

@Suite struct WordReaderTests {
    @Test("Paragraphs are lines; tabs, breaks and hyphens are what they look like")
    func paragraphs() throws {
        let line = run("签发人：") + "<w:r><w:tab/><w:t>张敏</w:t><w:br/><w:t>2026</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"
        let sample = WordSample(
            p("云江新区教育督导室"), p(""), p(""), p(""), paragraph(line), p("　　现将要点印\u{AD}发给你们。"),
            #"<w:p><w:r><w:t> 首尾空格 </w:t></w:r></w:p>"#)
        let read = try sample.read()
        #expect(read.kind == .docx && read.tables.isEmpty)
        #expect(read.text == "云江新区教育督导室\n\n签发人：\t张敏\n2026-1\n　　现将要点印发给你们。\n首尾空格\n")
    }

    @Test("Inserted text stays; deleted, moved-away and hidden text goes")
    func changes() throws {
        let sample = WordSample(
            paragraph(
                run("完成") + "<w:ins>\(run("40"))</w:ins><w:del><w:r><w:delText>30</w:delText></w:r></w:del>"
                    + "<w:moveFrom>\(run("甲"))</w:moveFrom><w:moveTo>\(run("所"))</w:moveTo>"
                    + run("密", "<w:vanish/>") + run("。", #"<w:vanish w:val="0"/>"#)),
            paragraph(run("上半句"), "<w:rPr><w:del/></w:rPr>"), p("下半句"),
            table(
                row(cell("留"), cell("下")), row(cell("删"), cell("去"), properties: "<w:del/>")),
            paragraph(
                run("属性的旧值不算", #"<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"#),
                "<w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange>"), p("完"))
        #expect(try sample.read().text == "完成40所。\n上半句下半句\n留\t下\n属性的旧值不算\n完\n")
    }

    @Test("A style hides its text")
    func hiddenStyles() throws {
        let styles = """
            <w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>\
            <w:style w:type="character" w:styleId="i"><w:basedOn w:val="h"/></w:style>\
            <w:style w:type="paragraph" w:styleId="n"><w:basedOn w:val="n"/><w:rPr><w:vanish/></w:rPr></w:style>
            """
        let sample = WordSample(
            paragraph(run("看得见") + run("看不见", #"<w:rStyle w:val="i"/>"#)), p("也看不见", #"<w:pStyle w:val="n"/>"#),
            styles: styles)
        #expect(try sample.read().text == "看得见\n")
    }

    @Test("A field shows its result and not its code, nested ones too")
    func fields() throws {
        func mark(_ type: String) -> String { #"<w:r><w:fldChar w:fldCharType="\#(type)"/></w:r>"# }
        let code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        let sample = WordSample(
            paragraph(
                run("第") + mark("begin") + code + run("码") + mark("begin") + code + mark("separate") + run("内")
                    + mark("end") + mark("separate") + run("3") + mark("end") + run("页")),
            paragraph(
                "<w:fldSimple w:instr=\"DATE\">\(run("2026年3月"))</w:fldSimple>" + mark("begin") + mark("end") + run("止")
            ))
        #expect(try sample.read().text == "第3页\n2026年3月止\n")
    }

    @Test("Links, content controls, smart tags and ruby are read through")
    func wrappers() throws {
        let sample = WordSample(
            "<w:sdt><w:sdtPr><w:alias w:val=\"标题\"/><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>\(p("控件内"))</w:sdtContent></w:sdt>",
            paragraph(
                "<w:hyperlink>\(run("链接"))</w:hyperlink><w:smartTag>\(run("地名"))</w:smartTag><w:r><w:ruby><w:rt>\(run("dū"))</w:rt>"
                    + "<w:rubyBase>\(run("督"))</w:rubyBase></w:ruby></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>"
            ))
        #expect(try sample.read().text == "控件内\n链接地名督☑\n")
    }

    @Test("A text box stands once, after the paragraph that it hangs on")
    func textBoxes() throws {
        let box = "<w:txbxContent>\(p("框一"))\(table(row(cell("甲"), cell("乙"))))</w:txbxContent>"
        let both = """
            <w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><wps:txbx xmlns:wps="s">\(box)</wps:txbx></mc:Choice>\
            <mc:Fallback><w:pict>\(box)</w:pict></mc:Fallback></mc:AlternateContent><w:tab/><w:t>后</w:t></w:r>
            """
        let art = #"<w:r><w:pict><v:textpath xmlns:v="v" string="云江新区文件"/></w:pict></w:r>"#
        let read = try WordSample(paragraph(run("前") + both), paragraph(art), p("末")).read()
        #expect(read.text == "前\t后\n框一\n甲\t乙\n\n云江新区文件\n末\n")
        #expect(read.tableTexts == [[["甲", "乙"]]])
    }

    @Test("Footnotes stand at the end; separators are none")
    func footnotes() throws {
        let notes = """
            <w:footnote w:type="separator" w:id="-1">\(p("线"))</w:footnote><w:footnote w:id="1">\(p("据统计公报。"))</w:footnote>
            """
        let sample = WordSample(
            paragraph(run("共40所") + #"<w:r><w:footnoteReference w:id="1"/></w:r>"# + run("。")), p("完"), footnotes: notes
        )
        #expect(try sample.read().text == "共40所。\n完\n据统计公报。\n")
    }

    @Test("Headers and footers are other parts and are left out; section ends hold no text")
    func sections() throws {
        let sample = WordSample(p("正文"), "<w:sectPr><w:headerReference w:type=\"default\"/>\(p("不读"))</w:sectPr>")
        #expect(try sample.read().text == "正文\n")
    }
}
