import TestKit
import Testing

@testable import Supervision

/// A form is read by its headings, and nothing in it is passed over.
@Suite struct CollectionFormTableTests {
    private static func text(_ rows: String, heading: String = "部分\t编码\t名称\t单位\t小数\t必填\t学段\t合计") -> String {
        """
        采集表\t样表
        代码\tsample
        版本\t1
        填报单位\t学校

        数据项
        \(heading)
        \(rows)
        """
    }

    private func form(_ text: String) throws -> CollectionForm { try CollectionFormTable.parse(SheetText.rows(text)) }

    private func reasons(_ text: String) -> [String] {
        CollectionFormTable.read(SheetText.rows(text)).problems.map { "\($0.line) \($0.reason)" }
    }

    @Test("Columns may stand in any order, and one that the editor puts at the end is read")
    func headings() throws {
        let usual = try form(Self.text("一\ta\t甲\t人\t2\t是\n一\tb\t乙\t人\t0\t否\t小学、初中"))
        let other = try form(
            Self.text("甲\ta\t2\t是\t人\t\t一\n乙\tb\t0\t否\t人\t小学、初中\t一", heading: "名称\t编码\t小数\t必填\t单位\t学段\t部分"))
        #expect(usual == other && usual.items.map(\.key) == ["a", "primary.b", "junior.b"])
        var sheet = DefinitionKind.form.sheet(Self.text("一\ta\t甲", heading: "部分\t编码\t名称"))
        let columns = DefinitionTable.items.columns.map(\.name)
        sheet.put(["小数": "3", "定义": "数出来的"], into: "数据项", row: 0, columns: columns)
        let put = try form(sheet.text).items.first
        #expect(put?.variable.decimals == 3 && put?.variable.definition == "数出来的" && put?.isRequired == false)
    }

