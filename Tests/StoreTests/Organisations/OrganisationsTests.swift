import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct OrganisationsTests {
    private let officer = SampleUnits.officer()

    private func database(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await SampleRegions.plant(in: database)
        return database
    }

    private func school(
        _ database: any SQLDatabase, _ code: String = "2142000001", _ facts: OrganisationFacts = SampleUnits.facts(),
        as viewer: Viewer = SampleUnits.officer()
    ) async throws -> OrganisationRecord {
        let code = try OrganisationCode(code)
        return try await SampleUnits.act(database, as: viewer) { act in
            try Organisations.insert(code: code, facts, since: "2020-09-01", act)
        }
    }

    @Test("What is stored comes back as it was, by id and by code", arguments: Engine.available)
    func roundTrip(on engine: Engine) async throws {
        let database = try await database(engine)
        let stored = try await school(database)
        let (byID, byCode) = try await database.read { db in
            (
                try Organisations.require(stored.id, visibleTo: officer, in: db),
                try Organisations.require(code: "2142000001", visibleTo: officer, in: db)
            )
        }
        #expect(byID == stored)
        #expect(byCode == stored)
        #expect(stored.place == Place(province: "420000", city: "420100", county: "420111"))
    }

    @Test("A 市属 school inside a district is the city's, not the district office's", arguments: Engine.available)
    func municipal(on engine: Engine) async throws {
        let database = try await database(engine)
        let facts = SampleUnits.facts("市属中学", .city, authority: "420100")
        await #expect(throws: RegistryRefusal.outsideScope("市属中学")) {
            try await school(database, "3142000001", facts)
        }
        let city = SampleUnits.officer(.city, "420100")
        let stored = try await school(database, "3142000001", facts, as: city)
        let (district, own, neighbour) = try await database.read { db in
            (
                try Organisations.find(stored.id, visibleTo: officer, in: db),
                try Organisations.find(stored.id, visibleTo: city, in: db),
                try Organisations.list(
                    OrganisationFilter(), PageRequest(), visibleTo: SampleUnits.officer(.county, "420106"), in: db)
            )
        }
        #expect(district == nil)
        #expect(own != nil)
        #expect(neighbour.total == 0)
    }

    @Test("The list filters by name, place, kind, stage, tag and state, and counts", arguments: Engine.available)
    func list(on engine: Engine) async throws {
        let database = try await database(engine)
        _ = try await school(database, "2142000001")
        let second = try await school(database, "2142000002", SampleUnits.facts("洪山二小"))
        try await SampleUnits.act(database, as: officer) { act in
            _ = try Organisations.close(second.id, version: 1, on: "2026-02-01", reason: "撤并", act)
        }
        func names(_ change: @Sendable (inout OrganisationFilter) -> Void) async throws -> [String] {
            var filter = OrganisationFilter()
            change(&filter)
            let asked = filter
            return try await database.read { db in
                try Organisations.list(asked, PageRequest(), visibleTo: SampleUnits.officer(), in: db).rows
                    .map(\.record.name)
            }
        }
        #expect(try await names { _ in } == ["洪山一小"])
        #expect(try await names { $0.state = nil } == ["洪山一小", "洪山二小"])
        #expect(try await names { $0.state = .closed } == ["洪山二小"])
        #expect(try await names { $0.text = "一 小" } == ["洪山一小"])
        #expect(try await names { $0.text = "21420000" } == ["洪山一小"])
        #expect(try await names { $0.text = "%" } == [])
        #expect(try await names { $0.region = "420000" } == ["洪山一小"])
        #expect(try await names { $0.region = "420106" } == [])
        #expect(try await names { $0.stage = .primary } == ["洪山一小"])
        #expect(try await names { $0.stage = .junior } == [])
        #expect(try await names { $0.tag = "城区" } == ["洪山一小"])
        #expect(try await names { $0.tag = "城" } == [])
    }

    @Test("A new name keeps the code and makes a version; an older form is told so", arguments: Engine.available)
    func rename(on engine: Engine) async throws {
        let database = try await database(engine)
        let stored = try await school(database)
        let renamed = try await SampleUnits.act(database, as: officer) { act in
            try Organisations.rename(stored.id, version: 1, to: "洪山实验小学", on: "2026-03-01", reason: "更名批复", act)
        }
        #expect(renamed.code == stored.code)
        let versions = try await database.read { db in try Organisations.versions(of: stored.id, in: db) }
        #expect(versions.map(\.name) == ["洪山实验小学", "洪山一小"])
        #expect(versions.map(\.until) == [nil, "2026-02-28"])
        await #expect(throws: RegistryRefusal.stale) {
            try await SampleUnits.act(database, as: officer) { act in
                try Organisations.rename(stored.id, version: 1, to: "另名", on: "2026-03-02", reason: "", act)
            }
        }
    }

    @Test("A code that was given up is never given again, and still finds its unit", arguments: Engine.available)
    func void(on engine: Engine) async throws {
        let database = try await database(engine)
        let stored = try await school(database)
        let code = try OrganisationCode("3142000009")
        try await SampleUnits.act(database, as: officer) { act in
            _ = try Organisations.recategorise(stored.id, version: 1, to: code, on: "2026-03-01", reason: "办成初中", act)
        }
        await #expect(throws: OrganisationRefusal.codeVoid("2142000001")) {
            try await school(database, "2142000001", SampleUnits.facts("新校"))
        }
        let found = try await database.read { db in
            try Organisations.require(code: "2142000001", visibleTo: officer, in: db)
        }
        #expect(found.code == "3142000009")
        #expect(found.organisation.facts.category == .junior)
    }

    @Test("Any order of changes keeps codes unique and versions without gap or overlap", arguments: Engine.available)
    func property(on engine: Engine) async throws {
        let database = try await database(engine)
        for seed in 1...12 {
            let start = try await school(database, "21420001\(seed + 10)", SampleUnits.facts("第\(seed)小学"))
            try await walk(database, start, seed: UInt64(seed))
            let (versions, codes) = try await database.read { db in
                (try Organisations.versions(of: start.id, in: db), try Organisations.codes(of: start.id, in: db))
            }
            for (later, earlier) in zip(versions, versions.dropFirst()) {
                #expect(earlier.until?.adding(days: 1) == later.from)
            }
            #expect(codes.filter { $0.until == nil }.count <= 1)
            #expect(Set(codes.map(\.code)).count == codes.count)
        }
        let twice = try await database.read { db in
            try db.first("SELECT count(*) - count(DISTINCT code) FROM organisation")?.get(0) as Int?
        }
        #expect(twice == 0)
    }

    /// Ten random changes, some on the same day, some in the past (refused), until it is closed.
    private func walk(_ database: any SQLDatabase, _ start: OrganisationRecord, seed: UInt64) async throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func draw(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        var day: Day = "2024-01-01"
        for step in 1...10 {
            day = day.adding(days: draw(40) - 4)
            let (on, which) = (day, draw(8))
            let code = try OrganisationCode("3142\(10_0000 + Int(seed) * 100 + draw(6))")
            do {
                try await SampleUnits.act(database, as: officer) { act in
                    let version = try Organisations.require(start.id, visibleTo: officer, in: act.db).organisation
                        .version
                    switch which {
                    case 0: _ = try Organisations.close(start.id, version: version, on: on, reason: "", act)
                    case 1...3:
                        _ = try Organisations.recategorise(
                            start.id, version: version, to: code, on: on, reason: "", act)
                    default:
                        _ = try Organisations.rename(
                            start.id, version: version, to: "校\(seed)-\(step)", on: on, reason: "", act)
                    }
                }
            } catch is OrganisationRefusal {}
        }
    }

    @Test("A relation needs two units, stands once at a time, and ends", arguments: Engine.available)
    func relations(on engine: Engine) async throws {
        let database = try await database(engine)
        let main = try await school(database)
        let branch = try await school(database, "2142000002", SampleUnits.facts("洪山一小东区"))
        try await SampleUnits.act(database, as: officer) { act in
            try OrganisationRelations.add(.branch, branch.id, toCode: main.code, from: "2025-09-01", act)
        }
        await #expect(throws: OrganisationRefusal.relationTwice) {
            try await SampleUnits.act(database, as: officer) { act in
                try OrganisationRelations.add(.branch, branch.id, toCode: main.code, from: "2026-01-01", act)
            }
        }
        let lines = try await database.read { db in try OrganisationRelations.list(of: main.id, in: db) }
        #expect(lines.map(\.otherName) == ["洪山一小东区"])
        #expect(lines.map(\.isOwn) == [false])
        let relation = try #require(lines.first?.id)
        try await SampleUnits.act(database, as: officer) { act in
            try OrganisationRelations.end(relation, of: branch.id, on: "2026-03-01", act)
        }
        let ended = try await database.read { db in try OrganisationRelations.list(of: branch.id, in: db) }
        #expect(ended.map(\.until) == ["2026-03-01"])
    }
}
