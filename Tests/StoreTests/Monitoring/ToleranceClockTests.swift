import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// What a county has to cure because a unit used a tolerance, and until when.
@Suite struct ToleranceClockTests {
    private static let officer = FindingSamples.officer()
    private static let city = RoadmapStoreTests.viewer(.city, "500100")

    @Test(
        "A tolerance in use is an obligation; certified, it ends three years later, waits on the workbench and is settled",
        arguments: Engine.available)
    func obligations(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database, changing: "p-1", ["smallestMusicRoom": 80, "builtYear": 2010])
        func list() async throws -> [ToleranceObligation] {
            try await database.read { db in
                let county = try StandardCounty.read(StandardQuestion(), visibleTo: Self.officer, in: db)
                return try Obligations.list(of: county, visibleTo: Self.officer, in: db)
            }
        }
        func certify(_ day: Day) async throws {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                let county = try StandardCounty.read(StandardQuestion(), visibleTo: act.viewer, in: act.db)
                try CertificationDays.set(day, basis: "教督函〔2025〕3号", of: county, act)
            }
        }
        let computed = try #require(try await list().first)
        #expect(computed.id == nil && computed.tolerance == "rooms-2016" && computed.dueOn == nil && computed.isUsed)
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            let county = try StandardCounty.read(StandardQuestion(), visibleTo: act.viewer, in: act.db)
            _ = try Obligations.plan("改建", for: computed, of: county, act)
        }
        try await certify("2023-04-01")
        let dated = try #require(try await list().first)
        #expect(dated.plan == "改建" && dated.dueOn == "2026-04-01" && dated.state(on: "2026-04-02") == .late)
        let waiting = try await database.read { db in try Todos.list(visibleTo: Self.officer, in: db) }
        #expect(waiting.counts[.cureTolerance] == 1)
        try await certify("2025-04-01")
        let later = try #require(try await list().first)
        #expect(later.dueOn == "2028-04-01")
        let clocks = try await database.read { db in try Deadlines.list(of: later.id?.rawValue ?? "", in: db) }
        #expect(clocks.map(\.dueOn) == ["2028-04-01"])
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            let county = try StandardCounty.read(StandardQuestion(), visibleTo: act.viewer, in: act.db)
            try Obligations.settle(later, on: "2026-03-01", note: "新教室启用", of: county, act)
        }
        let settled = try #require(try await list().first)
        #expect(settled.state(on: "2030-01-01") == .done)
        await #expect(throws: LedgerRefusal.stale) {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                let county = try StandardCounty.read(StandardQuestion(), visibleTo: act.viewer, in: act.db)
                _ = try Obligations.plan("迟到的修改", for: later, of: county, act)
            }
        }
        let hidden = try await database.read { db in try Todos.list(visibleTo: FindingSamples.officer("500102"), in: db)
        }
        #expect(hidden.counts[.cureTolerance] == nil)
    }

    /// A county in which one school used a tolerance before it was certified, another one after.
    @Test(
        "What is used or settled around the certification ends like the rest, with a clock from its plan or reopening on",
        arguments: Engine.available)
    func around(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database, changing: "p-1", ["smallestMusicRoom": 80, "builtYear": 2010])
        @Sendable func county(_ act: Act) throws -> StandardCounty {
            try StandardCounty.read(StandardQuestion(), visibleTo: act.viewer, in: act.db)
        }
        func only() async throws -> ToleranceObligation {
            let all = try await database.read { db in
                let county = try StandardCounty.read(StandardQuestion(), visibleTo: Self.officer, in: db)
                return try Obligations.list(of: county, visibleTo: Self.officer, in: db)
            }
            #expect(all.count == 1)
            return try #require(all.first)
        }
        func clocks() async throws -> [String] {
            try await database.read { db in
                try db.rows(
                    """
                    SELECT due_on FROM deadline
                    WHERE subject_kind = 'obligation' AND met_on IS NULL AND cancelled_on IS NULL
                    """
                ).map { try $0.get(0) }
            }
        }
        func hide(_ isHidden: Bool) async throws {
            let (from, to) = isHidden ? (2026, 2020) : (2020, 2026)
            try await database.write { db in
                _ = try db.execute(
                    "UPDATE collection_record SET year = \(to) WHERE organisation_id = 'p-1' AND year = \(from)")
            }
        }
        try await hide(true)
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            try CertificationDays.set("2025-04-01", basis: "教督函〔2025〕3号", of: try county(act), act)
        }
        #expect(try await clocks().isEmpty, "nothing is used yet")
        try await hide(false)
        let used = try await only()
        #expect(used.id == nil && used.dueOn == "2028-04-01")
        #expect(used.state(on: "2028-04-01") == .open && used.state(on: "2028-04-02") == .late)
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            _ = try Obligations.plan("改建", for: used, of: try county(act), act)
        }
        #expect(try await clocks() == ["2028-04-01"])
        let planned = try await only()
        #expect(planned.dueOn == "2028-04-01" && planned.plan == "改建")
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            try Obligations.settle(planned, on: act.day, note: "启用", of: try county(act), act)
            let settled = try Obligations.list(of: try county(act), visibleTo: act.viewer, in: act.db)
            // Settled, it takes the new day without a clock, and opened again it has both.
            try CertificationDays.set("2025-06-01", basis: "更正", of: try county(act), act)
            #expect(settled.first?.doneOn == act.day)
        }
        #expect(try await clocks().isEmpty)
        let settled = try await only()
        #expect(settled.dueOn == "2028-06-01")
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            try Obligations.reopen(settled, of: try county(act), act)
        }
        #expect(try await clocks() == ["2028-06-01"])
        #expect(try await only().dueOn == "2028-06-01")
    }

    @Test(
        "A title starts the clocks of what the newest figures tolerate, alone says the day, and stops them when withdrawn",
        arguments: Engine.available)
    func tolerances(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database, changing: "p-1", ["smallestMusicRoom": 80, "builtYear": 2010])
        // A round that was only opened says nothing of what is tolerated.
        _ = try await CollectionSample.round(year: 2027, in: database)
        func certify(_ day: Day) async throws -> CertifiedTitleID {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try CertifiedTitles.recordByHand(
                    "500101", "youzhi-junheng", tier: "", on: day, document: "教督函〔2025〕3号", act)
            }
        }
        func state() async throws -> (day: CertificationDay?, due: [String], clocks: Int, waiting: Int) {
            let late = RoadmapStoreTests.viewer(.county, "500101", on: "2028-04-01")
            return try await database.read { db in
                (
                    try CertificationDays.find("youzhi-junheng", region: "500101", visibleTo: Self.officer, in: db),
                    try db.rows("SELECT due_on FROM obligation").map { try $0.get(0) },
                    try db.rows(
                        """
                        SELECT 1 FROM deadline
                        WHERE subject_kind = 'obligation' AND met_on IS NULL AND cancelled_on IS NULL
                        """
                    ).count, try Todos.list(visibleTo: late, in: db).counts[.cureTolerance] ?? 0
                )
            }
        }
        let id = try await certify("2025-05-01")
        let held = try await state()
        #expect(held.day?.day == "2025-05-01" && held.day?.basis == "教督函〔2025〕3号" && held.day?.title == id)
        #expect(held.due == ["2028-05-01"] && held.clocks == 1 && held.waiting == 1)
        await #expect(throws: CertificationRefusal.titleOfOthers) {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                let county = try StandardCounty.read(StandardQuestion(), visibleTo: act.viewer, in: act.db)
                try CertificationDays.set("2026-03-01", basis: "自己登记", of: county, act)
            }
        }
        try await FindingSamples.act(as: Self.city, in: database) { act in
            try CertifiedTitles.note(
                id, .withdrawn, year: 2026, on: act.day, words: "弄虚作假", document: "国教督〔2026〕1号", act)
        }
        let gone = try await state()
        #expect(gone.day == nil && gone.due == [""] && gone.clocks == 0 && gone.waiting == 0)
        _ = try await certify("2025-03-01")
        let again = try await state()
        #expect(again.day?.day == "2025-03-01" && again.due == ["2028-03-01"] && again.clocks == 1)
    }
}
