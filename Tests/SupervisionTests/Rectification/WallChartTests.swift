import Supervision
import Testing

struct WallChartTests {
    private static let today: Day = "2026-03-11"

    private static func mark(
        _ serial: Int, _ unit: OrganisationID = "u1", due: Day?, _ state: FindingPart.State = .planned
    ) -> WallChart.Mark {
        WallChart.Mark(
            part: FindingPartID("p\(serial)"), finding: FindingID("f\(serial)"),
            number: FindingNumber(year: 2026, serial: serial), unit: unit, unitName: "单位\(unit)", state: state,
            dueOn: due,
            on: today)
    }

    @Test(
        "Weeks run from Monday to Sunday; what lies outside stands at the edges",
        arguments: [
            ("2026-03-08", WallChart.Column.before), ("2026-03-09", .week("2026-03-09")),
            ("2026-03-15", .week("2026-03-09")), ("2026-03-16", .week("2026-03-16")),
            ("2026-03-22", .week("2026-03-16")),
            ("2026-03-23", .after),
        ] as [(Day, WallChart.Column)])
    func columns(_ day: Day, _ column: WallChart.Column) {
        let chart = WallChart([], from: "2026-03-11", until: "2026-03-20")
        #expect(chart.weeks == ["2026-03-09", "2026-03-16"])
        #expect(chart.column(of: day) == column)
        #expect(chart.column(of: nil) == .undated)
    }

    @Test("A mark is red from the day after its deadline while the unit has the next move")
    func tones() {
        #expect(WallChartTests.mark(1, due: "2026-03-11").tone == .rectifying)
        #expect(WallChartTests.mark(1, due: "2026-03-10").tone == .late)
        #expect(WallChartTests.mark(1, due: "2026-03-10", .issued).tone == .late)
        #expect(WallChartTests.mark(1, due: nil, .issued).tone == .waiting)
        #expect(WallChartTests.mark(1, due: "2026-03-10", .submitted).tone == .checking)
        #expect(WallChartTests.mark(1, due: "2026-03-10", .closed).tone == .closed)
    }

    @Test("Every mark stands in exactly one row and one column; the latest unit comes first")
    func whole() {
        var random = SplitMix(3)
        let marks = (1...400).map { serial in
            WallChartTests.mark(
                serial, OrganisationID("u\(random.below(20))"),
                due: random.below(10) == 0 ? nil : WallChartTests.today.adding(days: random.below(200) - 100),
                FindingPart.State.allCases[1 + random.below(7)])
        }
        let chart = WallChart(marks, from: "2026-03-01", until: "2026-04-30")
        #expect(chart.rows.reduce(0) { $0 + $1.marks.count } == 400)
        let columns = Set(chart.columns)
        #expect(marks.allSatisfy { columns.contains(chart.column(of: $0.dueOn)) })
        let late = chart.rows.map { $0.count(.late) }
        #expect(late == late.sorted(by: >))
        #expect(WallChart.Tone.allCases.reduce(0) { $0 + chart.count($1) } == 400)
    }
}
