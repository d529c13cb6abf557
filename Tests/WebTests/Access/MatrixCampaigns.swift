import Store
import Supervision
import TestKit
import Web

/// A draft and a drawn campaign of one district that has units, for the role matrix.
enum MatrixCampaigns {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let database = site.services.database
        let officer = Viewer(
            account: "account-home-officer", person: "person-home-officer", name: "", role: .officer,
            scope: .region(.county, code: county), day: site.services.today())
        try await FindingSamples.act(as: officer, in: database) { act in
            for id: CampaignID in ["campaign-draft", "campaign-drawn"] {
                let filter = ScopeFilter(kinds: [OrganisationKind.kindergarten.label])
                let scope = CampaignScope(strata: [ScopeStratum(name: "全部", filter: filter, rule: .all)])
                let campaign = Campaign(
                    id: id, name: "项目", kind: .special, framework: nil, startsOn: act.day, endsOn: act.day,
                    procedure: .governmentCase, round: CampaignRound(key: "r", name: "轮次"), strata: scope.strata)
                try Campaigns.create(campaign, scope: scope, act)
            }
            try CampaignFrames.freeze("campaign-drawn", act)
            try CampaignDraws.draw("campaign-drawn", seed: "1", act)
        }
        return [("/campaigns/:id", "campaign-drawn"), ("/campaigns/:id/edit", "campaign-draft")]
    }
}
