import Supervision
import TestKit
import Testing

@Suite struct ZoneProposalTests {
    static let day: Day = "2026-03-10"
    static let wish = ZoneWish(from: day, seed: "2026年挂牌")

    static func school(_ number: Int, zone: ZoneID = "z1") -> ZoneFrame.School {
        ZoneFrame.School(
            id: Identifier("s\(number)"), code: "C\(number < 10 ? "0" : "")\(number)", name: "第\(number)小学", zone: zone)
    }

    static func person(
        _ number: Int, zones: Set<ZoneID> = ["z1"], term: Period? = nil, elsewhere: Int = 0
    ) -> ZoneFrame.Person {
        ZoneFrame.Person(
            id: Identifier("p\(number)"), code: "D\(number)", name: "督学\(number)", zones: zones, term: term,
            elsewhere: elsewhere)
    }

    @Test("Schools are shared out so that nobody has two more than another, and each gets one")
    func even() {
        let frame = ZoneFrame(schools: (1...13).map { Self.school($0) }, people: (1...3).map { Self.person($0) })
        let proposal = ZoneProposal(frame, Self.wish, under: ZoneRules())
        #expect(proposal.loads.values.sorted() == [4, 4, 5])
        #expect(proposal.short.isEmpty)
        #expect(proposal.lines.allSatisfy { $0.people.count == 1 && $0.isChange })
    }

    @Test("Nobody gets more than the cap; what is beyond it is told as short")
    func cap() {
        let frame = ZoneFrame(schools: (1...11).map { Self.school($0) }, people: (1...2).map { Self.person($0) })
        let proposal = ZoneProposal(frame, Self.wish, under: ZoneRules(schoolsPerInspector: 5))
        #expect(proposal.loads.values.sorted() == [5, 5])
        #expect(proposal.short.count == 1)
    }

    @Test("Schools elsewhere count into what somebody has in hand")
    func elsewhere() {
        let people = [Self.person(1, elsewhere: 4), Self.person(2)]
        let proposal = ZoneProposal(
            ZoneFrame(schools: (1...4).map { Self.school($0) }, people: people), Self.wish, under: ZoneRules())
        #expect(proposal.loads == ["p1": 4, "p2": 4])
    }

    @Test("A chain of people makes room where the one with least in hand is barred")
    func chain() {
        // p3 may only go to s3, p2 to s2 and s3, p1 everywhere: each gets one.
        let frame = ZoneFrame(
            schools: (1...3).map { Self.school($0) }, people: (1...3).map { Self.person($0) },
            bars: ["p3": ["s1": .belongs, "s2": .belongs], "p2": ["s1": .belongs]])
        let proposal = ZoneProposal(frame, Self.wish, under: ZoneRules())
        #expect(proposal.lines.map(\.people) == [["p1"], ["p2"], ["p3"]])
        #expect(proposal.lines[0].obstacles == ["p2": .barred(.belongs), "p3": .barred(.belongs)])
    }

    @Test(
        "Who has kept a school for the years of the rule must go, the day before not yet",
        arguments: [
            ("2023-03-10", 3, false), ("2023-03-11", 3, true), ("2023-03-09", 3, false), ("2001-01-01", 0, true),
            ("2024-03-10", 2, false), ("2024-03-11", 2, true),
        ] as [(Day, Int, Bool)])
    func rotation(since: Day, years: Int, keeps: Bool) {
        let frame = ZoneFrame(
            schools: [Self.school(1)], people: [Self.person(1), Self.person(2)],
            held: [.init(school: "s1", person: "p1", since: since)])
        let proposal = ZoneProposal(frame, Self.wish, under: ZoneRules(years: years))
        let line = proposal.lines[0]
        #expect(line.people == (keeps ? ["p1"] : ["p2"]))
        #expect(line.kept == (keeps ? ["p1"] : []))
        #expect(line.leaving == (keeps ? [] : ["p1"]))
        #expect(line.isChange == !keeps)
    }

