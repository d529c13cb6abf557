import Supervision
import Testing

@Suite struct HolidayNoticeTests {
    /// The arrangements as the State Council's office words them.
    static let notice2026 = """
        国务院办公厅关于2026年部分节假日安排的通知
        各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
        经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
        国务院办公厅
        2025年11月4日
        """

    @Test("A notice reads as the arrangement that was taken over from another source")
    func notice() throws {
        let year = try HolidayNotice(HolidayNoticeTests.notice2026, year: 2026).workYear()
        #expect(year == WorkCalendar.stateCouncil.arrangement(of: 2026))
        try year.requireStatutory()
        #expect(year.concerns.isEmpty)
        #expect(year.statutoryDays == 13)
    }

    @Test("Every shipped year is one that we would take, without a concern but for the long Spring Festival of 2020")
    func shipped() throws {
        for number in WorkCalendar.stateCouncil.knownYears {
            let year = try #require(WorkCalendar.stateCouncil.arrangement(of: number))
            try year.requireStatutory()
            #expect(year.concerns.isEmpty || number == 2020, "\(number): \(year.concerns)")
        }
    }

    @Test("A year written as a table reads as the same year", arguments: WorkCalendar.stateCouncil.knownYears)
    func table(number: Int) throws {
        let year = try #require(WorkCalendar.stateCouncil.arrangement(of: number))
        let dates = year.daysOff.map { "\($0.text),放假" } + year.workedWeekends.map { "上班,\($0.chinese)" }
        #expect(try HolidayNotice(dates.joined(separator: "\n"), year: number).workYear() == year)
        let slashes = year.daysOff.map { "\($0.year)/\($0.month)/\($0.day) 放假" }
        #expect(try HolidayNotice(slashes.joined(separator: "\r\n"), year: number).holidays == year.daysOff)
    }

    @Test("A run may begin in the year before, and a free Saturday there counts for nothing")
    func turn() throws {
        let year = try HolidayNotice("元旦：2022年12月31日至2023年1月2日放假调休，共3天。", year: 2023).workYear()
        #expect(year.daysOff == ["2023-01-02"])
        #expect(throws: CalendarRefusal.dayOutsideYear("2018-12-31", year: 2019)) {
            try HolidayNotice("2018年12月30日至2019年1月1日放假调休，共3天。", year: 2019).workYear()
        }
    }

    @Test("A notice of another year is told by its title and by its weekdays, with the year that it would fit")
    func otherYear() {
        #expect(throws: CalendarRefusal.otherYear(stated: 2026, asked: 2027)) {
            try HolidayNotice(HolidayNoticeTests.notice2026, year: 2027)
        }
        let body = HolidayNoticeTests.notice2026.split(separator: "\n").dropFirst(3).joined(separator: "\n")
        #expect(throws: CalendarRefusal.weekday("2027-01-01", stated: 4, others: 19, fits: 2026)) {
            try HolidayNotice(body, year: 2027)
        }
    }

    @Test(
        "What cannot be is refused with what to change",
        arguments: [
            ("今天天气很好。", CalendarRefusal.nothingFound), ("", .nothingFound),
            ("2月30日放假。", .noSuchDay("2月30日放假")), ("1月1日至3日放假，共4天。", .count("2027-01-01", found: 3, stated: 4)),
            ("1月3日至1日放假。", .badRange("1月3日至1日放假")), ("1月1日放假。1月1日上班。", .dayTwice("2027-01-01")),
        ])
    func refused(text: String, refusal: CalendarRefusal) {
        #expect(throws: refusal) { try HolidayNotice(text, year: 2027).workYear() }
    }

    @Test("A year without its statutory days is refused; one that is only unusual is asked about")
    func plausibility() throws {
        let bare = try WorkYear(year: 2027, holidays: ["2027-01-01"], workdays: [])
        #expect(throws: CalendarRefusal.statutoryWorked("2027-10-01")) { try bare.requireStatutory() }
        let noSpring = try WorkYear(year: 2027, holidays: ["2027-01-01", "2027-10-01"], workdays: [])
        #expect(throws: CalendarRefusal.springFestivalMissing(2027)) { try noSpring.requireStatutory() }
        #expect(!bare.concerns.isEmpty)
    }

    @Test("No text makes the reader trap, and what it takes lies in the year")
    func property() {
        var random = SplitMix(7)
        let pieces = [
            "1月1日", "31日", "至", "（周四）", "放假", "上班", "，共3天", "。", "\n", "2027-02-05", "年", "（", "2027年", "99", "、", "-",
        ]
        for _ in 0..<500 {
            let text = (0..<12).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            guard let year = try? HolidayNotice(text, year: 2027).workYear() else { continue }
            #expect(year.daysOff.allSatisfy { $0.year == 2027 && !$0.isWeekend })
            #expect(year.workedWeekends.allSatisfy { $0.year == 2027 && $0.isWeekend })
        }
    }
}
