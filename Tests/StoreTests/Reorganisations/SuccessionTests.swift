import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct SuccessionTests {
    private static let day: Day = "2026-03-10"

    private static func officer(_ county: String = "500112") -> Viewer { SampleUnits.officer(.county, county, on: day) }

    /// A running campaign of one district with two units, an open problem of the first, and its account.
    private func world(on engine: Engine) async throws -> (any SQLDatabase, CampaignSample) {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 3)
        try await SampleUnits.act(database, as: Self.officer()) { act in
            _ = try Findings.issue(FindingSamples.problem([sample.organisations[0]]), act)
            let unit = sample.organisations[0]
            try Accounts.insert(
                AccountRecord(
                    id: "account-head", person: "person-head", name: "园长", login: "head", role: .principal,
                    scope: .organisation(unit), password: Password(record: "x"), mustChange: false),
                at: act.at, in: act.db)
        }
        return (database, sample)
    }

    private func text(_ query: SQL, _ database: any SQLDatabase) async throws -> String? {
        try await database.read { db in try db.first(query)?.get(0) }
    }

    private func merge(
        _ sample: CampaignSample, _ fates: [String: Fate], _ act: Act
    ) throws {
        let (unit, heir) = (sample.organisations[0], sample.organisations[1])
        let change = try Reorganisation(.merger, of: unit, into: [heir])
        let order = ReorganisationOrder(change, on: act.day, reason: "撤并批复", fates: fates)
        try Reorganisations.carry(order, act) {
            try Organisations.merge(unit, version: 1, into: heir, on: act.day, reason: "撤并批复", act)
        }
    }

    @Test(
        "A school with a running inspection and an open problem is not merged until each is decided",
        arguments: Engine.available)
    func undecided(on engine: Engine) async throws {
        let (database, sample) = try await world(on: engine)
        await #expect(throws: ReorganisationRefusal.undecided(3)) {
            try await SampleUnits.act(database, as: Self.officer()) { act in try merge(sample, [:], act) }
        }
        #expect(
            try await text("SELECT state FROM organisation WHERE id = \(sample.organisations[0])", database) == "open")
        #expect(
            try await text("SELECT active || '' FROM (SELECT count(*) AS active FROM account WHERE active) a", database)
                == "1")
        let entries = try await text("SELECT action FROM audit_entry WHERE action = 'organisation.merger'", database)
        #expect(entries == nil, "nothing was done")
    }

    @Test(
        "Once all is decided everything changes at once: the part, its party, its tally, the account, the code",
        arguments: Engine.available)
    func merged(on engine: Engine) async throws {
        let (database, sample) = try await world(on: engine)
        let (unit, heir) = (sample.organisations[0], sample.organisations[1])
        let part = try #require(try await text("SELECT id FROM finding_part", database))
        let fates: [String: Fate] = [
            "finding-\(part)": .pass(heir), "inspection-\(sample.inspections[0])": .end,
            "account-account-head": .pass(heir),
        ]
        try await SampleUnits.act(database, as: Self.officer()) { act in try merge(sample, fates, act) }
        #expect(try await text("SELECT organisation_id FROM finding_part", database) == heir.rawValue)
        #expect(try await text("SELECT organisation_name FROM finding_part", database) == "第2幼儿园")
        #expect(
            try await text("SELECT organisation_id FROM finding_party WHERE kind = 'lead'", database) == heir.rawValue)
        #expect(try await text("SELECT organisation_id FROM account", database) == heir.rawValue)
        #expect(
            try await text("SELECT state FROM inspection WHERE id = \(sample.inspections[0])", database) == "finished")
        #expect(try await text("SELECT state FROM organisation WHERE id = \(unit)", database) == "closed")
        #expect(try await text("SELECT kind FROM finding_event WHERE kind = 'passed'", database) == "passed")
        let counted = try await database.read { db in
            try Findings.total(FindingFilter(), visibleTo: SampleUnits.officer(.city, "500100", on: Self.day), in: db)
        }
        #expect(counted == 1, "the city's tally still counts it once")
        let history = try await database.read { db in try Reorganisations.history(of: unit, in: db) }
        #expect(history.map(\.decisions.count) == [3] && history[0].successors == ["第2幼儿园"])
        let late = try await database.read { db in
            try Findings.list(FindingFilter(), PageRequest(), visibleTo: FindingSamples.unit(heir.rawValue), in: db)
                .total
        }
        #expect(late == 1, "the successor sees what it has to put right")
    }

    @Test(
        "An inspection goes to a successor that is not in the campaign, with its name, code and team",
        arguments: Engine.available)
    func inspection(on engine: Engine) async throws {
        let (database, sample) = try await world(on: engine)
        let part = try #require(try await text("SELECT id FROM finding_part", database))
        let heir: OrganisationID = "heir"
        try await SampleUnits.act(database, as: Self.officer()) { act in
            let facts = SampleUnits.facts("新园", place: "500112", authority: "500112")
            try Organisations.insert(id: heir, code: nil, facts, since: "2026-03-01", act)
            let change = try Reorganisation(.merger, of: sample.organisations[0], into: [heir])
            let fates: [String: Fate] = [
                "finding-\(part)": .stay, "inspection-\(sample.inspections[0])": .pass(heir),
                "account-account-head": .end,
            ]
            let order = ReorganisationOrder(change, on: act.day, reason: "批复", fates: fates)
            try Reorganisations.carry(order, act) {
                try Organisations.merge(
                    sample.organisations[0], version: 1, into: heir, on: act.day, reason: "批复", act)
            }
        }
        #expect(try await text("SELECT name FROM inspection WHERE id = \(sample.inspections[0])", database) == "新园")
        #expect(
            try await text("SELECT organisation_id FROM finding_part", database) == sample.organisations[0].rawValue)
        let members = try await database.read { db in try Inspections.team(of: sample.inspections[0], in: db).count }
        #expect(members == 2)
        let heirs = Viewer(
            account: "x", person: "x", name: "x", role: .principal, scope: .organisation(heir), day: Self.day)
        let seen = try await database.read { db in
            try Inspections.find(sample.inspections[0], visibleTo: heirs, in: db) != nil
        }
        #expect(seen)
    }

    @Test(
        "With another master what may go along does, and what the old office began stays where it is",
        arguments: Engine.available)
    func transfer(on engine: Engine) async throws {
        let (database, sample) = try await world(on: engine)
        let unit = sample.organisations[0]
        let part = try #require(try await text("SELECT id FROM finding_part", database))
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"), day: Self.day)
        try await SampleUnits.act(database, as: city) { act in
            let record = try Organisations.require(unit, visibleTo: act.viewer, in: act.db)
            var facts = record.organisation.facts
            facts.authority = ManagingAuthority(level: .city, region: "500100")
            let place = try Organisations.place(of: facts.authority, in: act.db)
            let change = try Reorganisation(.transfer, of: unit)
            let things = try Dependents.list(change, to: place, visibleTo: act.viewer, in: act.db)
            #expect(things.map(\.canFollow) == [true, false], "the district's own campaign does not leave it")
            let order = ReorganisationOrder(
                change, on: act.day, reason: "上收",
                fates: ["finding-\(part)": .follow, "inspection-\(sample.inspections[0])": .stay], place: place)
            try Reorganisations.carry(order, act) {
                _ = try Organisations.change(unit, version: 1, to: facts, on: act.day, reason: "上收", act)
            }
        }
        #expect(try await text("SELECT county FROM finding_part", database) == "")
        #expect(try await text("SELECT office FROM finding", database) == "500100", "the new office goes on with it")
        #expect(
            try await text("SELECT county FROM inspection WHERE id = \(sample.inspections[0])", database) == "500112")
        let district = try await database.read { db in
            try Findings.total(FindingFilter(), visibleTo: Self.officer(), in: db)
        }
        #expect(district == 0)
    }

    @Test(
        "What the city means to check unannounced is not told to the district that closes the unit",
        arguments: Engine.available)
    func unannounced(on engine: Engine) async throws {
        let (database, sample) = try await world(on: engine)
        _ = try await database.write { db in
            try db.execute("UPDATE campaign SET county = '', manner = 'unannounced'")
            try db.execute("UPDATE inspection SET hidden = true")
        }
        let change = try Reorganisation(.closure, of: sample.organisations[0])
        let city = SampleUnits.officer(.city, "500100", on: Self.day)
        let (district, above) = try await database.read { db in
            (
                try Dependents.list(change, visibleTo: Self.officer(), in: db).map(\.kind),
                try Dependents.list(change, visibleTo: city, in: db).map(\.kind)
            )
        }
        #expect(!district.contains(.inspection) && above.contains(.inspection))
    }

    @Test("A neighbour neither sees the unit nor can be made its successor", arguments: Engine.available)
    func access(on engine: Engine) async throws {
        let (database, sample) = try await world(on: engine)
        let other = try await Sample.campaign(in: database, county: "500113", units: 1)
        await #expect(throws: RegistryRefusal.notFound) {
            try await SampleUnits.act(database, as: Self.officer("500113")) { act in try merge(sample, [:], act) }
        }
        await #expect(throws: RegistryRefusal.notFound) {
            try await SampleUnits.act(database, as: Self.officer()) { act in
                let change = try Reorganisation(.merger, of: sample.organisations[0], into: [other.organisation])
                try Reorganisations.carry(
                    ReorganisationOrder(change, on: act.day, reason: "", fates: [:]), act
                ) {}
            }
        }
    }
}
