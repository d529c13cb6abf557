import Supervision
import Testing

@Suite struct ClockTests {
    @Test(
        "A rule's day, by jurisdiction",
        arguments: [
            (.defence, .chongqing, "2021-03-08", "2021-03-13"), (.defence, .zhejiang, "2021-03-08", "2021-03-18"),
            (.defence, .shanghai, "2024-09-29", "2024-10-17"),
            (.feedbackSpecial, .chongqing, "2021-09-29", "2021-10-04"),
            (.feedbackComprehensive, .chongqing, "2021-09-24", "2021-10-04"),
            (.opinion, .shanghai, "2021-01-31", "2021-03-02"),
            (.rectificationReport, .chongqing, "2021-12-25", "2022-01-04"),
            (.reviewRequest, .shandong, "2021-03-08", "2021-03-23"),
            (.reviewRequest, .zhejiang, "2021-03-08", "2021-03-18"),
            (.reviewDecision, .shandong, "2021-01-31", "2021-02-28"),
            (.reviewDecision, .shandong, "2024-01-31", "2024-02-29"),
            (.reviewDecision, .zhejiang, "2021-01-31", "2021-03-02"), (.report, .zhejiang, "2021-03-08", "2021-04-07"),
            (.accountabilityInquiry, .national, "2022-03-08", "2022-05-07"),
            (.accountabilityAppeal, .shandong, "2022-03-08", "2022-03-23"),
            (.accountabilityAppealDecision, .shanghai, "2022-03-08", "2022-05-07"),
        ] as [(DeadlineRuleID, Jurisdiction, Day, Day)])
    func due(id: DeadlineRuleID, jurisdiction: Jurisdiction, from: Day, due: Day) throws {
        let rule = try Clock.rule(id, in: jurisdiction, on: from)
        #expect(Clock.due(rule, from: from, in: .stateCouncil).due == due)
    }

    @Test(
        "Each pack holds what its law counts, and the national pack only accountability",
        arguments: [
            (.national, []),
            (.chongqing, [.feedbackSpecial, .feedbackComprehensive, .defence, .opinion, .rectificationReport]),
            (.zhejiang, [.defence, .opinion, .reviewRequest, .reviewDecision, .report]),
            (.shanghai, [.defence, .opinion]),
            (.shandong, [.reviewRequest, .reviewDecision]),
        ] as [(Jurisdiction, Set<DeadlineRuleID>)])
    func packs(jurisdiction: Jurisdiction, own: Set<DeadlineRuleID>) {
        let accountability: Set<DeadlineRuleID> = [
            .accountabilityInquiry, .accountabilityReviewRequest, .accountabilityReviewDecision, .accountabilityAppeal,
            .accountabilityAppealDecision,
        ]
        let pack = RulePack.of(jurisdiction)
        #expect(Set(pack.rules.map(\.id)) == own.union(accountability))
        #expect(pack.rules.filter { $0.jurisdiction == jurisdiction && own.contains($0.id) }.count == own.count)
        #expect(pack.rules.filter { accountability.contains($0.id) }.allSatisfy { $0.jurisdiction == .national })
    }

    @Test("What neither law counts is refused, and the office is asked to set it")
    func noDays() {
        #expect(throws: ClockRefusal.noDays(.report, .shandong)) {
            try Clock.rule(.report, in: .shandong, on: "2022-03-08")
        }
        #expect(ClockRefusal.noDays(.report, .national).message.contains("自行设定"))
    }

    @Test("A rule holds from the day its regulation is in force")
    func validity() throws {
        #expect(throws: ClockRefusal.self) { try Clock.rule(.defence, in: .zhejiang, on: "2019-08-31") }
        #expect(try Clock.rule(.defence, in: .zhejiang, on: "2019-09-01").clause.article == "第十一条第五项")
    }

    @Test("A working-day term beyond the known years names the missing year")
    func undetermined() throws {
        let rule = try Clock.rule(.defence, in: .shanghai, on: "2026-12-18")
        #expect(Clock.due(rule, from: "2026-12-17", in: .stateCouncil).due == "2026-12-31")
        let deadline = Clock.due(rule, from: "2026-12-18", in: .stateCouncil)
        #expect(deadline.due == nil && deadline.undetermined == 2027)
        #expect(deadline.state(on: "2027-06-01") == .undetermined(year: 2027))
    }

    @Test("The office's own term needs a day and a reason")
    func officeTerm() throws {
        #expect(throws: ClockRefusal.termTooShort) { try OfficeTerm(term: .calendarDays(0), reason: "整改量小") }
        #expect(throws: ClockRefusal.reasonMissing) { try OfficeTerm(term: .calendarDays(1), reason: " 　") }
        let term = try OfficeTerm(term: .calendarDays(15), reason: "参照上年做法")
        #expect(Clock.due(term, from: "2021-03-08", in: .stateCouncil).due == "2021-03-23")
    }

    @Test(
        "A deadline ends at 24:00 of its day",
        arguments: [
            ("2021-03-08", .open(daysLeft: 5)), ("2021-03-10", .dueSoon(daysLeft: 3)),
            ("2021-03-13", .dueSoon(daysLeft: 0)),
            ("2021-03-14", .late(days: 1)),
        ] as [(Day, DeadlineState)])
    func state(today: Day, expected: DeadlineState) throws {
        let deadline = Clock.due(
            try Clock.rule(.defence, in: .chongqing, on: today), from: "2021-03-08", in: .stateCouncil)
        #expect(deadline.state(on: today) == expected)
        #expect(deadline.state(on: today, metOn: "2021-03-13") == .met(on: "2021-03-13", daysLate: 0))
        #expect(deadline.state(on: today, metOn: "2021-03-14") == .met(on: "2021-03-14", daysLate: 1))
    }
}
