import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A district with some schools, two zones and two inspectors.
struct ZoneSetup {
    static let officer = SampleUnits.officer(.county, "500112")
    static let day = officer.day
    let database: any SQLDatabase

    static func school(_ serial: Int) -> OrganisationID {
        Identifier("unit-\(RegistrySample.code(serial))")
    }

    static func code(_ serial: Int) -> String { RegistrySample.code(serial) }

    init(_ engine: Engine, schools: Int = 6) async throws {
        database = try await engine.makeDatabase()
        try await RegistrySample.plant(schools, in: database)
        try await act { act in
            try act.db.execute(
                """
                INSERT INTO organisation_code (code, organisation_id, from_day, until_day)
                SELECT code, id, since, '9999-12-31' FROM organisation
                """)
            for number in 1...2 {
                let person = Inspector(
                    person: Identifier("p\(number)"), name: "督学\(number)", code: "D\(number)", isFullTime: true,
                    level: .county)
                try Inspectors.insert(person, phone: "1380000000\(number)", region: "500112", act)
                try Zones.insert(
                    ResponsibilityZone(
                        id: Identifier("z\(number)"), name: "第\(number)责任区", validity: Period(from: "2026-01-01")), act)
            }
        }
    }

    @discardableResult
    func act<T: Sendable>(
        on day: Day = day, as viewer: Viewer = officer, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        let viewer = Viewer(
            account: viewer.account, person: viewer.person, name: viewer.name, role: viewer.role, scope: viewer.scope,
            day: day)
        return try await SampleUnits.act(database, as: viewer, body)
    }

    func schools(of person: PersonID, on day: Day = day) async throws -> [OrganisationID] {
        try await database.read { db in try Zones.schools(of: person, on: day, in: db).map(\.id) }
    }

    func inspectors(of serial: Int, on day: Day = day) async throws -> [PersonID] {
        try await database.read { db in try Zones.inspectors(of: ZoneSetup.school(serial), on: day, in: db).map(\.id) }
    }
}

