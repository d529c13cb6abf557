import Crypto
import Supervision
import Testing

struct TeamProposalTests {
    static let span = Period(from: "2026-03-10", until: "2026-06-30") ?? Period(from: "2026-03-10")

    static func units(_ count: Int) -> [TeamProposal.Unit] {
        (0..<count).map {
            TeamProposal.Unit(
                inspection: Identifier("i\($0)"), organisation: Identifier("o\($0)"), code: "C\(1_000 + $0)")
        }
    }

    static func person(
        _ number: Int, _ capacity: TeamCapacity = .inspector, load: Int = 0, term: Period? = nil,
        level: InspectorLevel? = .county, stay: Period? = nil
    ) -> TeamPerson {
        TeamPerson(
            id: Identifier("p\(number)"), name: "督学\(number)", code: "D\(1_000 + number)", capacity: capacity,
            level: level, term: term, stay: stay, load: load)
    }

    static func pool(
        _ people: [TeamPerson], _ bars: [PersonID: [OrganisationID: TeamObstacle]] = [:]
    ) -> TeamPool {
        TeamPool(people: people, bars: bars, span: span)
    }

    @Test("Ten units and six people with nothing in hand: everybody gets five, each team three, one of them its lead")
    func even() {
        let proposal = TeamProposal(
            TeamProposalTests.units(10), from: TeamProposalTests.pool((0..<6).map { TeamProposalTests.person($0) }),
            TeamWish(inspectors: 3, seed: "7"))
        #expect(proposal.gaps.isEmpty)
        #expect(proposal.teams.count == 10)
        #expect(Set(proposal.loads.values) == [5])
        for team in proposal.teams.values {
            #expect(team.count == 3)
            #expect(team.filter(\.isLead).count == 1)
            #expect(team.first?.isLead == true)
        }
    }

    @Test("What somebody has in hand already counts: the one with four units waits until the others have as many")
    func existing() {
        let people = [TeamProposalTests.person(0, load: 4), TeamProposalTests.person(1), TeamProposalTests.person(2)]
        let proposal = TeamProposal(
            TeamProposalTests.units(8), from: TeamProposalTests.pool(people), TeamWish(inspectors: 1, seed: "7"))
        #expect(proposal.loads == ["p0": 4, "p1": 4, "p2": 4])
    }

    @Test("The ticket is the SHA-256 of seed,unit,person, and the smallest goes among equals")
    func ticket() throws {
        let proposal = TeamProposal(
            TeamProposalTests.units(1), from: TeamProposalTests.pool((0..<9).map { TeamProposalTests.person($0) }),
            TeamWish(inspectors: 1, seed: "双色球 7"))
        let tickets = (0..<9).map { number in
            SHA256.hash(data: Array("双色球 7,C1000,D\(1_000 + number)".utf8)).map { byte in
                let hex = String(byte, radix: 16)
                return hex.count == 1 ? "0\(hex)" : hex
            }.joined()
        }
        let seat = try #require(proposal.teams["i0"]?.first)
        #expect(seat.ticket == tickets.min())
        #expect(tickets.firstIndex(of: seat.ticket).map { "p\($0)" } == seat.person.rawValue)
    }

    @Test("A chain of swaps is found where the lightest load alone would leave a unit short")
    func swap() {
        // p0 may go anywhere, p1 only to the first unit; each takes one.
        let bars: [PersonID: [OrganisationID: TeamObstacle]] = ["p1": ["o1": .belongs]]
        for seed in 0..<30 {
            let proposal = TeamProposal(
                TeamProposalTests.units(2),
                from: TeamProposalTests.pool((0..<2).map { TeamProposalTests.person($0) }, bars),
                TeamWish(inspectors: 1, limit: 1, seed: "\(seed)"))
            #expect(proposal.gaps.isEmpty)
            #expect(proposal.teams["i1"]?.map(\.person) == ["p0"])
        }
    }

    @Test("A unit that cannot be served whole keeps nobody from another that can")
    func givenBack() {
        // Only two may go to the first unit, which comes first; each takes one unit, so the second needs both.
        let bars: [PersonID: [OrganisationID: TeamObstacle]] = ["p2": ["o0": .belongs]]
        let proposal = TeamProposal(
            TeamProposalTests.units(2),
            from: TeamProposalTests.pool((0..<3).map { TeamProposalTests.person($0) }, bars),
            TeamWish(inspectors: 3, limit: 1, seed: "7"))
        #expect(proposal.gaps.map { [$0.needed, $0.found] } == [[3, 2]])
        #expect(Set(proposal.teams["i1"]?.map(\.person) ?? []) == ["p0", "p1", "p2"])
    }

    @Test("Overlapping recusals that leave no team are told per unit, with how many were found")
    func gap() {
        let bars: [PersonID: [OrganisationID: TeamObstacle]] = [
            "p0": ["o0": .recused(.leaderRelative, until: nil)], "p1": ["o0": .recused(.staff, until: "2026-12-31")],
            "p2": ["o0": .belongs],
        ]
        let pool = TeamProposalTests.pool((0..<4).map { TeamProposalTests.person($0) }, bars)
        let proposal = TeamProposal(TeamProposalTests.units(2), from: pool, TeamWish(inspectors: 3, seed: "7"))
        #expect(proposal.gaps.map(\.unit.code) == ["C1000"])
        #expect(proposal.gaps.first.map { [$0.needed, $0.found] } == [3, 1])
        #expect(Array(proposal.teams.keys) == ["i1"])
    }

