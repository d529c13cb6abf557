import Supervision
import Testing

@Suite struct PlanTimetableTests {
    private typealias Sample = ChartSample

    /// As the second seed's table is arranged: every item in its quarter, numbered on.
    @Test("By quarter items are numbered on, and one that reaches into two stands in both")
    func quarters() {
        let table = PlanTimetable(
            [
                Sample.entry("a", [Sample.window("2026-03-01", "2026-06-30")]),
                Sample.entry("b", [Sample.window("2026-01-01", "2026-03-31")]),
                Sample.entry("c", [Sample.window("2026-12-31", "2026-12-31")]), Sample.entry("d", []),
            ], .quarter, in: 2026, on: "2026-05-01")
        #expect(table.parts.map(\.title) == ["一季度", "二季度", "三季度", "四季度"])
        #expect(table.parts.map { $0.lines.map(\.entry.item.id) } == [["b", "a"], ["a"], [], ["c"]])
        #expect(table.lines.map(\.number) == [1, 2, 3, 4])
        #expect(table.lines.map(\.isLate) == [true, false, false, false])
        #expect(table.unscheduled.map(\.item.id) == ["d"])
    }

    @Test(
        "A window belongs to the quarters that it touches by a day",
        arguments: [
            ("2026-03-31", "2026-03-31", [0]), ("2026-03-31", "2026-04-01", [0, 1]), ("2026-04-01", "2026-06-30", [1]),
            ("2025-12-31", "2025-12-31", []), ("2025-10-01", "2026-01-01", [0]), ("2026-12-31", "2027-01-31", [3]),
        ] as [(Day, Day, [Int])])
    func edges(start: Day, end: Day, quarters: [Int]) {
        let table = PlanTimetable(
            [Sample.entry("a", [Sample.window(start, end)])], .quarter, in: 2026, on: "2026-01-01")
        #expect(table.parts.indices.filter { !table.parts[$0].lines.isEmpty } == quarters)
    }

    @Test("Only the stages of a quarter stand in it, and item by item all of them stand in one cell in their order")
    func stages() {
        let entry = Sample.entry(
            "a",
            [
                Sample.window("2026-11-21", "2026-11-30", "市级验收"), Sample.window("2026-03-21", "2026-03-31", "第一轮视导"),
                Sample.window("2026-05-11", "2026-05-20", "第二轮视导"),
            ])
        let monthly = Sample.entry(
            "b", [Sample.window("2026-01-01", "2026-12-31", every: PlanTarget.Period(1, .month))])
        let quarters = PlanTimetable([entry, monthly], .quarter, in: 2026, on: "2026-01-01")
        #expect(quarters.parts[0].lines.map { $0.windows.map(\.window.stage) } == [[""], ["第一轮视导"]])
        #expect(quarters.parts[2].lines.map(\.entry.item.id) == ["b"])
        let months = PlanTimetable([entry, monthly], .month, in: 2026, on: "2026-01-01")
        #expect(months.lines.map(\.entry.item.id) == ["b", "a"])
        #expect(months.lines[1].windows.map(\.window.stage) == ["第一轮视导", "第二轮视导", "市级验收"])
    }

    @Test("What will not be done is counted and left out")
    func dropped() {
        let day = Sample.window("2026-03-01", "2026-03-31")
        let table = PlanTimetable(
            [Sample.entry("a", [day], status: .dropped), Sample.entry("b", [day])], .month, in: 2026, on: "2026-01-01")
        #expect(table.lines.map(\.entry.item.id) == ["b"] && table.dropped == 1)
    }
}
