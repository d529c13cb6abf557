import Supervision

/// The fiction's days, laid around the day on which the demo is filled.
struct DemoCalendar: Sendable {
    let today: Day

    var year: Int { today.year }

    /// The campaign runs four months, as 3月—6月底 does, and today is in the third of them.
    var start: Day { DemoCalendar.firstOfMonth(today.adding(months: -2)) }

    var end: Day { DemoCalendar.firstOfMonth(today.adding(months: 2)).adding(days: -1) }

    /// The year whose campaign this is; the third month decides in a campaign around New Year.
    var campaignYear: Int { start.year == end.year ? year : end.year }

    /// Five years, of which three lie before this one.
    var round: CampaignRound {
        CampaignRound(
            key: "conduct-\(campaignYear - 3)-\(campaignYear + 1)",
            name: "\(campaignYear - 3)—\(campaignYear + 1)年五年一轮")
    }

    func before(_ days: Int) -> Day { today.adding(days: -days) }

    /// A working hour of a day; `minute` counts from 8:30 so that acts of one day keep their order.
    static func moment(_ day: Day, minute: Int) -> Instant {
        Instant(milliseconds: (day.number * 24 * 60 + 30 + minute) * 60_000)
    }

    private static func firstOfMonth(_ day: Day) -> Day { day.adding(days: 1 - day.day) }
}
