package import SQLCore
package import Supervision

/// An inspector of a zone with how many schools they look after.
package struct ZoneInspectorLine: Sendable, Equatable {
    package let person: PersonID
    package let name: String
    package let code: String
    package let phone: String
    package let isFullTime: Bool
    package let from: Day
    package let until: Day?
    package let termUntil: Day?
    /// In this zone, and in all.
    package let schools: Int
    package let all: Int
}

/// Something that was so in a zone and is over: a school or an inspector of it, or who looked after a school.
package struct ZonePast: Sendable, Equatable {
    package enum Kind: String, Sendable { case school, inspector, posting }

    package let kind: Kind
    package let school: String
    package let person: String
    package let from: Day
    package let until: Day
}

/// Something that will be so in a zone: a school or an inspector comes, or somebody begins to look after a school.
package struct ZonePlan: Sendable, Equatable {
    package let kind: ZonePast.Kind
    /// Of the school, the person or the posting.
    package let id: String
    package let school: String
    package let person: String
    package let from: Day
}

extension Zones {
    package static func inspectors(
        in zone: ZoneID, on day: Day, in db: SQLConnection
    ) throws -> [ZoneInspectorLine] {
        let own: SQL = """
            (SELECT count(*) FROM zone_posting x JOIN organisation o ON o.id = x.organisation_id
                WHERE x.person_id = i.person_id AND o.state = 'open' AND \(holds("x.", on: day))
            """
        return try db.rows(
            """
            SELECT i.person_id, p.name, i.code, p.phone, i.full_time, m.from_day, m.until_day, i.term_until,
                \(own) AND x.zone_id = \(zone)), \(own))
            FROM zone_inspector m JOIN inspector i ON i.person_id = m.person_id JOIN person p ON p.id = i.person_id
            WHERE m.zone_id = \(zone) AND m.until_day >= \(day) ORDER BY i.code, i.person_id
            """
        ).map { row in
            ZoneInspectorLine(
                person: try row.get(0), name: try row.get(1), code: try row.get(2), phone: try row.get(3),
                isFullTime: try row.get(4), from: try row.get(5), until: (try row.get(6) as Day).known,
                termUntil: try row.get(7), schools: try row.get(8), all: try row.get(9))
        }
    }

    /// What is over in a zone, the latest first.
    package static func past(of zone: ZoneID, on day: Day, in db: SQLConnection) throws -> [ZonePast] {
        try db.rows(
            """
            SELECT q.kind, q.school, q.person, q.from_day, q.until_day FROM (
                SELECT 'school' AS kind, o.name AS school, '' AS person, m.from_day, m.until_day
                FROM zone_school m JOIN organisation o ON o.id = m.organisation_id WHERE m.zone_id = \(zone)
                UNION ALL
                SELECT 'inspector', '', p.name, m.from_day, m.until_day
                FROM zone_inspector m JOIN person p ON p.id = m.person_id WHERE m.zone_id = \(zone)
                UNION ALL
                SELECT 'posting', o.name, p.name, m.from_day, m.until_day
                FROM zone_posting m JOIN organisation o ON o.id = m.organisation_id
                    JOIN person p ON p.id = m.person_id WHERE m.zone_id = \(zone)) AS q
            WHERE q.until_day < \(day) ORDER BY q.until_day DESC, q.kind, q.school, q.person LIMIT 500
            """
        ).map { row in
            ZonePast(
                kind: ZonePast.Kind(rawValue: try row.get(0)) ?? .posting, school: try row.get(1),
                person: try row.get(2), from: try row.get(3), until: try row.get(4))
        }
    }

    /// What was decided for a zone and is not so yet, the next first.
    package static func planned(of zone: ZoneID, on day: Day, in db: SQLConnection) throws -> [ZonePlan] {
        try db.rows(
            """
            SELECT q.kind, q.id, q.school, q.person, q.from_day FROM (
                SELECT 'school' AS kind, o.id AS id, o.name AS school, '' AS person, m.from_day
                FROM zone_school m JOIN organisation o ON o.id = m.organisation_id WHERE m.zone_id = \(zone)
                UNION ALL
                SELECT 'inspector', p.id, '', p.name, m.from_day
                FROM zone_inspector m JOIN person p ON p.id = m.person_id WHERE m.zone_id = \(zone)
                UNION ALL
                SELECT 'posting', m.id, o.name, p.name, m.from_day
                FROM zone_posting m JOIN organisation o ON o.id = m.organisation_id
                    JOIN person p ON p.id = m.person_id WHERE m.zone_id = \(zone)) AS q
            WHERE q.from_day > \(day) ORDER BY q.from_day, q.kind DESC, q.school, q.person, q.id LIMIT 500
            """
        ).map { row in
            ZonePlan(
                kind: ZonePast.Kind(rawValue: try row.get(0)) ?? .posting, id: try row.get(1), school: try row.get(2),
                person: try row.get(3), from: try row.get(4))
        }
    }

    /// Inspectors in office of a place who could join a zone, by number.
    package static func candidates(
        for zone: ZoneRecord, on day: Day, in db: SQLConnection
    ) throws -> [(code: String, name: String)] {
        try db.rows(
            """
            SELECT i.code, p.name FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE i.state = 'active' AND \(zone.place.isOwn(alias: "i."))
                AND NOT EXISTS (SELECT 1 FROM zone_inspector m WHERE m.zone_id = \(zone.id)
                    AND m.person_id = i.person_id AND m.until_day >= \(day))
            ORDER BY i.code LIMIT 500
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }
}
