import Supervision
import TestKit
import Testing

@Suite struct FigureTargetTests {
    private static let figure = Figure("inspection.visited", "到校督导", "所次", .entered, "到校")
    private static let share = Figure("finding.closed.share", "销号率", "%", .entered, "销号", digits: 2)
    private static let end: Day = "2026-06-30"

    private static func target(
        _ quantity: String?, _ comparison: PlanTarget.Comparison = .equal, _ force: PlanTarget.Force = .must,
        unit: String = "所", of: String = "幼儿园"
    ) -> PlanTarget {
        PlanTarget(
            quantity: quantity.flatMap { Points($0) }, comparison: comparison, force: force, unit: unit, of: of,
            text: "",
            span: SourceSpan(0, 0))
    }

    @Test(
        "A target is reached by its number, is on the way until its last day, and is missed after it",
        arguments: [
            (40, "2026-06-30", FigureStanding.reached), (39, "2026-06-30", .onTheWay), (39, "2026-07-01", .missed),
            (40, "2026-07-01", .reached), (41, "2026-07-01", .reached), (0, "2026-07-01", .missed),
        ])
    func equal(_ count: Int, _ today: String, _ standing: FigureStanding) throws {
        let day = try #require(Day(today))
        let target = FigureTargetTests.target("40")
        #expect(
            FigureStanding(
                target, value: FigureValue(count), of: FigureTargetTests.figure, ends: FigureTargetTests.end, on: day)
                == standing)
    }

    @Test(
        "A limit is kept until the end, and broken at once",
        arguments: [
            (3, "2026-06-30", FigureStanding.onTheWay), (3, "2026-07-01", .reached), (4, "2026-06-30", .missed),
            (0, "2026-07-01", .reached),
        ])
    func limit(_ count: Int, _ today: String, _ standing: FigureStanding) throws {
        let day = try #require(Day(today))
        #expect(
            FigureStanding(
                FigureTargetTests.target("3", .atMost), value: FigureValue(count), of: FigureTargetTests.figure,
                ends: FigureTargetTests.end, on: day) == standing)
    }

    @Test("A share is compared exactly, in per cent")
    func shares() throws {
        let target = FigureTargetTests.target("95", .atLeast, unit: "%")
        let (just, below) = (
            try #require(Score(95, over: 100)), try #require(Score(949_999, over: 1_000_000))
        )
        #expect(FigureTargetTests.standing(target, .number(just)) == .reached)
        #expect(FigureTargetTests.standing(target, .number(below)) == .missed)
    }

    private static func standing(_ target: PlanTarget, _ value: FigureValue) -> FigureStanding {
        FigureStanding(target, value: value, of: share, ends: end, on: "2026-12-31")
    }

    @Test("Aims are never missed, base lines and approximate figures never judged, and no data is said so")
    func forces() {
        func standing(_ target: PlanTarget, _ value: FigureValue = FigureValue(1)) -> FigureStanding {
            FigureStanding(
                target, value: value, of: FigureTargetTests.figure, ends: FigureTargetTests.end, on: "2027-01-01")
        }
        #expect(standing(FigureTargetTests.target("5", .equal, .aim)) == .aimOpen)
        #expect(standing(FigureTargetTests.target("1", .equal, .aim)) == .reached)
        #expect(standing(FigureTargetTests.target("0", .atMost, .aim)) == .aimOpen)
        #expect(standing(FigureTargetTests.target("86", .equal, .baseline)) == .notJudged)
        #expect(standing(FigureTargetTests.target("86", .equal, .approximate)) == .notJudged)
        #expect(standing(FigureTargetTests.target(nil)) == .notJudged)
        #expect(standing(FigureTargetTests.target("5"), .noData) == .noData)
        var monthly = FigureTargetTests.target("1", .atLeast, unit: "次")
        for (period, isJudged) in [
            (PlanTarget.Period(1, .month), false), (.init(5, .year), false), (.init(1, .year), true),
        ] {
            monthly.period = period
            #expect((standing(monthly) == .notJudged) == !isJudged)
        }
        #expect(standing(FigureTargetTests.target("5"), .undefined) == .noData)
    }

    @Test("Only an obligation whose time is over is ever missed")
    func onlyMust() {
        var dice = Dice(7)
        for _ in 0..<400 {
            let force = PlanTarget.Force.allCases.randomElement(using: &dice) ?? .must
            let comparison = PlanTarget.Comparison.allCases.randomElement(using: &dice) ?? .equal
            let today = FigureTargetTests.end.adding(days: Int.random(in: -3...3, using: &dice))
            let target = FigureTargetTests.target("\(Int.random(in: 0...9, using: &dice))", comparison, force)
            let standing = FigureStanding(
                target, value: FigureValue(Int.random(in: 0...9, using: &dice)), of: FigureTargetTests.figure,
                ends: FigureTargetTests.end, on: today)
            if standing == .missed {
                #expect(force == .must && (today > FigureTargetTests.end || comparison == .atMost))
            }
        }
    }

    @Test(
        "A figure is proposed by unit and words",
        arguments: [
            ("所", "幼儿园", "办园行为督导评估", "campaign.finished.organisations | kindergarten | campaign=a,b"),
            ("所", "学校", "义务教育学校督导", "campaign.finished.organisations | school | campaign=a,b"),
            ("次", "到校督导", "经常性督导", "inspection.visited | campaign=a,b"),
            ("次", "复查", "整改复查回访", "finding.recheck"), ("%", "整改完成率", "", "finding.rectified.share"),
            ("%", "销号率", "", "finding.closed.share"), ("人次", "参加培训", "督学培训", "training.persons"),
            ("人", "专职督学", "", "inspector.fullTime"), ("份", "督导通报", "", "document.circular"),
            ("个", "区县政府", "履行教育职责督导", "government.evaluated | campaign=a,b"),
            ("轮", "五年一轮", "", "round.done.share"),
        ])
    func proposed(_ unit: String, _ of: String, _ words: String, _ key: String) {
        let target = FigureTargetTests.target("4", unit: unit, of: of)
        #expect(FigureProposal(for: target, words: words, campaigns: ["a", "b"])?.key == key)
        guard let proposal = FigureProposal(for: target, words: words, campaigns: ["a", "b"]) else { return }
        #expect(throws: Never.self) {
            try FigureBook().narrowed(FigureRequest(written: proposal.key, .year(2026)))
        }
    }

    @Test(
        "Where nothing is counted nothing is proposed",
        arguments: [
            ("万元", "经费"), ("%", "达标率"), ("平方米", "校舍"), ("次", "责任督学例会"), ("次", "督学培训"), ("次", "考核"),
            ("所", "新增普惠性学位"), ("份", "问卷"), ("人", "参测学生"), ("期", "简报"), ("项", "制度"),
        ])
    func nothing(_ unit: String, _ of: String) {
        #expect(FigureProposal(for: FigureTargetTests.target("4", unit: unit, of: of), words: "") == nil)
        #expect(FigureProposal(for: FigureTargetTests.target(nil), words: "幼儿园") == nil)
    }
}
