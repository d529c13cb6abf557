import Supervision
import Testing

@Suite struct PlanWindowTests {
    private func window(
        _ start: Day?, _ end: Day?, _ recurrence: PlanTarget.Period? = nil, done: Day? = nil
    ) -> PlanItemWindow {
        let window = PlanWindow(start: start, end: end, recurrence: recurrence, text: "", span: SourceSpan(0, 0))
        return PlanItemWindow(id: "w", window: window, doneThrough: done)
    }

    @Test(
        "A window stands ahead, runs from its first day to its last, and is late from the day after",
        arguments: [
            ("2026-02-28", PlanItemWindow.Standing.ahead, nil), ("2026-03-01", .current, nil),
            ("2026-06-30", .current, nil),
            ("2026-07-01", .late, 1), ("2026-07-10", .late, 10),
        ] as [(Day, PlanItemWindow.Standing, Int?)])
    func standing(today: Day, standing: PlanItemWindow.Standing, late: Int?) {
        let window = window("2026-03-01", "2026-06-30")
        #expect(window.standing(.open, on: today) == standing)
        #expect(window.daysLate(.running, on: today) == late)
        #expect(window.daysLate(.done, on: today) == nil && window.daysLate(.dropped, on: today) == nil)
    }

    @Test("Without an end it is undated, done or not is not asked, and it is never late")
    func undated() {
        let open = window("2026-03-01", nil)
        #expect(open.standing(.open, on: "2030-01-01") == .undated && !open.isDone && open.dueOn == nil)
        #expect(throws: PlanRefusal.windowUndated) { try open.done() }
        #expect(window(nil, "2026-12-31").standing(.open, on: "2027-01-01") == .late)
        #expect(window(nil, "2026-12-31").standing(.open, on: "2026-12-31") == .current)
    }

    @Test("What comes back is late turn by turn, and done turn by turn")
    func turns() throws {
        var monthly = window("2026-01-15", "2026-04-10", PlanTarget.Period(1, .month))
        #expect(monthly.window.occurrences.map(\.end) == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-10"])
        #expect(monthly.standing(.open, on: "2026-01-31") == .current)
        #expect(monthly.daysLate(.open, on: "2026-02-01") == 1)
        monthly = try monthly.done()
        #expect(monthly.dueOn == "2026-02-28" && monthly.standing(.open, on: "2026-02-01") == .current)
        monthly = try monthly.done().done()
        #expect(try monthly.undone().doneThrough == "2026-02-28")
        monthly = try monthly.done()
        #expect(monthly.isDone && monthly.standing(.open, on: "2027-01-01") == .done)
        #expect(throws: PlanRefusal.windowDone) { try monthly.done() }
        #expect(throws: PlanRefusal.windowNotDone) { try window("2026-01-01", "2026-01-31").undone() }
    }

    @Test(
        "Turns follow the calendar",
        arguments: [
            (PlanTarget.Period(1, .week), "2026-03-02", "2026-03-15", ["2026-03-08", "2026-03-15"]),
            (.init(1, .week), "2026-03-04", "2026-03-09", ["2026-03-08", "2026-03-09"]),
            (.init(1, .halfMonth), "2026-02-01", "2026-02-28", ["2026-02-15", "2026-02-28"]),
            (.init(1, .quarter), "2026-02-10", "2026-07-01", ["2026-03-31", "2026-06-30", "2026-07-01"]),
            (.init(2, .month), "2026-01-01", "2026-04-30", ["2026-02-28", "2026-04-30"]),
            (.init(1, .halfYear), "2026-01-01", "2026-12-31", ["2026-06-30", "2026-12-31"]),
            (.init(1, .term), "2026-01-01", "2026-12-31", ["2026-01-31", "2026-07-31", "2026-12-31"]),
            (.init(1, .schoolYear), "2026-01-01", "2026-12-31", ["2026-07-31", "2026-12-31"]),
            (.init(1, .year), "2024-01-01", "2026-12-31", ["2024-12-31", "2025-12-31", "2026-12-31"]),
            (.init(5, .year), "2021-01-01", "2025-12-31", ["2025-12-31"]),
            (.init(1, .day), "2024-02-28", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ] as [(PlanTarget.Period, Day, Day, [Day])])
    func calendar(period: PlanTarget.Period, start: Day, end: Day, ends: [Day]) {
        #expect(window(start, end, period).window.occurrences.map(\.end) == ends)
    }

    @Test("Turns lie one after another, without a gap, within the window")
    func property() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let unit = PlanTarget.Period.Unit.allCases.randomElement(using: &random)!
            let start = Day("2024-01-01").adding(days: Int.random(in: 0..<700, using: &random))
            let end = start.adding(days: Int.random(in: 0..<390, using: &random))
            let period = PlanTarget.Period(Int.random(in: 1...4, using: &random), unit)
            let turns = window(start, end, period).window.occurrences
            let told = "\(period.code) \(start) \(end)"
            #expect(turns.first?.start == start && turns.last?.end == end, "\(told)")
            #expect(zip(turns, turns.dropFirst()).allSatisfy { $0.end.adding(days: 1) == $1.start }, "\(told)")
            #expect(turns.allSatisfy { $0.start <= $0.end }, "\(told)")
        }
    }

    @Test("A move wants a reason and days in their order")
    func move() throws {
        let window = window("2026-03-01", "2026-06-30")
        #expect(throws: PlanRefusal.reasonEmpty) { try window.moved(to: "2026-04-01", "2026-07-31", reason: " ") }
        #expect(throws: PlanRefusal.windowBackwards) { try window.moved(to: "2026-08-01", "2026-07-31", reason: "推迟") }
        #expect(throws: PlanRefusal.windowOutOfReach) { try window.moved(to: nil, "2101-01-01", reason: "推迟") }
        let moved = try window.moved(to: "2026-07-31", "2026-07-31", reason: "推迟")
        #expect(moved.dueOn == "2026-07-31" && moved.version == 2)
        #expect(try window.done().moved(to: nil, "2026-07-31", reason: "补记").isDone)
    }

    @Test("An item is as late as its latest stage")
    func stages() {
        let stages = [
            window("2026-03-01", "2026-03-31", done: "2026-03-31"), window(nil, "2026-05-20"),
            window(nil, "2026-11-30"),
        ]
        #expect(stages.dueOn == "2026-05-20")
        #expect(stages.daysLate(.running, on: "2026-05-20") == nil && stages.daysLate(.running, on: "2026-05-22") == 2)
        #expect(stages.daysLate(.running, on: "2026-12-10") == 204 && stages.daysLate(.done, on: "2026-12-10") == nil)
    }
}
