package import SQLCore
package import Supervision

extension Deadlines {
    /// Starts the clock that the law sets for a step, by the deployment's jurisdiction.
    ///
    /// `new` says whose it is and where it is met; rule, clause, start and end are filled in. What neither the
    /// jurisdiction nor the nation counts throws `ClockRefusal.noDays`: ask the office for days, then use `set`.
    @discardableResult
    package static func start(
        _ rule: DeadlineRuleID, triggeredOn day: Day, as new: NewDeadline, _ act: Act
    ) throws -> Deadline {
        let jurisdiction = try DeploymentSettings.clock(in: act.db)
        let found = try Clock.rule(rule, in: jurisdiction, on: day)
        let deadline = Clock.due(found, from: day, in: try WorkCalendars.known(in: act.db))
        var new = new
        new.jurisdiction = found.jurisdiction.rawValue
        new.clause = "\(found.clause.text)：\(found.clause.summary)"
        try open(new, rule, deadline, act)
        return deadline
    }

    /// Starts a clock whose days the office sets itself, because no rule gives any.
    @discardableResult
    package static func set(
        _ rule: DeadlineRuleID, _ term: OfficeTerm, triggeredOn day: Day, as new: NewDeadline, _ act: Act
    ) throws -> Deadline {
        let deadline = Clock.due(term, from: day, in: try WorkCalendars.known(in: act.db))
        var new = new
        new.jurisdiction = try DeploymentSettings.clock(in: act.db).rawValue
        new.clause = "法规未定天数，由督导机构设定为\(term.term.chinese)"
        new.reason = term.reason
        new.term = term.term
        try open(new, rule, deadline, act)
        return deadline
    }

    private static func open(
        _ new: NewDeadline, _ rule: DeadlineRuleID, _ deadline: Deadline, _ act: Act
    ) throws {
        var new = new
        new.rule = rule.rawValue
        new.triggeredOn = deadline.from
        new.dueOn = deadline.due
        new.undeterminedYear = deadline.undetermined
        try open(new, act)
    }

    /// A clock that had been stopped runs again from the same start.
    static func restart(_ subject: String, rule: String, triggeredOn day: Day, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE deadline SET met_on = NULL, cancelled_on = NULL, soon_at = NULL, late_at = NULL
            WHERE subject_id = \(subject) AND rule = \(rule) AND triggered_on = \(day)
                AND (met_on IS NOT NULL OR cancelled_on IS NOT NULL)
            """)
    }

    /// What was met runs on, because it was not enough; with another last day when one is given.
    package static func resume(_ subject: String, rule: String, dueOn: Day?, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE deadline SET met_on = NULL WHERE subject_id = \(subject) AND rule = \(rule) AND cancelled_on IS NULL
            """)
        guard let dueOn else { return }
        // A new day is a new promise: it may become late once more.
        try act.db.execute(
            """
            UPDATE deadline SET due_on = \(dueOn), soon_at = NULL, late_at = NULL
            WHERE subject_id = \(subject) AND rule = \(rule) AND cancelled_on IS NULL
                AND (due_on IS NULL OR due_on <> \(dueOn))
            """)
    }
}

extension DeploymentSettings {
    /// Whose rules the deployment works under; the nation's until it says otherwise.
    package static func clock(in db: SQLConnection) throws -> Jurisdiction {
        try value(of: jurisdiction, in: db).flatMap(Jurisdiction.init) ?? .national
    }
}
