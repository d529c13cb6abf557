import SQLCore
package import Supervision

/// A clock that runs for somebody: what is due, by when, by which clause.
package struct NewDeadline: Sendable {
    package enum Side: String, Sendable {
        case unit, office, director, team
    }

    /// What it belongs to, such as `finding-part` or `opinion`.
    package var subjectKind: String
    package var subject: String
    /// The rule's id, such as `defence`; `set` where the office set the day itself.
    package var rule: String
    package var jurisdiction: String
    package var clause: String
    /// What has to be done, as the workbench shows it.
    package var title: String
    package var triggeredOn: Day
    /// Nil while the calendar of `undeterminedYear` is not known.
    package var dueOn: Day?
    package var undeterminedYear: Int?
    /// How long it is, where the office set it and no rule says it.
    package var term: Term?
    /// Why the office set the day, where the rule gives none.
    package var reason: String
    /// Where it is met.
    package var path: String
    package var side: Side
    package var organisation: OrganisationID?
    package var place: Place

    package init(
        subjectKind: String, subject: String, rule: String, jurisdiction: String, clause: String, title: String,
        triggeredOn: Day, dueOn: Day?, undeterminedYear: Int? = nil, term: Term? = nil, reason: String = "",
        path: String, side: Side,
        organisation: OrganisationID?, place: Place
    ) {
        self.subjectKind = subjectKind
        self.subject = subject
        self.rule = rule
        self.jurisdiction = jurisdiction
        self.clause = clause
        self.title = title
        self.triggeredOn = triggeredOn
        self.dueOn = dueOn
        self.undeterminedYear = undeterminedYear
        self.term = term
        self.reason = reason
        self.path = path
        self.side = side
        self.organisation = organisation
        self.place = place
    }
}

/// The deadline table: everything that anybody must do by a date.
package enum Deadlines {
    /// Starts a clock; the same subject, rule and trigger again changes nothing.
    package static func open(_ new: NewDeadline, _ act: Act) throws {
        let id: Identifier<NewDeadline> = act.newID()
        try act.db.execute(
            """
            INSERT INTO deadline (id, subject_kind, subject_id, rule, jurisdiction, clause, title, triggered_on, due_on,
                undetermined_year, term, reason, path, side, organisation_id, province, city, county, zone)
            VALUES (\(id), \(new.subjectKind), \(new.subject), \(new.rule), \(new.jurisdiction), \(new.clause),
                \(new.title), \(new.triggeredOn), \(new.dueOn), \(new.undeterminedYear), \(new.term?.column ?? ""), \(new.reason),
                \(new.path), \(new.side.rawValue), \(new.organisation), \(new.place.province), \(new.place.city),
                \(new.place.county), \(new.place.zone))
            ON CONFLICT (subject_id, rule, triggered_on) DO NOTHING
            """)
    }

    /// The thing was done; every open clock of the rule on the subject stops.
    package static func met(_ subject: String, rule: String, on day: Day, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE deadline SET met_on = \(day)
            WHERE subject_id = \(subject) AND rule = \(rule) AND met_on IS NULL AND cancelled_on IS NULL
            """)
    }

    /// The thing need not be done any more.
    package static func cancel(_ subject: String, rule: String, on day: Day, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE deadline SET cancelled_on = \(day)
            WHERE subject_id = \(subject) AND rule = \(rule) AND met_on IS NULL AND cancelled_on IS NULL
            """)
    }
}
