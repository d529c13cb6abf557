import Supervision
import Testing

/// What a draft says from a template and figures.
@Suite struct SummaryComposerTests {
    private func figure(_ code: String, _ text: String?, qualifiers: [String] = [], unit: String = "所") -> StatedFigure
    {
        StatedFigure(
            SummaryMark(code, qualifiers: qualifiers), name: "“\(code)”", unit: unit, text: text, isZero: text == "0")
    }

    private func text(
        _ template: String, _ figures: [StatedFigure] = [], plan: [PlannedWork] = [],
        tables: [String: SummarySource.Table] = [:]
    ) -> (lines: [String], left: [String]) {
        let (parsed, problems) = SummaryTemplateParser.parse(template)
        #expect(problems.isEmpty)
        let draft = SummaryComposer.compose(
            parsed,
            SummarySource(
                title: "总结", facts: [.year: "2026", .office: "云江新区教育督导室"],
                book: Dictionary(uniqueKeysWithValues: figures.map { ($0.mark, $0) }), plan: plan, tables: tables))
        return (draft.document().editable.split(separator: "\n").map(String.init), draft.leftOut.map(\.name))
    }

    @Test("A figure stands in its sentence")
    func plain() {
        let said = text("{{年度}}年，{{机构}}先后对{{ a.b | 幼儿园 }}所幼儿园督导。", [figure("a.b", "55", qualifiers: ["幼儿园"])])
        #expect(said.lines == ["2026年，云江新区教育督导室先后对55所幼儿园督导。"])
    }

    @Test(
        "A missing figure takes its sentence away, or is left to be filled in; it is never 0",
        arguments: [
            ("甲{{ x.y }}所；乙{{ a.b }}所。", ["乙3所。"]),
            ("乙{{ a.b }}所；甲{{ x.y }}所。", ["乙3所。"]),
            ("乙{{ a.b }}所，甲{{ x.y }}所。丙。", ["丙。"]),
            ("甲{{ x.y | 必填 }}所。", ["甲【待填：x.y】所。"]),
            ("甲“{{ a.b }}所。”乙{{ x.y }}所。", ["甲“3所。”"]),
            ("甲{{ z.z }}所。", ["甲0所。"]),
            ("甲{{ z.z | 非零 }}所。乙。", ["乙。"]),
            ("甲{{ a.b }}所，{{ a.b.change }}。", ["甲3所。"]),
            ("甲{{ a.b }}所，{{ a.b.change }}，乙{{ x.y | 可省 }}所，丙{{ a.b }}所。", ["甲3所，丙3所。"]),
            ("甲{{ a.b }}所，乙{{ z.z | 可省 | 非零 }}所；丙。", ["甲3所；丙。"]),
            ("甲{{ a.b }}所，乙{{ z.z | 可省 }}所。", ["甲3所，乙0所。"]),
            ("{{ a.b.change }}。丙。", ["丙。"]),
        ])
    func missing(template: String, lines: [String]) {
        #expect(text(template, [figure("a.b", "3"), figure("z.z", "0")]).lines == lines)
    }

    @Test(
        "A section goes when all its figures say nothing, and is named",
        arguments: [
            ("{{# 督政 }}\n一、督政\n评价{{ x.y }}个区。\n套话。\n{{/ 督政 }}\n一、督学\n正文。", ["一、督学", "正文。"], ["督政"]),
            ("{{# 督政 }}\n一、督政\n评价{{ z.z }}个区。\n{{/ 督政 }}", [], ["督政"]),
            ("{{# 督政 }}\n一、督政\n评价{{ z.z }}个区、{{ a.b }}所。\n{{/ 督政 }}", ["一、督政", "评价0个区、3所。"], []),
            ("{{# 督政 }}\n一、督政\n没有数字。\n{{/ 督政 }}", ["一、督政", "没有数字。"], []),
            ("一、督政\n评价{{ x.y }}个区。\n二、督学\n正文。", ["一、督学", "正文。"], ["督政"]),
            ("一、督政\n（一）评价\n{{ x.y }}个。\n（二）考核\n考核。", ["一、督政", "（一）考核", "考核。"], ["评价"]),
        ])
    func sections(template: String, lines: [String], left: [String]) {
        let said = text(template, [figure("a.b", "3"), figure("z.z", "0")])
        #expect(said.lines == lines)
        #expect(said.left == left)
    }

