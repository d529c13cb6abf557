/// What somebody is on a team: only 督学 count toward the number that the regulation asks for.
package enum TeamCapacity: String, Hashable, Sendable, Codable, CaseIterable {
    case inspector, expert, seconded

    package var label: String {
        switch self {
        case .inspector: "督学"
        case .expert: "专家"
        case .seconded: "借调人员"
        }
    }
}

/// How a team has to be made up for a kind and manner of supervision.
package struct TeamRule: Hashable, Sendable {
    /// At least so many 督学; experts and seconded staff stand beside them and do not count.
    package let inspectors: Int
    /// How many people in all, the lead among them.
    package let people: ClosedRange<Int>
    package let leadIsInspector: Bool
    /// Where the rule comes from, as a page says it.
    package let basis: String

    /// No team is larger, whatever the kind.
    package static let most = 30

    /// The rule of a kind and manner.
    ///
    /// 《教育督导条例》第十六条: 专项 and 综合 by a 督导小组 of at least three 督学. A routine visit and one that nobody is warned of
    /// is made by one or two; an evaluation by as many as the office sets.
    package static func of(_ kind: Campaign.Kind, _ manner: Campaign.Manner, evaluation: Int = 1) -> TeamRule {
        if manner == .unannounced {
            return TeamRule(inspectors: 0, people: 1...2, leadIsInspector: false, basis: "暗访由一至两人进行")
        }
        switch kind {
        case .comprehensive, .special:
            return TeamRule(
                inspectors: 3, people: 3...most, leadIsInspector: true,
                basis: "《教育督导条例》第十六条：专项督导、综合督导由三名以上督学组成督导小组")
        case .routine:
            return TeamRule(inspectors: 1, people: 1...2, leadIsInspector: true, basis: "经常性督导由一至两人进行")
        case .evaluation:
            let least = min(max(evaluation, 1), most)
            return TeamRule(
                inspectors: 0, people: least...most, leadIsInspector: false, basis: "评估认定的人数由督导室确定")
        }
    }

    /// What a team must have, in one sentence.
    package var text: String {
        if people.upperBound < TeamRule.most {
            let who = inspectors > 0 ? "，其中督学至少\(inspectors)名" : ""
            return "\(people.lowerBound)至\(people.upperBound)人\(who)"
        }
        return inspectors > 0 ? "督学至少\(inspectors)名，组长由督学担任；专家和借调人员不计入" : "至少\(people.lowerBound)人"
    }

    /// Refuses a team that the rule does not allow, saying what is missing.
    package func require(_ seats: [TeamSeat]) throws(TeamRefusal) {
        guard Set(seats.map(\.person)).count == seats.count else { throw .memberTwice }
        guard let lead = seats.first(where: \.isLead) else { throw .leadMissing }
        guard seats.count(where: \.isLead) == 1 else { throw .leadTwice }
        guard !leadIsInspector || lead.capacity == .inspector else { throw .leadNotInspector }
        let counted = seats.count { $0.capacity == .inspector }
        guard counted >= inspectors else { throw .tooFewInspectors(needed: inspectors, have: counted, basis: basis) }
        guard seats.count >= people.lowerBound else { throw .tooFew(needed: people.lowerBound, have: seats.count) }
        guard seats.count <= people.upperBound else {
            throw .tooMany(allowed: people.upperBound, have: seats.count, basis: basis)
        }
    }
}

/// One person's place on one unit's team.
package struct TeamSeat: Hashable, Sendable {
    package let person: PersonID
    package let capacity: TeamCapacity
    package var isLead: Bool
    /// By which equals were told apart when the seat was proposed; empty for one that was chosen by hand.
    package let ticket: String

    package init(person: PersonID, capacity: TeamCapacity, isLead: Bool = false, ticket: String = "") {
        self.person = person
        self.capacity = capacity
        self.isLead = isLead
        self.ticket = ticket
    }
}
