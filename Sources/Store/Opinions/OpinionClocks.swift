import SQLCore
import Supervision

/// The clocks that an opinion starts and stops.
enum OpinionClocks {
    /// The team has looked at everything: its days to give its feedback begin, where the law counts them.
    static func assessmentEnded(_ id: InspectionID, _ act: Act) throws {
        let found = try Opinions.whole(id, visibleTo: act.viewer, in: act.db)
        let kind: String? = try act.db.first("SELECT kind FROM campaign WHERE id = \(found.campaign)")?.get(0)
        let isWhole = kind == Campaign.Kind.comprehensive.rawValue
        let wanted: DeadlineRuleID = isWhole ? .feedbackComprehensive : .feedbackSpecial
        guard let rule = try? Clock.rule(wanted, in: found.jurisdiction, on: act.day) else { return }
        try open(rule, from: act.day, found, "反馈初步督导意见：\(found.unit)", side: .team, act)
    }

    /// The feedback is given; the office's days for the 督导意见书 begin where the law counts from here.
    static func feedbackGiven(_ found: OpinionCase, _ act: Act) throws {
        for rule in [DeadlineRuleID.feedbackSpecial, .feedbackComprehensive] {
            try Deadlines.met(found.inspection.rawValue, rule: rule.rawValue, on: act.day, act)
        }
        guard let rule = try? Clock.rule(.opinion, in: found.jurisdiction, on: act.day) else { return }
        let from = rule.trigger == .supervisionEnded ? found.visitedOn ?? act.day : act.day
        try open(rule, from: from, found, "发出督导意见书：\(found.unit)", side: .office, act)
    }

    /// The last day of the defence by law; nil where no law counts days, or where they were over before receipt.
    static func defenceDue(_ found: OpinionCase, receivedOn day: Day, in db: SQLConnection) throws -> Day? {
        guard let clock = defence(found, receivedOn: day) else { return nil }
        let due = Clock.due(clock.rule, from: clock.from, in: try WorkCalendars.known(in: db)).due
        return due.flatMap { $0 < day ? nil : $0 }
    }

    static func defenceStarted(_ found: OpinionCase, _ act: Act) throws {
        guard let clock = defence(found, receivedOn: act.day),
            try defenceDue(found, receivedOn: act.day, in: act.db) != nil
        else { return }
        try open(clock.rule, from: clock.from, found, "申辩或放弃申辩", side: .unit, act)
    }

    /// Other days than the law's, or days where it gives none.
    static func defenceSet(_ found: OpinionCase, due: Day, reason: String, _ act: Act) throws {
        let rule = DeadlineRuleID.defence.rawValue
        try Deadlines.cancel(found.inspection.rawValue, rule: rule, on: act.day, act)
        try act.db.execute(
            """
            DELETE FROM deadline WHERE subject_id = \(found.inspection) AND rule = \(rule) AND cancelled_on = \(act.day)
            """)
        try Deadlines.open(
            NewDeadline(
                subjectKind: "inspection", subject: found.inspection.rawValue, rule: rule,
                jurisdiction: found.jurisdiction.rawValue, clause: "", title: "申辩或放弃申辩", triggeredOn: act.day,
                dueOn: due, reason: reason, path: found.path, side: .unit, organisation: found.organisation,
                place: found.place), act)
    }

    static func defenceEnded(_ found: OpinionCase, _ act: Act) throws {
        try Deadlines.met(found.inspection.rawValue, rule: DeadlineRuleID.defence.rawValue, on: act.day, act)
    }

    static func opinionSent(_ found: OpinionCase, _ act: Act) throws {
        try Deadlines.met(found.inspection.rawValue, rule: DeadlineRuleID.opinion.rawValue, on: act.day, act)
    }

    private static func defence(_ found: OpinionCase, receivedOn day: Day) -> (rule: DeadlineRule, from: Day)? {
        guard let rule = try? Clock.rule(.defence, in: found.jurisdiction, on: day) else { return nil }
        return (rule, rule.trigger == .supervisionEnded ? found.visitedOn ?? day : day)
    }

    private static func open(
        _ rule: DeadlineRule, from day: Day, _ found: OpinionCase, _ title: String, side: NewDeadline.Side, _ act: Act
    ) throws {
        let deadline = Clock.due(rule, from: day, in: try WorkCalendars.known(in: act.db))
        try Deadlines.open(
            NewDeadline(
                subjectKind: "inspection", subject: found.inspection.rawValue, rule: rule.id.rawValue,
                jurisdiction: found.jurisdiction.rawValue, clause: rule.clause.text, title: title, triggeredOn: day,
                dueOn: deadline.due, undeterminedYear: deadline.undetermined, path: found.path, side: side,
                organisation: found.organisation, place: found.place), act)
    }
}
