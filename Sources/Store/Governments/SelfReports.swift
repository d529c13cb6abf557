package import SQLCore
package import Supervision

/// The self_report table: what a government writes beside its indicators.
package enum SelfReports {
    package static func find(
        _ id: InspectionID, in db: SQLConnection
    ) throws -> (text: String, updatedAt: Instant, byName: String, version: Int)? {
        let row = try db.first(
            """
            SELECT s.text, s.updated_at, coalesce(p.name, ''), s.version
            FROM self_report s LEFT JOIN person p ON p.id = s.updated_by WHERE s.inspection_id = \(id)
            """)
        return try row.map { try ($0.get(0), $0.get(1), $0.get(2), $0.get(3)) }
    }

    /// Whether the viewer gathers for that unit: its own account, or the office of the place where it lies.
    package static func mayEdit(_ found: GovernmentCase, _ viewer: Viewer) -> Bool {
        switch viewer.scope {
        case .organisation(let id): id == found.organisation
        case .region(_, let code): Role.office.contains(viewer.role) && code == found.region
        default: false
        }
    }

    /// The case, if the viewer gathers for it and it was not handed in yet.
    static func requireOpen(_ id: InspectionID, _ act: Act) throws -> GovernmentCase {
        let found = try GovernmentCases.require(id, visibleTo: act.viewer, in: act.db)
        guard mayEdit(found, act.viewer) else { throw ShareRefusal.notYours }
        guard !found.isSubmitted else { throw ShareRefusal.submitted }
        return found
    }

    /// Keeps the text; `version` 0 says that there was none.
    package static func save(_ text: String, of id: InspectionID, version: Int, _ act: Act) throws {
        let found = try requireOpen(id, act)
        try SelfReport.check(text)
        try begin(found, act)
        let changed = try act.db.execute(
            """
            UPDATE self_report SET text = \(text.trimmed), updated_at = \(act.at), updated_by = \(act.viewer.person),
                version = version + 1
            WHERE inspection_id = \(id) AND (version = \(version) OR (\(version) = 0 AND text = ''))
            """)
        guard changed == 1 else { throw ShareRefusal.stale }
        try act.record(
            "selfReport.saved", of: "inspection", id.rawValue, in: found.place,
            ["sha256": sha256(text), "characters": "\(SelfReport.count(text))"])
    }

    /// The row by which the office of the unit's own place sees the case; nothing when it is there already.
    static func begin(_ found: GovernmentCase, _ act: Act) throws {
        let own = try Place.of(region: found.region, in: act.db)?.place ?? found.place
        try act.db.execute(
            """
            INSERT INTO self_report (inspection_id, text, updated_at, updated_by, province, city, county, zone, version)
            VALUES (\(found.id), '', \(act.at), \(act.viewer.person), \(own.province), \(own.city), \(own.county),
                \(own.zone), 1)
            ON CONFLICT (inspection_id) DO NOTHING
            """)
    }

    /// Rows for all governments of a campaign, when it starts.
    static func begin(of campaign: CampaignID, _ act: Act) throws {
        let rows = try act.db.rows(
            """
            SELECT i.id FROM inspection i JOIN organisation_version v ON v.id = i.organisation_version_id
            WHERE i.campaign_id = \(campaign) AND v.kind IN (\(list: GovernmentCases.kinds.map(\.rawValue)))
            """)
        for row in rows {
            try begin(try GovernmentCases.require(row.get(0), visibleTo: .system(on: act.day), in: act.db), act)
        }
    }

    /// Refuses to hand in what departments have not reported or a government has not written.
    static func requireReady(_ id: InspectionID, _ db: SQLConnection) throws {
        let row = try db.first(
            """
            SELECT v.kind, coalesce(s.text, '') FROM inspection i
                JOIN organisation_version v ON v.id = i.organisation_version_id
                LEFT JOIN self_report s ON s.inspection_id = i.id
            WHERE i.id = \(id) AND v.kind IN (\(list: GovernmentCases.kinds.map(\.rawValue)))
            """)
        guard let row else { return }
        let open = try db.rows(
            """
            SELECT h.organisation_name, h.criterion FROM indicator_share h
            WHERE h.inspection_id = \(id) AND h.state <> 'reported' ORDER BY h.criterion, h.organisation_name
            """
        ).map { "\(try $0.get(0) as String)（\(try $0.get(1) as String)）" }
        try SelfReport.requireReady(
            row.get(1), needsText: try row.get(0) == OrganisationKind.government.rawValue, open: open)
    }
}
