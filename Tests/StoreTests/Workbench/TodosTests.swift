import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct TodosTests {
    @Test("A unit is asked for its self-assessment, its neighbour is asked for nothing", arguments: Engine.available)
    func selfAssessment(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database)
        let own = viewer(.clerk, .organisation(sample.organisation))
        let other = viewer(.clerk, .organisation("organisation-elsewhere"))
        let (mine, theirs) = try await database.read { db in
            (try Todos.list(visibleTo: own, in: db), try Todos.list(visibleTo: other, in: db))
        }
        #expect(mine.rows.map(\.kind) == [.selfAssess])
        #expect(mine.counts == [.selfAssess: 1])
        #expect(theirs == TodoList(rows: [], counts: [:]))
    }

    @Test(
        "What is late comes first, what has no day last, and another district sees none of it",
        arguments: Engine.available)
    func order(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database)
        let officer = viewer(.officer, .region(.county, code: "500112"), on: "2026-03-01")
        let unit = viewer(.clerk, .organisation(sample.organisation))
        for days in [20, 3, 9] {
            try await database.write { db in
                let act = Act(
                    Change(command: "issue-\(days)", digest: "", viewer: officer, at: morning("2026-03-01")), in: db)
                _ = try Findings.issue(
                    NewFinding(
                        source: .visit, organisation: sample.organisation, problem: "问题\(days)", requirement: "整改",
                        dueInDays: days), act)
            }
        }
        let today = viewer(.officer, .region(.county, code: "500112"))
        let neighbour = viewer(.officer, .region(.county, code: "500113"))
        let (chased, mine, next) = try await database.read { db in
            (
                try Todos.list(visibleTo: today, in: db), try Todos.list(visibleTo: unit, in: db),
                try Todos.list(visibleTo: neighbour, in: db)
            )
        }
        #expect(chased.rows.map(\.about) == ["问题3"])
        #expect(chased.counts[.chase] == 1)
        #expect(mine.rows.map(\.about) == ["问题3", "问题9", "问题20", "样例督导项目"])
        #expect(mine.rows.first?.daysLate(on: "2026-03-10") == 6)
        #expect(next.rows.isEmpty)
    }

    @Test("Every role gets its list on an empty database", arguments: Engine.available)
    func empty(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        for role in Role.allCases {
            let asked = viewer(
                role, role.belongsToOrganisation ? .organisation("nobody") : .region(.zone, code: "500112Z01"))
            let list = try await database.read { db in try Todos.list(visibleTo: asked, in: db) }
            #expect(list.total == 0)
        }
    }

    @Test("The leader's figures count the campaign's own units and findings", arguments: Engine.available)
    func overview(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        _ = try await Sample.campaign(in: database, units: 3)
        let leader = viewer(.leader, .region(.county, code: "500112"))
        let found = try await database.read { db in try LeaderFigures.running(visibleTo: leader, in: db) }
        #expect(found.map(\.units) == [3])
        #expect(found.first?.steps.first?.units == 3)
        #expect(found.first?.finished == 0)
    }

    private func viewer(_ role: Role, _ scope: Scope, on day: Day = "2026-03-10") -> Viewer {
        Viewer(
            account: Identifier("account-\(role.rawValue)"), person: Identifier("person-\(role.rawValue)"), name: "测试",
            role: role, scope: scope, day: day)
    }

    private func morning(_ day: Day) -> Instant { Instant(milliseconds: (day.number * 24 + 1) * 3_600_000) }
}
