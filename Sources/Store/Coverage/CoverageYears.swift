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

    /// Since when visits are recorded by the office that looks after a place: the day that its rule names, or else the first
    /// visit that was recorded there, by one walk down an index.
    ///
    /// A visit that is void, or that the office has not decided about, begins nothing: a phone whose clock stood years back
    /// would make every school late for all of them.
    static func recordsFrom(_ rule: CoverageRule, at place: Place, in db: SQLConnection) throws -> Day? {
        if let named = rule.recordsFrom { return named }
        let counts: SQL = "NOT v.is_void AND v.open_marks = 0"
        let query: SQL
        if !place.zone.isEmpty {
            // In the words of the index over what lies in zones.
            query = "SELECT min(v.visited_on) FROM visit v WHERE v.zone = \(place.zone) AND v.zone <> '' AND \(counts)"
        } else if !place.county.isEmpty {
            query = "SELECT min(v.visited_on) FROM visit v WHERE v.county = \(place.county) AND \(counts)"
        } else {
            // Of the few schools that a city or a province manages itself, not of all its counties.
            query = """
                SELECT min(v.visited_on) FROM organisation o JOIN visit v ON v.organisation_id = o.id
                WHERE \(District(place).condition(alias: "o.")) AND \(counts)
                """
        }
        return try db.first(query)?.get(0)
    }
}
