import SQLCore
package import Supervision

/// A visit in a unit's calendar: a joint one that is planned, or one that was made.
package struct CalendarCall: Sendable, Equatable {
    package let entry: CalendarEntry
    /// Who goes or went.
    package let people: String
    package let isMade: Bool
}

/// Visits and joint visits as calendars of units show them.
enum CalendarCalls {
    /// Joint visits that the viewer's office planned; a school is not told beforehand.
    static func tasks(_ condition: SQL, visibleTo viewer: Viewer, in db: SQLConnection) throws -> [CalendarCall] {
        let visible = Visibility(
            organisation: { _ in "false" },
            granted: { person, _ in "t.id IN (SELECT x.task_id FROM visit_task_person x WHERE x.person_id = \(person))"
            }
        ).condition(for: viewer, alias: "t.")
        let rows = try db.rows(
            """
            SELECT t.id, t.theme, t.organisation_id, o.name, t.from_day, t.due_on,
                (SELECT min(v.visited_on) FROM visit v WHERE v.organisation_id = t.organisation_id AND v.task_id = t.id
                    AND NOT v.is_void)
            FROM visit_task t JOIN organisation o ON o.id = t.organisation_id
            WHERE (\(condition)) AND NOT t.is_cancelled AND \(visible) ORDER BY t.from_day, t.id
            """)
        let people = try names(of: rows.map { try $0.get(0) }, in: db)
        return try rows.map { row in
            let id: VisitTaskID = try row.get(0)
            let (first, last): (Day, Day) = (try row.get(4), try row.get(5))
            let made: Day? = try row.get(6)
            return CalendarCall(
                entry: CalendarEntry(
                    .task(id), name: try row.get(1), organisation: try row.get(2), unitName: try row.get(3),
                    days: Period(from: made ?? first, until: made ?? max(first, last)) ?? Period(from: first),
                    isFixed: made != nil || first == last),
                people: people[id] ?? "", isMade: made != nil)
        }
    }

    private static func names(of tasks: [VisitTaskID], in db: SQLConnection) throws -> [VisitTaskID: String] {
        guard !tasks.isEmpty else { return [:] }
        let rows = try db.rows(
            "SELECT task_id, name FROM visit_task_person WHERE task_id IN (\(list: tasks)) ORDER BY task_id, name")
        return try rows.reduce(into: [:]) { found, row in
            let (id, name): (VisitTaskID, String) = (try row.get(0), try row.get(1))
            found[id] = found[id].map { "\($0)、\(name)" } ?? name
        }
    }

    /// Visits that were made to one unit and that the viewer may open; those of a joint visit stand as that.
    static func visits(
        of unit: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CalendarCall] {
        try db.rows(
            """
            SELECT v.id, v.theme, v.organisation_name, v.visited_on, v.person_name, v.kind FROM visit v
            WHERE v.organisation_id = \(unit) AND NOT v.is_void AND \(Visits.visible(to: viewer))
                AND (v.task_id IS NULL OR \(isUnit(viewer))) ORDER BY v.visited_on DESC, v.id DESC LIMIT 500
            """
        ).map { row in
            let (day, kind, theme): (Day, Visit.Kind, String) = (try row.get(3), try row.get(5), try row.get(1))
            return CalendarCall(
                entry: CalendarEntry(
                    .visit(try row.get(0)), name: theme.isEmpty ? kind.label : theme, organisation: unit,
                    unitName: try row.get(2), days: Period(from: day, until: day) ?? Period(from: day), isFixed: true),
                people: try row.get(4), isMade: true)
        }
    }

    /// A unit sees no joint visits as such, so it sees what came of them.
    private static func isUnit(_ viewer: Viewer) -> SQL { viewer.role.belongsToOrganisation ? "true" : "false" }
}
