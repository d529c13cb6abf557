package import SQLCore
package import Supervision

/// The clashes of a campaign and whether somebody answered for them.
package struct ClashStanding: Sendable {
    package let clashes: [Clash]
    package let limits: CalendarLimits
    /// The last word about them, also when it was about others than there are now.
    package let acknowledgement: ClashAcknowledgement?
    /// SHA-256 of the clashes.
    package let digest: String

    package var isSettled: Bool { clashes.isEmpty || acknowledgement?.digest == digest }
}

package struct ClashAcknowledgement: Sendable, Equatable {
    package let digest: String
    package let clashes: Int
    package let reason: String
    package let by: String
    package let at: Instant
}

/// Clashes of a campaign with everything else that is planned at its units.
package enum Clashes {
    /// Looked for while units are drawn and not all finished; what the viewer may not see does not count.
    package static func standing(
        of record: CampaignRecord, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ClashStanding {
        let limits = try UnitCalendars.limits(in: db)
        guard [.drawn, .running].contains(record.campaign.state) else {
            return ClashStanding(clashes: [], limits: limits, acknowledgement: nil, digest: "")
        }
        // Nothing that lies more than a term away from the campaign can clash with it or fill its terms.
        let (first, last) = (record.campaign.startsOn.adding(months: -7), record.campaign.endsOn.adding(months: 7))
        let visits = try UnitCalendars.visits(
            """
            i.organisation_id IN (SELECT x.organisation_id FROM inspection x WHERE x.campaign_id = \(record.id))
                AND c.ends_on >= \(first) AND c.starts_on <= \(last)
            """, visibleTo: viewer, in: db)
        let joint = try CalendarCalls.tasks(
            """
            t.organisation_id IN (SELECT x.organisation_id FROM inspection x WHERE x.campaign_id = \(record.id))
                AND t.due_on >= \(first) AND t.from_day <= \(last)
            """, visibleTo: viewer, in: db)
        let clashes = (visits.map(\.entry) + joint.map(\.entry)).clashes(of: record.id, limits: limits)
        let digest = sha256(clashes.map(\.key).sorted().joined(separator: "\n"))
        return ClashStanding(
            clashes: clashes, limits: limits, acknowledgement: try acknowledgement(of: record.id, digest, in: db),
            digest: digest)
    }

    /// Every clash of what lies ahead of a viewer's units, whatever it comes from (督导事项统筹).
    package static func ahead(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Clash] {
        let from = viewer.day.adding(months: -7)
        let visits = try UnitCalendars.visits(
            "c.ends_on >= \(from)", visibleTo: viewer, in: db
        ).filter { $0.state != .finished || $0.visitedOn != nil }
        let joint = try CalendarCalls.tasks("t.due_on >= \(from)", visibleTo: viewer, in: db)
        return (visits.map(\.entry) + joint.map(\.entry)).clashes(
            from: viewer.day, limits: try UnitCalendars.limits(in: db))
    }

    /// Refuses while clashes are there that nobody answered for; asked before a notice goes out and before the start.
    package static func requireSettled(_ record: CampaignRecord, _ act: Act) throws {
        let standing = try standing(of: record, visibleTo: act.viewer, in: act.db)
        guard standing.isSettled else { throw ClashRefusal.unacknowledged(standing.clashes.count) }
    }

    /// Says why it goes on all the same; `digest` is of the clashes that the page showed.
    package static func acknowledge(_ id: CampaignID, digest: String, reason: String, _ act: Act) throws {
        let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
        let standing = try standing(of: record, visibleTo: act.viewer, in: act.db)
        guard !standing.clashes.isEmpty else { throw ClashRefusal.nothing }
        guard standing.digest == digest else { throw ClashRefusal.changed }
        guard !reason.isBlank else { throw ClashRefusal.reasonMissing }
        try act.db.execute(
            """
            INSERT INTO clash_acknowledgement (id, campaign_id, digest, clashes, reason, by_person, at)
            VALUES (\(act.newID() as Identifier<ClashAcknowledgement>), \(id), \(digest), \(standing.clashes.count),
                \(reason.trimmed), \(act.viewer.person), \(act.at))
            """)
        try act.record(
            "campaign.clashesAcknowledged", of: "campaign", id.rawValue, in: record.place,
            ["clashes": "\(standing.clashes.count)", "digest": digest])
    }

    /// The one about exactly these clashes, else the last.
    private static func acknowledgement(
        of id: CampaignID, _ digest: String, in db: SQLConnection
    ) throws -> ClashAcknowledgement? {
        try db.first(
            """
            SELECT a.digest, a.clashes, a.reason, coalesce(p.name, ''), a.at
            FROM clash_acknowledgement a LEFT JOIN person p ON p.id = a.by_person
            WHERE a.campaign_id = \(id) ORDER BY CASE WHEN a.digest = \(digest) THEN 0 ELSE 1 END, a.at DESC, a.id DESC LIMIT 1
            """
        ).map { row in
            ClashAcknowledgement(
                digest: try row.get(0), clashes: try row.get(1), reason: try row.get(2), by: try row.get(3),
                at: try row.get(4))
        }
    }
}
