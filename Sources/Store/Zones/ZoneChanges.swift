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
        try requireBeginning(zone, act)
        let until = zone.validity.until ?? .never
        try act.db.execute(
            """
            UPDATE responsibility_zone SET name = \(zone.name), name_folded = \(zone.name.folded),
                from_day = \(zone.validity.from), until_day = \(until), note = \(zone.note), version = version + 1
            WHERE id = \(zone.id)
            """)
        let old = record.zone.validity.until ?? .never
        if until > old, old >= act.day { try goOn(zone.id, from: old, until: until, act) }
        for table in ["zone_posting", "zone_school", "zone_inspector"] as [SQL] {
            try cut(table, "zone_id = \(zone.id)", after: until, act)
        }
        try act.record("zone.changed", of: "zone", zone.id.rawValue, in: record.place)
    }

    /// An end that is taken back before it came: what would have ended with it goes on.
    private static func goOn(_ id: ZoneID, from old: Day, until: Day, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE zone_school SET until_day = \(until) WHERE zone_id = \(id) AND until_day = \(old)
                AND NOT EXISTS (SELECT 1 FROM zone_school n
                    WHERE n.organisation_id = zone_school.organisation_id AND n.from_day > \(old))
            """)
        try act.db.execute(
            "UPDATE zone_inspector SET until_day = \(until) WHERE zone_id = \(id) AND until_day = \(old)")
        try act.db.execute(
            """
            UPDATE zone_posting SET until_day = \(until) WHERE zone_id = \(id) AND until_day = \(old)
                AND EXISTS (SELECT 1 FROM zone_school m WHERE m.zone_id = \(id)
                    AND m.organisation_id = zone_posting.organisation_id AND m.until_day = \(until))
                AND EXISTS (SELECT 1 FROM zone_inspector m WHERE m.zone_id = \(id)
                    AND m.person_id = zone_posting.person_id AND m.until_day = \(until))
            """)
    }

    /// A zone is there before what is in it.
    private static func requireBeginning(_ zone: ResponsibilityZone, _ act: Act) throws {
        let row = try act.db.first(
            """
            SELECT q.from_day FROM (SELECT from_day FROM zone_school WHERE zone_id = \(zone.id)
                UNION ALL SELECT from_day FROM zone_inspector WHERE zone_id = \(zone.id)) AS q
            ORDER BY q.from_day LIMIT 1
            """)
        if let first: Day = try row?.get(0), first < zone.validity.from { throw ZoneRefusal.membersBefore(first) }
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
            ["organisations": schools.map(\.id.rawValue).joined(separator: " "), "from": day.text])
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
            if zone == record.id, from <= day { throw ZoneRefusal.alreadyIn(school.name) }
            let other = try find(zone, in: act.db)
            // One office does not take a school from another, as long as it is the other's to supervise.
            if other.place != record.place, school.place.isUnder(other.place.office) {
                throw ZoneRefusal.otherOffice(school: school.name, zone: other.zone.name)
            }
            if from > day { throw ZoneRefusal.laterChange(school.name, from) }
        }
        let last = day.adding(days: -1)
        for table in ["zone_posting", "zone_school"] as [SQL] {
            try cut(table, "organisation_id = \(school.id)", after: last, act)
        }
        try insert(school.id, record, from: day, act)
    }

    static func insert(_ school: OrganisationID, _ record: ZoneRecord, from day: Day, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO zone_school (id, zone_id, organisation_id, from_day, until_day)
            VALUES (\(act.newID() as Identifier<ZoneLine>), \(record.id), \(school), \(day),
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

    /// Rows that would go on after `last` end with it; those that would begin later are gone, unless they have begun.
    static func cut(_ table: SQL, _ condition: SQL, after last: Day, _ act: Act) throws {
        let begun = try act.db.first(
            """
            SELECT from_day FROM \(table) WHERE \(condition) AND from_day > \(last) AND from_day < \(act.day)
            ORDER BY from_day DESC LIMIT 1
            """)
        if let begun { throw ZoneRefusal.hasBegun(try begun.get(0)) }
        try act.db.execute("DELETE FROM \(table) WHERE \(condition) AND from_day > \(last)")
        try act.db.execute("UPDATE \(table) SET until_day = \(last) WHERE \(condition) AND until_day > \(last)")
    }

    /// Schools that are no more leave their zones with their last day, as SQL says it: what goes on ends then, what would
    /// begin later is gone, and what began after it all the same ends on the day on which it began.
    static func close(_ those: SQL, with last: SQL, _ act: Act) throws {
        for table in ["zone_posting", "zone_school"] as [SQL] {
            try act.db.execute(
                "DELETE FROM \(table) WHERE \(those) AND from_day > \(last) AND from_day > \(act.day)")
            try act.db.execute(
                """
                UPDATE \(table) SET until_day = CASE WHEN from_day > \(last) THEN from_day ELSE \(last) END
                WHERE \(those) AND until_day > \(last)
                """)
        }
    }

    static func requireOwn(_ id: ZoneID, _ act: Act) throws -> ZoneRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.place == (try Place.of(act.viewer.scope, in: act.db)) else { throw ZoneRefusal.notFound }
        return record
    }

    /// Refuses a zone with more schools than the office's rules allow, on a day or when another one joins later.
    static func requireRoom(_ record: ZoneRecord, on day: Day, _ act: Act) throws {
        let limit = try ZoneRuleBook.rules(at: record.place, in: act.db).schoolsPerZone
        let have: Int =
            try act.db.first(
                """
                SELECT count(*) FROM (
                        SELECT DISTINCT from_day FROM zone_school WHERE zone_id = \(record.id) AND from_day >= \(day)
                        UNION SELECT \(day)) AS d
                    JOIN zone_school m ON m.zone_id = \(record.id)
                        AND m.from_day <= d.from_day AND m.until_day >= d.from_day
                    JOIN organisation o ON o.id = m.organisation_id AND o.state = 'open'
                GROUP BY d.from_day ORDER BY count(*) DESC LIMIT 1
                """)?.get(0) ?? 0
        guard have <= limit else { throw ZoneRefusal.full(zone: record.zone.name, have: have, limit: limit) }
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
