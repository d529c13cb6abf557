import Supervision
import Testing

@Suite struct PlanWeeksTests {
    @Test(
        "A year has the weeks that hold one of its days, with their ISO numbers",
        arguments: [
            (2021, 53, 53, 52), (2020, 53, 1, 53), (2026, 53, 1, 53), (2025, 53, 1, 1), (2027, 53, 53, 52),
            (2024, 53, 1, 1), (2012, 54, 52, 1), (2040, 54, 52, 1),
        ])
    func count(year: Int, weeks: Int, first: Int, last: Int) {
        let all = PlanWeeks(year).weeks
        #expect(all.count == weeks)
        #expect(all.first?.number == first && all.last?.number == last)
    }

    @Test("Every day of a year has a column, its neighbours outside have none, and seven days share one")
    func columns() {
        for year in 2019...2041 {
            let weeks = PlanWeeks(year)
            #expect(weeks.column(of: weeks.first) == 0 && weeks.column(of: weeks.last) == weeks.weeks.count - 1)
            #expect(weeks.column(of: weeks.first.adding(days: -1)) == nil)
            #expect(weeks.column(of: weeks.last.adding(days: 1)) == nil)
            var day = weeks.first
            while day <= weeks.last {
                let column = weeks.column(of: day) ?? -1
                #expect(weeks.weeks[column].monday == PlanWeeks.monday(of: day))
                day = day.adding(days: 1)
            }
            #expect(weeks.months.map(\.month) == Array(1...12))
            #expect(weeks.months.reduce(0) { $0 + $1.columns.count } == weeks.weeks.count)
        }
    }

    @Test(
        "A stretch is cut at the year's edges; outside of it there is none",
        arguments: [
            ("2026-03-01", "2026-06-30", 8...26), ("2026-05-05", "2026-05-05", 18...18),
            ("2026-01-01", "2026-12-31", 0...52), ("2025-11-01", "2026-01-04", 0...0),
            ("2026-12-28", "2027-03-01", 52...52), ("2020-01-01", "2030-01-01", 0...52),
        ] as [(Day, Day, ClosedRange<Int>)])
    func spans(start: Day, end: Day, columns: ClosedRange<Int>) {
        #expect(PlanWeeks(2026).columns(from: start, to: end) == columns)
    }

    @Test("Neither a stretch in another year nor one that runs backwards has columns")
    func outside() {
        #expect(PlanWeeks(2026).columns(from: "2025-03-01", to: "2025-12-31") == nil)
        #expect(PlanWeeks(2026).columns(from: "2027-01-01", to: "2027-01-01") == nil)
        #expect(PlanWeeks(2026).columns(from: "2026-03-02", to: "2026-03-01") == nil)
    }

    @Test(
        "Schools teach from mid February to 10 July and from September to 20 January",
        arguments: [
            ("2026-01-20", true), ("2026-01-21", false), ("2026-02-15", false), ("2026-02-16", true),
            ("2026-07-10", true), ("2026-07-11", false), ("2026-08-31", false), ("2026-09-01", true),
            ("2026-12-31", true),
        ] as [(Day, Bool)])
    func terms(day: Day, isTerm: Bool) {
        #expect(SchoolTerm.teaches(on: day) == isTerm)
    }
}
