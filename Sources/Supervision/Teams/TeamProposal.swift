import Crypto

/// What the office asks of a proposal.
package struct TeamWish: Hashable, Sendable {
    /// 督学 on each team.
    package var inspectors: Int
    /// Experts and seconded staff beside them.
    package var others: Int
    /// Units that one person may have in hand, these ones counted; nil for no limit.
    package var limit: Int?
    /// The lowest level of 督学 that is sent; nil for any.
    package var level: InspectorLevel?
    /// Taken verbatim; the same seed gives the same teams.
    package var seed: String

    package init(inspectors: Int, others: Int = 0, limit: Int? = nil, level: InspectorLevel? = nil, seed: String) {
        self.inspectors = inspectors
        self.others = others
        self.limit = limit
        self.level = level
        self.seed = seed
    }

    /// Refuses what no team of the rule can be made of.
    package func require(_ rule: TeamRule) throws(TeamRefusal) {
        guard !seed.isBlank else { throw .seedMissing }
        guard inspectors >= 0, others >= 0, inspectors + others <= TeamRule.most else {
            throw .wish("每组人数请填0至\(TeamRule.most)之间的整数。")
        }
        guard inspectors >= rule.inspectors else {
            throw .wish("每组督学不能少于\(rule.inspectors)名：\(rule.basis)。")
        }
        guard rule.people.contains(inspectors + others) else {
            throw .wish("每组人数要在\(rule.people.lowerBound)至\(rule.people.upperBound)之间：\(rule.basis)。")
        }
        guard limit.map({ $0 > 0 }) ?? true else { throw .wish("每人承担的单位数请填大于0的整数，不限则留空。") }
    }
}

/// Teams for all units of a campaign at once: lightest load first, counted inside this very assignment.
///
/// Of those who have equally little, the smallest ticket goes: SHA-256 of `seed,unit,person` by their codes, so that
/// anybody repeats it. The order in which units and people were given makes no difference.
package struct TeamProposal: Sendable {
    package struct Unit: Hashable, Sendable {
        package let inspection: InspectionID
        package let organisation: OrganisationID
        package let code: String

        package init(inspection: InspectionID, organisation: OrganisationID, code: String) {
            self.inspection = inspection
            self.organisation = organisation
            self.code = code
        }
    }

    /// A unit for which no team could be made.
    package struct Gap: Hashable, Sendable {
        package let unit: Unit
        package let capacity: TeamCapacity
        package let needed: Int
        package let found: Int
    }

    package let teams: [InspectionID: [TeamSeat]]
    /// By the units' codes.
    package let gaps: [Gap]
    /// What each person has in hand with these teams.
    package let loads: [PersonID: Int]

    package init(_ units: [Unit], from pool: TeamPool, _ wish: TeamWish) {
        let units = units.sorted { ($0.code, $0.inspection.rawValue) < ($1.code, $1.inspection.rawValue) }
        let people = pool.people.sorted { ($0.code, $0.id.rawValue) < ($1.code, $1.id.rawValue) }
        let ours = people.filter { $0.capacity == .inspector }
        let beside = people.filter { $0.capacity != .inspector }
        var inspectors = TeamMatcher(units, ours, pool, wish)
        inspectors.seat(wish.inspectors)
        var others = TeamMatcher(units, beside, pool, wish)
        others.seat(wish.others)
        let gaps = inspectors.gaps(.inspector, wish.inspectors) + others.gaps(.expert, wish.others)
        self.gaps = gaps.sorted { ($0.unit.code, $0.capacity.rawValue) < ($1.unit.code, $1.capacity.rawValue) }
        let open = Set(gaps.map(\.unit.inspection))
        var led: [PersonID: Int] = [:]
        var teams: [InspectionID: [TeamSeat]] = [:]
        for (index, unit) in units.enumerated() where !open.contains(unit.inspection) {
            var seats = inspectors.seats(of: index) + others.seats(of: index)
            guard let lead = TeamProposal.lead(of: seats, led) else { continue }
            seats[lead].isLead = true
            led[seats[lead].person, default: 0] += 1
            teams[unit.inspection] = [seats[lead]] + seats[..<lead] + seats[(lead + 1)...]
        }
        self.teams = teams
        loads = inspectors.loads.merging(others.loads) { first, _ in first }
    }

    /// The one who has led least so far, by ticket among equals; a 督学 where there is one.
    private static func lead(of seats: [TeamSeat], _ led: [PersonID: Int]) -> Int? {
        let able =
            seats.contains { $0.capacity == .inspector }
            ? seats.indices.filter { seats[$0].capacity == .inspector } : Array(seats.indices)
        return able.min {
            (led[seats[$0].person] ?? 0, seats[$0].ticket) < (led[seats[$1].person] ?? 0, seats[$1].ticket)
        }
    }
}

/// The tickets of one seed and unit, for one person after another.
struct TeamTicket {
    private let head: SHA256

    init(seed: String, unit: String) {
        var hash = SHA256()
        hash.update(data: Array("\(seed),\(unit),".utf8))
        head = hash
    }

    /// The digest of `seed,unit,person`.
    func digest(_ person: String) -> [UInt8] {
        var hash = head
        hash.update(data: Array(person.utf8))
        return Array(hash.finalize())
    }

    static func text(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
