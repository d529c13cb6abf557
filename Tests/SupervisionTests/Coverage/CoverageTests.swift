import Supervision
import Testing

@Suite struct CoverageTests {
    private static let span = CoverageSpan(.school, year: 2025)

    private static func year(
        _ today: Day, _ rule: CoverageRule = .usual, recordsFrom: Day? = "2025-08-01", span: CoverageSpan = span
    ) -> CoverageYear {
        CoverageYear(rule, span, recordsFrom: recordsFrom, today: today)
    }

    private static func visits(_ month: Int, _ count: Int = 1) -> [Int] {
        (0..<12).map { Self.span.months[$0].first.month == month ? count : 0 }
    }

    private static func state(
        _ month: Int, visits: Int = 0, on today: Day, _ rule: CoverageRule = .usual, opened: Day? = nil,
        closed: Day? = nil, recordsFrom: Day? = "2025-08-01"
    ) -> CoverageMonth.State? {
        let found = Self.year(today, rule, recordsFrom: recordsFrom).coverage(
            opened: opened, closed: closed, visits: Self.visits(month, visits), termVisits: [0, 0])
        return Self.span.months.firstIndex { $0.first.month == month }.map { found.months[$0].state }
    }

    @Test(
        "A month is late from the day after it, and only where a visit was asked for",
        arguments: [
            (3, 0, "2026-03-31", .waiting), (3, 0, "2026-04-01", .late), (3, 1, "2026-03-31", .visited),
            (3, 0, "2026-02-28", .ahead), (3, 0, "2026-03-01", .waiting), (2, 0, "2026-06-01", .notDue),
            (7, 0, "2026-07-31", .notDue), (8, 0, "2026-07-31", .notDue), (1, 0, "2026-06-01", .late),
            (8, 2, "2026-07-31", .extra), (4, 1, "2026-03-31", .extra), (9, 0, "2025-09-30", .waiting),
            (9, 0, "2025-10-01", .late),
        ] as [(Int, Int, Day, CoverageMonth.State)])
    func month(month: Int, visits: Int, today: Day, state: CoverageMonth.State) {
        #expect(Self.state(month, visits: visits, on: today) == state)
    }

