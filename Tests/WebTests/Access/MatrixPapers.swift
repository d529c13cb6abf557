import SQLCore
import Store
import Supervision
import TestKit
import Web

/// An own procedure, a wording and an objection of one district, for the role matrix.
enum MatrixPapers {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let officer = Viewer(
            account: "account-home-officer", person: "person-home-officer", name: "", role: .officer,
            scope: .region(.county, code: county), day: site.services.today())
        let director = Viewer(
            account: "account-home-director", person: "person-home-director", name: "", role: .director,
            scope: .region(.county, code: county), day: site.services.today())
        let database = site.services.database
        let (procedure, wording, paper) = try await FindingSamples.act(as: officer, in: database) { act in
            let paper = try Documents.draft(Sample.publicity(), act)
            try Documents.submit(paper, version: nil, act)
            return (
                try OwnProcedures.create("本室随访", Procedure.accompanying.steps, act),
                try DocumentWordings.create(DocumentWording.shipped[0], act), paper
            )
        }
        try await FindingSamples.act(as: director, in: database) { act in
            try Documents.issue(paper, version: nil, act)
            try Documents.publish(paper, days: 5, version: nil, act)
            try Objections.lodge(
                on: paper, text: "有异议", name: "", contact: "", receipt: "0123456789ABCDEF", address: "a", act)
        }
        let objection = try await database.read { db in
            try Objections.list(ObjectionFilter(), PageRequest(), visibleTo: officer, in: db).rows[0].objection.id
        }
        return [
            ("/procedures/:id", procedure.rawValue), ("/procedures/:id/versions/:number", "\(procedure)/versions/1"),
            ("/documents/wordings/:id", wording.rawValue), ("/objections/:id", objection.rawValue),
        ]
    }
}
