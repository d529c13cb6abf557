import Supervision
import Testing

struct TeamRuleTests {
    static func team(_ inspectors: Int, _ others: Int = 0, lead: TeamCapacity = .inspector) -> [TeamSeat] {
        var seats = (0..<inspectors).map { TeamSeat(person: Identifier("i\($0)"), capacity: .inspector) }
        seats += (0..<others).map {
            TeamSeat(person: Identifier("o\($0)"), capacity: $0.isMultiple(of: 2) ? .expert : .seconded)
        }
        if let index = seats.firstIndex(where: { $0.capacity == lead }) { seats[index].isLead = true }
        return seats
    }

    @Test(
        "专项 and 综合 take three 督学 and a lead; experts and seconded staff do not count toward the three",
        arguments: [Campaign.Kind.special, .comprehensive])
    func three(kind: Campaign.Kind) throws {
        let rule = TeamRule.of(kind, .announced)
        try rule.require(TeamRuleTests.team(3))
        try rule.require(TeamRuleTests.team(3, 4))
        let short = #expect(throws: TeamRefusal.self) { try rule.require(TeamRuleTests.team(2, 5)) }
        #expect(short?.message.contains("至少要有3名督学，现在有2名") == true)
        #expect(throws: TeamRefusal.leadNotInspector) { try rule.require(TeamRuleTests.team(3, 1, lead: .expert)) }
        #expect(throws: TeamRefusal.leadMissing) { try rule.require([]) }
    }

    @Test("Routine visits and 暗访 are made by one or two, whatever the kind")
    func two() throws {
        for rule in [TeamRule.of(.routine, .announced), .of(.special, .unannounced), .of(.comprehensive, .unannounced)]
        {
            try rule.require(TeamRuleTests.team(1))
            try rule.require(TeamRuleTests.team(2))
            try rule.require(TeamRuleTests.team(1, 1))
            #expect(throws: TeamRefusal.self) { try rule.require(TeamRuleTests.team(3)) }
        }
        try TeamRule.of(.special, .unannounced).require(TeamRuleTests.team(0, 2, lead: .expert))
        #expect(throws: TeamRefusal.leadNotInspector) {
            try TeamRule.of(.routine, .announced).require(TeamRuleTests.team(0, 1, lead: .expert))
        }
    }

    @Test(
        "An evaluation takes as many as the office sets, at least one", arguments: [(1, 1), (0, 1), (4, 4), (99, 30)])
    func evaluation(set: Int, least: Int) throws {
        let rule = TeamRule.of(.evaluation, .announced, evaluation: set)
        try rule.require(TeamRuleTests.team(0, least, lead: .expert))
        #expect(throws: TeamRefusal.self) { try rule.require(TeamRuleTests.team(0, least - 1, lead: .expert)) }
        #expect(throws: TeamRefusal.self) { try rule.require(TeamRuleTests.team(31)) }
    }

    @Test("A wish that no team of the rule can meet is refused with what to change")
    func wishes() throws {
        let rule = TeamRule.of(.special, .announced)
        try TeamWish(inspectors: 3, seed: "1").require(rule)
        #expect(throws: TeamRefusal.seedMissing) { try TeamWish(inspectors: 3, seed: " ").require(rule) }
        let cases = [
            TeamWish(inspectors: 2, others: 4, seed: "1"), TeamWish(inspectors: 31, seed: "1"),
            TeamWish(inspectors: 3, others: -1, seed: "1"), TeamWish(inspectors: 3, limit: 0, seed: "1"),
        ]
        for wish in cases { #expect(throws: TeamRefusal.self) { try wish.require(rule) } }
        #expect(throws: TeamRefusal.self) {
            try TeamWish(inspectors: 2, others: 1, seed: "1").require(.of(.special, .unannounced))
        }
    }
}
