/// Whether a day is free or worked.
enum HolidayWord: Hashable, Sendable {
    case off, worked
}

/// One piece of a sentence about holidays.
enum HolidayToken: Hashable, Sendable {
    case day(Day, weekday: Int?)
    /// The last day of a run that began with the day before it.
    case until(Day, weekday: Int?)
    case word(HolidayWord)
    /// `共3天`
    case count(Int)
}

/// Takes days, words and counts out of a sentence and leaves the rest.
struct HolidayTokens {
    private var rest: Substring
    private let year: Int
    private var last: Day?
    private var tokens: [HolidayToken] = []

    static func read(_ sentence: Substring, year: Int) throws(CalendarRefusal) -> [HolidayToken] {
        var reader = HolidayTokens(rest: sentence, year: year)
        while !reader.rest.isEmpty { try reader.step() }
        return reader.tokens
    }

    private init(rest: Substring, year: Int) {
        self.rest = rest
        self.year = year
    }

    private static let words: [(text: String, word: HolidayWord)] = [
        ("放假", .off), ("休息", .off), ("公休", .off), ("上班", .worked), ("补班", .worked), ("工作日", .worked),
    ]

    private mutating func step() throws(CalendarRefusal) {
        let isRange = takeConnector()
        if let day = try takeDay(isRange: isRange) {
            let weekday = takeWeekday()
            tokens.append(isRange ? .until(day, weekday: weekday) : .day(day, weekday: weekday))
            last = day
        } else if let found = HolidayTokens.words.first(where: { rest.hasPrefix($0.text) }) {
            tokens.append(.word(found.word))
            rest = rest.dropFirst(found.text.count)
        } else if rest.hasPrefix("共"), let (count, after) = number(rest.dropFirst()), after.hasPrefix("天") {
            tokens.append(.count(count))
            rest = after.dropFirst()
        } else if !rest.isEmpty, !isRange {
            // Digits that are no day belong together: the 10 of 2010 is no month.
            rest = rest.first?.isASCIIDigit == true ? rest.drop(while: \.isASCIIDigit) : rest.dropFirst()
        }
    }

    /// `至3日`, `-1月3日`: only right after a day does it join two of them.
    private mutating func takeConnector() -> Bool {
        guard last != nil, let first = rest.first, "至到-—–~～".contains(first) else { return false }
        rest = rest.drop { "至到-—–~～ ".contains($0) }
        return true
    }

    private mutating func takeDay(isRange: Bool) throws(CalendarRefusal) -> Day? {
        guard let (first, afterFirst) = number(rest) else { return nil }
        let start = rest
        if afterFirst.hasPrefix("年"), let (month, afterMonth) = number(afterFirst.dropFirst()),
            afterMonth.hasPrefix("月"), let (day, afterDay) = number(afterMonth.dropFirst())
        {
            return try take(first, month, day, afterDay, from: start)
        }
        if let mark = afterFirst.first, "-/.".contains(mark), first > 999,
            let (month, afterMonth) = number(afterFirst.dropFirst()), afterMonth.first == mark,
            let (day, afterDay) = number(afterMonth.dropFirst())
        {
            return try take(first, month, day, afterDay, from: start)
        }
        if afterFirst.hasPrefix("月"), let (day, afterDay) = number(afterFirst.dropFirst()) {
            return try take(last.map { isRange ? $0.year : year } ?? year, first, day, afterDay, from: start)
        }
        if afterFirst.hasPrefix("日"), let last {
            return try take(last.year, last.month, first, afterFirst, from: start)
        }
        return nil
    }

    private mutating func take(
        _ year: Int, _ month: Int, _ day: Int, _ after: Substring, from start: Substring
    ) throws(CalendarRefusal) -> Day {
        guard let found = Day(year: year, month: month, day: day) else {
            throw .noSuchDay(String(start.prefix(12)))
        }
        rest = after.hasPrefix("日") || after.hasPrefix("号") ? after.dropFirst() : after
        return found
    }

    /// `（周四）`, `（农历正月初七、星期一）` right after a day.
    private mutating func takeWeekday() -> Int? {
        let blank = rest.drop(while: \.isWhitespace)
        guard let open = blank.first, "（(".contains(open) else { return nil }
        let inside = blank.dropFirst().prefix { !"）)".contains($0) }
        guard inside.count < 40, inside.endIndex < blank.endIndex else { return nil }
        rest = blank[inside.endIndex...].dropFirst()
        for opening in ["星期", "周"] {
            guard let name = inside.split(separator: opening).dropFirst().first?.first ?? after(opening, in: inside)
            else { continue }
            if let place = "一二三四五六日".firstIndex(of: name == "天" ? "日" : name) {
                return "一二三四五六日".distance(from: "一二三四五六日".startIndex, to: place) + 1
            }
        }
        return nil
    }

    /// The character after a word with which a text begins.
    private func after(_ opening: String, in text: Substring) -> Character? {
        text.hasPrefix(opening) ? text.dropFirst(opening.count).first : nil
    }

    private func number(_ text: Substring) -> (Int, Substring)? {
        let text = text.drop { $0 == " " }
        let digits = text.prefix(while: \.isASCIIDigit)
        guard (1...4).contains(digits.count), let value = Int(digits) else { return nil }
        return (value, text.dropFirst(digits.count))
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
