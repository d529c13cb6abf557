import Supervision
import Testing

/// The language of templates: what is read, and what is said about what cannot be.
@Suite struct SummaryTemplateTests {
    @Test("A mark names a figure, its change or a list, with qualifiers")
    func marks() {
        let (template, problems) = SummaryTemplateParser.parse(
            "先后对{{ campaign.finished.organisations | kindergarten }}所、{{list: campaigns.finished}}、"
                + "{{a.b.change | 小学 | municipal}}")
        #expect(problems.isEmpty)
        #expect(
            template.figures.map(\.mark) == [
                SummaryMark("campaign.finished.organisations", qualifiers: ["kindergarten"]),
                SummaryMark("campaigns.finished", aspect: .list),
                SummaryMark("a.b", qualifiers: ["小学", "municipal"], aspect: .change),
            ])
    }

    @Test("What a mark prints is read as the same mark")
    func roundTrip() {
        for mark in [
            SummaryMark("a.b"), SummaryMark("a.b", qualifiers: ["幼儿园", "x"]), SummaryMark("a.b", aspect: .change),
            SummaryMark("a.b", qualifiers: ["x"], aspect: .list),
        ] {
            #expect(SummaryMark.read(mark.text) == .mark(mark))
        }
    }

    @Test("必填 and 非零 are the template's choice and no qualifiers")
    func choices() {
        let figures = SummaryTemplateParser.parse("{{ a.b | 必填 }}{{ a.b | x | 非零 }}{{ a.b }}").template.figures
        #expect(figures.map(\.isRequired) == [true, false, false])
        #expect(figures.map(\.skipsZero) == [false, true, false])
        #expect(figures.map(\.mark.qualifiers) == [[], ["x"], []])
    }

    @Test(
        "An error names its line and place",
        arguments: [
            ("一行\n先后对{{ a.b 所", "第2行第4字：“{{”没有写完，缺“}}”。"),
            ("先后对a.b}}所", "第1行第7字：“}}”前面没有“{{”。"),
            ("有{{ }}所", "第1行第2字：没有写指标代码。"),
            ("有{{ a..b }}所", "第1行第2字：“a..b”不是指标代码。"),
            ("有{{ a b }}所", "第1行第2字：“a b”不是指标代码。"),
            ("有{{ a.b | }}所", "第1行第2字：竖线后面没有写限定词。"),
            ("有{{ a.b | x y }}所", "第1行第2字：“x y”不能用作限定词。"),
            ("  有{{ a.b | x! }}所", "第1行第4字：“x!”不能用作限定词。"),
            ("{{# 督政 }}\n正文。", "第1行第1字：“{{# 督政 }}”没有结束，请在后面写“{{/ 督政 }}”。"),
            ("正文。\n{{/ 督政 }}", "第2行第1字：“{{/ 督政 }}”前面没有“{{# 督政 }}”。"),
            ("{{# 督政 }}\n{{/ 督学 }}", "第2行第1字：这里应当结束“督政”，写的却是“督学”。"),
            ("{{# 甲 }}\n{{# 乙 }}\n{{/ 甲 }}", "第2行第1字：节“甲”里面不能再套节。"),
            ("正文{{# 督政 }}", "第1行第3字：“{{# 督政}}”须单独占一行。"),
            ("{{ 要点: 唱歌 }}", "第1行第1字：没有“唱歌”这一类，可用的有督政、督学、评估监测、专项、体制机制、队伍、问责、信息化、研究交流、保障、其他，或“其余”。"),
            ("{{ 要点： }}", "第1行第1字：“要点”后面没有写类别。"),
            ("{{ a.b {{ c.d }}", "第1行第1字：“{{”没有写完，缺“}}”。"),
        ])
    func errors(text: String, said: String) {
        #expect(SummaryTemplateParser.parse(text).problems.map(\.chinese) == [said])
    }

    @Test("Unknown codes are told with their places")
    func unknown() {
        let template = SummaryTemplateParser.parse("有{{ a.b }}所。\n又{{ c.d | x }}个。").template
        #expect(
            template.unknown { $0.code == "a.b" }.map(\.chinese) == ["第2行第2字：没有名为“c.d | x”的指标。"])
    }

    @Test("Lines without text say nothing, headings are told by their words")
    func lines() {
        let (template, problems) = SummaryTemplateParser.parse("\n一、督政\n（一）评价{{ a.b }}个区\n{{ 未完成 }}\n{{ 表格: 按单位 }}\n")
        #expect(problems.isEmpty)
        #expect(template.parts.count == 4)
        #expect(template.tables == ["按单位"])
        guard case .line(.heading(2, let pieces)) = template.parts[1] else {
            Issue.record("（一）… is a heading")
            return
        }
        #expect(pieces.count == 3)
    }

    @Test("No text traps the parser, and what it cannot read it says")
    func anything() {
        var random = SplitMix(7)
        let words = [
            "{{", "}}", "{", "}", "#", "/", "|", "list:", "a.b", ".change", " ", "\n", "。", "要点:", "督政", "序", "=", "3",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                words[Int.random(in: 0..<words.count, using: &random)]
            }.joined()
            let parsed = SummaryTemplateParser.parse(text)
            // Whatever is read without a complaint reads alike a second time.
            #expect(SummaryTemplateParser.parse(text).template == parsed.template)
            for problem in parsed.problems {
                #expect(problem.place.line >= 1 && problem.place.column >= 1)
            }
        }
    }

    @Test("Every shipped template is sound")
    func shipped() {
        for template in ShippedSummaryTemplates.all {
            #expect(SummaryTemplateParser.parse(template.body).problems == [])
            #expect(template.problems() == [:])
        }
        #expect(Set(ShippedSummaryTemplates.all.map(\.kind)) == Set(Summary.Kind.allCases))
    }
}
