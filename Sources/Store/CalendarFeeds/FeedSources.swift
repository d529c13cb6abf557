package import SQLCore
package import Supervision

/// A day on which a person goes to a unit, or a unit expects a team.
package struct FeedVisit: Sendable, Equatable {
    package let inspection: InspectionID
    package let campaign: String
    package let unit: String
    package let day: Day
}

/// Everything dated that an account has to do, as far as it may see it now.
package struct FeedSources: Sendable {
    package let todos: [Todo]
    package let visits: [FeedVisit]
    /// Items of plans that the person owns or works on, with their windows.
    package let items: [PlanItemRow]

    /// How much of one kind a calendar holds.
    static let limit = 500

    package static func read(for viewer: Viewer, in db: SQLConnection) throws -> FeedSources {
        FeedSources(
            todos: try Todos.dated(visibleTo: viewer, in: db), visits: try visits(for: viewer, in: db),
            items: try PlanItems.duties(of: viewer, limit: limit, in: db))
    }

    /// Visits planned for the person's teams; for a unit, those of which it knows.
    private static func visits(for viewer: Viewer, in db: SQLConnection) throws -> [FeedVisit] {
        let mine: SQL
        if case .organisation(let unit) = viewer.scope {
            mine = "i.organisation_id = \(unit)"
        } else {
            mine = "i.id IN (SELECT m.inspection_id FROM team_member m WHERE m.person_id = \(viewer.person))"
        }
        return try db.rows(
            """
            SELECT i.id, c.name, i.name, i.planned_on FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE \(mine) AND i.state = 'running' AND i.planned_on > '' AND i.visited_on IS NULL
                AND \(Inspections.visible(to: viewer))
            ORDER BY i.planned_on DESC, i.id LIMIT \(limit)
            """
        ).map { row in
            FeedVisit(
                inspection: try row.get(0), campaign: try row.get(1), unit: try row.get(2), day: try row.get(3))
        }
    }
}
