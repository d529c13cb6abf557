import Supervision
import TestKit
import Testing

struct ClashTests {
    static func entry(_ campaign: CampaignID, _ from: Day, _ until: Day? = nil, unit: OrganisationID = "u")
        -> CalendarEntry
    {
        CalendarEntry(
            inspection: Identifier("\(campaign)-\(unit)-\(from)"), campaign: campaign, campaignName: campaign.rawValue,
            organisation: unit, unitName: unit.rawValue,
            days: Period(from: from, until: until ?? from) ?? Period(from: from),
            isFixed: until == nil)
    }

    static let limits = CalendarLimits(gapDays: 7, perTerm: 2)

    static let pairs: [(Day, Day?, Clash.Kind?)] = [
        ("2026-03-17", nil, nil), ("2026-03-16", nil, .near(days: 6)), ("2026-03-11", nil, .near(days: 1)),
        ("2026-03-10", nil, .overlap), ("2026-03-03", nil, nil), ("2026-03-04", nil, .near(days: 6)),
        ("2026-03-01", "2026-03-10", .overlap), ("2026-03-01", "2026-03-09", .near(days: 1)),
        ("2026-03-11", "2026-06-30", .near(days: 1)), ("2026-02-01", "2026-03-03", nil),
    ]

    @Test("Seven days apart is enough, six are not; days that meet overlap; before and after alike", arguments: pairs)
    func pair(from: Day, until: Day?, kind: Clash.Kind?) {
        let entries = [Self.entry("own", "2026-03-10"), Self.entry("other", from, until)]
        #expect(entries.clashes(of: "own", limits: Self.limits).map(\.kind) == [kind].compactMap { $0 })
        // It clashes for the other as well.
        #expect(entries.clashes(of: "other", limits: Self.limits).map(\.kind) == [kind].compactMap { $0 })
    }

    @Test("As many visits in a term as allowed are none too many, one more is; the next term counts anew")
    func overload() {
        var entries = [Self.entry("own", "2026-03-10"), Self.entry("b", "2026-05-01")]
        #expect(entries.clashes(of: "own", limits: Self.limits) == [])
        entries.append(Self.entry("next", "2026-08-01"))
        #expect(entries.clashes(of: "own", limits: Self.limits) == [])
        entries.append(Self.entry("c", "2026-07-31"))
        let clashes = entries.clashes(of: "own", limits: Self.limits)
        #expect(clashes.map(\.kind) == [.overload(visits: 3, term: SchoolTerm("2026-03-10"))])
        #expect(clashes[0].others.map(\.campaign) == ["b", "c"])
    }

    @Test("What is only asked for clashes like what is planned, at its own unit alone", arguments: pairs)
    func asked(from: Day, until: Day?, kind: Clash.Kind?) {
        let own = CalendarEntry(
            .task("new"), name: "联合", organisation: "u", unitName: "u",
            days: Period(from: "2026-03-10", until: "2026-03-10") ?? Period(from: "2026-03-10"), isFixed: true)
        let known = [Self.entry("other", from, until), Self.entry("elsewhere", "2026-03-10", unit: "v")]
        let clashes = known.clashes(of: own, limits: Self.limits)
        #expect(clashes.map(\.kind) == [kind].compactMap { $0 })
        #expect(clashes.allSatisfy { $0.own == own && $0.others.map(\.campaign) == ["other"] })
    }

    static let reason = String(repeating: "长", count: ClashAnswer.limit)

    @Test(
        "Only a reason for exactly the clashes that were shown is an answer; where nothing clashes none is asked for",
        arguments: [
            (0, "", "", nil), (0, "old", "", nil), (2, "", "", .unacknowledged(2)), (2, "", "理由", .unacknowledged(2)),
            (2, "other", "理由", .changed), (2, "d", " \n", .reasonMissing), (2, "d", reason, nil),
            (2, "d", reason + "长", .reasonTooLong), (1, "d", " 上级要求 ", nil),
        ] as [(Int, String, String, ClashRefusal?)])
    func answers(clashes: Int, digest: String, reason: String, refusal: ClashRefusal?) {
        let answer = ClashAnswer(digest: digest, reason: reason)
        var found: ClashRefusal?
        do { try answer.checked(for: clashes, digest: "d") } catch { found = error }
        #expect(found == refusal)
    }

