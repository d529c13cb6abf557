import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CoverageLedgerTests {
    static let span = CoverageSpan(.school, year: 2025)

    /// Two districts with an inspector each; the first one's has three schools, one of them opened in May.
    static func plant(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await VisitsTests.plant(engine)
        _ = try await database.write { db in
            for (id, since) in [("school-b", "2000-01-01"), ("school-new", "2026-05-04")] {
                try FindingSamples.organisation(id, id, .school, county: "500101", db)
                try db.execute("UPDATE organisation SET since = \(since) WHERE id = \(id)")
            }
        }
        return database
    }

    static func visit(_ number: Int, _ school: String, _ day: Day, in database: any SQLDatabase) async throws {
        var viewer = VisitSample.inspector(on: day)
        if school.hasSuffix("500102") { viewer = VisitSample.inspector("500102", person: "neighbour", on: day) }
        try await VisitsTests.send(
            VisitSample.visit(number, to: Identifier(school), on: day), as: viewer,
            sentAt: Instant(milliseconds: (day.number * 24 + 2) * 3_600_000), in: database)
    }

    static func officer(_ county: String = "500101", on day: Day) -> Viewer {
        let viewer = FindingSamples.officer(county)
        return Viewer(
            account: viewer.account, person: viewer.person, name: viewer.name, role: .officer, scope: viewer.scope,
            day: day)
    }

    static func schools(_ viewer: Viewer, in database: any SQLDatabase) async throws -> [CoverageSchool] {
        try await database.read { db in try CoverageLedger.schools(span, visibleTo: viewer, in: db) }
    }

    @Test(
        "Each visit settles the count of its month, a void one takes it back, and a wiped table is what they add up to",
        arguments: Engine.available)
    func counts(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        let days: [Day] = ["2026-01-31", "2026-02-01", "2026-03-10", "2026-03-10", "2026-07-31", "2025-08-01"]
        for (number, day) in days.enumerated() {
            try await Self.visit(number + 1, "school-500101", day, in: database)
        }
        func months() async throws -> [Int] {
            let found = try await Self.schools(Self.officer(on: "2026-07-31"), in: database)
            return found.first { $0.id == "school-500101" }?.coverage.months.map(\.visits) ?? []
        }
        #expect(try await months() == [1, 0, 0, 0, 0, 1, 1, 2, 0, 0, 0, 1])
        let id: VisitID = VisitSample.id(3)
        _ = try await database.write { db in try db.execute("UPDATE visit SET is_void = true WHERE id = \(id)") }
        #expect(try await months() == [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1])
        _ = try await database.write { db in
            try db.execute("UPDATE visit SET is_void = false, visited_on = '2026-06-30' WHERE id = \(id)")
        }
        #expect(try await months() == [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1])
        _ = try await database.write { db in
            try db.execute("UPDATE visit SET organisation_id = 'school-b' WHERE id = \(id)")
        }
        #expect(try await months() == [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1])
        let kept: Int? = try await database.read { db in
            try db.first(
                "SELECT CAST(sum(m1 + m2 + m3 + m4 + m5 + m6) AS INTEGER) FROM coverage_count")?.get(0)
        }
        #expect(kept == days.count)
    }

    @Test(
        "A school is judged by its own days and its office's rule, and nobody sees another district's",
        arguments: Engine.available)
    func judged(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        try await Self.visit(1, "school-500101", "2025-09-02", in: database)
        try await Self.visit(2, "school-500101", "2026-03-10", in: database)
        try await Self.visit(3, "school-500102", "2026-03-11", in: database)
        let today: Day = "2026-04-15"
        let schools = try await Self.schools(Self.officer(on: today), in: database)
        #expect(schools.map(\.id) == ["school-500101", "school-b", "school-new"])
        let first = schools[0].coverage
        #expect(
            first.months[1].state == .visited && first.months[2].state == .late && first.months[7].state == .visited)
        #expect(first.months[8].state == .waiting && first.terms.map(\.state) == [.late, .open])
        #expect(first.terms[1].lacking == 1 && schools[1].coverage.terms[1].lacking == 2)
        // It opened in May, so nothing was missed before.
        #expect(schools[2].coverage.lateMonths == 0 && schools[2].coverage.months[8].state == .notDue)
        #expect(schools[1].coverage.lateMonths == 6)
        // The neighbour's records begin in March, so its autumn is unknown and not late.
        let next = try await Self.schools(Self.officer("500102", on: today), in: database)
        #expect(next.map(\.id) == ["school-500102"] && next[0].coverage.months[1].state == .unknown)
        let unit = FindingSamples.unit()
        let own = try await Self.schools(unit, in: database)
        #expect(own.map(\.id) == ["school-500101"])
        await #expect(throws: CoverageRefusal.notFound) {
            try await database.read { db in
                try CoverageLedger.require("school-500102", Self.span, visibleTo: Self.officer(on: today), in: db)
            }
        }
        let inspector = try await Self.schools(VisitSample.inspector(on: today), in: database)
        #expect(inspector.count == 3)
    }

    @Test(
        "Counties of a city add up to their schools, zones stand in their county's line and by themselves",
        arguments: Engine.available)
    func districts(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        try await Self.visit(1, "school-500101", "2026-03-10", in: database)
        try await Self.visit(2, "school-500102", "2026-03-11", in: database)
        try await Self.visit(3, "school-b", "2026-02-27", in: database)
        _ = try await database.write { db in
            try FindingSamples.region("500101Z01", "高新区", .zone, "500101", db)
            try db.execute("UPDATE organisation SET zone = '500101Z01' WHERE id = 'school-b'")
            try db.execute("UPDATE visit SET zone = '500101Z01' WHERE organisation_id = 'school-b'")
            try FindingSamples.organisation("school-city", "市直小学", .school, county: "500101", db)
            try db.execute("UPDATE organisation SET county = '' WHERE id = 'school-city'")
        }
        let city = Viewer(
            account: "a", person: "city", name: "市督导室", role: .officer, scope: .region(.city, code: "500100"),
            day: "2026-04-15")
        let found = try await database.read { db in try CoverageDistricts.list(Self.span, visibleTo: city, in: db) }
        #expect(found.map(\.district.text) == ["city-500100-own", "county-500101", "zone-500101Z01", "county-500102"])
        #expect(found.map(\.sum.schools) == [1, 3, 1, 1])
        let march = found.map { $0.sum.months[7] }
        // The city has recorded nothing at its own school, so nothing is missing there.
        #expect(march.map(\.done) == [0, 1, 0, 1] && march.map(\.late) == [0, 1, 1, 0])
        for line in found {
            let schools = try await database.read { db in
                try CoverageLedger.schools(Self.span, at: line.district, visibleTo: city, in: db)
            }
            var sum = CoverageSum(Self.span)
            for school in schools { sum.add(school.coverage) }
            #expect(sum == line.sum, "\(line.name)")
        }
    }

    @Test(
        "An office's rule holds for its schools and for nobody else's; a version that is old is refused",
        arguments: Engine.available)
    func rules(on engine: Engine) async throws {
        let database = try await Self.plant(engine)
        try await Self.visit(1, "school-500101", "2026-03-10", in: database)
        try await Self.visit(2, "school-500102", "2026-03-11", in: database)
        let officer = Self.officer(on: "2026-04-15")
        try await FindingSamples.act(as: officer, in: database) { act in
            try CoverageRules.save(CoverageRule(perTerm: 4, perMonth: 2, basis: "本区办法"), version: 0, act)
        }
        let own = try await Self.schools(officer, in: database)
        #expect(own[0].rule.perMonth == 2 && own[0].coverage.months[7].state == .late)
        let next = try await Self.schools(Self.officer("500102", on: "2026-04-15"), in: database)
        #expect(next[0].rule.perMonth == 1 && next[0].coverage.months[7].state == .visited)
        await #expect(throws: CoverageRefusal.stale) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try CoverageRules.save(CoverageRule(), version: 0, act)
            }
        }
        await #expect(throws: CoverageRefusal.notRule) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try CoverageRules.save(CoverageRule(perTerm: 1), version: 1, act)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in try CoverageRules.remove(version: 1, act) }
        #expect(try await Self.schools(officer, in: database)[0].rule == .usual)
    }
}
