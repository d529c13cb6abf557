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
}
