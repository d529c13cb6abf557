import Store
import Supervision
import TestKit
import Web

/// A draft and a template of one district, for the role matrix.
enum MatrixSummaries {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let officer = Viewer(
            account: "account-home-officer", person: "person-home-officer", name: "", role: .officer,
            scope: .region(.county, code: county), day: site.services.today())
        let (summary, template) = try await FindingSamples.act(as: officer, in: site.services.database) { act in
            let template = try SummaryWordings.create(
                SummaryWording(kind: .year, name: "本室", title: "总结", body: "完成各项工作。"), act)
            let new = NewSummary(kind: .year, span: SummarySpan(yearOf: act.day), template: template)
            return (try Summaries.begin(new, act), template)
        }
        return [
            ("/summaries/:id", summary.rawValue), ("/summaries/:id/versions/:number", "\(summary)/versions/1"),
            ("/summaries/templates/:id", template.rawValue),
        ]
    }
}
