import Store
import Supervision
import TestKit
import Web

extension MatrixSite {
    /// A draft of the first district, for what only drafts have; gives its samples.
    func plantDraft() async throws -> [(prefix: String, id: String)] {
        let officer = FindingSamples.officer(MatrixSite.home)
        let draft = try await FindingSamples.act(as: officer, in: site.services.database) { act in
            try Frameworks.create(FrameworkTemplates.kindergarten, code: "matrix-draft", name: "草稿", act).rawValue
        }
        return ["editor", "bands", "nodes"].map { ("/frameworks/versions/:id/\($0)", draft) }
    }
}
