import SQLCore
package import Supervision

/// Who is asked to join.
package struct NewInvitation: Sendable, Equatable {
    /// The inspector's number, the login, or the name.
    package var person: String
    /// The place of the person's own office, by code or name; empty for the own one.
    package var region: String
    package var isSeconded: Bool
    package var from: Day
    package var until: Day
    package var note: String

    package init(
        person: String, region: String = "", isSeconded: Bool = false, from: Day, until: Day, note: String = ""
    ) {
        self.person = person
        self.region = region
        self.isSeconded = isSeconded
        self.from = from
        self.until = until
        self.note = note
    }
}

extension TeamInvitations {
    /// Asks another office for one of its people, or seconds one of the own.
    ///
    /// A superior office's word is enough for its districts, and an office needs nobody's for its own people.
    package static func ask(_ new: NewInvitation, to id: CampaignID, _ act: Act) throws -> TeamInvitationID {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        guard record.campaign.state != .finished else { throw CampaignRefusal.wrongState("邀请人员", .finished) }
        guard new.until >= new.from, new.until >= act.day else { throw TeamInvitationRefusal.daysWrong }
        guard new.from <= record.campaign.endsOn, new.until >= record.campaign.startsOn else {
            throw TeamInvitationRefusal.outsideCampaign(record.campaign.startsOn, record.campaign.endsOn)
        }
        let asked = try asked(new, for: record, act)
        try requireNew(asked, new, to: record, act)
        let isOwn = asked.place == record.place
        let isSuperior = !isOwn && (act.viewer.scope.covers(asked.place) || record.place.isAbove(asked.place))
        let basis = isOwn ? "本室人员" : isSuperior ? "上级督导室指派" : ""
        let capacity: TeamCapacity = new.isSeconded ? .seconded : asked.isInspector ? .inspector : .expert
        let invitation: TeamInvitationID = act.newID()
        let agreed = isOwn || isSuperior
        try act.db.execute(
            """
            INSERT INTO team_invitation (id, campaign_id, person_id, capacity, from_day, until_day, state, note, asked_by,
                asked_on, decided_by, decided_on, basis, province, city, county, zone, version)
            VALUES (\(invitation), \(id), \(asked.person), \(capacity.rawValue), \(new.from), \(new.until),
                \(agreed ? "agreed" : "asked"), \(new.note), \(act.viewer.person), \(act.day),
                \(agreed ? act.viewer.person : nil), \(agreed ? act.day : nil), \(basis), \(asked.place.province),
                \(asked.place.city), \(asked.place.county), \(asked.place.zone), 1)
            """)
        try act.record(
            "invitation.asked", of: "invitation", invitation.rawValue, in: asked.place,
            ["campaign": id.rawValue, "person": asked.person.rawValue, "state": agreed ? "agreed" : "asked"])
        return invitation
    }

