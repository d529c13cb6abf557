import Supervision
import Testing

struct RevisitTests {
    @Test(
        "A rule proposes a unit by how many problems it has and how they stand",
        arguments: [
            (RevisitRule(year: 2026, count: 2), RevisitFigures(findings: 1), false),
            (RevisitRule(year: 2026, count: 2), RevisitFigures(findings: 2), true),
            (RevisitRule(year: 2026, standing: .closed), RevisitFigures(findings: 1, open: 0), true),
            (RevisitRule(year: 2026, standing: .closed), RevisitFigures(findings: 2, open: 1), false),
            (RevisitRule(year: 2026, standing: .open), RevisitFigures(findings: 2, open: 1), true),
            (RevisitRule(year: 2026, standing: .open), RevisitFigures(findings: 2, open: 0), false),
            (RevisitRule(year: 2026, standing: .cameBack), RevisitFigures(findings: 2, cameBack: 1), true),
            (RevisitRule(year: 2026, standing: .cameBack), RevisitFigures(findings: 2), false),
            (RevisitRule(year: 2026), RevisitFigures(findings: 0), false),
        ])
    func proposes(_ rule: RevisitRule, _ unit: RevisitFigures, _ isProposed: Bool) {
        #expect(rule.proposes(unit) == isProposed)
    }

    @Test("The reason says the rule and the figures")
    func reason() {
        let rule = RevisitRule(year: 2026, grade: .serious, source: .superior)
        #expect(rule.grades == [.serious, .grave])
        #expect(
            RevisitFigures(findings: 3, open: 1, serious: 2, grave: 1).reason(under: rule)
                == "2026年下发上级督查反馈、较重及以上问题：3个，其中严重1个、较重2个、未销号1个")
    }

    @Test("An office's terms have limits on both sides")
    func terms() {
        #expect(RectificationTerms.usual.problems().isEmpty)
        #expect(RectificationTerms(times: 0, days: 1, longTermDays: 1, notice: 0).problems().isEmpty)
        #expect(RectificationTerms(times: 20, days: 365, longTermDays: 3_650, notice: 60).problems().isEmpty)
        #expect(
            Set(RectificationTerms(times: -1, days: 0, longTermDays: 0, notice: -1).problems().keys)
                == ["times", "days", "longTermDays", "notice"])
        #expect(
            Set(RectificationTerms(times: 21, days: 366, longTermDays: 3_651, notice: 61).problems().keys)
                == ["times", "days", "longTermDays", "notice"])
    }
}
