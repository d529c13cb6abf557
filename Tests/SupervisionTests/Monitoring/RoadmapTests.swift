import Supervision
import TestKit
import Testing

@Suite struct RoadmapTests {
    private static let today: Day = "2026-03-10"

    private static func step(
        _ code: String, _ actor: CertificationActor = .city, _ tiers: [String] = [], _ clock: CertificationClock? = nil
    ) -> String {
        let time =
            switch clock {
            case .by(let month, let day)?: "\(month)月\(day)日\t截止"
            case .within(let term)?: "\(term.chinese)\t截止"
            case .atLeast(let term)?: "\(term.chinese)\t期满"
            case nil: "\t"
            }
        return "\(code)\t\(code)\t\(actor.label)\t\(tiers.joined(separator: "/"))\t\(time)\t依据\t"
    }

    /// Three tiers, the last at least a year after the one below, and basic balance three years before.
    static func procedure(_ gaps: [Int] = [0, 0, 1], years: Int? = nil) throws -> CertificationProcedure {
        let names = ["巩固", "提高", "创优"]
        let tiers = zip(names, gaps).map { "\($0)\t\($1)\t依据\t" }
        let condition = years.map { ["前提", "标准\t名称\t年数\t依据\t待核", "basic\t基本均衡\t\($0)\t依据\t待核"] } ?? []
        let lines =
            ["标准\t测试", "代码\ttest", "依据\t办法", "等次", "名称\t间隔\t依据\t待核"] + tiers + condition
            + ["环节", "编号\t名称\t办理\t等次\t时限\t性质\t依据\t待核", step("self", .county), step("city")]
        return try CertificationProcedureFile.parse(SheetText.rows(lines.joined(separator: "\n")))
    }

    private func problem(
        _ changes: [String: Int?], years: [String: Int] = [:], held: [CertifiedTitle] = [],
        procedure: CertificationProcedure? = nil
    ) throws -> RoadmapRefusal? {
        let roadmap = Roadmap(try procedure ?? Self.procedure(), years: years, held: HeldTitles(held))
        do {
            _ = try roadmap.changed(changes, today: Self.today)
            return nil
        } catch {
            return error
        }
    }

