package import SQLCore
package import Supervision

/// Everything that a campaign's own page shows, read in one transaction.
package struct CampaignDossier: Sendable {
    package let record: CampaignRecord
    /// In their order; empty for a case without assessment.
    package let frameworks: [CampaignFramework]
    /// All batches of its series; empty when it stands alone.
    package let batches: [BatchRow]
    package let clashes: ClashStanding
    /// How the days of an unannounced campaign were drawn; nil while they are not.
    package let visitDays: VisitDayDraw?
    /// As the frame would be frozen now, while it is not; afterwards as it was.
    package let plan: FramePlan
    package let progress: CampaignProgress
    package let notes: [CampaignNote]
    /// What was done of the campaign's own steps.
    package let done: ProcedureActs
    /// Its own steps at which something may be done now.
    package let open: [ProcedureStep]
    /// Documents about it that steps ask for, newest first.
    package let documents: [CampaignDocument]
    package let attendance: AttendanceFigures
    package let records: Int
    package let round: RoundLedger?
    /// The plan of the round.
    package let cycle: RoundCycleID?
    package let names: [PersonID: String]

    package init(_ id: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        record = try Campaigns.require(id, visibleTo: viewer, in: db)
        let campaign = record.campaign
        frameworks = try CampaignFrameworks.list(of: id, in: db)
        batches = try CampaignSeries.batches(of: id, visibleTo: viewer, in: db)
        clashes = try Clashes.standing(of: record, visibleTo: viewer, in: db)
        visitDays = try VisitDayDraws.find(id, in: db)
        plan =
            campaign.state == .draft
            ? try FrameSource(record, in: db).plan(in: db)
            : try CampaignFrames.frozen(record, in: db)
        progress = try CampaignProgress(of: id, endsOn: campaign.endsOn, on: viewer.day, in: db)
        notes = try CampaignSteps.notes(of: id, in: db)
        (done, open) = try CampaignSteps.openSteps(of: campaign, in: db)
        documents = try CampaignDocument.list(of: id, in: db)
        attendance = try Attendance.figures(of: id, in: db)
        records = try db.first("SELECT count(*) FROM step_record WHERE campaign_id = \(id)")?.get(0) ?? 0
        round = try Rounds.ledger(of: record, in: db)
        cycle = try RoundCycles.id(of: record, in: db)
        let people = Set(campaign.history.map(\.by))
        let rows = try db.rows("SELECT id, name FROM person WHERE id IN (\(list: people.map(\.rawValue).sorted()))")
        names = try Dictionary(uniqueKeysWithValues: rows.map { (try $0.get(0), try $0.get(1)) })
    }
}

/// A document about a campaign, to be opened.
package struct CampaignDocument: Sendable, Equatable {
    package let id: DocumentID
    package let kind: Document.Kind
    package let title: String
    package let number: String
    package let state: Document.State

    static func list(of id: CampaignID, in db: SQLConnection) throws -> [CampaignDocument] {
        try db.rows(
            """
            SELECT id, kind, title, coalesce(number, ''), state FROM document WHERE subject_id = \(id)
            ORDER BY created_at DESC, id DESC LIMIT 50
            """
        ).map {
            try CampaignDocument(
                id: $0.get(0), kind: $0.get(1), title: $0.get(2), number: $0.get(3), state: $0.get(4))
        }
    }
}
