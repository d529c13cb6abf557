package import SQLCore
package import Supervision

// What is done with a document, each act in the transaction of its change.
extension Documents {
    /// With other words; `version` is the one that the editor saw.
    package static func edit(_ id: DocumentID, _ text: DocumentText, version: Int?, _ act: Act) throws {
        var record = try alone(id, version, act)
        try requireNoSources(record.document)
        record.document = try record.document.edited(text, by: act.viewer.person, on: act.day)
        try save(record, "document.edited", act)
    }

    /// 送审: handed in, with the names of its attachments on it.
    package static func submit(_ id: DocumentID, version: Int?, _ act: Act) throws {
        var record = try alone(id, version, act)
        try requireNoSources(record.document)
        try requireRecipients(record, act)
        record.document = try attached(record, act).submitted(by: act.viewer.person, on: act.day)
        try save(record, "document.submitted", act)
    }

    /// Given back by the director, with the reason.
    package static func giveBack(_ id: DocumentID, reason: String, version: Int?, _ act: Act) throws {
        var record = try alone(id, version, act)
        record.document = try record.document.returned(reason: reason, by: act.viewer.person, on: act.day)
        try save(record, "document.returned", act)
    }

    /// 签发: the number is taken in the same transaction, so there is no gap and no repeat.
    @discardableResult
    package static func issue(_ id: DocumentID, version: Int?, _ act: Act) throws -> DocumentNumber {
        try issue(try alone(id, version, act), act)
    }

    static func issue(_ record: DocumentRecord, _ act: Act) throws -> DocumentNumber {
        var record = record
        let names = try anonymous(record, act)
        try record.document.requireIssuable(by: act.viewer.person, names: names)
        let number = try DocumentNumbers.take(record.document.kind, for: record.place, act)
        record.document = try record.document.issued(
            number: number, by: act.viewer.person, on: act.day, names: names)
        record.document = try frozen(record.document, act)
        try save(record, "document.issued", act)
        if record.document.kind == .report, let campaign = record.campaign {
            try CampaignSteps.fulfil(.reportDocument, of: campaign, act)
        }
        return number
    }

    package static func send(_ id: DocumentID, version: Int?, _ act: Act) throws {
        try send(try alone(id, version, act), act)
    }

    static func send(_ record: DocumentRecord, _ act: Act) throws {
        if record.document.kind == .notice, let campaign = record.campaign {
            try Clashes.requireSettled(Campaigns.require(campaign, visibleTo: act.viewer, in: act.db), act)
        }
        var record = record
        record.document = try record.document.sent(by: act.viewer.person, on: act.day)
        try save(record, "document.sent", act)
        if record.document.kind == .notice, let campaign = record.campaign {
            try CampaignSteps.fulfil(.notice, of: campaign, act)
        }
    }

    /// 作废.
    package static func withdraw(_ id: DocumentID, reason: String, version: Int?, _ act: Act) throws {
        var record = try found(id, version, act)
        record.document = try record.document.withdrawn(reason: reason, by: act.viewer.person, on: act.day)
        try save(record, "document.withdrawn", act)
        if record.document.kind == .opinion, let inspection = record.inspection {
            try Opinions.voided(inspection, reason: reason, act)
        }
    }

    /// Shown to everybody; `days` are the working days in which anybody may object, nil where nobody is asked.
    package static func publish(
        _ id: DocumentID, days: Int? = nil, showsAttachments: Bool = false, version: Int?, _ act: Act
    ) throws {
        var record = try found(id, version, act)
        let names = try anonymous(record, act)
        let publicity = try days.map { days throws -> Publicity in
            try Publicity(
                from: act.day, workingDays: days, minimum: try leastDays(record, in: act.db),
                showsAttachments: showsAttachments, in: try WorkCalendars.known(in: act.db))
        }
        record.document = try record.document.published(
            by: act.viewer.person, on: act.day, names: names, publicity: publicity)
        try save(record, "document.published", act)
        if record.document.kind == .report, let campaign = record.campaign {
            try Reports.noteStep(of: campaign, act)
            try CampaignSteps.fulfil(.publication, of: campaign, act)
        }
    }

    /// How many working days the campaign's procedure asks for at least; 1 where it says nothing.
    package static func leastDays(_ record: DocumentRecord, in db: SQLConnection) throws -> Int {
        guard record.document.kind == .publicity, let campaign = record.campaign,
            let row = try db.first("SELECT procedure FROM campaign WHERE id = \(campaign)")
        else { return 1 }
        let procedure: Procedure = try JSONColumn.value(row.get(0))
        return procedure.steps.first { $0.requires.contains(.publicNotice) }?.term?.count ?? 1
    }

    package static func unpublish(_ id: DocumentID, reason: String, version: Int?, _ act: Act) throws {
        var record = try found(id, version, act)
        record.document = try record.document.unpublished(reason: reason, by: act.viewer.person, on: act.day)
        try save(record, "document.unpublished", act)
    }

    /// With the names of the files that are attached now.
    private static func attached(_ record: DocumentRecord, _ act: Act) throws -> Document {
        let files = try EvidenceFiles.list(owner: record.id.rawValue, in: act.db)
        return record.document.attaching(files.map(\.name))
    }

    private static func requireRecipients(_ record: DocumentRecord, _ act: Act) throws {
        guard record.document.kind.needsRecipient else { return }
        let any = try act.db.first(
            "SELECT 1 FROM document_recipient WHERE document_id = \(record.id) AND kind = 'main'")
        guard any != nil else { throw DocumentRefusal.noRecipient }
    }

    /// The names that a text for the public must not hold.
    static func anonymous(_ record: DocumentRecord, _ act: Act) throws -> [String] {
        try Reports.names(record, in: act.db)
    }

    static func found(_ id: DocumentID, _ version: Int?, _ act: Act) throws -> DocumentRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        if let version, version != record.document.version { throw DocumentRefusal.changedMeanwhile }
        return record
    }

    /// As `found`, but not a 督导意见书: its text and approval belong to the opinion.
    private static func alone(_ id: DocumentID, _ version: Int?, _ act: Act) throws -> DocumentRecord {
        let record = try found(id, version, act)
        guard record.document.kind != .opinion else { throw DocumentRefusal.throughOpinion }
        return record
    }
}