    @Test("Whoever looks after a school keeps it although another has fewer, unless that is not asked for")
    func keeping() {
        let held = (1...4).map { ZoneFrame.Held(school: Identifier("s\($0)"), person: "p1", since: "2026-01-01") }
        let frame = ZoneFrame(
            schools: (1...4).map { Self.school($0) }, people: [Self.person(1), Self.person(2)], held: held)
        let kept = ZoneProposal(frame, Self.wish, under: ZoneRules())
        #expect(kept.loads == ["p1": 4, "p2": 0] && kept.changes.isEmpty)
        let anew = ZoneProposal(frame, ZoneWish(from: Self.day, seed: "x", keepsPeople: false), under: ZoneRules())
        #expect(anew.loads == ["p1": 2, "p2": 2])
    }

    @Test(
        "The term must cover the first day",
        arguments: [
            (Period(from: "2026-03-10"), true), (Period(from: "2026-03-11"), false),
            (Period(from: "2023-01-01", until: "2026-03-10")!, true),
            (Period(from: "2023-01-01", until: "2026-03-09")!, false),
        ])
    func term(term: Period, serves: Bool) {
        let frame = ZoneFrame(schools: [Self.school(1)], people: [Self.person(1, term: term)])
        #expect(ZoneProposal(frame, Self.wish, under: ZoneRules()).short.isEmpty == serves)
    }

    @Test("Two inspectors a school are two different people of its zone")
    func pairs() {
        let schools = (1...4).map { Self.school($0, zone: $0 < 3 ? "z1" : "z2") }
        let people = [Self.person(1), Self.person(2, zones: ["z1", "z2"]), Self.person(3, zones: ["z2"])]
        let proposal = ZoneProposal(
            ZoneFrame(schools: schools, people: people), Self.wish, under: ZoneRules.of(.shanghai))
        #expect(proposal.lines.map(\.people) == [["p1", "p2"], ["p1", "p2"], ["p2", "p3"], ["p2", "p3"]])
    }

    /// Every way to give each school nobody or one of those who may, with the best sum of squares at the most served.
    private static func best(_ eligible: [[Int]], people: Int, cap: Int) -> (served: Int, squares: Int) {
        var best = (served: -1, squares: 0)
        var load = Array(repeating: 0, count: people)
        func go(_ school: Int, _ served: Int) {
            guard school < eligible.count else {
                let squares = load.reduce(0) { $0 + $1 * $1 }
                if served > best.served || served == best.served && squares < best.squares {
                    best = (served, squares)
                }
                return
            }
            go(school + 1, served)
            for person in eligible[school] where load[person] < cap {
                load[person] += 1
                go(school + 1, served + 1)
                load[person] -= 1
            }
        }
        go(0, 0)
        return best
    }

    @Test("No other choice serves more schools or shares them more evenly; bars and the cap hold; order is nothing")
    func optimal() {
        var dice = SplitMix(20_260_310)
        for _ in 0..<300 {
            let (count, people, cap) = (dice.below(6) + 1, dice.below(4) + 1, dice.below(3) + 1)
            var bars: [PersonID: [OrganisationID: TeamObstacle]] = [:]
            var eligible: [[Int]] = []
            for school in 1...count {
                var able: [Int] = []
                for person in 1...people {
                    if dice.below(3) == 0 {
                        bars[Identifier("p\(person)"), default: [:]][Identifier("s\(school)")] = .belongs
                    } else {
                        able.append(person - 1)
                    }
                }
                eligible.append(able)
            }
            let frame = ZoneFrame(
                schools: (1...count).map { Self.school($0) }, people: (1...people).map { Self.person($0) }, bars: bars)
            let rules = ZoneRules(schoolsPerInspector: cap)
            let proposal = ZoneProposal(frame, Self.wish, under: rules)
            let best = Self.best(eligible, people: people, cap: cap)
            #expect(proposal.lines.count { !$0.isShort } == best.served)
            #expect(proposal.loads.values.reduce(0) { $0 + $1 * $1 } == best.squares)
            #expect(proposal.loads.values.allSatisfy { $0 <= cap })
            for line in proposal.lines {
                #expect(line.people.allSatisfy { bars[$0]?[line.school.id] == nil })
            }
            let turned = ZoneFrame(
                schools: frame.schools.reversed(), people: frame.people.reversed(), held: [], bars: bars)
            #expect(ZoneProposal(turned, Self.wish, under: rules) == proposal)
        }
    }

