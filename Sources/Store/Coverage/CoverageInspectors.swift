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

/// Who is responsible for which school by the responsibility zones; the one place of coverage that says so.
package enum CoverageInspectors {
    /// For the schools that `schools` selects, a condition on `organisation o`; nobody for a school that has nobody of its own.
    static func responsible(
        _ schools: SQL, on day: Day, in db: SQLConnection
    ) throws -> [OrganisationID: [CoverageInspector]] {
        var found: [OrganisationID: [CoverageInspector]] = [:]
        let rows = try db.rows(
            """
            SELECT o.id, p.id, p.name FROM organisation o JOIN zone_posting x ON x.organisation_id = o.id
                JOIN inspector i ON i.person_id = x.person_id JOIN person p ON p.id = i.person_id
            WHERE \(schools) AND \(Zones.holds("x.", on: day)) AND i.state = 'active'
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

    /// In which responsibility zone each of the schools lies; a school is in one at a time.
    static func zones(_ schools: SQL, on day: Day, in db: SQLConnection) throws -> [OrganisationID: String] {
        let rows = try db.rows(
            """
            SELECT o.id, z.name FROM organisation o JOIN zone_school m ON m.organisation_id = o.id
                JOIN responsibility_zone z ON z.id = m.zone_id
            WHERE \(schools) AND \(Zones.holds("m.", on: day))
            """)
        var found: [OrganisationID: String] = [:]
        for row in rows { found[try row.get(0)] = try row.get(1) }
        return found
    }
}
