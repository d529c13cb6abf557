package import SQLCore
package import Supervision

/// Which checks are wanted; what is empty asks nothing.
package struct TipCheckFilter: Sendable, Equatable {
    /// Part of a registered unit's name, of the inspector's, or the number.
    package var text = ""
    package var state: TipCheck.State?
    package var topic: TipTopic?
    package var outcome: Tip.Outcome?
    /// Open ones past their day.
    package var isLate = false
    package var from: Day?
    package var until: Day?

    package init(state: TipCheck.State? = nil) {
        self.state = state
    }
}

extension TipChecks {
    /// An inspector's own, an office's of its tips; what waits first.
    package static func list(
        _ filter: TipCheckFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<TipCheck> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition)
            ORDER BY CASE c.state WHEN 'open' THEN 0 ELSE 1 END, c.assigned_on DESC, c.id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(TipCheck.init), total: total, page: page)
    }

    private static func matching(_ filter: TipCheckFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            conditions.append(
                """
                (t.number LIKE \(part) ESCAPE '\\' OR c.person_name LIKE \(part) ESCAPE '\\'
                    OR t.organisation_id IS NOT NULL AND t.unit_name LIKE \(part) ESCAPE '\\')
                """)
        }
        if let state = filter.state { conditions.append("c.state = \(state)") }
        if let topic = filter.topic { conditions.append("t.topic = \(topic)") }
        if let outcome = filter.outcome { conditions.append("c.outcome = \(outcome.rawValue)") }
        if filter.isLate { conditions.append("c.state = 'open' AND c.due_on < \(viewer.day)") }
        if let from = filter.from { conditions.append("c.assigned_on >= \(from)") }
        if let until = filter.until { conditions.append("c.assigned_on <= \(until)") }
        return .joined(conditions, separator: " AND ")
    }

    /// What an office asked and was told about a unit is kept from those of it who have to stay away.
    private static func visible(to viewer: Viewer) -> SQL {
        guard Role.office.contains(viewer.role) else { return mine(viewer) }
        return "\(Tips.own(viewer, "t.")) AND \(TipBars.isFree(viewer))"
    }
}
