@testable import Supervision

/// Schools exactly at every standard of 优质均衡, with what a test is about laid over them.
enum CountySample {
    /// 1,000 pupils of one stage.
    static func school(
        _ code: String, _ stage: Stage = .primary, own: [BalanceVariable: Int] = [:],
        shared: [BalanceVariable: Int] = [:]
    ) -> BalanceSchool {
        let isPrimary = stage == .primary
        let teachers: [BalanceVariable: Int] = [
            .qualifiedTeachers: isPrimary ? 42 : 53, .backboneTeachers: 10, .artsTeachers: 9,
        ]
        let things: [BalanceVariable: Int] = [
            .teachingArea: isPrimary ? 4500 : 5800, .indoorSportsArea: 0, .sportsArea: isPrimary ? 7500 : 10_200,
            .equipment: isPrimary ? 2_000_000 : 2_500_000, .mediaRooms: isPrimary ? 23 : 24,
        ]
        return BalanceSchool(
            code: code, name: "第\(code)学校", pupils: [stage: 1000],
            shared: things.merging(shared) { $1 }.mapValues { Points($0) },
            own: [stage: teachers.merging(own) { $1 }.mapValues { Points($0) }])
    }

    static func problem(
        _ schools: [BalanceSchool], _ prices: [ResourcePrice], special: [String: [ResourcePrice]] = [:],
        stage: Stage? = nil
    ) throws -> ImprovementProblem {
        try ImprovementProblem(
            .qualityBalance, schools: schools, prices: PriceList(prices, special: special), stage: stage)
    }
}
