/// When an office reminds its people and units of what is due (提醒规定); each office sets it for itself.
package struct ReminderTerms: Hashable, Sendable, Codable {
    /// How many days before the due day, each once.
    package var leadDays: [Int]
    /// Whether also on the due day itself.
    package var onTheDay: Bool
    /// How many days after it, each once.
    package var lateDays: [Int]
    /// After the last of `lateDays` every so many days for as long as it is late; 0 for no more.
    package var thenEvery: Int

    package init(leadDays: [Int] = [7, 1], onTheDay: Bool = true, lateDays: [Int] = [1, 3, 7], thenEvery: Int = 7) {
        self.leadDays = leadDays
        self.onTheDay = onTheDay
        self.lateDays = lateDays
        self.thenEvery = thenEvery
    }

    /// What holds until an office has set its own.
    package static let usual = ReminderTerms()

    package static let mostLeadDays = 60
    package static let mostStages = 8

    /// How many days ahead anything can be reminded of.
    package var horizon: Int { leadDays.max() ?? 0 }

    /// What is wrong with them, by field.
    package var problems: [String: String] {
        var problems: [String: String] = [:]
        if !ReminderTerms.isList(leadDays, upTo: ReminderTerms.mostLeadDays) {
            problems["leadDays"] = "请填写1至\(ReminderTerms.mostLeadDays)之间的整数，用空格隔开，最多\(ReminderTerms.mostStages)个。"
        }
        if !ReminderTerms.isList(lateDays, upTo: 365) {
            problems["lateDays"] = "请填写1至365之间的整数，用空格隔开，最多\(ReminderTerms.mostStages)个。"
        }
        if !(0...365).contains(thenEvery) { problems["thenEvery"] = "请填写0至365之间的天数，0表示不再提醒。" }
        if leadDays.isEmpty && !onTheDay && lateDays.isEmpty && thenEvery == 0 {
            problems["leadDays"] = "至少保留一次提醒。"
        }
        return problems
    }

    private static func isList(_ days: [Int], upTo limit: Int) -> Bool {
        days.count <= mostStages && Set(days).count == days.count && days.allSatisfy { (1...limit).contains($0) }
    }
}
