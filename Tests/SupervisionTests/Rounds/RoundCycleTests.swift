import Supervision
import Testing

struct RoundCycleTests {
    static func cycle(_ first: Int = 2024, _ length: Int = 5) -> RoundCycle {
        RoundCycle(
            id: "c", key: "conduct-2024", name: "五年一轮", firstYear: first, length: length,
            filter: ScopeFilter(kinds: ["幼儿园"]))
    }

    @Test("Five years from 2024 end with 2028, and the next cycle begins in 2029 about the same units")
    func following() throws {
        let cycle = RoundCycleTests.cycle()
        #expect(cycle.years == 2024...2028)
        let next = try cycle.following(id: "d", key: "conduct-2029", name: "新一轮")
        #expect(next.years == 2029...2033)
        #expect(next.filter == cycle.filter)
        #expect(next.state == .open)
        #expect(throws: RoundRefusal.keyTaken("conduct-2024")) {
            try cycle.following(id: "d", key: "conduct-2024", name: "新一轮")
        }
        let closed = try cycle.closed()
        #expect(throws: RoundRefusal.self) { try closed.closed() }
    }

    @Test(
        "A cycle has one to ten years and a name",
        arguments: [(0, false), (1, true), (10, true), (11, false)])
    func lengths(length: Int, isGood: Bool) {
        #expect(((try? RoundCycleTests.cycle(2024, length).checked()) != nil) == isGood)
    }

    @Test("Done beats under way, under way beats planned, planned beats nothing; a plan is late the year after")
    func standings() {
        #expect(RoundStanding(doneOn: "2024-05-01", isUnderWay: true, plannedYear: 2025) == .done("2024-05-01"))
        #expect(RoundStanding(doneOn: nil, isUnderWay: true, plannedYear: 2025) == .underWay)
        #expect(RoundStanding(doneOn: nil, isUnderWay: false, plannedYear: 2025) == .planned(2025))
        #expect(RoundStanding(doneOn: nil, isUnderWay: false, plannedYear: nil) == .left)
        #expect(!RoundStanding.planned(2025).isLate(in: 2025))
        #expect(RoundStanding.planned(2025).isLate(in: 2026))
        #expect(!RoundStanding.done("2024-05-01").isLate(in: 2030))
    }

    @Test("Units spread evenly, the odd ones in the earlier years, the same for the same seed in any order")
    func spread() {
        for count in [0, 1, 4, 5, 23, 65] {
            let codes = (0..<count).map { "C\($0)" }
            let plan = RoundSpread.plan(codes, over: [2025, 2026, 2027], seed: "9")
            #expect(plan.count == count)
            let years = [2025, 2026, 2027].map { year in plan.values.filter { $0 == year }.count }
            #expect((years.max() ?? 0) - (years.min() ?? 0) <= 1)
            #expect(years == years.sorted(by: >))
            #expect(plan == RoundSpread.plan(codes.reversed(), over: [2027, 2025, 2026], seed: "9"))
        }
        #expect(RoundSpread.plan(["C1"], over: [], seed: "9").isEmpty)
        let codes = (0..<60).map { "C\($0)" }
        #expect(RoundSpread.plan(codes, over: [1, 2], seed: "9") != RoundSpread.plan(codes, over: [1, 2], seed: "8"))
    }
}
