/// A time as words name it, before it is known in which year it lies.
struct PlanTime: Hashable {
    enum Part: Hashable {
        case year, month, day(Int)
        /// 上旬, 中旬, 下旬; 初, 中 and 底 are the same stretches.
        case tenth(Int)
        case quarter(Int), half(Int)
        /// 年初, 年中, 年底
        case yearStart, yearMiddle, yearEnd
        case season(PlanSeason)
        /// 春季开学, 9月1日 of an unknown kind: 十四五期间, 未来2—3年.
        case span(years: ClosedRange<Int>)
    }

    var year: Int?
    /// Whether the text gives a year that somebody masked.
    var hasMaskedYear = false
    var month: Int?
    var part: Part

    /// Which days that is; a failure while its year is not known or where the calendar has no such day.
    func days(in years: PlanYears) -> Result<(start: Day, end: Day), Failure> {
        if hasMaskedYear { return .failure(.yearUnknown) }
        switch part {
        case .season(let season):
            return season.days(in: years, year: year).map { .success($0) } ?? .failure(.yearUnknown)
        case .span(let span): return PlanTime.stretch(span.lowerBound, 1, span.upperBound, 12)
        case .year, .yearStart, .yearMiddle, .yearEnd, .half, .quarter: return ofYear(years)
        case .month, .day, .tenth: return ofMonth(years)
        }
    }

    enum Failure: Error {
        case yearUnknown, noSuchDay
    }

    private func ofYear(_ years: PlanYears) -> Result<(start: Day, end: Day), Failure> {
        func month(_ from: Int, _ to: Int) -> Result<(start: Day, end: Day), Failure> {
            guard let year = year ?? years.year(ofMonth: from) else { return .failure(.yearUnknown) }
            return PlanTime.stretch(year, from, year, to)
        }
        switch part {
        case .yearStart: return month(1, 3)
        case .yearMiddle: return month(6, 7)
        case .yearEnd: return month(12, 12)
        case .half(let number): return number == 1 ? month(1, 6) : month(7, 12)
        case .quarter(let number): return month(number * 3 - 2, number * 3)
        default:
            if year == nil, let whole = years.whole { return .success(whole) }
            return month(1, 12)
        }
    }

    private func ofMonth(_ years: PlanYears) -> Result<(start: Day, end: Day), Failure> {
        guard let month, (1...12).contains(month) else { return .failure(.noSuchDay) }
        guard let year = year ?? years.year(ofMonth: month) else { return .failure(.yearUnknown) }
        let length = Day.length(ofMonth: month, in: year)
        let (from, to): (Int, Int)
        switch part {
        case .day(let day): (from, to) = (day, day)
        case .tenth(1): (from, to) = (1, 10)
        case .tenth(2): (from, to) = (11, 20)
        case .tenth: (from, to) = (21, length)
        default: (from, to) = (1, length)
        }
        guard let start = Day(year: year, month: month, day: from), let end = Day(year: year, month: month, day: to)
        else {
            return .failure(.noSuchDay)
        }
        return .success((start, end))
    }

    private static func stretch(_ year: Int, _ month: Int, _ lastYear: Int, _ lastMonth: Int)
        -> Result<(start: Day, end: Day), Failure>
    {
        guard let start = Day(year: year, month: month, day: 1),
            let end = Day(year: lastYear, month: lastMonth, day: Day.length(ofMonth: lastMonth, in: lastYear))
        else { return .failure(.noSuchDay) }
        return .success((start, end))
    }
}
