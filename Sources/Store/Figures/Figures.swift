package import SQLCore
package import Supervision

/// Figures counted for a viewer: what the viewer may not see is not counted.
package enum Figures {
    /// All of them at one moment, one query each; in the order of the requests.
    ///
    /// Call it in one transaction with `book(for:in:)`. Refused at the first code or qualifier that is unknown; ask
    /// `FigureBook.narrowed` before where each mistake has to be told.
    package static func read(
        _ requests: [FigureRequest], from book: FigureBook, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FigureReading] {
        let entries = try FigureEntries.current(of: requests, visibleTo: viewer, in: db)
        var counter = FigureCounter(viewer: viewer, db: db)
        return try requests.map { request in
            let narrowed = try FigureNames.narrowed(request, from: book, visibleTo: viewer, in: db)
            if let entry = entries[request] {
                return FigureReading(
                    request: request, narrowed: narrowed, value: entry.value,
                    origin: .entered(entry.id, isBaseline: entry.kind == .baseline),
                    link: "/figures/entries/\(entry.id)", parts: [])
            }
            return try counter.read(request, narrowed)
        }
    }

    /// One of them, with the figure of a year earlier.
    package static func compared(
        _ requests: [FigureRequest], from book: FigureBook, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(now: FigureReading, before: FigureReading)] {
        let all = try read(requests + requests.map(\.before), from: book, visibleTo: viewer, in: db)
        return Array(zip(all.prefix(requests.count), all.dropFirst(requests.count))).map { (now: $0.0, before: $0.1) }
    }

    /// The shipped figures and those of the viewer's office.
    package static func book(for viewer: Viewer, in db: SQLConnection) throws -> FigureBook {
        FigureBook(own: try OwnFigures.all(visibleTo: viewer, in: db).map(\.figure))
    }
}

/// Counts figures one after another; what several of them need is gathered once.
struct FigureCounter {
    let viewer: Viewer
    let db: SQLConnection
    private var rounds = FigureRounds()

    init(viewer: Viewer, db: SQLConnection) {
        self.viewer = viewer
        self.db = db
    }

    mutating func read(_ request: FigureRequest, _ narrowed: NarrowedFigure) throws -> FigureReading {
        func reading(_ value: FigureValue, _ link: String?, _ parts: [FigureValue] = []) -> FigureReading {
            FigureReading(
                request: request, narrowed: narrowed, value: value, origin: .counted, link: link, parts: parts)
        }
        if narrowed.parts.count == 2 {
            let (part, whole) = (
                try count(narrowed.parts[0].measure, request.period),
                try count(narrowed.parts[1].measure, request.period)
            )
            return reading(FigureCounter.share(part.value, of: whole.value), part.link, [part.value, whole.value])
        }
        let counted = try count(narrowed.figure.measure, request.period)
        return reading(counted.value, counted.link)
    }

    /// Nothing of nothing says nothing; nothing of a ledger that is empty yet is no data.
    private static func share(_ part: FigureValue, of whole: FigureValue) -> FigureValue {
        guard let whole = whole.number else { return whole }
        guard let share = (part.number ?? .zero).divided(by: whole) else { return .undefined }
        return .number(share)
    }

    private mutating func count(
        _ measure: FigureMeasure, _ period: FigurePeriod
    ) throws -> (value: FigureValue, link: String?) {
        guard let asked = measure.query else { return (.noData, nil) }
        // What is counted as it is now was not counted then.
        guard asked.isTimed || period.until >= viewer.day else { return (.noData, nil) }
        let query = asked.filled(for: period, on: viewer.day)
        if query.ledger == .rounds { return try rounds.count(query, in: period.year, visibleTo: viewer, in: db) }
        let source = try FigureSource(query, visibleTo: viewer, in: db)
        let base = try FigureSource(query.base, visibleTo: viewer, in: db)
        switch measure {
        case .rows: return (try whole("count(*)", source, base), query.address())
        case .once(let each, _):
            let column = source.each[each] ?? "NULL"
            return (try whole("count(DISTINCT \(column))", source, base), query.address(each: each))
        case .sum(let column, _):
            let sum = source.columns[column] ?? "NULL"
            return (try whole("coalesce(sum(\(sum)), 0)", source, base), query.address())
        case .mean(let column, _):
            return (try mean(source.columns[column] ?? "NULL", source, base), query.address())
        case .share, .entered: return (.noData, nil)
        }
    }

    private func whole(_ expression: SQL, _ source: FigureSource, _ base: FigureSource) throws -> FigureValue {
        let row = try db.first(
            """
            SELECT n.n, CASE WHEN n.n <> 0 OR \(base.exists) THEN 1 ELSE 0 END
            FROM (SELECT \(expression) AS n \(source.from) WHERE \(source.condition)) n
            """)
        guard let row, try row.get(1) as Int == 1 else { return .noData }
        return FigureValue(try row.get(0))
    }

    /// Of decimals and of fractions such as `175/2`; rows without a value are left out.
    private func mean(_ column: SQL, _ source: FigureSource, _ base: FigureSource) throws -> FigureValue {
        var (sum, count) = (Score.zero, 0)
        try db.forEach(
            "SELECT CAST(\(column) AS TEXT) \(source.from) WHERE \(source.condition) AND \(column) IS NOT NULL"
        ) { row in
            let text: String = try row.get(0)
            guard let value = Score(stored: text) ?? Points(text).map({ Score($0) }) else { return }
            sum = sum + value
            count += 1
        }
        if let mean = Score(Int128(count), over: 1).flatMap(sum.divided(by:)) { return .number(mean) }
        let isEmpty = try db.first("SELECT 1 WHERE \(base.exists)") == nil
        return isEmpty ? .noData : .undefined
    }
}
