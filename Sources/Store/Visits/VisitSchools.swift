package import SQLCore
package import Supervision

/// Which schools are whose to visit; the one place that says so.
package enum VisitSchools {
    /// What a person visits on a day.
    enum Duty: Equatable {
        case nothing
        /// What an office manages, with all below it.
        case managed(Scope)
        /// What an office manages itself, for its inspectors.
        case office(Place)
        /// Units at whose gate the person's name hung on that day.
        case units(PersonID, Day)
    }

    /// The one answer to “which schools does this person visit on this day”; lists and checks are made from it.
    ///
    /// The schools to which the person is posted (`Zones`). Before the office or another has posted anybody, all schools of
    /// the office that appointed the inspector. An office visits what it manages.
    static func duty(of viewer: Viewer, on day: Day, in db: SQLConnection) throws -> Duty {
        guard !Role.office.contains(viewer.role) else { return .managed(viewer.scope) }
        guard try serves(viewer.person, on: day, in: db) else { return .nothing }
        let place = try VisitOffice.place(of: viewer, in: db)
        let isPosted = try Zones.havePosted(viewer.person, orAnybodyAt: place, by: day, in: db)
        guard !isPosted else { return .units(viewer.person, day) }
        return place == Place() ? .nothing : .office(place)
    }

    /// Whether an appointment runs on the day, whatever became of it since; true for somebody who has none.
    static func serves(_ person: PersonID, on day: Day, in db: SQLConnection) throws -> Bool {
        let row = try db.first(
            "SELECT i.state, \(Inspectors.begins("i.", on: day)), i.term_until FROM inspector i WHERE i.person_id = \(person)"
        )
        guard let row else { return true }
        let (from, until): (Day?, Day?) = (try row.get(1), try row.get(2))
        guard from.map({ $0 <= day }) ?? true else { return false }
        // Whoever was dismissed has the last day as the end of the term.
        return try until.map { $0 >= day } ?? (row.get(0) == "active")
    }

    /// The schools of a person today that are open, by code.
    package static func of(
        _ viewer: Viewer, limit: Int = 5_000, in db: SQLConnection
    ) throws -> [OrganisationRecord] {
        let condition = try today(viewer, in: db)
        return try db.rows(
            "SELECT \(Organisations.columns) FROM organisation o WHERE \(condition) ORDER BY o.code LIMIT \(limit)"
        ).map { try OrganisationRecord($0) }
    }

    static func count(_ viewer: Viewer, in db: SQLConnection) throws -> Int {
        let condition = try today(viewer, in: db)
        return try db.first("SELECT count(*) FROM organisation o WHERE \(condition)")?.get(0) ?? 0
    }

    private static func today(_ viewer: Viewer, in db: SQLConnection) throws -> SQL {
        let own = try duty(of: viewer, on: viewer.day, in: db).condition
        return "o.state = 'open' AND o.kind IN ('school', 'kindergarten') AND \(own)"
    }

    /// Whether a school was the person's on a day; a past one is judged by who managed the school then.
    static func isMine(
        _ school: OrganisationID, of viewer: Viewer, on day: Day, in db: SQLConnection
    ) throws -> Bool {
        let duty = try duty(of: viewer, on: day, in: db)
        switch duty {
        case .nothing: return false
        case .managed(let scope):
            return scope.covers(try place(of: school, on: day, today: viewer.day, in: db))
        case .office(let office):
            return try office == place(of: school, on: day, today: viewer.day, in: db)
        case .units:
            return try db.first("SELECT 1 FROM organisation o WHERE o.id = \(school) AND \(duty.condition)") != nil
        }
    }

    /// Who managed a school on a day, by its version of that day; as it is now where there is none.
    private static func place(
        of school: OrganisationID, on day: Day, today: Day, in db: SQLConnection
    ) throws -> Place {
        guard day < today,
            let then = try db.first(
                """
                SELECT w.authority, w.region_code FROM organisation_version w
                WHERE w.organisation_id = \(school) AND w.from_day <= \(day) AND w.until_day >= \(day)
                """),
            let level = AuthorityLevel(rawValue: try then.get(0))
        else { return try Place.of(.organisation(school), in: db) }
        let region: String = try then.get(1)
        let regions = try Regions.chain(of: region, in: db)
        // A place that nobody knows any more says nothing about that day.
        guard let authority = try? ManagingAuthority(level, at: region, in: regions) else {
            return try Place.of(.organisation(school), in: db)
        }
        return Place(ScopeColumns(of: authority, in: regions))
    }
}

extension VisitSchools.Duty {
    /// As a condition on `organisation o` as it is now.
    var condition: SQL {
        switch self {
        case .nothing: "false"
        case .managed(let scope): scope.manages("o.")
        case .office(let place): place.isOwn(alias: "o.")
        case .units(let person, let day): "o.id IN (\(Zones.posted(to: person, on: day)))"
        }
    }
}

extension Scope {
    fileprivate func manages(_ alias: SQL) -> SQL {
        switch self {
        case .nation: "true"
        case .region(.province, let code): "\(alias)province = \(code)"
        case .region(.city, let code): "\(alias)city = \(code)"
        case .region(.county, let code): "\(alias)county = \(code)"
        case .region(.zone, let code): "\(alias)zone = \(code)"
        case .organisation, .granted: "false"
        }
    }
}
