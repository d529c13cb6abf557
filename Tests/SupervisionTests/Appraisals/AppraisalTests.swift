import Supervision
import TestKit
import Testing

@Suite struct AppraisalTests {
    static let all = AppraisalMeasure.allCases
    static let rules = AppraisalRules.initial

    static func figures(_ met: Int, of: Int = 100) -> [AppraisalMeasure: AppraisalFigure] {
        Dictionary(uniqueKeysWithValues: all.map { ($0, AppraisalFigure(met: met, of: of)) })
    }

    @Test(
        "A grade begins with its points, not before",
        arguments: [
            (100, AppraisalGrade.excellent), (90, .excellent), (89, .competent), (75, .competent), (74, .basic),
            (60, .basic), (59, .failed), (0, .failed),
        ])
    func boundaries(met: Int, grade: AppraisalGrade) {
        #expect(Self.rules.grade(AppraisalScore(Self.figures(met), Self.rules)) == grade)
    }

    @Test("What is nearly a grade is not rounded up to it")
    func exact() {
        let score = AppraisalScore(Self.figures(89_999, of: 100_000), Self.rules)
        #expect(score.tenths == 900 && Self.rules.grade(score) == .competent)
    }

    @Test("An unknown measure's weight is left out, and said; it is not zero")
    func unknown() {
        var figures = Self.figures(80)
        figures[.teachers] = .unknown
        figures[.schools] = nil
        let score = AppraisalScore(figures, Self.rules)
        #expect(score.tenths == 800 && score.unknown == [.schools, .teachers])
        #expect(score.knownWeight == 100 - Self.rules.weight(.schools) - Self.rules.weight(.teachers))
        figures[.teachers] = AppraisalFigure(met: 0, of: 100)
        #expect(AppraisalScore(figures, Self.rules).tenths ?? 800 < 800)
        let nothing = AppraisalScore([:], Self.rules)
        #expect(nothing.tenths == nil && Self.rules.grade(nothing) == nil && !nothing.reaches(0))
    }

    @Test("More than is asked counts as all that is asked")
    func capped() {
        #expect(AppraisalScore(Self.figures(250), Self.rules).tenths == 1_000)
    }

    @Test("A score stays between 0 and 100, rises with each figure, and does not change with unknown ones")
    func property() {
        var dice = Dice(32)
        for _ in 0..<300 {
            var figures: [AppraisalMeasure: AppraisalFigure] = [:]
            for measure in Self.all where Bool.random(using: &dice) {
                let of = Int.random(in: 1...9_973, using: &dice)
                figures[measure] = AppraisalFigure(met: Int.random(in: 0...(of * 2), using: &dice), of: of)
            }
            let score = AppraisalScore(figures, Self.rules)
            guard let tenths = score.tenths, let (measure, figure) = figures.first else {
                #expect(figures.isEmpty)
                continue
            }
            #expect((0...1_000).contains(tenths))
            figures[measure] = AppraisalFigure(met: figure.met + 1, of: figure.of)
            let more = AppraisalScore(figures, Self.rules)
            #expect(more.tenths ?? -1 >= tenths)
            for points in 1...100 where score.reaches(points) { #expect(more.reaches(points)) }
            for missing in score.unknown { figures[missing] = .unknown }
            #expect(AppraisalScore(figures, Self.rules) == more)
        }
    }

    @Test("Rules are refused that do not add up")
    func refused() throws {
        var good = Self.rules
        good.basis = "某教督〔2026〕3号"
        #expect(throws: Never.self) { try good.checked() }
        func refuses(_ refusal: AppraisalRefusal, _ change: (inout AppraisalRules) -> Void) {
            var rules = good
            change(&rules)
            #expect(throws: refusal) { try rules.checked() }
        }
        refuses(.weights) { $0.weights[.visits] = 16 }
        refuses(.weights) { rules in
            rules.weights[.visits] = -1
            rules.weights[.coverage] = 36
        }
        refuses(.grades) { $0.basic = 75 }
        refuses(.grades) { $0.competent = 90 }
        refuses(.grades) { $0.excellent = 101 }
        refuses(.grades) { $0.basic = 0 }
        refuses(.reportDays) { $0.reportDays = 61 }
        refuses(.basisMissing) { $0.basis = " " }
    }
}

@Suite struct AppraisalCountTests {
    static let rule = CoverageRule(dueDays: 15)

