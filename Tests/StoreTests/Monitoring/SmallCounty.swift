import Supervision
import TestKit

/// A county of a few schools with small figures, made by dice: easy to search through to the last combination.
struct SmallCounty {
    let schools: [BalanceSchool]
    let prices: PriceList

    /// At most `buyable` resources can be bought, up to `most` whole units in each school.
    init<Dice: RandomNumberGenerator>(schools count: Int, buyable: Int, most: Int, using dice: inout Dice) {
        let indicators = BalanceStandard.qualityBalance.indicators
        let bought = indicators.map(\.resource).shuffled(using: &dice).prefix(buyable)
        schools = (0..<count).map { number in
            var stages: [Stage] = [.primary]
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: stages = [.junior]
            case 1: stages = [.primary, .junior]
            case 2: stages = [.junior, .senior]
            default: break
            }
            let pupils = Dictionary(uniqueKeysWithValues: stages.map { ($0, Int.random(in: 1...6, using: &dice) * 50) })
            var own: [Stage: [BalanceVariable: Points]] = [:]
            var shared: [BalanceVariable: Points] = [.indoorSportsArea: .zero]
            for indicator in indicators {
                for stage in stages where stage != .senior {
                    let minimum = indicator.minimum[stage]?.scaled ?? 0
                    let need = minimum * (pupils[stage] ?? 0) / (indicator.isPerHundred ? 100 : 1) / Points.scale
                    let isLow = bought.contains(indicator.resource) || Int.random(in: 0..<60, using: &dice) == 0
                    let isRich = Int.random(in: 0..<4, using: &dice) == 0
                    let percent =
                        isLow
                        ? Int.random(in: isRich ? 200...500 : 65...140, using: &dice)
                        : Int.random(in: 100...150, using: &dice)
                    let amount = Points((need * percent + 99) / 100)
                    if indicator.isShared {
                        shared[indicator.resource, default: .zero] = (shared[indicator.resource] ?? .zero) + amount
                    } else {
                        own[stage, default: [:]][indicator.resource] = amount
                    }
                }
            }
            return BalanceSchool(code: "\(number)", name: "", pupils: pupils, shared: shared, own: own)
        }
        var prices = PriceList()
        for variable in bought {
            // A unit large enough for a few of them to matter: some tenths of what 300 pupils need.
            let unit: Int =
                switch variable {
                case .teachingArea: Int.random(in: 150...500, using: &dice)
                case .sportsArea: Int.random(in: 200...900, using: &dice)
                case .equipment: Int.random(in: 80_000...250_000, using: &dice)
                case .qualifiedTeachers: Int.random(in: 1...5, using: &dice)
                default: Int.random(in: 1...2, using: &dice)
                }
            for school in schools.map(\.code) + [nil] where school == nil || Bool.random(using: &dice) {
                prices.set(
                    ResourcePrice(
                        variable, price: Points(Int.random(in: 1...30, using: &dice)), unit: Points(unit),
                        isWhole: true,
                        most: Points(Int.random(in: max(1, most - 1)...most, using: &dice))), for: school)
            }
        }
        self.prices = prices
    }

    func problem(_ stage: Stage? = nil) throws -> ImprovementProblem {
        try ImprovementProblem(.qualityBalance, schools: schools, prices: prices, stage: stage)
    }
}
