import Supervision
import Testing

@Suite struct InspectorTermsTests {
    static func period(_ from: Day, _ until: Day) -> Period { Period(from: from, until: until) ?? Period(from: from) }

    static let three = [
        period("2017-01-01", "2019-12-31"), period("2020-01-01", "2022-12-31"), period("2023-01-01", "2025-12-31"),
    ]

    @Test(
        "Terms without a day between are in a row; a day between begins anew",
        arguments: [
            ([], 0), ([period("2020-01-01", "2022-12-31")], 1),
            ([period("2020-01-01", "2022-12-31"), period("2023-01-01", "2025-12-31")], 2),
            ([period("2020-01-01", "2022-12-31"), period("2023-01-02", "2025-12-31")], 1), (three, 3),
            (three.reversed(), 3),
        ] as [([Period], Int)])
    func inARow(terms: [Period], count: Int) {
        #expect(InspectorTermRule.inARow(terms) == count)
    }

    @Test("A part-time term has at most three years, to the day")
    func length() throws {
        try InspectorTermRule.check(Self.period("2026-03-10", "2029-03-09"), after: [], isFullTime: false)
        #expect(throws: InspectorTermRefusal.tooLong("2029-03-09")) {
            try InspectorTermRule.check(Self.period("2026-03-10", "2029-03-10"), after: [], isFullTime: false)
        }
        #expect(InspectorTermRule.lastDay(from: "2024-02-29") == "2027-02-28")
        #expect(InspectorTermRule.lastDay(from: "2025-03-01") == "2028-02-29")
        try InspectorTermRule.check(Self.period("2026-03-10", "2036-03-10"), after: [], isFullTime: true)
        #expect(throws: InspectorTermRefusal.noEnd) {
            try InspectorTermRule.check(Period(from: "2026-03-10"), after: [], isFullTime: true)
        }
    }

    @Test("A fourth term in a row is refused to 兼职, given to 专职, and given after a break")
    func most() throws {
        let next = Self.period("2026-01-01", "2028-12-31")
        #expect(throws: InspectorTermRefusal.tooMany) {
            try InspectorTermRule.check(next, after: Self.three, isFullTime: false)
        }
        try InspectorTermRule.check(next, after: Self.three, isFullTime: true)
        try InspectorTermRule.check(next, after: Array(Self.three.dropFirst()), isFullTime: false)
        try InspectorTermRule.check(Self.period("2026-01-02", "2028-12-31"), after: Self.three, isFullTime: false)
    }

    @Test("Terms do not overlap, and the next begins after the last")
    func order() {
        #expect(throws: InspectorTermRefusal.overlaps) {
            try InspectorTermRule.check(
                Self.period("2025-12-31", "2027-12-31"), after: Self.three, isFullTime: false)
        }
        #expect(throws: InspectorTermRefusal.beforeLast("2023-01-01")) {
            try InspectorTermRule.check(
                Self.period("2016-01-01", "2016-12-31"), after: Self.three, isFullTime: false)
        }
    }
}

@Suite struct InspectorTermCorrectionTests {
    private static let now = InspectorTermsTests.period("2026-01-01", "2028-12-31")

    @Test("Other days of a term are held against the terms before and the years; a further term is a renewal")
    func correction() throws {
        let before = Array(InspectorTermsTests.three.suffix(1))
        func correct(_ from: Day, _ until: Day, isFullTime: Bool = false, after terms: [Period] = before) throws {
            try InspectorTermRule.correct(
                InspectorTermsTests.period(from, until), from: Self.now, after: terms, isFullTime: isFullTime)
        }
        try correct("2026-03-01", "2029-02-28")
        #expect(throws: InspectorTermRefusal.tooLong("2029-02-28")) { try correct("2026-03-01", "2029-03-01") }
        try correct("2026-03-01", "2036-03-01", isFullTime: true)
        #expect(throws: InspectorTermRefusal.overlaps) { try correct("2025-12-31", "2028-12-30") }
        #expect(throws: InspectorTermRefusal.renewInstead) { try correct("2029-01-01", "2031-12-31") }
        #expect(throws: InspectorTermRefusal.tooMany) {
            try correct("2026-01-01", "2028-11-30", after: InspectorTermsTests.three)
        }
    }
}

@Suite struct TrainingRowTests {
    private static let mapping = ColumnMapping<TrainingField>(
        header: ["编号", "姓名", "类别", "培训日期", "培训名称", "主办单位", "学时"])

    private func read(_ cells: [String]) -> TrainingRow.Reading {
        TrainingRow.parse(cells, row: 2, mapping: Self.mapping, on: "2026-03-10")
    }

    @Test(
        "A row that cannot be right says in which column",
        arguments: [
            (["", "", "", "2026-03-01", "培训", "", "8"], ["编号"]),
            (["D1", "", "培", "2026-03-01", "培训", "", "8"], ["类别"]),
            (["D1", "", "", "", "", "", ""], ["培训日期", "培训名称", "学时"]),
            (["D1", "", "", "2026-03-11", "培训", "", "8"], ["培训日期"]),
            (["D1", "", "", "2026-03-10", "培训", "", "0"], ["学时"]),
            (["D1", "", "", "2026-03-10", "培训", "", "8.25"], ["学时"]),
            (["D1", "", "", "2026-03-10", String(repeating: "训", count: 101), "", "8"], ["培训名称"]),
        ])
    func problems(cells: [String], columns: [String]) {
        guard case .problems(let found) = read(cells) else {
            Issue.record("taken")
            return
        }
        #expect(found.map(\.column) == columns)
    }

