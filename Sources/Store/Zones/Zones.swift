package import SQLCore
package import Supervision

/// One line of the list of zones, counted on the day asked.
package struct ZoneLine: Sendable, Equatable {
    package let id: ZoneID
    package let name: String
    package let from: Day
    package let until: Day?
    package let schools: Int
    package let inspectors: Int
    /// Schools at whose gate nobody's name hangs.
    package let unposted: Int
}

/// A zone as stored.
package struct ZoneRecord: Sendable, Equatable {
    package let zone: ResponsibilityZone
    package let place: Place

    package var id: ZoneID { zone.id }
}

/// Which zones are wanted.
package struct ZoneFilter: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable { case current, over, unposted, ended, all }

    package var text = ""
    package var state = State.current
    package var sort = "name"
    package var isDescending = false

    package init() {}

    package static let sorts = ["name", "schools", "inspectors", "unposted", "from"]
}

/// The responsibility_zone table and who belongs to which zone.
package enum Zones {
    package static func list(
        _ filter: ZoneFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ZoneLine> {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            conditions.append("z.name_folded LIKE \("%\(filter.text.folded.likeEscaped)%") ESCAPE '\\'")
        }
        switch filter.state {
        case .all: break
        case .ended: conditions.append("z.until_day < \(viewer.day)")
        case .current, .over, .unposted: conditions.append("z.until_day >= \(viewer.day)")
        }
        var outer: SQL = "true"
        if filter.state == .over {
            outer = "q.schools > \(try ZoneRuleBook.rules(of: viewer, in: db).schoolsPerZone)"
        }
        if filter.state == .unposted { outer = "q.unposted > 0" }
        let source: SQL = """
            FROM (SELECT z.id, z.name, z.from_day, z.until_day, \(counts(on: viewer.day)) FROM responsibility_zone z
                WHERE \(SQL.joined(conditions, separator: " AND "))) AS q WHERE \(outer)
            """
        let rows = try db.rows(
            """
            SELECT q.id, q.name, q.from_day, q.until_day, q.schools, q.inspectors, q.unposted \(source)
            ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map {
                try ZoneLine(
                    id: $0.get(0), name: $0.get(1), from: $0.get(2), until: ($0.get(3) as Day).known,
                    schools: $0.get(4), inspectors: $0.get(5), unposted: $0.get(6))
            }, total: total, page: page)
    }

    package static func require(
        _ id: ZoneID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ZoneRecord {
        try find(id, visible(to: viewer), in: db)
    }

    /// Whosever it is; for who came to it by a school of their own.
    static func find(_ id: ZoneID, _ condition: SQL = "true", in db: SQLConnection) throws -> ZoneRecord {
        let row = try db.first(
            """
            SELECT z.id, z.name, z.from_day, z.until_day, z.note, z.version, z.province, z.city, z.county, z.zone
            FROM responsibility_zone z WHERE z.id = \(id) AND \(condition)
            """)
        guard let row else { throw ZoneRefusal.notFound }
        let (from, until): (Day, Day) = (try row.get(2), try row.get(3))
        return ZoneRecord(
            zone: try ResponsibilityZone(
                id: row.get(0), name: row.get(1),
                validity: Period(from: from, until: until.known) ?? Period(from: from),
                note: row.get(4), version: row.get(5)),
            place: try Place(province: row.get(6), city: row.get(7), county: row.get(8), zone: row.get(9)))
    }

    /// Zones of the viewer's own office that are there today, by name.
    package static func choices(
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(id: String, name: String)] {
        try db.rows(
            """
            SELECT z.id, z.name FROM responsibility_zone z
            WHERE z.until_day >= \(viewer.day) AND \(visible(to: viewer)) ORDER BY z.name, z.id LIMIT 300
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }

    /// The office that keeps it and those above, and the inspectors who work in it now or did.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: { _ in "false" },
            granted: { person, _ in
                "z.id IN (SELECT m.zone_id FROM zone_inspector m WHERE m.person_id = \(person))"
            }
        ).condition(for: viewer, alias: "z.")
    }

    /// Whether a row of a membership holds on a day.
    static func holds(_ alias: SQL, on day: Day) -> SQL {
        "\(alias)from_day <= \(day) AND \(alias)until_day >= \(day)"
    }

    private static func counts(on day: Day) -> SQL {
        """
        (SELECT count(*) FROM zone_school m JOIN organisation o ON o.id = m.organisation_id
            WHERE m.zone_id = z.id AND o.state = 'open' AND \(holds("m.", on: day))) AS schools,
        (SELECT count(*) FROM zone_inspector m WHERE m.zone_id = z.id AND \(holds("m.", on: day))) AS inspectors,
        (SELECT count(*) FROM zone_school m JOIN organisation o ON o.id = m.organisation_id
            WHERE m.zone_id = z.id AND o.state = 'open' AND \(holds("m.", on: day))
                AND NOT EXISTS (SELECT 1 FROM zone_posting x
                    WHERE x.organisation_id = m.organisation_id AND \(holds("x.", on: day)))) AS unposted
        """
    }

    private static func order(_ filter: ZoneFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "schools": "q.schools\(down), q.name, q.id"
        case "inspectors": "q.inspectors\(down), q.name, q.id"
        case "unposted": "q.unposted\(down), q.name, q.id"
        case "from": "q.from_day\(down), q.name, q.id"
        default: "q.name\(down), q.id"
        }
    }
}

// What other features ask: who looks after whom.
extension Zones {
    /// The schools at whose gate a person's name hangs on a day, as ids for a condition: `o.id IN (…)`.
    static func posted(to person: PersonID, on day: Day) -> SQL {
        """
        SELECT x.organisation_id FROM zone_posting x WHERE x.person_id = \(person) AND \(holds("x.", on: day))
        """
    }

    /// The schools that a person looks after on a day, by code; closed ones are left out.
    package static func schools(
        of person: PersonID, on day: Day, in db: SQLConnection
    ) throws -> [OrganisationRecord] {
        try db.rows(
            """
            SELECT \(Organisations.columns) FROM organisation o
            WHERE o.state = 'open' AND o.id IN (\(posted(to: person, on: day))) ORDER BY o.code
            """
        ).map { try OrganisationRecord($0) }
    }

    /// Who looks after a school on a day, by number.
    package static func inspectors(
        of school: OrganisationID, on day: Day, in db: SQLConnection
    ) throws -> [InspectorRecord] {
        try db.rows(
            """
            SELECT \(Inspectors.columns) FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE i.person_id IN (SELECT x.person_id FROM zone_posting x
                WHERE x.organisation_id = \(school) AND \(holds("x.", on: day))) ORDER BY i.code, i.person_id
            """
        ).map(InspectorRecord.init)
    }

    /// Whether a person, or anybody by an office, was posted by a day: until then, an office's inspectors share its schools.
    static func havePosted(
        _ person: PersonID, orAnybodyAt place: Place, by day: Day, in db: SQLConnection
    ) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM person p WHERE p.id = \(person) AND (
                EXISTS (SELECT 1 FROM zone_posting x WHERE x.person_id = \(person) AND x.from_day <= \(day))
                OR EXISTS (SELECT 1 FROM responsibility_zone z JOIN zone_posting x ON x.zone_id = z.id
                    WHERE z.province = \(place.province) AND z.city = \(place.city) AND z.county = \(place.county)
                        AND z.zone = \(place.zone) AND x.from_day <= \(day)))
            """) != nil
    }
}