@Suite struct ZonesTests {
    @Test(
        "No statement puts a school into two zones at once, nor anybody twice at one gate",
        arguments: Engine.available)
    func once(on engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: ZoneSetup.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: ZoneSetup.day, act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: ZoneSetup.day, act)
        }
        for copy in [
            """
            INSERT INTO zone_school (id, zone_id, organisation_id, from_day, until_day)
            SELECT 'twin', 'z2', organisation_id, from_day, until_day FROM zone_school
            """,
            """
            INSERT INTO zone_inspector (id, zone_id, person_id, from_day, until_day)
            SELECT 'twin', zone_id, person_id, from_day, until_day FROM zone_inspector
            """,
            """
            INSERT INTO zone_posting (id, zone_id, organisation_id, person_id, from_day, until_day, origin)
            SELECT 'twin', zone_id, organisation_id, person_id, from_day, until_day, origin FROM zone_posting
            """,
        ] as [SQL] {
            await #expect(throws: (any Error).self) {
                try await setup.database.write { db in _ = try db.execute(copy) }
            }
        }
    }

    @Test(
        "A school that moves leaves its zone and its inspector the day before, and keeps its past",
        arguments: Engine.available)
    func move(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act(on: "2026-02-01") { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: act.day, act)
            try Zones.addInspectors(["督学2"], to: "z2", from: act.day, act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
        }
        try await setup.act { act in try Zones.addSchools([ZoneSetup.code(1)], to: "z2", from: act.day, act) }
        #expect(try await setup.inspectors(of: 1) == [])
        #expect(try await setup.inspectors(of: 1, on: "2026-03-09") == ["p1"])
        #expect(try await setup.schools(of: "p1", on: "2026-03-09") == [ZoneSetup.school(1)])
        let (past, line) = try await setup.database.read { db in
            var filter = ZoneSchoolFilter()
            filter.zone = "z2"
            return (
                try Zones.past(of: "z1", on: ZoneSetup.day, in: db),
                try Zones.schools(filter, PageRequest(), visibleTo: ZoneSetup.officer, in: db)
            )
        }
        #expect(past.map(\.kind) == [.posting, .school])
        #expect(past.allSatisfy { $0.from == "2026-02-01" && $0.until == "2026-03-09" })
        #expect(line.rows.map(\.school) == [ZoneSetup.school(1)] && line.rows[0].since == ZoneSetup.day)
        await #expect(throws: ZoneRefusal.self) {
            try await setup.act { act in try Zones.addSchools([ZoneSetup.code(1)], to: "z2", from: act.day, act) }
        }
    }

    @Test("A zone takes as many schools as the office's rules say and not one more", arguments: Engine.available)
    func room(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try ZoneRuleBook.set(ZoneRules(schoolsPerZone: 4, basis: "本地规定第二条"), act)
            try Zones.addSchools((1...4).map(ZoneSetup.code), to: "z1", from: act.day, act)
        }
        await #expect(throws: ZoneRefusal.full(zone: "第1责任区", have: 5, limit: 4)) {
            try await setup.act { act in try Zones.addSchools([ZoneSetup.code(5)], to: "z1", from: act.day, act) }
        }
        await #expect(throws: ZoneRefusal.stale) {
            try await setup.act { act in try ZoneRuleBook.set(ZoneRules(basis: "旧页面"), act) }
        }
        try await setup.act { act in
            try ZoneRuleBook.clear(act)
            try Zones.addSchools([ZoneSetup.code(5)], to: "z1", from: act.day, act)
        }
    }

    @Test("All or none: a line that nobody knows refuses the others with it", arguments: Engine.available)
    func unknown(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        await #expect(throws: ZoneRefusal.unknownSchools(["没有这所"])) {
            try await setup.act { act in
                try Zones.addSchools([ZoneSetup.code(1), "没有这所"], to: "z1", from: act.day, act)
            }
        }
        await #expect(throws: ZoneRefusal.unknownInspectors(["D9"])) {
            try await setup.act { act in try Zones.addInspectors(["D1", "D9"], to: "z1", from: act.day, act) }
        }
        let lines = try await setup.database.read { db in
            try Zones.list(ZoneFilter(), PageRequest(), visibleTo: ZoneSetup.officer, in: db).rows
        }
        #expect(lines.map(\.schools) == [0, 0] && lines.map(\.inspectors) == [0, 0])
    }

    @Test("Who is recused, works there or is no inspector of the zone is not posted", arguments: Engine.available)
    func obstacles(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try Zones.addSchools((1...3).map(ZoneSetup.code), to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: act.day, act)
            try RecusalsTests.plant("p1", ZoneSetup.school(1), state: "granted", from: "2026-03-01", act.db)
            try act.db.execute("UPDATE inspector SET employer = '第2幼儿园' WHERE person_id = 'p1'")
        }
        for (person, serial) in [("p1", 1), ("p1", 2), ("p2", 3)] as [(PersonID, Int)] {
            await #expect(throws: ZoneRefusal.self) {
                try await setup.act { act in
                    try Zones.post(person, at: ZoneSetup.school(serial), of: "z1", from: act.day, act)
                }
            }
        }
        try await setup.act { act in try Zones.post("p1", at: ZoneSetup.school(3), of: "z1", from: act.day, act) }
        #expect(try await setup.schools(of: "p1") == [ZoneSetup.school(3)])
        await #expect(throws: ZoneRefusal.alreadyPosted(person: "督学1", school: "第3幼儿园")) {
            try await setup.act { act in try Zones.post("p1", at: ZoneSetup.school(3), of: "z1", from: act.day, act) }
        }
    }

    @Test("A proposal is accepted as it was seen, and refused once something changed", arguments: Engine.available)
    func proposal(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try Zones.addSchools((1...6).map(ZoneSetup.code), to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1", "D2"], to: "z1", from: act.day, act)
        }
        let wish = ZoneWish(from: ZoneSetup.day, seed: "2026")
        let made = try await setup.database.read { db in
            try ZoneProposals.make(for: nil, wish, by: ZoneSetup.officer, in: db)
        }
        #expect(made.proposal.loads == ["p1": 3, "p2": 3])
        let digest = made.proposal.digest
        try await setup.act { act in
            try RecusalsTests.plant("p1", ZoneSetup.school(1), state: "granted", from: "2026-03-01", act.db)
            try RecusalsTests.plant("p2", ZoneSetup.school(1), state: "granted", from: "2026-03-01", act.db)
        }
        await #expect(throws: ZoneRefusal.proposalChanged) {
            try await setup.act { act in _ = try ZoneProposals.accept(for: nil, wish, digest: digest, act) }
        }
        let again = try await setup.database.read { db in
            try ZoneProposals.make(for: "z1", wish, by: ZoneSetup.officer, in: db)
        }
        #expect(again.proposal.short.map(\.school.id) == [ZoneSetup.school(1)])
        let changed = try await setup.act { act in
            try ZoneProposals.accept(for: "z1", wish, digest: again.proposal.digest, act)
        }
        #expect(changed == 5)
        let both = try await setup.schools(of: "p1").count + setup.schools(of: "p2").count
        #expect(both == 5)
        await #expect(throws: ZoneRefusal.nothingProposed) {
            try await setup.act { act in
                let same = try ZoneProposals.make(for: "z1", wish, by: act.viewer, in: act.db)
                _ = try ZoneProposals.accept(for: "z1", wish, digest: same.proposal.digest, act)
            }
        }
    }

    @Test("Who has kept a school for three years in two postings on end is rotated", arguments: Engine.available)
    func rotation(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try act.db.execute("UPDATE responsibility_zone SET from_day = '2020-01-01'")
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: "2023-01-01", act)
            try Zones.addInspectors(["D1", "D2"], to: "z1", from: "2023-01-01", act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: "2023-03-10", act)
            let first: ZonePostingID = try #require(try act.db.first("SELECT id FROM zone_posting")).get(0)
            try Zones.endPosting(first, of: "z1", on: "2024-12-31", act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: "2025-01-01", act)
        }
        let proposed = { @Sendable (day: Day) in
            try await setup.database.read { db in
                try ZoneProposals.make(
                    for: "z1", ZoneWish(from: day, seed: "x"), by: ZoneSetup.officer, in: db
                ).proposal.lines[0].people
            }
        }
        #expect(try await proposed("2026-03-09") == ["p1"])
        #expect(try await proposed("2026-03-10") == ["p2"])
    }

    @Test("A zone that ends ends what is in it; another district does not see it", arguments: Engine.available)
    func end(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: act.day, act)
            try Zones.post("p1", at: ZoneSetup.school(1), of: "z1", from: act.day, act)
            let zone = try Zones.require("z1", visibleTo: act.viewer, in: act.db).zone
            try Zones.update(
                ResponsibilityZone(
                    id: "z1", name: zone.name, validity: #require(Period(from: "2026-01-01", until: "2026-03-31")),
                    version: 1), act)
        }
        #expect(try await setup.inspectors(of: 1, on: "2026-03-31") == ["p1"])
        #expect(try await setup.inspectors(of: 1, on: "2026-04-01") == [])
        await #expect(throws: ZoneRefusal.notFound) {
            try await setup.act(as: SampleUnits.officer(.county, "500113")) { act in
                try Zones.addSchools([ZoneSetup.code(2)], to: "z1", from: act.day, act)
            }
        }
    }

    @Test(
        "A sheet makes zones, moves schools and posts; bad rows refuse all or are left out", arguments: Engine.available
    )
    func sheet(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let mapping = ColumnMapping<ZoneField>(header: ["责任区", "学校标识码", "督学编号", "自"])
        let rows = [
            ["第3责任区", ZoneSetup.code(1), "D1", "2026-02-01"], ["第3责任区", ZoneSetup.code(2), "", ""],
            ["第3责任区", ZoneSetup.code(3), "D9", ""], ["第1责任区", ZoneSetup.code(4), "督学2", "2026-03-01"],
        ].enumerated().compactMap { number, cells -> ZoneRow? in
            guard case .value(let row) = ZoneRow.parse(cells, row: number + 2, mapping: mapping) else { return nil }
            return row
        }
        await #expect(throws: ZoneImportProblems.self) {
            try await setup.act { act in _ = try Zones.take(rows, [], skipsBad: false, act) }
        }
        #expect(try await setup.inspectors(of: 1) == [])
        let result = try await setup.act { act in try Zones.take(rows, [], skipsBad: true, act) }
        #expect(result.zones == 1 && result.schools == 3 && result.postings == 2)
        #expect(result.problems.map(\.row) == [4])
        #expect(try await setup.inspectors(of: 1, on: "2026-02-01") == ["p1"])
        #expect(try await setup.inspectors(of: 4) == ["p2"])
        let again = try await setup.act { act in try Zones.take(rows, [], skipsBad: true, act) }
        #expect(again.unchanged == 3 && again.zones + again.schools + again.postings == 0)
    }
}
