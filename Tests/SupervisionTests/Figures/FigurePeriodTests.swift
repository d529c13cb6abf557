import Supervision
import Testing

@Suite struct FigurePeriodTests {
    @Test(
        "A period is read as it is written, and has its first and last day",
        arguments: [
            ("2026", "2026-01-01", "2026-12-31", "2026年"), ("2026-q1", "2026-01-01", "2026-03-31", "2026年第一季度"),
            ("2026-q4", "2026-10-01", "2026-12-31", "2026年第四季度"),
            ("2026-spring", "2026-02-01", "2026-07-31", "2026年春季学期"),
            ("2026-autumn", "2026-08-01", "2027-01-31", "2026年秋季学期"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"),
            ("2026-03-05..2026-06-30", "2026-03-05", "2026-06-30", "2026年3月5日至2026年6月30日"),
        ])
    func reads(_ text: String, _ from: String, _ until: String, _ chinese: String) throws {
        let period = try #require(FigurePeriod(text))
        #expect(period.text == text)
        #expect(period.from.text == from && period.until.text == until)
        #expect(period.chinese == chinese)
        #expect(period.contains(period.from) && period.contains(period.until))
        #expect(!period.contains(period.from.adding(days: -1)) && !period.contains(period.until.adding(days: 1)))
    }

    @Test(
        "What is no period is none",
        arguments: [
            "", "26", "2026-13", "2026-q5", "2026-q0", "2026-summer", "2026-06-30..2026-03-05", "2026..2027", "2026-1",
            "2026-03-05", "202_", "2026-01-01..", "..2026-01-01", "2026-q", "3000",
        ])
    func refuses(_ text: String) {
        #expect(FigurePeriod(text) == nil)
    }

    @Test(
        "The same time a year earlier",
        arguments: [
            ("2026", "2025"), ("2026-q2", "2025-q2"), ("2026-autumn", "2025-autumn"), ("2026-01", "2025-01"),
            ("2024-02-29..2024-03-10", "2023-02-28..2023-03-10"),
        ])
    func before(_ now: String, _ before: String) {
        #expect(FigurePeriod(now)?.before.text == before)
    }

    @Test("The last day of a period that still runs is today, of one that is over its own, of one to come its first")
    func last() {
        let year = FigurePeriod.year(2026)
        #expect(year.lastDay(on: "2026-06-01").text == "2026-06-01")
        #expect(year.lastDay(on: "2026-12-31").text == "2026-12-31")
        #expect(year.lastDay(on: "2027-01-01").text == "2026-12-31")
        #expect(year.lastDay(on: "2025-05-01").text == "2026-01-01")
    }
}
