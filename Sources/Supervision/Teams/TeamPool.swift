/// Somebody who may be sent out by a campaign's office.
package struct TeamPerson: Hashable, Sendable {
    package let id: PersonID
    package let name: String
    /// The inspector's own number; for others something that stays the same.
    package let code: String
    package let capacity: TeamCapacity
    /// Nil for those who hold no appointment.
    package let level: InspectorLevel?
    /// Where they work, as the registry of inspectors says.
    package let employer: String
    /// Who lent them, or why they do not count as 督学.
    package let note: String
    package let term: Period?
    /// For people of other offices and seconded staff: from and until when they are lent.
    package let stay: Period?
    /// Units that they have in hand, in whatever campaign.
    package var load: Int

    package init(
        id: PersonID, name: String, code: String, capacity: TeamCapacity, level: InspectorLevel? = nil,
        employer: String = "", note: String = "", term: Period? = nil, stay: Period? = nil, load: Int = 0
    ) {
        self.id = id
        self.name = name
        self.code = code
        self.capacity = capacity
        self.level = level
        self.employer = employer
        self.note = note
        self.term = term
        self.stay = stay
        self.load = load
    }
}

/// The people of a campaign with what stands between them and its units.
package struct TeamPool: Sendable {
    /// By name.
    package let people: [TeamPerson]
    /// Who is barred from which unit, and why.
    package let bars: [PersonID: [OrganisationID: TeamObstacle]]
    /// The days that are left for the visits.
    package let span: Period

    private let places: [PersonID: Int]

    package init(people: [TeamPerson], bars: [PersonID: [OrganisationID: TeamObstacle]], span: Period) {
        self.people = people
        self.bars = bars
        self.span = span
        places = Dictionary(people.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    package subscript(_ person: PersonID) -> TeamPerson? { places[person].map { people[$0] } }

    /// Why the person cannot be sent to the unit, whatever they have in hand; nil when nothing stands against it.
    package func obstacle(of person: TeamPerson, at unit: OrganisationID, asking level: InspectorLevel?)
        -> TeamObstacle?
    {
        if let bar = bars[person.id]?[unit] { return bar }
        if let term = person.term {
            if term.from > span.from { return .notAppointed(from: term.from) }
            if let last = term.until, last < span.from { return .termEnded(last) }
        }
        if let stay = person.stay, !stay.overlaps(span) { return .away(stay) }
        if let level, let own = person.level, own.rank < level.rank { return .levelTooLow(own) }
        return nil
    }

    /// The seats of a chosen team; refused with the reason where somebody cannot be sent to the unit.
    package func seats(
        lead: PersonID, others: [PersonID], at unit: (id: OrganisationID, name: String),
        within wish: TeamWish? = nil
    ) throws(TeamRefusal) -> [TeamSeat] {
        var seats: [TeamSeat] = []
        for id in [lead] + others {
            guard let person = self[id] else { throw .notInPool }
            if let obstacle = hindrance(of: person, at: unit.id, within: wish) {
                throw .stands(person: person.name, unit: unit.name, obstacle)
            }
            seats.append(TeamSeat(person: id, capacity: person.capacity, isLead: id == lead))
        }
        return seats
    }

    /// As `obstacle`, and whether they have as much in hand as the wish allows.
    package func hindrance(of person: TeamPerson, at unit: OrganisationID, within wish: TeamWish?) -> TeamObstacle? {
        if let obstacle = obstacle(of: person, at: unit, asking: wish?.level) { return obstacle }
        guard let limit = wish?.limit, person.load >= limit else { return nil }
        return .atCapacity(person.load)
    }

}

extension InspectorLevel {
    /// Higher for a higher authority's inspector.
    package var rank: Int {
        switch self {
        case .county: 0
        case .city: 1
        case .province: 2
        case .nation: 3
        }
    }
}
