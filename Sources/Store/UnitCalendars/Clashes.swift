package import SQLCore
package import Supervision

/// The clashes of a campaign and whether somebody answered for them.
package struct ClashStanding: Sendable {
    package let clashes: [Clash]
    package let limits: CalendarLimits
    /// The last word about them, also when it was about others than there are now.
    package private(set) var acknowledgement: ClashAcknowledgement?
    /// SHA-256 of the clashes.
    package let digest: String

    init(_ clashes: [Clash], _ limits: CalendarLimits) {
        self.clashes = clashes
        self.limits = limits
        digest = sha256(clashes.map(\.key).sorted().joined(separator: "\n"))
    }

    /// Only those that are not known; whoever answers for them answers for all of `standing`.
    init(new standing: ClashStanding, besides known: ClashStanding) {
        let keys = Set(known.clashes.map(\.key))
        clashes = standing.clashes.filter { !keys.contains($0.key) }
        limits = standing.limits
        digest = standing.digest
    }

    func answered(by word: ClashAcknowledgement?) -> ClashStanding {
        var next = self
        next.acknowledgement = word
        return next
    }

    package var byInspection: [InspectionID: [Clash]] {
        clashes.reduce(into: [:]) { found, clash in
            if case .inspection(let id, _) = clash.own.source { found[id, default: []].append(clash) }
        }
    }

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
    ///
    /// `days` are days that somebody would give to its inspections; nil takes a day back.
    package static func standing(
        of record: CampaignRecord, with days: [InspectionID: Day?] = [:], visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> ClashStanding {
        let limits = try UnitCalendars.limits(in: db)
        guard [.drawn, .running].contains(record.campaign.state) else {
            return ClashStanding([], limits)
        }
        let campaign = record.campaign
        let visits = try UnitCalendars.visits(
            """
            i.organisation_id IN (SELECT x.organisation_id FROM inspection x WHERE x.campaign_id = \(record.id))
                AND \(near("c.starts_on", "c.ends_on", campaign.startsOn, campaign.endsOn))
            """, visibleTo: viewer, in: db)
        let joint = try CalendarCalls.tasks(
            """
            t.organisation_id IN (SELECT x.organisation_id FROM inspection x WHERE x.campaign_id = \(record.id))
                AND \(near("t.from_day", "t.due_on", campaign.startsOn, campaign.endsOn))
            """, visibleTo: viewer, in: db)
        let checks = visits.map { $0.entry.planned(days, in: campaign, isVisited: $0.visitedOn != nil) }
        let found = ClashStanding((checks + joint.map(\.entry)).clashes(of: record.id, limits: limits), limits)
        return found.answered(by: try acknowledgement(of: record.id, found.digest, in: db))
    }

    /// What a joint visit that is asked for would meet at its school.
    package static func standing(
        of task: NewVisitTask, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ClashStanding {
        let limits = try UnitCalendars.limits(in: db)
        guard let days = Period(from: task.from, until: task.dueOn) else { return ClashStanding([], limits) }
        let school = try Organisations.require(task.school, visibleTo: viewer, in: db)
        let visits = try UnitCalendars.visits(
            "i.organisation_id = \(school.id) AND \(near("c.starts_on", "c.ends_on", task.from, task.dueOn))",
            visibleTo: viewer, in: db)
        let joint = try CalendarCalls.tasks(
            "t.organisation_id = \(school.id) AND \(near("t.from_day", "t.due_on", task.from, task.dueOn))",
            visibleTo: viewer, in: db)
        let own = CalendarEntry(
            .task("new"), name: task.theme, organisation: school.id, unitName: school.name, days: days,
            isFixed: task.from == task.dueOn)
        return ClashStanding((visits.map(\.entry) + joint.map(\.entry)).clashes(of: own, limits: limits), limits)
    }

    /// Nothing that lies more than a term away can clash with it or fill its terms.
    private static func near(_ first: SQL, _ last: SQL, _ from: Day, _ until: Day) -> SQL {
        "\(last) >= \(from.adding(months: -7)) AND \(first) <= \(until.adding(months: 7))"
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
        let answer = ClashAnswer(digest: digest, reason: reason)
        try answer.checked(for: standing.clashes.count, digest: standing.digest)
        try store(answer, to: standing, of: record, act)
    }

    /// What days of inspections would add to the clashes of a campaign that runs.
    ///
    /// Before the start nothing is asked yet: all of it is, when the notice goes out.
    package static func added(
        by days: [InspectionID: Day?], to record: CampaignRecord, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ClashStanding {
        guard record.campaign.state == .running, !days.isEmpty else {
            return ClashStanding([], try UnitCalendars.limits(in: db))
        }
        let known = try standing(of: record, visibleTo: viewer, in: db)
        return ClashStanding(new: try standing(of: record, with: days, visibleTo: viewer, in: db), besides: known)
    }

    /// Refuses days that add clashes for which nobody answers.
    static func requireAnswer(
        _ answer: ClashAnswer, to days: [InspectionID: Day?], of record: CampaignRecord, _ act: Act
    ) throws {
        let added = try added(by: days, to: record, visibleTo: act.viewer, in: act.db)
        guard !added.clashes.isEmpty else { return }
        try answer.checked(for: added.clashes.count, digest: added.digest)
        try store(answer, to: added, of: record, act)
    }

    private static func store(
        _ answer: ClashAnswer, to standing: ClashStanding, of record: CampaignRecord, _ act: Act
    ) throws {
        try act.db.execute(
            """
            INSERT INTO clash_acknowledgement (id, campaign_id, digest, clashes, reason, by_person, at)
            VALUES (\(act.newID() as Identifier<ClashAcknowledgement>), \(record.id), \(standing.digest),
                \(standing.clashes.count), \(answer.reason), \(act.viewer.person), \(act.at))
            """)
        try act.record(
            "campaign.clashesAcknowledged", of: "campaign", record.id.rawValue, in: record.place,
            ["clashes": "\(standing.clashes.count)", "digest": standing.digest])
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

extension CalendarEntry {
    /// The same with another day; what was visited stays where it was.
    fileprivate func planned(
        _ days: [InspectionID: Day?], in campaign: Campaign, isVisited: Bool
    ) -> CalendarEntry {
        guard case .inspection(let id, campaign.id) = source, !isVisited, let day = days[id] else { return self }
        let whole = Period(from: campaign.startsOn, until: max(campaign.startsOn, campaign.endsOn))
        return CalendarEntry(
            source, name: campaignName, organisation: organisation, unitName: unitName,
            days: day.flatMap { Period(from: $0, until: $0) } ?? whole ?? self.days, isFixed: day != nil)
    }
}
