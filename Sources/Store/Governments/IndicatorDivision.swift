package import SQLCore
package import Supervision

/// Who answers one criterion, as it was typed.
package struct NewShare: Sendable, Equatable {
    package let criterion: String
    package let lead: OrganisationID
    package let helpers: [OrganisationID]
    package let dueOn: Day

    package init(criterion: String, lead: OrganisationID, helpers: [OrganisationID], dueOn: Day) {
        self.criterion = criterion
        self.lead = lead
        self.helpers = helpers
        self.dueOn = dueOn
    }
}

/// Shares a government's indicators out to departments.
package enum IndicatorDivision {
    /// Replaces the division: what stays keeps what was reported, what is left out is taken back.
    package static func set(_ shares: [NewShare], of id: InspectionID, _ act: Act) throws {
        let found = try SelfReports.requireOpen(id, act)
        guard let framework = found.framework else { throw AssessmentChangeRefusal.noFramework }
        try check(shares, found, try FrameworkVersions.require(framework, in: act.db), on: act.day, act.db)
        try SelfReports.begin(found, act)
        let wanted = shares.flatMap { new in
            [(new.criterion, new.lead, IndicatorShare.Kind.lead, new.dueOn)]
                + new.helpers.map { (new.criterion, $0, .cooperating, new.dueOn) }
        }
        let keys = Set(wanted.map { "\($0.0)/\($0.1)" })
        let known = try act.db.rows(
            "SELECT id, criterion, organisation_id FROM indicator_share WHERE inspection_id = \(id)")
        for row in known where try !keys.contains("\(row.get(1) as String)/\(row.get(2) as OrganisationID)") {
            let share: IndicatorShareID = try row.get(0)
            try Deadlines.cancel(share.rawValue, rule: IndicatorShares.rule, on: act.day, act)
            try act.db.execute("DELETE FROM indicator_share WHERE id = \(share)")
        }
        // A helper that becomes the lead must not meet the old one on the way.
        try act.db.execute("UPDATE indicator_share SET kind = 'cooperating' WHERE inspection_id = \(id)")
        for (criterion, unit, kind, due) in wanted { try put(criterion, unit, kind, due, in: found, act) }
        try act.record(
            "shares.divided", of: "inspection", id.rawValue, in: found.place,
            ["criteria": "\(shares.count)", "shares": "\(wanted.count)"])
    }

    private static func put(
        _ criterion: String, _ unit: OrganisationID, _ kind: IndicatorShare.Kind, _ due: Day, in found: GovernmentCase,
        _ act: Act
    ) throws {
        let row = try act.db.first("SELECT name FROM organisation WHERE id = \(unit)")
        guard let row else { throw FindingRefusal.noUnit }
        let name: String = try row.get(0)
        let stored = try act.db.first(
            """
            INSERT INTO indicator_share (id, inspection_id, criterion, organisation_id, organisation_name, kind, due_on,
                state, report, return_reason, version)
            VALUES (\(act.newID() as IndicatorShareID), \(found.id), \(criterion), \(unit), \(name), \(kind), \(due),
                'open', '', '', 1)
            ON CONFLICT (inspection_id, criterion, organisation_id) DO UPDATE SET kind = excluded.kind,
                due_on = excluded.due_on, version = indicator_share.version + 1
            RETURNING id, state
            """)
        guard let stored else { return }
        let (id, state): (IndicatorShareID, IndicatorShare.State) = (try stored.get(0), try stored.get(1))
        try Deadlines.open(
            NewDeadline(
                subjectKind: "indicator-share", subject: id.rawValue, rule: IndicatorShares.rule,
                jurisdiction: try DeploymentSettings.clock(in: act.db).rawValue,
                clause: "\(found.name)分工要求\(due.chinese)前报送",
                title: "\(kind.label)指标\(criterion)：\(found.campaignName)",
                triggeredOn: found.startsOn, dueOn: due, path: "/indicator-shares/\(id)", side: .unit,
                organisation: unit, place: found.place), act)
        if state != .reported { try Deadlines.resume(id.rawValue, rule: IndicatorShares.rule, dueOn: due, act) }
    }

    private static func check(
        _ shares: [NewShare], _ found: GovernmentCase, _ framework: Framework, on day: Day, _ db: SQLConnection
    ) throws {
        let known = Set(framework.leaves.map(\.number))
        let before = try db.rows(
            "SELECT criterion, due_on FROM indicator_share WHERE inspection_id = \(found.id) AND kind = 'lead'")
        let days = try Dictionary(
            before.map { (try $0.get(0) as String, try $0.get(1) as Day) }, uniquingKeysWith: { first, _ in first })
        for new in shares {
            guard known.contains(new.criterion) else { throw ShareRefusal.unknownCriterion(new.criterion) }
            guard Set(new.helpers).count == new.helpers.count, !new.helpers.contains(new.lead) else {
                throw ShareRefusal.leadTwice(new.criterion)
            }
            // A day that stood already may lie in the past.
            guard new.dueOn <= found.endsOn, new.dueOn >= day || days[new.criterion] == new.dueOn else {
                throw ShareRefusal.dueBeyond(found.endsOn)
            }
        }
        guard Set(shares.map(\.criterion)).count == shares.count else {
            throw ShareRefusal.leadTwice(shares.first?.criterion ?? "")
        }
    }

    /// The division of the same unit's last case, as far as its criteria are found in this case's framework.
    ///
    /// Gives what carries over, and the numbers of criteria of this version that nobody had before.
    package static func before(
        _ found: GovernmentCase, in db: SQLConnection
    ) throws -> (shares: [IndicatorShareRow], matches: [String: String], new: [String])? {
        guard let framework = found.framework else { return nil }
        let last = try db.first(
            """
            SELECT i.id, c.framework_version_id FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE i.organisation_id = \(found.organisation) AND i.id <> \(found.id) AND c.starts_on < \(found.startsOn)
                AND c.framework_version_id IS NOT NULL
                AND EXISTS (SELECT 1 FROM indicator_share h WHERE h.inspection_id = i.id)
            ORDER BY c.starts_on DESC, i.id LIMIT 1
            """)
        guard let last else { return nil }
        let old = try FrameworkVersions.require(try last.get(1), in: db).leaves.map { ($0.number, $0.title) }
        let new = try FrameworkVersions.require(framework, in: db).leaves.map { ($0.number, $0.title) }
        let matches = IndicatorCarry.matches(old: old, new: new)
        let shares = try IndicatorShares.list(
            IndicatorShareFilter(of: try last.get(0)), .chunk(1, of: 2_000), visibleTo: .system(on: found.startsOn),
            in: db
        ).rows
        return (shares, matches, new.map(\.0).filter { !matches.values.contains($0) })
    }
}
