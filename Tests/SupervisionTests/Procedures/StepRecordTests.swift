import Supervision
import Testing

@Suite struct StepRecordTests {
    private let round = ProcedureStep("round1", "第一轮视导", requires: [.stepRecord])
    private let exam = ProcedureStep("city", "市级验收", requires: [.verdict])

    @Test("A record does its step's act, a 未通过 keeps the step open")
    func acts() throws {
        let record = StepRecord(day: "2026-03-10", text: "看了课堂。")
        #expect(try record.acts(for: round, on: "2026-03-10") == [.stepRecord])
        #expect(throws: StepRecordRefusal.verdictMissing("市级验收")) { try record.acts(for: exam, on: "2026-03-10") }
        var judged = record
        judged.verdict = .failed
        #expect(try judged.acts(for: exam, on: "2026-03-10") == [])
        judged.verdict = .passed
        #expect(try judged.acts(for: exam, on: "2026-03-10") == [.verdict])
    }

    @Test("What was not done yet, says nothing or is too long is refused")
    func refusals() {
        func refusal(_ record: StepRecord, _ step: ProcedureStep? = nil) -> StepRecordRefusal? {
            do { _ = try record.acts(for: step ?? round, on: "2026-03-10"); return nil } catch { return error }
        }
        #expect(refusal(StepRecord(day: "2026-03-11", text: "x")) == .future("2026-03-11"))
        #expect(refusal(StepRecord(day: "2026-03-10", text: " ")) == .empty)
        #expect(refusal(StepRecord(day: "2026-03-10", text: String(repeating: "字", count: 4_000))) == nil)
        #expect(refusal(StepRecord(day: "2026-03-10", text: String(repeating: "字", count: 4_001))) == .tooLong(4_000))
        let other = ProcedureStep("self", "自评", requires: [.selfAssessment])
        #expect(refusal(StepRecord(day: "2026-03-10", text: "x"), other) == .takesNone("自评"))
    }
}

@Suite struct HearingTests {
    private func hearing(
        _ audience: Hearing.Audience, _ method: Hearing.Method = .meeting, managers: Int = 0, teachers: Int = 0,
        attendees: Int = 10
    ) -> Hearing {
        Hearing(
            audience: audience, method: method, day: "2026-03-10", attendees: attendees, managers: managers,
            teachers: teachers, summary: "意见")
    }

    private func refusal(_ hearing: Hearing, _ place: Jurisdiction = .chongqing) -> HearingRefusal? {
        do {
            try hearing.require(by: .of(place, for: hearing.audience), on: "2026-03-10")
            return nil
        } catch { return error }
    }

    @Test("Management stays out of every room, teachers out of pupils' and parents' where the law says so")
    func presence() {
        for audience in [Hearing.Audience.parents, .teachers, .pupils] {
            #expect(refusal(hearing(audience)) == nil)
            #expect(refusal(hearing(audience, managers: 1))?.code == "hearing.managersPresent", "\(audience)")
            #expect(refusal(hearing(audience, managers: 1), .national)?.code == "hearing.managersPresent")
            #expect(refusal(hearing(audience, .questionnaire, managers: 1)) == nil)
        }
        for audience in [Hearing.Audience.parents, .pupils] {
            #expect(refusal(hearing(audience, teachers: 1))?.code == "hearing.teachersPresent")
            #expect(refusal(hearing(audience, teachers: 1), .zhejiang) == nil)
        }
        #expect(refusal(hearing(.teachers, teachers: 3)) == nil)
        #expect(refusal(hearing(.general, managers: 2, teachers: 2)) == nil)
    }

    @Test("Nobody heard, nothing said or a day to come is refused")
    func limits() {
        #expect(refusal(hearing(.parents, attendees: 0)) == .noOne)
        #expect(refusal(hearing(.parents, attendees: 1)) == nil)
        var silent = hearing(.parents)
        silent.summary = "  "
        #expect(refusal(silent) == .empty)
        var early = hearing(.parents)
        early.day = "2026-03-11"
        #expect(refusal(early) == .future("2026-03-11"))
    }

    @Test("Every audience has its own act, and the rule of a place can be read")
    func acts() {
        #expect(Set(Hearing.Audience.allCases.map(\.act)) == Set(StepAct.hearings))
        #expect(HearingRule.of(.chongqing, for: .pupils).text.contains("学校管理人员和教师不得在场"))
        #expect(HearingRule.of(.national, for: .pupils).text.contains("法规未作规定"))
    }
}

@Suite struct TeamReviewTests {
    private func review(_ members: Int, agree: Int, against: Int = 0) throws -> TeamReview {
        let people = (0..<members).map { PersonID("p\($0)") }
        let votes = try (0..<(agree + against)).map {
            try TeamVote(by: people[$0], agrees: $0 < agree, reason: "理由", on: "2026-03-10")
        }
        return TeamReview(members: people, votes: votes)
    }

    @Test(
        "Two thirds of all members have to agree, present or not",
        arguments: [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6)])
    func thirds(members: Int, needed: Int) throws {
        #expect(try review(members, agree: needed).isPassed)
        #expect(try !review(members, agree: needed - 1).isPassed)
        #expect(try review(members, agree: 0).needed == needed)
        #expect(try !review(members, agree: 0, against: members - needed).isLost)
        #expect(try review(members, agree: 0, against: members - needed + 1).isLost)
    }

    @Test("Passed never means fewer than two thirds, and a team of nobody passes nothing")
    func property() throws {
        #expect(try !review(0, agree: 0).isPassed)
        for members in 1...30 {
            for agree in 0...members {
                let found = try review(members, agree: agree)
                #expect(found.isPassed == (agree >= found.needed))
                #expect(Double(agree) / Double(members) + 1e-9 >= 2.0 / 3 || !found.isPassed)
            }
        }
    }

    @Test("Strangers' votes do not count, and whoever disagrees says why")
    func votes() throws {
        let stranger = try TeamVote(by: "x", agrees: true, reason: "", on: "2026-03-10")
        #expect(TeamReview(members: ["a"], votes: [stranger]).agreed == 0)
        #expect(throws: TeamVoteRefusal.reasonMissing) {
            try TeamVote(by: "a", agrees: false, reason: " ", on: "2026-03-10")
        }
    }
}
