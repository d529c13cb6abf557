import SQLCore
package import Supervision

/// A notice as its pages need it.
package struct ResultNoticeRecord: Sendable, Equatable {
    package let notice: ResultNotice
    package let office: String
    package let place: Place
    package let drafter: String
    package let feedback: Int
    package let unanswered: Int

    package var id: ResultNoticeID { notice.id }
}

/// The result_notice table: results that are shown publicly for a term.
package enum ResultNotices {
    /// Drafts a notice of a campaign's grades or of a year's ranking, with the results as they are now.
    package static func draft(
        _ subject: ResultNotice.Subject, title: String, body: String, contact: String, days: Int, _ act: Act
    ) throws -> ResultNoticeID {
        let lines = try lines(of: subject, act)
        guard !lines.isEmpty else { throw ResultRefusal.empty }
        guard (1...60).contains(days) else { throw ResultRefusal.badDays }
        let id: ResultNoticeID = act.newID()
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let office = try DeploymentSettings.value(of: DeploymentSettings.officeName, in: act.db) ?? "教育督导室"
        let (kind, key) = subject.columns
        try act.db.execute(
            """
            INSERT INTO result_notice (id, subject_kind, subject_id, title, body, contact, office, days, lines, state,
                drafted_by, withdraw_reason, province, city, county, zone, created_at, version)
            VALUES (\(id), \(kind), \(key), \(title), \(body), \(contact), \(office), \(days),
                \(try JSONColumn.text(lines)), 'draft', \(act.viewer.person), '', \(place.province), \(place.city),
                \(place.county), \(place.zone), \(act.at), 1)
            """)
        for line in lines {
            try act.db.execute(
                "INSERT INTO result_party (notice_id, organisation_id) VALUES (\(id), \(line.organisation))")
        }
        try act.record("result.drafted", of: "result-notice", id.rawValue, in: place, ["lines": "\(lines.count)"])
        return id
    }

    /// Shows it, by the director and not by who drafted it.
    package static func publish(_ id: ResultNoticeID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let next = try record.notice.published(
            by: act.viewer.person, on: act.day, in: try WorkCalendars.known(in: act.db))
        try store(next, was: version, act)
        try act.record(
            "result.published", of: "result-notice", id.rawValue, in: record.place, ["until": next.until?.text ?? ""])
    }

    package static func withdraw(_ id: ResultNoticeID, reason: String, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.notice.withdrawn(reason, on: act.day), was: version, act)
        try act.record("result.withdrawn", of: "result-notice", id.rawValue, in: record.place)
    }

    private static func store(_ next: ResultNotice, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE result_notice SET state = \(next.state), published_on = \(next.publishedOn), until_day = \(next.until),
                withdrawn_on = \(next.withdrawnOn), withdraw_reason = \(next.withdrawReason), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw ResultRefusal.stale }
    }

    /// The results as they stand: graded units of a campaign, or a closed sheet's ranking.
    private static func lines(of subject: ResultNotice.Subject, _ act: Act) throws -> [ResultNotice.Line] {
        switch subject {
        case .campaign(let id):
            _ = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
            return try act.db.rows(
                """
                SELECT i.organisation_id, i.name, v.kind, i.score, i.grade
                FROM inspection i JOIN organisation_version v ON v.id = i.organisation_version_id
                WHERE i.campaign_id = \(id) AND i.grade IS NOT NULL ORDER BY i.code, i.id
                """
            ).map { row in
                let kind = OrganisationKind(rawValue: try row.get(2))?.label ?? ""
                return try ResultNotice.Line(
                    organisation: row.get(0), name: row.get(1), group: kind, rank: nil, score: row.get(3) ?? "",
                    grade: row.get(4))
            }
        case .duty(let id):
            let record = try DutySheets.requireOwn(id, act)
            guard record.sheet.state == .closed else { return [] }
            return try DutyTargets.ranking(of: id, in: act.db).map { standing in
                ResultNotice.Line(
                    organisation: standing.organisation, name: standing.name,
                    group: OrganisationKind(rawValue: standing.kind)?.label ?? "", rank: standing.rank,
                    score: "\(standing.score.formatted()) / \(standing.maximum.formatted())", grade: "")
            }
        }
    }

    package static func requireOwn(_ id: ResultNoticeID, _ act: Act) throws -> ResultNoticeRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record, act.viewer) else { throw ResultRefusal.notYours }
        return record
    }

    package static func isOwn(_ record: ResultNoticeRecord, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && record.place.office == Place(viewer.scope).office
    }
}

extension ResultNotice.State: SQLConvertible {}

extension ResultNotice.Subject {
    var columns: (kind: String, id: String) {
        switch self {
        case .campaign(let id): ("campaign", id.rawValue)
        case .duty(let id): ("duty-sheet", id.rawValue)
        }
    }
}