    /// The person's own office, or one above it, says yes or no.
    package static func answer(
        _ id: TeamInvitationID, agrees: Bool, reason: String, version: Int, _ act: Act
    ) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        guard row.state == .asked else { throw TeamInvitationRefusal.wrongState(row.state) }
        guard agrees || !reason.isBlank else { throw TeamInvitationRefusal.reasonMissing }
        let changed = try act.db.execute(
            """
            UPDATE team_invitation SET state = \(agrees ? "agreed" : "refused"), decided_by = \(act.viewer.person),
                decided_on = \(act.day), reason = \(reason.trimmed), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw TeamInvitationRefusal.stale }
        try act.record(
            agrees ? "invitation.agreed" : "invitation.refused", of: "invitation", id.rawValue, in: row.place)
    }

    /// The campaign's office, or the one that lent the person, ends it with `day`.
    package static func end(_ id: TeamInvitationID, of campaign: CampaignID?, _ act: Act) throws {
        let row: TeamInvitation
        if let campaign {
            _ = try Campaigns.require(campaign, visibleTo: act.viewer, in: act.db)
            guard let found = try of(campaign, in: act.db).first(where: { $0.id == id }) else {
                throw TeamInvitationRefusal.notFound
            }
            row = found
        } else {
            row = try require(id, visibleTo: act.viewer, in: act.db)
        }
        guard row.state == .asked || row.state == .agreed else { throw TeamInvitationRefusal.wrongState(row.state) }
        try finish(row.id, row.person, row.campaign, until: act.day.adding(days: -1), act)
        try act.record("invitation.ended", of: "invitation", id.rawValue, in: row.place)
    }

    /// The sweeper ends what has run out; the grants have ended with their own last day.
    package static func lapse(_ act: Act) throws -> Int {
        let rows = try act.db.rows(
            """
            SELECT id, person_id, campaign_id, until_day FROM team_invitation
            WHERE state = 'agreed' AND until_day < \(act.day) ORDER BY id LIMIT 200
            """)
        for row in rows {
            let id: TeamInvitationID = try row.get(0)
            try finish(id, try row.get(1), try row.get(2), until: try row.get(3), act)
            try act.record("invitation.lapsed", of: "invitation", id.rawValue, ["until": (try row.get(3) as Day).text])
        }
        return rows.count
    }

    private static func finish(
        _ id: TeamInvitationID, _ person: PersonID, _ campaign: CampaignID, until: Day, _ act: Act
    ) throws {
        try act.db.execute(
            "UPDATE team_invitation SET state = 'ended', version = version + 1 WHERE id = \(id)")
        try act.db.execute(
            """
            UPDATE access_grant SET until_day = \(until)
            WHERE person_id = \(person) AND until_day > \(until)
                AND subject_id IN (SELECT i.id FROM inspection i WHERE i.campaign_id = \(campaign))
            """)
    }

    private struct Asked {
        let person: PersonID
        let name: String
        let place: Place
        let isInspector: Bool
    }

    /// By number, or by a name that only one has; people without an appointment only of the own office.
    private static func asked(_ new: NewInvitation, for record: CampaignRecord, _ act: Act) throws -> Asked {
        let text = new.person.trimmed
        guard !text.isEmpty else { throw TeamInvitationRefusal.noPerson(text) }
        var home = record.place
        if !new.region.isBlank {
            guard let region = try Regions.named(new.region.trimmed, in: act.db),
                let found = try Place.of(region: region, in: act.db)
            else { throw TeamInvitationRefusal.noPerson(text) }
            home = found.place
        }
        var rows = try act.db.rows(
            """
            SELECT s.person_id, p.name FROM inspector s JOIN person p ON p.id = s.person_id
            WHERE s.state = 'active' AND (s.code = \(text) OR p.name = \(text)) AND \(home.isOwn(alias: "s."))
            ORDER BY s.person_id LIMIT 2
            """)
        let isInspector = !rows.isEmpty
        if rows.isEmpty, home == record.place {
            rows = try act.db.rows(
                """
                SELECT a.person_id, p.name FROM account a JOIN person p ON p.id = a.person_id
                WHERE a.active AND a.role IN ('inspector', 'evaluator') AND \(home.isOwn(alias: "a."))
                    AND (a.login = \(text) OR p.name = \(text)) GROUP BY a.person_id, p.name ORDER BY a.person_id LIMIT 2
                """)
        }
        guard let row = rows.first else { throw TeamInvitationRefusal.noPerson(text) }
        guard rows.count == 1 else { throw TeamInvitationRefusal.several(text) }
        return Asked(person: try row.get(0), name: try row.get(1), place: home, isInspector: isInspector)
    }

    /// The own people need no invitation unless they are here as seconded staff.
    private static func requireNew(
        _ asked: Asked, _ new: NewInvitation, to record: CampaignRecord, _ act: Act
    ) throws {
        let live = try act.db.first(
            """
            SELECT 1 FROM team_invitation WHERE campaign_id = \(record.id) AND person_id = \(asked.person)
                AND state IN ('asked', 'agreed')
            """)
        guard live == nil, asked.place != record.place || new.isSeconded else {
            throw TeamInvitationRefusal.alreadyHere(asked.name)
        }
    }
}

extension Place {
    /// Whether this is the place of an office above `other`.
    func isAbove(_ other: Place) -> Bool {
        guard self != other else { return false }
        return [(province, other.province), (city, other.city), (county, other.county), (zone, other.zone)]
            .allSatisfy { $0.isEmpty || $0 == $1 }
    }
}

extension Regions {
    /// A region's code by its code or its whole name; nil where none or several have it.
    static func named(_ text: String, in db: SQLConnection) throws -> String? {
        let rows = try db.rows(
            "SELECT code FROM region WHERE code = \(text.uppercased()) OR name = \(text) ORDER BY code LIMIT 2")
        return rows.count == 1 ? try rows[0].get(0) : nil
    }
}
