import Testing

@testable import Supervision

/// The sheet of the monitoring centre's figures.
struct QualityFigureSheetTests {
    private static let round = QualityRound(
        id: "r", title: "监测", year: 2026, level: .national, method: .sample,
        subjects: [QualitySubject("数学"), QualitySubject("语文")], grades: QualityGrade.usual)
    private static let counties = [("320106", "鼓楼区"), ("320302", "鼓楼区"), ("320111", "浦口区")].map {
        (region: $0.0, name: $0.1)
    }

    private static func sheet(_ header: String) -> QualityFigureSheet {
        QualityFigureSheet(header: cells(header), of: round, counties: counties)
    }

    private static func cells(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    @Test(
        "A header needs a figure's column, each heading once; what it does not know is named",
        arguments: [
            ("区县,年级,科目,等级,校际差异率", nil, []), ("科目,区县,校际差异率,备注", nil, ["备注"]),
            ("区县,科目,等级,差异率", nil, ["差异率"]), ("区县,科目,等次,差异率", "表头没有", ["等次", "差异率"]),
            ("区县,科目", "表头没有", []), ("区县,科目,等级,等级", "有两列“等级”", ["等级"]),
        ] as [(String, String?, [String])])
    func header(text: String, problem: String?, ignored: [String]) {
        let sheet = Self.sheet(text)
        #expect(sheet.isHeader && sheet.ignored == ignored)
        #expect(problem.map { sheet.problem?.hasPrefix($0) == true } ?? (sheet.problem == nil))
        #expect(!Self.sheet("年级,等级").isHeader)
    }

    @Test("An empty cell says nothing, two empty ones are no row; what is said goes over what was known")
    func figures() throws {
        let sheet = Self.sheet("区县,年级,科目,等级,校际差异率")
        let row = try #require(sheet.read(Self.cells("浦口区,八年级,语文,Ⅲ,"), row: 2).row)
        #expect(row.key == ["320111", "8", "语文"] && row.given == .init(level: 3))
        #expect(
            row.given.over(.init(level: 1, share: Points(scaled: 900))) == .init(level: 3, share: Points(scaled: 900)))
        #expect(row.given.over(nil) == row.given)
        #expect(sheet.read(Self.cells("浦口区,八年级,语文,,"), row: 2).problems.map(\.column) == ["等级"])
        #expect(Self.sheet("区县,年级,科目,校际差异率").read(Self.cells("浦口区,4,语文,"), row: 2).problems.count == 1)
        let wrong = sheet.read(Self.cells("浦东,,音乐,五,1.01"), row: 7).problems
        #expect(wrong.map(\.column) == ["区县", "年级", "科目", "等级", "校际差异率"] && wrong.allSatisfy { $0.row == 7 })
    }

    @Test("A name that two counties of the round have is refused, their codes are taken")
    func names() throws {
        let sheet = Self.sheet("区县,年级,科目,等级")
        let twice = sheet.read(Self.cells("鼓楼区,4,数学,3"), row: 2).problems
        #expect(twice.map(\.column) == ["区县"] && twice[0].reason.contains("2个区县"))
        for code in ["320106", "320302"] {
            #expect(sheet.read(Self.cells("\(code),4,数学,3"), row: 2).row?.region == code)
        }
    }
}
