import SQLCore
import Supervision

/// What speaks for going to a school besides its visits: problems, warnings and tips.
enum CoverageFacts {
    struct Findings {
        var open = 0
        var overdue = 0
    }

    /// Open problems of each school, and those of them that are past their day with the school.
    static func findings(
        _ schools: SQL, on day: Day, in db: SQLConnection
    ) throws -> [OrganisationID: Findings] {
        let waiting = FindingPart.State.allCases.filter(\.awaitsUnit)
        var found: [OrganisationID: Findings] = [:]
        let rows = try db.rows(
            """
            SELECT p.organisation_id, count(*), sum(CASE WHEN p.state IN (\(list: waiting)) AND p.due_on > ''
                AND p.due_on < \(day) THEN 1 ELSE 0 END)
            FROM organisation o JOIN finding_part p ON p.organisation_id = o.id
            WHERE \(schools) AND p.is_open AND p.state <> 'draft' GROUP BY p.organisation_id
            """)
        for row in rows { found[try row.get(0)] = Findings(open: try row.get(1), overdue: try row.get(2)) }
        return found
    }

    /// Early warnings about a school itself; those about a county are nobody's more than another's.
    static func warnings(_ schools: SQL, in db: SQLConnection) throws -> [OrganisationID: Int] {
        let rows = try db.rows(
            """
            SELECT o.id, count(*) FROM early_warning w JOIN organisation o ON o.id = w.subject
            WHERE \(schools) AND w.state <> 'over' GROUP BY o.id
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try $0.get(1)) })
    }

    /// Tips about a school that somebody is working on, or will.
    static func tips(_ schools: SQL, in db: SQLConnection) throws -> [OrganisationID: Int] {
        let rows = try db.rows(
            """
            SELECT o.id, count(*) FROM organisation o JOIN tip t ON t.organisation_id = o.id
            WHERE \(schools) AND t.state IN ('received', 'accepted', 'verifying') GROUP BY o.id
            """)
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try $0.get(1)) })
    }
}
