package import SQLCore
package import Supervision

/// What was said about a notice, as its page shows it.
package struct ResultFeedbackRow: Sendable, Equatable {
    package let feedback: ResultFeedback
    /// The unit that said it; empty for the public.
    package let unit: String
    package let answeredBy: String
}

/// The result_feedback table.
package enum ResultFeedbacks {
    /// Takes what somebody without an account says; gives the receipt by which the answer is found.
    ///
    /// `origin` is a hash of where it came from. Neither it nor a name or contact gets into the audit.
    package static func give(
        _ stance: ResultFeedback.Stance, text: String, author: String, contact: String, to id: ResultNoticeID,
        origin: String, _ act: Act
    ) throws -> String {
        let record = try ResultNotices.requireShown(id, in: act.db)
        let counted = try act.db.first(
            """
            SELECT count(*) FILTER (WHERE origin = \(origin)), count(*) FROM result_feedback
            WHERE notice_id = \(id) AND given_on = \(act.day) AND source = 'public'
            """)
        let new = make(stance, text: text, author: author, contact: contact, .anybody, id, act)
        try new.admit(
            to: record.notice, on: act.day, fromHere: try counted?.get(0) ?? 0, today: try counted?.get(1) ?? 0)
        try insert(new, origin: origin, in: record, act)
        return new.receipt
    }

    /// Takes a unit's word, once.
    package static func give(
        _ stance: ResultFeedback.Stance, text: String, to id: ResultNoticeID, _ act: Act
    ) throws {
        let record = try ResultNotices.require(id, visibleTo: act.viewer, in: act.db)
        guard case .organisation(let unit) = act.viewer.scope else { throw ResultRefusal.notYours }
        let known = try act.db.first(
            "SELECT 1 FROM result_feedback WHERE notice_id = \(id) AND organisation_id = \(unit)")
        guard known == nil else { throw ResultRefusal.givenAlready }
        let new = make(stance, text: text, author: act.viewer.name, contact: "", .unit(unit), id, act)
        try new.admit(to: record.notice, on: act.day, fromHere: 0, today: 0)
        try insert(new, origin: "", in: record, act)
    }

    package static func answer(
        _ id: ResultFeedbackID, of notice: ResultNoticeID, _ outcome: ResultFeedback.Outcome, text: String, _ act: Act
    ) throws {
        let record = try ResultNotices.requireOwn(notice, act)
        guard let row = try list(of: notice, only: id, in: act.db).first else { throw ResultRefusal.notFound }
        let next = try row.feedback.answered(text, outcome, on: act.day)
        try act.db.execute(
            """
            UPDATE result_feedback SET answer = \(next.answer), outcome = \(outcome), answered_on = \(act.day),
                answered_by = \(act.viewer.person)
            WHERE id = \(id) AND answered_on IS NULL
            """)
        try act.record(
            "result.answered", of: "result-notice", notice.rawValue, in: record.place,
            ["feedback": id.rawValue, "outcome": outcome.rawValue])
    }

    /// What was said, the oldest first; ask first whether the viewer may see the notice.
    package static func list(
        of notice: ResultNoticeID, only id: ResultFeedbackID? = nil, in db: SQLConnection
    ) throws -> [ResultFeedbackRow] {
        let one: SQL = id.map { "AND f.id = \($0)" } ?? ""
        return try rows("f.notice_id = \(notice) \(one)", in: db)
    }

    /// Of one unit; nil while it has said nothing.
    package static func find(
        of unit: OrganisationID, on notice: ResultNoticeID, in db: SQLConnection
    ) throws -> ResultFeedbackRow? {
        try rows("f.notice_id = \(notice) AND f.organisation_id = \(unit)", in: db).first
    }

    /// By the receipt that somebody without an account was given.
    package static func find(
        receipt: String, on notice: ResultNoticeID, in db: SQLConnection
    ) throws -> ResultFeedbackRow? {
        try rows("f.notice_id = \(notice) AND f.receipt = \(receipt) AND f.source = 'public'", in: db).first
    }

    private static func make(
        _ stance: ResultFeedback.Stance, text: String, author: String, contact: String, _ source: ResultFeedback.Source,
        _ notice: ResultNoticeID, _ act: Act
    ) -> ResultFeedback {
        let id: ResultFeedbackID = act.newID()
        let receipt = String(sha256("receipt/\(id)").prefix(10)).uppercased()
        return ResultFeedback(
            id: id, notice: notice, source: source, stance: stance, author: author.trimmed, contact: contact.trimmed,
            text: text.trimmed, receipt: receipt, givenOn: act.day)
    }

    private static func insert(
        _ new: ResultFeedback, origin: String, in record: ResultNoticeRecord, _ act: Act
    ) throws {
        var unit: OrganisationID?
        if case .unit(let id) = new.source { unit = id }
        try act.db.execute(
            """
            INSERT INTO result_feedback (id, notice_id, source, organisation_id, stance, author, contact, text, receipt,
                origin, given_on, given_at, answer, outcome)
            VALUES (\(new.id), \(new.notice), \(unit == nil ? "public" : "unit"), \(unit), \(new.stance), \(new.author),
                \(new.contact), \(new.text), \(new.receipt), \(origin), \(act.day), \(act.at), '', '')
            """)
        try act.record(
            "result.feedback", of: "result-notice", new.notice.rawValue, in: record.place,
            ["feedback": new.id.rawValue, "stance": new.stance.rawValue])
    }

    private static func rows(_ condition: SQL, in db: SQLConnection) throws -> [ResultFeedbackRow] {
        try db.rows(
            """
            SELECT f.id, f.notice_id, f.organisation_id, f.stance, f.author, f.contact, f.text, f.receipt, f.given_on,
                f.answer, f.outcome, f.answered_on, coalesce(o.name, ''), coalesce(p.name, '')
            FROM result_feedback f LEFT JOIN organisation o ON o.id = f.organisation_id
                LEFT JOIN person p ON p.id = f.answered_by
            WHERE \(condition) ORDER BY f.given_at, f.id LIMIT 2000
            """
        ).map { try ResultFeedbackRow($0) }
    }
}

extension ResultFeedback.Stance: SQLConvertible {}
extension ResultFeedback.Outcome: SQLConvertible {}

extension ResultFeedbackRow {
    fileprivate init(_ row: SQLRow) throws {
        let organisation: OrganisationID? = try row.get(2)
        let outcome: String = try row.get(10)
        feedback = try ResultFeedback(
            id: row.get(0), notice: row.get(1), source: organisation.map { .unit($0) } ?? .anybody, stance: row.get(3),
            author: row.get(4), contact: row.get(5), text: row.get(6), receipt: row.get(7), givenOn: row.get(8),
            answer: row.get(9), outcome: ResultFeedback.Outcome(rawValue: outcome), answeredOn: row.get(11))
        unit = try row.get(12)
        answeredBy = try row.get(13)
    }
}