    static func visit(_ day: Day, school: OrganisationID = "s1", received: Day? = nil, isAuthor: Bool = true)
        -> AppraisalFacts.Visit
    {
        AppraisalFacts.Visit(
            id: Identifier("v-\(day)-\(school)"), number: "", school: school, schoolName: school.rawValue, day: day,
            received: received ?? day, isAuthor: isAuthor)
    }

    static func charge(
        _ days: (Day, Day)..., school: OrganisationID = "s1", records: Day? = "2025-01-01", opened: Day? = nil,
        closed: Day? = nil
    ) throws -> AppraisalCharge {
        AppraisalCharge(
            school: school, schoolName: school.rawValue,
            periods: try days.map { try #require(Period(from: $0.0, until: $0.1)) }, rule: rule, recordsFrom: records,
            opened: opened, closed: closed)
    }

    static func count(_ facts: AppraisalFacts, on day: Day = "2025-12-31") -> AppraisalCount {
        AppraisalCount(facts, .initial, year: 2025, on: day)
    }

    @Test("A school counts in a month only if it was in charge all month, the month is over and no holiday")
    func coverage() throws {
        var facts = AppraisalFacts()
        facts.charges = [
            try Self.charge(("2025-03-01", "2025-04-29")),
            try Self.charge(("2025-07-01", "2025-08-31"), school: "s2"),
            try Self.charge(("2025-11-02", "2199-12-31"), school: "s3"),
        ]
        facts.visits = [Self.visit("2025-03-31"), Self.visit("2025-04-01"), Self.visit("2025-12-01", school: "s3")]
        #expect(Self.count(facts).figures[.coverage] == AppraisalFigure(met: 2, of: 2))
        #expect(Self.count(facts, on: "2025-12-30").figures[.coverage] == AppraisalFigure(met: 1, of: 1))
        #expect(Self.count(facts).figures[.visits] == AppraisalFigure(met: 3, of: 2))
        facts.visits = []
        #expect(Self.count(facts).figures[.coverage] == AppraisalFigure(met: 0, of: 2))
        facts.charges = []
        #expect(Self.count(facts).figures[.coverage]?.isKnown == false)
    }

    @Test(
        "A month counts for who was in charge all of it, though the school changed zones; not after the school closed")
    func charges() throws {
        func due(_ charge: AppraisalCharge) -> [Int] { Month.all(of: 2025).filter(charge.isDue).map(\.first.month) }
        #expect(try due(Self.charge(("2025-03-16", "2025-04-30"), ("2025-03-01", "2025-03-15"))) == [3, 4])
        #expect(try due(Self.charge(("2025-03-17", "2025-04-30"), ("2025-03-01", "2025-03-15"))) == [4])
        // January has twenty days of teaching, as on the heat map; February, July and August too few.
        #expect(try due(Self.charge(("2024-09-01", "2199-12-31"))) == [1, 3, 4, 5, 6, 9, 10, 11, 12])
        #expect(try due(Self.charge(("2024-09-01", "2199-12-31"), closed: "2025-04-15")) == [1, 3, 4])
        #expect(try due(Self.charge(("2024-09-01", "2199-12-31"), closed: "2025-04-14")) == [1, 3])
        #expect(try due(Self.charge(("2024-09-01", "2199-12-31"), opened: "2025-10-17")) == [10, 11, 12])
        #expect(try due(Self.charge(("2024-09-01", "2199-12-31"), opened: "2025-10-18")) == [11, 12])
    }

    @Test("The months that count are those of the rule of coverage, wherever a calendar shifts them")
    func months() {
        func months(_ rule: CoverageRule) -> [Int] { rule.dueMonths(of: 2025).map(\.first.month) }
        #expect(months(Self.rule) == [1, 3, 4, 5, 6, 9, 10, 11, 12])
        #expect(months(CoverageRule(dueDays: 21)) == [3, 4, 5, 6, 9, 10, 11, 12])
        let early = TermDays(from: "2025-02-10", until: "2025-07-18")
        #expect(months(CoverageRule(terms: [early].compactMap { $0 })) == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12])
    }

    @Test(
        "Months before visits were recorded are unknown; one in which it began counts with enough days left",
        arguments: [
            (nil, .unknown), ("2026-01-01", .unknown), ("2025-04-17", .unknown),
            ("2025-04-16", AppraisalFigure(met: 0, of: 1)), ("2025-03-18", AppraisalFigure(met: 0, of: 1)),
            ("2025-03-17", AppraisalFigure(met: 1, of: 2)), ("2024-09-01", AppraisalFigure(met: 1, of: 2)),
        ] as [(Day?, AppraisalFigure)])
    func records(from day: Day?, figure: AppraisalFigure) throws {
        var facts = AppraisalFacts()
        facts.charges = [try Self.charge(("2025-03-01", "2025-04-30"), records: day)]
        facts.visits = [Self.visit("2025-03-31")]
        #expect(Self.count(facts).figures[.coverage] == figure)
        #expect(Self.count(facts).figures[.visits]?.isKnown == figure.isKnown)
    }

    @Test("A record is in time on the last day of the rule, not a day later; who came along wrote none")
    func reports() {
        var facts = AppraisalFacts()
        facts.visits = [
            Self.visit("2025-03-03", received: "2025-03-06"), Self.visit("2025-03-04", received: "2025-03-08"),
            Self.visit("2025-03-05", isAuthor: false), Self.visit("2024-12-31"),
        ]
        let count = Self.count(facts)
        #expect(count.figures[.reports] == AppraisalFigure(met: 1, of: 2))
        #expect(count.figures[.visits]?.met == 3)
    }

    @Test(
        "A problem counts once it is closed or late",
        arguments: [
            (FindingPart.State.closed, "2025-12-31" as Day, AppraisalFigure(met: 1, of: 1)),
            (.issued, "2025-12-30", AppraisalFigure(met: 0, of: 1)), (.issued, "2025-12-31", .unknown),
            (.submitted, "2025-03-01", .unknown), (.closed, "2024-12-31", .unknown),
        ])
    func problems(state: FindingPart.State, due: Day, figure: AppraisalFigure) {
        var facts = AppraisalFacts()
        facts.problems = [
            AppraisalFacts.Problem(finding: "f", number: "1", schoolName: "一小", state: state, dueOn: due)
        ]
        #expect(Self.count(facts).figures[.findings] == figure)
    }

    @Test("Hours are unknown where nobody keeps the ledger, and none where it is kept without them")
    func training() {
        var facts = AppraisalFacts()
        #expect(Self.count(facts).figures[.training] == .unknown)
        facts.isTrainingKept = true
        #expect(Self.count(facts).figures[.training] == AppraisalFigure(met: 0, of: 400))
        facts.trainings = [AppraisalFacts.Training(title: "培训", day: "2025-05-01", tenths: 385)]
        #expect(Self.count(facts).figures[.training] == AppraisalFigure(met: 385, of: 400))
    }

    @Test("Each figure is what its cases come to")
    func property() throws {
        var dice = Dice(6)
        let first: Day = "2025-01-01"
        for _ in 0..<60 {
            var facts = AppraisalFacts()
            let records = first.adding(days: Int.random(in: 0..<200, using: &dice))
            for _ in 0..<Int.random(in: 0...40, using: &dice) {
                let day = first.adding(days: Int.random(in: 0..<365, using: &dice))
                facts.visits.append(
                    Self.visit(
                        day, school: Identifier("s\(Int.random(in: 1...4, using: &dice))"),
                        received: day.adding(days: Int.random(in: 0...6, using: &dice)),
                        isAuthor: Bool.random(using: &dice)))
            }
            for school in 1...4 {
                let from = first.adding(days: Int.random(in: 0..<300, using: &dice))
                facts.charges.append(
                    try Self.charge(
                        (from, from.adding(days: 90)), school: Identifier("s\(school)"), records: records))
            }
            let count = Self.count(facts, on: first.adding(days: Int.random(in: 0...364, using: &dice)))
            for measure in [AppraisalMeasure.coverage, .findings, .reports] {
                let cases = count.cases[measure] ?? []
                let figure = AppraisalFigure(met: cases.count(where: \.isMet), of: cases.count)
                #expect(count.figures[measure] == figure)
            }
            #expect(count.figures[.visits]?.met == count.cases[.visits]?.count)
        }
    }
}

@Suite struct RatingTests {
    static func tally(_ teachers: Int, points: Int = 0, school: Int? = nil) -> RatingTally {
        RatingTally(school: "s", schoolName: "一小", schoolPoints: school, teachers: teachers, teacherPoints: points)
    }

