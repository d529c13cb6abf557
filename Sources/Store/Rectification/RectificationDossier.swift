package import SQLCore
package import Supervision

/// What stands around a finding's parts on their page: wishes for time, the office's terms and phrases, reports.
package struct RectificationDossier: Sendable {
    package let extensions: [FindingPartID: [ExtensionRow]]
    package let terms: RectificationTerms
    package let wordings: [Wording]
    /// Campaigns that go to see a part again.
    package let revisits: [FindingPartID: [(id: CampaignID, name: String)]]
    /// Newest first.
    package let reports: [SentReport]

    package init(_ dossier: FindingDossier, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        let ids = dossier.parts.map(\.part.id)
        extensions = Dictionary(uniqueKeysWithValues: try ids.map { ($0, try Extensions.list(of: $0, in: db)) })
        terms = try OfficeTerms.load(of: dossier.office, in: db).terms
        wordings = try Wordings.list(visibleTo: viewer, in: db)
        revisits = Dictionary(
            uniqueKeysWithValues: try ids.map { ($0, try Revisits.campaigns(of: $0, visibleTo: viewer, in: db)) })
        reports = try UpwardReports.all(of: dossier.finding.id, in: db)
    }

    package func pending(_ part: FindingPartID) -> ExtensionRow? {
        extensions[part]?.first { $0.request.state == .asked }
    }

    /// How many wishes for more time were granted.
    package func granted(_ part: FindingPartID) -> Int {
        extensions[part]?.count { $0.request.state == .granted } ?? 0
    }
}

extension FindingDossier {
    /// Whether the whole is told upward once it is closed: it came from above, or several units share it.
    package var isReportable: Bool { finding.source == .superior || total > 1 }
}
