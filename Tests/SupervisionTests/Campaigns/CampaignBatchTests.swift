import Supervision
import TestKit
import Testing

struct CampaignBatchTests {
    static func visit(
        _ unit: Int, batch: Int, on day: Day, authority: String = "区属", isVisited: Bool = true
    ) -> SeriesVisit {
        SeriesVisit(
            organisation: Identifier("u\(unit)"), code: "\(1000 + unit)", name: "第\(unit)小学", authority: authority,
            batch: batch, day: day, isVisited: isVisited)
    }

    @Test("A school of both half-years counts once in each half and once in the year")
    func halves() {
        let visits = [
            Self.visit(1, batch: 1, on: "2020-06-30"), Self.visit(2, batch: 1, on: "2020-04-20"),
            Self.visit(1, batch: 2, on: "2020-07-01"), Self.visit(3, batch: 2, on: "2020-09-01", authority: "市属"),
            Self.visit(1, batch: 3, on: "2021-03-01"),
        ]
        let first = HalfYear("2020-06-30" as Day)
        #expect(first.name == "2020年上半年" && HalfYear("2020-07-01" as Day).code == "2020-2")
        #expect(visits.distinct(SeriesFilter(half: first)) == 2)
        #expect(visits.distinct(SeriesFilter(half: HalfYear("2020-07-01" as Day))) == 2)
        #expect(visits.distinct(SeriesFilter(year: 2020)) == 3)
        #expect(visits.distinct() == 3 && visits.times() == 5)
        #expect(visits.distinct(SeriesFilter(authority: "市属")) == 1)
        #expect(visits.units(SeriesFilter(year: 2020)).map(\.visits.count) == [2, 1, 1])
        #expect(HalfYear("2020-3") == nil && HalfYear("2020-2") == HalfYear("2020-12-31" as Day))
    }

    @Test("However the batches overlap, the distinct total lies between the largest batch and their sum")
    func total() {
        var dice = Dice(7)
        for _ in 0..<200 {
            let visits = (0..<Int.random(in: 1...60, using: &dice)).map { _ in
                Self.visit(
                    Int.random(in: 1...20, using: &dice), batch: Int.random(in: 1...4, using: &dice),
                    on: Day(number: 18_300 + Int.random(in: 0..<700, using: &dice)),
                    isVisited: Bool.random(using: &dice))
            }
            let each = (1...4).map { visits.distinct(SeriesFilter(batch: $0)) }
            #expect(visits.distinct() >= each.max() ?? 0 && visits.distinct() <= each.reduce(0, +))
            #expect(visits.units().count == visits.distinct())
            #expect(visits.units().map(\.visits.count).reduce(0, +) == visits.times())
            let visited = visits.times(SeriesFilter(isVisited: true)) + visits.times(SeriesFilter(isVisited: false))
            #expect(visited == visits.times())
        }
    }

    @Test("Batches are named by number, and units of earlier ones are left out only where the scope says so")
    func leavesOut() {
        #expect(CampaignBatch(series: "c", number: 2).name == "第二批")
        var scope = CampaignScope(strata: [ScopeStratum(name: "全部", filter: ScopeFilter(), rule: .percent("30"))])
        let units = (1...10).map { ScopeTests.unit(Identifier("\($0)")) }
        let earlier: Set<OrganisationID> = ["1", "2", "3"]
        #expect(FramePlan(scope, units: units, inEarlierBatch: earlier).counts.map(\.drawable) == [10])
        scope.leavesOutEarlierBatches = true
        let plan = FramePlan(scope, units: units, doneInRound: ["3", "4"], inEarlierBatch: earlier)
        let count = plan.counts[0]
        #expect([count.fitting, count.done, count.earlier, count.drawable, count.quota] == [10, 2, 2, 6, 2])
        #expect(plan.entries.first { $0.unit.id == "1" }?.reason == "前面批次已抽中")
        #expect(plan.entries.first { $0.unit.id == "3" }?.reason == "本轮已督导")
    }
}
