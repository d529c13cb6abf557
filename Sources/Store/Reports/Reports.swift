package import SQLCore
package import Supervision

/// The 督导报告 of a campaign, drawn up from its records.
package enum Reports {
    /// The draft that there is, or a new one.
    package static func draft(of campaign: CampaignID, _ act: Act) throws -> DocumentID {
        let source = try ReportSource.require(campaign, visibleTo: act.viewer, on: act.day, in: act.db)
        if let existing = try Documents.current(.report, about: campaign.rawValue, in: act.db) {
            guard existing.document.state == .draft else {
                throw DocumentRefusal.reportExists(existing.document.number?.text ?? "")
            }
            return existing.id
        }
        guard source.content.figures.inspected > 0 else { throw DocumentRefusal.nothingInspected }
        let document = Document(
            id: act.newID(), kind: .report, office: source.content.office, text: ReportText.compose(source.content),
            draftedBy: act.viewer.person, on: act.day, figures: source.content.figures)
        let record = DocumentRecord(
            document, subjectKind: .campaign, subject: campaign.rawValue, place: source.place)
        try Documents.insert(record, act)
        return document.id
    }

    /// Draws the draft up anew from what the records say today; what was edited by hand is gone.
    package static func refresh(_ id: DocumentID, version: Int?, _ act: Act) throws {
        var record = try Documents.found(id, version, act)
        guard record.document.kind == .report, let campaign = record.campaign else { throw DocumentRefusal.notFound }
        let source = try ReportSource.require(campaign, visibleTo: act.viewer, on: act.day, in: act.db)
        record.document = try record.document.edited(
            ReportText.compose(source.content), figures: source.content.figures, by: act.viewer.person, on: act.day)
        try Documents.save(record, "document.refreshed", act)
    }

    /// The campaign's own step that asks for its report has got it.
    static func noteStep(of campaign: CampaignID, _ act: Act) throws {
        try CampaignSteps.fulfil(.report, of: campaign, act)
    }

    /// What must go from a text before it may be shown to the public.
    package static func personalData(
        in record: DocumentRecord, in db: SQLConnection
    ) throws -> [PersonalData] {
        guard record.document.kind.mayBePublished else { return [] }
        return PersonalData.find(in: record.document.text.plain, names: try names(record, in: db))
    }

    /// The names that a text for the public must not hold.
    static func names(_ record: DocumentRecord, in db: SQLConnection) throws -> [String] {
        guard record.document.kind.mayBePublished else { return [] }
        if let campaign = record.campaign { return try ReportNames.list(campaign, in: db) }
        return record.document.sources == nil ? [] : try Documents.officeNames(record.place, in: db)
    }
}
