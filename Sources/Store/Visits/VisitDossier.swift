package import SQLCore
package import Supervision

/// A visit with all that its page shows, already without what the viewer is not told.
package struct VisitDossier: Sendable {
    package let row: VisitRow
    package let content: VisitContent
    package let answers: [VisitAnswer]
    /// The version with which it was made; nil without one.
    package let checklist: Framework?
    package let problems: [Problem]
    package let photos: [VisitPhotoRow]
    package let notes: [VisitNote]
    /// Decisions on marks that do not hold any more.
    package let rulings: [VisitRuling]
    package let versions: [Version]
    /// Names of the others of a joint visit.
    package let others: [String]
    package let known: [Known]
    package let isAnnounced: Bool
    package let startedAt: Instant
    package let endedAt: Instant
    package let sentAt: Instant
    package let signedName: String
    package let version: Int
    package let place: Place

    package struct Problem: Sendable, Equatable {
        package let id: VisitProblemID
        package let criterion: String
        package let problem: String
        package let outcome: VisitOutcome
        package let requirement: String
        package let days: Int?
        package let finding: FindingID
        /// Whether the viewer may open it, as a draft or in the ledger.
        package let isLinked: Bool
        /// Empty while it waits for the office, or when the office gave it up.
        package let number: String
        /// Nil when the draft was given up.
        package let state: FindingPart.State?
        package let unit: String
        package let dueOn: Day?
        package let photos: [VisitPhotoRow]
    }

    package struct Version: Sendable, Equatable {
        package let number: Int
        package let content: VisitContent
        package let startedAt: Instant
        package let endedAt: Instant
        package let reason: String
        package let by: String
        package let at: Instant
    }

    package struct Known: Sendable, Equatable {
        package let finding: FindingID?
        package let number: String
        package let problem: String
        package let isSettled: Bool
        package let note: String
    }
}

