import Testing

@testable import Supervision

/// Sheets of many units: what a column means, and what is wrong with a cell.
struct CollectionSheetTests {
    private func sheet(_ header: [String], _ remembered: [String: String] = [:]) throws -> CollectionSheet {
        CollectionSheet(form: try ValueCheckTests.form(), header: header, remembered: remembered)
    }

    @Test("Columns are known by heading, title, code, without brackets, and with their unit")
    func meanings() throws {
        let sheet = try sheet([
            "序号", "学校（机构）标识码", "学校名称", "年度", "小学在校生数（人）", "junior.pupils", "总面积(㎡)", "设备值（元）", "看不懂", "",
        ])
        #expect(
            sheet.meanings == [
                .ignored, .code, .name, .year, .value("primary.pupils", nil), .value("junior.pupils", nil),
                .value("whole", nil), .value("equipment", .yuan), nil, .ignored,
            ])
        #expect(sheet.left == ["看不懂"] && sheet.problem == nil)
        #expect(try self.sheet(["设备值", "学校"]).meanings.first == .value("equipment", nil))
    }

    @Test("What an office mapped once counts, and every meaning is read as it was written")
    func remembered() throws {
        let sheet = try sheet(["学校", "账面原值", "备用"], ["账面原值": "equipment@元", "备用": ""])
        #expect(sheet.meanings == [.name, .value("equipment", .yuan), .ignored])
        for meaning in sheet.meanings.compactMap({ $0 }) {
            #expect(ColumnMeaning(meaning.text, form: sheet.form) == meaning)
        }
        #expect(ColumnMeaning("hole", form: sheet.form) == nil)
        #expect(ColumnMeaning("whole@元", form: sheet.form) == nil, "an area has no money's unit")
    }

    @Test("A sheet that says whose row it is not, or nothing of the form, is refused")
    func problems() throws {
        #expect(try sheet(["总面积"]).problem?.contains("学校标识码") == true)
        #expect(try sheet(["学校", "备注"]).problem?.contains("没有一列") == true)
        let twice = CollectionSheet(
            form: try ValueCheckTests.form(), header: ["学校", "甲", "乙"],
            meanings: [.name, .value("whole", nil), .value("whole", nil)])
        #expect(twice.problem?.contains("有两列") == true)
    }

    @Test("The header is found below a title")
    func header() throws {
        let rows = [["某县2026年采集表"], ["单位", "小学在校生数", "总面积"], ["一小", "480", "3000"]]
        #expect(CollectionSheet.headerRow(in: rows, form: try ValueCheckTests.form(), remembered: [:]) == 1)
        #expect(CollectionSheet.headerRow(in: [["a"]], form: try ValueCheckTests.form(), remembered: [:]) == nil)
    }

    @Test("Good cells are values, an empty one says nothing, each bad one is named")
    func read() throws {
        let sheet = try sheet(["学校标识码", "年度", "小学在校生数", "初中在校生数", "总面积", "设备值（元）"])
        let good = sheet.read(
            ["1", "2026", "１,２００", "0", "", "2000000"], row: 3, year: 2026, stages: [.primary],
            lastYear: RecordedValues(["equipment": Points(190)]))
        #expect(good.problems.isEmpty)
        #expect(good.values == ["primary.pupils": Points(1200), "equipment": Points(200)])
        let bad = sheet.read(
            ["1", "2025", "四百", "300", "-5", "200"], row: 4, year: 2026, stages: [.primary],
            lastYear: RecordedValues(["equipment": Points(190)]))
        #expect(bad.problems.map(\.column) == ["年度", "小学在校生数", "初中在校生数", "总面积", "设备值（元）"])
        #expect(bad.problems.allSatisfy { $0.row == 4 && !$0.reason.isEmpty })
        #expect(bad.problems[0].reason.contains("2025年度") && bad.problems[4].reason.contains("1000倍"))
        let none = sheet.read(["1", "", "0"], row: 5, year: 2026, stages: [.primary], lastYear: RecordedValues())
        #expect(none.problems.map(\.reason) == ["不能为0；没有的请留空。"])
    }
}
