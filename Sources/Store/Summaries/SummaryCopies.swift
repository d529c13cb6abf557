import SQLCore
package import Supervision

extension Summaries {
    /// The words of one that was issued or is void, as a new draft; its figures stay as it states them until they are
    /// taken over anew.
    package static func copy(_ id: SummaryID, _ act: Act) throws -> SummaryID {
        let record = try requireOwn(id, version: nil, act)
        guard !record.isOpen, record.state != .submitted else {
            throw SummaryRefusal.wrongState("另拟新稿", record.state?.label ?? "草稿")
        }
        let old = record.summary
        var new = Summary(
            id: act.newID(), kind: old.kind, span: old.span, office: old.office, draft: old.draft,
            by: act.viewer.person,
            on: act.day)
        new.recipient = old.recipient
        try insert(new, region: record.region, in: record.place, act)
        return new.id
    }
}
