package import SQLCore
package import Supervision

extension Recusals {
    /// Whom an application may be about: for a unit those on its teams, for an office its own inspectors and experts.
    package static func people(for viewer: Viewer, in db: SQLConnection) throws -> [(id: PersonID, name: String)] {
        if case .organisation = viewer.scope {
            return try db.rows(
                """
                SELECT DISTINCT m.person_id, p.name FROM inspection i JOIN team_member m ON m.inspection_id = i.id
                    JOIN person p ON p.id = m.person_id
                WHERE i.state = 'running' AND \(Inspections.visible(to: viewer)) ORDER BY p.name, m.person_id
                """
            ).map { (try $0.get(0), try $0.get(1)) }
        }
        guard Role.office.contains(viewer.role) else { return [] }
        let place = try Place.office(of: viewer.scope, in: db)
        return try db.rows(
            """
            SELECT q.id, q.name FROM (
                SELECT s.person_id AS id, p.name FROM inspector s JOIN person p ON p.id = s.person_id
                WHERE s.state = 'active' AND \(Inspectors.visible(to: viewer, alias: "s."))
                UNION SELECT a.person_id, p.name FROM account a JOIN person p ON p.id = a.person_id
                WHERE a.active AND a.role IN ('inspector', 'evaluator') AND \(place.manages(alias: "a."))) AS q
            ORDER BY q.name, q.id
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }

    /// Units that an inspector is or will be sent to, to choose from.
    package static func units(for viewer: Viewer, in db: SQLConnection) throws -> [(code: String, name: String)] {
        guard viewer.role.seesGrantsOnly else { return [] }
        return try db.rows(
            """
            SELECT DISTINCT i.code, i.name FROM inspection i
            WHERE i.state = 'running' AND \(Inspections.visible(to: viewer)) ORDER BY i.code
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }
}
