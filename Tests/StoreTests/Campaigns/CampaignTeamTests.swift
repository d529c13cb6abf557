import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CampaignTeamTests {
    @Test(
        "Nobody but the office knows of a unit before the start; then unit and team see theirs",
        arguments: Engine.available)
    func visibility(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.drawn(CampaignSetup.all)
        try await setup.inspector("lead")
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db) }
        try await setup.act { act in
            try CampaignTeams.assign(
                try InspectionTeam(lead: "lead", others: []), to: units.map(\.inspection), of: id, act)
        }
        #expect(try await CampaignTeamTests.seen(database) == [0, 0, 0, 0])
        try await setup.act { try CampaignLifecycle.start(id, $0) }
        #expect(try await CampaignTeamTests.seen(database) == [2, 0, 1, 2])
    }

    @Test("Whoever leaves a team loses the grant, whoever joins gets one", arguments: Engine.available)
    func change(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.running(CampaignSetup.all)
        try await setup.inspector("other")
        let unit = try await database.read { db in try CampaignTeams.units(of: id, in: db)[0].inspection }
        try await setup.act { act in
            try CampaignTeams.assign(try InspectionTeam(lead: "other", others: []), to: [unit], of: id, act)
        }
        #expect(try await CampaignTeamTests.count(CampaignTeamTests.team("lead"), database) == 1)
        #expect(try await CampaignTeamTests.count(CampaignTeamTests.team("other"), database) == 1)
        await #expect(throws: TeamRefusal.notInPool) {
            try await setup.act { act in
                try CampaignTeams.assign(try InspectionTeam(lead: "stranger", others: []), to: [unit], of: id, act)
            }
        }
    }

    @Test("A campaign starts only when every unit has its team")
    func start() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.drawn(CampaignSetup.all)
        await #expect(throws: CampaignRefusal.teamsMissing(3)) {
            try await setup.act { try CampaignLifecycle.start(id, $0) }
        }
    }

    @Test("Two districts see only their own campaigns and inspections, however they ask", arguments: Engine.available)
    func districts(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        try await RegistrySample.plant(2, county: "500113", in: database)
        let first = CampaignSetup(database: database)
        let second = CampaignSetup(database: database, officer: CampaignSetup.officer("500113"))
        let mine = try await first.running(CampaignSetup.all)
        let theirs = try await second.campaign(CampaignSetup.all)
        let (firstViewer, secondViewer) = (first.officer, second.officer)
        for (viewer, campaign, units) in [(firstViewer, mine, 3), (secondViewer, theirs, 0)] {
            let (campaigns, other, inspections, choices) = try await database.read { db in
                (
                    try Campaigns.list(CampaignFilter(), PageRequest(), visibleTo: viewer, in: db).rows.map(\.id),
                    try Campaigns.find(mine, visibleTo: viewer, in: db)?.id,
                    try Inspections.list(InspectionFilter(), PageRequest(), visibleTo: viewer, in: db).total,
                    try Inspections.choices(visibleTo: viewer, in: db).campaigns.count
                )
            }
            #expect(campaigns == [campaign])
            #expect(other == (campaign == mine ? mine : nil))
            #expect(inspections == units)
            #expect(choices == (units > 0 ? 1 : 0))
        }
        await #expect(throws: CampaignRefusal.notFound) {
            try await second.act { try CampaignFrames.freeze(mine, $0) }
        }
    }

    static func team(_ person: PersonID) -> Viewer {
        Viewer(
            account: "a", person: person, name: "", role: .inspector, scope: .granted, day: CampaignSetup.day)
    }

    static func count(_ viewer: Viewer, _ database: any SQLDatabase) async throws -> Int {
        try await database.read { db in
            try Inspections.list(InspectionFilter(), PageRequest(), visibleTo: viewer, in: db).total
        }
    }

    /// How many inspections the office, a neighbour, a unit and the team see.
    private static func seen(_ database: any SQLDatabase) async throws -> [Int] {
        let unit = Viewer(
            account: "u", person: "u", name: "", role: .principal,
            scope: .organisation(Identifier("unit-\(RegistrySample.code(1))")), day: CampaignSetup.day)
        var counts: [Int] = []
        for viewer in [CampaignSetup.officer(), CampaignSetup.officer("500113"), unit, team("lead")] {
            counts.append(try await count(viewer, database))
        }
        return counts
    }
}
