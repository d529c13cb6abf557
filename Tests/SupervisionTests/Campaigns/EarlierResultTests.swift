import Supervision
import Testing

struct EarlierResultTests {
    static let weak = ["不合格", "基本合格"]

    static func unit(_ results: [UnitResult] = [], open: Int = 0) -> UnitProfile {
        var unit = ScopeTests.unit("1")
        unit.results = results
        unit.openFindings = open
        return unit
    }

    static func result(_ grade: String, _ day: Day, campaign: String = "c1", round: String = "r1") -> UnitResult {
        UnitResult(campaign: campaign, round: round, grade: grade, day: day)
    }

    static let old = unit([result("不合格", "2023-03-01")])

    static let cases: [(EarlierResult, UnitProfile, Bool)] = [
        (EarlierResult(grades: weak), unit(), false),
        (EarlierResult(grades: weak), old, true),
        (EarlierResult(grades: ["合格"]), old, false),
        // Three years before 2026-03-01 is 2023-03-01: that day still counts.
        (EarlierResult(grades: weak, years: 3), old, true),
        (EarlierResult(grades: weak, years: 3), unit([result("不合格", "2023-02-28")]), false),
        (EarlierResult(grades: weak, source: "c1"), old, true),
        (EarlierResult(grades: weak, source: "r1"), old, true),
        (EarlierResult(grades: weak, source: "c2"), old, false),
        // Who has become good is no longer weak.
        (EarlierResult(grades: weak), unit([result("不合格", "2023-03-01"), result("优秀", "2025-03-01")]), false),
        (
            EarlierResult(grades: weak, source: "c1"),
            unit([result("不合格", "2023-03-01"), result("优秀", "2025-03-01", campaign: "c2", round: "r2")]), true
        ),
        (EarlierResult(hasOpenFindings: true), unit(open: 0), false),
        (EarlierResult(hasOpenFindings: true), unit(open: 1), true),
        (EarlierResult(grades: weak, hasOpenFindings: true), old, false),
        (EarlierResult(grades: weak, hasOpenFindings: true, isEither: true), old, true),
        (EarlierResult(grades: weak, hasOpenFindings: true, isEither: true), unit(), false),
        (EarlierResult(isEither: true), unit(), true),
    ]

    @Test(
        "薄弱园: by the last result that counts, within years to the day, by open findings, by both or either",
        arguments: cases)
    func holds(earlier: EarlierResult, unit: UnitProfile, expected: Bool) {
        #expect(earlier.holds(for: unit, on: "2026-03-01") == expected)
        #expect(ScopeFilter(earlier: earlier).includes(unit, on: "2026-03-01") == expected)
    }

    @Test("What it asks is told in words")
    func text() {
        let earlier = EarlierResult(
            grades: Self.weak, source: "c1", sourceName: "2025年评估", years: 3, hasOpenFindings: true, isEither: true)
        #expect(earlier.text == "近3年“2025年评估”结果为不合格或基本合格，或有未销号问题")
        #expect(EarlierResult(hasOpenFindings: true).text == "有未销号问题")
    }
}
