import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Web

/// Two districts side by side, each with an account of every role, and rows that belong to the first.
struct MatrixSite {
    static let home = "500101"
    static let next = "500102"

    /// Addresses whose sample row is still to be made; empty in a finished release.
    static let unsampled: Set<String> = ["/evidence/:id", "/inspections/:id/assessment/:role/findings"]

    let site: TestSite
    /// What stands for a parameter in an address of the first district, by the address's beginning.
    private var samples: [(prefix: String, id: String)] = []

    init() async throws {
        site = try await TestSite()
        for (district, name) in [(MatrixSite.home, "home"), (MatrixSite.next, "next")] {
            for role in Role.allCases {
                try await site.account("\(name)-\(role.rawValue)", role, MatrixSite.scope(of: role, in: district))
            }
        }
        try await plantCampaigns(MatrixSite.next, "next")
        let sample = try await plantCampaigns(MatrixSite.home, "home")
        samples = [
            ("/accounts/:id", "account-home-leader"), ("/inspections/:id", sample.inspection.rawValue),
            ("/campaigns/:id", sample.campaign.rawValue),
            ("/frameworks/versions/:id", sample.frameworkVersion.rawValue),
            ("/documents/:id", try await sample.report(in: site).rawValue),
        ]
        let (finding, part) = try await finding()
        samples += [("/findings/:id", finding), ("/findings/:id/parts/:part", "\(finding)/parts/\(part)")]
        samples += [
            ("/organisations/:id", "unit-home"), ("/inspectors/:id", "inspector-home"),
            ("/imports/:id", "import-home"),
        ]
        try await plantRegistry()
    }

    /// A problem of the first district's unit.
    private func finding() async throws -> (String, String) {
        let database = site.services.database
        try await database.write { db in try FindingSamples.plant(in: db) }
        return try await FindingSamples.act(as: FindingSamples.officer(MatrixSite.home), in: database) { act in
            let id = try Findings.issue(FindingSamples.problem([Identifier("organisation-\(MatrixSite.home)-1")]), act)
            let dossier = try Findings.require(id, visibleTo: act.viewer, in: act.db)
            return (id.rawValue, dossier.parts.first?.part.id.rawValue ?? "")
        }
    }

    /// A running campaign of a district; its teams are joined by the district's inspector and evaluator.
    @discardableResult
    private func plantCampaigns(_ district: String, _ name: String) async throws -> CampaignSample {
        let sample = try await Sample.campaign(in: site.services.database, county: district)
        try await site.services.database.write { db in
            for role in Role.team {
                try Sample.grant(Identifier("person-\(name)-\(role.rawValue)"), sample.inspections, in: db)
            }
        }
        return sample
    }

    private static func scope(of role: Role, in district: String) -> Scope {
        if role.belongsToOrganisation { return .organisation(Identifier("organisation-\(district)-1")) }
        return role.seesGrantsOnly ? .granted : .region(.county, code: district)
    }

    /// The address of a row of the first district; nil when there is no sample for it.
    func path(_ pattern: String) -> String? {
        guard let sample = samples.last(where: { pattern == $0.prefix || pattern.hasPrefix($0.prefix + "/") }) else {
            return nil
        }
        let path = pattern.replacing(
            sample.prefix, with: sample.prefix.replacing("/parts/:part", with: "").replacing(":id", with: sample.id),
            maxReplacements: 1
        ).replacing("/assessment/:role", with: "/assessment/self")
        return path.contains(":") ? nil : path
    }

    /// The address with ids that nothing has.
    static func unknown(_ pattern: String) -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "01890000-0000-7000-8000-000000000000" : String($0) }
            .joined(separator: "/")
    }

    /// What an admitted account may be told without an id: a page, a redirect, a form to be mended, a conflict.
    static let something: Set<HTTPResponse.Status> = [.ok, .seeOther, .unprocessableContent, .conflict, .forbidden]

    /// What an account is told of what is not there: a form may also complain of what it lacks first.
    static func nothing(_ line: RoleMatrix.Line) -> Set<HTTPResponse.Status> {
        line.method == .get ? [.notFound] : [.notFound, .unprocessableContent]
    }
}
