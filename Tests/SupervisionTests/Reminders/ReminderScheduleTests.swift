import Supervision
import Testing

@Suite struct ReminderScheduleTests {
    private let usual = ReminderSchedule(.usual, .stateCouncil)

    @Test(
        "What is due on Tuesday, 31 March is said a week and a day before, on the day, then late on days 1, 3, 7 and weekly",
        arguments: [
            ("2026-03-23", nil, "2026-03-24"), ("2026-03-24", -7, "2026-03-30"), ("2026-03-29", -7, "2026-03-30"),
            ("2026-03-30", -1, "2026-03-31"), ("2026-03-31", 0, "2026-04-01"), ("2026-04-01", 1, "2026-04-03"),
            ("2026-04-02", 1, "2026-04-03"), ("2026-04-03", 3, "2026-04-07"), ("2026-04-07", 7, "2026-04-14"),
            ("2026-04-13", 7, "2026-04-14"), ("2026-04-14", 14, "2026-04-21"), ("2027-04-01", 364, "2027-04-06"),
        ] as [(Day, Int?, Day)])
    func stages(day: Day, reached: Int?, next: Day) {
        let standing = usual.stages(due: "2026-03-31", on: day)
        #expect(standing.reached?.offset == reached)
        #expect(standing.next?.day == next)
    }

    @Test(
        "A stage before the due day moves to the working day before it, a late one to the next",
        arguments: [
            // Sunday, 29 March: the day before and the day itself are both said on Friday.
            ("2026-03-29", "2026-03-26", -7), ("2026-03-29", "2026-03-27", 0), ("2026-03-29", "2026-03-29", 0),
            ("2026-03-29", "2026-03-30", 1),
            // Within the holidays of National Day.
            ("2026-10-03", "2026-09-30", 0), ("2026-10-03", "2026-10-07", 0), ("2026-10-03", "2026-10-08", 3),
            // A year whose arrangement nobody knows: Monday to Friday.
            ("2031-05-04", "2031-05-01", -7), ("2031-05-04", "2031-05-02", 0), ("2031-05-04", "2031-05-05", 1),
        ] as [(Day, Day, Int)])
    func working(due: Day, on day: Day, reached: Int) {
        #expect(usual.stages(due: due, on: day).reached?.offset == reached)
    }

    @Test(
        "An office's own terms count, and nothing is said where they say nothing",
        arguments: [
            (
                ReminderTerms(leadDays: [], onTheDay: false, lateDays: [2], thenEvery: 0), "2026-03-31", nil,
                "2026-04-02"
            ),
            (
                ReminderTerms(leadDays: [], onTheDay: false, lateDays: [2], thenEvery: 0), "2026-04-01", nil,
                "2026-04-02"
            ),
            (ReminderTerms(leadDays: [], onTheDay: false, lateDays: [2], thenEvery: 0), "2026-04-02", 2, nil),
            (ReminderTerms(leadDays: [], onTheDay: false, lateDays: [2], thenEvery: 0), "2028-04-03", 2, nil),
            // Sunday, 1 March: the Saturday before it is worked.
            (
                ReminderTerms(leadDays: [30], onTheDay: false, lateDays: [], thenEvery: 10), "2026-02-27", nil,
                "2026-02-28"
            ),
            (
                ReminderTerms(leadDays: [30], onTheDay: false, lateDays: [], thenEvery: 10), "2026-02-28", -30,
                "2026-04-10"
            ),
            (
                ReminderTerms(leadDays: [30], onTheDay: false, lateDays: [], thenEvery: 10), "2026-04-20", 20,
                "2026-04-30"
            ),
        ] as [(ReminderTerms, Day, Int?, Day?)])
    func terms(terms: ReminderTerms, on day: Day, reached: Int?, next: Day?) {
        let standing = ReminderSchedule(terms, .stateCouncil).stages(due: "2026-03-31", on: day)
        #expect(standing.reached?.offset == reached)
        #expect(standing.next?.day == next)
    }

    @Test(
        "Day after day nothing is said twice, nothing goes back, and what was announced comes on its day",
        arguments: 1...40)
    func property(seed: Int) {
        var random = SplitMix(UInt64(seed))
        let terms = ReminderTerms(
            leadDays: (0..<random.below(4)).map { _ in 1 + random.below(30) }.uniqued,
            onTheDay: random.below(2) == 0, lateDays: (0..<random.below(4)).map { _ in 1 + random.below(20) }.uniqued,
            thenEvery: random.below(9))
        let schedule = ReminderSchedule(terms, .stateCouncil)
        let start: Day = "2026-01-01"
        let due = start.adding(days: random.below(330))
        var (last, announced): (ReminderStage?, ReminderStanding.Upcoming?) = (nil, nil)
        for day in (-40...120).map({ due.adding(days: $0) }) {
            let standing = schedule.stages(due: due, on: day)
            if let announced {
                #expect((standing.reached == last) == (day < announced.day), "\(terms) due \(due) on \(day)")
            } else {
                #expect(standing.reached == last)
            }
            if let reached = standing.reached, let last { #expect(reached >= last) }
            if standing.reached != last { #expect(schedule.isWorkingDay(day)) }
            (last, announced) = (standing.reached, standing.next)
        }
    }

    @Test(
        "Terms that cannot be kept are told by field",
        arguments: [
            (ReminderTerms(leadDays: [60]), []), (ReminderTerms(leadDays: [61]), ["leadDays"]),
            (ReminderTerms(leadDays: [0]), ["leadDays"]), (ReminderTerms(leadDays: [7, 7]), ["leadDays"]),
            (ReminderTerms(leadDays: Array(1...8)), []), (ReminderTerms(leadDays: Array(1...9)), ["leadDays"]),
            (ReminderTerms(lateDays: [365]), []), (ReminderTerms(lateDays: [366]), ["lateDays"]),
            (ReminderTerms(thenEvery: 0), []), (ReminderTerms(thenEvery: -1), ["thenEvery"]),
            (ReminderTerms(thenEvery: 366), ["thenEvery"]),
            (ReminderTerms(leadDays: [], onTheDay: false, lateDays: [], thenEvery: 0), ["leadDays"]),
            (ReminderTerms(leadDays: [], onTheDay: true, lateDays: [], thenEvery: 0), []),
        ])
    func problems(terms: ReminderTerms, fields: [String]) {
        #expect(terms.problems.keys.sorted() == fields)
    }
}

extension [Int] {
    fileprivate var uniqued: [Int] { Set(self).sorted() }
}
