import SQLCore
import Store
import TestKit
import Web

/// A search for the cheapest way that the first district's office asked for, and a warning about it.
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
            _ = try db.execute(
                """
                INSERT INTO early_warning (id, kind, subject, year, title, details, state, raised_at, seen_by, note, province,
                    city, county, zone)
                VALUES ('warning-home', 'balance', 'youzhi-junheng/primary/schools', 2026, '小学有1所学校不再达标',
                    '{"stage":"primary","reason":{"fell":{"year":2025,"codes":["1"]}}}', 'open',
                    '2026-03-01T00:00:00.000Z', '', '', '500000', '500100', \(county), '')
                """)
        }
        return [("/improvements/:id", "improvement-home"), ("/warnings/:id", "warning-home")]
    }
}
