import SQLCore
package import Supervision

// Who works in a zone.
extension Zones {
    /// Inspectors in office by number, or by a name that only one has; all or none.
    package static func addInspectors(_ lines: [String], to id: ZoneID, from day: Day, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try record.zone.require(day)
        let wanted = lines.map(\.trimmed).filter { !$0.isEmpty }
        guard !wanted.isEmpty, wanted.count <= 100 else { throw ZoneRefusal.noInspectors }
        var (people, unknown): ([PersonID], [String]) = ([], [])
        for line in wanted {
            guard let person = try inspector(line, at: record.place, in: act.db) else {
                unknown.append(line)
                continue
            }
            people.append(person)
        }
        guard unknown.isEmpty else { throw ZoneRefusal.unknownInspectors(unknown) }
        for person in people { try join(person, record, from: day, stays: true, act) }
        try act.record(
            "zone.inspectorsAdded", of: "zone", id.rawValue, in: record.place,
            ["people": people.map(\.rawValue).joined(separator: " "), "from": day.text])
    }

    /// Who comes later comes now; who is about to leave does, unless they are to `stay`.
    static func join(_ person: PersonID, _ record: ZoneRecord, from day: Day, stays: Bool = false, _ act: Act) throws {
        let until = record.zone.validity.until ?? .never
        let row = try act.db.first(
            """
            SELECT id, from_day, until_day FROM zone_inspector
            WHERE zone_id = \(record.id) AND person_id = \(person) AND until_day >= \(day) ORDER BY from_day LIMIT 1
            """)
        guard let row else {
            try act.db.execute(
                """
                INSERT INTO zone_inspector (id, zone_id, person_id, from_day, until_day)
                VALUES (\(act.newID() as Identifier<ZoneLine>), \(record.id), \(person), \(day), \(until))
                """)
            return
        }
        let (id, from, old): (String, Day, Day) = (try row.get(0), try row.get(1), try row.get(2))
        if stays {
            try act.db.execute(
                """
                DELETE FROM zone_inspector
                WHERE zone_id = \(record.id) AND person_id = \(person) AND from_day > \(day) AND id <> \(id)
                """)
        }
        let last = stays ? until : old
        guard from > day || last != old else { return }
        try act.db.execute(
            "UPDATE zone_inspector SET from_day = \(min(from, day)), until_day = \(last) WHERE id = \(id)")
    }

    /// An inspector leaves the zone with `day`, and the schools there.
    package static func removeInspector(_ person: PersonID, from id: ZoneID, on day: Day, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let found = try act.db.first(
            "SELECT 1 FROM zone_inspector WHERE zone_id = \(id) AND person_id = \(person) AND until_day >= \(day)")
        guard found != nil else { throw ZoneRefusal.notFound }
        for table in ["zone_posting", "zone_inspector"] as [SQL] {
            try cut(table, "zone_id = \(id) AND person_id = \(person)", after: day, act)
        }
        try act.record(
            "zone.inspectorRemoved", of: "zone", id.rawValue, in: record.place,
            ["person": person.rawValue, "until": day.text])
    }

    /// By number, or by a name that one inspector in office alone has.
    static func inspector(_ text: String, at place: Place, in db: SQLConnection) throws -> PersonID? {
        let rows = try db.rows(
            """
            SELECT i.person_id, i.code FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE i.state = 'active' AND (i.code = \(text) OR p.name = \(text)) AND \(place.isOwn(alias: "i."))
            ORDER BY CASE WHEN i.code = \(text) THEN 0 ELSE 1 END, i.code LIMIT 2
            """)
        guard let first = rows.first else { return nil }
        return try rows.count == 1 || first.get(1) == text ? first.get(0) : nil
    }
}
