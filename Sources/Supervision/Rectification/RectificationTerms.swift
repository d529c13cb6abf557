/// How far an office lets deadlines be put off; no law says, so each office sets it for itself.
package struct RectificationTerms: Hashable, Sendable, Codable {
    /// How often a unit's wish for more days may be granted for one part.
    package var times: Int
    /// How many days one extension adds at most.
    package var days: Int
    /// How many days a long-term rectification may run past the deadline it had.
    package var longTermDays: Int
    /// How many days before the deadline a unit has to ask at the latest; 0 is the last day itself.
    package var notice: Int
    /// Where the office took this from.
    package var source: String

    package init(times: Int = 2, days: Int = 90, longTermDays: Int = 730, notice: Int = 0, source: String = "") {
        self.times = times
        self.days = days
        self.longTermDays = longTermDays
        self.notice = notice
        self.source = source
    }

    /// What holds until an office has set its own.
    package static let usual = RectificationTerms()

    /// What is wrong with them, by field.
    package func problems() -> [String: String] {
        var problems: [String: String] = [:]
        if !(0...20).contains(times) { problems["times"] = "请填写0至20的整数。" }
        if !(1...365).contains(days) { problems["days"] = "请填写1至365的整数。" }
        if !(1...3_650).contains(longTermDays) { problems["longTermDays"] = "请填写1至3650的整数。" }
        if !(0...60).contains(notice) { problems["notice"] = "请填写0至60的整数。" }
        if source.count > 500 { problems["source"] = "请控制在500字以内。" }
        return problems
    }
}
