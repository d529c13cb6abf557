package import SQLCore
package import Supervision

/// The clocks of tips: to take one on, to verify, to answer; their days are the office's own.
enum TipClocks {
    static func received(_ id: TipID, _ number: String, at place: Place, _ act: Act) throws {
        let accept = try start(.accept, of: id, number, from: act.day, at: place, act)
        let answer = try start(.answer, of: id, number, from: act.day, at: place, act)
        try act.db.execute("UPDATE tip SET due_on = \(accept), answer_by = \(answer) WHERE id = \(id)")
    }

    static func accepted(_ id: TipID, _ act: Act) throws {
        try Deadlines.met(id.rawValue, rule: TipTerms.Clock.accept.rawValue, on: act.day, act)
        try act.db.execute(
            "UPDATE tip SET due_on = answer_by, accepted_on = coalesce(accepted_on, \(act.day)) WHERE id = \(id)")
    }

    /// Nothing runs any more; the one for the answer was met or missed.
    static func closed(_ id: TipID, _ act: Act) throws {
        for clock in [TipTerms.Clock.accept, .answer] {
            try Deadlines.met(id.rawValue, rule: clock.rawValue, on: act.day, act)
        }
        try act.db.execute(
            """
            UPDATE tip SET due_on = NULL, closed_on = \(act.day),
                is_late = CASE WHEN answer_by < \(act.day) THEN true ELSE false END
            WHERE id = \(id)
            """)
    }

    /// The answer is due anew, counted from today.
    static func reopened(_ id: TipID, _ number: String, at place: Place, _ act: Act) throws {
        let answer = try start(.answer, of: id, number, from: act.day, at: place, act)
        try Deadlines.restart(
            id.rawValue, rule: TipTerms.Clock.answer.rawValue, triggeredOn: act.day, act)
        try act.db.execute(
            """
            UPDATE tip SET due_on = \(answer), answer_by = \(answer), closed_on = NULL, is_late = false,
                accepted_on = \(act.day)
            WHERE id = \(id)
            """)
    }

    /// Another office begins with it: to take it on counts from today, to answer from the day it came.
    static func moved(_ row: TipRow, to place: Place, _ act: Act) throws {
        let (subject, rule) = (row.id.rawValue, TipTerms.Clock.accept.rawValue)
        try Deadlines.cancel(subject, rule: rule, on: act.day, act)
        let accept = try start(.accept, of: row.id, row.number, from: act.day, at: place, act)
        try Deadlines.restart(subject, rule: rule, triggeredOn: act.day, act)
        let due = [accept, row.answerBy].compactMap { $0 }.min()
        try act.db.execute("UPDATE tip SET due_on = \(due), accepted_on = NULL WHERE id = \(row.id)")
        try act.db.execute(
            """
            UPDATE deadline SET province = \(place.province), city = \(place.city), county = \(place.county),
                zone = \(place.zone)
            WHERE subject_id = \(subject) AND subject_kind = 'tip'
            """)
    }

    /// The days of open tips follow their clocks, which a year's calendar has moved.
    static func renewed(_ act: Act) throws {
        func day(_ clock: TipTerms.Clock, _ subject: SQL) -> SQL {
            """
            (SELECT max(d.due_on) FROM deadline d WHERE d.subject_id = \(subject) AND d.rule = \(clock.rawValue)
                AND d.met_on IS NULL AND d.cancelled_on IS NULL)
            """
        }
        try act.db.execute(
            """
            UPDATE tip SET answer_by = coalesce(\(day(.answer, "tip.id")), answer_by) WHERE closed_on IS NULL
            """)
        try act.db.execute(
            """
            UPDATE tip SET due_on = CASE WHEN state = 'received' THEN coalesce(\(day(.accept, "tip.id")), due_on)
                ELSE answer_by END
            WHERE closed_on IS NULL
            """)
        try act.db.execute(
            """
            UPDATE tip_check SET due_on = coalesce(\(day(.verify, "tip_check.id")), due_on) WHERE state = 'open'
            """)
    }

    /// Gives the last day, nil where the calendar does not reach so far.
    static func verifying(
        _ check: TipCheckID, _ number: String, at place: Place, _ act: Act
    ) throws -> Day? {
        try start(
            .verify, kind: "tip-check", of: check.rawValue, number, from: act.day, at: place,
            path: "/tip-checks/\(check)",
            act)
    }

    static func verified(_ check: TipCheckID, _ act: Act) throws {
        try Deadlines.met(check.rawValue, rule: TipTerms.Clock.verify.rawValue, on: act.day, act)
    }

    static func recalled(_ check: TipCheckID, _ act: Act) throws {
        try Deadlines.cancel(check.rawValue, rule: TipTerms.Clock.verify.rawValue, on: act.day, act)
    }

    private static func start(
        _ clock: TipTerms.Clock, of id: TipID, _ number: String, from day: Day, at place: Place, _ act: Act
    ) throws -> Day? {
        try start(clock, kind: "tip", of: id.rawValue, number, from: day, at: place, path: "/tips/\(id)", act)
    }

    /// No unit stands in a clock of a tip: it would see it.
    private static func start(
        _ clock: TipTerms.Clock, kind: String, of subject: String, _ number: String, from day: Day, at place: Place,
        path: String, _ act: Act
    ) throws -> Day? {
        let terms = try OfficeTipTerms.load(of: place.office, in: act.db).terms
        let term = terms.term(clock)
        let end = term.end(from: day, in: try WorkCalendars.known(in: act.db))
        var due: Day?
        var missing: Int?
        switch end {
        case .day(let day): due = day
        case .undetermined(let year): missing = year
        }
        try Deadlines.open(
            NewDeadline(
                subjectKind: kind, subject: subject, rule: clock.rawValue,
                jurisdiction: try DeploymentSettings.clock(in: act.db).rawValue,
                clause: "法规未定天数，由督导机构设定为\(term.chinese)", title: "\(clock.label)\(number)", triggeredOn: day,
                dueOn: due, undeterminedYear: missing, term: term, reason: terms.source, path: path,
                side: clock == .verify ? .team : .office, organisation: nil, place: place), act)
        return due
    }
}

/// The tip_terms table.
package enum OfficeTipTerms {
    private static let setting = OfficeSetting<TipTerms>("tip_terms")

    /// Those of the office with this region code, and their version; 0 while it has set none.
    package static func load(of office: String, in db: SQLConnection) throws -> (terms: TipTerms, version: Int) {
        try setting.load(of: office, in: db) ?? (.usual, 0)
    }

    /// Sets those of the viewer's own office; clocks that run keep their days.
    package static func save(_ terms: TipTerms, version: Int, _ act: Act) throws {
        let office = Place(act.viewer.scope).office
        try setting.save(terms, of: office, version: version, else: TipRefusal.changedMeanwhile, in: act.db)
        try act.record(
            "tip.termsSet", of: "office", office,
            [
                "acceptDays": "\(terms.acceptDays)", "verifyDays": "\(terms.verifyDays)",
                "answerDays": "\(terms.answerDays)", "unitHot": "\(terms.unitHot)", "topicHot": "\(terms.topicHot)",
                "keepMonths": "\(terms.keepMonths)",
            ])
    }
}
