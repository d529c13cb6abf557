package import SQLCore
package import Supervision

/// One line of a plan's or an item's history.
package struct PlanEvent: Sendable, Equatable {
    package let kind: String
    package let byName: String
    package let at: Instant
    package let note: String
}

/// The plan_event table.
package enum PlanEvents {
    static func note(
        _ kind: String, of plan: PlanID, item: PlanItemID? = nil, said note: String = "", _ act: Act
    ) throws {
        let event: Identifier<PlanEvent> = act.newID()
        try act.db.execute(
            """
            INSERT INTO plan_event (id, plan_id, item_id, kind, by_name, at, note)
            VALUES (\(event), \(plan), \(item?.rawValue ?? ""), \(kind), \(act.viewer.name), \(act.at), \(note))
            """)
    }

    /// What happened to a plan or to one item of it, the newest first; ask first whether the viewer may see it.
    package static func list(
        of plan: PlanID, item: PlanItemID? = nil, limit: Int = 50, in db: SQLConnection
    ) throws -> [PlanEvent] {
        try db.rows(
            """
            SELECT kind, by_name, at, note FROM plan_event
            WHERE plan_id = \(plan) AND item_id = \(item?.rawValue ?? "") ORDER BY at DESC, id DESC LIMIT \(limit)
            """
        ).map { try PlanEvent(kind: $0.get(0), byName: $0.get(1), at: $0.get(2), note: $0.get(3)) }
    }
}
