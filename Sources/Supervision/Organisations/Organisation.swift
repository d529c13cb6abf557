/// A unit of any kind: school, kindergarten, department, township, government, lower supervision office.
///
/// Its id is not its code: a change of category makes a new code for the same id.
package struct Organisation: Hashable, Sendable {
    package let id: OrganisationID
    package var code: OrganisationCode
    package var facts: OrganisationFacts
    /// The day from which these facts hold.
    package var since: Day
    /// The last day on which it was open; nil while it is.
    package var closedOn: Day?
    /// Counts up with every change, for optimistic locking.
    package var version: Int

    package init(
        id: OrganisationID, code: OrganisationCode, facts: OrganisationFacts, since: Day, closedOn: Day? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.code = code
        self.facts = facts
        self.since = since
        self.closedOn = closedOn
        self.version = version
    }

    package var name: String { facts.name }
    package var isOpen: Bool { closedOn == nil }
}

/// What is said about an organisation at one time; draws and inspections point at a version of it.
package struct OrganisationFacts: Hashable, Sendable {
    package var name: String
    package var kind: OrganisationKind
    /// From the code where there is one; nil for units without a 学校标识码.
    package var category: SchoolCategory?
    package var stages: Set<Stage>
    package var running: RunningType?
    /// The code of the region in which it lies.
    package var place: String
    package var authority: ManagingAuthority
    package var tags: Set<String>
    package var address: String
    package var pupils: Int?

    package init(
        name: String, kind: OrganisationKind, category: SchoolCategory? = nil, stages: Set<Stage> = [],
        running: RunningType? = nil, place: String, authority: ManagingAuthority, tags: Set<String> = [],
        address: String = "", pupils: Int? = nil
    ) {
        self.name = name
        self.kind = kind
        self.category = category
        self.stages = stages
        self.running = running
        self.place = place
        self.authority = authority
        self.tags = tags
        self.address = address
        self.pupils = pupils
    }
}

extension Organisation {
    /// What a campaign's filter may ask; lists are in the words that people see.
    package var profile: UnitProfile {
        UnitProfile(
            id: id, code: code.text, name: facts.name, regionCode: facts.place, kind: facts.kind.label,
            running: facts.running?.label ?? "", authority: facts.authority.level.label,
            stages: facts.stages.sorted().map(\.label), tags: facts.tags.sorted())
    }
}
