import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct UnannouncedCampaignTests {
    /// A running 暗访 of the city over a county's two kindergartens, one of them visited or none.
    private struct World {
        let database: any SQLDatabase
        let setup: CampaignSetup
        let id: CampaignID
        let units: [InspectionID]

        init(_ engine: Engine) async throws {
            database = try await engine.makeDatabase()
            try await RegistrySample.plant(2, in: database)
            setup = CampaignSetup(database: database, officer: CampaignSetup.cityOfficer())
            let city = setup
            try await city.inspector("lead")
            let id: CampaignID = try await city.act { act in
                let id: CampaignID = act.newID()
                let campaign = Campaign(
                    id: id, name: "开学暗访", kind: .special, manner: .unannounced, framework: nil,
                    startsOn: "2026-03-10", endsOn: "2026-03-31", procedure: .unannouncedCheck,
                    strata: CampaignSetup.all.strata)
                try Campaigns.create(campaign, scope: CampaignSetup.all, act)
                try CampaignFrames.freeze(id, act)
                try CampaignDraws.draw(id, seed: "03 09", act)
                try VisitDayDraws.draw(id, from: "2026-03-10", until: "2026-03-31", act)
                // The city sends out an inspector of its district.
                let loan = NewInvitation(person: "lead", region: "500112", from: "2026-03-01", until: "2026-12-31")
                _ = try TeamInvitations.ask(loan, to: id, act)
                let units = try CampaignTeams.units(of: id, in: act.db).map(\.inspection)
                try CampaignTeams.assign(try InspectionTeam(lead: "lead", others: []), to: units, of: id, act)
                try CampaignLifecycle.start(id, act)
                return id
            }
            self.id = id
            units = try await database.read { db in try CampaignTeams.units(of: id, in: db).map(\.inspection) }
        }

        func seen(by viewer: Viewer) async throws -> [InspectionRow] {
            try await database.read { db in
                try Inspections.list(InspectionFilter(), PageRequest(), visibleTo: viewer, in: db).rows
            }
        }

        func setVisited(_ day: Day?, as viewer: Viewer) async throws {
            let unit = units[0]
            try await FindingSamples.act(as: viewer, in: database) { act in
                let row = try Inspections.require(unit, visibleTo: act.viewer, in: act.db)
                try InspectionPlans.setDays(
                    planned: row.plannedOn, visited: day, of: unit, version: row.version, act)
            }
        }
    }

    private static let unit = Viewer(
        account: "u", person: "u", name: "", role: .principal,
        scope: .organisation(Identifier("unit-\(RegistrySample.code(1))")), day: CampaignSetup.day)
    private static let lead = CampaignTeamTests.team("lead")
    private static let leader = Viewer(
        account: "l", person: "l", name: "", role: .leader, scope: .region(.city, code: "500100"),
        day: CampaignSetup.day)

    @Test(
        "Until somebody was there neither the unit nor the office below sees it; then they do",
        arguments: Engine.available)
    func secrecy(on engine: Engine) async throws {
        let world = try await World(engine)
        let county = CampaignSetup.officer()
        #expect(try await world.seen(by: Self.unit).isEmpty)
        #expect(try await world.seen(by: county).isEmpty)
        #expect(try await world.seen(by: CampaignSetup.cityOfficer()).count == 2)
        #expect(try await world.seen(by: Self.lead).count == 2)
        try await world.setVisited("2026-03-10", as: Self.lead)
        #expect(try await world.seen(by: Self.unit).count == 1)
        #expect(try await world.seen(by: county).count == 1)
        // A day that was set by mistake is taken back, and nobody has learnt of it by the platform since.
        try await world.setVisited(nil, as: Self.lead)
        #expect(try await world.seen(by: Self.unit).isEmpty)
        let unit = world.units[0]
        try await world.setup.act { act in try InspectionSteps.note(.onSite, of: unit, act) }
        let row = try #require(try await world.seen(by: Self.unit).first)
        #expect(row.visitedOn == CampaignSetup.day && !row.isHidden)
    }

    @Test("The drawn day is for office and team: a leader sees the check and not its day", arguments: Engine.available)
    func days(on engine: Engine) async throws {
        let world = try await World(engine)
        let days = try VisitDays.workingDays(from: "2026-03-10", until: "2026-03-31", in: .stateCouncil)
        for row in try await world.seen(by: Self.lead) {
            #expect(row.plannedOn == VisitDays.day(of: row.code, seed: "03 09", among: days))
        }
        #expect(try await world.seen(by: Self.leader).map(\.plannedOn) == [nil, nil])
        let id = world.id
        await #expect(throws: UnannouncedRefusal.daysDrawn) {
            try await world.setup.act { try VisitDayDraws.draw(id, from: "2026-03-11", until: "2026-03-31", $0) }
        }
    }

    @Test("Nothing about it waits in the unit's workbench, its calendar or its documents", arguments: Engine.available)
    func silent(on engine: Engine) async throws {
        let world = try await World(engine)
        let viewer = Self.unit
        try await world.database.read { db in
            #expect(try Todos.list(visibleTo: viewer, in: db).total == 0)
            let calendar = try UnitCalendars.find(
                Identifier("unit-\(RegistrySample.code(1))"), visibleTo: viewer, in: db)
            #expect(calendar.visits.isEmpty)
            #expect(try Inspections.choices(visibleTo: viewer, in: db).campaigns.isEmpty)
            #expect(try Documents.list(DocumentFilter(), PageRequest(), visibleTo: viewer, in: db).total == 0)
        }
    }

    @Test("The public page tells the hash alone until everybody was visited: no name, no seed, no record")
    func publicDraw() async throws {
        let world = try await World(.sqlite)
        let id = world.id
        func draw() async throws -> (PublicDraw?, String?) {
            try await world.database.read { db in
                (try PublicDraws.find(id, in: db), try PublicDraws.recordText(of: id, in: db))
            }
        }
        let before = try await draw()
        #expect(before.0?.isSecret == true && before.0?.rows.isEmpty == true && before.1 == nil)
        for unit in world.units {
            try await world.setup.act { act in try InspectionSteps.note(.onSite, of: unit, act) }
        }
        let after = try await draw()
        #expect(after.0?.isSecret == false && after.0?.rows.count == 2 && after.1?.contains("03 09") == true)
    }

    @Test("An announced campaign has no days drawn, and a frame must be drawn first")
    func refusals() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        let announced = try await setup.drawn(CampaignSetup.all)
        await #expect(throws: UnannouncedRefusal.announced) {
            try await setup.act { try VisitDayDraws.draw(announced, from: "2026-03-10", until: "2026-03-31", $0) }
        }
        let warned: CampaignID = try await setup.act { act in
            let id: CampaignID = act.newID()
            try Campaigns.create(
                Campaign(
                    id: id, name: "暗访", kind: .special, manner: .unannounced, framework: nil, startsOn: "2026-03-10",
                    endsOn: "2026-03-31", procedure: .kindergarten, strata: CampaignSetup.all.strata),
                scope: CampaignSetup.all, act)
            return id
        }
        await #expect(throws: CampaignRefusal.self) { try await setup.act { try CampaignFrames.freeze(warned, $0) } }
    }
}