extension Visits {
    package static func require(
        _ id: VisitID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> VisitDossier {
        let row = try db.first(
            """
            SELECT \(columns), v.content, v.framework_version_id, v.is_announced, v.started_at, v.ended_at, v.sent_at,
                v.signed_name, v.version, v.province, v.city, v.county, v.zone, w.answers
            FROM visit v JOIN visit_answer w ON w.visit_id = v.id WHERE v.id = \(id) AND \(visible(to: viewer))
            """)
        guard let row else { throw VisitRefusal.notFound }
        let isUnit = viewer.role.belongsToOrganisation
        var content: VisitContent = try JSONColumn.value(row.get(23))
        let known =
            isUnit
            ? []
            : try content.knownFindings.map {
                try self.known($0, at: row.get(2), visibleTo: viewer, in: db)
            }
        // 督导纪实 is the inspector's own record; a school signs for what is asked of it.
        if isUnit { content.record = "" }
        let checklist: FrameworkID? = try row.get(24)
        let photos = try VisitPhotos.list(of: id, in: db)
        return VisitDossier(
            row: try VisitRow(row).shown(to: viewer), content: content,
            answers: VisitAnswers.unpacked(try row.get(35)),
            checklist: try checklist.map { try FrameworkVersions.require($0, in: db) },
            problems: try problems(of: id, photos, visibleTo: viewer, in: db).filter {
                !isUnit || $0.outcome != .serious
            },
            photos: photos.filter { $0.owner == "visit" }, notes: isUnit ? [] : try notes(of: id, in: db),
            rulings: isUnit ? [] : try VisitRulings.list(of: id, in: db),
            versions: isUnit ? [] : try versions(of: id, in: db), others: try others(of: id, in: db), known: known,
            isAnnounced: try row.get(25), startedAt: try row.get(26), endedAt: try row.get(27), sentAt: try row.get(28),
            signedName: try row.get(29), version: try row.get(30),
            place: Place(
                province: try row.get(31), city: try row.get(32), county: try row.get(33), zone: try row.get(34)))
    }

    /// The visit on which a problem of the ledger was found; nil where it came another way or is not the viewer's.
    package static func origin(
        of finding: FindingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> VisitRow? {
        try db.first(
            """
            SELECT \(columns) FROM visit_problem q JOIN visit v ON v.id = q.visit_id
            WHERE q.finding_id = \(finding) AND \(visible(to: viewer))
            """
        ).map { try VisitRow($0).shown(to: viewer) }
    }

    private static func problems(
        of id: VisitID, _ photos: [VisitPhotoRow], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [VisitDossier.Problem] {
        try db.rows(
            """
            SELECT q.id, q.criterion, q.problem, q.outcome, q.requirement, q.days, q.finding_id, coalesce(f.number, ''),
                p.state, coalesce(p.organisation_name, ''), coalesce(p.due_on, ''),
                CASE WHEN p.state = 'draft' THEN CASE WHEN \(Findings.ownDrafts(viewer)) THEN 1 ELSE 0 END
                    WHEN \(Findings.visible(to: viewer)) THEN 1 ELSE 0 END
            FROM visit_problem q LEFT JOIN finding f ON f.id = q.finding_id
                LEFT JOIN finding_part p ON p.finding_id = q.finding_id AND p.ordinal = (
                    SELECT min(m.ordinal) FROM finding_part m WHERE m.finding_id = q.finding_id)
            WHERE q.visit_id = \(id) ORDER BY q.ordinal
            """
        ).map { row in
            let problem: VisitProblemID = try row.get(0)
            return VisitDossier.Problem(
                id: problem, criterion: try row.get(1), problem: try row.get(2), outcome: try row.get(3),
                requirement: try row.get(4), days: try row.get(5), finding: try row.get(6),
                isLinked: try row.get(11) == 1,
                number: try row.get(7),
                state: try row.get(8), unit: try row.get(9), dueOn: Day(try row.get(10) as String),
                photos: photos.filter { $0.owner == problem.rawValue })
        }
    }

    static func notes(of id: VisitID, in db: SQLConnection) throws -> [VisitNote] {
        try db.rows(
            "SELECT mark, decision, reason, decided_name, decided_at FROM visit_note WHERE visit_id = \(id) ORDER BY mark"
        ).map {
            try VisitNote(
                mark: $0.get(0), decision: $0.get(1), reason: $0.get(2), decidedBy: $0.get(3), decidedAt: $0.get(4))
        }
    }

    private static func versions(of id: VisitID, in db: SQLConnection) throws -> [VisitDossier.Version] {
        try db.rows(
            """
            SELECT number, content, started_at, ended_at, reason, by_name, at FROM visit_version WHERE visit_id = \(id) ORDER BY number DESC
            """
        ).map {
            try VisitDossier.Version(
                number: $0.get(0), content: JSONColumn.value($0.get(1)), startedAt: $0.get(2), endedAt: $0.get(3),
                reason: $0.get(4), by: $0.get(5), at: $0.get(6))
        }
    }

    private static func others(of id: VisitID, in db: SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT p.name FROM visit_person x JOIN visit v ON v.id = x.visit_id JOIN person p ON p.id = x.person_id
            WHERE x.visit_id = \(id) AND x.person_id <> v.person_id ORDER BY p.name
            """
        ).map { try $0.get(0) }
    }

    /// Only a problem of the school itself is told again, and linked only where the viewer may open it.
    private static func known(
        _ seen: KnownFinding, at school: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> VisitDossier.Known {
        let row = try db.first(
            """
            SELECT p.finding_id, coalesce(p.number, ''), p.problem,
                CASE WHEN \(Findings.visible(to: viewer)) THEN 1 ELSE 0 END
            FROM finding_part p WHERE p.id = \(seen.id) AND p.organisation_id = \(school)
            """)
        let isVisible = try row?.get(3) == 1
        return VisitDossier.Known(
            finding: isVisible ? try row?.get(0) : nil, number: try row?.get(1) ?? "",
            problem: try row?.get(2) ?? "（已不在这所学校名下）", isSettled: seen.isSettled, note: seen.note)
    }
}
