import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A proposal, an invitation, a recusal, a cycle and a use of a result of the first district, for the role matrix.
enum MatrixTeams {
    static func plant(_ sample: CampaignSample, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let at = site.services.now()
        let unit = try await site.services.database.write { db in
            try db.execute(
                """
                INSERT INTO team_proposal (campaign_id, seed, inspectors, others, person_limit, level, anew, made_by, made_at,
                    version)
                VALUES ('campaign-drawn', '1', 3, 0, NULL, '', false, 'person-home-officer', \(at), 1)
                """)
            try db.execute(
                """
                INSERT INTO team_proposal_unit (campaign_id, inspection_id, by_hand, found, needed, lacks)
                SELECT campaign_id, id, false, 0, 3, 'inspector' FROM inspection WHERE campaign_id = 'campaign-drawn'
                """)
            try db.execute(
                """
                INSERT INTO team_invitation (id, campaign_id, person_id, capacity, from_day, until_day, state, note,
                    asked_by, asked_on, province, city, county, zone, version)
                VALUES ('invitation-home', \(sample.campaign), \(sample.lead), 'inspector', '2026-03-01', '2026-06-30',
                    'asked', '', 'person-home-officer', '2026-03-01', '500000', '500100', \(MatrixSite.home), '', 1)
                """)
            try db.execute(
                """
                INSERT INTO recusal (id, person_id, organisation_id, ground, explanation, side, applied_by, applied_on,
                    state, jurisdiction, province, city, county, zone, version)
                VALUES ('recusal-home', \(sample.lead), \(sample.organisation), 'interest', '亲属', 'unit',
                    'person-home-principal', '2026-03-01', 'applied', 'national', '500000', '500100', \(MatrixSite.home),
                    '', 1)
                """)
            try db.execute(
                """
                INSERT INTO round_cycle (id, key, name, first_year, length, filter, state, province, city, county, zone,
                    created_at, version)
                VALUES ('cycle-home', 'k', '五年一轮', 2024, 5, \(try JSONColumn.text(ScopeFilter())), 'open', '500000',
                    '500100', \(MatrixSite.home), '', \(at), 1)
                """)
            try db.execute(
                """
                INSERT INTO result_use (id, organisation_id, round_key, done_on, source, grade, score, purpose, matter,
                    by_person, on_day, at, province, city, county, zone)
                VALUES ('use-home', \(sample.organisation), 'k', '2025-05-01', '往年', '合格', '', 'classing', '',
                    'person-home-officer', '2026-03-01', \(at), '500000', '500100', \(MatrixSite.home), '')
                """)
            return try db.first("SELECT inspection_id FROM team_proposal_unit ORDER BY inspection_id")?.get(0)
                as String?
        }
        return [
            ("/campaigns/:id/teams/proposal/units/:unit", "campaign-drawn/teams/proposal/units/\(unit ?? "")"),
            ("/invitations/:id", "invitation-home"), ("/recusals/:id", "recusal-home"), ("/rounds/:id", "cycle-home"),
            ("/results/uses/:id", "use-home"),
        ]
    }
}
