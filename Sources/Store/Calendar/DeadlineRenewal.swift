package import SQLCore
package import Supervision

/// A deadline whose day came or changed with a year's calendar.
package struct RenewedDeadline: Sendable, Equatable {
    package let title: String
    package let path: String
    package let triggeredOn: Day
    package let dueBefore: Day?
    package let dueOn: Day
    package let at: Instant
}

/// How many deadlines wait for a year's calendar.
package struct WaitingYear: Sendable, Equatable {
    package let year: Int
    package let count: Int
}

/// Computes deadlines anew once a year's calendar is known, or known better.
package enum DeadlineRenewal {
    /// Running deadlines nobody can say the day of, by the year that is missing.
    package static func waiting(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [WaitingYear] {
        try db.rows(
            """
            SELECT d.undetermined_year, count(*) FROM deadline d
            WHERE d.due_on IS NULL AND d.undetermined_year IS NOT NULL AND d.met_on IS NULL
                AND d.cancelled_on IS NULL AND \(visible(to: viewer))
            GROUP BY d.undetermined_year ORDER BY d.undetermined_year
            """
        ).map { WaitingYear(year: try $0.get(0), count: try $0.get(1)) }
    }

    /// What a year's import changed, as far as the viewer may see it.
    package static func effects(
        of year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [RenewedDeadline] {
        try db.rows(
            """
            SELECT d.title, d.path, d.triggered_on, e.due_before, e.due_on, e.at
            FROM work_year_effect e JOIN deadline d ON d.id = e.deadline_id
            WHERE e.year = \(year) AND \(visible(to: viewer)) ORDER BY e.at DESC, e.due_on, d.id LIMIT 500
            """
        ).map { row in
            RenewedDeadline(
                title: try row.get(0), path: try row.get(1), triggeredOn: try row.get(2), dueBefore: try row.get(3),
                dueOn: try row.get(4), at: try row.get(5))
        }
    }

    /// Gives every running deadline that the year concerns its day; one that somebody moved by hand stays.
    static func run(_ year: Int, from before: WorkCalendar, to after: WorkCalendar, _ act: Act) throws -> Int {
        let rows = try act.db.rows(
            """
            SELECT d.id, d.rule, d.jurisdiction, d.triggered_on, d.due_on, d.term FROM deadline d
            WHERE d.met_on IS NULL AND d.cancelled_on IS NULL
                AND ((d.due_on IS NULL AND d.undetermined_year IS NOT NULL)
                    OR (d.due_on >= \("\(year)-01-01") AND d.triggered_on <= \("\(year)-12-31")))
            ORDER BY d.id
            """)
        var changed = 0
        for row in rows where try renew(row, year, from: before, to: after, act) { changed += 1 }
        if changed > 0 { try TipClocks.renewed(act) }
        return changed
    }

    private static func renew(
        _ row: SQLRow, _ year: Int, from before: WorkCalendar, to after: WorkCalendar, _ act: Act
    ) throws -> Bool {
        let (id, start, due): (String, Day, Day?) = (try row.get(0), try row.get(3), try row.get(4))
        guard let term = try term(row), term.isWorking else { return false }
        if let due, term.end(from: start, in: before) != .day(due) { return false }
        switch term.end(from: start, in: after) {
        case .undetermined(let missing):
            try act.db.execute("UPDATE deadline SET undetermined_year = \(missing) WHERE id = \(id)")
            return false
        case .day(let day):
            guard day != due else { return false }
            try act.db.execute(
                """
                UPDATE deadline SET due_on = \(day), undetermined_year = NULL, soon_at = NULL, late_at = NULL
                WHERE id = \(id)
                """)
            try act.db.execute(
                """
                INSERT INTO work_year_effect (year, deadline_id, due_before, due_on, at)
                VALUES (\(year), \(id), \(due), \(day), \(act.at))
                """)
            return true
        }
    }

    /// What the office set, else what the rule of the jurisdiction says.
    private static func term(_ row: SQLRow) throws -> Term? {
        if let own = Term(column: try row.get(5)) { return own }
        guard let rule = DeadlineRuleID(rawValue: try row.get(1)),
            let jurisdiction = Jurisdiction(rawValue: try row.get(2))
        else { return nil }
        return RulePack.of(jurisdiction).rule(rule)?.term
    }

    private static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { "d.organisation_id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "d.")
    }
}

extension Term {
    /// As it lies in a column: `5 workingDays`.
    var column: String {
        switch self {
        case .calendarDays(let count): "\(count) calendarDays"
        case .workingDays(let count): "\(count) workingDays"
        case .months(let count): "\(count) months"
        }
    }

    init?(column: String) {
        let words = column.words
        guard words.count == 2, let count = Int(words[0]) else { return nil }
        switch words[1] {
        case "calendarDays": self = .calendarDays(count)
        case "workingDays": self = .workingDays(count)
        case "months": self = .months(count)
        default: return nil
        }
    }
}
