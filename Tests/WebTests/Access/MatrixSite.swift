import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Web

/// Two districts side by side, each with an account of every role, and rows that belong to the first.
struct MatrixSite {
    static let home = "500112"
    static let next = "500113"

    /// Addresses whose sample row is still to be made; empty in a finished release.
    static let unsampled: Set<String> = []

    let site: TestSite
    /// What stands for a parameter in an address of the first district, by the address's beginning.
    private var samples: [(prefix: String, id: String)] = []

    init() async throws {
        site = try await TestSite()
        for (district, name) in [(MatrixSite.home, "home"), (MatrixSite.next, "next")] {
            let sample = try await Sample.campaign(in: site.services.database, county: district)
            for role in Role.allCases {
                try await site.account(
                    "\(name)-\(role.rawValue)", role, MatrixSite.scope(of: role, in: district, sample),
                    person: role.seesGrantsOnly ? (role == .inspector ? sample.lead : sample.member) : nil)
            }
            if district == MatrixSite.home { try await addRows(sample) }
        }
    }

    /// A problem of the first district's unit, and its one part.
    private func finding(of unit: OrganisationID) async throws -> (finding: String, part: String) {
        let officer = FindingSamples.officer(MatrixSite.home)
        return try await FindingSamples.act(as: officer, in: site.services.database) { act in
            let id = try Findings.issue(FindingSamples.problem([unit]), act)
            let dossier = try Findings.require(id, visibleTo: act.viewer, in: act.db)
            return (id.rawValue, dossier.parts.first?.part.id.rawValue ?? "")
        }
    }

    private func draft(of unit: OrganisationID) async throws -> String {
        try await FindingSamples.act(as: FindingSamples.officer(MatrixSite.home), in: site.services.database) { act in
            try Findings.draftByHand(FindingSamples.problem([unit]), act).rawValue
        }
    }

    /// A reminder of the first district's office to its one problem.
    private func bulk(_ finding: String, _ part: String) async throws -> String {
        let officer = FindingSamples.officer(MatrixSite.home)
        return try await FindingSamples.act(as: officer, in: site.services.database) { act in
            let targets = try Findings.targets([Identifier(part)], visibleTo: act.viewer, in: act.db)
            return try FindingBulk.carryOut(BulkOrder(.remind, words: "请抓紧整改"), on: targets, act).rawValue
        }
    }

    private static func scope(of role: Role, in district: String, _ sample: CampaignSample) -> Scope {
        if role.belongsToOrganisation { return .organisation(sample.organisation) }
        return role.seesGrantsOnly ? .granted : .region(.county, code: district)
    }

