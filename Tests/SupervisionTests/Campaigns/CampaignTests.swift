import Supervision
import Testing

struct CampaignTests {
    static func campaign() -> Campaign {
        Campaign(
            id: "c", name: "办园行为督导评估", kind: .evaluation, framework: "f", startsOn: "2021-03-01",
            endsOn: "2021-06-30", procedure: .kindergarten,
            strata: [ScopeStratum(name: "民办", filter: ScopeFilter(running: ["民办"]), rule: .percent("30"))])
    }

    @Test("Frame first, seed after, and only from the frame that was published")
    func life() throws {
        let framed = try CampaignTests.campaign().framed(hash: "abc", size: 40, by: "officer", on: "2021-03-01")
        #expect(throws: CampaignRefusal.frameChanged) {
            try framed.drawn(seed: "s", frameHash: "abd", by: "officer", on: "2021-03-02")
        }
        #expect(throws: CampaignRefusal.seedMissing) {
            try framed.drawn(seed: "", frameHash: "abc", by: "officer", on: "2021-03-02")
        }
        let drawn = try framed.drawn(seed: " s ", frameHash: "abc", by: "officer", on: "2021-03-02")
        #expect(drawn.seed == " s ")
        #expect(throws: CampaignRefusal.teamsMissing(1)) {
            try drawn.started(unitsWithoutTeam: 1, by: "o", on: "2021-03-03")
        }
        let running = try drawn.started(unitsWithoutTeam: 0, by: "o", on: "2021-03-03")
        #expect(throws: CampaignRefusal.unfinished(2)) {
            try running.finished(unitsUnfinished: 2, by: "o", on: "2021-07-01")
        }
        let finished = try running.finished(unitsUnfinished: 0, by: "o", on: "2021-07-01")
        #expect(finished.history.map(\.kind) == [.framed, .drawn, .running, .finished])
        #expect(throws: CampaignRefusal.self) { try drawn.framed(hash: "x", size: 1, by: "o", on: "2021-03-02") }
        #expect(throws: CampaignRefusal.frameEmpty) {
            try CampaignTests.campaign().framed(hash: "x", size: 0, by: "o", on: "2021-03-02")
        }
    }

    @Test("A campaign that ends before it begins or has no scope is refused")
    func problems() {
        var campaign = CampaignTests.campaign()
        #expect(campaign.problems() == [])
        campaign.endsOn = "2021-02-28"
        campaign.strata = []
        #expect(campaign.problems().count == 2)
        #expect(throws: CampaignRefusal.self) { try campaign.framed(hash: "x", size: 1, by: "o", on: "2021-03-02") }
    }
}

struct ScopeTests {
    static func unit(_ id: OrganisationID, region: String = "500112", running: String = "民办") -> UnitProfile {
        UnitProfile(
            id: id, code: "11\(id)", name: "园\(id)", regionCode: region, kind: "幼儿园", running: running,
            authority: "区属", stages: ["学前"], tags: ["薄弱园"])
    }

    static let filters: [(ScopeFilter, Bool)] = [
        (ScopeFilter(), true), (ScopeFilter(regions: ["500112"]), true), (ScopeFilter(regions: ["500000"]), true),
        (ScopeFilter(regions: ["500100"]), true), (ScopeFilter(regions: ["500113"]), false),
        (ScopeFilter(regions: ["510000"]), false), (ScopeFilter(kinds: ["小学"]), false),
        (ScopeFilter(kinds: ["幼儿园"], running: ["公办"]), false), (ScopeFilter(authorities: ["市属"]), false),
        (ScopeFilter(stages: ["小学", "学前"]), true), (ScopeFilter(tags: ["示范园"]), false),
        (ScopeFilter(authorities: ["区属"], tags: ["薄弱园"]), true),
    ]

    @Test("A filter asks only what it names, and all it names must hold", arguments: filters)
    func filter(filter: ScopeFilter, includes: Bool) {
        #expect(filter.includes(ScopeTests.unit("1")) == includes)
    }

    @Test("A unit that fits two strata belongs to the first; done ones and outsiders keep their reason")
    func sorting() {
        let strata = [
            ScopeStratum(name: "甲", filter: ScopeFilter(running: ["民办"]), rule: .all),
            ScopeStratum(name: "乙", filter: ScopeFilter(regions: ["500112"]), rule: .count(2)),
        ]
        let units = [
            ScopeTests.unit("1"), ScopeTests.unit("2", running: "公办"), ScopeTests.unit("3"),
            ScopeTests.unit("4", region: "510104", running: "公办"), ScopeTests.unit("5", region: "510104"),
        ]
        let sorted = strata.sort(units, doneInRound: ["3", "4"], chosen: ["5": "群众反映集中"])
        #expect(sorted.map(\.reason) == [.stratum("甲"), .stratum("乙"), .doneInRound, .outside, .chosen("群众反映集中")])
    }
}
