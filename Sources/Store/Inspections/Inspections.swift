package import SQLCore
package import Supervision

/// The inspection table: one organisation going through one campaign.
///
/// Until its campaign starts an inspection is being prepared: only the campaign's own pages show it.
package enum Inspections {
    package static func find(
        _ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> InspectionRow? {
        try db.first("SELECT \(columns) \(tables) WHERE i.id = \(id) AND \(visible(to: viewer))").map {
            try InspectionRow($0).shown(to: viewer)
        }
    }

    package static func require(
        _ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> InspectionRow {
        guard let row = try find(id, visibleTo: viewer, in: db) else { throw InspectionRefusal.notFound }
        return row
    }

    /// Everybody on the team, the lead first.
    package static func team(of id: InspectionID, in db: SQLConnection) throws -> [TeamMember] {
        let rows = try db.rows(
            """
            SELECT m.person_id, p.name, m.is_lead, m.capacity, g.from_day, g.until_day
            FROM team_member m JOIN person p ON p.id = m.person_id
                LEFT JOIN access_grant g ON g.person_id = m.person_id AND g.subject_id = m.inspection_id
            WHERE m.inspection_id = \(id) ORDER BY m.is_lead DESC, m.capacity DESC, p.name, p.id
            """)
        return try rows.map { try TeamMember($0, from: 0) }
    }

    /// Who manages the unit sees it, the unit itself, and those on its team while their grant lasts.
    ///
    /// Of a 暗访 neither the unit nor an office below the one that runs it sees anything before somebody was there.
    static func visible(to viewer: Viewer) -> SQL {
        let shape = Visibility(
            organisation: { "i.organisation_id = \($0) AND NOT i.hidden" },
            granted: { person, day in
                """
                EXISTS (SELECT 1 FROM access_grant g WHERE g.person_id = \(person) AND g.subject_id = i.id
                    AND g.from_day <= \(day) AND g.until_day >= \(day))
                """
            })
        let seen: SQL = "i.state <> 'prepared' AND \(shape.condition(for: viewer, alias: "i."))"
        guard case .region = viewer.scope else { return seen }
        let own = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "hc.")
        return """
            \(seen) AND (NOT i.hidden OR EXISTS (SELECT 1 FROM campaign hc WHERE hc.id = i.campaign_id AND \(own)))
            """
    }

    static var tables: SQL {
        """
        FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            LEFT JOIN team_member t ON t.inspection_id = i.id AND t.is_lead
            LEFT JOIN person p ON p.id = t.person_id
        """
    }

    static var columns: SQL {
        """
        i.id, i.campaign_id, c.name, c.kind, c.framework_version_id, c.starts_on, c.ends_on, i.organisation_id,
        i.organisation_version_id, i.code, i.name, i.stratum, i.step, i.step_name, i.state, i.planned_on,
        i.visited_on, i.chosen, i.score, i.grade, t.person_id, p.name, i.province, i.city, i.county, i.zone, i.version,
        (SELECT count(*) FROM finding f WHERE f.inspection_id = i.id AND f.state <> 'draft'),
        (SELECT count(*) FROM finding f WHERE f.inspection_id = i.id AND f.state = 'open'), i.hidden
        """
    }
}

/// One of those who inspect a unit.
package struct TeamMember: Sendable, Equatable {
    package let person: PersonID
    package let name: String
    package let isLead: Bool
    package let capacity: TeamCapacity
    /// From and until when they see the unit; nil where nothing was granted.
    package let from: Day?
    package let until: Day?

    /// Whether what was granted has run out.
    package func isGone(on day: Day) -> Bool { until.map { $0 < day } ?? true }
}

extension TeamMember {
    /// Reads person, name, lead, capacity, first and last day, beginning with a column.
    init(_ row: SQLRow, from column: Int) throws {
        let capacity: String = try row.get(column + 3)
        try self.init(
            person: row.get(column), name: row.get(column + 1), isLead: row.get(column + 2),
            capacity: TeamCapacity(rawValue: capacity) ?? .inspector, from: row.get(column + 4),
            until: row.get(column + 5))
    }
}
