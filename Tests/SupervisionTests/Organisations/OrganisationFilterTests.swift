import Supervision
import Testing

@Suite struct OrganisationFilterTests {
    private let facts = OrganisationFacts(
        name: "三中", kind: .school, category: .junior, stages: [.primary, .junior], running: .public, place: "420111",
        authority: ManagingAuthority(level: .city, region: "420100"), tags: ["集团"])

    @Test("Nothing asked fits everything; every question narrows")
    func fits() throws {
        let regions = try RegionTable.sample()
        let fitting: [OrganisationFilter] = [
            OrganisationFilter(), OrganisationFilter(places: ["420100"]),
            OrganisationFilter(places: ["420111", "120000"]),
            OrganisationFilter(kinds: [.school]), OrganisationFilter(running: [.public]),
            OrganisationFilter(authorities: [.city]), OrganisationFilter(stages: [.primary, .senior]),
            OrganisationFilter(tags: ["集团", "试点"]),
        ]
        let narrowing: [OrganisationFilter] = [
            OrganisationFilter(places: ["120000"]), OrganisationFilter(kinds: [.kindergarten]),
            OrganisationFilter(running: [.private]), OrganisationFilter(authorities: [.county]),
            OrganisationFilter(stages: [.senior]), OrganisationFilter(tags: ["试点"]),
            OrganisationFilter(kinds: [.school], tags: ["试点"]),
        ]
        #expect(fitting.allSatisfy { $0.fits(facts, in: regions) })
        #expect(!narrowing.contains { $0.fits(facts, in: regions) })
    }
}
