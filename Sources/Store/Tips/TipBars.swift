package import SQLCore
package import Supervision

/// Who has to stay away from tips about a unit: the registry of recusals, and who belongs to the unit, as for teams and zones.
package enum TipBars {
    /// Why each of `people` may neither work on tips about a unit nor verify one; nobody where no unit is known.
    package static func load(
        of people: [PersonID], from unit: OrganisationID?, on day: Day, in db: SQLConnection
    ) throws -> [PersonID: TeamObstacle] {
        guard let unit, let today = Period(from: day, until: day) else { return [:] }
        return try UnitBars.load(of: people, from: unit, during: today, in: db)
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

    /// That the handler of a tip `t` of the viewer's office has no account there any more, or has to stay away.
    static func isVacant(_ viewer: Viewer) -> SQL {
        """
        t.closed_on IS NULL AND t.handler_id IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM account h
            WHERE h.person_id = t.handler_id AND h.active AND h.role IN ('officer', 'director') AND \(Tips.own(viewer, "h.")))
            OR EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = t.handler_id
                AND r.organisation_id = t.organisation_id AND \(UnitBars.holds(on: viewer.day))))
        """
    }

    /// Where the viewer has no recusal from the unit of a tip `t`: what an office writes about one is kept from these.
    static func isFree(_ viewer: Viewer) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = \(viewer.person)
            AND r.organisation_id = t.organisation_id AND \(UnitBars.holds(on: viewer.day)))
        """
    }
}
