import SQLCore
import Store
import TestKit
import Web

/// A certification of the first district with a paper, and a title.
enum MatrixCertifications {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let hash = try site.services.files.store([UInt8]("%PDF-1.4 certified".utf8))
        let at = site.services.now()
        try await site.services.database.write { db in
            try StoredFiles.insert(StoredFile(hash: hash, size: 18, mediaType: "application/pdf"), at: at, in: db)
            try db.execute(
                """
                INSERT INTO certification (id, district, district_name, standard, tier, title, year, state, step, pass_id,
                    turn, opened_on, ended_on, reason, province, city, county, zone, created_by, created_at, version)
                VALUES ('certification-home', \(county), '区', 'youzhi-junheng', '', '创建认定', 2026, 'open', 'self',
                    'pass-home', \(county), '2026-03-01', NULL, '', '500000', '500100', \(county), '', '甲', \(at), 1)
                """)
            try db.execute(
                """
                INSERT INTO certification_pass (id, certification_id, number, step, began_on, ended_on, outcome, note,
                    document, by_person, by_name, at)
                VALUES ('pass-home', 'certification-home', 1, 'self', '2026-03-01', NULL, 'open', '', '', '', '', NULL)
                """)
            try db.execute(
                """
                INSERT INTO evidence (id, owner_kind, owner_id, criterion_id, file_hash, file_name, media_type, size,
                    evidence_day, uploaded_at, uploaded_by)
                VALUES ('file-home', 'certification-pass', 'pass-home', '', \(hash), '自评报告.pdf', 'application/pdf', 18,
                    '2026-03-01', \(at), 'p')
                """)
            try db.execute(
                """
                INSERT INTO certified_title (id, district, district_name, standard, tier, certified_on, document,
                    certification_id, withdrawn_on, province, city, county, zone, by_name, at)
                VALUES ('title-home', \(county), '区', 'puji-puhui', '巩固', '2025-01-01', '文', NULL, NULL, '500000',
                    '500100', \(county), '', '甲', \(at))
                """)
        }
        return [
            ("/certifications/:id", "certification-home"), ("/certifications/titles/:id", "title-home"),
        ]
    }
}
