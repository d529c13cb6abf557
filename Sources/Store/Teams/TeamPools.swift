package import SQLCore
package import Supervision

/// Who may be sent out by a campaign's office, and what stands between them and its units.
package enum TeamPools {
    /// Loads count every unit that somebody has in hand, in whatever campaign, but for those of `except`.
    package static func load(
        for record: CampaignRecord, on day: Day, except: Set<InspectionID> = [], in db: SQLConnection
    ) throws -> TeamPool {
        var people: [PersonID: TeamPerson] = [:]
        for person in try experts(of: record.place, in: db) { people[person.id] = person }
        for person in try inspectors(of: record.place, on: day, in: db) { people[person.id] = person }
        for person in try invited(to: record.id, on: day, in: db) { people[person.id] = person }
        let loads = try loads(of: Array(people.keys), except: except, in: db)
        for (id, count) in loads { people[id]?.load = count }
        let first = max(day, record.campaign.startsOn)
        let span = Period(from: first, until: max(first, record.campaign.endsOn)) ?? Period(from: first)
        let units = try db.rows(
            """
            SELECT i.organisation_id, o.name, i.name FROM inspection i JOIN organisation o ON o.id = i.organisation_id
            WHERE i.campaign_id = \(record.id)
            """
        ).flatMap { row -> [(id: OrganisationID, name: String)] in
            // As it is called today, and as it was when it was drawn.
            try [(row.get(0), row.get(1)), (row.get(0), row.get(2))]
        }
        let bars = try UnitBars.load(of: people.mapValues(\.employer), from: units, during: span, in: db)
        let sorted = people.values.sorted { ($0.name, $0.id.rawValue) < ($1.name, $1.id.rawValue) }
        return TeamPool(people: sorted, bars: bars, span: span)
    }

    /// Appointed by the office itself; those of the offices below it come by invitation.
    private static func inspectors(of place: Place, on day: Day, in db: SQLConnection) throws -> [TeamPerson] {
        try db.rows(
            """
            SELECT s.person_id, p.name, s.code, s.level, s.employer, \(Inspectors.begins("s.", on: day)), s.term_until
            FROM inspector s JOIN person p ON p.id = s.person_id
            WHERE s.state = 'active' AND \(place.isOwn(alias: "s."))
            """
        ).map { row in
            let level: String = try row.get(3)
            return TeamPerson(
                id: try row.get(0), name: try row.get(1), code: try row.get(2), capacity: .inspector,
                level: InspectorLevel(rawValue: level) ?? .county, employer: try row.get(4),
                term: try TeamPools.term(try row.get(5), try row.get(6)))
        }
    }

    /// People with an account for teams who hold no appointment: they stand beside the 督学.
    private static func experts(of place: Place, in db: SQLConnection) throws -> [TeamPerson] {
        try db.rows(
            """
            SELECT a.person_id, p.name, min(a.login), max(a.role) FROM account a JOIN person p ON p.id = a.person_id
            WHERE a.active AND a.role IN ('inspector', 'evaluator')
                AND (\(place.isOwn(alias: "a.")) OR (a.province = '' AND a.city = '' AND a.county = '' AND a.zone = ''))
                AND NOT EXISTS (SELECT 1 FROM inspector s WHERE s.person_id = a.person_id)
            GROUP BY a.person_id, p.name
            """
        ).map { row in
            let role: Role = try row.get(3)
            return TeamPerson(
                id: try row.get(0), name: try row.get(1), code: try row.get(2), capacity: .expert,
                note: role == .inspector ? "名册中没有督学聘任，不计入督学人数" : "")
        }
    }

    private static func invited(to id: CampaignID, on day: Day, in db: SQLConnection) throws -> [TeamPerson] {
        try db.rows(
            """
            SELECT v.person_id, p.name, coalesce(s.code, v.person_id), v.capacity, coalesce(s.level, ''),
                coalesce(r.name, ''), v.from_day, v.until_day, \(Inspectors.begins("s.", on: day)), s.term_until,
                coalesce(s.employer, '')
            FROM team_invitation v JOIN person p ON p.id = v.person_id
                LEFT JOIN inspector s ON s.person_id = v.person_id AND s.state = 'active'
                LEFT JOIN region r ON r.code = coalesce(nullif(v.zone, ''), nullif(v.county, ''), nullif(v.city, ''),
                    v.province)
            WHERE v.campaign_id = \(id) AND v.state = 'agreed'
            """
        ).map { row in
            let capacity: String = try row.get(3)
            let level: String = try row.get(4)
            let place: String = try row.get(5)
            return TeamPerson(
                id: try row.get(0), name: try row.get(1), code: try row.get(2),
                capacity: TeamCapacity(rawValue: capacity) ?? .expert, level: InspectorLevel(rawValue: level),
                employer: try row.get(10), note: capacity == "seconded" ? "借调" : "\(place)督导室",
                term: try term(try row.get(8), try row.get(9)),
                stay: Period(from: try row.get(6), until: try row.get(7)))
        }
    }

    private static func term(_ from: Day?, _ until: Day?) throws -> Period? {
        from.flatMap { Period(from: $0, until: until) } ?? until.flatMap { Period(from: "1900-01-01", until: $0) }
    }

    private static func loads(
        of people: [PersonID], except: Set<InspectionID>, in db: SQLConnection
    ) throws -> [PersonID: Int] {
        var loads: [PersonID: Int] = [:]
        var rest = people[...]
        while !rest.isEmpty {
            let rows = try db.rows(
                """
                SELECT m.person_id, m.inspection_id FROM team_member m JOIN inspection i ON i.id = m.inspection_id
                WHERE i.state <> 'finished' AND m.person_id IN (\(list: Array(rest.prefix(5_000))))
                """)
            for row in rows {
                let inspection: InspectionID = try row.get(1)
                if !except.contains(inspection) { loads[try row.get(0), default: 0] += 1 }
            }
            rest = rest.dropFirst(5_000)
        }
        return loads
    }
}
