import Supervision
import TestKit
import Testing

@Suite struct DefinitionTests {
    @Test("A sound text has no problem, and what is written again reads the same", arguments: DefinitionKind.allCases)
    func sound(kind: DefinitionKind) {
        var text = kind == .standard ? DefinitionSample.standard() : DefinitionSample.form()
        if kind == .form { text = "版本\t1\n" + text }
        #expect(kind.problems(text) == [])
        let sheet = kind.sheet(text)
        #expect(kind.sheet(sheet.text).text == sheet.text)
        #expect(kind.sheet(sheet.text).tables.map(\.rows) == sheet.tables.map(\.rows))
    }

    @Test(
        "Mistakes of a standard name line, column and place",
        arguments: [
            ("perHundred(mediaRooms, pupil)", "算式", "第1行第24个字"), ("perHundred(mediaRooms", "算式", "第1行第22个字"),
            ("", "算式", "没有填"), ("mediaRooms", "算式", ""),
        ])
    func mistakes(expression: String, column: String, words: String) throws {
        let found = DefinitionKind.standard.problems(DefinitionSample.standard(expression: expression))
        let problem = try #require(found.first)
        #expect(problem.row == 17 && problem.column == column && problem.reason.contains(words), "\(problem)")
    }

    @Test(
        "What could not be judged or would break its place is refused",
        arguments: [
            (DefinitionSample.standard(code: "Modern"), "代码"), (DefinitionSample.standard(name: ""), "标准"),
            (DefinitionSample.standard(limit: "多"), "限值"),
            (DefinitionSample.standard().replacing("1\t条件", with: "1\t条件\n1\t条件"), "编号"),
            (DefinitionSample.standard().replacing("单位\t学校", with: "单位\t学堂"), "单位"),
            (DefinitionKind.standard.blank(code: "empty", name: "空", basis: "无"), "部分"),
        ])
    func refused(text: String, column: String) {
        #expect(DefinitionKind.standard.problems(text).contains { $0.column == column })
    }

    @Test(
        "Every wrong line of a form is told, not only the first",
        arguments: [
            ("served <= nothing", 1), ("served", 1), ("served 5", 1),
        ])
    func forms(rule: String, count: Int) {
        #expect(DefinitionKind.form.problems("版本\t1\n" + DefinitionSample.form(rule: rule)).count == count)
        let two = DefinitionSample.form().replacing("\t0\t\t\t小学、初中", with: "\t7\t\t\t大学").replacing(
            "serviceTeachers", with: "service teachers")
        #expect(DefinitionKind.form.problems("版本\t1\n" + two).map(\.row) == [9, 10])
    }

    @Test("An indicator that asks nothing unless the rest is 基本合格 is refused, since there is no rest")
    func asksNothing() {
        let text = DefinitionSample.standard().replacing("章程\t人工", with: "章程\t基本合格时人工")
        #expect(DefinitionKind.standard.problems(text).map { [$0.column, "\($0.row)"] } == [["判定", "18"]])
        let both = text.replacing("1.2\t1\t章程\t基本合格时人工", with: "1.2\t1\t章程\t基本合格时人工\n1.2\t1\t章程\t人工")
        #expect(DefinitionKind.standard.problems(both).isEmpty)
    }

    private func verdict(_ text: String, isHandGiven: Bool = true) throws -> StandardEvaluation {
        let standard = try #require(StandardFile.draft(SheetText.rows(text)).standard)
        let rows = [
            ExpressionData.Row(
                organisation: "a",
                values: [
                    "mediaRooms": .number(Points(30)), "primary.pupils": .number(Points(1_000)),
                    "junior.pupils": .number(Points.zero),
                ])
        ]
        let given = isHandGiven ? ["1.2": Judgement(.met, basis: "章程")] : [:]
        return StandardEvaluation(standard, StandardInput(data: ExpressionData(rows: rows), judgements: given))
    }

