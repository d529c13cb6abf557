import Store
import Supervision
import Testing

/// Sheets of kindergartens and of counties: every bad cell is named, an empty one is missing.
struct StandardSheetTests {
    private static func read(_ header: [String], _ rows: [[String]]) throws -> StandardSheet {
        let standard = try #require(ShippedStandards.standard(code: "puji-puhui"))
        var sheet = StandardSheet(standard, header: header)
        for (index, row) in rows.enumerated() { sheet.add(row, row: index + 2, header: header) }
        return sheet
    }

    @Test func cells() throws {
        let sheet = try Self.read(
            ["幼儿园名称", "办园性质", "在园幼儿数（人）", "户外活动场地面积（㎡）", "是否配足"],
            [["一幼", "公办", "１，２００", "4,800.5", ""], ["二幼", "2", "90", "", ""], ["", "", "", "", ""]])
        #expect(sheet.problems.isEmpty)
        #expect(sheet.rows.map(\.organisation) == ["一幼", "二幼"])
        #expect(sheet.rows[0].values["children"] == .number(1200) && sheet.rows[0].values["nature"] == .number(1))
        #expect(sheet.rows[0].values["outdoorArea"] == .number(Points(scaled: 48_005_000)))
        #expect(sheet.rows[1].values["outdoorArea"] == nil)
        #expect(sheet.unknownHeadings(of: ["幼儿园名称", "办园性质", "在园幼儿数（人）", "户外活动场地面积（㎡）", "是否配足"]) == ["是否配足"])
    }

    @Test(arguments: [
        ("公立", "办园性质", "应为公办"), ("一百", "在园幼儿数", "应为数字"), ("-1", "户外活动场地面积", "负数"), ("1,5", "户外活动场地面积", "千位分隔符"),
        ("2.5", "在园幼儿数", "整数"), ("0", "在园幼儿数", "没有幼儿"), ("也许", "玩教具配备是否达到规定", "是或否"),
        ("1.23456", "户外活动场地面积", "小数最多四位"), ("1000000001", "户外活动场地面积", "数值过大"),
    ])
    func badCells(text: String, heading: String, reason: String) throws {
        let sheet = try Self.read(["代码", heading], [["1", text]])
        #expect(sheet.problems.map(\.row) == [2] && sheet.problems.map(\.column) == [heading])
        #expect(sheet.problems.first?.reason.contains(reason) == true)
    }

    @Test func twice() throws {
        let sheet = try Self.read(["代码", "在园幼儿数"], [["1", "3"], ["1", "4"], ["", "5"]])
        #expect(sheet.problems.map(\.row) == [3, 4])
        #expect(try Self.read(["在园幼儿数"], []).headerProblem != nil)
    }

    @Test func county() throws {
        let standard = try #require(ShippedStandards.standard(code: "puji-puhui"))
        var sheet = CountySheet(standard, header: ["项目", "值", "依据"])
        let rows = [
            ["户籍3至6岁人口数", "1,000", ""], ["accidents", "0"], ["16", "基本合格", "材料"], ["13", "基本合格", "材料"],
            ["14", "合格", ""],
            ["督导组实地督导没有发现明显违反相关政策规定的现象", "合格", "材料"], ["18", "也许", "材料"], ["12", "合格", "材料"], ["16", "合格", "材料"],
            ["没有这项", "1", ""], ["20", "", ""],
        ]
        for (index, row) in rows.enumerated() { sheet.add(row, row: index + 2) }
        #expect(sheet.values == ["registeredChildren": .number(1000), "accidents": .number(0)])
        #expect(sheet.judgements["16"]?.grade == .basic && sheet.judgements["12/2"]?.grade == .met)
        #expect(sheet.judgements["20"]?.grade == .undetermined)
        #expect(sheet.problems.map(\.row) == [5, 6, 7, 8, 10, 11])
    }
}
