package import SQLCore
package import Supervision

/// A value on its way in.
package struct NewFigureEntry: Sendable {
    /// The figure's code with what narrows it.
    package var figure: String
    package var period: FigurePeriod
    /// As people write it: a share in per cent.
    package var value: String
    package var source: String
    package var document = ""
    package var span: SourceSpan?
    package var fileHash: String?
    package var fileName = ""

    package init(figure: String, period: FigurePeriod, value: String, source: String) {
        self.figure = figure
        self.period = period
        self.value = value
        self.source = source
    }

    package static let sourceLimit = 500
}

extension FigureEntries {
    /// Enters a value, or another one in its place; the earlier one stays in the history.
    ///
    /// What the system counts itself takes only values of earlier years: last year's base line.
    package static func enter(_ new: NewFigureEntry, _ act: Act) throws -> FigureEntryID {
        let book = try Figures.book(for: act.viewer, in: act.db)
        let narrowed = try book.narrowed(FigureRequest(written: new.figure, new.period))
        let isEntered = narrowed.figure.measure == .entered
        guard isEntered || new.period.until < act.day.firstOfYear else {
            throw FigureRefusal.notEntered(narrowed.name)
        }
        guard let points = Points(new.value.trimmed.replacing("%", with: "")) else { throw FigureRefusal.valueInvalid }
        guard !new.source.isBlank else { throw FigureRefusal.sourceMissing }
        guard new.source.count <= NewFigureEntry.sourceLimit else {
            throw FigureRefusal.tooLong("来源", NewFigureEntry.sourceLimit)
        }
        let share = Score(points).divided(by: narrowed.figure.isShare ? .hundred : .one) ?? .zero
        return try store(
            new, value: FigureValue.number(share).stored, unit: narrowed.figure.unit,
            kind: isEntered ? .entered : .baseline, act)
    }

    /// Takes a value back: the figure says nothing again, or what is counted; gives the figure's code.
    package static func takeBack(_ id: FigureEntryID, reason: String, _ act: Act) throws -> String {
        let old = try require(id, visibleTo: act.viewer, in: act.db)
        guard old.isCurrent else { throw FigureRefusal.stale }
        guard !reason.isBlank else { throw FigureRefusal.reasonMissing }
        guard reason.count <= NewFigureEntry.sourceLimit else {
            throw FigureRefusal.tooLong("理由", NewFigureEntry.sourceLimit)
        }
        let new = NewFigureEntry(figure: old.figure, period: old.period, value: "", source: reason)
        _ = try store(new, value: "", unit: old.unit, kind: old.kind, act)
        return old.request.code
    }

    private static func store(
        _ new: NewFigureEntry, value: String, unit: String, kind: FigureEntry.Kind, _ act: Act
    ) throws -> FigureEntryID {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let key = FigureRequest(written: new.figure, new.period).key
        let same: SQL = """
            e.figure = \(key) AND e.period = \(new.period.text) AND \(own(act.viewer))
            """
        let last: Int? = try act.db.first("SELECT max(e.number) FROM figure_entry e WHERE \(same)")?.get(0)
        try act.db.execute(
            "UPDATE figure_entry SET is_current = false WHERE id IN (SELECT e.id FROM figure_entry e WHERE \(same))")
        let id: FigureEntryID = act.newID()
        try act.db.execute(
            """
            INSERT INTO figure_entry (id, figure, period, number, is_current, kind, value, unit, source, document,
                span_from, span_until, file_hash, file_name, by_person, by_name, on_day, at, province, city, county, zone)
            VALUES (\(id), \(key), \(new.period.text), \((last ?? 0) + 1), true, \(kind), \(value), \(unit),
                \(new.source.trimmed), \(new.document), \(new.span?.from), \(new.span?.to), \(new.fileHash),
                \(new.fileName), \(act.viewer.person), \(act.viewer.name), \(act.day), \(act.at), \(place.province),
                \(place.city), \(place.county), \(place.zone))
            """)
        try act.record(
            value.isEmpty ? "figure.takenBack" : "figure.entered", of: "figure", id.rawValue, in: place,
            ["figure": key, "period": new.period.text, "value": value])
        return id
    }

    /// What was entered for a figure and a time, the newest first.
    package static func history(of entry: FigureEntry, in db: SQLConnection) throws -> [FigureEntry] {
        try db.rows(
            """
            SELECT \(columns) FROM figure_entry e
            WHERE e.figure = \(entry.figure) AND e.period = \(entry.period.text) AND e.province = \(entry.place.province)
                AND e.city = \(entry.place.city) AND e.county = \(entry.place.county) AND e.zone = \(entry.place.zone)
            ORDER BY e.number DESC
            """
        ).map(FigureEntry.init)
    }

    /// What holds of a figure, with whatever narrows it, the latest time first.
    package static func current(
        of code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FigureEntry] {
        try db.rows(
            """
            SELECT \(columns) FROM figure_entry e WHERE e.is_current AND e.value <> ''
                AND (e.figure = \(code) OR e.figure LIKE \(code + " |%") ESCAPE '\\') AND \(own(viewer))
            ORDER BY e.period DESC, e.figure LIMIT 200
            """
        ).map(FigureEntry.init)
    }
}

extension Day {
    fileprivate var firstOfYear: Day { Day(year: year, month: 1, day: 1) ?? self }
}
