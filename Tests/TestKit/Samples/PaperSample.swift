package import Store
package import Supervision

extension Sample {
    /// A 公示 that anybody may read once it is issued and published.
    package static func publicity(of campaign: CampaignID? = nil) throws -> NewDocument {
        NewDocument(
            kind: .publicity, text: DocumentText(title: "验收结果公示", blocks: [.paragraph("三所学校通过验收。")]),
            units: try DocumentUnits(main: [], copies: []), campaign: campaign)
    }

    /// A 督导通知 or another letter to units.
    package static func letter(
        _ kind: Document.Kind = .notice, to units: [OrganisationID], copies: [OrganisationID] = [],
        of campaign: CampaignID? = nil
    ) throws -> NewDocument {
        NewDocument(
            kind: kind, text: DocumentText(title: "关于开展督导的通知", blocks: [.paragraph("请做好准备。")]),
            units: try DocumentUnits(main: units.map { ($0, $0.rawValue) }, copies: copies.map { ($0, $0.rawValue) }),
            campaign: campaign)
    }
}
