import SQLCore
package import Supervision

// What the office does with an objection, and the end of the days in which objections are taken.
extension Objections {
    package static func investigate(_ id: ObjectionID, _ text: String, version: Int?, _ act: Act) throws {
        let row = try current(id, version, act)
        try save(try row.objection.investigated(text), row, "objection.investigated", act)
    }

    /// The person reads the answer with their receipt; after the last one a publicity that is over ends.
    package static func answer(_ id: ObjectionID, _ text: String, version: Int?, _ act: Act) throws {
        let row = try current(id, version, act)
        try save(try row.objection.answered(text), row, "objection.answered", act)
        try act.db.execute(
            "UPDATE objection SET answered_on = \(act.day), answered_by = \(act.viewer.person) WHERE id = \(id)")
        try endIfOver(row.objection.document, act)
    }

    /// Ends every publicity whose last day has passed and whose objections are answered; called by the sweeper.
    @discardableResult
    package static func endOverdue(_ act: Act) throws -> Int {
        try settleDays(act)
        let due: [DocumentID] = try act.db.rows(
            """
            SELECT d.id FROM document d WHERE d.publicity_open AND d.publicity_until < \(act.day)
                AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.document_id = d.id AND o.state <> 'answered')
            ORDER BY d.publicity_until, d.id LIMIT 200
            """
        ).map { try $0.get(0) }
        for id in due { try endIfOver(id, act) }
        return due.count
    }

    /// Gives those their last day whose year was not known when they began.
    private static func settleDays(_ act: Act) throws {
        let open = try act.db.rows(
            """
            SELECT \(DocumentRecord.columns) FROM document d WHERE d.publicity_open AND d.publicity_until IS NULL LIMIT 200
            """)
        guard !open.isEmpty else { return }
        let calendar = try WorkCalendars.known(in: act.db)
        for row in open {
            var record = try DocumentRecord(row)
            guard let next = record.document.publicityKnown(in: calendar) else { continue }
            record.document = next
            try Documents.save(record, "document.publicityDated", act)
        }
    }

    private static func endIfOver(_ id: DocumentID, _ act: Act) throws {
        guard let row = try act.db.first("SELECT \(DocumentRecord.columns) FROM document d WHERE d.id = \(id)") else {
            return
        }
        var record = try DocumentRecord(row)
        guard let publicity = record.document.publicity, publicity.endedOn == nil, publicity.isOver(on: act.day),
            try counts(of: id, in: act.db).open == 0
        else { return }
        record.document = try record.document.publicityEnded(by: act.viewer.person, on: act.day)
        try Documents.save(record, "document.publicityEnded", act)
        if record.document.kind == .publicity, let campaign = record.campaign {
            try CampaignSteps.fulfil(.publicNotice, of: campaign, act)
        }
    }

    private static func current(_ id: ObjectionID, _ version: Int?, _ act: Act) throws -> ObjectionRow {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        if let version, version != row.objection.version { throw ObjectionRefusal.changedMeanwhile }
        return row
    }

    private static func save(_ next: Objection, _ row: ObjectionRow, _ action: String, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE objection SET state = \(next.state.rawValue), investigation = \(next.investigation),
                answer = \(next.answer), version = \(next.version)
            WHERE id = \(next.id) AND version = \(row.objection.version)
            """)
        guard changed == 1 else { throw ObjectionRefusal.changedMeanwhile }
        try act.record(
            action, of: "document", next.document.rawValue, in: row.place,
            ["objection": next.id.rawValue, "state": next.state.rawValue])
    }
}
