import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct RectificationTests {
    /// A problem that the school has planned to put right; due on 9 April 2026.
    private static func planned(on engine: Engine) async throws -> (any SQLDatabase, FindingID, FindingPartID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        let id = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Findings.issue(FindingSamples.problem(), act)
        }
        let part = try await FindingSamples.act(as: FindingSamples.unit(), in: database) { act in
            let part: FindingPartID = try #require(
                try act.db.first("SELECT id FROM finding_part WHERE finding_id = \(id)")
            ).get(0)
            try Findings.change(part, of: id, version: 2, act) { try $0.acknowledged(by: $1, $2) }
            try Findings.change(part, of: id, version: 3, act) {
                try $0.planned(RectificationPlan(measures: "补齐"), by: $1, $2)
            }
            return part
        }
        return (database, id, part)
    }

    @Test(
        "Where the law counts the days of the report they count from the new deadline, and the old clock is cancelled",
        arguments: Engine.available)
    func clocks(on engine: Engine) async throws {
        let (database, id, part) = try await RectificationTests.planned(on: engine)
        try await database.write { db in
            try DeploymentSettings.set(DeploymentSettings.jurisdiction, "chongqing", in: db)
        }
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Extensions.extend(part, of: id, to: "2026-04-20", reason: "汛期", act)
        }
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Extensions.extend(part, of: id, to: "2026-05-06", reason: "汛期未过", act)
        }
        let rows = try await database.read { db in try Deadlines.list(of: part.rawValue, in: db) }
        #expect(rows.filter { $0.rule == "rectification" }.map(\.dueOn) == ["2026-05-06"])
        let report = rows.filter { $0.rule == DeadlineRuleID.rectificationReport.rawValue }
        #expect(report.map(\.triggeredOn) == ["2026-05-06"])
    }

    @Test("A wish that waits is one at a time also in the table itself", arguments: Engine.available)
    func oneAtATime(on engine: Engine) async throws {
        let (database, id, part) = try await RectificationTests.planned(on: engine)
        try await FindingSamples.act(as: FindingSamples.unit(), in: database) { act in
            try Extensions.ask(.later, until: "2026-04-30", reason: "设备", for: part, of: id, act)
        }
        await #expect(throws: SQLError.self) {
            try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO finding_extension (id, part_id, finding_id, kind, side, reason, due_before, wanted_on,
                        milestones, state, asked_by, asked_name, asked_on, asked_at, decided_name, answer)
                    SELECT 'other', part_id, finding_id, kind, side, reason, due_before, wanted_on, milestones, state,
                        asked_by, asked_name, asked_on, asked_at, decided_name, answer FROM finding_extension
                    """)
            }
        }
        let seen = try await database.read { db in
            try [
                FindingSamples.officer(), .officerNextDoor, FindingSamples.unit(), FindingSamples.unit("school-500102"),
            ]
            .map { try Extensions.list(ExtensionFilter(), PageRequest(), visibleTo: $0, in: db).total }
        }
        #expect(seen == [1, 0, 1, 0])
    }

    @Test("The stages of a part stand in their table as the part has them", arguments: Engine.available)
    func stages(on engine: Engine) async throws {
        let (database, id, part) = try await RectificationTests.planned(on: engine)
        let plans = [MilestonePlan("立项", dueOn: "2026-05-01"), MilestonePlan("完工", dueOn: "2026-09-01")]
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Milestones.set(plans, reason: "工程", of: part, in: id, version: 4, act)
        }
        let viewers = [FindingSamples.officer(), .officerNextDoor, FindingSamples.unit()]
        let lists = try await database.read { db in
            try viewers.map { try Milestones.list(MilestoneFilter(), PageRequest(), visibleTo: $0, in: db) }
        }
        #expect(lists.map(\.total) == [2, 0, 2])
        #expect(
            lists[0].rows.map(\.title) == ["立项", "完工"] && lists[0].rows.map(\.dueOn) == ["2026-05-01", "2026-09-01"])
        let stale = FindingRefusal.staleVersion
        await #expect(throws: stale) {
            try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
                try Milestones.set(plans, reason: "工程", of: part, in: id, version: 4, act)
            }
        }
    }

    @Test("One row that is refused undoes only itself", arguments: Engine.available)
    func bulk(on engine: Engine) async throws {
        let (database, id, part) = try await RectificationTests.planned(on: engine)
        let run = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let own = try Findings.targets([part], visibleTo: act.viewer, in: act.db)
            let order = BulkOrder(.extend, words: "汛期", dueOn: "2026-05-01")
            // The same row twice: the second time the day is no later one.
            return try FindingBulk.carryOut(order, on: own + own, act)
        }
        let found = try await database.read { db in
            (
                try FindingBulk.require(run, visibleTo: FindingSamples.officer(), in: db),
                try Findings.requirePart(part, of: id, visibleTo: FindingSamples.officer(), in: db).part.dueOn,
                try db.first("SELECT count(*) FROM finding_extension")?.get(0) as Int?
            )
        }
        #expect(found.0.lines.map(\.isDone) == [true, false] && found.1 == "2026-05-01" && found.2 == 1)
    }

    @Test("What an office issued itself is found by its own index, also by a city with everything below it")
    func plan() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        let city = Viewer(
            account: "a", person: "p", name: "", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        for group in [FindingFilter.Group.late, .submitted, .all] {
            var filter = FindingFilter()
            filter.isOwn = true
            filter.group = group
            let keys = Findings.keys(filter, .init(), PageRequest(), visibleTo: city)
            let plan = try await database.read { db in
                try db.rows("EXPLAIN QUERY PLAN \(keys)").map { try $0.get("detail") as String }
            }.joined(separator: "; ")
            #expect(plan.contains("finding_part_office_"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }
}

extension Viewer {
    fileprivate static var officerNextDoor: Viewer { FindingSamples.officer("500102", person: "next") }
}
