import Supervision
import Testing

struct RecusalTests {
    static func recusal(
        _ ground: RecusalGround = .interest, leftOn: Day? = nil, explanation: String = "配偶在该园任教",
        on day: Day = "2026-03-10", by: PersonID = "p"
    ) -> Recusal {
        Recusal(
            id: "r", person: "p", organisation: "o", ground: ground, leftOn: leftOn, explanation: explanation,
            side: .inspector, appliedBy: by, appliedOn: day)
    }

    @Test("Each jurisdiction offers the grounds of its own law beside the national ones")
    func packs() {
        let expected: [Jurisdiction: [RecusalGround]] = [
            .national: [.leaderRelative, .interest], .shanghai: [.leaderRelative, .interest],
            .shandong: [.leaderRelative, .interest],
            .chongqing: [.leaderRelative, .relativeEmployed, .staff, .formerStaff, .interest],
            .zhejiang: [.leaderRelative, .relativeEmployed, .relativeStudies, .staff, .formerStaff, .interest],
        ]
        for (jurisdiction, grounds) in expected {
            #expect(RecusalPack.of(jurisdiction).rules.map(\.ground) == grounds, "\(jurisdiction)")
        }
        #expect(RecusalPack.of(.shanghai).rule(.interest)?.jurisdiction == .shanghai)
        #expect(RecusalPack.of(.zhejiang).rule(.leaderRelative)?.clause.article == "第十条")
    }

    @Test(
        "Who left the unit less than three years ago stays away, to the day",
        arguments: [
            ("2023-03-11" as Day, true), ("2023-03-10", false), ("2023-03-09", false), ("2026-03-10", true),
        ])
    func years(leftOn: Day, isCovered: Bool) throws {
        let recusal = RecusalTests.recusal(.formerStaff, leftOn: leftOn)
        guard isCovered else {
            #expect(throws: RecusalRefusal.self) { try recusal.checked(against: .of(.chongqing)) }
            return
        }
        let checked = try recusal.checked(against: .of(.chongqing))
        let granted = try checked.granted(
            from: "2026-03-10", until: nil, reason: "属实", by: "director", on: "2026-03-10",
            under: RecusalPack.of(.chongqing).rule(.formerStaff))
        #expect(granted.period?.until == leftOn.adding(months: 36).adding(days: -1))
    }

    @Test("An application that the pack does not cover, or that says nothing, is refused with what to change")
    func applications() {
        let cases: [(Recusal, Jurisdiction, RecusalRefusal)] = [
            (RecusalTests.recusal(.relativeStudies), .chongqing, .groundUnknown),
            (RecusalTests.recusal(.staff), .national, .groundUnknown),
            (RecusalTests.recusal(explanation: " "), .national, .explanationMissing),
            (RecusalTests.recusal(explanation: String(repeating: "长", count: 1_001)), .national, .tooLong(1_000)),
            (RecusalTests.recusal(.formerStaff), .zhejiang, .leavingDayMissing),
            (RecusalTests.recusal(.formerStaff, leftOn: "2026-03-11"), .zhejiang, .leavingDayAhead),
        ]
        for (recusal, jurisdiction, refusal) in cases {
            #expect(throws: refusal) { try recusal.checked(against: .of(jurisdiction)) }
        }
    }

    @Test("Somebody else decides: neither who applied nor the person concerned, with a reason, once")
    func decisions() throws {
        let recusal = RecusalTests.recusal(by: "clerk")
        func grant(_ by: PersonID, _ reason: String = "属实", until: Day? = nil) throws(RecusalRefusal) -> Recusal {
            try recusal.granted(
                from: "2026-03-10", until: until, reason: reason, by: by, on: "2026-03-10", under: nil)
        }
        #expect(throws: RecusalRefusal.own) { try grant("p") }
        #expect(throws: RecusalRefusal.sameHands) { try grant("clerk") }
        #expect(throws: RecusalRefusal.reasonMissing) { try grant("director", "　") }
        #expect(throws: RecusalRefusal.endsBeforeBeginning) { try grant("director", until: "2026-03-09") }
        let granted = try grant("director", until: "2026-03-10")
        #expect(throws: RecusalRefusal.wrongState("决定", .granted)) {
            try granted.refused("不属实", by: "director", on: "2026-03-11")
        }
        #expect(try recusal.refused("不属实", by: "director", on: "2026-03-11").state == .refused)
        #expect(throws: RecusalRefusal.notTheApplicant) { try recusal.withdrawn(by: "director") }
        #expect(try recusal.withdrawn(by: "clerk").state == .withdrawn)
    }

    @Test("It bars on its first and last day, not before and not after, and no longer once it is lifted")
    func days() throws {
        let granted = try RecusalTests.recusal(by: "clerk").granted(
            from: "2026-03-10", until: "2026-04-10", reason: "属实", by: "director", on: "2026-03-10", under: nil)
        let cases: [(Day, Day, Bool)] = [
            ("2026-03-01", "2026-03-09", false), ("2026-03-01", "2026-03-10", true), ("2026-04-10", "2026-04-20", true),
            ("2026-04-11", "2026-04-20", false),
        ]
        for (from, until, bars) in cases {
            let span = try #require(Period(from: from, until: until))
            #expect(granted.bars(during: span) == bars, "\(from)")
        }
        let lifted = try granted.lifted("已调离", by: "director", on: "2026-03-20")
        #expect(lifted.period?.until == "2026-03-19")
        #expect(!lifted.bars(during: Period(from: "2026-03-10")))
        // Lifted on its first day it never barred.
        #expect(try granted.lifted("撤销", by: "director", on: "2026-03-10").period == nil)
    }

    @Test("Whatever is tried in whatever order, a recusal is decided at most once and never by who asked for it")
    func walk() {
        for round in 0..<200 {
            var dice = SplitMix(UInt64(round))
            let people: [PersonID] = ["p", "clerk", "director", "other"]
            var recusal = RecusalTests.recusal(by: "clerk")
            var decisions = 0
            for _ in 0..<8 {
                let who = people[dice.below(4)]
                let before = recusal.state
                switch dice.below(4) {
                case 0:
                    recusal =
                        (try? recusal.granted(
                            from: "2026-03-10", until: nil, reason: "r", by: who, on: "2026-03-10", under: nil))
                        ?? recusal
                case 1: recusal = (try? recusal.refused("r", by: who, on: "2026-03-10")) ?? recusal
                case 2: recusal = (try? recusal.withdrawn(by: who)) ?? recusal
                default: recusal = (try? recusal.lifted("r", by: who, on: "2026-03-12")) ?? recusal
                }
                if before == .applied, [.granted, .refused].contains(recusal.state) { decisions += 1 }
                if recusal.state != .applied, recusal.state != .withdrawn {
                    #expect(recusal.decidedBy != "p" && recusal.decidedBy != "clerk")
                }
            }
            #expect(decisions <= 1)
        }
    }
}
