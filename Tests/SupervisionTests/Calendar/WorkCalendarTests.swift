import Supervision
import TestKit
import Testing

@Suite struct WorkCalendarTests {
    private let calendar = WorkCalendar.stateCouncil

    @Test("The years 2020 to 2026 are known, and no other")
    func years() {
        #expect(calendar.knownYears == Array(2020...2026))
        #expect(calendar.isWorkingDay("2019-12-31") == nil)
        #expect(calendar.isWorkingDay("2027-01-01") == nil)
    }

    @Test(
        "Each year has as many working days as the State Council's arrangement leaves",
        arguments: [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func count(year: Int, expected: Int) throws {
        let first = try #require(Day(year: year, month: 1, day: 1))
        let last = try #require(Day(year: year, month: 12, day: 31))
        let inYear = (first.number...last.number).filter { calendar.isWorkingDay(Day(number: $0)) == true }.count
        #expect(inYear == expected)
    }

    @Test(
        "Holidays are free, exchanged weekends are worked",
        arguments: [
            ("2024-10-07", false), ("2024-10-08", true), ("2024-09-29", true), ("2024-10-12", true),
            ("2024-10-13", false), ("2020-01-31", false), ("2020-02-03", true), ("2026-02-14", true),
            ("2026-02-23", false), ("2026-02-24", true), ("2025-01-26", true), ("2023-10-08", true),
        ] as [(Day, Bool)])
    func days(day: Day, works: Bool) {
        #expect(calendar.isWorkingDay(day) == works)
    }

    @Test(
        "The start day does not count and holidays in between are passed over",
        arguments: [
            ("2024-09-30", 1, "2024-10-08"), ("2024-09-29", 1, "2024-09-30"), ("2024-09-29", 10, "2024-10-17"),
            ("2024-10-11", 1, "2024-10-12"), ("2026-02-13", 2, "2026-02-24"), ("2024-10-07", 0, "2024-10-07"),
        ] as [(Day, Int, Day)])
    func term(start: Day, count: Int, end: Day) {
        #expect(calendar.day(count, workingDaysAfter: start) == .day(end))
    }

    @Test("The last working day of 2026 is known, the next one asks for 2027")
    func edge() {
        #expect(calendar.day(1, workingDaysAfter: "2026-12-30") == .day("2026-12-31"))
        #expect(calendar.day(1, workingDaysAfter: "2026-12-31") == .undetermined(year: 2027))
        #expect(calendar.day(1, workingDaysAfter: "2019-12-30") == .undetermined(year: 2019))
        #expect(calendar.workingDays(after: "2026-12-30", through: "2027-01-04") == nil)
    }

    @Test("Counting back the days of a term gives the term")
    func inverse() {
        var dice = Dice(7)
        for _ in 0..<2_000 {
            let start = Day("2020-01-01" as Day, plus: Int.random(in: 0..<2_400, using: &dice))
            let count = Int.random(in: 1..<60, using: &dice)
            guard case .day(let end) = calendar.day(count, workingDaysAfter: start) else { continue }
            #expect(calendar.workingDays(after: start, through: end) == count)
            #expect(calendar.isWorkingDay(end) == true)
        }
    }

    @Test("A year that is announced makes its days known")
    func adding() throws {
        let year = try WorkYear(year: 2027, holidays: ["2027-01-01", "2027-01-02"], workdays: ["2027-01-03"])
        let known = calendar.adding(year)
        #expect(known.day(1, workingDaysAfter: "2026-12-31") == .day("2027-01-03"))
        #expect(year.daysOff == ["2027-01-01"], "a free Saturday is free anyway")
    }

    @Test("A day of another year, or one both free and worked, is refused")
    func refusals() {
        #expect(throws: CalendarRefusal.dayOutsideYear("2026-12-31", year: 2027)) {
            try WorkYear(year: 2027, holidays: ["2026-12-31"], workdays: [])
        }
        #expect(throws: CalendarRefusal.dayTwice("2027-01-03")) {
            try WorkYear(year: 2027, holidays: ["2027-01-03"], workdays: ["2027-01-03"])
        }
    }
}

extension Day {
    init(_ day: Day, plus days: Int) {
        self = day.adding(days: days)
    }
}
