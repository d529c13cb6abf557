package import SQLCore
package import Supervision

/// A sentence of a summary that holds a figure, as it may become a base line.
package struct FigureBaseline: Sendable, Equatable {
    /// The version of the document that it was read from, and its place among the statements.
    package let document: String
    package let index: Int
    package let statement: PlanReading.Statement
    package let proposal: String?
    /// What was made of it already.
    package let taken: FigureEntry?

    /// The figure with its unit, as it is written.
    package var value: String {
        statement.quantity.map { "\($0.text)\(statement.unit)" } ?? "—"
    }
}

/// Figures of last year's summary as last year's values.
package enum FigureBaselines {
    /// The statements about a year in the latest versions of the office's documents.
    package static func lines(
        of year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FigureBaseline] {
        let taken = try db.rows(
            """
            SELECT \(FigureEntries.columns) FROM figure_entry e WHERE \(FigureEntries.own(viewer)) AND e.is_current
                AND e.value <> '' AND e.document <> ''
            """
        ).map(FigureEntry.init)
        return try documents(visibleTo: viewer, in: db).flatMap { document, planned, reading in
            // A summary that does not say its year is of the plan's, or stands before a plan of the next.
            reading.statements.enumerated().filter { _, statement in
                statement.quantity != nil && !statement.isApproximate
                    && (statement.year.map { $0 == year } ?? [year, year + 1].contains(planned))
            }.map { index, statement in
                FigureBaseline(
                    document: document, index: index, statement: statement,
                    proposal: proposal(for: statement),
                    taken: taken.first {
                        $0.document == document && $0.span == statement.span && $0.period == .year(year)
                    })
            }
        }
    }

    /// Takes a statement over as the value of a figure in its year.
    package static func take(document: String, line: Int, as figure: String, of year: Int, _ act: Act) throws {
        let found = try lines(of: year, visibleTo: act.viewer, in: act.db)
            .first { $0.document == document && $0.index == line }
        guard let found, let quantity = found.statement.quantity else { throw FigureRefusal.notFound(figure) }
        var new = NewFigureEntry(
            figure: figure, period: .year(year), value: quantity.text,
            source: String("上年总结：\(found.statement.text)".prefix(NewFigureEntry.sourceLimit)))
        new.document = document
        new.span = found.statement.span
        _ = try FigureEntries.enter(new, act)
    }

    /// The latest version of each of the office's documents, as it was read.
    private static func documents(
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(id: String, year: Int, reading: PlanReading)] {
        try db.rows(
            """
            SELECT s.id, p.year, s.reading FROM plan_source s JOIN plan p ON p.id = s.plan_id
            WHERE \(Plans.visible(to: viewer)) AND s.number = (SELECT max(x.number) FROM plan_source x
                WHERE x.plan_id = s.plan_id) ORDER BY p.year DESC, p.id LIMIT 20
            """
        ).map { (try $0.get(0), try $0.get(1), try JSONColumn.value($0.get(2))) }
    }

    private static func proposal(for statement: PlanReading.Statement) -> String? {
        let target = PlanTarget(
            quantity: statement.quantity, unit: statement.unit, of: statement.of, text: statement.text,
            span: statement.span)
        return FigureProposal(for: target, words: "")?.key
    }
}
