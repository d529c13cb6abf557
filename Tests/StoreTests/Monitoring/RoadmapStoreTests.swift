import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct RoadmapStoreTests {
    private static let access = "puji-puhui"
    private static let quality = "youzhi-junheng"

    static func viewer(_ level: RegionLevel, _ code: String, on day: Day = FindingSamples.day) -> Viewer {
        Viewer(
            account: Identifier("a-\(code)"), person: Identifier("p-\(code)"), name: "督导\(code)", role: .officer,
            scope: .region(level, code: code), day: day)
    }

    private static let city = viewer(.city, "500100")

    private func planted(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        return database
    }

    @Test("Shipped procedures are read, and the plan that one city published holds by their rules")
    func published() throws {
        let procedure = try #require(CertificationProcedures.find(Self.access))
        #expect(CertificationProcedures.all.map(\.standard) == [Self.quality, Self.access])
        #expect(procedure.steps(of: "创优").map(\.actor).last == .nation && procedure.failuresToWithdraw == 2)
        #expect(procedure.steps(of: "巩固").map(\.code) == ["self", "filing"])
        // 沈教督发〔2021〕11号: 13 districts, 巩固 / 提高 / 创优.
        let low = [2021, 2021, 2022, 2022, 2022, 2021, 2022, 2021, 2021, 2024, 2024, 2021, 2023]
        let middle = [2021, 2021, 2024, 2024, 2024, 2022, 2024, 2021, 2022, 2026, 2026, 2023, 2025]
        let high = [2022, 2022, 2026, 2025, 2025, 2025, 2026, 2022, 2024, 2028, 2028, 2025, 2028]
        for (number, years) in zip(low, zip(middle, high)).enumerated() {
            let plan: [String: Int?] = ["巩固": years.0, "提高": years.1.0, "创优": years.1.1]
            let roadmap = Roadmap(procedure, years: [:], held: HeldTitles([]))
            #expect(roadmap.problems(plan, today: "2021-09-01").isEmpty, "district \(number + 1)")
        }
    }

    @Test("A city's office finds the counties and zones below it, a county's itself", arguments: Engine.available)
    func districts(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await SampleRegions.plant(in: database)
        let found = try await database.read { db in
            (
                try RoadmapDistricts.all(visibleTo: Self.viewer(.province, "500000"), in: db),
                try RoadmapDistricts.all(visibleTo: Self.viewer(.province, "420000"), in: db),
                try RoadmapDistricts.all(visibleTo: Self.viewer(.zone, "500112Z01"), in: db)
            )
        }
        #expect(found.0.map(\.code) == ["500106", "500112", "500112Z01"])
        #expect(found.0[2].columns.county == "500112" && found.0[2].columns.zone == "500112Z01")
        #expect(found.1.map(\.code) == ["420106", "420111"] && found.1[0].cityName == "武汉市")
        #expect(found.1[0].columns.province == "420000" && found.1[0].columns.city == "420100")
        #expect(found.2.map(\.code) == ["500112Z01"] && found.2[0].columns.province == "500000")
    }

    @Test(
        "Years are set all or none, with their history; a year changed meanwhile is kept", arguments: Engine.available)
    func change(on engine: Engine) async throws {
        let database = try await planted(engine)
        _ = try await FindingSamples.act(as: Self.city, in: database) { act in
            try Roadmaps.change(
                ["500101": ["巩固": 2026, "提高": 2027], "500102": ["巩固": 2028]], of: Self.access, reason: "规划", act)
        }
        await #expect(throws: Roadmaps.Problems.self) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Roadmaps.change(
                    ["500101": ["创优": 2029], "500102": ["创优": 2030]], of: Self.access, reason: "", act)
            }
        }
        await #expect(throws: CertificationRefusal.yearsStale("第102区")) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Roadmaps.change(
                    ["500102": ["巩固": 2027]], was: ["500102": ["巩固": 2026]], of: Self.access, reason: "", act)
            }
        }
        await #expect(throws: CertificationRefusal.notPlanner) {
            try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
                try Roadmaps.change(["500101": ["巩固": 2027]], of: Self.access, reason: "", act)
            }
        }
        await #expect(throws: CertificationRefusal.noDistrict) {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try Roadmaps.change(["420106": ["巩固": 2027]], of: Self.access, reason: "", act)
            }
        }
        _ = try await FindingSamples.act(as: Self.city, in: database) { act in
            try Roadmaps.change(["500102": ["巩固": nil]], of: Self.access, reason: "撤销", act)
        }
        let (years, history, own) = try await database.read { db in
            (
                try Roadmaps.years(Self.access, visibleTo: Self.city, in: db),
                try Roadmaps.history(Self.access, PageRequest(), visibleTo: Self.city, in: db),
                try Roadmaps.years(Self.access, visibleTo: FindingSamples.officer("500102"), in: db)
            )
        }
        #expect(years == ["500101": ["巩固": 2026, "提高": 2027]] && own.isEmpty)
        #expect(history.total == 4 && history.rows.filter { $0.reason == "撤销" }.map(\.after) == [nil])
    }

    @Test("An office's own number of years before goes before the shipped one", arguments: Engine.available)
    func precondition(on engine: Engine) async throws {
        let database = try await planted(engine)
        try await FindingSamples.act(as: Self.city, in: database) { act in
            try CertificationProcedures.set(2, of: "jiben-junheng", before: Self.quality, basis: "省规程", act)
            _ = try CertifiedTitles.recordByHand(
                "500101", "jiben-junheng", tier: "", on: "2024-05-01", document: "教督〔2024〕1号", act)
        }
        let tooEarly = RoadmapRefusal.beforePrecondition("义务教育基本均衡", years: 3, earliest: 2027)
        #expect(tooEarly.message.contains("2027"))
        _ = try await FindingSamples.act(as: Self.city, in: database) { act in
            try Roadmaps.change(["500101": ["": 2026]], of: Self.quality, reason: "", act)
        }
        let found = try await database.read { db in
            try CertificationDays.find("jiben-junheng", region: "500101", visibleTo: Self.city, in: db)
        }
        #expect(found?.day == "2024-05-01" && found?.title != nil)
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
        let late = Self.viewer(.city, "500100", on: "2026-03-12")
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
        let province = Self.viewer(.province, "500000")
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
        "A title starts the clocks of what the newest figures tolerate, alone says the day, and stops them when withdrawn",
        arguments: Engine.available)
    func tolerances(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database, changing: "p-1", ["smallestMusicRoom": 80, "builtYear": 2010])
        // A round that was only opened says nothing of what is tolerated.
        _ = try await CollectionSample.round(year: 2027, in: database)
        let officer = FindingSamples.officer()
        func certify(_ day: Day) async throws -> CertifiedTitleID {
            try await FindingSamples.act(as: Self.city, in: database) { act in
                try CertifiedTitles.recordByHand(
                    "500101", Self.quality, tier: "", on: day, document: "教督函〔2025〕3号", act)
            }
        }
        func state() async throws -> (day: CertificationDay?, due: [String], clocks: Int, waiting: Int) {
            let late = Self.viewer(.county, "500101", on: "2028-04-01")
            return try await database.read { db in
                (
                    try CertificationDays.find(Self.quality, region: "500101", visibleTo: officer, in: db),
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
            try await FindingSamples.act(as: officer, in: database) { act in
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
        let after = Self.viewer(.city, "500100", on: "2026-03-10")
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
