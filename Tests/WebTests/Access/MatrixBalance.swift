import SQLCore
import Store
import TestKit
import Web

/// A search for the cheapest way that the first district's office asked for.
enum MatrixBalance {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        try await site.services.database.write { db in
            _ = try db.execute(
                """
                INSERT INTO improvement (id, region, region_name, year, standard, stage, locked_only, prices, seconds,
                    state, report, message, created_by, created_at, province, city, county, zone)
                VALUES ('improvement-home', \(county), '区', 2026, 'youzhi-junheng', '', false, '[]', 20, 'refused', '',
                    '缺数据', '甲', '2026-03-01T00:00:00.000Z', '500000', '500100', \(county), '')
                """)
        }
        return [("/improvements/:id", "improvement-home")]
    }
}
