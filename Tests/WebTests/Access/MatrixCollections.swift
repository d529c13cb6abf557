import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A round of one district with one school's return, and a sheet on its way in.
enum MatrixCollections {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let officer = FindingSamples.officer(county)
        return try await FindingSamples.act(as: officer, in: site.services.database) { act in
            try FindingSamples.organisation("collected-home", "采集小学", .school, county: county, act.db)
            try act.db.execute("UPDATE organisation SET stages = 'primary' WHERE id = 'collected-home'")
            let round = CollectionRound(
                id: act.newID(), title: "采集", year: 2026, form: "school-balance/1", referenceOn: act.day,
                dueOn: act.day)
            try CollectionRounds.create(round, units: ["collected-home"], act)
            let row = try act.db.first("SELECT id FROM collection_return WHERE round_id = \(round.id)")
            try act.db.execute(
                """
                INSERT INTO collection_import (id, round_id, account_id, file_name, file_hash, state, header, sample, fields,
                    row_count, changed, unchanged, bad, problem_count, message, created_at)
                VALUES ('collection-import-home', \(round.id), 'account-home-officer', '表.xlsx', '', 'checked', '[]', '[]',
                    '[]', 0, 0, 0, 0, 0, '', \(act.at))
                """)
            return [
                ("/collections/:id", round.id.rawValue), ("/collection-returns/:id", try row?.get(0) ?? ""),
                ("/collection-imports/:id", "collection-import-home"),
            ]
        }
    }
}
