package import SQLCore
package import Supervision

/// How often a unit was supervised and what was found there.
package struct OrganisationFigures: Sendable, Equatable {
    package let inspections: Int
    package let findings: Int
    package let openFindings: Int
    /// Of graded inspections, and of rounds before there was Dudao.
    package let results: Int
}

extension Organisations {
    /// Counted as the lists that the figures lead to count: what the viewer may see.
    package static func figures(
        of id: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationFigures {
        let row = try db.first(
            """
            SELECT (SELECT count(*) FROM inspection i WHERE i.organisation_id = \(id) AND \(Inspections.visible(to: viewer))),
                count(*), count(*) FILTER (WHERE p.is_open)
            FROM finding_part p WHERE p.organisation_id = \(id) AND p.state <> 'draft'
            """)
        return OrganisationFigures(
            inspections: try row?.get(0) ?? 0, findings: try row?.get(1) ?? 0, openFindings: try row?.get(2) ?? 0,
            results: try Results.of(id, visibleTo: viewer, in: db).count)
    }
}
