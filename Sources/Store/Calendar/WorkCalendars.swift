package import SQLCore
package import Supervision

/// A year whose holidays are known, and where they come from.
package struct WorkYearRow: Sendable, Equatable {
    package let arrangement: WorkYear
    /// The notice that an administrator imported; empty for a year that came with the program.
    package let source: String
    package let importedBy: String
    package let importedAt: Instant?

    package var isShipped: Bool { importedAt == nil }
}

/// The work_year table over the years that came with the program.
package enum WorkCalendars {
    /// Every year that is known now; what was imported goes before what was shipped.
    package static func known(in db: SQLConnection) throws -> WorkCalendar {
        try imported(in: db).reduce(.stateCouncil) { $0.adding($1.arrangement) }
    }

    /// The years, the latest first.
    package static func list(in db: SQLConnection) throws -> [WorkYearRow] {
        let imported = try imported(in: db)
        let own = Set(imported.map(\.arrangement.year))
        let shipped = WorkCalendar.stateCouncil.knownYears.filter { !own.contains($0) }
            .compactMap { WorkCalendar.stateCouncil.arrangement(of: $0) }
            .map { WorkYearRow(arrangement: $0, source: "", importedBy: "", importedAt: nil) }
        return (imported + shipped).sorted { $0.arrangement.year > $1.arrangement.year }
    }

    package static func require(_ year: Int, in db: SQLConnection) throws -> WorkYearRow {
        guard let row = try list(in: db).first(where: { $0.arrangement.year == year }) else {
            throw CalendarRefusal.notKnown(year)
        }
        return row
    }

    /// Takes a year's arrangement over; gives how many running deadlines got their day, or another one, by it.
    @discardableResult
    package static func adopt(_ year: WorkYear, source: String, _ act: Act) throws -> Int {
        try SettingsChange.require(act.viewer, in: act.db)
        try year.requireStatutory()
        let before = try known(in: act.db)
        try act.db.execute(
            """
            INSERT INTO work_year (year, days_off, worked_weekends, source, imported_by, imported_at)
            VALUES (\(year.year), \(text(year.daysOff)), \(text(year.workedWeekends)), \(source), \(act.viewer.person),
                \(act.at))
            ON CONFLICT (year) DO UPDATE SET days_off = excluded.days_off, worked_weekends = excluded.worked_weekends,
                source = excluded.source, imported_by = excluded.imported_by, imported_at = excluded.imported_at
            """)
        let changed = try DeadlineRenewal.run(year.year, from: before, to: before.adding(year), act)
        try act.record(
            "calendar.adopted", of: "work-year", "\(year.year)",
            ["off": "\(year.daysOff.count)", "worked": "\(year.workedWeekends.count)", "deadlines": "\(changed)"])
        return changed
    }

    private static func imported(in db: SQLConnection) throws -> [WorkYearRow] {
        try db.rows(
            """
            SELECT w.year, w.days_off, w.worked_weekends, w.source, coalesce(p.name, '系统'), w.imported_at
            FROM work_year w LEFT JOIN person p ON p.id = w.imported_by ORDER BY w.year
            """
        ).map { row in
            let arrangement = try WorkYear(
                year: try row.get(0), holidays: days(try row.get(1)), workdays: days(try row.get(2)))
            return WorkYearRow(
                arrangement: arrangement, source: try row.get(3), importedBy: try row.get(4),
                importedAt: try row.get(5))
        }
    }

    private static func text(_ days: Set<Day>) -> String { days.sorted().map(\.text).joined(separator: " ") }

    private static func days(_ text: String) -> [Day] { text.words.compactMap { Day($0) } }
}
