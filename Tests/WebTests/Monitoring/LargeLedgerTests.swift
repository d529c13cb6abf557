import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct LargeLedgerTests {
    @Test("A county of 2,000 schools is judged by a whole standard in one request")
    func county() async throws {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        try await LedgerSample.fill(site.services.database)
        try await site.services.database.write { db in
            for number in 0..<2_000 {
                let id = "copy-\(number)"
                try FindingSamples.organisation(id, "第\(number)完全小学", .school, county: "500101", db)
                _ = try db.execute("UPDATE organisation SET stages = 'primary' WHERE id = \(id)")
                _ = try db.execute(
                    """
                    INSERT INTO collection_record (organisation_id, year, figures, locked, province, city, county, zone,
                        updated_at)
                    SELECT \(id), year, figures, locked, province, city, county, zone, updated_at
                    FROM collection_record WHERE organisation_id = 'p-1'
                    """)
            }
        }
        let browser = try await site.browser(as: "officer")
        for path in ["/ledger?status=notMet", "/ledger/indicators/2.5", "/obligations"] {
            #expect(try await browser.get(path).status == .ok, "\(path)")
        }
        #expect(try await browser.get("/ledger").text.contains("共2003个"))
    }
}
