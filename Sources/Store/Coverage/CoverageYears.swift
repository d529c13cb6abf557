import SQLCore
import Supervision

/// The rule of each place as it judges a span, worked out once for each.
struct CoverageYears {
    private let book: CoverageRuleBook
    private let span: CoverageSpan
    private let today: Day
    private var known: [Place: CoverageYear] = [:]
    private var last: (place: Place, year: CoverageYear)?
    /// Where the first month of each term stands among the span's twelve; before the first it is negative.
    let offsets: [Int]
    /// Who opened by this day was open all the time.
    let earliest: String

    init(_ span: CoverageSpan, on today: Day, in db: SQLConnection) throws {
        book = try CoverageRules.book(in: db)
        self.span = span
        self.today = today
        earliest = (span.terms.first?.half.from ?? span.first).text
        offsets = span.terms.map { term in
            let first = term.half.from
            return (first.year - span.first.year) * 12 + first.month - span.first.month
        }
    }

    mutating func year(at place: Place, in db: SQLConnection) throws -> CoverageYear {
        if let last, last.place == place { return last.year }
        let year = try known[place] ?? made(at: place, in: db)
        known[place] = year
        last = (place, year)
        return year
    }

    private func made(at place: Place, in db: SQLConnection) throws -> CoverageYear {
        let rule = book.rule(at: place)
        let since = try CoverageYears.recordsFrom(rule, at: place, in: db)
        return CoverageYear(rule, span, recordsFrom: since, today: today)
    }

    /// Since when visits are recorded at a place: the day that its rule names, or else the first visit that anybody
    /// recorded there, by one walk down an index.
    static func recordsFrom(_ rule: CoverageRule, at place: Place, in db: SQLConnection) throws -> Day? {
        if let named = rule.recordsFrom { return named }
        let here: SQL =
            !place.county.isEmpty
            ? "v.county = \(place.county)"
            : !place.city.isEmpty ? "v.city = \(place.city)" : "v.province = \(place.province)"
        return try db.first("SELECT min(v.visited_on) FROM visit v WHERE \(here)")?.get(0)
    }
}
