package import SQLCore
package import Supervision

/// A value that somebody entered for a figure and a time, with where it comes from.
package struct FigureEntry: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Of a figure that nobody counts (人工填报).
        case entered
        /// What last year's summary said (基数).
        case baseline

        package var label: String { self == .entered ? "人工填报" : "上年基数" }
    }

    package let id: FigureEntryID
    /// The figure's code with what narrows it.
    package let figure: String
    package let period: FigurePeriod
    /// From 1; a change is another entry.
    package let number: Int
    package let isCurrent: Bool
    package let kind: Kind
    package let value: FigureValue
    package let unit: String
    package let source: String
    /// The document whose sentence it is, and the sentence's place there.
    package let document: String
    package let span: SourceSpan?
    package let fileHash: String?
    package let fileName: String
    package let byName: String
    package let on: Day
    package let place: Place
    /// Nothing holds since somebody took the value back; `source` says why.
    package let isTakenBack: Bool

    package var request: FigureRequest { FigureRequest(written: figure, period) }
}

extension FigureEntry.Kind: SQLConvertible {}

/// The figure_entry table: values that were entered, with all their earlier versions.
package enum FigureEntries {
    /// What holds for requests of which the viewer's office entered a value.
    static func current(
        of requests: [FigureRequest], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FigureRequest: FigureEntry] {
        guard !requests.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT \(columns) FROM figure_entry e WHERE \(own(viewer)) AND e.is_current AND e.value <> ''
                AND e.period IN (\(list: Array(Set(requests.map(\.period.text)))))
            """)
        var byKey: [String: FigureEntry] = [:]
        for row in rows {
            let entry = try FigureEntry(row)
            byKey["\(entry.figure) \(entry.period.text)"] = entry
        }
        return requests.reduce(into: [:]) { found, request in
            found[request] = byKey["\(request.key) \(request.period.text)"]
        }
    }

    package static func find(
        _ id: FigureEntryID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> FigureEntry? {
        try db.first("SELECT \(columns) FROM figure_entry e WHERE e.id = \(id) AND \(own(viewer))")
            .map(FigureEntry.init)
    }

    package static func require(
        _ id: FigureEntryID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> FigureEntry {
        guard let found = try find(id, visibleTo: viewer, in: db) else { throw FigureRefusal.noEntry }
        return found
    }

    /// Figures belong to the office that keeps them; nobody else's are read, not even from above.
    static func own(_ viewer: Viewer) -> SQL {
        viewer.scope == .nation ? "e.province = ''" : Todos.own(viewer, "e.")
    }

    static var columns: SQL {
        """
        e.id, e.figure, e.period, e.number, e.is_current, e.kind, e.value, e.unit, e.source, e.document, e.span_from,
        e.span_until, e.file_hash, e.file_name, e.by_name, e.on_day, e.province, e.city, e.county, e.zone
        """
    }
}

extension FigureEntry {
    init(_ row: SQLRow) throws {
        let (value, period): (String, String) = (try row.get(6), try row.get(2))
        let (from, until): (Int?, Int?) = (try row.get(10), try row.get(11))
        try self.init(
            id: row.get(0), figure: row.get(1), period: FigurePeriod(period) ?? .year(1900), number: row.get(3),
            isCurrent: row.get(4), kind: row.get(5), value: FigureValue(stored: value) ?? .noData, unit: row.get(7),
            source: row.get(8), document: row.get(9),
            span: from.flatMap { from in until.map { SourceSpan(from, $0) } }, fileHash: row.get(12),
            fileName: row.get(13), byName: row.get(14), on: row.get(15),
            place: Place(province: row.get(16), city: row.get(17), county: row.get(18), zone: row.get(19)),
            isTakenBack: value.isEmpty)
    }
}
