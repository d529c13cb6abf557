import Crypto

/// What an office asks of a proposal.
package struct ZoneWish: Hashable, Sendable {
    /// The first day of the new postings.
    package var from: Day
    /// Taken verbatim; the same seed gives the same proposal.
    package var seed: String
    /// Whether who looks after a school keeps it, as long as the rule lets them.
    package var keepsPeople: Bool

    package init(from: Day, seed: String, keepsPeople: Bool = true) {
        self.from = from
        self.seed = seed
        self.keepsPeople = keepsPeople
    }

    package func checked(on today: Day) throws(ZoneRefusal) -> ZoneWish {
        guard !seed.isBlank, seed.count <= 100 else { throw .seedMissing }
        guard from >= today else { throw .pastStart }
        return self
    }
}

/// Everything that a proposal is made from.
package struct ZoneFrame: Hashable, Sendable {
    package struct School: Hashable, Sendable {
        package let id: OrganisationID
        package let code: String
        package let name: String
        package let zone: ZoneID

        package init(id: OrganisationID, code: String, name: String, zone: ZoneID) {
            self.id = id
            self.code = code
            self.name = name
            self.zone = zone
        }
    }

    package struct Person: Hashable, Sendable {
        package let id: PersonID
        package let code: String
        package let name: String
        /// The zones in which the person works on the first day.
        package let zones: Set<ZoneID>
        package let term: Period?
        /// Schools outside the proposal that they look after.
        package let elsewhere: Int

        package init(
            id: PersonID, code: String, name: String, zones: Set<ZoneID>, term: Period? = nil, elsewhere: Int = 0
        ) {
            self.id = id
            self.code = code
            self.name = name
            self.zones = zones
            self.term = term
            self.elsewhere = elsewhere
        }
    }

    /// Who looks after a school now, without a break since a day.
    package struct Held: Hashable, Sendable {
        package let school: OrganisationID
        package let person: PersonID
        package let since: Day

        package init(school: OrganisationID, person: PersonID, since: Day) {
            self.school = school
            self.person = person
            self.since = since
        }
    }

    package var schools: [School]
    package var people: [Person]
    package var held: [Held]
    package var bars: [PersonID: [OrganisationID: TeamObstacle]]

    package init(
        schools: [School], people: [Person], held: [Held] = [],
        bars: [PersonID: [OrganisationID: TeamObstacle]] = [:]
    ) {
        self.schools = schools
        self.people = people
        self.held = held
        self.bars = bars
    }

    /// What stands between a person of the school's zone and the school on a day; nil when nothing does.
    package func obstacle(
        of person: Person, at school: OrganisationID, on day: Day, under rules: ZoneRules
    ) -> ZoneObstacle? {
        if let bar = bars[person.id]?[school] { return .barred(bar) }
        if let term = person.term {
            if term.from > day { return .barred(.notAppointed(from: term.from)) }
            if let last = term.until, last < day { return .barred(.termEnded(last)) }
        }
        guard let since = held.first(where: { $0.person == person.id && $0.school == school })?.since,
            !rules.mayKeep(since: since, on: day)
        else { return nil }
        return .keptLong(years: rules.years, since: since)
    }
}

/// Who would look after which school from a day on: as many schools as the cap allows are served, and no other choice
/// shares them more evenly.
///
/// Distance is left aside. Among equals the smallest ticket goes: SHA-256 of `seed,school code,inspector's number`. The
/// order in which schools and people were given makes no difference.
package struct ZoneProposal: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let school: ZoneFrame.School
        /// By number.
        package let people: [PersonID]
        /// Of these, who looks after it already.
        package let kept: Set<PersonID>
        /// Who looked after it and goes.
        package let leaving: [PersonID]
        package let needed: Int
        /// People of the zone who cannot look after it, with the reason.
        package let obstacles: [PersonID: ZoneObstacle]

        package var isShort: Bool { people.count < needed }
        package var isChange: Bool { !leaving.isEmpty || people.contains { !kept.contains($0) } }
    }

    /// By the schools' codes.
    package let lines: [Line]
    /// What each person looks after with it, schools elsewhere counted.
    package let loads: [PersonID: Int]

    package init(_ frame: ZoneFrame, _ wish: ZoneWish, under rules: ZoneRules) {
        let schools = frame.schools.sorted { ($0.code, $0.id.rawValue) < ($1.code, $1.id.rawValue) }
        let people = frame.people.sorted { ($0.code, $0.id.rawValue) < ($1.code, $1.id.rawValue) }
        var obstacles: [[PersonID: ZoneObstacle]] = []
        var eligible: [[Int]] = []
        for school in schools {
            var standing: [PersonID: ZoneObstacle] = [:]
            var able: [Int] = []
            for (place, person) in people.enumerated() where person.zones.contains(school.zone) {
                let obstacle = frame.obstacle(of: person, at: school.id, on: wish.from, under: rules)
                if let obstacle { standing[person.id] = obstacle } else { able.append(place) }
            }
            obstacles.append(standing)
            eligible.append(able)
        }
        let holders = Dictionary(grouping: frame.held, by: \.school)
        var matcher = ZoneMatcher(
            eligible: eligible, before: people.map(\.elsewhere), cap: rules.schoolsPerInspector,
            perSchool: rules.inspectorsPerSchool
        ) { school, person in
            TeamTicket(seed: wish.seed, unit: schools[school].code).digest(people[person].code)
        }
        if wish.keepsPeople {
            for (place, school) in schools.enumerated() {
                let ids = Set((holders[school.id] ?? []).map(\.person))
                matcher.keep(eligible[place].filter { ids.contains(people[$0].id) }, at: place)
            }
        }
        matcher.seat()
        lines = schools.enumerated().map { place, school in
            let chosen = matcher.seated[place].sorted().map { people[$0].id }
            let before = Set((holders[school.id] ?? []).map(\.person))
            return Line(
                school: school, people: chosen, kept: before.intersection(chosen),
                leaving: before.subtracting(chosen).sorted { $0.rawValue < $1.rawValue },
                needed: rules.inspectorsPerSchool, obstacles: obstacles[place])
        }
        loads = Dictionary(zip(people.map(\.id), matcher.load)) { first, _ in first }
    }

    package var short: [Line] { lines.filter(\.isShort) }
    package var changes: [Line] { lines.filter(\.isChange) }

    /// Says whether two proposals are the same, so that nobody accepts what they have not seen.
    package var digest: String {
        let text = lines.map { "\($0.school.id):\($0.people.map(\.rawValue).joined(separator: ","))" }
        return TeamTicket.text(Array(SHA256.hash(data: Array(text.joined(separator: "\n").utf8))))
    }
}
