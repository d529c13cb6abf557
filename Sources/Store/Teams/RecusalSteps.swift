import SQLCore
package import Supervision

/// What is applied for.
package struct NewRecusal: Sendable, Equatable {
    package var person: PersonID?
    /// The unit by code or whole name; a unit's own application needs none.
    package var unit: String
    package var ground: RecusalGround
    package var leftOn: Day?
    package var explanation: String

    package init(
        person: PersonID? = nil, unit: String = "", ground: RecusalGround, leftOn: Day? = nil, explanation: String
    ) {
        self.person = person
        self.unit = unit
        self.ground = ground
        self.leftOn = leftOn
        self.explanation = explanation
    }
}

extension Recusals {
    /// Applied for by the inspector, by the unit, or noted by the office.
    package static func apply(_ new: NewRecusal, _ act: Act) throws -> RecusalID {
        let side: Recusal.Side =
            Role.office.contains(act.viewer.role) ? .office : Role.unit.contains(act.viewer.role) ? .unit : .inspector
        let person = try person(new, side, act)
        let (unit, place) = try unit(new, side, person, act)
        let pack = RecusalPack.of(try DeploymentSettings.clock(in: act.db))
        let recusal = try Recusal(
            id: act.newID(), person: person, organisation: unit, ground: new.ground,
            leftOn: pack.rule(new.ground)?.years == nil ? nil : new.leftOn, explanation: new.explanation.trimmed,
            side: side, appliedBy: act.viewer.person, appliedOn: act.day
        ).checked(against: pack)
        try requireNone(person, unit, act)
        try act.db.execute(
            """
            INSERT INTO recusal (id, person_id, organisation_id, ground, left_on, explanation, side, applied_by, applied_on,
                state, jurisdiction, province, city, county, zone, version)
            VALUES (\(recusal.id), \(person), \(unit), \(new.ground.rawValue), \(recusal.leftOn), \(recusal.explanation),
                \(side.rawValue), \(act.viewer.person), \(act.day), 'applied', \(pack.jurisdiction.rawValue),
                \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
        try act.record(
            "recusal.applied", of: "recusal", recusal.id.rawValue, in: place,
            ["person": person.rawValue, "organisation": unit.rawValue, "ground": new.ground.rawValue])
        return recusal.id
    }

    /// Granted by the office's head; the person leaves the unit's open teams on the first day.
    package static func grant(
        _ id: RecusalID, from: Day, until: Day?, reason: String, version: Int, _ act: Act
    ) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        let next = try row.recusal.granted(
            from: from, until: until, reason: reason, by: act.viewer.person, on: act.day, under: row.rule)
        try update(row, next, version: version, act)
        try act.record("recusal.granted", of: "recusal", id.rawValue, in: row.place, ["from": from.text])
        _ = try leaveTeams(act)
    }

    package static func refuse(_ id: RecusalID, reason: String, version: Int, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        try update(row, row.recusal.refused(reason, by: act.viewer.person, on: act.day), version: version, act)
        try act.record("recusal.refused", of: "recusal", id.rawValue, in: row.place)
    }

    package static func withdraw(_ id: RecusalID, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        try update(row, row.recusal.withdrawn(by: act.viewer.person), version: row.recusal.version, act)
        try act.record("recusal.withdrawn", of: "recusal", id.rawValue, in: row.place)
    }

    package static func lift(_ id: RecusalID, reason: String, version: Int, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        try update(row, row.recusal.lifted(reason, by: act.viewer.person, on: act.day), version: version, act)
        try act.record("recusal.lifted", of: "recusal", id.rawValue, in: row.place)
    }

    /// The applicant read what was decided.
    package static func acknowledge(_ id: RecusalID, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        guard row.recusal.appliedBy == act.viewer.person else { throw RecusalRefusal.notTheApplicant }
        try act.db.execute("UPDATE recusal SET told_on = \(act.day) WHERE id = \(id) AND told_on IS NULL")
        try act.record("recusal.read", of: "recusal", id.rawValue, in: row.place)
    }

    /// Takes people off teams of units from which they are barred today; gives how many seats that were.
    package static func leaveTeams(_ act: Act) throws -> Int {
        let rows = try act.db.rows(
            """
            SELECT m.inspection_id, m.person_id, r.id FROM recusal r
                JOIN inspection i ON i.organisation_id = r.organisation_id AND i.grade IS NULL AND i.state <> 'finished'
                JOIN team_member m ON m.inspection_id = i.id AND m.person_id = r.person_id
            WHERE r.state = 'granted' AND r.from_day <= \(act.day) AND coalesce(r.until_day, '9999-12-31') >= \(act.day)
            ORDER BY m.inspection_id LIMIT 500
            """)
        for row in rows {
            let (inspection, person): (InspectionID, PersonID) = (try row.get(0), try row.get(1))
            try TeamSeats.endGrant(of: person, to: inspection, act)
            try act.db.execute(
                "DELETE FROM team_member WHERE inspection_id = \(inspection) AND person_id = \(person)")
            try act.record(
                "inspection.recused", of: "inspection", inspection.rawValue,
                ["person": person.rawValue, "recusal": try row.get(2)])
        }
        return rows.count
    }

    private static func person(_ new: NewRecusal, _ side: Recusal.Side, _ act: Act) throws -> PersonID {
        switch side {
        case .inspector: return act.viewer.person
        case .unit, .office:
            guard let person = new.person,
                try people(for: act.viewer, in: act.db).contains(where: { $0.id == person })
            else { throw RecusalRefusal.noPerson }
            return person
        }
    }

    private static func unit(
        _ new: NewRecusal, _ side: Recusal.Side, _ person: PersonID, _ act: Act
    ) throws -> (OrganisationID, Place) {
        if case .organisation(let own) = act.viewer.scope { return (own, try Place.of(act.viewer.scope, in: act.db)) }
        let text = new.unit.trimmed
        let near: SQL =
            side == .office
            ? Organisations.visible(to: act.viewer)
            : """
            (\(Organisations.visible(to: act.viewer)) OR EXISTS (SELECT 1 FROM inspector s WHERE s.person_id = \(person)
                AND s.province = o.province AND s.city IN ('', o.city) AND s.county IN ('', o.county)
                AND s.zone IN ('', o.zone)))
            """
        let row = try act.db.first(
            """
            SELECT o.id, o.province, o.city, o.county, o.zone FROM organisation o
            WHERE (o.code = \(text.uppercased()) OR o.name = \(text)) AND \(near) ORDER BY o.code
            """)
        guard let row, !text.isEmpty else { throw RecusalRefusal.noUnit }
        return (
            try row.get(0), try Place(province: row.get(1), city: row.get(2), county: row.get(3), zone: row.get(4))
        )
    }

    private static func requireNone(_ person: PersonID, _ unit: OrganisationID, _ act: Act) throws {
        let live = try act.db.first(
            """
            SELECT 1 FROM recusal WHERE person_id = \(person) AND organisation_id = \(unit)
                AND state IN ('applied', 'granted')
            """)
        if live != nil { throw RecusalRefusal.already }
    }

    private static func update(_ row: RecusalRow, _ next: Recusal, version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE recusal SET state = \(next.state.rawValue), from_day = \(next.period?.from),
                until_day = \(next.period?.until), decided_by = \(next.decidedBy), decided_on = \(next.decidedOn),
                reason = \(next.reason), version = version + 1
            WHERE id = \(row.id) AND version = \(version)
            """)
        guard changed == 1 else { throw RecusalRefusal.stale }
    }
}
