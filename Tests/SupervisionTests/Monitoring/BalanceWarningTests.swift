import Supervision
import TestKit
import Testing

@Suite struct BalanceWarningTests {
    /// Two equal schools of 100 pupils with `low` and `high` backbone teachers: CV = (high − low) ÷ (high + low).
    private static func county(_ low: Int, _ high: Int, arts: Int = 10) -> BalanceEvaluation {
        let schools = [("a", low), ("b", high)].map { code, teachers in
            BalanceSchool(
                code: code, name: code, pupils: [.primary: 100],
                shared: [
                    .teachingArea: Points(1_000), .indoorSportsArea: .zero, .sportsArea: Points(1_000),
                    .equipment: Points(300_000), .mediaRooms: Points(10),
                ],
                own: [
                    .primary: [
                        .qualifiedTeachers: Points(10), .backboneTeachers: Points(teachers),
                        .artsTeachers: Points(arts),
                    ]
                ])
        }
        return BalanceEvaluation(.qualityBalance, schools: schools)
    }

    private func warnings(_ years: [Int: BalanceEvaluation], target: Int = 2029) -> [BalanceWarning] {
        BalanceWarning.all(
            years.mapValues { BalanceStanding($0) }, year: 2026, target: target)
    }

    @Test("Crossing the limit is told with both figures; exactly at the limit is no crossing")
    func crossed() {
        // 0.5 is the limit: 3 and 9 lie at it, 3 and 10 beyond.
        #expect(warnings([2025: Self.county(4, 8), 2026: Self.county(3, 9)]).isEmpty)
        let found = warnings([2025: Self.county(3, 9), 2026: Self.county(3, 10)])
        #expect(found.count == 1 && found.first?.indicator == "teachers.backbone")
        guard case .crossed(2025, let before, let now, let limit)? = found.first?.reason else {
            Issue.record("no crossing")
            return
        }
        #expect(before == 0.5 && now > 0.53 && now < 0.54 && limit == Points("0.5"))
        #expect(warnings([2025: Self.county(3, 10), 2026: Self.county(3, 10)]).isEmpty, "it was beyond before")
        #expect(warnings([2026: Self.county(3, 10)]).isEmpty, "nothing to compare with")
    }

    @Test("A line through three years that leads beyond the limit in time is a warning, two years are none")
    func drift() {
        // Coefficients 0.2, 0.3, 0.4: the line is at 0.5 in 2027, beyond it in 2028.
        let years = [2024: Self.county(8, 12), 2025: Self.county(7, 13), 2026: Self.county(6, 14)]
        let found = warnings(years)
        guard found.count == 1, case .drifting(2028, let step, let now, _)? = found.first?.reason else {
            Issue.record("\(found)")
            return
        }
        #expect(abs(step - 0.1) < 1e-9 && abs(now - 0.4) < 1e-9)
        #expect(warnings(years, target: 2027).isEmpty, "not before the target year")
        #expect(warnings(years.filter { $0.key > 2024 }).isEmpty)
        let falling = [2024: Self.county(6, 14), 2025: Self.county(7, 13), 2026: Self.county(8, 12)]
        #expect(warnings(falling).isEmpty)
    }

    @Test("Trends are followed three years, or until the planned year where that is later")
    func target() {
        #expect(BalanceWarning.target(year: 2026, planned: nil) == 2029)
        #expect(BalanceWarning.target(year: 2026, planned: 2027) == 2029)
        #expect(BalanceWarning.target(year: 2026, planned: 2029) == 2029)
        #expect(BalanceWarning.target(year: 2026, planned: 2035) == 2035)
    }

    @Test("A school that passed and does not any more is named")
    func fell() {
        let years = [2025: Self.county(8, 12), 2026: Self.county(8, 12, arts: 0)]
        let reasons = warnings(years).map(\.reason)
        #expect(reasons.contains(.fell(year: 2025, codes: ["a", "b"])))
    }

    @Test("The same figures every year never warn")
    func steady() {
        var dice = Dice(11)
        for _ in 0..<50 {
            let county = Self.county(Int.random(in: 1...20, using: &dice), Int.random(in: 1...20, using: &dice))
            #expect(warnings([2023: county, 2024: county, 2025: county, 2026: county]).isEmpty)
        }
    }
}
