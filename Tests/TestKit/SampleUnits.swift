package import SQLCore
package import Store
package import Supervision

/// Viewers and units for tests of the registry; their regions are `SampleRegions`.
package enum SampleUnits {
    package static func officer(
        _ level: RegionLevel = .county, _ code: String = "420111", on day: Day = "2026-03-10"
    ) -> Viewer {
        Viewer(
            account: Identifier("officer-\(code)"), person: Identifier("person-\(code)"), name: "王敏", role: .officer,
            scope: .region(level, code: code), day: day)
    }

    package static func facts(
        _ name: String = "洪山一小", place: String = "420111", _ level: AuthorityLevel = .county,
        authority: String = "420111"
    ) -> OrganisationFacts {
        OrganisationFacts(
            name: name, kind: .school, category: .primary, stages: [.primary], running: .public, place: place,
            authority: ManagingAuthority(level: level, region: authority), tags: ["城区"], address: "某某路1号", pupils: 600)
    }

    /// Carries `body` out as one change by `viewer`.
    @discardableResult
    package static func act<T: Sendable>(
        _ database: any SQLDatabase, as viewer: Viewer, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        let at = Instant(milliseconds: (viewer.day.number * 24 + 2) * 3_600_000)
        let change = Change(command: NewID.random(at: at), digest: "test", viewer: viewer, at: at)
        return try await database.write { db in try body(Act(change, in: db)) }
    }
}
