/// Why a year's calendar cannot be taken as it is.
package enum CalendarRefusal: Refusal, Equatable {
    case dayOutsideYear(Day, year: Int)
    case dayTwice(Day)
    case noSuchYear(Int)
    case textTooLong(Int)
    case otherYear(stated: Int, asked: Int)
    case nothingFound
    case noSuchDay(String)
    case badRange(String)
    case weekday(Day, stated: Int, others: Int, fits: Int?)
    case count(Day, found: Int, stated: Int)
    case statutoryWorked(Day)
    case springFestivalMissing(Int)
    case concernsOpen
    case notKnown(Int)

    package var code: String {
        switch self {
        case .dayOutsideYear: "calendar.dayOutsideYear"
        case .dayTwice: "calendar.dayTwice"
        case .noSuchYear: "calendar.noSuchYear"
        case .textTooLong: "calendar.textTooLong"
        case .otherYear: "calendar.otherYear"
        case .nothingFound: "calendar.nothingFound"
        case .noSuchDay: "calendar.noSuchDay"
        case .badRange: "calendar.badRange"
        case .weekday: "calendar.weekday"
        case .count: "calendar.count"
        case .statutoryWorked: "calendar.statutoryWorked"
        case .springFestivalMissing: "calendar.springFestivalMissing"
        case .concernsOpen: "calendar.concernsOpen"
        case .notKnown: "calendar.notKnown"
        }
    }

    package var kind: RefusalKind {
        if case .notKnown = self { .notFound } else { .invalid }
    }

    package var message: String {
        switch self {
        case .dayOutsideYear(let day, let year): "\(day.chinese)不在\(year)年内，请核对放假安排。"
        case .dayTwice(let day): "\(day.chinese)既列为放假又列为上班，请核对放假安排。"
        case .noSuchYear(let year): "年份“\(year)”无法识别，请填写四位数的年份，如2027。"
        case .textTooLong(let limit): "内容过长，请只粘贴放假安排部分，不超过\(limit)字。"
        case .otherYear(let stated, let asked): "通知写的是\(stated)年，所选年份是\(asked)年：请把年份改为\(stated)，或换成\(asked)年的通知。"
        case .nothingFound: "没有读到放假或上班的日期。请粘贴国务院办公厅通知中各节日的安排，或按模板填写日期和“放假”“上班”。"
        case .noSuchDay(let text): "“\(text)”不是有效的日期，请核对。"
        case .badRange(let text): "“\(text)”里的起止日期不成一段，请核对“至”前后的日期。"
        case .weekday(let day, let stated, let others, let fits):
            "通知写\(day.month)月\(day.day)日是\(CalendarRefusal.weekday(stated))，而\(day.chinese)是\(CalendarRefusal.weekday(day.weekday))"
                + (others > 0 ? "，另有\(others)处也不相符" : "") + "。请核对年份"
                + (fits.map { "：按星期看，这像是\($0)年的安排。" } ?? "和日期。")
        case .count(let day, let found, let stated): "\(day.chinese)起的放假数得\(found)天，通知写“共\(stated)天”，请核对起止日期。"
        case .statutoryWorked(let day): "\(day.chinese)是法定节日，这份安排却按上班计。请核对年份，并补全该节日的放假日期。"
        case .springFestivalMissing(let year): "没有看到\(year)年春节的放假（1月下旬至2月下旬），请补全后再导入。"
        case .concernsOpen: "有与往年不同之处，请与通知原文核对并勾选“已核对”后再导入。"
        case .notKnown(let year): "\(year)年的放假安排还没有导入。"
        }
    }

    private static func weekday(_ number: Int) -> String {
        "星期" + ["一", "二", "三", "四", "五", "六", "日"][(number - 1) % 7]
    }
}
