import SQLCore
package import Supervision

// What is done with a document, each act in the transaction of its change.
extension Documents {
    /// With other words; `version` is the one that the editor saw.
    package static func edit(_ id: DocumentID, _ text: DocumentText, version: Int?, _ act: Act) throws {
        var record = try alone(id, version, act)
        record.document = try record.document.edited(text, by: act.viewer.person, on: act.day)
        try save(record, "document.edited", act)
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
        let number = try DocumentNumbers.take(for: record.place, on: act.day, in: act.db)
        record.document = try record.document.issued(
            number: number, by: act.viewer.person, on: act.day, names: names)
        try save(record, "document.issued", act)
        return number
    }

    package static func send(_ id: DocumentID, version: Int?, _ act: Act) throws {
        try send(try alone(id, version, act), act)
    }

    static func send(_ record: DocumentRecord, _ act: Act) throws {
        var record = record
        record.document = try record.document.sent(by: act.viewer.person, on: act.day)
        try save(record, "document.sent", act)
    }

    /// 作废.
    package static func withdraw(_ id: DocumentID, reason: String, version: Int?, _ act: Act) throws {
        var record = try found(id, version, act)
        record.document = try record.document.withdrawn(reason: reason, by: act.viewer.person, on: act.day)
        try save(record, "document.withdrawn", act)
    }

    package static func publish(_ id: DocumentID, version: Int?, _ act: Act) throws {
        var record = try found(id, version, act)
        let names = try anonymous(record, act)
        record.document = try record.document.published(by: act.viewer.person, on: act.day, names: names)
        try save(record, "document.published", act)
        if let campaign = record.campaign { try Reports.noteStep(of: campaign, act) }
    }

    package static func unpublish(_ id: DocumentID, reason: String, version: Int?, _ act: Act) throws {
        var record = try found(id, version, act)
        record.document = try record.document.unpublished(reason: reason, by: act.viewer.person, on: act.day)
        try save(record, "document.unpublished", act)
    }

    /// The names that a text for the public must not hold.
    static func anonymous(_ record: DocumentRecord, _ act: Act) throws -> [String] {
        guard record.document.kind.isForPublic, let campaign = record.campaign else { return [] }
        return try ReportNames.list(campaign, in: act.db)
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
