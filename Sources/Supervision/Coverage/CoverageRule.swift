/// How often an office wants its schools to be seen, and when schools teach (到校频次规定); each office sets it for itself.
package struct CoverageRule: Hashable, Sendable, Codable {
    /// Visits a term; never below the law's two.
    package var perTerm: Int
    /// Visits a month by the local rule; 0 where there is none.
    package var perMonth: Int
    /// Where the local rule stands written.
    package var basis: String
    /// A month with fewer days of teaching asks for no visit, such as February, July and August.
    package var dueDays: Int
    /// By how many weeks the forecast takes its pace.
    package var weeks: Int
    /// From when visits are recorded here; nil for from the first one on.
    package var recordsFrom: Day?
    /// The office's own calendar; a term without an entry has its usual days.
    package var terms: [TermDays]
    package var weights: UrgencyWeights

    package init(
        perTerm: Int = lawsFloor, perMonth: Int = 1, basis: String = "", dueDays: Int = 15, weeks: Int = 4,
        recordsFrom: Day? = nil, terms: [TermDays] = [], weights: UrgencyWeights = .usual
    ) {
        self.perTerm = perTerm
        self.perMonth = perMonth
        self.basis = basis
        self.dueDays = dueDays
        self.weeks = weeks
        self.recordsFrom = recordsFrom
        self.terms = terms
        self.weights = weights
    }

    /// 《教育督导条例》第十四条: routine supervision of each school at least twice a term.
    package static let lawsFloor = 2
    package static let clause = "《教育督导条例》第十四条"

    /// What holds until an office has set its own: the law's floor, and one visit a month as 挂牌督导 asks.
    package static let usual = CoverageRule()

    package func days(of term: SchoolTerm) -> TermDays {
        terms.first { $0.term == term } ?? .usual(term)
    }

    /// Days of teaching in a stretch; terms that the stretch does not touch are not looked at.
    package func teachingDays(from: Day, until: Day) -> Int {
        guard from <= until else { return 0 }
        var days = 0
        // A term may end a little after its half-year, so the one before is looked at too.
        var term = SchoolTerm(SchoolTerm(from).half.from.adding(days: -1))
        while term.half.from <= until {
            days += self.days(of: term).days(from: from, until: until)
            term = term.following
        }
        return days
    }

    /// The last day on which a visit of this month finds the school at work; the month's own last day once holidays have begun.
    package func lastTeachingDay(inMonthOf today: Day) -> Day {
        let monthEnds = Month(of: today).last
        let nearby = [SchoolTerm(SchoolTerm(today).half.from.adding(days: -1)), SchoolTerm(today)].map(days)
        let last = nearby.filter { $0.from <= monthEnds && $0.until >= today }.map { min($0.until, monthEnds) }.max()
        return last ?? monthEnds
    }

    /// What is wrong with it on the day when it is set, by field.
    package func problems(on today: Day) -> [String: String] {
        var problems: [String: String] = [:]
        // Nothing would be late until a day to come.
        if recordsFrom.map({ $0 > today }) ?? false { problems["recordsFrom"] = "不能晚于今天。" }
        if !(CoverageRule.lawsFloor...20).contains(perTerm) {
            problems["perTerm"] =
                "请填写\(CoverageRule.lawsFloor)至20；\(CoverageRule.clause)规定每学期不少于\(CoverageRule.lawsFloor)次。"
        }
        if !(0...10).contains(perMonth) { problems["perMonth"] = "请填写0至10，0表示没有每月的要求。" }
        if basis.count > 100 { problems["basis"] = "请控制在100字以内。" }
        if !(1...31).contains(dueDays) { problems["dueDays"] = "请填写1至31。" }
        if !(1...20).contains(weeks) { problems["weeks"] = "请填写1至20。" }
        if let problem = termProblem { problems["terms"] = problem }
        if !weights.isSound { problems["weights"] = "每个分值请填写0至100。" }
        return problems
    }

    /// An autumn term may end up to two weeks into February, when New Year comes late.
    private var termProblem: String? {
        if terms.count > 40 { return "最多填写40个学期。" }
        if Set(terms.map(\.term)).count < terms.count { return "同一学期只能填写一次。" }
        let sorted = terms.sorted { $0.from < $1.from }
        if zip(sorted, sorted.dropFirst()).contains(where: { $0.until >= $1.from }) { return "两个学期的日期不能重叠。" }
        if sorted.contains(where: { $0.term.half.until.adding(days: 14) < $0.until }) {
            return "学期应在2月至7月，或8月至次年2月中旬之间。"
        }
        return nil
    }
}