    @Test("A meeting has no hours; without a kind it is a training")
    func kinds() {
        guard case .value(let meeting) = read(["", "督学1", "例会", "2026-03-10", "月例会", "", "3"]),
            case .value(let training) = read(["D1", "", "", "2026年3月1日", "培训", "区督导室", "7.5"])
        else {
            Issue.record("not taken")
            return
        }
        #expect(meeting.kind == .meeting && meeting.tenths == 0)
        #expect(training.kind == .training && training.tenths == 75 && training.day == "2026-03-01")
    }
}

@Suite struct InspectorQualificationTests {
    @Test(
        "A bachelor's degree and ten years; what nobody said is not known, and not no",
        arguments: [
            (.bachelor, 10, true), (.bachelor, 9, false), (.college, 30, false), (.doctor, 11, true),
            (.unknown, 12, nil), (.master, nil, nil), (.unknown, 9, false), (.college, nil, false),
            (.unknown, nil, nil),
        ] as [(InspectorDegree, Int?, Bool?)])
    func experience(degree: InspectorDegree, years: Int?, holds: Bool?) {
        #expect(InspectorQualification(degree: degree, years: years).holds(.experience) == holds)
    }

    @Test("Everything that is not attested is missing")
    func missing() {
        let all = Set(InspectorCondition.allCases.filter { !$0.isComputed })
        #expect(InspectorQualification(degree: .master, years: 20, attested: all).missing.isEmpty)
        #expect(
            InspectorQualification(degree: .master, years: 20, attested: all.subtracting([.health])).missing == [
                .health
            ])
    }

    @Test(
        "Hours have one digit after the point at most",
        arguments: [
            ("8", 80), ("7.5", 75), ("0", 0), ("500", 5_000), ("500.1", nil), ("７.５", 75), ("", nil), ("1.25", nil),
            ("-1", nil), (".5", nil), ("8.", nil), ("八", nil), ("1.x", nil),
        ] as [(String, Int?)])
    func hours(text: String, tenths: Int?) {
        #expect(TrainingStanding.tenths(text) == tenths)
    }

    @Test("Forty hours are enough, a tenth less is not", arguments: [(400, 0), (399, 1), (0, 400), (800, 0)])
    func standing(tenths: Int, missing: Int) {
        #expect(TrainingStanding(tenths: tenths).missingTenths == missing)
    }
}

@Suite struct InspectorCandidateTests {
    static let day: Day = "2026-03-10"

    static func candidate(_ state: InspectorCandidate.State = .recommended, until: Day = "2026-03-16")
        -> InspectorCandidate
    {
        InspectorCandidate(
            id: "c", name: "人选", phone: "", employer: "", recommendedBy: "", isFullTime: false, level: .county,
            qualification: InspectorQualification(), state: state, recommendedOn: day,
            shown: state == .shown ? Period(from: day, until: until) : nil)
    }

    static let good = InspectorQualification(
        degree: .bachelor, years: 10, attested: Set(InspectorCondition.allCases.filter { !$0.isComputed }))

    @Test("Only what is next can be done", arguments: InspectorCandidate.State.allCases)
    func order(state: InspectorCandidate.State) {
        let one = Self.candidate(state)
        #expect(((try? one.reviewed(Self.good, on: Self.day)) != nil) == (state == .recommended))
        #expect(((try? one.shown(from: Self.day, until: Self.day, on: Self.day)) != nil) == (state == .reviewed))
        #expect(((try? one.appointed(on: "2026-03-17")) != nil) == (state == .shown))
        #expect(((try? one.refused("有异议", on: Self.day)) != nil) == state.isOpen)
    }

    @Test("Nobody is appointed on the last day of the showing, only after it")
    func shown() throws {
        #expect(throws: InspectorCandidateRefusal.stillShown("2026-03-16")) {
            try Self.candidate(.shown).appointed(on: "2026-03-16")
        }
        #expect(try Self.candidate(.shown).appointed(on: "2026-03-17").decidedOn == "2026-03-17")
        #expect(throws: InspectorCandidateRefusal.shownDays) {
            try Self.candidate(.reviewed).shown(from: "2026-03-09", until: "2026-03-16", on: Self.day)
        }
        #expect(throws: InspectorCandidateRefusal.shownDays) {
            try Self.candidate(.reviewed).shown(from: "2026-03-11", until: "2026-03-10", on: Self.day)
        }
    }

    @Test("The review wants every condition")
    func review() {
        #expect(throws: InspectorCandidateRefusal.unqualified([.experience])) {
            var lacking = Self.good
            lacking.years = 9
            return try Self.candidate().reviewed(lacking, on: Self.day)
        }
    }
}
