import SQLCore
import Store
import TestKit
import Web

/// An obligation of the first district.
enum MatrixLedger {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        try await site.services.database.write { db in
            _ = try db.execute(
                """
                INSERT INTO obligation (id, standard, region, tolerance, organisation_id, organisation_name, stage,
                    opened_on, plan, due_on, done_on, done_note, province, city, county, zone, version)
                SELECT 'obligation-home', 'youzhi-junheng', \(county), 'size', o.id, o.name, '', '2026-03-01', '', '',
                    NULL, '', '500000', '500100', \(county), '', 1
                FROM organisation o WHERE o.region_code = \(county) AND o.kind = 'school' ORDER BY o.code LIMIT 1
                """)
        }
        return [("/obligations/:id", "obligation-home")]
    }
}
