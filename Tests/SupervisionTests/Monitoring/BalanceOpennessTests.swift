import TestKit
import Testing

@testable import Supervision

/// What missing figures leave open, and what they cannot change any more.
struct BalanceOpennessTests {
    /// 1,000 pupils each; every figure ten times the standard, `arts` as given.
    private static func school(_ code: String, arts: Int?, stage: Stage = .primary) -> BalanceSchool {
        var own: [BalanceVariable: Points] = [.qualifiedTeachers: Points(530), .backboneTeachers: Points(100)]
        own[.artsTeachers] = arts.map { Points($0) }
        return BalanceSchool(
            code: code, name: "", pupils: [stage: 1000],
            shared: [
                .teachingArea: Points(58_000), .indoorSportsArea: .zero, .sportsArea: Points(102_000),
                .equipment: Points(25_000_000), .mediaRooms: Points(240),
            ], own: [stage: own])
    }

    private static func judge(_ schools: [BalanceSchool]) -> BalanceEvaluation {
        BalanceEvaluation(.qualityBalance, schools: schools)
    }

    /// Known 9 and 9 + x: two known schools so far apart that no third one brings the coefficient within 0.5.
    @Test(arguments: [(9, 20, BalanceVerdict.undetermined, true), (9, 1_000, .fail, false)])
    func aCoefficientThatCannotComeWithin(low: Int, high: Int, verdict: BalanceVerdict, couldChange: Bool) {
        let result = Self.judge([
            Self.school("1", arts: low), Self.school("2", arts: high), Self.school("3", arts: nil),
        ])
        #expect(result.verdict == verdict)
        #expect(result.missing.map(\.couldChange) == [couldChange])
        let arts = result.stages.first?.indicators.first { $0.indicator.code == "teachers.arts" }
        #expect(arts?.variation == nil && arts?.isWithin == (couldChange ? nil : false))
    }

    /// What a school needs to pass can put the coefficient beyond the limit although zero would not.
    @Test func whatIsNeededCounts() {
        // Nine schools have 9 each and one of the same size is open: anything near 9 keeps the county within.
        let even = (1...9).map { Self.school("\($0)", arts: 9) } + [Self.school("x", arts: nil)]
        #expect(Self.judge(even).verdict == .undetermined)
    }

    @Test func anotherStageDecides() {
        let failing = Self.school("j", arts: 0, stage: .junior)
        let result = Self.judge([Self.school("1", arts: nil), failing])
        #expect(result.verdict == .fail && result.missing.map(\.couldChange) == [false])
    }

    /// Without the indoor sports rooms the teaching area is at most what was reported.
    @Test(arguments: [(3_824, BalanceVerdict.fail), (3_825, .undetermined)])
    func takenOffIsMissing(area: Int, verdict: BalanceVerdict) {
        let full = Self.school("1", arts: 90)
        var shared = full.shared
        shared[.indoorSportsArea] = nil
        shared[.teachingArea] = Points(area)
        let school = BalanceSchool(code: "1", name: "", pupils: full.pupils, shared: shared, own: full.own)
        #expect(Self.judge([school]).verdict == verdict)
    }

    /// The mean of eight coefficients: settled either way while one school's figure is missing.
    @Test(arguments: [(100, 400, 10, BalanceVerdict.undetermined), (100, 100, 10, .pass), (1, 2_000, 10, .fail)])
    func composite(first: Int, second: Int, pupils: Int, verdict: BalanceVerdict) {
        let variables = BalanceStandard.basicBalance.indicators.map(\.resource)
        // The open school has 10 pupils of each 10,000 or is as large as the others; its books alone are unknown.
        func school(_ code: String, _ amount: Int, pupils: Int, isOpen: Bool = false) -> BalanceSchool {
            var (shared, own): ([BalanceVariable: Points], [BalanceVariable: Points]) = ([:], [:])
            for variable in variables where !isOpen || variable != .books {
                let points = Points(amount * pupils / 10)
                if variable.isOfStage { own[variable] = points } else { shared[variable] = points }
            }
            return BalanceSchool(code: code, name: "", pupils: [.primary: pupils], shared: shared, own: [.primary: own])
        }
        let schools = [
            school("1", first, pupils: 100), school("2", second, pupils: 100),
            school("3", first, pupils: pupils, isOpen: true),
        ]
        let result = BalanceEvaluation(.basicBalance, schools: schools, stage: .primary)
        #expect(result.verdict == verdict)
        #expect(result.missing.map(\.couldChange) == [verdict == .undetermined])
    }

    /// Whatever the missing figures become, a verdict that was given stays, and an open one can go both ways or is kept.
    @Test func settledVerdictsHold() {
        var dice = Dice(13)
        var settled = 0
        for _ in 0..<300 {
            let amounts = (0..<4).map { _ in [8, 9, 12, 30, 60, 200].randomElement(using: &dice) ?? 9 }
            let missing = Int.random(in: 0..<4, using: &dice)
            func county(_ value: Int?) -> BalanceEvaluation {
                Self.judge(amounts.enumerated().map { Self.school("\($0)", arts: $0 == missing ? value : $1) })
            }
            let open = county(nil)
            guard open.verdict != .undetermined else { continue }
            settled += 1
            for value in [0, 5, 8, 9, 10, 20, 50, 100, 1_000] { #expect(county(value).verdict == open.verdict) }
        }
        #expect(settled > 20)
    }

    @Test func figuresBeyondReasonDoNotTrap() {
        let equipment = Points(scaled: 100_000_000_000_000_000)
        let school = BalanceSchool(
            code: "1", name: "", pupils: [.primary: 100, .junior: 100], shared: [.equipment: equipment])
        #expect(BalanceEvaluation(.qualityBalance, schools: [school]).verdict == .undetermined)
    }
}
