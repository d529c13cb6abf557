import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct TeamInvitationsTests {
    private let next = CampaignSetup.officer("500113")

    private func setup(_ engine: Engine) async throws -> (CampaignSetup, CampaignID) {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        try await RegistrySample.plant(1, county: "500113", in: database)
        let setup = CampaignSetup(database: database)
        try await setup.inspector("own")
        try await setup.inspector("guest", county: "500113")
        return (setup, try await setup.drawn(CampaignSetup.all))
    }

    private func ask(
        _ setup: CampaignSetup, _ id: CampaignID, from: Day = "2026-03-10", until: Day = "2026-04-10"
    ) async throws -> TeamInvitationID {
        try await setup.act { act in
            try TeamInvitations.ask(
                NewInvitation(person: "guest", region: "500113", from: from, until: until), to: id, act)
        }
    }

    private func count(_ day: Day, _ database: any SQLDatabase) async throws -> Int {
        let viewer = Viewer(account: "a", person: "guest", name: "", role: .inspector, scope: .granted, day: day)
        return try await CampaignTeamTests.count(viewer, database)
    }

    private func assign(_ setup: CampaignSetup, _ id: CampaignID, to unit: Int = 0) async throws {
        try await setup.act { act in
            let units = try CampaignTeams.units(of: id, in: act.db).map(\.inspection)
            try CampaignTeams.assign(
                try InspectionTeam(lead: "own", others: ["guest"]), to: [units[unit]], of: id, act)
            try CampaignTeams.assign(
                try InspectionTeam(lead: "own", others: []), to: units.filter { $0 != units[unit] }, of: id, act)
        }
    }

    @Test(
        "Lent with its office's consent, somebody of the next district sees exactly the own units, from and until a day",
        arguments: Engine.available)
    func consent(engine: Engine) async throws {
        let (setup, id) = try await setup(engine)
        let invitation = try await ask(setup, id, from: "2026-03-12")
        await #expect(throws: TeamRefusal.notInPool) { try await assign(setup, id) }
        let todo = try await setup.database.read { [next] db in
            try Todos.list(visibleTo: next, in: db).counts[.answerInvitation]
        }
        #expect(todo == 1)
        await #expect(throws: TeamInvitationRefusal.notFound) {
            try await setup.act { act in
                try TeamInvitations.answer(invitation, agrees: true, reason: "", version: 1, act)
            }
        }
        try await FindingSamples.act(as: next, in: setup.database) { act in
            try TeamInvitations.answer(invitation, agrees: true, reason: "", version: 1, act)
        }
        try await assign(setup, id)
        try await setup.act { try CampaignLifecycle.start(id, $0) }
        let seen = [("2026-03-11", 0), ("2026-03-12", 1), ("2026-04-10", 1), ("2026-04-11", 0)] as [(Day, Int)]
        for (day, units) in seen { #expect(try await count(day, setup.database) == units, "\(day)") }
        let campaigns = try await setup.database.read { [next] db in
            try Inspections.list(InspectionFilter(), PageRequest(), visibleTo: next, in: db).total
        }
        #expect(campaigns == 0)
    }

    @Test("The sweeper ends a loan that has run out, once, and leaves one that ends today", arguments: Engine.available)
    func sweep(engine: Engine) async throws {
        let (setup, id) = try await setup(engine)
        let invitation = try await ask(setup, id)
        try await FindingSamples.act(as: next, in: setup.database) { act in
            try TeamInvitations.answer(invitation, agrees: true, reason: "", version: 1, act)
        }
        func lapse(_ day: Day) async throws -> Int {
            try await FindingSamples.act(as: .system(on: day), in: setup.database) { try TeamInvitations.lapse($0) }
        }
        #expect(try await lapse("2026-04-10") == 0)
        #expect(try await lapse("2026-04-11") == 1)
        #expect(try await lapse("2026-04-12") == 0)
        let state = try await setup.database.read { [next] db in
            try TeamInvitations.require(invitation, visibleTo: next, in: db).state
        }
        #expect(state == .ended)
        await #expect(throws: TeamRefusal.notInPool) { try await assign(setup, id) }
    }

    @Test("Ended by the campaign's office, the units are gone from that day on", arguments: Engine.available)
    func ended(engine: Engine) async throws {
        let (setup, id) = try await setup(engine)
        let invitation = try await ask(setup, id)
        try await FindingSamples.act(as: next, in: setup.database) { act in
            try TeamInvitations.answer(invitation, agrees: true, reason: "", version: 1, act)
        }
        try await assign(setup, id)
        try await setup.act { try CampaignLifecycle.start(id, $0) }
        #expect(try await count("2026-03-10", setup.database) == 1)
        try await setup.act { try TeamInvitations.end(invitation, of: id, $0) }
        #expect(try await count("2026-03-10", setup.database) == 0)
        let gone = try await setup.database.read { db in
            try CampaignTeams.units(of: id, in: db).filter { !$0.gone(on: "2026-03-10").isEmpty }.count
        }
        #expect(gone == 1)
    }

    @Test(
        "A superior office's word is enough; a stranger, a second invitation and wrong days are refused",
        arguments: Engine.available)
    func superior(engine: Engine) async throws {
        let (setup, id) = try await setup(engine)
        let city = CampaignSetup(database: setup.database, officer: CampaignSetup.cityOfficer())
        let invitation = try await city.act { act in
            try TeamInvitations.ask(
                NewInvitation(person: "guest", region: "500113", from: "2026-03-10", until: "2026-04-10"), to: id, act)
        }
        let row = try await setup.database.read { [next] db in
            try TeamInvitations.require(invitation, visibleTo: next, in: db)
        }
        #expect(row.state == .agreed)
        #expect(row.basis == "上级督导室指派")
        await #expect(throws: TeamInvitationRefusal.alreadyHere("guest")) { _ = try await ask(setup, id) }
        await #expect(throws: TeamInvitationRefusal.noPerson("nobody")) {
            try await setup.act { act in
                try TeamInvitations.ask(
                    NewInvitation(person: "nobody", region: "500113", from: "2026-03-10", until: "2026-03-11"), to: id,
                    act)
            }
        }
        await #expect(throws: TeamInvitationRefusal.outsideCampaign("2026-03-10", "2026-06-30")) {
            _ = try await ask(setup, id, from: "2026-07-01", until: "2026-07-02")
        }
        await #expect(throws: TeamInvitationRefusal.daysWrong) {
            _ = try await ask(setup, id, from: "2026-03-01", until: "2026-03-09")
        }
    }
}
