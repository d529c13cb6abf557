import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A county on its way through the steps of a certification, and what became of its titles.
@Suite struct CertificationStoreTests {
    private static let access = "puji-puhui"
    private static let quality = "youzhi-junheng"
    private static let city = RoadmapStoreTests.viewer(.city, "500100")

    private func planted(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        return database
    }

    @Test(
        "A county goes through its steps, each by its own office, and holds the title at the end",
        arguments: Engine.available)
    func certification(on engine: Engine) async throws {
        let database = try await planted(engine)
        let county = FindingSamples.officer()
        let id = try await FindingSamples.act(as: county, in: database) { act in
            try Certifications.begin("500101", Self.access, tier: "巩固", year: 2026, on: "2026-03-02", act)
        }
        await #expect(throws: CertificationRefusal.open("第101区")) {
            try await FindingSamples.act(as: county, in: database) { act in
                try Certifications.begin("500101", Self.access, tier: "巩固", year: 2026, on: act.day, act)
            }
        }
        await #expect(throws: CertificationRefusal.tierSkipped("提高", lower: "巩固")) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.begin("500102", Self.access, tier: "提高", year: 2026, on: act.day, act)
            }
        }
        let word = CertificationWord(day: "2026-03-10", note: "达到", version: 1)
        await #expect(throws: CertificationRefusal.notYours("区县自评", .county)) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.complete(id, word, act)
            }
        }
        await #expect(throws: CertificationRefusal.notFound) {
            try await FindingSamples.act(as: FindingSamples.officer("500102"), in: database) { act in
                try Certifications.complete(id, word, act)
            }
        }
        _ = try await FindingSamples.act(as: county, in: database) { act in try Certifications.complete(id, word, act) }
        await #expect(throws: CertificationRefusal.stale) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.complete(id, word, act)
            }
        }
        try await FindingSamples.act(as: Self.city, in: database) { act in
            try Certifications.setDue(id, "2026-03-11", reason: "全市统一安排", version: 2, act)
        }
        await #expect(throws: CertificationRefusal.stale) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.setDue(id, "2026-03-20", reason: "没有看到前一次调整", version: 2, act)
            }
        }
        let late = RoadmapStoreTests.viewer(.city, "500100", on: "2026-03-12")
        let (todos, found) = try await database.read { db in
            var filter = CertificationFilter()
            filter.isLate = true
            return (
                try Todos.list(visibleTo: late, in: db),
                try Certifications.list(filter, PageRequest(), visibleTo: late, in: db)
            )
        }
        #expect(todos.counts[.certify] == 1 && todos.rows.first?.dueOn == "2026-03-11")
        #expect(
            found.total == 1 && found.rows.first?.stepName == "市级备案" && found.rows.first?.isLate(on: late.day) == true)
        _ = try await FindingSamples.act(as: Self.city, in: database) { act in
            try Certifications.complete(
                id, CertificationWord(day: "2026-03-10", note: "", document: "市教督〔2026〕3号"), act)
        }
        let (record, held, deadlines) = try await database.read { db in
            (
                try Certifications.require(id, visibleTo: county, in: db),
                try CertifiedTitles.held(by: "500101", in: db),
                try db.rows("SELECT met_on FROM deadline WHERE subject_kind = 'certification'").count
            )
        }
        #expect(record.state == .certified && held.days[Self.access] == ["巩固": "2026-03-10"] && deadlines == 2)
    }

    @Test(
        "A step of the province is its own; while it has no office here, the city has the turn on its workbench",
        arguments: Engine.available)
    func provinceStep(on engine: Engine) async throws {
        let database = try await planted(engine)
        let province = RoadmapStoreTests.viewer(.province, "500000")
        let id = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let id = try Certifications.begin("500101", Self.quality, tier: "", year: 2026, on: act.day, act)
            _ = try Certifications.complete(id, CertificationWord(day: act.day, note: "达到"), act)
            return id
        }
        func complete(as viewer: Viewer) async throws {
            _ = try await FindingSamples.act(as: viewer, in: database) { act in
                try Certifications.complete(id, CertificationWord(day: act.day, note: "通过"), act)
            }
        }
        /// Whether the step is on the workbench and among one's own of the list.
        func waits(for viewer: Viewer) async throws -> [Int] {
            try await database.read { db in
                var mine = CertificationFilter()
                mine.isMine = true
                return [
                    try Todos.list(visibleTo: viewer, in: db).counts[.certify] ?? 0,
                    try Certifications.list(mine, PageRequest(), visibleTo: viewer, in: db).total,
                ]
            }
        }
        await #expect(throws: CertificationRefusal.notYours("市级复核", .city)) { try await complete(as: province) }
        try await complete(as: Self.city)
        #expect(try await waits(for: Self.city) == [1, 1], "nobody of the province is here")
        #expect(try await waits(for: FindingSamples.officer()) == [0, 0])
        try await database.write { db in
            let record = AccountRecord(
                id: "a-province", person: "p-province", name: "省督导", login: "province", role: .director,
                scope: .region(.province, code: "500000"), password: try Password.hashed("x", cost: 16),
                mustChange: false)
            try Accounts.insert(record, at: Instant(milliseconds: 0), in: db)
        }
        #expect(try await waits(for: Self.city) == [0, 0])
        #expect(try await waits(for: province) == [1, 1])
        await #expect(throws: CertificationRefusal.notYours("省级评估", .province)) {
            try await complete(as: Self.city)
        }
        try await complete(as: province)
        try await database.write { db in
            _ = try db.execute("UPDATE account SET active = false WHERE id = 'a-province'")
        }
        #expect(try await waits(for: Self.city) == [1, 1], "the nation's steps too")
        try await complete(as: Self.city)
    }

    @Test("A terminated assessment is over for that year and free for the next", arguments: Engine.available)
    func termination(on engine: Engine) async throws {
        let database = try await planted(engine)
        let county = FindingSamples.officer()
        let id = try await FindingSamples.act(as: county, in: database) { act in
            try Certifications.begin("500101", Self.quality, tier: "", year: 2026, on: act.day, act)
        }
        _ = try await FindingSamples.act(as: county, in: database) { act in
            try Certifications.terminate(id, CertificationWord(day: act.day, note: "数据造假"), act)
        }
        await #expect(throws: CertificationRefusal.terminatedThisYear(2026)) {
            try await FindingSamples.act(as: county, in: database) { act in
                try Certifications.begin("500101", Self.quality, tier: "", year: 2026, on: act.day, act)
            }
        }
        _ = try await FindingSamples.act(as: county, in: database) { act in
            try Certifications.begin("500101", Self.quality, tier: "", year: 2027, on: act.day, act)
        }
    }

    @Test("A title's reviews are kept by year, and a withdrawal takes it off", arguments: Engine.available)
    func title(on engine: Engine) async throws {
        let database = try await planted(engine)
        let id = try await FindingSamples.act(as: Self.city, in: database) { act in
            try CertifiedTitles.recordByHand(
                "500101", Self.access, tier: "巩固", on: "2023-12-01", document: "市教督〔2023〕1号", act)
        }
        func note(_ kind: CertifiedEvent.Kind, _ year: Int) async throws {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try CertifiedTitles.note(
                    id, kind, year: year, on: "2026-01-10", words: "情况", document: "市教督〔2026〕2号", act)
            }
        }
        try await note(.fell, 2024)
        await #expect(throws: CertificationRefusal.reviewTwice(2024)) { try await note(.reached, 2024) }
        await #expect(throws: CertificationRefusal.notFailedRunning(2)) { try await note(.withdrawn, 2026) }
        try await note(.fell, 2025)
        try await note(.withdrawn, 2026)
        let (record, held, events) = try await database.read { db in
            (
                try CertifiedTitles.require(id, visibleTo: FindingSamples.officer(), in: db),
                try CertifiedTitles.held(by: "500101", in: db), try CertifiedTitles.events(of: id, in: db)
            )
        }
        #expect(!record.title.isHeld && held.days.isEmpty && events.map(\.kind) == [.fell, .fell, .withdrawn])
        await #expect(throws: CertificationRefusal.noTitle) {
            try await database.read { db in
                try CertifiedTitles.require(id, visibleTo: FindingSamples.officer("500102"), in: db)
            }
        }
    }

    @Test(
        "公示 is nobody's lateness: no clock runs, and it is over on the day after its last", arguments: Engine.available)
    func waiting(on engine: Engine) async throws {
        let database = try await planted(engine)
        try await FindingSamples.act(as: Self.city, in: database) { act in
            _ = try CertifiedTitles.recordByHand(
                "500101", Self.access, tier: "巩固", on: "2024-05-01", document: "文号", act)
        }
        let id = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let id = try Certifications.begin("500101", Self.access, tier: "提高", year: 2026, on: "2026-02-25", act)
            _ = try Certifications.complete(id, CertificationWord(day: "2026-02-26", note: "自评"), act)
            return id
        }
        let word = CertificationWord(day: "2026-02-27", note: "完成")
        for _ in 0..<4 {
            _ = try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.complete(id, word, act)
            }
        }
        // Friday 27 February; Saturday 28 is worked (调休), so five working days end on Thursday 5 March.
        let after = RoadmapStoreTests.viewer(.city, "500100", on: "2026-03-10")
        let record = try await database.read { db in try Certifications.require(id, visibleTo: after, in: db) }
        #expect(record.step == "publicity" && record.due == nil && !record.isLate(on: after.day))
        await #expect(throws: CertificationRefusal.waitFixed("市级公示")) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.setDue(id, act.day, reason: "提前", act)
            }
        }
        await #expect(throws: CertificationRefusal.waitNotOver("市级公示", "2026-03-05")) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Certifications.complete(id, CertificationWord(day: "2026-03-05", note: "无异议"), act)
            }
        }
        _ = try await FindingSamples.act(as: Self.city, in: database) { act in
            try Certifications.complete(id, CertificationWord(day: "2026-03-06", note: "无异议"), act)
        }
    }
}