    @Test("一是, 二是 count what stays under one heading; one alone has no number")
    func ordinals() {
        let template = """
            一、甲
            {{序}}一。
            {{序}}{{ x.y }}所。
            {{序}}三。{{序}}四。
            二、乙
            {{序}}独。
            """
        #expect(text(template).lines == ["一、甲", "一是一。", "二是三。三是四。", "二、乙", "独。"])
    }

    @Test("The plan's items are told once each, what is not done under its own name")
    func plan() {
        let done = figure("c.d", "39")
        let change = StatedFigure(SummaryMark("c.d", aspect: .change), name: "较上年", text: "较上年增加2所")
        let items = [
            PlannedWork(
                id: "1", title: "开展办园行为督导评估；", kinds: [.schools, .special], progress: .done,
                targets: [.init("评估40所", unit: "所", figure: done, change: change)]),
            PlannedWork(id: "2", title: "印发工作方案。", kinds: [.governments], progress: .done),
            PlannedWork(id: "3", title: "开展满意度调查", kinds: [.monitoring], progress: .waiting, note: "问卷未定。"),
            PlannedWork(
                id: "4", title: "开展专项检查", kinds: [.special], progress: .dropped,
                targets: [.init("3次", unit: "次")]),
            PlannedWork(
                id: "5", title: "培训督学", kinds: [.inspectors], progress: .done, targets: [.init("2期", unit: "期")]),
        ]
        let said = text(
            "一、督学\n{{ 要点: 督学、专项 }}\n二、专项\n{{ 要点: 专项 }}\n三、其他\n{{ 要点: 其余 }}\n四、存在的问题\n{{ 未完成 }}", plan: items)
        #expect(
            said.lines == [
                "一、督学", "开展办园行为督导评估。年初计划评估40所，实际完成39所，较上年增加2所。",
                "二、其他", "一是印发工作方案。", "二是培训督学。年初计划2期，实际完成【待填：2期的完成情况】。",
                "三、存在的问题", "一是年初计划的“开展满意度调查”尚未开展，说明：问卷未定。", "二是年初计划的“开展专项检查”（3次）未实施。",
            ])
        #expect(said.left == ["专项"])
    }

    @Test("A table of figures stands as rows, an empty one not at all")
    func tables() {
        let table = SummarySource.Table(
            header: ["单位", "逾期"], rows: [[.text("甲小学"), .figure(figure("unit.late", "2", qualifiers: ["1"]))]])
        #expect(text("{{ 表格: 按单位 }}", tables: ["按单位": table]).lines == ["单位 ｜ 逾期", "甲小学 ｜ 2"])
        #expect(text("{{ 表格: 按单位 }}", tables: ["按单位": .init(header: ["单位"], rows: [])]).lines == [])
    }

    @Test("Any mixture of known and unknown figures: no sentence with an unknown one stays, no known one goes")
    func property() {
        var random = SplitMix(20)
        for _ in 0..<300 {
            let sentences = (0..<Int.random(in: 1...6, using: &random)).map { index -> (text: String, isKnown: Bool) in
                let codes = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    Bool.random(using: &random) ? "a.b" : "x.y"
                }
                return ("句\(index)" + codes.map { "{{\($0)}}" }.joined() + "。", !codes.contains("x.y"))
            }
            let lines = text(sentences.map(\.text).joined(), [figure("a.b", "3")]).lines.joined()
            for (index, sentence) in sentences.enumerated() {
                #expect(lines.contains("句\(index)") == sentence.isKnown)
            }
            #expect(!lines.contains("{{"))
        }
    }
}
