import Supervision
import Testing

@Suite struct VisitUrgencyTests {
    private static func points(_ facts: UrgencyFacts, on day: Day = "2026-03-10") -> Int {
        VisitUrgency(facts, on: day).points
    }

    @Test(
        "Each reason has its points, up to its cap",
        arguments: [
            (UrgencyFacts(lastVisit: "2026-03-10"), 0), (UrgencyFacts(lastVisit: "2026-03-04"), 0),
            (UrgencyFacts(lastVisit: "2026-03-03"), 3), (UrgencyFacts(lastVisit: "2025-12-17"), 33),
            (UrgencyFacts(lastVisit: "2025-12-16"), 36), (UrgencyFacts(lastVisit: "2024-01-01"), 36),
            (UrgencyFacts(), 36),
            (UrgencyFacts(lastVisit: "2026-03-10", openFindings: 5), 15),
            (UrgencyFacts(lastVisit: "2026-03-10", openFindings: 6), 15),
            (UrgencyFacts(lastVisit: "2026-03-10", overdueFindings: 3), 60),
            (UrgencyFacts(lastVisit: "2026-03-10", overdueFindings: 4), 60),
            (UrgencyFacts(lastVisit: "2026-03-10", tips: 1), 15),
            (UrgencyFacts(lastVisit: "2026-03-10", warnings: 1), 10),
            (UrgencyFacts(lastVisit: "2026-03-10", lacksMonth: 1), 30),
            (UrgencyFacts(lastVisit: "2026-03-10", lacksTerm: 2), 20),
        ] as [(UrgencyFacts, Int)])
    func points(facts: UrgencyFacts, points: Int) {
        #expect(Self.points(facts) == points)
    }

    @Test("The month's end weighs from seven days before its last day")
    func monthEnds() {
        let facts = UrgencyFacts(lastVisit: "2026-03-20", lacksMonth: 1)
        #expect(Self.points(facts, on: "2026-03-23") == 30)
        #expect(Self.points(facts, on: "2026-03-24") == 50)
        #expect(VisitUrgency(facts, on: "2026-03-31").reasons.map(\.text).contains("今天是本月最后一天"))
    }

    @Test("Nothing that speaks for a visit ever makes it less urgent, and the reasons add up to the points")
    func monotone() {
        var dice = SplitMix(3)
        let changes: [@Sendable (inout UrgencyFacts) -> Void] = [
            { $0.openFindings += 1 }, { $0.overdueFindings += 1 }, { $0.tips += 1 }, { $0.warnings += 1 },
            { $0.lacksMonth += 1 },
            { $0.lacksTerm += 1 }, { $0.lastVisit = $0.lastVisit?.adding(days: -3) }, { $0.lastVisit = nil },
        ]
        for _ in 0..<500 {
            let day = ("2026-01-01" as Day).adding(days: dice.below(365))
            let facts = UrgencyFacts(
                lastVisit: dice.below(4) == 0 ? nil : day.adding(days: -dice.below(120)), openFindings: dice.below(7),
                overdueFindings: dice.below(5), tips: dice.below(4), warnings: dice.below(4), lacksMonth: dice.below(2),
                lacksTerm: dice.below(3))
            let urgency = VisitUrgency(facts, on: day)
            #expect(urgency.reasons.map(\.points) == urgency.reasons.map(\.points).sorted(by: >))
            for change in changes {
                var more = facts
                change(&more)
                #expect(VisitUrgency(more, on: day).points >= urgency.points)
            }
        }
    }

    private static func line(_ code: String, _ facts: UrgencyFacts) -> WeekProposal.Line {
        WeekProposal.Line(
            school: Identifier(code), code: code, urgency: VisitUrgency(facts, on: "2026-03-10"),
            isLacking: facts.lacksMonth > 0)
    }

    @Test(
        "Weeks left of a month are those with a day of school",
        arguments: [
            ("2026-03-01", 5), ("2026-03-02", 5), ("2026-03-06", 5), ("2026-03-07", 4), ("2026-03-09", 4),
            ("2026-03-30", 1),
            ("2026-03-31", 1), ("2026-02-28", 1), ("2026-05-30", 1), ("2026-05-29", 1),
        ] as [(Day, Int)])
    func weeks(day: Day, weeks: Int) {
        #expect(WeekProposal.weeksLeft(on: day) == weeks)
    }

    @Test(
        "Weeks and days left of a month end with its last day of teaching; once holidays have begun, with the month",
        arguments: [
            ("2026-01-12", "2026-01-20", 2), ("2026-01-19", "2026-01-20", 1), ("2026-01-20", "2026-01-20", 1),
            ("2026-01-21", "2026-01-31", 2), ("2026-03-10", "2026-03-31", 4), ("2026-07-01", "2026-07-10", 2),
            ("2026-08-10", "2026-08-31", 4), ("2026-02-05", "2026-02-28", 4), ("2026-09-01", "2026-09-30", 5),
        ] as [(Day, Day, Int)])
    func teaching(day: Day, last: Day, weeks: Int) {
        #expect(CoverageRule.usual.lastTeachingDay(inMonthOf: day) == last)
        #expect(WeekProposal.weeksLeft(on: day, until: last) == weeks)
    }

    @Test("Where holidays end a month early, the last days of teaching weigh")
    func teachingEnds() {
        let facts = UrgencyFacts(lastVisit: "2026-01-12", lacksMonth: 1)
        func reasons(_ day: Day) -> [String] {
            VisitUrgency(facts, on: day, until: "2026-01-20").reasons.map(\.text)
        }
        #expect(!reasons("2026-01-12").contains { $0.hasPrefix("本月授课只剩") })
        #expect(reasons("2026-01-13").contains("本月授课只剩7天") && reasons("2026-01-20").contains("今天是本月授课最后一天"))
        // Two lacking and two weeks of teaching: one this week, although the month has three.
        let lines = ["1", "2"].map { Self.line($0, UrgencyFacts(lacksMonth: 1)) }
        #expect(WeekProposal(lines, on: "2026-01-12", until: "2026-01-20").due.count == 1)
        #expect(WeekProposal(lines, on: "2026-01-19", until: "2026-01-20").due.count == 2)
    }

    @Test(
        "Each week has its share of what is lacking, rounded up, the most urgent first, and the same whatever the order"
    )
    func proposal() {
        // Four weeks left: five lacking make two this week.
        let lacking = (1...5).map {
            Self.line("\($0)", UrgencyFacts(lastVisit: "2026-03-10", openFindings: $0, lacksMonth: 1))
        }
        let seen = (6...9).map { Self.line("\($0)", UrgencyFacts(lastVisit: "2026-03-10", overdueFindings: $0 - 6)) }
        let proposal = WeekProposal(lacking + seen, on: "2026-03-10")
        #expect(proposal.due.map(\.code) == ["5", "4"])
        #expect(proposal.also.map(\.code) == ["9", "8", "3"])
        var dice = SplitMix(9)
        for _ in 0..<20 { #expect(WeekProposal((lacking + seen).shuffled(using: &dice), on: "2026-03-10") == proposal) }
        #expect(WeekProposal(Array(lacking.prefix(4)), on: "2026-03-10").due.count == 1)
        #expect(WeekProposal(lacking, on: "2026-03-31").due.count == 5)
        #expect(WeekProposal([], on: "2026-03-10").due.isEmpty)
    }
}
