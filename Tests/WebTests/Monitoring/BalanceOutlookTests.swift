import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct BalanceOutlookTests {
    /// Two primary schools whose backbone teachers lie further apart each year: 0.333, 0.412, 0.459.
    private func drifting() async throws -> TestSite {
        let site = try await RoadmapRoutesTests.started()
        try await site.services.database.write { db in
            for (id, counts) in [("p-1", [10, 10, 10]), ("p-2", [20, 24, 27])] {
                try FindingSamples.organisation(id, "小学\(id)", .school, county: "500101", db)
                _ = try db.execute("UPDATE organisation SET stages = 'primary' WHERE id = \(id)")
                for (place, count) in counts.enumerated() {
                    let figures = """
                        equipment=260 indoorSportsArea=0 mediaRooms=30 primary.artsTeachers=11 \
                        primary.backboneTeachers=\(count) primary.pupils=1000 primary.qualifiedTeachers=50 \
                        sportsArea=9000 teachingArea=6000
                        """
                    _ = try db.execute(
                        """
                        INSERT INTO collection_record (organisation_id, year, figures, locked, province, city, county,
                            zone, updated_at)
                        VALUES (\(id), \(2024 + place), \(figures), '', '500000', '500100', '500101', '', '2026-03-01')
                        """)
                }
            }
        }
        return site
    }

    @Test("A trend that leads beyond the limit before the planned year says so, and the worst years are drawn")
    func trend() async throws {
        let site = try await drifting()
        let city = try await site.browser(as: "city")
        _ = try await city.post("/roadmap", ["y.500101.0": "2029"])
        let page = try await city.get("/balance?district=county-500101").text
        #expect(page.contains("照此2027年将超出限值0.50，早于规划年2029年。"))
        #expect(page.contains("最差的差异系数占限值的百分比") && page.contains("66.7") && page.contains("91.9"))
        #expect(page.contains("规划通过"))
        let own = try await site.browser(as: "officer").get("/balance").text
        #expect(own.contains("早于规划年2029年"))
    }

    @Test("The diagnosis report names the planned year, and follows trends until it")
    func diagnosis() async throws {
        let site = try await drifting()
        let city = try await site.browser(as: "city")
        func report() async throws -> String {
            let answer = try await city.post("/balance/diagnosis", ["district": "county-500101", "year": "2026"])
            return try await city.get(try #require(answer.location)).text
        }
        #expect(try await report().contains("照此2027年将超出限值0.50。"))
        _ = try await city.post("/roadmap", ["y.500101.0": "2029"])
        #expect(try await report().contains("照此2027年将超出限值0.50，早于规划年2029年。"))
    }

    @Test("The planned year itself is named, and without a plan the trend is told alone")
    func planned() async throws {
        let site = try await drifting()
        let city = try await site.browser(as: "city")
        let bare = try await city.get("/balance?district=county-500101").text
        #expect(bare.contains("照此2027年将超出限值0.50。") && !bare.contains("规划通过"))
        _ = try await city.post("/roadmap", ["y.500101.0": "2027"])
        #expect(try await city.get("/balance?district=county-500101").text.contains("，正是规划年。"))
    }
}