    @Test("Term, level, days lent and recusal keep somebody away, with both sides of each boundary")
    func obstacles() {
        let first = TeamProposalTests.span.from
        func told(_ person: TeamPerson, _ level: InspectorLevel? = nil) -> TeamObstacle? {
            TeamProposalTests.pool([person]).obstacle(of: person, at: "o0", asking: level)
        }
        let day = { (days: Int) in first.adding(days: days) }
        #expect(told(TeamProposalTests.person(0, term: Period(from: "2024-01-01", until: day(0)))) == nil)
        #expect(
            told(TeamProposalTests.person(0, term: Period(from: "2024-01-01", until: day(-1)))) == .termEnded(day(-1)))
        #expect(told(TeamProposalTests.person(0, term: Period(from: day(0)))) == nil)
        #expect(told(TeamProposalTests.person(0, term: Period(from: day(1)))) == .notAppointed(from: day(1)))
        #expect(told(TeamProposalTests.person(0), .county) == nil)
        #expect(told(TeamProposalTests.person(0), .city) == .levelTooLow(.county))
        #expect(told(TeamProposalTests.person(0, level: .nation), .province) == nil)
        #expect(told(TeamProposalTests.person(0, .expert, level: nil), .nation) == nil)
        let last = Period(from: "2026-06-30")
        #expect(told(TeamProposalTests.person(0, stay: last)) == nil)
        let after = Period(from: "2026-07-01")
        #expect(told(TeamProposalTests.person(0, stay: after)) == .away(after))
    }

    @Test(
        "Whatever the people, the bars and the limit: no barred, no double, no overfull seat, and the order of the input says nothing"
    )
    func property() {
        for round in 0..<60 {
            var dice = SplitMix(UInt64(round))
            let people = (0..<(4 + dice.below(12))).map {
                TeamProposalTests.person($0, $0.isMultiple(of: 4) ? .expert : .inspector, load: dice.below(3))
            }
            let units = TeamProposalTests.units(1 + dice.below(25))
            var bars: [PersonID: [OrganisationID: TeamObstacle]] = [:]
            for person in people {
                for unit in units where dice.below(4) == 0 {
                    bars[person.id, default: [:]][unit.organisation] = .belongs
                }
            }
            let wish = TeamWish(
                inspectors: 1 + dice.below(3), others: dice.below(2), limit: 2 + dice.below(6), seed: "\(round)")
            let pool = TeamProposalTests.pool(people, bars)
            let proposal = TeamProposal(units, from: pool, wish)
            let shuffled = TeamProposal(
                units.reversed(), from: TeamProposalTests.pool(people.reversed(), bars), wish)
            #expect(proposal.teams == shuffled.teams)
            #expect(proposal.teams.count + Set(proposal.gaps.map(\.unit)).count == units.count)
            for unit in units {
                let team = proposal.teams[unit.inspection] ?? []
                #expect(Set(team.map(\.person)).count == team.count)
                #expect(team.allSatisfy { bars[$0.person]?[unit.organisation] == nil })
            }
            #expect(proposal.loads.allSatisfy { $0.value <= max(wish.limit ?? 0, pool[$0.key]?.load ?? 0) })
        }
    }

    @Test("A unit stays short only when no assignment could serve as many units")
    func complete() {
        for round in 0..<80 {
            var dice = SplitMix(UInt64(1_000 + round))
            let people = (0..<4).map { TeamProposalTests.person($0) }
            let units = TeamProposalTests.units(6)
            var bars: [PersonID: [OrganisationID: TeamObstacle]] = [:]
            for person in people {
                for unit in units where dice.below(2) == 0 {
                    bars[person.id, default: [:]][unit.organisation] = .belongs
                }
            }
            let pool = TeamProposalTests.pool(people, bars)
            let proposal = TeamProposal(units, from: pool, TeamWish(inspectors: 1, limit: 2, seed: "\(round)"))
            var best = 0
            TeamProposalTests.serve(units[...], people, bars, [:], 0, &best)
            #expect(proposal.teams.count == best, "round \(round)")
        }
    }

    /// Tries every assignment of one person to each unit, two units a person at most.
    private static func serve(
        _ units: ArraySlice<TeamProposal.Unit>, _ people: [TeamPerson],
        _ bars: [PersonID: [OrganisationID: TeamObstacle]], _ load: [PersonID: Int], _ served: Int, _ best: inout Int
    ) {
        guard let unit = units.first else { return best = max(best, served) }
        guard served + units.count > best else { return }
        for person in people where bars[person.id]?[unit.organisation] == nil && load[person.id, default: 0] < 2 {
            var next = load
            next[person.id, default: 0] += 1
            serve(units.dropFirst(), people, bars, next, served + 1, &best)
        }
        serve(units.dropFirst(), people, bars, load, served, &best)
    }
}