    @Test("Tiers are planned in order: none skipped, none before the one below, gaps as the procedure has them")
    func order() throws {
        #expect(try problem(["巩固": 2026]) == nil)
        #expect(try problem(["提高": 2027]) == .skipped("提高", lower: "巩固"))
        #expect(try problem(["巩固": 2026, "创优": 2028]) == .skipped("创优", lower: "提高"))
        #expect(try problem(["巩固": 2027, "提高": 2026]) == .tooEarly("提高", lower: "巩固", least: 2027))
        #expect(try problem(["巩固": 2027, "提高": 2027]) == nil)
        #expect(
            try problem(["巩固": 2027, "提高": 2027, "创优": 2027]) == .tooEarly("创优", lower: "提高", least: 2028))
        #expect(try problem(["巩固": 2027, "提高": 2027, "创优": 2028]) == nil)
        #expect(try problem(["特优": 2028]) == .noTier("特优"))
        // Taking off what another stands on.
        #expect(try problem(["巩固": nil], years: ["巩固": 2026, "提高": 2027]) == .skipped("提高", lower: "巩固"))
        #expect(try problem(["提高": nil], years: ["巩固": 2026, "提高": 2027]) == nil)
    }

    @Test("A new year lies from this year to thirty years ahead; one set before may be over")
    func bounds() throws {
        #expect(try problem(["巩固": 2025]) == .past(2025))
        #expect(try problem(["巩固": 2026]) == nil)
        #expect(try problem(["巩固": 2056]) == nil)
        #expect(try problem(["巩固": 2057]) == .tooFar(2056))
        #expect(try problem(["巩固": 2024, "提高": 2027], years: ["巩固": 2024]) == nil)
    }

    @Test("What is held needs no plan, and carries the next tier; a title withdrawn carries nothing")
    func heldTiers() throws {
        let held = CertifiedTitle(standard: "test", tier: "提高", certifiedOn: "2024-12-01")
        #expect(try problem(["创优": 2026], held: [held]) == nil)
        // The gap counts from the tier below also once it is held, whatever it was planned for.
        let late = CertifiedTitle(standard: "test", tier: "提高", certifiedOn: "2026-02-01")
        let early = RoadmapRefusal.tooEarly("创优", lower: "提高", least: 2027)
        #expect(try problem(["创优": 2026], years: ["提高": 2025], held: [late]) == early)
        #expect(try problem(["创优": 2027], held: [late]) == nil)
        #expect(try problem(["创优": nil], years: ["创优": 2026], held: [late]) == nil)
        #expect(try problem(["创优": 2026], years: ["创优": 2026], held: [late]) == nil, "late, not wrong")
        let procedure = try Self.procedure()
        let (none, titles) = (HeldTitles([]), HeldTitles([late]))
        #expect(
            titles.obstacle(to: "创优", of: procedure, for: 2026, on: "2026-03-10")
                == .tierTooEarly("创优", lower: "提高", least: 2027))
        #expect(titles.obstacle(to: "创优", of: procedure, for: 2027, on: "2026-03-10") == nil)
        #expect(titles.obstacle(to: "提高", of: procedure, for: 2027, on: "2026-03-10") == .tierHeld("提高"))
        #expect(
            none.obstacle(to: "提高", of: procedure, for: 2026, on: "2026-03-10") == .tierSkipped("提高", lower: "巩固"))
        #expect(try problem(["巩固": 2026], held: [held]) == .held("巩固"))
        let gone = CertifiedTitle(
            standard: "test", tier: "提高", certifiedOn: "2022-12-01", withdrawnOn: "2025-01-01")
        #expect(try problem(["创优": 2026], held: [gone]) == .skipped("创优", lower: "提高"))
    }

    @Test("Another standard has to be held so many years before; what nobody recorded refuses nothing")
    func precondition() throws {
        let procedure = try Self.procedure(years: 3)
        func held(_ day: Day) -> [CertifiedTitle] { [CertifiedTitle(standard: "basic", tier: "", certifiedOn: day)] }
        let early = RoadmapRefusal.beforePrecondition("基本均衡", years: 3, earliest: 2028)
        #expect(try problem(["巩固": 2027], held: held("2025-06-01"), procedure: procedure) == early)
        #expect(try problem(["巩固": 2028], held: held("2025-06-01"), procedure: procedure) == nil)
        #expect(try problem(["巩固": 2026], procedure: procedure) == nil)
        let less = procedure.replacing(years: ["basic": 2])
        #expect(try problem(["巩固": 2027], held: held("2025-06-01"), procedure: less) == nil)
        let titles = HeldTitles(held("2023-03-11"))
        #expect(
            titles.obstacle(to: "巩固", of: procedure, for: 2026, on: "2026-03-10")
                == .preconditionUnmet("基本均衡", years: 3, metOn: "2026-03-11"))
        #expect(titles.obstacle(to: "巩固", of: procedure, for: 2026, on: "2026-03-11") == nil)
        #expect(HeldTitles([]).unrecorded(procedure).map(\.standard) == ["basic"])
    }

    @Test("No sequence of accepted changes ever leaves a tier out or puts one before the tier below", arguments: 0..<20)
    func neverSkips(seed: Int) throws {
        var dice = Dice(UInt64(seed + 1))
        let procedure = try Self.procedure([0, Int.random(in: 0...2, using: &dice), 1])
        let reached = Int.random(in: -1...1, using: &dice)
        let titles = procedure.goals.prefix(reached + 1).map {
            CertifiedTitle(
                standard: "test", tier: $0,
                certifiedOn: Day(year: Int.random(in: 2023...2026, using: &dice), month: 3, day: 1) ?? Self.today)
        }
        var roadmap = Roadmap(procedure, years: [:], held: HeldTitles(titles))
        var accepted = 0
        for _ in 0..<200 {
            var changes: [String: Int?] = [:]
            for goal in procedure.goals where Bool.random(using: &dice) {
                changes[goal] = .some(Bool.random(using: &dice) ? Int.random(in: 2024...2034, using: &dice) : nil)
            }
            guard let next = try? roadmap.changed(changes, today: Self.today) else { continue }
            roadmap = next
            accepted += 1
            for (place, goal) in procedure.goals.enumerated().dropFirst() {
                guard let year = roadmap.years[goal] else { continue }
                let lower = procedure.goals[place - 1]
                let held = roadmap.held.year(of: lower, in: procedure)
                let below = try #require(held ?? roadmap.years[lower], "a tier was skipped")
                #expect(year >= below + procedure.tiers[place].yearsAfter)
                // What may be planned may be applied for in that year, once the tier below is held.
                if place == reached + 1 {
                    #expect(roadmap.held.obstacle(to: goal, of: procedure, for: year, on: Self.today) == nil)
                }
            }
        }
        #expect(accepted > 20)
    }

    @Test("A county is behind for the first of: a late step, a year that is over, failing close to it, no application")
    func standing() throws {
        let procedure = try Self.procedure()
        func standing(
            _ year: Int?, _ verdict: BalanceVerdict? = nil, step: (name: String, due: Day?)? = nil,
            held: [CertifiedTitle] = []
        ) -> RoadmapStanding {
            let roadmap = Roadmap(procedure, years: year.map { ["巩固": $0] } ?? [:], held: HeldTitles(held))
            return RoadmapStanding(roadmap, verdict: verdict, step: step, today: Self.today)
        }
        #expect(standing(nil) == .unplanned)
        #expect(standing(nil, step: ("自评", nil)) == .onTrack)
        #expect(standing(2025) == .behind(.yearOver(2025)))
        #expect(standing(2026) == .behind(.notApplied(2026)))
        #expect(standing(2026, .fail, step: ("自评", nil)) == .behind(.failing(2026)))
        #expect(standing(2027, .fail) == .behind(.failing(2027)))
        #expect(standing(2028, .fail) == .onTrack)
        #expect(standing(2026, .undetermined, step: ("自评", "2026-03-10")) == .onTrack)
        #expect(standing(2028, step: ("自评", "2026-03-09")) == .behind(.stepLate(step: "自评", due: "2026-03-09")))
        let all = CertifiedTitle(standard: "test", tier: "创优", certifiedOn: "2025-01-01")
        #expect(standing(2025, held: [all]) == .certified)
    }

    @Test("A year's summary counts planned, passed and late, and what came together by its end")
    func summary() {
        let summary = RoadmapSummary(
            [(2025, 2025), (2025, nil), (2026, nil), (2027, 2025), (nil, 2026), (nil, nil)], today: Self.today)
        #expect(summary.counties == 6 && summary.lines.map(\.year) == [2025, 2026, 2027])
        #expect(summary.lines.map(\.planned) == [2, 1, 1])
        #expect(summary.lines.map(\.passed) == [2, 1, 0])
        #expect(summary.lines.map(\.late) == [1, 0, 0])
        #expect(summary.lines.map(\.plannedTogether) == [2, 4, 5])
        #expect(summary.lines.map(\.passedTogether) == [2, 3, nil])
        #expect(RoadmapSummary([(nil, nil)], today: Self.today).lines.isEmpty)
    }

    @Test("A sheet is read by code or name; each cell that is no year, each stranger and each repeat is named")
    func sheet() throws {
        var table = RoadmapTable(try Self.procedure())
        table.header(["区县代码", "区县", "巩固规划年", "提高规划年", "创优"], row: 2)
        let known = ["001": "甲区", "002": "乙区"]
        func district(_ text: String) -> String? {
            known[text] != nil ? text : known.first { $0.value == text }?.key
        }
        table.add(["001", "甲区", "2026年", "", "２０２８"], row: 3, district: district)
        table.add(["", "乙区", "取消", "2027.0", ""], row: 4, district: district)
        table.add(["", "乙区", "2026", "", ""], row: 5, district: district)
        table.add(["003", "丙区", "2026", "", ""], row: 6, district: district)
        #expect(table.changes["001"] == ["巩固": 2026, "创优": 2028])
        #expect(table.changes["002"] == ["巩固": nil, "提高": 2027])
        #expect(table.problems.map(\.row) == [5, 6])
        var wrong = RoadmapTable(try Self.procedure())
        wrong.header(["区县", "巩固规划年"], row: 1)
        wrong.add(["甲区", "明年"], row: 2, district: district)
        #expect(wrong.problems.map(\.column) == ["巩固规划年"] && wrong.problems[0].value == "明年")
        var bare = RoadmapTable(try Self.procedure())
        bare.header(["学校"], row: 1)
        #expect(bare.problems.count == 2 && !bare.isReadable)
    }
}
