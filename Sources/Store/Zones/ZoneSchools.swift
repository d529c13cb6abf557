package import SQLCore
package import Supervision

/// A school with its zone and who looks after it, on the day asked.
package struct ZoneSchoolLine: Sendable, Equatable {
    package let school: OrganisationID
    package let code: String
    package let name: String
    package let kind: OrganisationKind
    /// Nil for a school that no zone has.
    package let zone: ZoneID?
    package let zoneName: String
    package let since: Day?
    /// By number.
    package var people: [ZonePerson]
}

/// Somebody who looks after a school, or did.
package struct ZonePerson: Sendable, Equatable {
    package let posting: ZonePostingID
    package let person: PersonID
    package let name: String
    package let code: String
    package let from: Day
    package let until: Day?
}

/// Which schools are wanted.
package struct ZoneSchoolFilter: Sendable, Equatable {
    package var text = ""
    /// A zone's id, or `none` for schools without one.
    package var zone = ""
    package var person = ""
    /// `posted`, `unposted` or `lacking`.
    package var state = ""
    /// Only those of the viewer's own office.
    package var isOwn = false
    package var sort = "code"
    package var isDescending = false

    package init() {}

    package static let sorts = ["code", "name", "zone", "since"]
}

extension Zones {
    /// Open schools of the viewer's office with where they belong.
    package static func schools(
        _ filter: ZoneSchoolFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ZoneSchoolLine> {
        let day = viewer.day
        var conditions: [SQL] = ["o.state = 'open'", "o.kind IN ('school', 'kindergarten')", seen(by: viewer)]
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text.folded)
            conditions.append("(o.name_folded LIKE \(part) ESCAPE '\\' OR o.code = \(filter.text))")
        }
        switch filter.zone {
        case "": break
        case "none": conditions.append("m.id IS NULL")
        default: conditions.append("m.zone_id = \(filter.zone)")
        }
        if !filter.person.isEmpty {
            conditions.append("o.id IN (\(posted(to: Identifier(filter.person), on: day)))")
        }
        let posting: SQL = """
            EXISTS (SELECT 1 FROM zone_posting x WHERE x.organisation_id = o.id AND \(holds("x.", on: day)))
            """
        if filter.state == "posted" { conditions.append(posting) }
        if filter.state == "unposted" { conditions.append("m.id IS NOT NULL AND NOT \(posting)") }
        if filter.state == "lacking" { conditions.append(lacking(on: day)) }
        if filter.isOwn { conditions.append(own(viewer)) }
        let source: SQL = """
            FROM organisation o LEFT JOIN zone_school m ON m.organisation_id = o.id AND \(holds("m.", on: day))
                LEFT JOIN responsibility_zone z ON z.id = m.zone_id
            WHERE \(SQL.joined(conditions, separator: " AND "))
            """
        let rows = try db.rows(
            """
            SELECT o.id, o.code, o.name, o.kind, z.id, coalesce(z.name, ''), m.from_day \(source)
            ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source)")?.get(0) ?? 0
        var lines = try rows.map { row in
            ZoneSchoolLine(
                school: try row.get(0), code: try row.get(1), name: try row.get(2),
                kind: OrganisationKind(rawValue: try row.get(3)) ?? .other, zone: try row.get(4),
                zoneName: try row.get(5), since: try row.get(6), people: [])
        }
        let people = try people(at: lines.map(\.school), on: day, in: db)
        for place in lines.indices { lines[place].people = people[lines[place].school] ?? [] }
        return Listing(rows: lines, total: total, page: page)
    }

    /// Who looks after each of some schools on a day, by number.
    package static func people(
        at schools: [OrganisationID], on day: Day, in db: SQLConnection
    ) throws -> [OrganisationID: [ZonePerson]] {
        var found: [OrganisationID: [ZonePerson]] = [:]
        var rest = schools[...]
        while !rest.isEmpty {
            let rows = try db.rows(
                """
                SELECT x.organisation_id, \(posting) FROM zone_posting x JOIN inspector i ON i.person_id = x.person_id
                    JOIN person p ON p.id = i.person_id
                WHERE \(holds("x.", on: day)) AND x.organisation_id IN (\(list: Array(rest.prefix(1_000))))
                ORDER BY i.code, i.person_id
                """)
            for row in rows { found[try row.get(0), default: []].append(try ZonePerson(row)) }
            rest = rest.dropFirst(1_000)
        }
        return found
    }

    /// Everybody who looks after a school or did, the latest first.
    package static func history(of school: OrganisationID, in db: SQLConnection) throws -> [ZonePerson] {
        try db.rows(
            """
            SELECT x.organisation_id, \(posting) FROM zone_posting x JOIN inspector i ON i.person_id = x.person_id
                JOIN person p ON p.id = i.person_id
            WHERE x.organisation_id = \(school) ORDER BY x.from_day DESC, i.code, x.id LIMIT 200
            """
        ).map { try ZonePerson($0) }
    }

    /// Inspectors see the schools of their zones, everybody else what they manage.
    private static func seen(by viewer: Viewer) -> SQL {
        guard viewer.scope == .granted else { return Organisations.visible(to: viewer) }
        return """
            o.id IN (SELECT y.organisation_id FROM zone_inspector n JOIN zone_school y ON y.zone_id = n.zone_id
                WHERE n.person_id = \(viewer.person) AND \(holds("n.", on: viewer.day)) AND \(holds("y.", on: viewer.day)))
            """
    }

    static let posting: SQL = "x.id, x.person_id, p.name, i.code, x.from_day, x.until_day"

    private static func order(_ filter: ZoneSchoolFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "name": "o.name\(down), o.id"
        case "zone": "coalesce(z.name, '')\(down), o.code, o.id"
        case "since": "coalesce(m.from_day, '')\(down), o.code, o.id"
        default: "o.code\(down), o.id"
        }
    }
}

extension ZonePerson {
    /// After the school's id come the columns of `Zones.posting`.
    init(_ row: SQLRow) throws {
        try self.init(
            posting: row.get(1), person: row.get(2), name: row.get(3), code: row.get(4), from: row.get(5),
            until: (row.get(6) as Day).known)
    }
}
