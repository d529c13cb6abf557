package import SQLCore
package import Supervision

/// What an officer writes of their own: notice, 整改通知书, 提示函, 公示, 通报.
package struct NewDocument: Sendable {
    package var kind: Document.Kind
    package var text: DocumentText
    package var units: DocumentUnits
    /// The project that it is about; nil for none.
    package var campaign: CampaignID?
    /// The void one in whose place it stands.
    package var replaces: DocumentID?
    /// Its head and marks; nil takes what the office has set for the kind.
    package var layout: DocumentLayout?

    package init(
        kind: Document.Kind, text: DocumentText, units: DocumentUnits, campaign: CampaignID? = nil,
        replaces: DocumentID? = nil, layout: DocumentLayout? = nil
    ) {
        self.kind = kind
        self.text = text
        self.units = units
        self.campaign = campaign
        self.replaces = replaces
        self.layout = layout
    }
}

extension Documents {
    package static let textLimit = 60_000

    /// A new draft of a freely written kind.
    package static func draft(_ new: NewDocument, _ act: Act) throws -> DocumentID {
        guard new.kind.isWrittenFreely else { throw DocumentRefusal.throughOpinion }
        try requireFit(new.text)
        try new.layout?.requireFit()
        let place = try place(of: new, act)
        var text = new.text
        if text.recipient.isBlank { text.recipient = new.units.salutation }
        var document = Document(
            id: act.newID(), kind: new.kind, office: try DocumentNumbers.office(for: place, in: act.db), text: text,
            draftedBy: act.viewer.person, on: act.day)
        document.replaces = new.replaces
        document.layout = new.layout
        try insert(
            DocumentRecord(
                document, subjectKind: new.campaign == nil ? .office : .campaign, subject: new.campaign?.rawValue ?? "",
                organisationName: new.units.salutation, place: place), act)
        try DocumentRecipients.set(new.units, of: document.id, act)
        return document.id
    }

    /// A new draft of a 诊断报告 whose words were drawn up from monitoring data.
    package static func draftDiagnosis(_ text: DocumentText, _ act: Act) throws -> DocumentID {
        try requireFit(text)
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let document = Document(
            id: act.newID(), kind: .diagnosis, office: try DocumentNumbers.office(for: place, in: act.db), text: text,
            draftedBy: act.viewer.person, on: act.day)
        try insert(DocumentRecord(document, subjectKind: .office, subject: "", place: place), act)
        return document.id
    }

    /// Other words and other recipients, while it is a draft.
    package static func rewrite(_ id: DocumentID, as new: NewDocument, version: Int?, _ act: Act) throws {
        var record = try found(id, version, act)
        try requireNoSources(record.document)
        guard record.document.kind.isWrittenFreely else { throw DocumentRefusal.throughOpinion }
        try requireFit(new.text)
        try new.layout?.requireFit()
        var same = new
        same.campaign = record.campaign
        _ = try place(of: same, act)
        var text = new.text
        if text.recipient.isBlank { text.recipient = new.units.salutation }
        record.document = try record.document.edited(
            text, layout: new.layout, by: act.viewer.person, on: act.day)
        try save(record, "document.edited", act)
        try DocumentRecipients.set(new.units, of: id, act)
        try act.db.execute(
            "UPDATE document SET organisation_name = \(new.units.salutation) WHERE id = \(id)")
    }

    /// A draft in the place of a void one, with its words and recipients.
    package static func redraft(_ id: DocumentID, _ act: Act) throws -> DocumentID {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        try requireNoSources(record.document)
        guard record.document.kind.isWrittenFreely else { throw DocumentRefusal.throughOpinion }
        guard record.document.state == .withdrawn else { throw DocumentRefusal.stillValid }
        let known = try DocumentRecipients.list(of: id, in: act.db)
        let units = try DocumentUnits(
            main: known.filter { $0.kind == .main }.map { ($0.organisation, $0.name) },
            copies: known.filter { $0.kind == .copy }.map { ($0.organisation, $0.name) })
        var text = record.document.text
        text.attachments = []
        return try draft(
            NewDocument(
                kind: record.document.kind, text: text, units: units, campaign: record.campaign, replaces: id,
                layout: record.document.layout), act)
    }

    /// Whose it is; a project that nobody is told of before the check tells nobody through a document either.
    private static func place(of new: NewDocument, _ act: Act) throws -> Place {
        guard let campaign = new.campaign else { return try Place.office(of: act.viewer.scope, in: act.db) }
        let record = try Campaigns.require(campaign, visibleTo: act.viewer, in: act.db)
        if record.campaign.manner == .unannounced { try requireVisited(new.units, of: campaign, act) }
        return record.place
    }

    private static func requireVisited(_ units: DocumentUnits, of campaign: CampaignID, _ act: Act) throws {
        for unit in units.main + units.copies {
            let waits = try act.db.first(
                """
                SELECT 1 FROM inspection WHERE campaign_id = \(campaign) AND organisation_id = \(unit.id)
                    AND hidden
                """)
            if waits != nil { throw DocumentRefusal.unannounced }
        }
    }

    private static func requireFit(_ text: DocumentText) throws(DocumentRefusal) {
        guard !text.title.isBlank, !text.blocks.isEmpty else { throw .empty }
        guard text.title.count <= 100, text.plain.count <= textLimit, text.copies.count <= 50,
            text.recipient.count <= 1_000
        else { throw .tooLong }
    }

    /// The units that lines of names or codes mean, with a sentence for each that means none or several.
    package static func units(
        named text: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (units: [DocumentUnits.Unit], problems: [String]) {
        var units: [DocumentUnits.Unit] = []
        var problems: [String] = []
        for line in text.split(whereSeparator: { $0.isNewline || "、，,；;".contains($0) }).prefix(500) {
            let name = String(line).trimmed
            guard !name.isEmpty else { continue }
            let found = try Findings.units(matching: name, visibleTo: viewer, in: db)
            if found.count == 1 {
                units.append((found[0].id, found[0].name))
            } else {
                problems.append(found.isEmpty ? "管辖范围内没有“\(name)”。" : "“\(name)”不止一个，请写全称或代码。")
            }
        }
        return (units, problems)
    }

    /// Every unit of a campaign, for a notice to all of them.
    package static func units(
        of campaign: CampaignID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [DocumentUnits.Unit] {
        _ = try Campaigns.require(campaign, visibleTo: viewer, in: db)
        return try db.rows(
            "SELECT organisation_id, name FROM inspection WHERE campaign_id = \(campaign) ORDER BY code, id"
        ).map { (try $0.get(0), try $0.get(1)) }
    }
}
