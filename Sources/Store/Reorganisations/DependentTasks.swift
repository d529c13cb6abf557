import SQLCore
import Supervision

/// What a unit still has to do for a request from above, a government's self-report or its targets of the year.
enum DependentTasks {
    static func list(of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection) throws -> [Dependent] {
        try items(of: unit, in: db) + shares(of: unit, change, in: db) + targets(of: unit, change, in: db)
    }

    /// `id` says which table: `item:…`, `share:…`, `target:…`.
    static func pass(_ id: String, to heir: OrganisationID, named name: String, _ act: Act) throws {
        let parts = id.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        let table: SQL =
            switch parts[0] {
            case "item": "reception_item"
            case "share": "indicator_share"
            default: "duty_target"
            }
        try act.db.execute(
            """
            UPDATE \(table) SET organisation_id = \(heir), organisation_name = \(name), version = version + 1
            WHERE id = \(parts[1])
            """)
    }

    private static func items(of unit: OrganisationID, in db: SQLConnection) throws -> [Dependent] {
        try db.rows(
            """
            SELECT i.id, i.number, i.title, i.due_on FROM reception_item i
            WHERE i.organisation_id = \(unit) AND i.state <> 'accepted' ORDER BY i.due_on, i.id
            """
        ).map { row in
            Dependent(
                .task, "item:\(try row.get(0) as String)",
                title: "迎检 \(try row.get(1) as String) \(try row.get(2) as String)", state: due(try row.get(3)))
        }
    }

    private static func shares(
        of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT s.id, s.criterion, s.due_on, s.inspection_id FROM indicator_share s
            WHERE s.organisation_id = \(unit) AND s.state <> 'reported' ORDER BY s.due_on, s.id
            """
        ).map { row in
            let criterion: String = try row.get(1)
            let taken: [OrganisationID] = try db.rows(
                """
                SELECT organisation_id FROM indicator_share WHERE inspection_id = \(try row.get(3) as String)
                    AND criterion = \(criterion) AND organisation_id IN (\(list: change.successors))
                """
            ).map { try $0.get(0) }
            return Dependent(
                .task, "share:\(try row.get(0) as String)", title: "部门分工 指标\(criterion)",
                state: due(try row.get(2)), barred: Set(taken))
        }
    }

    private static func targets(
        of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT t.id, t.title, t.sheet_id FROM duty_target t
            WHERE t.organisation_id = \(unit) AND t.state <> 'confirmed' ORDER BY t.sheet_id, t.ordinal, t.id
            """
        ).map { row in
            let title: String = try row.get(1)
            let taken: [OrganisationID] = try db.rows(
                """
                SELECT organisation_id FROM duty_target WHERE sheet_id = \(try row.get(2) as String)
                    AND title = \(title) AND organisation_id IN (\(list: change.successors))
                """
            ).map { try $0.get(0) }
            return Dependent(
                .task, "target:\(try row.get(0) as String)", title: "年度目标 \(title)", state: "未核定",
                barred: Set(taken))
        }
    }

    private static func due(_ text: String) -> String { Day(text).map { "\($0.chinese)到期" } ?? "" }
}
