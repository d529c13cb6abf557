/// A window's days in the words of a plan: 3月—6月, 11月中旬, 一季度, 每月.
///
/// Written from the days and not taken from the document, so that it stays true when the window is moved.
package enum PlanTiming {
    /// `year` is the plan's, other years are named; empty where no day is known.
    package static func text(_ window: PlanWindow, in year: Int) -> String {
        guard let end = window.end else { return "" }
        let days = window.start.map { span($0, end, in: year) } ?? "\(until(end, in: year))前"
        guard let recurrence = window.recurrence else { return days }
        let turn = "\(recurrence.label)一次"
        return window.start.map { isYear($0, end, year) } ?? false ? turn : "\(days)，\(turn)"
    }

    /// With the stage before it: `第一轮视导：3月下旬`.
    package static func withStage(_ window: PlanWindow, in year: Int) -> String {
        let text = text(window, in: year)
        return window.stage.isEmpty ? text : text.isEmpty ? window.stage : "\(window.stage)：\(text)"
    }

    private static func isYear(_ start: Day, _ end: Day, _ year: Int) -> Bool {
        start == Day(year: year, month: 1, day: 1) && end == Day(year: year, month: 12, day: 31)
    }

    private static func span(_ start: Day, _ end: Day, in year: Int) -> String {
        if let name = named(start, end) { return prefix(start.year, year) + name }
        let from = prefix(start.year, year) + begin(start)
        if start == end { return prefix(start.year, year) + day(start) }
        let to = last(end)
        let other = start.year == end.year ? "" : "\(end.year)年"
        // A part of a month on one side only would leave open where the other begins.
        guard from.hasSuffix("日") == to.hasSuffix("日") else {
            return "\(prefix(start.year, year))\(day(start))—\(other)\(day(end))"
        }
        return "\(from)—\(other)\(to)"
    }

    /// A stretch that has a name of its own within one year.
    private static func named(_ start: Day, _ end: Day) -> String? {
        guard start.year == end.year else { return nil }
        if start.month == end.month {
            switch (start.day, isMonthEnd(end), end.day) {
            case (1, true, _): return "\(start.month)月"
            case (1, _, 10): return "\(start.month)月上旬"
            case (11, _, 20): return "\(start.month)月中旬"
            case (21, true, _): return "\(start.month)月下旬"
            default: return nil
            }
        }
        guard start.day == 1, isMonthEnd(end) else { return nil }
        switch (start.month, end.month) {
        case (1, 3): return "一季度"
        case (4, 6): return "二季度"
        case (7, 9): return "三季度"
        case (10, 12): return "四季度"
        case (1, 6): return "上半年"
        case (7, 12): return "下半年"
        case (1, 12): return "全年"
        default: return nil
        }
    }

    private static func begin(_ day: Day) -> String {
        switch day.day {
        case 1: "\(day.month)月"
        case 11: "\(day.month)月中旬"
        case 21: "\(day.month)月下旬"
        default: self.day(day)
        }
    }

    private static func last(_ day: Day) -> String {
        switch day.day {
        case 10: "\(day.month)月上旬"
        case 20: "\(day.month)月中旬"
        default: isMonthEnd(day) ? "\(day.month)月底" : self.day(day)
        }
    }

    private static func until(_ day: Day, in year: Int) -> String {
        prefix(day.year, year) + (isMonthEnd(day) ? "\(day.month)月底" : self.day(day))
    }

    private static func day(_ day: Day) -> String { "\(day.month)月\(day.day)日" }

    private static func prefix(_ year: Int, _ known: Int) -> String { year == known ? "" : "\(year)年" }

    private static func isMonthEnd(_ day: Day) -> Bool { day.adding(days: 1).day == 1 }
}
