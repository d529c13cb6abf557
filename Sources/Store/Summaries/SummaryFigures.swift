package import SQLCore
package import Supervision

/// Of what a summary tells, and who counts it when.
package struct SummaryScope: Sendable {
    package let span: SummarySpan
    package let viewer: Viewer
    /// The code of the region that it tells of.
    package let region: String
    /// Whether that is the viewer's own and not one below.
    package let isOwn: Bool
    package let at: Instant

    /// Whose rows are counted: the viewer's, or only those of the region below.
    let counting: Viewer
    /// The region below as lists are narrowed to it; empty for the viewer's own.
    let district: String

    package var period: FigurePeriod { FigurePeriod(span.text) ?? .year(span.year) }

    /// The name of the office that writes.
    package func office(in db: SQLConnection) throws -> String {
        try DocumentNumbers.office(for: try Place.office(of: viewer.scope, in: db), in: db)
    }

    /// Refused where the region is neither the viewer's own nor one below it.
    package init(
        _ span: SummarySpan, region: String, visibleTo viewer: Viewer, at instant: Instant, in db: SQLConnection
    ) throws {
        let own = Place(viewer.scope).deepest ?? ""
        self.span = span
        self.viewer = viewer
        at = instant
        isOwn = region.isEmpty || region == own
        self.region = isOwn ? own : region
        guard !isOwn else {
            (counting, district) = (viewer, "")
            return
        }
        guard let found = try Place.of(region: region, in: db), viewer.scope.covers(found.place) else {
            throw FigureRefusal.noRegion(region)
        }
        district = District(found.level, region).text
        counting = Viewer(
            account: viewer.account, person: viewer.person, name: viewer.name, role: viewer.role,
            scope: .region(found.level, code: region), day: viewer.day)
    }
}

/// The figures that the viewer's office may name.
package struct KnownFigures: Sendable {
    package let book: FigureBook

    package func holds(_ mark: SummaryMark) -> Bool {
        if mark.aspect != .list, mark.qualifiers.isEmpty, PeerFigures.names[mark.code] != nil {
            return mark.aspect == .value
        }
        guard let narrowed = try? book.narrowed(FigureRequest(mark.code, mark.qualifiers, .year(2000))) else {
            return false
        }
        guard mark.aspect == .list else { return true }
        return narrowed.figure.measure.query.map { SummaryLists.column(of: $0.ledger) != nil } ?? false
    }
}

/// Figures as a text states them, all counted in one transaction.
package enum SummaryFigures {
    package static func known(visibleTo viewer: Viewer, in db: SQLConnection) throws -> KnownFigures {
        KnownFigures(book: try Figures.book(for: viewer, in: db))
    }

    /// What nobody defines is not in the answer.
    package static func stated(
        _ marks: some Sequence<SummaryMark>, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> [SummaryMark: StatedFigure] {
        let known = try known(visibleTo: scope.viewer, in: db)
        let all = Set(marks)
        var stated = try SummaryTables.stated(all.filter { SummaryTables.isCell($0) }, scope, in: db)
        stated.merge(try PeerFigures.stated(all.filter { PeerFigures.names[$0.code] != nil }, scope, in: db)) { $1 }
        let counted = all.filter { stated[$0] == nil && !SummaryTables.isCell($0) && known.holds($0) }
        let readings = try read(counted, known.book, scope, in: db)
        for mark in counted {
            let request = FigureRequest(mark.code, mark.qualifiers, scope.period)
            guard let now = readings[request] else { continue }
            switch mark.aspect {
            case .value: stated[mark] = value(mark, now, scope)
            case .change: stated[mark] = change(mark, now, readings[request.before], scope)
            case .list: stated[mark] = try SummaryLists.stated(mark, now, scope, in: db)
            }
        }
        return stated
    }

    /// Everything that a template may name, as it is now; an office chooses among them.
    package static func available(_ scope: SummaryScope, in db: SQLConnection) throws -> [StatedFigure] {
        let marks =
            try known(visibleTo: scope.viewer, in: db).book.all.map { SummaryMark($0.code) }
            + PeerFigures.names.keys.sorted().map { SummaryMark($0) }
        let stated = try stated(marks, scope, in: db)
        return marks.compactMap { stated[$0] }
    }

    private static func read(
        _ marks: Set<SummaryMark>, _ book: FigureBook, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> [FigureRequest: FigureReading] {
        let now = marks.map { FigureRequest($0.code, $0.qualifiers, scope.period) }
        let before = marks.filter { $0.aspect == .change }.map {
            FigureRequest($0.code, $0.qualifiers, scope.period).before
        }
        let requests = Array(Set(now + before))
        let readings: [FigureReading]
        if scope.isOwn {
            readings = try Figures.read(requests, from: book, visibleTo: scope.viewer, in: db)
        } else {
            // What an office entered by hand is its own; only rows are counted for a region below.
            var counter = FigureCounter(viewer: scope.counting, db: db)
            readings = try requests.map { request in
                try counter.read(
                    request, try FigureNames.narrowed(request, from: book, visibleTo: scope.viewer, in: db))
            }
        }
        return Dictionary(uniqueKeysWithValues: readings.map { ($0.request, $0) })
    }

    private static func value(_ mark: SummaryMark, _ now: FigureReading, _ scope: SummaryScope) -> StatedFigure {
        StatedFigure(
            mark, name: now.name, definition: now.words, unit: now.figure.unit, period: scope.span.label,
            text: now.value.number.map { _ in now.bare }, isZero: now.value.number == .zero,
            link: address(now, scope), countedAt: scope.at.text)
    }

    private static func change(
        _ mark: SummaryMark, _ now: FigureReading, _ before: FigureReading?, _ scope: SummaryScope
    ) -> StatedFigure {
        let words = before.map { "\(now.words)；本期\(now.text)，上年同期\($0.text)" } ?? now.words
        return StatedFigure(
            mark, name: "\(now.name)较上年", definition: words, unit: now.figure.unit, period: scope.span.label,
            text: before.flatMap { now.change(from: $0) }?.text(), link: address(now, scope),
            countedAt: scope.at.text)
    }

    /// For a region below, its rows among the viewer's, where their list can be narrowed to it.
    static func address(_ now: FigureReading, _ scope: SummaryScope) -> String {
        guard let link = now.link else { return "" }
        guard !scope.isOwn else { return link }
        let ledger = now.narrowed.parts.first?.measure.query?.ledger ?? now.figure.measure.query?.ledger
        guard ledger?.parameters.contains("district") ?? false else { return "" }
        return "\(link)\(link.contains("?") ? "&" : "?")district=\(scope.district)"
    }
}
