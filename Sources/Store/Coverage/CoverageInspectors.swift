import SQLCore
package import Supervision

/// An inspector as coverage names them.
package struct CoverageInspector: Sendable, Hashable {
    package let person: PersonID
    package let name: String

    package init(person: PersonID, name: String) {
        self.person = person
        self.name = name
    }
}

/// Who is responsible for which school; the one place of coverage that says so.
///
/// Until responsibility zones are there: serving inspectors to whom the school itself is granted.
package enum CoverageInspectors {
    /// For the schools that `schools` selects, a condition on `organisation o`; nobody for a school that has nobody of its own.
    static func responsible(
        _ schools: SQL, on day: Day, in db: SQLConnection
    ) throws -> [OrganisationID: [CoverageInspector]] {
        var found: [OrganisationID: [CoverageInspector]] = [:]
        let rows = try db.rows(
            """
            SELECT o.id, p.id, p.name FROM organisation o JOIN access_grant g ON g.subject_id = o.id
                JOIN inspector i ON i.person_id = g.person_id JOIN person p ON p.id = i.person_id
            WHERE \(schools) AND g.from_day <= \(day) AND g.until_day >= \(day) AND i.state = 'active'
            ORDER BY p.name, p.id
            """)
        for row in rows {
            let (school, colleague): (OrganisationID, CoverageInspector) = try (
                row.get(0), CoverageInspector(person: row.get(1), name: row.get(2))
            )
            if found[school]?.contains(colleague) != true { found[school, default: []].append(colleague) }
        }
        return found
    }

    /// In which responsibility zone each of the schools lies; none until zones are kept.
    static func zones(_ schools: SQL, on day: Day, in db: SQLConnection) throws -> [OrganisationID: String] { [:] }
}
