import SQLCore
import Supervision

/// The names behind a figure, joined as a sentence lists them.
enum SummaryLists {
    /// As many as a sentence holds; of more it says how many there are.
    static let limit = 20

    /// The expression of a row's name; nil for ledgers whose rows have none, or name a person.
    static func column(of ledger: FigureLedger) -> SQL? {
        switch ledger {
        case .campaigns: "c.name"
        case .inspections: "i.name"
        case .documents: "d.title"
        case .findings: "w.organisation_name"
        case .organisations: "o.name"
        default: nil
        }
    }

    static func stated(
        _ mark: SummaryMark, _ now: FigureReading, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> StatedFigure? {
        guard let query = now.figure.measure.query, let column = column(of: query.ledger) else { return nil }
        let source = try FigureSource(
            query.filled(for: scope.period, on: scope.viewer.day), visibleTo: scope.counting, in: db)
        // A ledger's own rows may be as narrow as its index.
        let whole: SQL = query.ledger == .findings ? " JOIN finding_part w ON w.id = p.id" : ""
        let names: [String] = try db.rows(
            "SELECT DISTINCT \(column) AS name \(source.from)\(whole) WHERE \(source.condition) ORDER BY name LIMIT 500"
        ).map { try $0.get(0) }
        let shown = names.prefix(limit).joined(separator: "、")
        let text = names.count > limit ? "\(shown)等\(names.count)个" : shown
        return StatedFigure(
            mark, name: "\(now.name)名单", definition: now.words, period: scope.span.label,
            text: names.isEmpty ? nil : text, link: SummaryFigures.address(now, scope), countedAt: scope.at.text)
    }
}
