package import SQLCore
package import Supervision

/// Who can own an item: persons with an account of the office or an inspector's record in its place.
package enum PlanPeople {
    package static func choices(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [PlanOwner] {
        let place = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
        return try db.rows(
            """
            SELECT p.id, p.name FROM person p WHERE p.id IN (
                SELECT a.person_id FROM account a WHERE \(place.condition(for: viewer, alias: "a.")) AND a.active
                    AND a.role IN ('officer', 'director', 'inspector')
                UNION SELECT i.person_id FROM inspector i WHERE \(place.condition(for: viewer, alias: "i."))
                    AND i.state = 'active')
            ORDER BY p.name, p.id LIMIT 500
            """
        ).map { try PlanOwner(person: $0.get(0), name: $0.get(1)) }
    }
}
