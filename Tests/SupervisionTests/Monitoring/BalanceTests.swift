import Testing

@testable import Supervision

/// 教督〔2017〕6号 part 1 and 教督〔2012〕3号, judged from a sheet.
struct BalanceTests {
    private static let header = [
        "学校代码", "学校名称", "在校生数", "高于规定学历教师数", "县级以上骨干教师数", "体育艺术专任教师数", "教学及辅助用房面积（平方米）",
        "室内体育用房面积", "体育运动场馆面积", "教学仪器设备值（万元）", "网络多媒体教室数",
    ]
    /// A primary school of 1,000 pupils exactly at every standard.
    private static let exact = ["1", "一小", "1000", "42", "10", "9", "4500", "0", "7500", "200", "23"]

    private static func table(_ rows: [[String]], stage: Stage? = .primary) -> BalanceTable {
        var table = BalanceTable(header: header, stage: stage)
        for (index, row) in rows.enumerated() { table.add(row, row: index + 2, header: header) }
        return table
    }

    private static func judge(_ rows: [[String]]) -> BalanceEvaluation {
        BalanceEvaluation(.qualityBalance, schools: table(rows).schools, stage: .primary)
    }

    private static func row(_ changes: [Int: String]) -> [String] {
        exact.enumerated().map { changes[$0.offset] ?? $0.element }
    }

    @Test func exactlyAtEveryStandardPasses() {
        #expect(Self.judge([Self.exact]).verdict == .pass)
    }

    /// One unit below, at each of the seven; one alone is tolerated down to 85 %, two are not.
    @Test(arguments: [(3, "41"), (4, "9"), (5, "8"), (6, "4499.99"), (8, "7499.99"), (9, "199.9999"), (10, "22")])
    func oneBelow(column: Int, value: String) throws {
        let school = try #require(Self.judge([Self.row([column: value])]).stages.first?.schools.first)
        #expect(school.reached.count == 6)
        #expect(school.below.count == 1)
        #expect(school.verdict == .pass)
        let other = column == 10 ? 3 : 10
        let two = Self.row([column: value, other: other == 10 ? "22" : "41"])
        #expect(Self.judge([two]).verdict == .fail)
    }

    /// 85 % of 4.5 m² is 3.825 m².
    @Test(arguments: [("3825", BalanceVerdict.pass), ("3824.9999", .fail), ("3825.0001", .pass)])
    func floor(area: String, verdict: BalanceVerdict) {
        #expect(Self.judge([Self.row([6: area])]).verdict == verdict)
    }

    @Test func indoorSportsRoomsDoNotCountAsTeachingArea() throws {
        let school = try #require(Self.judge([Self.row([7: "0.01"])]).stages.first?.schools.first)
        #expect(school.below == ["area.teaching"])
    }

    @Test func missingIsNotZero() throws {
        let result = Self.judge([Self.row([10: ""])])
        #expect(result.verdict == .undetermined)
        let missing = try #require(result.stages.first?.missing)
        #expect(missing.map(\.variable) == [.mediaRooms])
        #expect(missing.map(\.couldChange) == [true])
        // A school that fails whatever the missing figure is settles it.
        let lost = Self.judge([Self.row([10: "", 3: "0"])])
        #expect(lost.verdict == .fail)
        #expect(lost.stages.first?.missing.map(\.couldChange) == [false])
    }

    /// 166 primary and 210 junior pupils share 23,226 books as 1 : 1.1: 9,711.63 and 13,514.37.
    @Test func nineYearSchool() throws {
        let school = BalanceSchool(
            code: "9", name: "九年一贯制学校", pupils: [.primary: 166, .junior: 210], shared: [.books: Points(23_226)])
        let books = try #require(BalanceStandard.basicBalance.indicators.first { $0.code == "books" })
        let primary = try #require(school.share(books, in: .primary)).value * 166 / 10_000
        let junior = try #require(school.share(books, in: .junior)).value * 210 / 10_000
        #expect(abs(primary - 9_711.63) < 0.005)
        #expect(abs(junior - 13_514.37) < 0.005)
    }

    @Test func completeSecondarySchoolIsOneToOnePointTwo() throws {
        let school = BalanceSchool(
            code: "w", name: "完全中学", pupils: [.junior: 100, .senior: 100], shared: [.sportsArea: Points(2_200)])
        let area = try #require(BalanceStandard.qualityBalance.indicators.first { $0.code == "area.sports" })
        let share = try #require(school.share(area, in: .junior))
        #expect(share.value / 10_000 == 10)
    }

    @Test func smallTeachingPointsAndSpecialSchoolsStayOut() {
        func counts(_ pupils: Int, point: Bool = false, special: Bool = false) -> Bool {
            BalanceSchool(
                code: "1", name: "", pupils: [.primary: pupils], isTeachingPoint: point, isSpecial: special
            ).counts(in: .primary)
        }
        #expect(!counts(49, point: true))
        #expect(counts(50, point: true))
        #expect(counts(49))
        #expect(!counts(300, special: true))
        #expect(!counts(0))
    }

    /// The composite of the basic standard is the plain mean of the coefficients, within 0.65 for primary schools.
    @Test func composite() throws {
        var table = BalanceTable(
            header: [
                "代码", "在校生数", "教学及辅助用房面积", "体育运动场馆面积", "教学仪器设备值", "计算机台数", "图书册数", "专任教师数", "高于规定学历教师数",
                "中级及以上专业技术职务教师数",
            ],
            stage: .primary)
        for (row, factor) in [(2, 1), (3, 3)] {
            table.add(
                ["\(row)", "100"] + (1...8).map { "\($0 * 100 * factor)" }, row: row, header: [])
        }
        let result = BalanceEvaluation(.basicBalance, schools: table.schools, stage: .primary)
        let composite = try #require(result.stages.first?.composite)
        #expect(abs(composite - 0.5) < 1e-12)
        #expect(result.verdict == .pass)
    }

    @Test func badInputIsNamedByRowAndColumn() {
        let table = Self.table([
            Self.row([3: "四十"]), Self.row([0: "2", 6: "-1"]), Self.row([0: "3", 2: "0"]),
            Self.row([0: "4", 10: "2.5"]),
            Self.row([0: "5", 2: "１，０００"]), Self.row([0: "5"]),
        ])
        #expect(table.problems.map(\.row) == [2, 3, 4, 5, 7])
        #expect(table.problems.map(\.column).prefix(2) == ["高于规定学历教师数", "教学及辅助用房面积（平方米）"])
        #expect(table.schools.map { $0.pupils[.primary] } == [1000])
    }

    @Test func aFileOfOneStageNeedsToSayWhich() {
        #expect(Self.table([], stage: nil).headerProblem != nil)
        #expect(Self.table([]).headerProblem == nil)
    }
}
