import Testing

@testable import Supervision

/// Every threshold of the balance standards: exactly at, one unit below, one unit above.
struct BalanceThresholdTests {
    /// Of a school of 1,000 pupils: the figure exactly at the standard, and at 85 % of it.
    static let figures:
        [(code: String, stage: Stage, variable: BalanceVariable, exact: String, floor: String, unit: String)] = [
            ("teachers.qualified", .primary, .qualifiedTeachers, "42", "35.7", "0.0001"),
            ("teachers.qualified", .junior, .qualifiedTeachers, "53", "45.05", "0.0001"),
            ("teachers.backbone", .primary, .backboneTeachers, "10", "8.5", "0.0001"),
            ("teachers.backbone", .junior, .backboneTeachers, "10", "8.5", "0.0001"),
            ("teachers.arts", .primary, .artsTeachers, "9", "7.65", "0.0001"),
            ("teachers.arts", .junior, .artsTeachers, "9", "7.65", "0.0001"),
            ("area.teaching", .primary, .teachingArea, "4500", "3825", "0.0001"),
            ("area.teaching", .junior, .teachingArea, "5800", "4930", "0.0001"),
            ("area.sports", .primary, .sportsArea, "7500", "6375", "0.0001"),
            ("area.sports", .junior, .sportsArea, "10200", "8670", "0.0001"),
            ("equipment", .primary, .equipment, "2000000", "1700000", "0.0001"),
            ("equipment", .junior, .equipment, "2500000", "2125000", "0.0001"),
            ("rooms.media", .primary, .mediaRooms, "23", "19.55", "0.0001"),
            ("rooms.media", .junior, .mediaRooms, "24", "20.4", "0.0001"),
        ]

    private static func judge(_ variable: BalanceVariable, _ value: Points?, _ stage: Stage) throws
        -> BalanceEvaluation.SchoolResult
    {
        var (shared, own): ([BalanceVariable: Points], [BalanceVariable: Points]) = ([.indoorSportsArea: .zero], [:])
        for figure in figures where figure.stage == stage {
            let points = figure.variable == variable ? value : Points(figure.exact)
            if figure.variable.isOfStage { own[figure.variable] = points } else { shared[figure.variable] = points }
        }
        let school = BalanceSchool(code: "1", name: "", pupils: [stage: 1000], shared: shared, own: [stage: own])
        return try #require(
            BalanceEvaluation(.qualityBalance, schools: [school], stage: stage).stages.first?.schools.first)
    }

    @Test(arguments: figures.indices)
    func schools(index: Int) throws {
        let (code, stage, variable, exact, floor, unit) = Self.figures[index]
        let (at, low, one) = (try #require(Points(exact)), try #require(Points(floor)), try #require(Points(unit)))
        func less(_ points: Points) -> Points { Points(scaled: points.scaled - one.scaled) }
        func standing(_ value: Points?) throws -> (below: [String], floor: [String], verdict: BalanceVerdict) {
            let result = try Self.judge(variable, value, stage)
            return (result.below, result.belowFloor, result.verdict)
        }
        #expect(try standing(at) == ([], [], .pass) && standing(at + one) == ([], [], .pass))
        #expect(try standing(less(at)) == ([code], [], .pass) && standing(low) == ([code], [], .pass))
        #expect(try standing(less(low)) == ([code], [code], .fail))
        #expect(try standing(nil).verdict == .undetermined)
    }

    /// Two schools of equal size with 1 ± x of the mean have CV = x: the limit itself, and the smallest step beyond.
    @Test(arguments: [(Stage.primary, 5_000), (.junior, 4_500)])
    func coefficients(stage: Stage, limit: Int) throws {
        for (step, isWithin) in [(-1, true), (0, true), (1, false)] {
            let variation = try #require(
                Variation(
                    [10_000 + limit + step, 10_000 - limit - step].compactMap {
                        Variation.School(resource: Points($0 * 10), pupils: 100)
                    }))
            for indicator in BalanceStandard.qualityBalance.indicators {
                #expect(variation.isWithin(try #require(indicator.limit[stage])) == isWithin)
            }
        }
    }

    /// The mean of eight coefficients exactly at 0.65 and 0.55, though no binary fraction is; one step beyond fails.
    @Test(arguments: [(Stage.primary, 6_500), (.junior, 5_500)])
    func composites(stage: Stage, limit: Int) {
        for (step, verdict) in [(-1, BalanceVerdict.pass), (0, .pass), (1, .fail)] {
            // Coefficients that differ by ± 0.1, 0.2, … around the limit; the last takes the step.
            let apart = [-1_000, 1_000, -2_000, 2_000, -3_000, 3_000, 0, step]
            let variables = BalanceStandard.basicBalance.indicators.map(\.resource)
            let schools = [1, -1].enumerated().map { place, sign in
                var (shared, own): ([BalanceVariable: Points], [BalanceVariable: Points]) = ([:], [:])
                for (variable, part) in zip(variables, apart) {
                    let points = Points(10_000 + sign * (limit + part))
                    if variable.isOfStage { own[variable] = points } else { shared[variable] = points }
                }
                return BalanceSchool(
                    code: "\(place)", name: "", pupils: [stage: 700], shared: shared, own: [stage: own])
            }
            #expect(BalanceEvaluation(.basicBalance, schools: schools, stage: stage).verdict == verdict)
        }
    }

    /// 芜湖鸠江区 2023: the published coefficient is the published deviation over the published mean, to six digits.
    @Test func publishedCounty() throws {
        let means = [5.515273, 0.887611, 0.879277, 4.563288, 7.925946, 2496.674864, 2.784743]
        let deviations = [1.643162, 0.445392, 0.353427, 1.316139, 2.975795, 780.914372, 1.097759]
        let published = [0.297929, 0.501787, 0.401952, 0.288419, 0.37545, 0.312782, 0.394205]
        for (index, coefficient) in published.enumerated() {
            // Two equal schools one deviation above and below the mean have just that mean and deviation.
            let shares = [means[index] + deviations[index], means[index] - deviations[index]]
            let variation = try #require(
                Variation(
                    shares.compactMap { share in
                        Ratio(Int((share * 1e10).rounded()), 1_000_000).map { Variation.School(pupils: 500, share: $0) }
                    }))
            #expect(abs(variation.coefficient - coefficient) < 1e-6 && abs(variation.mean - means[index]) < 1e-6)
            #expect(variation.isWithin(Points(scaled: 5_000)) == (index != 1))
        }
        #expect(abs(published.reduce(0, +) / 7 - 0.367503) < 1e-6)
    }
}