    @Test("Fewer than five teachers of a school are neither shown nor counted; five are")
    func least() {
        #expect(!Self.tally(4, points: 80).isShown && Self.tally(5, points: 80).isShown)
        #expect(RatingRule.teachers([Self.tally(4, points: 80)]) == .unknown)
        let both = [Self.tally(4, points: 80), Self.tally(5, points: 50)]
        #expect(RatingRule.teachers(both) == AppraisalFigure(met: 50, of: 100))
    }

    @Test("Fewer than three schools' own ratings are not counted")
    func schools() {
        let two = [Self.tally(0, school: 20), Self.tally(0, school: 10), Self.tally(0)]
        #expect(RatingRule.schools(two) == .unknown)
        #expect(RatingRule.schools(two + [Self.tally(0, school: 15)]) == AppraisalFigure(met: 45, of: 60))
    }

    @Test("An answer wants one to five for each question")
    func points() {
        var answers = Dictionary(uniqueKeysWithValues: RatingItem.allCases.map { ($0, 5) })
        #expect(RatingRule.points(answers) == RatingRule.full)
        answers[.integrity] = 1
        #expect(RatingRule.points(answers) == 16)
        for wrong in [0, 6, nil] {
            answers[.integrity] = wrong
            #expect(RatingRule.points(answers) == nil)
        }
    }

    @Test("A round ends today at the earliest, and within a year; each code takes one form or more")
    func terms() {
        func refusal(_ until: Day, _ limit: Int = 300) -> AppraisalRefusal? {
            do {
                _ = try RatingTerms(until: until, limit: limit).checked(on: "2025-12-10")
                return nil
            } catch { return error }
        }
        #expect(refusal("2025-12-10") == nil && refusal("2026-12-10") == nil && refusal("2025-12-11", 2_000) == nil)
        #expect(refusal("2025-12-09") == .until && refusal("2026-12-11") == .until)
        #expect(refusal("2025-12-11", 0) == .limit && refusal("2025-12-11", 2_001) == .limit)
    }

    @Test("A code takes as many forms as its limit, and as many in a minute as people hand in")
    func flood() {
        #expect(throws: Never.self) { try RatingRule.admit(taken: 299, limit: 300, thisMinute: 29) }
        #expect(throws: AppraisalRefusal.codeUsedUp) { try RatingRule.admit(taken: 300, limit: 300, thisMinute: 0) }
        #expect(throws: AppraisalRefusal.flood) { try RatingRule.admit(taken: 30, limit: 300, thisMinute: 30) }
    }
}
