/// How long somebody has: so many days of one kind, or months.
///
/// The day of the trigger does not count and nothing rolls over a weekend or holiday.
package enum Term: Hashable, Sendable {
    case calendarDays(Int)
    case workingDays(Int)
    case months(Int)

    /// The last day of the term when its trigger happened on `start`.
    package func end(from start: Day, in calendar: WorkCalendar) -> DueDay {
        switch self {
        case .calendarDays(let count): .day(start.adding(days: count))
        case .workingDays(let count): calendar.day(count, workingDaysAfter: start)
        case .months(let count): .day(start.adding(months: count))
        }
    }

    package var count: Int {
        switch self {
        case .calendarDays(let count), .workingDays(let count), .months(let count): count
        }
    }

    /// The number of days; nil for a term in months.
    package var days: Int? {
        if case .months = self { nil } else { count }
    }

    /// The number of months; nil for a term in days.
    package var months: Int? {
        if case .months(let count) = self { count } else { nil }
    }

    package var isWorking: Bool {
        if case .workingDays = self { true } else { false }
    }

    /// The form people read, such as `10个工作日`.
    package var chinese: String {
        switch self {
        case .calendarDays(let count): "\(count)日"
        case .workingDays(let count): "\(count)个工作日"
        case .months(let count): "\(count)个月"
        }
    }
}

/// Where a rule is written down.
package struct Clause: Hashable, Sendable {
    package let document: String
    /// Such as `第二十一条`; nil when the article's number was not at hand.
    package let article: String?
    /// What it says, in our own words.
    package let summary: String

    package init(document: String, article: String?, summary: String) {
        self.document = document
        self.article = article
        self.summary = summary
    }

    package var text: String { document + (article ?? "") }
}

/// How far a rule's text has been checked.
package enum SourceMark: String, CaseIterable, Sendable, Codable {
    /// Read in the full text of the law.
    case law
    /// Read in a public copy, not checked against the issuing authority's own page.
    case verified
    /// From memory; an office should check it before relying on it.
    case unverified

    package var label: String {
        switch self {
        case .law: "依据法规全文"
        case .verified: "依据公开转载，未与发文机关原文核对"
        case .unverified: "未经核实"
        }
    }
}

/// Whose rules an office works under.
package enum Jurisdiction: String, CaseIterable, Sendable, Codable {
    case national, chongqing, zhejiang, shanghai, shandong

    package var label: String {
        switch self {
        case .national: "全国"
        case .chongqing: "重庆市"
        case .zhejiang: "浙江省"
        case .shanghai: "上海市"
        case .shandong: "山东省"
        }
    }
}
