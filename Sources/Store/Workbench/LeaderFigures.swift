package import SQLCore
package import Supervision

/// How far a campaign is: the leader's one screen, and a part of the office's.
package struct LeaderFigures: Sendable, Equatable {
    package struct Step: Sendable, Equatable {
        package let code: String
        package let name: String
        package let units: Int
    }

    package struct Grade: Sendable, Equatable {
        package let grade: String
        package let units: Int
    }

    package struct Findings: Sendable, Equatable {
        package let grade: Finding.Grade
        package let open: Int
        package let late: Int
        package let closed: Int

        package var total: Int { open + closed }
    }

    /// The round's own ledger: 五年一轮.
    package struct Round: Sendable, Equatable {
        package let name: String
        /// Before this campaign.
        package let done: Int
        /// In this campaign.
        package let now: Int
        /// Neither.
        package let rest: Int

        package var total: Int { done + now + rest }
    }

    package let id: CampaignID
    package let name: String
    package let startsOn: Day
    package let endsOn: Day
    package let state: Campaign.State
    package let units: Int
    package let finished: Int
    /// In the order of the procedure, the unit's own steps only.
    package let steps: [Step]
    package let grades: [Grade]
    package let findings: [Findings]
    package let round: Round?

    package var lateFindings: Int { findings.reduce(0) { $0 + $1.late } }
    package var openFindings: Int { findings.reduce(0) { $0 + $1.open } }
    package var closedFindings: Int { findings.reduce(0) { $0 + $1.closed } }
}

extension LeaderFigures {
    /// The campaigns that run now, the newest first; of one office seldom more than one.
    package static func running(
        visibleTo viewer: Viewer, limit: Int = 2, in db: SQLConnection
    ) throws -> [LeaderFigures] {
        let rows = try db.rows(
            """
            SELECT c.id, c.name, c.starts_on, c.ends_on, c.state, c.procedure, c.round_key, c.round_name FROM campaign c
            WHERE \(own(viewer, "c.")) AND c.state = 'running' ORDER BY c.starts_on DESC, c.id DESC LIMIT \(limit)
            """)
        return try rows.map { try LeaderFigures($0, viewer, db) }
    }

    private init(_ row: SQLRow, _ viewer: Viewer, _ db: SQLConnection) throws {
        let id: CampaignID = try row.get(0)
        let procedure: Procedure = try JSONColumn.value(row.get(5))
        let counted = try db.rows(
            """
            SELECT i.step, i.state, coalesce(i.grade, ''), count(*) FROM inspection i
            WHERE i.campaign_id = \(id) AND i.state <> 'prepared' GROUP BY i.step, i.state, coalesce(i.grade, '')
            """
        ).map {
            try (step: $0.get(0) as String, state: $0.get(1) as String, grade: $0.get(2) as String, $0.get(3) as Int)
        }
        func sum(_ condition: (String, String, String) -> Bool) -> Int {
            counted.reduce(0) { $0 + (condition($1.step, $1.state, $1.grade) ? $1.3 : 0) }
        }
        self.id = id
        name = try row.get(1)
        startsOn = try row.get(2)
        endsOn = try row.get(3)
        state = try Campaign.State(rawValue: row.get(4)) ?? .running
        units = sum { _, _, _ in true }
        finished = sum { _, state, _ in state == "finished" }
        steps = procedure.steps.filter { $0.level == .unit }.map { step in
            Step(
                code: step.code, name: step.name,
                units: sum { code, state, _ in code == step.code && state != "finished" })
        }
        grades = Set(counted.map(\.grade)).subtracting([""]).sorted(by: LeaderFigures.better).map { grade in
            Grade(grade: grade, units: sum { $2 == grade })
        }
        findings = try LeaderFigures.findings(of: id, on: viewer.day, in: db)
        let key: String = try row.get(6)
        round = key.isEmpty ? nil : try LeaderFigures.round(named: row.get(7), of: id, in: db)
    }

    private static func findings(of id: CampaignID, on day: Day, in db: SQLConnection) throws -> [Findings] {
        let rows = try db.rows(
            """
            SELECT p.grade, sum(CASE WHEN p.is_open THEN 1 ELSE 0 END),
                sum(CASE WHEN p.is_open AND p.due_on > '' AND p.due_on < \(day)
                    AND p.state IN ('issued', 'acknowledged', 'planned', 'returned') THEN 1 ELSE 0 END),
                sum(CASE WHEN p.state = 'closed' THEN 1 ELSE 0 END)
            FROM finding f JOIN finding_part p ON p.finding_id = f.id
            WHERE f.campaign_id = \(id) AND p.state <> 'draft' GROUP BY p.grade
            """)
        return try rows.compactMap { row in
            guard let grade = Finding.Grade(rawValue: try row.get(0)) else { return nil }
            return try Findings(grade: grade, open: row.get(1), late: row.get(2), closed: row.get(3))
        }.sorted { $0.grade > $1.grade }
    }

    /// Counted over the frozen frame, so that the ledger says what the draw knew.
    private static func round(named name: String, of id: CampaignID, in db: SQLConnection) throws -> Round? {
        let row = try db.first(
            """
            SELECT sum(CASE WHEN u.status = 'excluded' THEN 1 ELSE 0 END),
                sum(CASE WHEN u.selected OR u.status = 'chosen' THEN 1 ELSE 0 END), count(*)
            FROM frame_unit u WHERE u.campaign_id = \(id) AND (u.status <> 'excluded' OR u.stratum >= 0)
            """)
        guard let row, let done: Int = try row.get(0), let now: Int = try row.get(1) else { return nil }
        return Round(name: name, done: done, now: now, rest: try row.get(2) - done - now)
    }

    /// 优秀 before 良好 before 合格 before the rest.
    private static func better(_ left: String, _ right: String) -> Bool {
        let order = ["优秀", "良好", "合格", "基本合格", "不合格"]
        let ranks = (order.firstIndex(of: left) ?? order.count, order.firstIndex(of: right) ?? order.count)
        return ranks.0 == ranks.1 ? left < right : ranks.0 < ranks.1
    }

    private static func own(_ viewer: Viewer, _ alias: SQL) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: alias)
    }
}
