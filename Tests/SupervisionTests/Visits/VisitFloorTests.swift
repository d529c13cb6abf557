import Supervision
import Testing

@Suite struct VisitFloorTests {
    @Test(
        "A term runs from February to July and from August to January",
        arguments: [
            ("2026-02-01", "2026-02-01", "2026-07-31"), ("2026-07-31", "2026-02-01", "2026-07-31"),
            ("2026-08-01", "2026-08-01", "2027-01-31"), ("2026-12-31", "2026-08-01", "2027-01-31"),
            ("2027-01-31", "2026-08-01", "2027-01-31"), ("2027-02-01", "2027-02-01", "2027-07-31"),
            ("2026-01-01", "2025-08-01", "2026-01-31"),
        ] as [(Day, Day, Day)])
    func term(day: Day, from: Day, until: Day) {
        #expect(VisitFloor.term(of: day) == Period(from: from, until: until))
    }

    @Test(
        "Law's floor and the local rule are counted apart, each on both sides",
        arguments: [
            ([], 0, 0, "2026-04-01"), (["2026-03-01"], 1, 1, "2026-08-01"), (["2026-02-28"], 1, 0, "2026-04-01"),
            (["2026-02-28", "2026-03-10"], 2, 1, nil), (["2026-01-31", "2026-03-10"], 1, 1, "2026-08-01"),
            // What lies ahead of the day is not done yet.
            (["2026-03-10", "2026-03-11"], 1, 1, "2026-08-01"),
        ] as [([Day], Int, Int, Day?)])
    func standing(visits: [Day], law: Int, local: Int, lateOn: Day?) {
        let standing = VisitFloor.usual.standing(visits, on: "2026-03-10")
        #expect(standing.law == .init(done: law, needed: 2))
        #expect(standing.local == .init(done: local, needed: 1))
        #expect(standing.lateOn == lateOn)
    }

    @Test("An office without a rule of its own asks for nothing in a month")
    func without() {
        #expect(VisitFloor(perMonth: 0).standing([], on: "2026-03-10").local.isReached)
    }

    @Test("One visit more never makes a school later")
    func monotone() {
        var dice = SplitMix(6)
        for _ in 0..<300 {
            let today = ("2025-06-01" as Day).adding(days: dice.below(500))
            var visits: [Day] = []
            var last = VisitFloor.usual.standing(visits, on: today)
            for _ in 0..<6 {
                visits.append(today.adding(days: -dice.below(200)))
                let next = VisitFloor.usual.standing(visits, on: today)
                #expect(next.law.done >= last.law.done && next.local.done >= last.local.done)
                #expect((next.lateOn?.number ?? .max) >= (last.lateOn?.number ?? .max))
                last = next
            }
        }
    }

    @Test(
        "A clock is marked once it is more than ten minutes off, either way",
        arguments: [(0, false), (600_000, false), (600_001, true), (-600_000, false), (-600_001, true)])
    func clock(skew: Int, isMarked: Bool) {
        let received = Instant(milliseconds: 1_773_000_000_000)
        let found = VisitCircumstances(
            receivedAt: received, sentAt: Instant(milliseconds: received.milliseconds - skew), startedAt: received)
        #expect(found.marks == (isMarked ? [.clockOff] : []))
    }

    @Test(
        "A visit may begin ten minutes after it arrived, as clocks go, and no later",
        arguments: [(600_000, false), (600_001, true)])
    func future(ahead: Int, isMarked: Bool) {
        let received = Instant(milliseconds: 1_773_000_000_000)
        let found = VisitCircumstances(
            receivedAt: received, sentAt: received,
            startedAt: Instant(milliseconds: received.milliseconds + ahead))
        #expect(found.marks == (isMarked ? [.future] : []))
    }

    @Test("Each circumstance is marked by itself")
    func marks() {
        let at = Instant(milliseconds: 1_773_000_000_000)
        let changes: [(VisitMark, (inout VisitCircumstances) -> Void)] = [
            (.schoolMoved, { $0.isOwn = false }), (.schoolClosed, { $0.isClosed = true }),
            (.checklistOld, { $0.isChecklistOld = true }), (.findingClosed, { $0.isFindingClosed = true }),
            (.outsidePlan, { $0.isPlanned = false }), (.noLocation, { $0.hasLocation = false }),
            (.twice, { $0.isSecond = true }), (.future, { $0.startedAt = at.adding(seconds: 601) }),
            (.longAgo, { $0.startedAt = at.adding(seconds: -37 * 86_400) }),
        ]
        for (mark, change) in changes {
            var found = VisitCircumstances(receivedAt: at, sentAt: at, startedAt: at)
            change(&found)
            #expect(found.marks == [mark])
        }
        #expect(Set(changes.map(\.0)).union([.clockOff]) == Set(VisitMark.allCases))
    }
}
