package import SQLCore
package import Supervision

/// What the list of figures was asked for.
package struct FigureListFilter: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case shipped, own, entered

        package var label: String {
            switch self {
            case .shipped: "系统自带"
            case .own: "本单位自定"
            case .entered: "人工填报"
            }
        }
    }

    /// Part of a name, a code or what it counts.
    package var text = ""
    /// The first part of a code, or `own`.
    package var chapter = ""
    package var kind: Kind?
    package var period: FigurePeriod
    /// Words that narrow every figure; those that know nothing of them are left out.
    package var qualifiers: [String] = []
    /// `chapter`, `name` or `code`.
    package var sort = "chapter"
    package var isDescending = false

    package init(_ period: FigurePeriod) {
        self.period = period
    }

    package init(asking ask: (String) -> String, on day: Day) {
        let (year, part) = (ask("year"), ask("part"))
        period = FigurePeriod(part.isEmpty ? year : "\(year)-\(part)") ?? .year(day.year)
        text = ask("q")
        chapter = ask("chapter")
        kind = Kind(rawValue: ask("kind"))
        qualifiers = ask("narrow").split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}

/// One line of the list of figures, with last year's value.
package struct FigureListRow: Sendable, Equatable {
    package let figure: Figure
    package let kind: FigureListFilter.Kind
    package let now: FigureReading
    package let before: FigureReading

    package var change: FigureChange? { now.change(from: before) }
}

/// The shipped figures and the office's own, as a list with their values.
package enum FigureList {
    /// Only those on the page are counted.
    package static func list(
        _ filter: FigureListFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<FigureListRow> {
        let book = try Figures.book(for: viewer, in: db)
        let own = Set(book.own.map(\.code))
        let found = sorted(book.all.filter { includes($0, own, filter, book) }, filter)
        let shown = Array(found.dropFirst(page.offset).prefix(page.size))
        let readings = try Figures.compared(
            shown.map { FigureRequest($0.code, filter.qualifiers, filter.period) }, from: book, visibleTo: viewer,
            in: db)
        let rows = zip(shown, readings).map { figure, reading in
            FigureListRow(figure: figure, kind: kind(figure, own), now: reading.now, before: reading.before)
        }
        return Listing(rows: rows, total: found.count, page: page)
    }

    private static func kind(_ figure: Figure, _ own: Set<String>) -> FigureListFilter.Kind {
        figure.measure == .entered ? .entered : own.contains(figure.code) ? .own : .shipped
    }

    private static func includes(
        _ figure: Figure, _ own: Set<String>, _ filter: FigureListFilter, _ book: FigureBook
    ) -> Bool {
        if let kind = filter.kind, self.kind(figure, own) != kind { return false }
        if !filter.chapter.isEmpty {
            let chapter = own.contains(figure.code) ? "own" : figure.chapter
            guard chapter == filter.chapter else { return false }
        }
        let text = filter.text.lowercased()
        guard
            text.isEmpty
                || [figure.name, figure.code, figure.meaning].contains(where: { $0.lowercased().contains(text) })
        else { return false }
        let request = FigureRequest(figure.code, filter.qualifiers, filter.period)
        return filter.qualifiers.isEmpty || (try? book.narrowed(request)) != nil
    }

    /// As the chapters come, or by name or code.
    private static func sorted(_ figures: [Figure], _ filter: FigureListFilter) -> [Figure] {
        let ordered =
            switch filter.sort {
            case "name": figures.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
            case "code": figures.sorted { $0.code < $1.code }
            default: figures
            }
        return filter.isDescending ? ordered.reversed() : ordered
    }
}
