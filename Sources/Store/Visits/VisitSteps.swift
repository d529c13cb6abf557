import SQLCore
package import Supervision

/// What becomes of a visit afterwards: decisions on marks, the school's receipt, corrections.
package enum VisitSteps {
    package static let reasonLimit = 500

    /// The school's own office decides about a mark; one that is void takes the visit out of every count, with the reason.
    ///
    /// `was` is the decision that the person saw; somebody else's in between is refused.
    package static func decide(
        _ mark: VisitMark, of id: VisitID, _ decision: VisitMark.Decision, reason: String,
        was seen: VisitMark.Decision? = nil, _ act: Act
    ) throws {
        guard Role.office.contains(act.viewer.role), decision != .open else { throw VisitRefusal.noMark }
        let reason = try checked(reason)
        let place = try Visits.require(id, visibleTo: act.viewer, in: act.db).place
        guard place.office == Place(act.viewer.scope).office else { throw VisitRefusal.otherOffice }
        let now: VisitMark.Decision? = try act.db.first(
            "SELECT decision FROM visit_note WHERE visit_id = \(id) AND mark = \(mark)")?.get(0)
        guard let now else { throw VisitRefusal.noMark }
        guard seen == nil || seen == now else { throw VisitRefusal.ruledAlready }
        try VisitRulings.setAside([mark], of: id, in: act.db)
        try act.db.execute(
            """
            UPDATE visit_note SET decision = \(decision), reason = \(reason), decided_by = \(act.viewer.person),
                decided_name = \(act.viewer.name), decided_at = \(act.at)
            WHERE visit_id = \(id) AND mark = \(mark)
            """)
        try count(id, act.db)
        try act.record(
            "visit.decided", of: "visit", id.rawValue, in: place,
            ["mark": mark.rawValue, "decision": decision.rawValue, "was": now.rawValue])
    }

    /// What the decisions on its marks come to.
    private static func count(_ id: VisitID, _ db: SQLConnection) throws {
        let deciding = VisitMark.allCases.filter(\.needsDecision).map(\.rawValue)
        try db.execute(
            """
            UPDATE visit SET
                open_marks = (SELECT count(*) FROM visit_note n
                    WHERE n.visit_id = \(id) AND n.decision = 'open' AND n.mark IN (\(list: deciding))),
                is_void = EXISTS (SELECT 1 FROM visit_note n WHERE n.visit_id = \(id) AND n.decision = 'void'),
                is_asked = EXISTS (SELECT 1 FROM visit_note n WHERE n.visit_id = \(id) AND n.decision = 'correct')
            WHERE id = \(id)
            """)
    }

    /// The school signs for a visit as it read it, with its own login, and may say what it does not agree with.
    package static func sign(_ id: VisitID, disagreement: String, version: Int, _ act: Act) throws {
        guard act.viewer.role.belongsToOrganisation else { throw VisitRefusal.notFound }
        let found = try Visits.require(id, visibleTo: act.viewer, in: act.db)
        guard found.row.signedAt == nil else { throw VisitRefusal.signedAlready }
        guard found.version == version else { throw VisitRefusal.stale }
        let words = disagreement.trimmed
        guard words.count <= reasonLimit else { throw VisitRefusal.reasonTooLong }
        let changed = try act.db.execute(
            """
            UPDATE visit SET signed_at = \(act.at), signed_by = \(act.viewer.person), signed_name = \(act.viewer.name),
                disagreement = \(words)
            WHERE id = \(id) AND signed_at IS NULL AND version = \(version)
            """)
        guard changed == 1 else { throw VisitRefusal.stale }
        try act.record(
            "visit.signed", of: "visit", id.rawValue, in: found.place, ["disagrees": words.isEmpty ? "no" : "yes"])
    }

    /// The author says it otherwise, with a reason; what was said before stays, and the school signs anew.
    ///
    /// Words, counts, answers and times may change. A mark for which the office asked this waits for its decision again.
    package static func correct(_ visit: Visit, reason: String, version: Int, _ act: Act) throws {
        let id = visit.id
        let reason = try checked(reason)
        let found = try Visits.require(id, visibleTo: act.viewer, in: act.db)
        guard found.row.person == act.viewer.person else { throw VisitRefusal.notAuthor }
        guard !found.row.isVoid else { throw VisitRefusal.voided }
        guard found.version == version else { throw VisitRefusal.stale }
        guard !VisitCircumstances.isFuture(visit.startedAt, at: act.at) else { throw VisitRefusal.future }
        try act.db.execute(
            """
            INSERT INTO visit_version (visit_id, number, content, started_at, ended_at, answers, reason, by_person, by_name, at)
            VALUES (\(id), \(version), \(try JSONColumn.text(found.content)), \(found.startedAt), \(found.endedAt),
                \(VisitAnswers.packed(found.answers)), \(reason), \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
        let changed = try act.db.execute(
            """
            UPDATE visit SET content = \(try JSONColumn.text(VisitContent(visit))), visited_on = \(visit.day),
                started_at = \(visit.startedAt), ended_at = \(visit.endedAt), version = version + 1, signed_at = NULL,
                signed_by = NULL, signed_name = '', disagreement = ''
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw VisitRefusal.stale }
        try act.db.execute(
            "UPDATE visit_answer SET answers = \(VisitAnswers.packed(visit.answers)) WHERE visit_id = \(id)")
        try act.db.execute("UPDATE visit_person SET visited_on = \(visit.day) WHERE visit_id = \(id)")
        let asked: [VisitMark] = try act.db.rows(
            "SELECT mark FROM visit_note WHERE visit_id = \(id) AND decision = 'correct'"
        ).map { try $0.get(0) }
        try VisitRulings.reopen(asked, of: id, in: act.db)
        if visit.day != found.row.day { try VisitDoubts.note(visit, receivedAt: found.row.receivedAt, act) }
        try count(id, act.db)
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
