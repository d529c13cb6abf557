import Store
import Supervision
import TestKit
import Web

/// A draft of each kind that the first district's office began.
enum MatrixDefinitions {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        try await FindingSamples.act(as: FindingSamples.officer(county), in: site.services.database) { act in
            let standard = try Definitions.create(.standard, DefinitionSample.standard(), act)
            let form = try Definitions.create(.form, DefinitionSample.form(), act)
            return [("/standards/local/:id", standard.rawValue), ("/collection-forms/own/:id", form.rawValue)]
        }
    }
}