    @Test("A term is February to July, or August to the January after")
    func terms() {
        #expect(SchoolTerm("2026-02-01").name == "2026年春季学期" && SchoolTerm("2026-07-31") == SchoolTerm("2026-02-01"))
        #expect(SchoolTerm("2026-01-31").name == "2025年秋季学期" && SchoolTerm("2025-08-01") == SchoolTerm("2026-01-31"))
        #expect(
            SchoolTerm("2025-08-01") < SchoolTerm("2026-02-01") && SchoolTerm("2026-02-01") < SchoolTerm("2026-08-01"))
    }

    @Test("Other units' visits never clash, and a stricter gap never finds less")
    func property() {
        var dice = Dice(11)
        for _ in 0..<200 {
            let entries = (0..<20).map { index -> CalendarEntry in
                let from = Day(number: 20_500 + Int.random(in: 0..<120, using: &dice))
                let length = Int.random(in: 0...20, using: &dice)
                return CalendarEntry(
                    inspection: Identifier("\(index)"), campaign: Identifier("c\(index % 4)"), campaignName: "",
                    organisation: Identifier("u\(index % 3)"), unitName: "",
                    days: Period(from: from, until: from.adding(days: length)) ?? Period(from: from),
                    isFixed: length == 0)
            }
            var last = 0
            for gap in [0, 1, 5, 30] {
                let clashes = entries.clashes(of: "c1", limits: CalendarLimits(gapDays: gap, perTerm: 99))
                #expect(clashes.count >= last)
                #expect(
                    clashes.allSatisfy { clash in clash.others.allSatisfy { $0.organisation == clash.own.organisation }
                    })
                last = clashes.count
            }
        }
    }

    @Test("Another day of one visit is another clash, so that an acknowledgement does not cover it")
    func key() {
        let first = [Self.entry("own", "2026-03-10"), Self.entry("other", "2026-03-12")]
        let second = [Self.entry("own", "2026-03-10"), Self.entry("other", "2026-03-13")]
        let keys = [first, second].map { $0.clashes(of: "own", limits: Self.limits).map(\.key) }
        #expect(keys[0] != keys[1])
    }

    private static func task(_ id: String, _ from: Day, _ until: Day? = nil) -> CalendarEntry {
        CalendarEntry(
            .task(Identifier(id)), name: id, organisation: "u", unitName: "u",
            days: Period(from: from, until: until ?? from) ?? Period(from: from), isFixed: until == nil)
    }

    @Test("A joint visit clashes with a campaign as another campaign would, and fills the term")
    func joint() {
        let entries = [
            Self.entry("own", "2026-03-10"), Self.task("joint", "2026-03-16"), Self.task("late", "2026-03-17"),
        ]
        #expect(
            entries.clashes(of: "own", limits: Self.limits).map(\.kind) == [
                .near(days: 6), .overload(visits: 3, term: SchoolTerm("2026-03-10")),
            ])
    }

    @Test("Of what lies ahead each pair is told once, what is over is not, nor two units of one campaign")
    func ahead() {
        let entries = [
            Self.entry("a", "2026-03-10"), Self.entry("b", "2026-03-12"), Self.task("t", "2026-03-11", "2026-03-20"),
            Self.entry("old", "2026-03-01"), Self.entry("a", "2026-03-12"),
        ]
        let found = entries.clashes(from: "2026-03-10", limits: CalendarLimits(gapDays: 3, perTerm: 9))
        let pairs = found.map { Set([$0.own.campaignName] + $0.others.map(\.campaignName)) }
        #expect(pairs.allSatisfy { $0.count == 2 && !$0.contains("old") })
        #expect(found.count == 5 && Set(found.map(\.key)).count == 5)
        #expect(entries.clashes(from: "2026-03-21", limits: CalendarLimits(gapDays: 3, perTerm: 9)).isEmpty)
    }

    @Test("A month lies in weeks from Monday on")
    func month() {
        let march = Month(of: "2026-03-15" as Day)
        #expect(march.weeks.count == 6 && march.weeks[0].last == "2026-03-01" && march.weeks[5][1] == "2026-03-31")
        #expect(march.previous.text == "2026-02" && march.next.text == "2026-04" && march.contains("2026-03-31"))
        #expect(Month("2026-13") == nil && Month("2026-02")?.weeks.count == 5)
        #expect(march.weeks.allSatisfy { $0.count == 7 })
    }
}
