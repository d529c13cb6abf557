import Supervision
import Testing

@Suite struct PlanChartTests {
    private typealias Sample = ChartSample

    private func chart(_ entries: PlanChart.Entry..., year: Int = 2026, on today: Day = "2026-05-20") -> PlanChart {
        PlanChart(entries, in: year, on: today)
    }

    @Test("Items stand under their chapters in the order in which both come")
    func groups() {
        let day = Sample.window("2026-03-01", "2026-03-31")
        let chart = chart(
            Sample.entry("1", [day], chapter: "一、督政"), Sample.entry("2", [day], chapter: "二、督学"),
            Sample.entry("3", [day], chapter: "一、督政"))
        #expect(chart.groups.map(\.chapter) == ["一、督政", "二、督学"])
        #expect(chart.groups.map { $0.rows.map(\.entry.item.id) } == [["1", "3"], ["2"]])
    }

    @Test(
        "A window is a bar over its weeks, cut where the year ends",
        arguments: [
            ("2026-03-01", "2026-06-30", 8...26, false, false), ("2026-05-20", "2026-05-20", 20...20, false, false),
            ("2026-01-01", "2026-12-31", 0...52, false, false), ("2025-12-01", "2026-01-31", 0...4, true, false),
            ("2026-12-01", "2027-02-28", 48...52, false, true), ("2025-09-01", "2027-08-31", 0...52, true, true),
            (nil, "2026-06-30", 26...26, false, false),
        ] as [(Day?, Day, ClosedRange<Int>, Bool, Bool)])
    func bars(start: Day?, end: Day, columns: ClosedRange<Int>, isCutAtStart: Bool, isCutAtEnd: Bool) throws {
        let bar = try #require(chart(Sample.entry("1", [Sample.window(start, end)])).rows.first?.bars.first)
        #expect(bar.columns == columns && bar.isCutAtStart == isCutAtStart && bar.isCutAtEnd == isCutAtEnd)
    }

    @Test("A leap year's 29 February and week 53 have their places")
    func calendar() {
        let leap = chart(Sample.entry("1", [Sample.window("2024-02-29", "2024-02-29")]), year: 2024)
        #expect(leap.rows[0].bars[0].columns == 8...8)
        let last = chart(Sample.entry("1", [Sample.window("2026-12-31", "2026-12-31")]))
        #expect(last.rows[0].bars[0].columns == 52...52 && last.weeks.weeks[52].number == 53)
    }

    @Test(
        "A stage is late from the day after its last, and neither before nor once it is done or dropped",
        arguments: [
            ("2026-04-30", .open, nil, .ahead), ("2026-05-01", .open, nil, .current),
            ("2026-05-31", .running, nil, .current),
            ("2026-06-01", .open, nil, .late), ("2026-06-01", .running, nil, .late), ("2026-06-01", .done, nil, .done),
            ("2026-06-01", .dropped, nil, .dropped), ("2026-06-01", .open, "2026-05-31", .done),
        ] as [(Day, PlanItem.Status, Day?, PlanChart.Tone)])
    func tones(today: Day, status: PlanItem.Status, doneThrough: Day?, tone: PlanChart.Tone) {
        let entry = Sample.entry(
            "1", [Sample.window("2026-05-01", "2026-05-31")], status: status, doneThrough: doneThrough)
        let chart = chart(entry, on: today)
        #expect(chart.rows[0].bars[0].tone == tone && chart.count(tone) == 1)
        // The chart and the rule of the item never say different things.
        let standing = entry.windows[0].standing(status, on: today)
        #expect((standing == .late) == (tone == .late))
    }

    @Test("What comes back is a mark in the week in which each turn ends, done, late, current or ahead by itself")
    func marks() {
        let monthly = Sample.window("2026-01-01", "2026-12-31", every: PlanTarget.Period(1, .month))
        let row = chart(Sample.entry("1", [monthly], status: .running, doneThrough: "2026-03-31")).rows[0]
        #expect(row.bars.isEmpty && row.marks.count == 12 && row.lanes == 1)
        #expect(row.marks.map(\.tone) == [.done, .done, .done, .late, .current] + Array(repeating: .ahead, count: 7))
        #expect(row.marks.map(\.column).first == 4 && row.marks.map(\.column).last == 52)
    }

    @Test("Turns that end in one week are one mark, and the first that is not done speaks for them")
    func daily() {
        let daily = Sample.window("2026-05-11", "2026-05-24", every: PlanTarget.Period(1, .day))
        let row = chart(Sample.entry("1", [daily], doneThrough: "2026-05-13")).rows[0]
        #expect(row.marks.count == 2 && row.marks.map(\.tone) == [.late, .late])
        #expect(row.marks[0].turn.end == "2026-05-14")
    }

    @Test("Stages in one week stand beneath each other, those apart in one line, and names do not touch")
    func lanes() {
        let row = chart(
            Sample.entry(
                "1",
                [
                    Sample.window("2026-03-21", "2026-03-31", "第一轮视导"),
                    Sample.window("2026-05-11", "2026-05-20", "第二轮视导"),
                    Sample.window("2026-11-11", "2026-11-20", "区级评估"),
                    Sample.window("2026-11-21", "2026-11-30", "市级验收"),
                ])
        ).rows[0]
        #expect(row.bars.map(\.lane) == [0, 0, 0, 1] && row.lanes == 2)
        #expect(row.bars.map(\.label) == [.after, .after, .after, .after])
        let last = chart(Sample.entry("1", [Sample.window("2026-12-21", "2026-12-31", "年终总结")])).rows[0]
        #expect(last.bars[0].label == .before)
        let wide = chart(Sample.entry("1", [Sample.window("2026-03-01", "2026-06-30", "年终总结")])).rows[0]
        #expect(wide.bars[0].label == .inside)
    }

    @Test("Nothing in one lane lies over another, for any windows")
    func property() {
        var random = SplitMix(3)
        for _ in 0..<300 {
            let windows = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                let start = ("2025-11-01" as Day).adding(days: Int.random(in: 0..<480, using: &random))
                let end = start.adding(days: Int.random(in: 0..<90, using: &random))
                return Sample.window(start, end, String(repeating: "段", count: Int.random(in: 0...6, using: &random)))
            }
            let chart = chart(Sample.entry("1", windows))
            for row in chart.rows {
                #expect(Set(row.bars.map(\.lane)) == Set(0..<row.lanes))
                for (place, bar) in row.bars.enumerated() {
                    #expect(chart.weeks.weeks.indices.contains(bar.columns.upperBound))
                    for other in row.bars.dropFirst(place + 1) where other.lane == bar.lane {
                        #expect(!bar.columns.overlaps(other.columns))
                    }
                }
            }
        }
    }

    @Test("What has no day is listed apart, unless a row that belongs to it has one; so is what lies in other years")
    func apart() {
        let chart = chart(
            Sample.entry("1", []), Sample.entry("2", [Sample.window(nil, nil)]), Sample.entry("3", []),
            Sample.entry("4", [Sample.window("2026-03-01", "2026-03-31")], belongsTo: "3"),
            Sample.entry("5", [Sample.window("2027-03-01", "2027-03-31")]))
        #expect(chart.unscheduled.map(\.item.id) == ["1", "2"])
        #expect(chart.elsewhere.map(\.item.id) == ["5"])
        #expect(chart.rows.map(\.entry.item.id) == ["4"])
    }
}