    @Test("A wish needs a seed and no day that is past")
    func wishes() {
        #expect(throws: ZoneRefusal.seedMissing) { try ZoneWish(from: Self.day, seed: " ").checked(on: Self.day) }
        #expect(throws: ZoneRefusal.pastStart) {
            try ZoneWish(from: "2026-03-09", seed: "x").checked(on: Self.day)
        }
        #expect((try? ZoneWish(from: Self.day, seed: "x").checked(on: Self.day)) != nil)
    }
}

@Suite struct ZoneRulesTests {
    @Test(
        "So many schools need so many inspectors",
        arguments: [(0, 1, 0), (1, 1, 1), (5, 1, 1), (6, 1, 2), (20, 1, 4), (21, 1, 5), (5, 2, 2), (6, 2, 3)])
    func needed(schools: Int, each: Int, inspectors: Int) {
        #expect(ZoneRules(inspectorsPerSchool: each).inspectorsNeeded(for: schools) == inspectors)
    }

    @Test("An office's own figures need what they rest on and stay within reason")
    func checked() throws {
        #expect(throws: ZoneRefusal.self) { try ZoneRules(basis: "").checked() }
        #expect(throws: ZoneRefusal.self) { try ZoneRules(schoolsPerZone: 0, basis: "本地").checked() }
        #expect(throws: ZoneRefusal.self) { try ZoneRules(schoolsPerInspector: 101, basis: "本地").checked() }
        #expect(throws: ZoneRefusal.self) { try ZoneRules(inspectorsPerSchool: 6, basis: "本地").checked() }
        #expect(throws: ZoneRefusal.self) { try ZoneRules(years: -1, basis: "本地").checked() }
        #expect(try ZoneRules(schoolsPerZone: 25, basis: "本地").checked().schoolsPerZone == 25)
    }

    @Test("Shanghai asks for two inspectors a school, the others for one", arguments: Jurisdiction.allCases)
    func jurisdictions(jurisdiction: Jurisdiction) {
        #expect(ZoneRules.of(jurisdiction).inspectorsPerSchool == (jurisdiction == .shanghai ? 2 : 1))
        #expect(ZoneRuleLine.of(jurisdiction).count == 3)
    }

    @Test("A zone's name has two to forty characters, and its days hold")
    func zone() throws {
        #expect(throws: ZoneRefusal.nameLength) {
            try ResponsibilityZone(id: "z", name: "一", validity: Period(from: "2026-01-01"))
        }
        let period = try #require(Period(from: "2026-01-01", until: "2026-06-30"))
        let zone = try ResponsibilityZone(id: "z", name: "第一责任区", validity: period)
        #expect(throws: ZoneRefusal.beforeZone("2026-01-01")) { try zone.require("2025-12-31") }
        #expect(throws: ZoneRefusal.ended("2026-06-30")) { try zone.require("2026-07-01") }
        try zone.require("2026-06-30")
    }
}

@Suite struct ZoneSheetTests {
    @Test("A row names its school by code or name and its inspector by number or name")
    func rows() throws {
        let header = ["督学责任区", "学校代码", "学校名称", "督学编号", "督学姓名", "开始日期"]
        let mapping = ColumnMapping<ZoneField>(header: header)
        #expect(mapping.missing.isEmpty)
        guard
            case .value(let row) = ZoneRow.parse(
                ["第一责任区", "", "江畔小学", "", "陈立新", "2026/3/1"], row: 2, mapping: mapping)
        else { return #expect(Bool(false)) }
        #expect(row.school == "江畔小学" && row.inspector == "陈立新" && row.from == "2026-03-01")
        guard case .problems(let found) = ZoneRow.parse(["", "", "", "", "", "何日"], row: 3, mapping: mapping)
        else { return #expect(Bool(false)) }
        #expect(found.count == 3 && found.allSatisfy { $0.row == 3 })
    }
}
