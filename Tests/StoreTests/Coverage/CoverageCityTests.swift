import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// An office over several counties: forecast and proposal of all of them together.
@Suite struct CoverageCityTests {
    private static func city(on day: Day) -> Viewer {
        Viewer(
            account: "a", person: "city", name: "市督导室", role: .officer, scope: .region(.city, code: "500100"), day: day)
    }

    private static func plant(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await CoverageLedgerTests.plant(engine)
        try await CoverageLedgerTests.visit(1, "school-500101", "2026-03-03", in: database)
        try await CoverageLedgerTests.visit(2, "school-500102", "2026-03-04", in: database)
        try await database.write { db in
            try VisitSample.post(at: ["school-500101", "school-b"], in: db)
            // One inspector with schools of two districts.
            try VisitSample.post(at: ["school-500102"], county: "500102", in: db)
        }
        return database
    }

    @Test(
        "A city's forecast has a line for each district's inspectors, which is the district's own forecast",
        arguments: Engine.available)
    func forecast(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let city = Self.city(on: "2026-04-15")
        func outlook(_ district: District?) async throws -> CoverageOutlook {
            try await database.read { db in try CoverageForecasts.outlook(at: district, visibleTo: city, in: db) }
        }
        let all = try await outlook(nil)
        let (first, second) = (District(.county, "500101"), District(.county, "500102"))
        #expect(all.lines.map(\.district) == [first, first, second])
        #expect(all.lines.map { $0.inspector?.person } == ["inspector", nil, "inspector"])
        #expect(all.schools == 4 && !all.isMixed)
        for district in [first, second] {
            let own = try await outlook(district)
            #expect(own.lines.map(\.district).allSatisfy { $0 == nil })
            #expect(own.lines.map(\.month) == all.lines.filter { $0.district == district }.map(\.month))
        }
        let names = try await database.read { db in try CoverageDistricts.names(visibleTo: city, in: db) }
        #expect(names.map(\.district) == [first, second] && names.map(\.schools) == [3, 1])
        let officer = CoverageLedgerTests.officer(on: "2026-04-15")
        #expect(try await database.read { db in try CoverageDistricts.names(visibleTo: officer, in: db) } == [])
    }

    @Test("Each district is forecast by its own rule: its weeks and the end of its term", arguments: Engine.available)
    func rules(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let terms = try #require(TermDays(from: "2026-02-20", until: "2026-04-30"))
        try await FindingSamples.act(as: CoverageLedgerTests.officer("500102", on: "2026-04-15"), in: database) { act in
            try CoverageRules.save(CoverageRule(weeks: 2, terms: [terms]), version: 0, act)
        }
        let city = Self.city(on: "2026-04-15")
        let all = try await database.read { db in try CoverageForecasts.outlook(visibleTo: city, in: db) }
        #expect(all.isMixed && all.rule.weeks == 4 && all.termEnds == "2026-07-10")
        #expect(all.lines.map(\.term.pastDays) == [28, 28, 14] && all.lines.last?.term.daysLeft == 15)
    }

    @Test("A city's proposal has every district's schools, each inspector's week once", arguments: Engine.available)
    func next(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let city = Self.city(on: "2026-04-30")
        let weeks = try await database.read { db in try CoverageNext.weeks(visibleTo: city, in: db) }
        #expect(weeks.map { $0.inspector?.person } == ["inspector", nil])
        #expect(Set(weeks[0].visits.map(\.school.id)) == ["school-500101", "school-500102", "school-b"])
        #expect(weeks[0].visits.allSatisfy { $0.isDue })
    }
}
