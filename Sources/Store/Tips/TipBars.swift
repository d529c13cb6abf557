package import SQLCore
package import Supervision

/// Who has to stay away from tips about a unit: the registry of recusals, and who belongs to the unit, as for teams and zones.
package enum TipBars {
    /// Why each of `people` may neither work on tips about a unit nor verify one; nobody where no unit is known.
    package static func load(
        of people: [PersonID], from unit: OrganisationID?, on day: Day, in db: SQLConnection
    ) throws -> [PersonID: TeamObstacle] {
        guard let unit, !people.isEmpty else { return [:] }
        var bars: [PersonID: TeamObstacle] = [:]
        for person in try belonging(to: unit, people, db) { bars[person] = .belongs }
        for row in try db.rows(
            """
            SELECT r.person_id, r.ground, r.until_day FROM recusal r
            WHERE \(holds(on: day)) AND r.organisation_id = \(unit) AND r.person_id IN (\(list: people))
            """)
        {
            let ground = RecusalGround(rawValue: try row.get(1)) ?? .interest
            bars[try row.get(0)] = .recused(ground, until: try row.get(2))
        }
        return bars
    }

    package static func find(
        _ person: PersonID, from unit: OrganisationID?, on day: Day, in db: SQLConnection
    ) throws -> TeamObstacle? {
        try load(of: [person], from: unit, on: day, in: db)[person]
    }

    /// Refuses somebody who has to stay away, by name and with the reason.
    static func require(_ person: PersonID, _ name: String, free unit: OrganisationID?, _ act: Act) throws {
        if let bar = try find(person, from: unit, on: act.day, in: act.db) { throw TipRefusal.recused(name, bar) }
    }

    /// Those who work there, by an account of the unit or by the inspector's employer.
    private static func belonging(
        to unit: OrganisationID, _ people: [PersonID], _ db: SQLConnection
    ) throws -> [PersonID] {
        let accounts: [PersonID] = try db.rows(
            """
            SELECT a.person_id FROM account a WHERE a.active AND a.role IN ('principal', 'clerk')
                AND a.organisation_id = \(unit) AND a.person_id IN (\(list: people))
            """
        ).map { try $0.get(0) }
        let name: String = try db.first("SELECT name FROM organisation WHERE id = \(unit)")?.get(0) ?? ""
        let employed = try db.rows(
            "SELECT person_id, employer FROM inspector WHERE employer <> '' AND person_id IN (\(list: people))"
        ).compactMap { row -> PersonID? in
            (try row.get(1) as String).comparisonKey == name.comparisonKey ? try row.get(0) : nil
        }
        return accounts + employed
    }

    /// That a recusal `r` holds on a day.
    static func holds(on day: Day) -> SQL {
        "r.state = 'granted' AND r.from_day <= \(day) AND coalesce(r.until_day, '9999-12-31') >= \(day)"
    }

    /// That the handler of a tip `t` of the viewer's office has no account there any more, or has to stay away.
    static func isVacant(_ viewer: Viewer) -> SQL {
        """
        t.closed_on IS NULL AND t.handler_id IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM account h
            WHERE h.person_id = t.handler_id AND h.active AND h.role IN ('officer', 'director') AND \(Tips.own(viewer, "h.")))
            OR EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = t.handler_id
                AND r.organisation_id = t.organisation_id AND \(holds(on: viewer.day))))
        """
    }

    /// Where the viewer has no recusal from the unit of a tip `t`: what an office writes about one is kept from these.
    static func isFree(_ viewer: Viewer) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = \(viewer.person)
            AND r.organisation_id = t.organisation_id AND \(holds(on: viewer.day)))
        """
    }
}