    /// What the first district has beyond the campaign, and what stands for the parameter in which addresses.
    private mutating func addRows(_ sample: CampaignSample) async throws {
        let (finding, part) = try await finding(of: sample.organisation)
        samples = [
            ("/findings/:id", finding), ("/findings/:id/parts/:part", "\(finding)/parts/\(part)"),
            ("/findings/bulk/:id", try await bulk(finding, part)),
            ("/findings/drafts/:id", try await draft(of: sample.organisation)),
            ("/accounts/:id", "account-home-leader"), ("/evidence/:id", "evidence-home"),
            ("/campaigns/:id", sample.campaign.rawValue), ("/inspections/:id", sample.inspection.rawValue),
            ("/organisations/:id", sample.organisation.rawValue),
            ("/coverage/schools/:id", sample.organisation.rawValue),
            ("/documents/:id", try await sample.report(in: site, county: MatrixSite.home).rawValue),
        ]
        samples += try await MatrixCampaigns.plant(MatrixSite.home, in: site)
        samples += try await MatrixGovernments.plant(MatrixSite.home, sample, in: site)
        samples += try await MatrixCollections.plant(MatrixSite.home, in: site)
        samples += try await MatrixQuality.plant(MatrixSite.home, in: site)
        samples += try await MatrixBalance.plant(MatrixSite.home, in: site)
        samples += try await MatrixLedger.plant(MatrixSite.home, in: site)
        samples += try await MatrixCertifications.plant(MatrixSite.home, in: site)
        samples += try await MatrixDefinitions.plant(MatrixSite.home, in: site)
        samples += try await MatrixVisits.plant(MatrixSite.home, sample, in: site)
        samples += try await MatrixTips.plant(MatrixSite.home, sample, in: site)
        samples += try await MatrixFigures.plant(MatrixSite.home, in: site)
        samples += try await MatrixTeams.plant(sample, in: site)
        samples += try await MatrixPlans.plant(MatrixSite.home, in: site)
        samples += try await MatrixPlanSheets.plant(MatrixSite.home, in: site)
        samples += [
            ("/frameworks/versions/:id", sample.frameworkVersion.rawValue),
            ("/organisations/:id", "unit-home"), ("/groups/:id", "group-home"), ("/inspectors/:id", "inspector-home"),
            ("/imports/:id", "import-home"),
        ]
        try await plantRegistry()
        samples += try await MatrixZones.plant(MatrixSite.home, in: site)
        samples += try await MatrixPapers.plant(MatrixSite.home, in: site)
        samples += try await MatrixSummaries.plant(MatrixSite.home, in: site)
        samples += try await plantDraft()
        samples += try await MatrixReminders.plant(MatrixSite.home, in: site)
        let hash = try site.services.files.store([UInt8]("%PDF-1.4".utf8))
        let at = site.services.now()
        try await site.services.database.write { db in
            let file = StoredFile(hash: hash, size: 8, mediaType: "application/pdf")
            try StoredFiles.insert(file, at: at, in: db)
            try db.execute(
                """
                INSERT INTO assessment (id, inspection_id, role, state, version)
                VALUES ('assessment-home', \(sample.inspection), 'self', 'draft', 1)
                """)
            try db.execute(
                """
                INSERT INTO evidence (id, owner_kind, owner_id, criterion_id, file_hash, file_name, media_type, size,
                    evidence_day, uploaded_at, uploaded_by)
                VALUES ('evidence-home', 'assessment', 'assessment-home', '', \(hash), 'a.pdf', 'application/pdf', 8,
                    '2026-03-01', \(at), \(sample.lead))
                """)
        }
    }

    /// The address of a row of the first district; nil when there is no sample for it.
    func path(_ pattern: String) -> String? {
        guard let sample = samples.last(where: { pattern == $0.prefix || pattern.hasPrefix($0.prefix + "/") }) else {
            return nil
        }
        let path = pattern.replacing(
            sample.prefix,
            with: sample.prefix.replacing("/parts/:part", with: "").replacing("/versions/:number", with: "")
                .replacing("/review/:key", with: "").replacing("/:id/document", with: "/:id")
                .replacing("/photos/:photo", with: "").replacing("/boards/:school", with: "")
                .replacing("/appraisals/:id/:year", with: "/appraisals/:id").replacing(
                    "/teams/proposal/units/:unit", with: ""
                ).replacing(
                    ":id", with: sample.id
                )
                .replacing(":code", with: sample.id),
            maxReplacements: 1
        ).replacing("/assessment/:role/findings", with: "/assessment/on-site/findings?criterion=1.1")
            .replacing("/assessment/:role", with: "/assessment/self").replacing("/nodes/:node", with: "/nodes/1")
            .replacing("/:measure", with: "/visits")
            .replacing("/rows/:table/:row", with: "/rows/0/0")
            .replacing("/reminders/mail/:token", with: "/reminders/mail/token-home")
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
        // A device asks whether a visit has come; of one that has not it is told so.
        if line.path == "/api/visits/:id", line.method == .get { return [.ok, .notFound] }
        return line.method == .get ? [.notFound] : [.notFound, .unprocessableContent]
    }
}
