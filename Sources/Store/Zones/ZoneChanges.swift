import SQLCore
package import Supervision

extension Zones {
    package static func insert(_ zone: ResponsibilityZone, _ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        try requireName(zone, place, act)
        try act.db.execute(
            """
            INSERT INTO responsibility_zone (id, name, name_folded, from_day, until_day, note, province, city, county, zone,
                version)
            VALUES (\(zone.id), \(zone.name), \(zone.name.folded), \(zone.validity.from), \(zone.validity.until ?? .never),
                \(zone.note), \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
        try act.record("zone.created", of: "zone", zone.id.rawValue, in: place)
    }

    /// Other words about a zone; one that ends ends everything in it with it.
    package static func update(_ zone: ResponsibilityZone, _ act: Act) throws {
        let record = try requireOwn(zone.id, act)
        guard record.zone.version == zone.version else { throw ZoneRefusal.stale }
        try requireName(zone, record.place, act)
        let until = zone.validity.until ?? .never
        try act.db.execute(
            """
            UPDATE responsibility_zone SET name = \(zone.name), name_folded = \(zone.name.folded),
                from_day = \(zone.validity.from), until_day = \(until), note = \(zone.note), version = version + 1
            WHERE id = \(zone.id)
            """)
        for table in ["zone_posting", "zone_school", "zone_inspector"] as [SQL] {
            try act.db.execute("DELETE FROM \(table) WHERE zone_id = \(zone.id) AND from_day > \(until)")
            try act.db.execute(
                "UPDATE \(table) SET until_day = \(until) WHERE zone_id = \(zone.id) AND until_day > \(until)")
        }
        try act.record("zone.changed", of: "zone", zone.id.rawValue, in: record.place)
    }

    /// Schools by code or whole name, all or none; one that is in another zone leaves it the day before.
    package static func addSchools(_ lines: [String], to id: ZoneID, from day: Day, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try record.zone.require(day)
        let wanted = lines.map(\.trimmed).filter { !$0.isEmpty }
        guard !wanted.isEmpty, wanted.count <= 500 else { throw ZoneRefusal.noSchools }
        var (schools, unknown): ([OrganisationRecord], [String]) = ([], [])
        for line in wanted {
            guard let school = try Organisations.find(named: line, visibleTo: act.viewer, in: act.db) else {
                unknown.append(line)
                continue
            }
            if !schools.contains(where: { $0.id == school.id }) { schools.append(school) }
        }
        guard unknown.isEmpty else { throw ZoneRefusal.unknownSchools(unknown) }
        for school in schools { try place(school, in: record, from: day, act) }
        try requireRoom(record, on: day, act)
        try act.record(
            "zone.schoolsAdded", of: "zone", id.rawValue, in: record.place,
            ["schools": "\(schools.count)", "from": day.text])
    }

    /// A school joins a zone; what it was in before ends the day before, and with it who looked after it.
    static func place(_ school: OrganisationRecord, in record: ZoneRecord, from day: Day, _ act: Act) throws {
        guard [.school, .kindergarten].contains(school.organisation.facts.kind) else {
            throw ZoneRefusal.notASchool(school.name)
        }
        for row in try act.db.rows(
            """
            SELECT zone_id, from_day FROM zone_school WHERE organisation_id = \(school.id) AND until_day >= \(day)
            ORDER BY from_day
            """)
        {
            let (zone, from): (ZoneID, Day) = (try row.get(0), try row.get(1))
            if from > day { throw ZoneRefusal.laterChange(school.name, from) }
            if zone == record.id { throw ZoneRefusal.alreadyIn(school.name) }
        }
        let last = day.adding(days: -1)
        for table in ["zone_posting", "zone_school"] as [SQL] {
            try cut(table, "organisation_id = \(school.id)", after: last, act)
        }
        try act.db.execute(
            """
            INSERT INTO zone_school (id, zone_id, organisation_id, from_day, until_day)
            VALUES (\(act.newID() as Identifier<ZoneLine>), \(record.id), \(school.id), \(day),
                \(record.zone.validity.until ?? .never))
            """)
    }

    /// A school leaves the zone with `day`, and nobody looks after it any more.
    package static func removeSchool(_ school: OrganisationID, from id: ZoneID, on day: Day, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let found = try act.db.first(
            """
            SELECT 1 FROM zone_school WHERE zone_id = \(id) AND organisation_id = \(school) AND until_day >= \(day)
            """)
        guard found != nil else { throw ZoneRefusal.notFound }
        for table in ["zone_posting", "zone_school"] as [SQL] {
            try cut(table, "zone_id = \(id) AND organisation_id = \(school)", after: day, act)
        }
        try act.record(
            "zone.schoolRemoved", of: "zone", id.rawValue, in: record.place,
            ["organisation": school.rawValue, "until": day.text])
    }

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
        for person in people { try join(person, record, from: day, act) }
        try act.record(
            "zone.inspectorsAdded", of: "zone", id.rawValue, in: record.place,
            ["inspectors": "\(people.count)", "from": day.text])
    }

    /// Does nothing for somebody who is there already.
    static func join(_ person: PersonID, _ record: ZoneRecord, from day: Day, _ act: Act) throws {
        let row = try act.db.first(
            """
            SELECT id, from_day FROM zone_inspector
            WHERE zone_id = \(record.id) AND person_id = \(person) AND until_day >= \(day)
            """)
        if let row {
            // Who comes later comes now.
            let id: String = try row.get(0)
            if try row.get(1) as Day > day {
                try act.db.execute("UPDATE zone_inspector SET from_day = \(day) WHERE id = \(id)")
            }
            return
        }
        try act.db.execute(
            """
            INSERT INTO zone_inspector (id, zone_id, person_id, from_day, until_day)
            VALUES (\(act.newID() as Identifier<ZoneLine>), \(record.id), \(person), \(day),
                \(record.zone.validity.until ?? .never))
            """)
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

    /// Rows that would go on after `last` end with it; those that would begin later are gone.
    static func cut(_ table: SQL, _ condition: SQL, after last: Day, _ act: Act) throws {
        try act.db.execute("DELETE FROM \(table) WHERE \(condition) AND from_day > \(last)")
        try act.db.execute("UPDATE \(table) SET until_day = \(last) WHERE \(condition) AND until_day > \(last)")
    }

    static func requireOwn(_ id: ZoneID, _ act: Act) throws -> ZoneRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.place == (try Place.of(act.viewer.scope, in: act.db)) else { throw ZoneRefusal.notFound }
        return record
    }

    /// Refuses a zone with more schools on a day than the office's rules allow.
    static func requireRoom(_ record: ZoneRecord, on day: Day, _ act: Act) throws {
        let limit = try ZoneRuleBook.rules(at: record.place, in: act.db).schoolsPerZone
        let have: Int =
            try act.db.first(
                """
                SELECT count(*) FROM zone_school m JOIN organisation o ON o.id = m.organisation_id
                WHERE m.zone_id = \(record.id) AND o.state = 'open' AND \(holds("m.", on: day))
                """)?.get(0) ?? 0
        guard have <= limit else { throw ZoneRefusal.full(zone: record.zone.name, have: have, limit: limit) }
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

    private static func requireName(_ zone: ResponsibilityZone, _ place: Place, _ act: Act) throws {
        let twin = try act.db.first(
            """
            SELECT 1 FROM responsibility_zone z WHERE z.name = \(zone.name) AND z.id <> \(zone.id)
                AND z.province = \(place.province) AND z.city = \(place.city) AND z.county = \(place.county)
                AND z.zone = \(place.zone) AND z.until_day >= \(act.day)
            """)
        if twin != nil { throw ZoneRefusal.nameTaken(zone.name) }
    }
}
