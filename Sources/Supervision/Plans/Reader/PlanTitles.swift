/// What a document is called, whose it is and which year it is about.
struct PlanTitles {
    private(set) var title: Read<String>?
    private(set) var notice: Read<String>?
    private(set) var issuer: Read<String>?
    /// Whether the whole document tells of the past; one with both halves is no summary as a whole.
    private(set) var isSummary = false
    private(set) var maskedYear: SourceSpan?
    private(set) var summaryYear: Int?

    private let text: PlanText
    private var titleRange: Range<Int>?
    private var noticeRange: Range<Int>?
    private var dateYear: Int?

    init(_ text: PlanText, _ head: PlanHead) {
        self.text = text
        dateYear = head.date?.day?.year
        noticeRange = head.titles.first {
            text.starts("通知", at: $0.upperBound - 2) || text.starts("的函", at: $0.upperBound - 2)
        }
        let others = head.titles.filter { $0 != noticeRange && !isAnnexTitle($0) }
        let plans = others.filter { names(PlanTitles.plans, $0) }
        titleRange =
            plans.first { !names(PlanTitles.tells, $0) && !PlanTableWords.isTimetable(text, $0) } ?? plans.first
            ?? others.first ?? noticeRange
        title = titleRange.map { Read(text.words($0), text.span($0), confidence: others.isEmpty ? 80 : 95) }
        notice = noticeRange.map { Read(text.words($0), text.span($0)) }
        isSummary = titleRange.map { names(PlanTitles.tells, $0) && !names(PlanTitles.plans, $0) } ?? false
        findYears(others)
        findIssuer(head)
    }

    private static let plans: [Word] = ["要点", "重点", "计划", "方案", "安排", "思路", "打算", "规划", "行动"]
    private static let tells: [Word] = ["总结", "回顾", "报告"]

    private func names(_ words: [Word], _ range: Range<Int>) -> Bool { words.contains { text.holds($0, in: range) } }

    private func isAnnexTitle(_ range: Range<Int>) -> Bool { text.starts("附件", at: range.lowerBound) }

    /// The years of the plan, as the title or else the notice, the words or the date say.
    func years(given: Int?) -> PlanYears {
        var years = named(given: given)
        if let range = titleRange, years.isSchoolYear || text.holds("学期", in: range) {
            years.term = PlanTitles.terms.first { text.holds($0.0, in: range) }?.1
        }
        return years
    }

    private static let terms: [(Word, PlanSeason)] = [
        ("第一学期", .autumnTerm), ("秋季学期", .autumnTerm), ("上学期", .autumnTerm), ("第二学期", .springTerm),
        ("春季学期", .springTerm),
        ("下学期", .springTerm),
    ]

    private func named(given: Int?) -> PlanYears {
        if let given { return PlanYears(given, isSchoolYear: isSchoolYear) }
        for range in [titleRange, noticeRange].compactMap(\.self) {
            if let years = span(in: range) { return years }
        }
        if maskedYear != nil { return PlanYears(nil) }
        if let year = openingYear { return PlanYears(year) }
        return PlanYears(dateYear)
    }

    private var isSchoolYear: Bool { titleRange.map { text.holds("学年", in: $0) } ?? false }

    /// 2021年, 2021—2023年, 2021—2022学年度; of a title with two halves the plan's, which is the later.
    private func span(in range: Range<Int>) -> PlanYears? {
        var years: [(value: Int, place: Int, end: Int)] = []
        for index in range {
            if let year = text.yearNumber(at: index, before: range.upperBound) {
                years.append((year.value, index, year.end))
            }
        }
        guard let last = years.last else { return nil }
        if years.count > 1 {
            let first = years[years.count - 2]
            let between = first.end..<last.place
            if between.count <= 2, between.contains(where: { text.isOne(of: "—至到", at: $0) }) {
                let isSchool = text.starts("学年", at: last.end)
                return PlanYears(first.value, isSchool ? first.value : last.value, isSchoolYear: isSchool)
            }
        }
        if let count = threeYears(range) { return PlanYears(last.value, last.value + count - 1) }
        return PlanYears(last.value)
    }

    /// 三年行动方案 without its last year.
    private func threeYears(_ range: Range<Int>) -> Int? {
        for index in range {
            if let number = text.number(at: index, before: range.upperBound), let count = number.whole,
                (2...5).contains(count),
                text.starts("年行动", at: number.end) || text.starts("年计划", at: number.end)
                    || text.starts("年规划", at: number.end)
            {
                return count
            }
        }
        return nil
    }

    /// The year with which a sentence of the first thousand signs begins: 2021年，….
    private var openingYear: Int? {
        var counts: [Int: Int] = [:]
        for index in 0..<min(text.count, 1500) {
            if let year = text.yearNumber(at: index, before: text.count), text.glyph(year.end) == "年" {
                counts[year.value, default: 0] += 1
            }
        }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    private mutating func findYears(_ titles: [Range<Int>]) {
        for range in titles + [noticeRange].compactMap(\.self) where maskedYear == nil {
            if let index = range.first(where: { text.maskedYear(at: $0, before: range.upperBound) != nil }) {
                maskedYear = text.span(index..<(text.maskedYear(at: index, before: range.upperBound) ?? index) + 1)
            }
        }
        let told =
            titles.first { names(PlanTitles.tells, $0) && !names(PlanTitles.plans, $0) }
            ?? titles.first { names(PlanTitles.tells, $0) }
        summaryYear = told.flatMap { span(in: $0)?.first }
    }

    /// Who sends it out: the notice's subject, the signature, the letterhead, or the title's own.
    private mutating func findIssuer(_ head: PlanHead) {
        if let range = noticeRange, let about = text.first("关于", in: range), about - range.lowerBound >= 4 {
            issuer = read(range.lowerBound..<about, 95)
        } else if let range = head.signature {
            issuer = read(range, 90)
        } else if let range = head.letterhead {
            let isFile = text.starts("文件", at: range.upperBound - 2)
            issuer = read(range.lowerBound..<range.upperBound - (isFile ? 2 : 0), 90)
        } else if let range = titleRange, let office = office(in: range) {
            issuer = read(office, 75)
        }
    }

    private func office(in range: Range<Int>) -> Range<Int>? {
        for ending in ["教育督导室", "教育督导委员会办公室", "教育督导委员会", "教育局", "教委", "教体局", "教育和体育局", "督导室"] as [Word] {
            if let place = text.first(ending, in: range) { return range.lowerBound..<place + ending.count }
        }
        return nil
    }

    private func read(_ range: Range<Int>, _ confidence: Int) -> Read<String> {
        Read(text.words(range), text.span(range), confidence: confidence)
    }
}
