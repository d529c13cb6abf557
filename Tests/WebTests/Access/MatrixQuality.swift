import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A drawn round of one district with its one school, and a sheet of results on its way in.
enum MatrixQuality {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        try await FindingSamples.act(as: FindingSamples.officer(county), in: site.services.database) { act in
            try FindingSamples.organisation("monitored-home", "监测小学", .school, county: county, act.db)
            try act.db.execute("UPDATE organisation SET stages = 'primary' WHERE id = 'monitored-home'")
            let new = QualityRound(
                id: act.newID(), title: "监测", year: 2026, level: .local, method: .sample,
                subjects: [QualitySubject("数学")], grades: [QualityGrade("4")])
            try QualityRounds.create(
                new, counties: try QualityCounties.find([(name: county, kind: .sample)], act), act)
            try act.db.execute("UPDATE quality_frame SET size = 40 WHERE round_id = \(new.id)")
            try QualityFrames.freeze(new.id, version: 1, act)
            try QualityFrames.draw(new.id, seed: "s", version: 2, act)
            let school = try QualitySchools.all(of: new.id, in: act.db).first { $0.code == "L-monitored-home" }
            try act.db.execute("UPDATE quality_round SET state = 'scored' WHERE id = \(new.id)")
            try act.db.execute(
                """
                INSERT INTO quality_import (id, round_id, kind, account_id, by_name, file_name, file_hash, state, row_count,
                    changed, unchanged, problem_count, message, created_at)
                VALUES ('quality-import-home', \(new.id), 'scores', 'account-home-officer', '甲', '表.xlsx', '', 'failed', 0,
                    0, 0, 0, '', \(act.at))
                """)
            return [
                ("/quality/:id", new.id.rawValue), ("/quality-schools/:id", school?.id.rawValue ?? ""),
                ("/quality-imports/:id", "quality-import-home"),
            ]
        }
    }
}
