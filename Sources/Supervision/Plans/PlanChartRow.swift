extension PlanChart.Row {
    /// Lays an item's windows out: each in the first lane where neither it nor its name touches another.
    init(_ entry: PlanChart.Entry, _ weeks: PlanWeeks, _ today: Day) {
        var lanes = Lanes()
        var bars: [PlanChart.Bar] = []
        var marks: [PlanChart.Mark] = []
        for window in entry.windows.sorted(by: PlanChart.Row.before) {
            if window.window.recurrence != nil {
                marks += PlanChart.Row.marks(window, entry.item.status, weeks, today, &lanes)
            } else if let bar = PlanChart.Row.bar(window, entry.item.status, weeks, today, &lanes) {
                bars.append(bar)
            }
        }
        self.init(entry: entry, bars: bars, marks: marks, lanes: lanes.count)
    }

    private static func before(_ left: PlanItemWindow, _ right: PlanItemWindow) -> Bool {
        let (a, b) = (left.window, right.window)
        guard let first = a.start ?? a.end else { return false }
        guard let second = b.start ?? b.end else { return true }
        return (first, left.id.rawValue) < (second, right.id.rawValue)
    }

    private static func bar(
        _ window: PlanItemWindow, _ status: PlanItem.Status, _ weeks: PlanWeeks, _ today: Day, _ lanes: inout Lanes
    ) -> PlanChart.Bar? {
        guard let turn = window.window.occurrences.first, let columns = weeks.columns(from: turn.start, to: turn.end)
        else { return nil }
        let (label, taken) = Lanes.label(window.window.stage, at: columns, of: weeks.weeks.count)
        return PlanChart.Bar(
            window: window, columns: columns, isCutAtStart: turn.start < weeks.first,
            isCutAtEnd: turn.end > weeks.last, tone: window.tone(of: turn, status, on: today), lane: lanes.place(taken),
            label: label)
    }

    /// One mark a week: of turns that end in the same week the first that is not done speaks for all.
    private static func marks(
        _ window: PlanItemWindow, _ status: PlanItem.Status, _ weeks: PlanWeeks, _ today: Day, _ lanes: inout Lanes
    ) -> [PlanChart.Mark] {
        var found: [(column: Int, turn: PlanOccurrence, tone: PlanChart.Tone)] = []
        for turn in window.window.occurrences {
            guard let column = weeks.column(of: turn.end) else { continue }
            let tone = window.tone(of: turn, status, on: today)
            if found.last?.column != column {
                found.append((column, turn, tone))
            } else if found.last?.tone == .done {
                found[found.count - 1] = (column, turn, tone)
            }
        }
        guard let first = found.first?.column, let last = found.last?.column else { return [] }
        let lane = lanes.place(first...last)
        return found.map { PlanChart.Mark(window: window, turn: $0.turn, column: $0.column, tone: $0.tone, lane: lane) }
    }
}

/// Which columns of which line are taken.
private struct Lanes {
    private var taken: [[ClosedRange<Int>]] = []

    var count: Int { taken.count }

    mutating func place(_ columns: ClosedRange<Int>) -> Int {
        if let free = taken.firstIndex(where: { lane in !lane.contains { $0.overlaps(columns) } }) {
            taken[free].append(columns)
            return free
        }
        taken.append([columns])
        return taken.count - 1
    }

    /// A Chinese character is some seven tenths of a week wide: where a name goes, and what it takes with its bar.
    static func label(
        _ stage: String, at bar: ClosedRange<Int>, of columns: Int
    ) -> (PlanChart.Bar.Label, ClosedRange<Int>) {
        guard !stage.isEmpty else { return (.none, bar) }
        let width = (min(stage.count, PlanChart.labelLimit) * 7 + 9) / 10 + 1
        if width <= bar.count { return (.inside, bar) }
        if bar.upperBound + width < columns { return (.after, bar.lowerBound...(bar.upperBound + width)) }
        guard bar.lowerBound - width >= 0 else { return (.none, bar) }
        return (.before, (bar.lowerBound - width)...bar.upperBound)
    }
}

extension PlanChart {
    /// Longer names of stages are cut off on the chart.
    package static let labelLimit = 12
}