    @Test("A draft with something wrong in it is tried and passes nobody; an indicator without its condition is open")
    func trial() throws {
        let whole = try verdict(DefinitionSample.standard())
        #expect(whole.verdict == .pass && whole.indicators.map(\.grade) == [.met, .met])
        #expect(try verdict(DefinitionSample.standard(), isHandGiven: false).verdict == .undetermined)
        let wrong = try verdict(DefinitionSample.standard(expression: "perHundred(mediaRooms, nothing)"))
        #expect(wrong.indicators.map(\.grade) == [.undetermined, .met])
        #expect(wrong.verdict == .undetermined && wrong.parts.map(\.verdict) == [.undetermined] && wrong.tier == nil)
        let second = DefinitionSample.standard().replacing(
            "1.2\t1\t章程\t人工", with: "1.1\t1\t多媒体教室\t计算\t全县\tnothing\t≥\t1\n1.2\t1\t章程\t人工")
        #expect(try verdict(second).indicators.map(\.grade) == [.undetermined, .met])
        let failing = DefinitionSample.standard(limit: "9").replacing("1.2\t1\t章程\t人工", with: "1.2\t1\t章程\t看")
        #expect(try verdict(failing).verdict == .fail, "what fails already fails whatever the rest says")
        let tolerance = DefinitionSample.standard() + "\n容差\n编号\t指标\nx\t9.9\n"
        #expect(try verdict(tolerance).verdict == .undetermined)
    }

    @Test("Addresses of the site are no codes", arguments: ["local", "own", "new"])
    func addresses(code: String) {
        #expect(!DefinitionKind.isCode(code) && DefinitionKind.isCode(code + "-1"))
        #expect(DefinitionKind.standard.problems(DefinitionSample.standard(code: code)).map(\.column) == ["代码"])
    }

    @Test("Sums that say nothing after their sign are refused and stop nobody")
    func sums() {
        let text = "版本\t1\n" + DefinitionSample.form().replacing("\t是\t\t本学期报名的", with: "\t是\t小学=；初中=served\t本学期报名的")
        #expect(DefinitionKind.form.problems(text).map(\.reason) == ["小学参加学生数的合计式缺少数据项"])
    }

    @Test("No text, however it is cut or mixed, stops the reader")
    func anyText() {
        var seed: UInt64 = 11
        func next(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        for kind in DefinitionKind.allCases {
            let text = kind == .standard ? DefinitionSample.standard() : DefinitionSample.form()
            let pieces = Array(text)
            let mixed: [Character] = ["\t", "\n", "=", "/", "1", "-", "*", "是", "(", "9", ",", " "]
            for _ in 0..<1_500 {
                var broken = pieces
                for _ in 0...next(6) {
                    let place = next(broken.count)
                    switch next(3) {
                    case 0: broken.remove(at: place)
                    case 1: broken.insert(mixed[next(mixed.count)], at: place)
                    default: broken[place] = mixed[next(mixed.count)]
                    }
                }
                _ = kind.problems(String(broken))
            }
        }
    }

    @Test("A row is put in, changed, moved and taken away, and no cell breaks out of its place")
    func rows() {
        var sheet = DefinitionKind.standard.sheet(DefinitionSample.standard())
        let columns = DefinitionKind.standard.table("指标")?.columns.map(\.name) ?? []
        sheet.put(["编号": "1.3", "名称": "新\n的\t项", "判定": "人工", "部分": "1"], into: "指标", row: nil, columns: columns)
        let again = DefinitionKind.standard.sheet(sheet.text)
        #expect(again.table("指标")?.cell(2, "名称") == "新 的 项" && again.table("指标")?.rows.count == 3)
        sheet.move(2, in: "指标", by: -1)
        #expect(sheet.table("指标")?.cell(1, "编号") == "1.3")
        sheet.move(0, in: "指标", by: -1)
        sheet.remove(1, from: "指标")
        sheet.remove(9, from: "指标")
        #expect(sheet.table("指标")?.rows.map { $0[0] } == ["1.1", "1.2"])
        sheet.put(["名称": "巩固", "合格": "1", "基本合格": "0"], into: "等次", row: nil, columns: ["名称", "合格", "基本合格"])
        #expect(DefinitionKind.standard.problems(sheet.text) == [])
        sheet.put(["条款": "第一条"], into: "指标", row: 0, columns: columns)
        #expect(DefinitionKind.standard.sheet(sheet.text).table("指标")?.cell(0, "条款") == "第一条")
    }

    @Test(
        "The caret stands below the place, also behind characters that are as wide as two",
        arguments: [
            ("books + nothing", "        ^"), ("图书册数 + 无", "\u{3000}\u{3000}\u{3000}\u{3000}   ^"), ("1 +", "   ^"),
        ])
    func caret(text: String, mark: String) {
        let check = ExpressionCheck(
            text, ExpressionVocabulary([ExpressionTerm("books", "图书册数")]), isOfOrganisation: true)
        #expect(check.caret?.mark == mark && check.caret?.line == text)
        #expect(
            ExpressionCheck("books", ExpressionVocabulary([ExpressionTerm("books", "图书册数")]), isOfOrganisation: true)
                .caret == nil)
    }
}
