package import SQLCore
package import Supervision

/// The organisation table: units of every kind as they are today.
package enum Organisations {
    /// What `viewer` may see; anything else is not there.
    package static func find(
        _ id: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationRecord? {
        try db.first("SELECT \(columns) FROM organisation o WHERE o.id = \(id) AND \(visible(to: viewer))").map {
            try OrganisationRecord($0)
        }
    }

    /// By its present code, or by one that it had before.
    package static func find(
        code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationRecord? {
        try db.first(
            """
            SELECT \(columns) FROM organisation_code c JOIN organisation o ON o.id = c.organisation_id
            WHERE c.code = \(code.normalisedCell.uppercased()) AND \(visible(to: viewer))
            """
        ).map { try OrganisationRecord($0) }
    }

    /// As `find`, but what is not there is refused.
    package static func require(
        _ id: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationRecord {
        guard let found = try find(id, visibleTo: viewer, in: db) else { throw RegistryRefusal.notFound }
        return found
    }

    package static func require(
        code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationRecord {
        guard let found = try find(code: code, visibleTo: viewer, in: db) else { throw RegistryRefusal.notFound }
        return found
    }

    /// By a code, or by the whole name of one that is open.
    package static func find(
        named text: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationRecord? {
        if let found = try find(code: text, visibleTo: viewer, in: db) { return found }
        return try db.first(
            """
            SELECT \(columns) FROM organisation o
            WHERE o.name_folded = \(text.folded) AND o.state = 'open' AND \(visible(to: viewer)) ORDER BY o.code
            """
        ).map { try OrganisationRecord($0) }
    }

    /// Who manages it sees it, it sees itself, and those on the team of one of its inspections see it.
    static func visible(to viewer: Viewer) -> SQL {
        let shape = Visibility(
            organisation: { "o.id = \($0)" },
            granted: { person, day in
                """
                EXISTS (SELECT 1 FROM access_grant g JOIN inspection i ON i.id = g.subject_id
                    WHERE g.person_id = \(person) AND i.organisation_id = o.id
                        AND g.from_day <= \(day) AND g.until_day >= \(day))
                """
            })
        return shape.condition(for: viewer, alias: "o.")
    }

    package static var columns: SQL {
        """
        o.id, o.code, o.name, o.kind, o.category, o.running, o.authority, o.region_code, o.province, o.city, o.county,
        o.zone, o.stages, o.tags, o.address, o.pupils, o.state, o.since, o.closed_on, o.version_id, o.version
        """
    }
}

extension Organisations {
    /// The columns of who manages what `authority` manages.
    package static func place(of authority: ManagingAuthority, in db: SQLConnection) throws -> Place {
        guard let region = authority.region else { return Place() }
        return Place(ScopeColumns(of: authority, in: try Regions.chain(of: region, in: db)))
    }

    /// Refuses what lies outside the viewer's own scope, so that nobody makes a unit that they could not see.
    static func requireScope(_ viewer: Viewer, _ place: Place, name: String) throws(RegistryRefusal) {
        guard viewer.manages(place) else { throw .outsideScope(name) }
    }
}

extension Viewer {
    /// Whether what lies at `place` is this viewer's office's to manage.
    package func manages(_ place: Place) -> Bool {
        switch scope {
        case .nation: true
        case .region(.province, let code): place.province == code
        case .region(.city, let code): place.city == code
        case .region(.county, let code): place.county == code
        case .region(.zone, let code): place.zone == code
        case .organisation, .granted: false
        }
    }

    /// The region of the viewer's own office; nil for one that has none.
    package var home: String? {
        if case .region(_, let code) = scope { code } else { nil }
    }
}
