/// A choice of organisations by what is said about them; an empty list does not narrow.
///
/// A stratum of a campaign's scope is such a filter with a rule.
package struct OrganisationFilter: Hashable, Sendable, Codable {
    /// Codes of places; a unit in a place below one of them fits too.
    package var places: Set<String>
    package var kinds: Set<OrganisationKind>
    package var running: Set<RunningType>
    package var authorities: Set<AuthorityLevel>
    /// A unit that has one of them fits.
    package var stages: Set<Stage>
    package var tags: Set<String>

    package init(
        places: Set<String> = [], kinds: Set<OrganisationKind> = [], running: Set<RunningType> = [],
        authorities: Set<AuthorityLevel> = [], stages: Set<Stage> = [], tags: Set<String> = []
    ) {
        self.places = places
        self.kinds = kinds
        self.running = running
        self.authorities = authorities
        self.stages = stages
        self.tags = tags
    }

    package func fits(_ facts: OrganisationFacts, in regions: RegionTable) -> Bool {
        (kinds.isEmpty || kinds.contains(facts.kind))
            && (running.isEmpty || facts.running.map(running.contains) ?? false)
            && (authorities.isEmpty || authorities.contains(facts.authority.level))
            && (stages.isEmpty || !stages.isDisjoint(with: facts.stages))
            && (tags.isEmpty || !tags.isDisjoint(with: facts.tags))
            && (places.isEmpty || regions.chain(from: facts.place).contains { places.contains($0.code) })
    }
}
