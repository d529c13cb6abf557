/// What the State Council's notice, or a table made from it, says about the holidays of one year.
///
/// The weekday in brackets, the number of days and the year in the title are read too: they are what tells a notice of
/// another year.
package struct HolidayNotice: Hashable, Sendable {
    package let year: Int
    package private(set) var holidays: Set<Day> = []
    package private(set) var workdays: Set<Day> = []
    /// Days whose weekday is stated otherwise than the calendar of the year has it, with what is stated.
    private var wrongWeekdays: [(day: Day, stated: Int)] = []
    private var wrongCounts: [(from: Day, found: Int, stated: Int)] = []
    private var statedYear: Int?

    /// Reads sentences such as `元旦：1月1日（周四）至3日（周六）放假，共3天。1月4日（周日）上班。` and lines such as
    /// `2027-01-01,放假`.
    package init(_ text: String, year: Int) throws(CalendarRefusal) {
        self.year = year
        guard (2000...2199).contains(year) else { throw .noSuchYear(year) }
        guard text.count <= HolidayNotice.limit else { throw .textTooLong(HolidayNotice.limit) }
        statedYear = HolidayNotice.titleYear(text)
        if let stated = statedYear, stated != year { throw .otherYear(stated: stated, asked: year) }
        for sentence in text.split(whereSeparator: { $0 == "。" || $0.isNewline }) { try read(sentence) }
        guard !holidays.isEmpty || !workdays.isEmpty else { throw .nothingFound }
        if let first = wrongWeekdays.first {
            throw .weekday(first.day, stated: first.stated, others: wrongWeekdays.count - 1, fits: fittingYear)
        }
        if let first = wrongCounts.first { throw .count(first.from, found: first.found, stated: first.stated) }
    }

    package static let limit = 20_000

    /// The year's arrangement; refused where a day stands in another year or both as free and as worked.
    package func workYear() throws(CalendarRefusal) -> WorkYear {
        // 元旦 may begin with a free Saturday of the year before, which changes nothing there.
        let counted = holidays.filter { $0.year == year || !$0.isWeekend }
        return try WorkYear(year: year, holidays: counted, workdays: workdays)
    }

    package static func == (left: HolidayNotice, right: HolidayNotice) -> Bool {
        left.year == right.year && left.holidays == right.holidays && left.workdays == right.workdays
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(year)
        hasher.combine(holidays)
    }

    /// `关于2026年部分节假日安排的通知`.
    private static func titleYear(_ text: String) -> Int? {
        for opening in ["关于", "现将"] {
            for part in text.split(separator: opening).dropFirst() {
                let digits = part.drop(while: \.isWhitespace).prefix(4)
                let rest = part.drop(while: \.isWhitespace).dropFirst(4)
                if let year = Int(digits), rest.hasPrefix("年") { return year }
            }
        }
        return nil
    }

    /// The year near this one in which every weekday that is stated would be right.
    private var fittingYear: Int? {
        let years = [year - 1, year + 1, year - 2, year + 2, year - 3, year + 3]
        return years.first { other in
            wrongWeekdays.allSatisfy { Day(year: other, month: $0.day.month, day: $0.day.day)?.weekday == $0.stated }
        }
    }
}

extension HolidayNotice {
    /// Days wait until a word says what they are; a word that stands before them, as in a table, waits for them.
    private mutating func read(_ sentence: Substring) throws(CalendarRefusal) {
        var waiting: [Day] = []
        var last: [Day] = []
        var ahead: HolidayWord?
        for token in try HolidayTokens.read(sentence, year: year) {
            switch token {
            case .day(let day, let weekday):
                note(weekday, of: day)
                waiting.append(day)
            case .until(let end, let weekday):
                note(weekday, of: end)
                guard let start = waiting.last, end >= start, start.distance(to: end) < 31 else {
                    throw .badRange(String(String(sentence).trimmed.prefix(60)))
                }
                waiting += (start.number + 1..<end.number + 1).map { Day(number: $0) }
            case .word(let word):
                if waiting.isEmpty { ahead = ahead ?? word } else { take(&waiting, as: word, &last) }
            case .count(let stated):
                if let first = last.first, last.count != stated {
                    wrongCounts.append((first, last.count, stated))
                }
                last = []
            }
        }
        if let ahead, !waiting.isEmpty { take(&waiting, as: ahead, &last) }
    }

    private mutating func take(_ waiting: inout [Day], as word: HolidayWord, _ last: inout [Day]) {
        switch word {
        case .off: holidays.formUnion(waiting)
        case .worked: workdays.formUnion(waiting)
        }
        last = waiting
        waiting = []
    }

    private mutating func note(_ weekday: Int?, of day: Day) {
        if let weekday, weekday != day.weekday { wrongWeekdays.append((day, weekday)) }
    }
}
