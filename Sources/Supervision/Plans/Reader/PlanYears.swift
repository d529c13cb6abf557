/// The years that a plan is about, by which a month without a year gets one.
struct PlanYears: Hashable {
    /// Nil where the document masks its year or says none.
    var first: Int?
    var last: Int?
    /// 2021—2022学年度: August to December belong to the first year, January to July to the second.
    var isSchoolYear = false

    /// 第一学期, where the plan is for one term only.
    var term: PlanSeason?

    init(_ first: Int?, _ last: Int? = nil, isSchoolYear: Bool = false) {
        self.first = first
        self.last = last ?? first
        self.isSchoolYear = isSchoolYear
    }

    /// The year of a month that is written without one.
    func year(ofMonth month: Int) -> Int? {
        guard let first else { return nil }
        return isSchoolYear && month < 8 ? first + 1 : first
    }

    /// Every day of it; nil while the year is unknown.
    var whole: (start: Day, end: Day)? {
        guard let first, let last else { return nil }
        if let term { return term.days(in: self) }
        let (from, to) =
            isSchoolYear
            ? (Day(year: first, month: 9, day: 1), Day(year: first + 1, month: 8, day: 31))
            : (Day(year: first, month: 1, day: 1), Day(year: max(first, last), month: 12, day: 31))
        guard let from, let to else { return nil }
        return (from, to)
    }

    /// Whether days are all before the plan begins: something that is told, not planned.
    func isPast(_ end: Day?) -> Bool {
        guard let first, let end, let begin = Day(year: first, month: isSchoolYear ? 7 : 1, day: 1) else {
            return false
        }
        return end < begin
    }
}

/// The rule by which words of the school year become days.
///
/// No regulation sets these days; they are those of most places.
enum PlanSeason: String, Hashable {
    case springOpening, autumnOpening, springTerm, autumnTerm, winterHoliday, summerHoliday

    /// From month and day to month and day; `next` says that the end lies in the following year.
    private var bounds: (from: (Int, Int), to: (Int, Int), next: Bool) {
        switch self {
        case .springOpening: ((2, 21), (3, 10), false)
        case .autumnOpening: ((8, 21), (9, 10), false)
        case .springTerm: ((2, 16), (7, 10), false)
        case .autumnTerm: ((9, 1), (1, 20), true)
        case .winterHoliday: ((1, 15), (2, 20), false)
        case .summerHoliday: ((7, 1), (8, 31), false)
        }
    }

    func days(in years: PlanYears, year: Int? = nil) -> (start: Day, end: Day)? {
        let (from, to, next) = bounds
        guard let year = year ?? years.year(ofMonth: from.0), let start = Day(year: year, month: from.0, day: from.1),
            let end = Day(year: next ? year + 1 : year, month: to.0, day: to.1)
        else { return nil }
        return (start, end)
    }
}
