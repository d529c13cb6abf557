import Supervision
import TestKit

/// Counties that the search is asked about.
enum County {
    /// 1,000 primary pupils exactly at every standard, with what a test is about laid over it.
    static func school(
        _ code: String, own: [BalanceVariable: Int] = [:], things: [BalanceVariable: Int] = [:]
    ) -> BalanceSchool {
        let teachers: [BalanceVariable: Int] = [.qualifiedTeachers: 42, .backboneTeachers: 10, .artsTeachers: 9]
        let shared: [BalanceVariable: Int] = [
            .teachingArea: 4500, .indoorSportsArea: 0, .sportsArea: 7500, .equipment: 2_000_000, .mediaRooms: 23,
        ]
        return BalanceSchool(
            code: code, name: "第\(code)学校", pupils: [.primary: 1000],
            shared: shared.merging(things) { $1 }.mapValues { Points($0) },
            own: [.primary: teachers.merging(own) { $1 }.mapValues { Points($0) }])
    }

    static func problem(_ schools: [BalanceSchool], _ prices: [ResourcePrice]) throws -> ImprovementProblem {
        try ImprovementProblem(.qualityBalance, schools: schools, prices: PriceList(prices))
    }

    /// Schools of both stages, some running both, most of them uneven; everything can be bought.
    static func made(schools count: Int, seed: UInt64) throws -> ImprovementProblem {
        var dice = Dice(seed)
        let indicators = BalanceStandard.qualityBalance.indicators
        let schools = (0..<count).map { number in
            let stages: [Stage] = number % 10 == 0 ? [.primary, .junior] : number % 3 == 0 ? [.junior] : [.primary]
            let pupils = Dictionary(
                uniqueKeysWithValues: stages.map { ($0, Int.random(in: 60...1800, using: &dice)) })
            var own: [Stage: [BalanceVariable: Points]] = [:]
            var shared: [BalanceVariable: Points] = [.indoorSportsArea: .zero]
            for indicator in indicators {
                let percent = Int.random(in: 0..<5, using: &dice) == 0 ? 400 : Int.random(in: 50...170, using: &dice)
                for stage in stages {
                    let need =
                        (indicator.minimum[stage]?.scaled ?? 0) * (pupils[stage] ?? 0)
                        / (indicator.isPerHundred ? 100 : 1) / Points.scale
                    let amount = Points(need * percent / 100)
                    if indicator.isShared {
                        shared[indicator.resource] = (shared[indicator.resource] ?? .zero) + amount
                    } else {
                        own[stage, default: [:]][indicator.resource] = amount
                    }
                }
            }
            return BalanceSchool(code: "\(number)", name: "", pupils: pupils, shared: shared, own: own)
        }
        return try problem(
            schools,
            [
                ResourcePrice(.qualifiedTeachers, price: Points(120_000)),
                ResourcePrice(.backboneTeachers, price: Points(30_000)),
                ResourcePrice(.artsTeachers, price: Points(110_000)),
                ResourcePrice(.teachingArea, price: Points(3_200)), ResourcePrice(.sportsArea, price: Points(450)),
                ResourcePrice(.equipment, price: Points(10_000), unit: Points(10_000)),
                ResourcePrice(.mediaRooms, price: Points(60_000)),
            ])
    }
}
