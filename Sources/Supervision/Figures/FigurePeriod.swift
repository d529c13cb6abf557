/// For which time a figure counts (统计期): a year, a quarter, a term, a month, or days from and until.
///
/// Addresses and templates write it as `2026`, `2026-q1`, `2026-spring`, `2026-03` or `2026-01-01..2026-06-30`.
package enum FigurePeriod: Hashable, Sendable {
    case year(Int)
    /// From 1 to 4.
    case quarter(Int, of: Int)
    case term(Term, of: Int)
    case month(Month)
    case days(from: Day, until: Day)

    /// 学期, by the months in which schools have them: February to July, August to January.
    package enum Term: String, Hashable, Sendable, CaseIterable {
        case spring, autumn

        package var label: String { self == .spring ? "春季学期" : "秋季学期" }
    }

    /// Reads what `text` writes; nil for anything else.
    package init?(_ text: String) {
        let ends = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 3, ends[1].isEmpty, let from = Day(ends[0]), let until = Day(ends[2]), from <= until {
            self = .days(from: from, until: until)
            return
        }
        if let month = Month(text) {
            self = .month(month)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts[0].utf8.count == 4, let year = Int(parts[0]), (1900...2198).contains(year) else {
            return nil
        }
        guard parts.count == 2 else {
            self = .year(year)
            return
        }
        if let term = Term(rawValue: parts[1]) {
            self = .term(term, of: year)
        } else if parts[1].hasPrefix("q"), let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) {
            self = .quarter(quarter, of: year)
        } else {
            return nil
        }
    }

    package var text: String {
        switch self {
        case .year(let year): "\(year)"
        case .quarter(let quarter, let year): "\(year)-q\(quarter)"
        case .term(let term, let year): "\(year)-\(term.rawValue)"
        case .month(let month): month.text
        case .days(let from, let until): "\(from.text)..\(until.text)"
        }
    }

    /// As people read it: 2026年, 2026年第一季度, 2026年春季学期, 2026年3月.
    package var chinese: String {
        switch self {
        case .year(let year): "\(year)年"
        case .quarter(let quarter, let year): "\(year)年第\(["一", "二", "三", "四"][quarter - 1])季度"
        case .term(let term, let year): "\(year)年\(term.label)"
        case .month(let month): month.chinese
        case .days(let from, let until): "\(from.chinese)至\(until.chinese)"
        }
    }

    package var from: Day {
        switch self {
        case .year(let year): FigurePeriod.first(of: 1, in: year)
        case .quarter(let quarter, let year): FigurePeriod.first(of: quarter * 3 - 2, in: year)
        case .term(let term, let year): FigurePeriod.first(of: term == .spring ? 2 : 8, in: year)
        case .month(let month): month.first
        case .days(let from, _): from
        }
    }

    package var until: Day {
        switch self {
        case .year(let year): FigurePeriod.first(of: 1, in: year + 1).adding(days: -1)
        case .quarter: from.adding(months: 3).adding(days: -1)
        case .term: from.adding(months: 6).adding(days: -1)
        case .month(let month): month.last
        case .days(_, let until): until
        }
    }

    /// The year that it belongs to, or in which it begins.
    package var year: Int { from.year }

    /// The same time a year earlier, with which it is compared.
    package var before: FigurePeriod {
        switch self {
        case .year(let year): .year(year - 1)
        case .quarter(let quarter, let year): .quarter(quarter, of: year - 1)
        case .term(let term, let year): .term(term, of: year - 1)
        case .month(let month): .month(month.adding(months: -12))
        case .days(let from, let until): .days(from: from.adding(months: -12), until: until.adding(months: -12))
        }
    }

    package func contains(_ day: Day) -> Bool { day >= from && day <= until }

    /// The last day that has been: of a period that still runs, today.
    package func lastDay(on today: Day) -> Day { min(until, max(from, today)) }

    private static func first(of month: Int, in year: Int) -> Day {
        Day(year: year, month: month, day: 1) ?? Day(number: 0)
    }
}

extension FigurePeriod: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let period = FigurePeriod(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a period")
        }
        self = period
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