    @Test(
        "A row that lacks what it must have is refused by its line, and passed over nowhere",
        arguments: [
            ("\ta\t甲", "8 部分不能为空"), ("一\t\t甲", "8 编码不能为空"), ("一\ta\t", "8 名称不能为空"),
            ("一\ta\t甲\t人\t0\t或许", "8 必填应为是或否"), ("一\ta\t甲\n二\ta\t乙", "9 编码重复"),
            ("一\ta\t甲\t人\t0\t是\t小学、小学", "8 编码重复"), ("", "1 至少要有一个数据项"),
            ("一\ta\t甲\n\n校核\n编码\t类型\t内容\n\t关系\ta <= 3", "12 编码不能为空"),
        ])
    func refused(rows: String, reason: String) { #expect(reasons(Self.text(rows)) == [reason]) }

    @Test("A heading that nobody knows is told, since its column would be lost")
    func unknownHeading() {
        #expect(reasons(Self.text("一\ta\t甲\t是", heading: "部分\t编码\t名称\t必须填")) == ["7 “数据项”没有“必须填”这一列"])
    }

    @Test(
        "A sum adds up what is typed: not itself, not another sum, nothing twice",
        arguments: [
            ("a+b", ""), ("a + b", ""), ("total+a", "10 合计式里的“total”本身是合计"), ("total+total", "10 合计式里的“total”本身是合计"),
            ("a+sub", "10 合计式里的“sub”本身是合计"), ("a+a", "10 合计式里的“a”写了两次"), ("a+", "10 总计的合计式缺少数据项"),
            ("+", "10 总计的合计式缺少数据项"), ("小学=a；初中=b", "10 总计没有合计式"), ("a+c", "10 合计式里的“c”不是数据项"),
        ])
    func sums(sum: String, reason: String) throws {
        let text = Self.text("一\ta\t甲\n一\tb\t乙\n一\ttotal\t总计\t\t\t\t\t\(sum)\n一\tsub\t小计\t\t\t\t\ta+b")
        #expect(reasons(text) == (reason.isEmpty ? [] : [reason]))
        if reason.isEmpty { #expect(try form(text).item("total")?.sum == ["a", "b"]) }
    }

    @Test("Saving again changes no sum, and one beyond what a figure can be is missing instead of stopping the program")
    func bounded() throws {
        let form = try form(Self.text("一\ta\t甲\n一\tb\t乙\n一\ttotal\t总计\t\t\t\t\ta+b"))
        var values = RecordedValues(["a": Points(600_000_000), "b": Points(400_000_000)])
        for _ in 0..<3 { values = form.summed(values) }
        #expect(values["total"] == Points.largest)
        values["b"] = Points(scaled: Points(400_000_000).scaled + 1)
        #expect(form.summed(values)["total"] == nil)
        values = RecordedValues(["a": Points(scaled: .max), "b": Points(scaled: .max)])
        #expect(values.sum(["a", "b"]) == nil && RecordedValues(["a": Points(scaled: .min)]).sum(["a", "a"]) == nil)
    }

    @Test("Whatever a sum gives is read again as it was written")
    func readAgain() throws {
        var seed: UInt64 = 5
        func next(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        for _ in 0..<500 {
            let parts = (0..<(1 + next(40))).map { "k\($0)" }
            var values = RecordedValues()
            for part in parts { values[part] = Points(scaled: next(2) * Points.largest.scaled - next(1_000_000_000)) }
            values["sum"] = values.sum(parts)
            #expect(RecordedValues(packed: values.packed) == values)
        }
    }
}

/// One code, one meaning.
@Suite struct FigureMeaningsTests {
    private func lines(_ row: String) -> [CollectionFormTable.Reading.Line] {
        let text = "采集表\t样表\n代码\tx\n版本\t1\n填报单位\t学校\n数据项\n部分\t编码\t名称\t单位\t小数\t学段\t合计\n一\tp\t部\n一\tq\t部\n\(row)"
        return CollectionFormTable.read(SheetText.rows(text)).lines
    }

    private func known(_ row: String, isEarlier: Bool = false) throws -> FigureMeanings {
        let text = "采集表\t旧表\n代码\ty\n版本\t1\n填报单位\t学校\n数据项\n部分\t编码\t名称\t单位\t小数\t学段\t合计\n一\tp\t部\n一\tq\t部\n\(row)"
        var meanings = FigureMeanings()
        meanings.add(try CollectionFormTable.parse(SheetText.rows(text)), called: "旧表", isEarlier: isEarlier)
        return meanings
    }

    @Test(
        "Unit, choices, digits, stages and sum must be the same; the name and what explains it need not",
        arguments: [
            ("一\ta\t另名\t册\t1\t小学\tp", true), ("一\ta\t甲\t万册\t1\t小学\tp", false), ("一\ta\t甲\t册\t2\t小学\tp", false),
            ("一\ta\t甲\t册\t1\t\tp", false), ("一\ta\t甲\t册\t1\t小学\t", false), ("一\ta\t甲\t册\t1\t小学\tp+q", false),
            ("一\ta\t甲\t册\t1\t小学、初中\tp", true), ("一\ta\t甲\t1公办/2民办\t1\t小学\tp", false),
            ("一\tother\t甲\t万册", true),
        ])
    func meaning(row: String, isSame: Bool) throws {
        let problems = try known("一\ta\t甲\t册\t1\t小学\tp").problems(lines(row))
        #expect(
            problems.isEmpty == isSame && problems.allSatisfy { $0.row == 9 && $0.reason.contains("旧表") }, "\(problems)"
        )
    }

    @Test("Choices are held against choices")
    func choices() throws {
        let known = try known("一\ta\t甲\t1公办/2民办")
        #expect(known.problems(lines("一\ta\t甲\t1公办/2民办")).isEmpty)
        #expect(known.problems(lines("一\ta\t甲\t1民办/2公办")).count == 1)
        #expect(known.problems(lines("一\ta\t甲\t是/否")).count == 1)
    }

    @Test("A next version may add up something else, and count nothing else")
    func next() throws {
        let known = try known("一\ta\t甲\t册\t1\t小学\tp", isEarlier: true)
        #expect(known.problems(lines("一\ta\t甲\t册\t1\t小学\tp+q")).isEmpty)
        #expect(known.problems(lines("一\ta\t甲\t万册\t1\t小学\tp")).count == 1)
    }
}
