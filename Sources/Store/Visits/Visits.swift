package import SQLCore
package import Supervision

/// The tables of visits: what inspectors and offices saw at schools.
package enum Visits {
    /// Who may see a visit: who manages its school, the school itself, and those who were there.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: { "v.organisation_id = \($0) AND NOT v.is_void" },
            granted: { person, _ in "v.id IN (SELECT x.visit_id FROM visit_person x WHERE x.person_id = \(person))" }
        ).condition(for: viewer, alias: "v.")
    }

    /// What a device is told about a visit of its own account; `unknown` where none has come.
    package static func receipt(of id: VisitID, by viewer: Viewer, in db: SQLConnection) throws -> VisitReceipt {
        let row = try db.first("SELECT number, marks, person_id FROM visit WHERE id = \(id)")
        guard let row else {
            return VisitReceipt(id: id, number: "", state: "unknown", missing: [], marks: [])
        }
        guard try row.get(2) == viewer.person else { throw VisitRefusal.notFound }
        let missing: [VisitPhotoID] = try db.rows(
            "SELECT id FROM visit_photo WHERE visit_id = \(id) AND owner <> '' AND file_hash IS NULL ORDER BY ordinal, id"
        ).map { try $0.get(0) }
        let marks = VisitMark.read(try row.get(1))
        return VisitReceipt(
            id: id, number: try row.get(0), state: missing.isEmpty ? "stored" : "waitingPhotos", missing: missing,
            marks: marks)
    }

    /// Stores a visit once: its problems enter the ledger, its marks wait for a decision, all in this transaction.
    ///
    /// The same visit again gives the same answer; another one under the same id is refused.
    package static func store(
        _ visit: Visit, sentAt: Instant, digest: String? = nil, _ act: Act
    ) throws -> VisitReceipt {
        let digest = digest ?? visit.digest
        if let known = try act.db.first("SELECT digest, person_id FROM visit WHERE id = \(visit.id)") {
            guard try known.get(1) == act.viewer.person else { throw VisitRefusal.notFound }
            guard try known.get(0) == digest else { throw VisitRefusal.changed }
            return try receipt(of: visit.id, by: act.viewer, in: act.db)
        }
        let place = try VisitPlace(visit, sentAt: sentAt, act)
        let marks = try place.circumstances(of: visit, sentAt: sentAt, act).marks
        let missing = try VisitPhotos.name(visit.photos, of: visit.id, act)
        try insert(visit, sentAt: sentAt, digest: digest, at: place, marks: marks, missing: missing.count, act)
        try insertBeside(visit, at: place, marks: marks, act)
        for (index, problem) in visit.problems.enumerated() {
            try VisitProblems.enter(problem, ordinal: index + 1, of: visit, at: place, act)
        }
        try act.record(
            "visit.stored", of: "visit", visit.id.rawValue, in: place.place,
            ["school": visit.school.rawValue, "digest": digest, "problems": "\(visit.problems.count)"])
        return VisitReceipt(
            id: visit.id, number: Visit.number(of: visit.id, on: visit.day),
            state: missing.isEmpty ? "stored" : "waitingPhotos", missing: missing, marks: marks)
    }

    private static func insert(
        _ visit: Visit, sentAt: Instant, digest: String, at place: VisitPlace, marks: [VisitMark], missing: Int,
        _ act: Act
    ) throws {
        let told = visit.told
        try act.db.execute(
            """
            INSERT INTO visit (id, number, organisation_id, organisation_name, person_id, person_name, kind, task_id,
                framework_version_id, theme, is_announced, visited_on, started_at, ended_at, sent_at, received_at,
                outcome, problem_count, photo_count, told_outcome, told_problems, told_photos, photos_missing, marks,
                open_marks, is_void, is_asked, signed_name, disagreement, digest, content, province, city, county,
                zone, version)
            VALUES (\(visit.id), \(Visit.number(of: visit.id, on: visit.day)), \(visit.school), \(place.name),
                \(act.viewer.person), \(act.viewer.name), \(visit.kind), \(place.task), \(visit.checklist),
                \(visit.theme), \(visit.isAnnounced), \(visit.day), \(visit.startedAt), \(visit.endedAt), \(sentAt),
                \(act.at), \(visit.outcome), \(visit.problems.count), \(visit.photos.count), \(told.outcome),
                \(told.problems.count), \(told.photos.count), \(missing), \(VisitMark.text(marks)),
                \(marks.count(where: \.needsDecision)), false, false, '', '', \(digest),
                \(try JSONColumn.text(VisitContent(visit))), \(place.place.province), \(place.place.city),
                \(place.place.county), \(place.place.zone), 1)
            """)
    }

    private static func insertBeside(
        _ visit: Visit, at place: VisitPlace, marks: [VisitMark], _ act: Act
    ) throws {
        try act.db.execute(
            """
            INSERT INTO visit_answer (visit_id, answers) VALUES (\(visit.id), \(VisitAnswers.packed(visit.answers)))
            """)
        for person in try place.persons(act) {
            try act.db.execute(
                """
                INSERT INTO visit_person (person_id, visited_on, visit_id, organisation_id)
                VALUES (\(person), \(visit.day), \(visit.id), \(visit.school))
                """)
        }
        for mark in marks {
            try act.db.execute(
                """
                INSERT INTO visit_note (visit_id, mark, decision, reason, decided_by, decided_name)
                VALUES (\(visit.id), \(mark.rawValue), 'open', '', '', '')
                """)
        }
    }
}

extension Visit.Kind: SQLConvertible {}
extension VisitOutcome: SQLConvertible {}
extension VisitMark: SQLConvertible {}
extension VisitMark.Decision: SQLConvertible {}

extension VisitMark {
    /// As a column holds several: a space around each.
    static func text(_ marks: [VisitMark]) -> String {
        marks.isEmpty ? "" : " \(marks.map(\.rawValue).joined(separator: " ")) "
    }

    static func read(_ text: String) -> [VisitMark] {
        text.split(separator: " ").compactMap { VisitMark(rawValue: String($0)) }
    }
}
