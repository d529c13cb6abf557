import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct RoadmapProvinceTests {
    @Test("A province of 120 counties with 20 schools each is listed, mapped and planned in one request each")
    func province() async throws {
        let site = try await TestSite()
        try await site.account("province", .officer, .region(.province, code: "500000"))
        try await site.services.database.write { db in
            let codes = (0..<120).map { "5001\($0 + 10)" }
            try FindingSamples.plant(districts: codes, in: db)
            for code in codes {
                for number in 0..<20 {
                    let id = "s-\(code)-\(number)"
                    try FindingSamples.organisation(id, "\(code)第\(number)小学", .school, county: code, db)
                    let figures = """
                        equipment=260 indoorSportsArea=0 mediaRooms=30 primary.artsTeachers=11 \
                        primary.backboneTeachers=\(8 + number % 7) primary.pupils=1000 primary.qualifiedTeachers=50 \
                        sportsArea=9000 teachingArea=6000
                        """
                    _ = try db.execute("UPDATE organisation SET stages = 'primary' WHERE id = \(id)")
                    _ = try db.execute(
                        """
                        INSERT INTO collection_record (organisation_id, year, figures, locked, province, city, county,
                            zone, updated_at)
                        VALUES (\(id), 2026, \(figures), '', '500000', '500100', \(code), '', '2026-03-01')
                        """)
                }
            }
        }
        let browser = try await site.browser(as: "province")
        for path in ["/roadmap?scope=all", "/roadmap/edit", "/balance/counties.xlsx"] {
            #expect(try await browser.get(path).status == .ok, "\(path)")
        }
        #expect(try await browser.get("/balance").text.contains("共 <strong>120</strong>"))
    }
}
