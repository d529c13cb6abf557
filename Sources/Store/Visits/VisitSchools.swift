package import SQLCore
package import Supervision

/// Which schools are whose to visit; the one place that says so.
///
/// Until responsibility zones are there: units granted to the person, or else all schools of the office that
/// appointed the inspector. An office visits what it manages.
package enum VisitSchools {
    /// The schools of a person on a day, as a condition on `organisation o`.
    static func mine(_ viewer: Viewer, on day: Day) -> SQL {
        guard !Role.office.contains(viewer.role) else {
            return "\(Organisations.visible(to: viewer)) AND \(isSchool)"
        }
        return """
            \(isSchool) AND o.id IN (\(granted(viewer.person, on: day))
                UNION ALL
                SELECT x.id FROM inspector i JOIN organisation x
                    ON x.province = i.province AND x.city = i.city AND x.county = i.county AND x.zone = i.zone
                WHERE i.person_id = \(viewer.person) AND x.kind IN ('school', 'kindergarten')
                    AND NOT EXISTS (SELECT 1 FROM access_grant g JOIN organisation y ON y.id = g.subject_id
                        WHERE g.person_id = \(viewer.person)))
            """
    }

    private static func granted(_ person: PersonID, on day: Day) -> SQL {
        """
        SELECT g.subject_id FROM access_grant g
        WHERE g.person_id = \(person) AND g.from_day <= \(day) AND g.until_day >= \(day)
        """
    }

    private static let isSchool: SQL = "o.kind IN ('school', 'kindergarten')"

    /// The schools of a person on a day, by code.
    package static func of(_ viewer: Viewer, on day: Day, in db: SQLConnection) throws -> [OrganisationRecord] {
        try db.rows(
            """
            SELECT \(Organisations.columns) FROM organisation o
            WHERE o.state = 'open' AND \(mine(viewer, on: day)) ORDER BY o.code
            """
        ).map { try OrganisationRecord($0) }
    }

    static func isMine(
        _ school: OrganisationID, of viewer: Viewer, on day: Day, in db: SQLConnection
    ) throws -> Bool {
        try db.first("SELECT 1 FROM organisation o WHERE o.id = \(school) AND \(mine(viewer, on: day))") != nil
    }

    /// Whether the person takes part in a joint visit to the school, and which.
    static func task(
        _ id: VisitTaskID, to school: OrganisationID, of viewer: Viewer, in db: SQLConnection
    ) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM visit_task t JOIN visit_task_person x ON x.task_id = t.id
            WHERE t.id = \(id) AND t.organisation_id = \(school) AND x.person_id = \(viewer.person)
                AND NOT t.is_cancelled
            """) != nil
    }
}
