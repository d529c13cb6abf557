import Supervision
import Testing

@Suite struct PlanTimingTests {
    @Test(
        "Days are said as a plan says them",
        arguments: [
            ("2026-03-01", "2026-03-31", "3月"), ("2026-03-01", "2026-06-30", "3月—6月底"),
            ("2026-03-01", "2026-03-10", "3月上旬"), ("2026-05-11", "2026-05-20", "5月中旬"),
            ("2026-03-21", "2026-03-31", "3月下旬"), ("2026-02-21", "2026-02-28", "2月下旬"),
            ("2026-05-21", "2026-07-20", "5月下旬—7月中旬"), ("2026-01-01", "2026-03-31", "一季度"),
            ("2026-10-01", "2026-12-31", "四季度"), ("2026-01-01", "2026-06-30", "上半年"),
            ("2026-07-01", "2026-12-31", "下半年"), ("2026-01-01", "2026-12-31", "全年"),
            ("2026-03-08", "2026-03-08", "3月8日"), ("2026-03-08", "2026-03-20", "3月8日—3月20日"),
            ("2026-03-01", "2026-03-15", "3月1日—3月15日"), ("2026-03-08", "2026-04-30", "3月8日—4月30日"),
            ("2026-11-01", "2027-01-31", "11月—2027年1月底"), ("2025-11-01", "2026-01-31", "2025年11月—2026年1月底"),
            ("2027-03-01", "2027-03-31", "2027年3月"), ("2027-03-01", "2027-04-30", "2027年3月—4月底"),
            (nil, "2026-06-30", "6月底前"), (nil, "2026-06-15", "6月15日前"), (nil, "2027-12-31", "2027年12月底前"),
            (nil, nil, ""), ("2026-03-01", nil, ""),
        ] as [(Day?, Day?, String)])
    func once(start: Day?, end: Day?, words: String) {
        #expect(PlanTiming.text(ChartSample.window(start, end), in: 2026) == words)
    }

    @Test("What comes back says how often, and when where that is not the whole year")
    func often() {
        let whole = ChartSample.window("2026-01-01", "2026-12-31", every: PlanTarget.Period(1, .month))
        #expect(PlanTiming.text(whole, in: 2026) == "每月一次")
        let part = ChartSample.window("2026-03-01", "2026-06-30", every: PlanTarget.Period(2, .week))
        #expect(PlanTiming.text(part, in: 2026) == "3月—6月底，每2周一次")
        #expect(
            PlanTiming.text(ChartSample.window(nil, "2026-06-30", every: PlanTarget.Period(1, .week)), in: 2026)
                == "6月底前，每周一次")
    }

    @Test("A stage stands before its time")
    func stage() {
        let stage = ChartSample.window("2026-03-21", "2026-03-31", "第一轮视导")
        #expect(PlanTiming.withStage(stage, in: 2026) == "第一轮视导：3月下旬")
        #expect(PlanTiming.withStage(ChartSample.window(nil, nil, "验收"), in: 2026) == "验收")
    }

    @Test(
        "The reader of documents gets the same days back from what is said",
        arguments: [
            ("2026-03-01", "2026-03-31"), ("2026-03-01", "2026-06-30"), ("2026-03-01", "2026-03-10"),
            ("2026-05-11", "2026-05-20"), ("2026-03-21", "2026-03-31"), ("2026-05-21", "2026-07-20"),
            ("2026-01-01", "2026-03-31"), ("2026-10-01", "2026-12-31"), ("2026-01-01", "2026-06-30"),
            ("2026-07-01", "2026-12-31"), ("2026-03-08", "2026-03-08"), ("2026-03-08", "2026-03-20"),
        ] as [(Day, Day)])
    func readBack(start: Day, end: Day) {
        let words = PlanTiming.text(ChartSample.window(start, end), in: 2026)
        let text = "云江区教育督导室2026年工作要点\n一、重点工作\n1.开展校园安全专项督导。\(words)完成实地督导。\n"
        let windows = PlanReader.read(PlanSource(text), year: 2026).items.flatMap(\.windows)
        #expect(windows.map(\.start) == [start] && windows.map(\.end) == [end], "\(words)")
    }

    @Test("No two stretches of a year are said alike")
    func property() {
        var random = SplitMix(8)
        var said: [String: [Day]] = [:]
        for _ in 0..<4_000 {
            let start = ("2026-01-01" as Day).adding(days: Int.random(in: 0..<365, using: &random))
            let end = min("2026-12-31", start.adding(days: Int.random(in: 0..<120, using: &random)))
            let words = PlanTiming.text(ChartSample.window(start, end), in: 2026)
            #expect(said[words, default: [start, end]] == [start, end], "\(words)")
            said[words] = [start, end]
        }
    }
}