    @Test(
        "A month counts from the fifteenth day of teaching, whatever cuts it short",
        arguments: [
            // March has 31 days: opened on the 17th leaves fifteen.
            ("2026-03-17", nil, "2025-08-01", .late), ("2026-03-18", nil, "2025-08-01", .notDue),
            (nil, "2026-03-15", "2025-08-01", .late), (nil, "2026-03-14", "2025-08-01", .notDue),
            (nil, nil, "2026-03-17", .late), (nil, nil, "2026-03-18", .unknown), (nil, nil, nil, .unknown),
            ("2026-05-01", nil, "2025-08-01", .notDue), (nil, "2025-12-31", "2025-08-01", .notDue),
        ] as [(Day?, Day?, Day?, CoverageMonth.State)])
    func short(opened: Day?, closed: Day?, recordsFrom: Day?, state: CoverageMonth.State) {
        #expect(
            Self.state(3, on: "2026-06-01", opened: opened, closed: closed, recordsFrom: recordsFrom) == state)
    }

    @Test("An office's own figures hold: twice a month, or not at all; another calendar makes another month due")
    func rules() {
        let twice = CoverageRule(perMonth: 2)
        #expect(Self.state(3, visits: 1, on: "2026-04-01", twice) == .late)
        #expect(Self.state(3, visits: 2, on: "2026-04-01", twice) == .visited)
        #expect(Self.state(3, on: "2026-04-01", CoverageRule(perMonth: 0)) == .free)
        let early = CoverageRule(terms: [TermDays(from: "2026-02-09", until: "2026-07-17")].compactMap { $0 })
        #expect(Self.state(2, on: "2026-04-01", early) == .late)
        #expect(Self.state(7, on: "2026-08-01", early) == .late)
        #expect(Self.state(3, on: "2026-04-01", CoverageRule(recordsFrom: "2026-04-01")) == .unknown)
    }

    @Test(
        "The law's floor is late once teaching is over, counted over the half-year",
        arguments: [
            (1, "2026-07-10", .open), (1, "2026-07-11", .late), (2, "2026-07-11", .reached),
            (2, "2026-03-01", .reached),
            (0, "2026-02-19", .ahead), (0, "2026-02-20", .open),
        ] as [(Int, Day, CoverageTerm.State)])
    func term(visits: Int, today: Day, state: CoverageTerm.State) {
        let found = Self.year(today).coverage(
            opened: nil, closed: nil, visits: Self.visits(3, visits), termVisits: [0, visits])
        #expect(found.terms[1].state == state)
        #expect(found.terms[1].lacking == ([.open, .late].contains(state) ? 2 - visits : 0))
    }

    @Test("A term asks nothing of a school that was open for less than half of it")
    func halfTerm() {
        let days = TermDays.usual(SchoolTerm("2026-03-01"))
        #expect(days == TermDays(from: "2026-02-20", until: "2026-07-10"))
        // 141 days: the 71st is the first day of the later half.
        let year = Self.year("2026-07-20")
        func state(_ opened: Day?, _ closed: Day?) -> CoverageTerm.State {
            year.coverage(opened: opened, closed: closed, visits: Self.visits(3, 0), termVisits: [0, 0]).terms[1].state
        }
        #expect(state("2026-05-01", nil) == .late)
        #expect(state("2026-05-02", nil) == .notDue)
        #expect(state(nil, "2026-05-01") == .late)
        #expect(state(nil, "2026-04-30") == .notDue)
    }

    @Test("A school year has two terms, a calendar year three, and both twelve months")
    func spans() {
        let calendar = CoverageSpan(.calendar, year: 2026)
        #expect(Self.span.terms.map(\.key) == ["2025-2", "2026-1"] && Self.span.name == "2025—2026学年")
        #expect(calendar.terms.map(\.key) == ["2025-2", "2026-1", "2026-2"])
        #expect(Self.span.months.map(\.text).first == "2025-08" && Self.span.months.map(\.text).last == "2026-07")
        #expect(
            CoverageSpan(.school, of: "2026-07-31") == Self.span && CoverageSpan(.school, of: "2026-08-01").year == 2026
        )
        #expect(CoverageSpan(code: "school-2025") == Self.span && CoverageSpan(code: calendar.code) == calendar)
        for text in ["", "school", "school-", "term-2025", "school-20250", "school-2025-1"] {
            #expect(CoverageSpan(code: text) == nil, "\(text)")
        }
    }

    @Test(
        "A visit more never makes a school later, and what holds for one open all the time holds for each day it opened"
    )
    func properties() {
        var dice = SplitMix(4)
        for _ in 0..<400 {
            let today = ("2025-08-01" as Day).adding(days: dice.below(365))
            let rule = CoverageRule(
                perTerm: 2 + dice.below(3), perMonth: dice.below(3), dueDays: 1 + dice.below(31),
                recordsFrom: dice.below(3) == 0 ? ("2025-07-01" as Day).adding(days: dice.below(200)) : nil)
            let year = Self.year(today, rule)
            let opened = dice.below(2) == 0 ? nil : ("2025-06-01" as Day).adding(days: dice.below(400))
            var months = (0..<12).map { _ in dice.below(3) }
            let before = year.coverage(opened: opened, closed: nil, visits: months, termVisits: Self.halves(months))
            months[dice.below(12)] += 1
            let after = year.coverage(opened: opened, closed: nil, visits: months, termVisits: Self.halves(months))
            #expect(after.lateMonths <= before.lateMonths && (!after.isLate || before.isLate))
            #expect(
                after.months.filter { $0.state == .notDue }.count <= before.months.filter { $0.state == .notDue }.count)
            let long = year.coverage(
                opened: "1990-01-01", closed: "2199-12-31", visits: months, termVisits: Self.halves(months))
            let steady = year.coverage(opened: nil, closed: nil, visits: months, termVisits: Self.halves(months))
            #expect(long == steady)
            for month in steady.months where month.state == .late { #expect(month.visits < rule.perMonth) }
        }
    }

    private static func halves(_ months: [Int]) -> [Int] {
        [months.prefix(6).reduce(0, +), months.suffix(6).reduce(0, +)]
    }

    @Test("Schools of a place add up to what each of them is; what asks nothing is in no count")
    func sum() {
        let year = Self.year("2026-04-10")
        var sum = CoverageSum(Self.span)
        let counts = [Self.visits(3, 1), Self.visits(3, 0), Self.visits(4, 2), Self.visits(8, 1)]
        for visits in counts {
            sum.add(year.coverage(opened: nil, closed: nil, visits: visits, termVisits: Self.halves(visits)))
        }
        sum.add(year.coverage(opened: "2026-04-25", closed: nil, visits: Self.visits(3, 0), termVisits: [0, 0]))
        #expect(sum.schools == 5)
        #expect(sum.months[0].due == 0 && sum.months[11].due == 0)
        #expect((sum.months[7].done, sum.months[7].late, sum.months[7].waiting) == (1, 3, 0))
        #expect((sum.months[8].done, sum.months[8].late, sum.months[8].waiting) == (1, 0, 3))
        #expect((sum.terms[0].late, sum.terms[1].done, sum.terms[1].waiting) == (4, 1, 4))
    }

    @Test("A rule below the law, or with terms that overlap, is told field by field")
    func problems() {
        #expect(CoverageRule.usual.problems(on: "2026-03-10").isEmpty)
        #expect(CoverageRule(perTerm: 1).problems(on: "2026-03-10").keys.sorted() == ["perTerm"])
        #expect(CoverageRule(perTerm: 20, perMonth: 10, dueDays: 31, weeks: 20).problems(on: "2026-03-10").isEmpty)
        #expect(
            CoverageRule(perTerm: 21, perMonth: 11, dueDays: 32, weeks: 21).problems(on: "2026-03-10").keys.sorted()
                == ["dueDays", "perMonth", "perTerm", "weeks"])
        #expect(CoverageRule(perMonth: -1, dueDays: 0, weeks: 0).problems(on: "2026-03-10").count == 3)
        #expect(CoverageRule(basis: String(repeating: "长", count: 101)).problems(on: "2026-03-10")["basis"] != nil)
        #expect(CoverageRule(weights: UrgencyWeights(tip: 101)).problems(on: "2026-03-10")["weights"] != nil)
        func terms(_ days: [(Day, Day)]) -> String? {
            CoverageRule(terms: days.compactMap { TermDays(from: $0.0, until: $0.1) }).problems(on: "2026-03-10")[
                "terms"]
        }
        #expect(terms([("2026-02-24", "2026-07-08"), ("2026-09-01", "2027-01-22")]) == nil)
        #expect(terms([("2026-02-24", "2026-07-08"), ("2026-03-01", "2026-07-01")]) != nil)
        #expect(terms([("2025-09-01", "2026-02-14"), ("2026-02-15", "2026-07-08")]) == nil)
        #expect(terms([("2025-09-01", "2026-02-15")]) != nil)
        #expect(terms([("2025-09-01", "2026-02-14"), ("2026-02-14", "2026-07-08")]) != nil)
        #expect(TermDays(from: "2026-03-02", until: "2026-03-01") == nil)
    }
}
