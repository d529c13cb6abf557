/// A plan as the table at its end: by quarter as numbered lines, or item by item with its times in one cell.
package struct PlanTimetable: Hashable, Sendable {
    package let parts: [Part]
    /// Items without any day of their own or of a row that belongs to them.
    package let unscheduled: [PlanChart.Entry]
    /// Items that will not be done and are left out.
    package let dropped: Int

    package enum Arrangement: String, Hashable, Sendable, CaseIterable {
        case month, quarter

        package var label: String { self == .month ? "月度工作安排" : "季度工作安排" }
    }

    /// A quarter; the whole where the table goes item by item.
    package struct Part: Hashable, Sendable {
        package let title: String
        package let lines: [Line]
    }

    package struct Line: Hashable, Sendable {
        /// Runs on over the parts.
        package let number: Int
        package let entry: PlanChart.Entry
        /// Of its windows, those that touch the part.
        package let windows: [PlanItemWindow]
        /// Whether one of these is late.
        package let isLate: Bool
    }

    package init(_ entries: [PlanChart.Entry], _ arrangement: Arrangement, in year: Int, on today: Day) {
        let shown = entries.filter { $0.item.status != .dropped }
        let stretches: [(String, Day, Day)] =
            switch arrangement {
            case .month: [("", PlanWeeks(year).first, PlanWeeks(year).last)]
            case .quarter: PlanTimetable.quarters(of: year)
            }
        var number = 0
        parts = stretches.map { title, first, last in
            let lines = PlanTimetable.lines(shown, from: first, to: last).map { entry, windows in
                number += 1
                let isLate = windows.contains { $0.standing(entry.item.status, on: today) == .late }
                return Line(number: number, entry: entry, windows: windows, isLate: isLate)
            }
            return Part(title: title, lines: lines)
        }
        let dated = Set(
            shown.filter { $0.windows.contains { $0.window.end != nil } }
                .flatMap { [$0.item.id, $0.item.belongsTo].compactMap { $0 } })
        unscheduled = shown.filter { !dated.contains($0.item.id) }
        dropped = entries.count - shown.count
    }

    package var lines: [Line] { parts.flatMap(\.lines) }

    private static func quarters(of year: Int) -> [(String, Day, Day)] {
        let first = PlanWeeks(year).first
        return ["一季度", "二季度", "三季度", "四季度"].enumerated().map { index, title in
            let start = first.adding(months: index * 3)
            return (title, start, start.adding(months: 3).adding(days: -1))
        }
    }

    /// Items with a turn between two days, by when the first of them begins.
    private static func lines(
        _ entries: [PlanChart.Entry], from first: Day, to last: Day
    ) -> [(PlanChart.Entry, [PlanItemWindow])] {
        entries.enumerated().compactMap { place, entry -> (Day, Int, PlanChart.Entry, [PlanItemWindow])? in
            let touching = entry.windows.filter { window in
                window.window.occurrences.contains { $0.start <= last && $0.end >= first }
            }.sorted { ($0.begin, $0.id.rawValue) < ($1.begin, $1.id.rawValue) }
            guard let begin = touching.first?.begin else { return nil }
            return (begin, place, entry, touching)
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { ($0.2, $0.3) }
    }
}

extension PlanItemWindow {
    /// The first day of its first turn; far away where none is known.
    fileprivate var begin: Day { window.occurrences.first?.start ?? Day(number: .max) }
}
