package import SQLCore
package import Supervision

/// What a proposal of postings is made from, as it stands on its first day.
package enum ZoneFrames {
    /// Of one zone, or with none of all zones that an office has on the day.
    package static func load(
        zone: ZoneRecord?, at place: Place, on day: Day, in db: SQLConnection
    ) throws -> ZoneFrame {
        let which: SQL =
            zone.map { "z.id = \($0.id)" }
                ?? """
                z.province = \(place.province) AND z.city = \(place.city) AND z.county = \(place.county)
                    AND z.zone = \(place.zone)
                """
        let schools = try db.rows(
            """
            SELECT o.id, o.code, o.name, z.id FROM responsibility_zone z JOIN zone_school m ON m.zone_id = z.id
                JOIN organisation o ON o.id = m.organisation_id
            WHERE \(which) AND o.state = 'open' AND \(Zones.holds("m.", on: day)) ORDER BY o.code
            """
        ).map {
            try ZoneFrame.School(id: $0.get(0), code: $0.get(1), name: $0.get(2), zone: $0.get(3))
        }
        let held = try held(which, on: day, in: db)
        let (people, employers) = try people(which, schools, on: day, in: db)
        return ZoneFrame(
            schools: schools, people: people, held: held,
            bars: try UnitBars.load(
                of: employers, from: schools.map { ($0.id, $0.name) }, during: Period(from: day), in: db))
    }

    private static func people(
        _ which: SQL, _ schools: [ZoneFrame.School], on day: Day, in db: SQLConnection
    ) throws -> ([ZoneFrame.Person], [PersonID: String]) {
        let here = Set(schools.map(\.id))
        var zones: [PersonID: Set<ZoneID>] = [:]
        let rows = try db.rows(
            """
            SELECT i.person_id, i.code, p.name, i.employer, \(Inspectors.begins("i.", on: day)), i.term_until, z.id
            FROM responsibility_zone z JOIN zone_inspector m ON m.zone_id = z.id
                JOIN inspector i ON i.person_id = m.person_id JOIN person p ON p.id = i.person_id
            WHERE \(which) AND i.state = 'active' AND \(Zones.holds("m.", on: day)) ORDER BY i.code, i.person_id
            """)
        for row in rows { zones[try row.get(0), default: []].insert(try row.get(6)) }
        var elsewhere: [PersonID: Int] = [:]
        for row in try db.rows(
            """
            SELECT x.person_id, x.organisation_id FROM zone_posting x JOIN organisation o ON o.id = x.organisation_id
            WHERE o.state = 'open' AND \(Zones.holds("x.", on: day)) AND x.person_id IN (\(list: Array(zones.keys)))
            """)
        {
            if !here.contains(try row.get(1)) { elsewhere[try row.get(0), default: 0] += 1 }
        }
        var (people, employers): ([ZoneFrame.Person], [PersonID: String]) = ([], [:])
        for row in rows {
            let id: PersonID = try row.get(0)
            guard employers[id] == nil else { continue }
            employers[id] = try row.get(3)
            let (from, until): (Day?, Day?) = (try row.get(4), try row.get(5))
            people.append(
                ZoneFrame.Person(
                    id: id, code: try row.get(1), name: try row.get(2), zones: zones[id] ?? [],
                    term: from.flatMap { Period(from: $0, until: until) }, elsewhere: elsewhere[id] ?? 0))
        }
        return (people, employers)
    }

    /// Postings on the day, each with when the person began to look after the school without a break.
    private static func held(_ which: SQL, on day: Day, in db: SQLConnection) throws -> [ZoneFrame.Held] {
        let rows = try db.rows(
            """
            SELECT x.organisation_id, x.person_id, x.from_day, x.until_day FROM zone_posting x
            WHERE x.from_day <= \(day) AND x.organisation_id IN (
                SELECT m.organisation_id FROM responsibility_zone z JOIN zone_school m ON m.zone_id = z.id
                WHERE \(which) AND \(Zones.holds("m.", on: day)))
            ORDER BY x.organisation_id, x.person_id, x.from_day
            """)
        var held: [ZoneFrame.Held] = []
        var run: (school: OrganisationID, person: PersonID, since: Day, until: Day)?
        func close() {
            if let run, run.until >= day {
                held.append(ZoneFrame.Held(school: run.school, person: run.person, since: run.since))
            }
        }
        for row in rows {
            let (school, person): (OrganisationID, PersonID) = (try row.get(0), try row.get(1))
            let (from, until): (Day, Day) = (try row.get(2), try row.get(3))
            if let last = run, last.school == school, last.person == person,
                from <= (last.until == .never ? last.until : last.until.adding(days: 1))
            {
                run = (school, person, last.since, max(last.until, until))
                continue
            }
            close()
            run = (school, person, from, until)
        }
        close()
        return held
    }
}
