import Supervision
import Testing

struct ToleranceObligationTests {
    private func obligation(due: Day?, done: Day? = nil) -> ToleranceObligation {
        ToleranceObligation(
            id: "o", tolerance: "size", organisation: "s", unitCode: "s", unitName: "校", stage: nil, isUsed: true,
            dueOn: due, doneOn: done, version: 1)
    }

    @Test("Open until its last day, late the day after, undetermined without a certification")
    func states() {
        #expect(obligation(due: "2029-03-10").state(on: "2029-03-10") == .open)
        #expect(obligation(due: "2029-03-10").state(on: "2029-03-11") == .late)
        #expect(obligation(due: "2029-03-10").daysLate(on: "2029-03-12") == 2)
        #expect(obligation(due: nil).state(on: "2099-01-01") == .open)
        #expect(obligation(due: "2029-03-10", done: "2029-03-01").state(on: "2030-01-01") == .done)
        #expect(obligation(due: "2029-03-10", done: "2029-03-01").daysLate(on: "2030-01-01") == nil)
    }

    @Test("A duty is late only while its indicator is not met")
    func duties() {
        let duty = IndicatorDuty(department: "局", person: "", dueOn: "2026-03-10", version: 1)
        for grade in [StandardGrade.notMet, .undetermined] {
            #expect(duty.daysLate(grade, on: "2026-03-10") == nil)
            #expect(duty.daysLate(grade, on: "2026-03-11") == 1)
        }
        for grade in [StandardGrade.met, .basic] { #expect(duty.daysLate(grade, on: "2026-04-10") == nil) }
        #expect(IndicatorDuty.none.daysLate(.notMet, on: "2026-04-10") == nil)
    }

    @Test("A figure just beyond its limit prints unlike it")
    func near() throws {
        let limit = try #require(Points("0.15"))
        let near = try #require(Fraction(decimal: "0.1500001"))
        #expect(Quantity.exact(near).short == "0.15")
        #expect(Quantity.exact(near).short(apartFrom: limit) == "0.1500001")
        #expect(Quantity.exact(Fraction(limit)).short(apartFrom: limit) == "0.15")
        let third = try #require(Fraction(254).divided(by: Fraction(3)))
        #expect(Quantity.exact(third).short(apartFrom: Points(85)) == "84.6667")
        let below = try #require(Fraction(decimal: "84.999999"))
        #expect(Quantity.exact(below).short(apartFrom: Points(85)) == "84.999999")
    }
}
