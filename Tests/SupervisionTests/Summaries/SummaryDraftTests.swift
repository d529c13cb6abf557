import Supervision
import Testing

/// Editing a draft, and figures that change under it.
@Suite struct SummaryDraftTests {
    private func figure(_ code: String, _ text: String?) -> StatedFigure {
        StatedFigure(
            SummaryMark(code), name: "名\(code)", definition: "口径", unit: "所", period: "2026年", text: text,
            isZero: text == "0")
    }

    private func draft() -> SummaryDraft {
        let figures = [figure("a.b", "55"), figure("c.d", "96.65%")]
        return SummaryComposer.compose(
            SummaryTemplateParser.parse("一、督学\n督导{{ a.b }}所，满意度{{ c.d }}，其中{{ a.b }}所。\n结束。").template,
            SummarySource(title: "总结", book: Dictionary(uniqueKeysWithValues: figures.map { ($0.mark, $0) })))
    }

    @Test("The edited text shows each figure with its number and value, and reads back the same")
    func roundTrip() {
        let draft = draft()
        #expect(draft.editable == "一、督学\n督导{{1=55}}所，满意度{{2=96.65%}}，其中{{1=55}}所。\n结束。")
        let (again, problems) = draft.edited(title: "总结", draft.editable, book: [:])
        #expect(problems.isEmpty)
        #expect(again == draft)
    }

    @Test("What is typed behind a figure's number changes nothing")
    func locked() {
        let (edited, problems) = draft().edited(title: "总结", "督导{{1=999}}所。", book: [:])
        #expect(problems.isEmpty)
        #expect(edited.document().plain == "总结\n\n督导55所。")
    }

    @Test("A figure is put in by its code, once more by the number that it has")
    func inserted() {
        let new = figure("e.f", "7")
        #expect(
            SummaryDraft.newMarks(in: "甲{{1=55}}乙{{ e.f }}丙{{list: g.h}}") == [
                SummaryMark("e.f"), SummaryMark("g.h", aspect: .list),
            ])
        let (edited, problems) = draft().edited(
            title: "总结", "甲{{ e.f }}乙{{ a.b }}。", book: [new.mark: new, SummaryMark("a.b"): figure("a.b", "60")])
        #expect(problems.isEmpty)
        #expect(edited.editable == "甲{{3=7}}乙{{1=55}}。")
    }

    @Test(
        "What cannot be read is said with line and place",
        arguments: [
            ("甲\n乙{{9=3}}。", "第2行第2字：本稿没有编号为9的数字。"),
            ("甲{{ x.y }}。", "第1行第2字：没有名为“x.y”的指标。"),
            ("甲{{1=5。", "第1行第2字：“{{”没有写完，缺“}}”。"),
            ("甲1=5}}。", "第1行第5字：“}}”前面没有“{{”。"),
        ])
    func wrong(text: String, said: String) {
        #expect(draft().edited(title: "总结", text, book: [:]).problems.map(\.chinese) == [said])
    }

    @Test("A figure that changed is marked; accepting one leaves the other and every typed word")
    func changes() {
        let typed = draft().edited(title: "总结", "手写：{{1=}}所，{{2=}}。末尾手写。", book: [:]).draft
        let now = [SummaryMark("a.b"): figure("a.b", "57"), SummaryMark("c.d"): figure("c.d", "97.00%")]
        #expect(typed.changes(against: now).map(\.words) == ["55 → 57", "96.65% → 97.00%"])
        let one = typed.accepting([1], from: now)
        #expect(one.document().plain == "总结\n\n手写：57所，96.65%。末尾手写。")
        #expect(one.changes(against: now).map(\.number) == [2])
        #expect(typed.accepting(from: now).changes(against: now).isEmpty)
    }

    @Test("A figure that is gone, or says nothing now, is a change to something that must be filled in")
    func gone() {
        let now = [SummaryMark("a.b"): figure("a.b", nil)]
        let draft = draft()
        #expect(draft.changes(against: now).map(\.words) == ["55 → 【待填：名a.b】", "96.65% → 指标已不存在"])
        #expect(draft.accepting(from: now).document().blanks == ["【待填：名a.b】", "【待填：名c.d】"])
    }

    @Test("References stand right behind their figures and count the lines of the sources")
    func references() {
        let draft = draft()
        #expect(draft.references.map(\.line) == [1, 2, 1])
        guard case .paragraph(let text) = draft.document().blocks[1] else { return }
        for reference in draft.references {
            let before = String(text.prefix(reference.offset))
            #expect(before.hasSuffix(draft.stated[reference.line - 1].figure.words))
        }
    }

    @Test("Tables keep their cells and figures through editing")
    func tables() {
        let (edited, problems) = draft().edited(title: "总结", "单位 ｜ 数\n甲 ｜ {{1=}}\n尾。", book: [:])
        #expect(problems.isEmpty)
        #expect(edited.editable == "单位 ｜ 数\n甲 ｜ {{1=55}}\n尾。")
        #expect(edited.edited(title: "总结", edited.editable, book: [:]).draft.text == edited.text)
        #expect(edited.document().blocks[0] == .table(header: ["单位", "数"], rows: [["甲", "55"]]))
    }

    @Test("Whatever lines are typed, reading back what was written gives the same draft")
    func property() {
        var random = SplitMix(4)
        let words = ["甲", "乙。", "{{1=}}", "{{2=x}}", " ", "\n", "一、", "（一）", "｜", "丙丁", "；"]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                words[Int.random(in: 0..<words.count, using: &random)]
            }.joined()
            let once = draft().edited(title: "总结", text, book: [:])
            #expect(once.problems.isEmpty)
            let twice = once.draft.edited(title: "总结", once.draft.editable, book: [:])
            #expect(twice.draft.document() == once.draft.document())
            #expect(twice.draft.text.figures == once.draft.text.figures)
        }
    }
}
