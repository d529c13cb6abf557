/// Seats people of one sort with units: greedily by lightest load, and where that leaves a unit short, by letting
/// somebody who is full change places.
///
/// No other assignment fills more seats before short units give theirs back; where one person goes to each unit, none
/// serves more units.
struct TeamMatcher {
    private let units: [TeamProposal.Unit]
    private let people: [TeamPerson]
    private let wish: TeamWish
    /// By unit: who may go there, whatever they have in hand.
    private let eligible: [[Int]]
    private let limit: Int
    private var load: [Int]
    /// By unit: who goes there.
    private var seated: [[Int]]
    /// By unit that stayed short: how many there were for it.
    private var found: [Int]
    /// By person: where they go.
    private var going: [[Int]]
    /// Full ones from whom no way leads to anybody who is not; no later search needs to look at them.
    private var stuck: [Bool]

    init(_ units: [TeamProposal.Unit], _ people: [TeamPerson], _ pool: TeamPool, _ wish: TeamWish) {
        self.units = units
        self.people = people
        self.wish = wish
        eligible = units.map { unit in
            people.indices.filter {
                pool.obstacle(of: people[$0], at: unit.organisation, asking: wish.level) == nil
            }
        }
        limit = wish.limit ?? .max
        load = people.map(\.load)
        seated = units.map { _ in [] }
        found = units.map { _ in 0 }
        going = people.map { _ in [] }
        stuck = people.map { _ in false }
    }

    var loads: [PersonID: Int] { Dictionary(zip(people.map(\.id), load)) { first, _ in first } }

    /// Gives every unit `count` people, those with the least choice first.
    ///
    /// A unit that cannot be served whole gives back whom it got, so that another may have them.
    mutating func seat(_ count: Int) {
        guard count > 0 else { return }
        let order = units.indices.sorted { (eligible[$0].count, $0) < (eligible[$1].count, $1) }
        for unit in order { fill(unit, count) }
        for unit in order { exchange(unit, count) }
        let short = order.filter { seated[$0].count < count }
        for unit in short { release(unit) }
        stuck = people.map { _ in false }
        for unit in short {
            fill(unit, count)
            exchange(unit, count)
            if seated[unit].count < count { release(unit) }
        }
    }

    /// Units that stayed short, with how many were found for them.
    func gaps(_ capacity: TeamCapacity, _ count: Int) -> [TeamProposal.Gap] {
        units.indices.filter { seated[$0].count < count }.map {
            TeamProposal.Gap(unit: units[$0], capacity: capacity, needed: count, found: found[$0])
        }
    }

    private mutating func fill(_ unit: Int, _ count: Int) {
        let ticket = TeamTicket(seed: wish.seed, unit: units[unit].code)
        var digests: [Int: [UInt8]] = [:]
        while seated[unit].count < count, let next = lightest(for: unit, ticket, &digests) { put(next, at: unit) }
    }

    private mutating func exchange(_ unit: Int, _ count: Int) {
        while seated[unit].count < count, makeRoom(for: unit) {}
    }

    private mutating func release(_ unit: Int) {
        found[unit] = seated[unit].count
        for person in seated[unit] {
            going[person].removeAll { $0 == unit }
            load[person] -= 1
            stuck[person] = false
        }
        seated[unit] = []
    }

    /// By ticket.
    func seats(of unit: Int) -> [TeamSeat] {
        let ticket = TeamTicket(seed: wish.seed, unit: units[unit].code)
        return seated[unit].map { place in
            TeamSeat(
                person: people[place].id, capacity: people[place].capacity,
                ticket: TeamTicket.text(ticket.digest(people[place].code)))
        }.sorted { $0.ticket < $1.ticket }
    }

    /// Who has least and may take one more; tickets are made only for those who are equal.
    private func lightest(for unit: Int, _ ticket: TeamTicket, _ digests: inout [Int: [UInt8]]) -> Int? {
        var equals: [Int] = []
        var least = limit
        for person in eligible[unit] where load[person] < limit && load[person] <= least {
            guard !seated[unit].contains(person) else { continue }
            if load[person] < least { equals = [] }
            least = load[person]
            equals.append(person)
        }
        guard equals.count > 1 else { return equals.first }
        for person in equals where digests[person] == nil { digests[person] = ticket.digest(people[person].code) }
        return equals.min { (digests[$0] ?? []).lexicographicallyPrecedes(digests[$1] ?? []) }
    }

    private mutating func put(_ person: Int, at unit: Int) {
        seated[unit].append(person)
        going[person].append(unit)
        load[person] += 1
    }

    /// Finds a chain at whose end somebody has room: each on it hands one unit to the next.
    ///
    /// False when there is none.
    private mutating func makeRoom(for unit: Int) -> Bool {
        var reached: [Int: Int] = [:]
        var freed: [Int: Int] = [:]
        var queue = [unit]
        var next = 0
        while next < queue.count {
            let here = queue[next]
            next += 1
            for person in eligible[here] where !stuck[person] && reached[person] == nil {
                guard !seated[here].contains(person) else { continue }
                reached[person] = here
                guard load[person] >= limit else {
                    pass(person, along: reached, freed, to: unit)
                    return true
                }
                for other in going[person] where other != unit && freed[other] == nil {
                    freed[other] = person
                    queue.append(other)
                }
            }
        }
        for person in reached.keys { stuck[person] = true }
        return false
    }

    /// Walks the chain back: the one with room takes a unit, its former member goes to the unit before it, and so on.
    private mutating func pass(_ free: Int, along reached: [Int: Int], _ freed: [Int: Int], to unit: Int) {
        var person = free
        load[free] += 1
        while let here = reached[person] {
            seated[here].append(person)
            going[person].append(here)
            guard here != unit, let former = freed[here] else { return }
            seated[here].removeAll { $0 == former }
            going[former].removeAll { $0 == here }
            person = former
        }
    }
}
