import SQLCore
package import Supervision

/// What becomes of a visit afterwards: decisions on marks, the school's receipt, corrections.
package enum VisitSteps {
    package static let reasonLimit = 500

    /// The office decides about a mark; one that is void takes the visit out of every count, with the reason kept.
    package static func decide(
        _ mark: VisitMark, of id: VisitID, _ decision: VisitMark.Decision, reason: String, _ act: Act
    ) throws {
        guard Role.office.contains(act.viewer.role), decision != .open else { throw VisitRefusal.noMark }
        let reason = try checked(reason)
        let place = try Visits.require(id, visibleTo: act.viewer, in: act.db).place
        let changed = try act.db.execute(
            """
            UPDATE visit_note SET decision = \(decision), reason = \(reason), decided_by = \(act.viewer.person),
                decided_name = \(act.viewer.name), decided_at = \(act.at)
            WHERE visit_id = \(id) AND mark = \(mark)
            """)
        guard changed == 1 else { throw VisitRefusal.noMark }
        let deciding = VisitMark.allCases.filter(\.needsDecision).map(\.rawValue)
        try act.db.execute(
            """
            UPDATE visit SET
                open_marks = (SELECT count(*) FROM visit_note n
                    WHERE n.visit_id = \(id) AND n.decision = 'open' AND n.mark IN (\(list: deciding))),
                is_void = EXISTS (SELECT 1 FROM visit_note n WHERE n.visit_id = \(id) AND n.decision = 'void')
            WHERE id = \(id)
            """)
        try act.record(
            "visit.decided", of: "visit", id.rawValue, in: place,
            ["mark": mark.rawValue, "decision": decision.rawValue])
    }

    /// The school signs for a visit with its own login, and may say what it does not agree with.
    package static func sign(_ id: VisitID, disagreement: String, _ act: Act) throws {
        guard act.viewer.role.belongsToOrganisation else { throw VisitRefusal.notFound }
        let found = try Visits.require(id, visibleTo: act.viewer, in: act.db)
        guard found.row.signedAt == nil else { throw VisitRefusal.signedAlready }
        let words = disagreement.trimmed
        guard words.count <= reasonLimit else { throw VisitRefusal.reasonTooLong }
        let changed = try act.db.execute(
            """
            UPDATE visit SET signed_at = \(act.at), signed_by = \(act.viewer.person), signed_name = \(act.viewer.name),
                disagreement = \(words)
            WHERE id = \(id) AND signed_at IS NULL
            """)
        guard changed == 1 else { throw VisitRefusal.signedAlready }
        try act.record(
            "visit.signed", of: "visit", id.rawValue, in: found.place, ["disagrees": words.isEmpty ? "no" : "yes"])
    }

    /// The author says it otherwise, with a reason; what was said before stays, and the school signs anew.
    package static func correct(
        _ id: VisitID, _ content: VisitContent, _ answers: [VisitAnswer], reason: String, version: Int, _ act: Act
    ) throws {
        let reason = try checked(reason)
        let found = try Visits.require(id, visibleTo: act.viewer, in: act.db)
        guard found.row.person == act.viewer.person else { throw VisitRefusal.notAuthor }
        guard !found.row.isVoid else { throw VisitRefusal.voided }
        guard found.version == version else { throw VisitRefusal.stale }
        try act.db.execute(
            """
            INSERT INTO visit_version (visit_id, number, content, answers, reason, by_person, by_name, at)
            VALUES (\(id), \(version), \(try JSONColumn.text(found.content)), \(VisitAnswers.packed(found.answers)),
                \(reason), \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
        let changed = try act.db.execute(
            """
            UPDATE visit SET content = \(try JSONColumn.text(content)), version = version + 1, signed_at = NULL,
                signed_by = NULL, signed_name = '', disagreement = ''
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw VisitRefusal.stale }
        try act.db.execute(
            """
            UPDATE visit_answer SET answers = \(VisitAnswers.packed(answers)), answered = \(answers.count)
            WHERE visit_id = \(id)
            """)
        try act.record(
            "visit.corrected", of: "visit", id.rawValue, in: found.place, ["version": "\(version + 1)"])
    }

    private static func checked(_ reason: String) throws(VisitRefusal) -> String {
        let reason = reason.trimmed
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= reasonLimit else { throw .reasonTooLong }
        return reason
    }
}
