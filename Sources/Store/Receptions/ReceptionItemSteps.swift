import SQLCore
package import Supervision

extension ReceptionItems {
    /// Hands an item in: by its unit, or by the office for it, with what was typed.
    package static func submit(_ id: ReceptionItemID, answer: String, version: Int, _ act: Act) throws {
        let row = try requirePreparing(id, act)
        let next = try row.item.submitted(answer, files: row.files, by: act.viewer.person, on: act.day)
        try store(next, was: version, act)
        try Deadlines.met(id.rawValue, rule: rule, on: act.day, act)
        try ReceptionEvents.note("submitted", of: row.item.reception, item: id, act)
        try act.record(
            "reception.itemSubmitted", of: "reception-item", id.rawValue, in: row.place,
            ["files": "\(row.files)", "sha256": sha256(next.answer)])
    }

    /// Keeps what was typed without handing it in.
    package static func save(_ id: ReceptionItemID, answer: String, version: Int, _ act: Act) throws {
        let row = try requirePreparing(id, act)
        guard row.item.state.awaitsUnit else { throw ReceptionRefusal.itemState("修改", row.item.state) }
        guard answer.count <= ReceptionItem.answerLimit else { throw ReceptionRefusal.answerTooLong }
        let changed = try act.db.execute(
            """
            UPDATE reception_item SET answer = \(answer.trimmed), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw ReceptionRefusal.stale }
        try act.record("reception.itemSaved", of: "reception-item", id.rawValue, in: row.place)
    }

    package static func accept(_ id: ReceptionItemID, version: Int, _ act: Act) throws {
        let (row, record) = try requireOwn(id, act)
        try store(try row.item.accepted(by: act.viewer.person), was: version, act)
        try ReceptionEvents.note("accepted", of: record.id, item: id, act)
        try act.record("reception.itemAccepted", of: "reception-item", id.rawValue, in: record.place)
    }

    package static func giveBack(_ id: ReceptionItemID, reason: String, version: Int, _ act: Act) throws {
        let (row, record) = try requireOwn(id, act)
        guard record.reception.state == .preparing else {
            throw ReceptionRefusal.wrongState("退回事项", record.reception.state)
        }
        let next = try row.item.returned(reason)
        try store(next, was: version, act)
        try Deadlines.resume(id.rawValue, rule: rule, dueOn: nil, act)
        try ReceptionEvents.note("returned", of: record.id, item: id, said: next.returnReason, act)
        try act.record("reception.itemReturned", of: "reception-item", id.rawValue, in: record.place)
    }

    /// Reminds the units of items that are not in, of one or of all, and gives how many.
    package static func remind(
        _ only: ReceptionItemID?, of id: ReceptionID, _ act: Act
    ) throws -> Int {
        let record = try Receptions.requireOwn(id, act)
        guard record.reception.state == .preparing else {
            throw ReceptionRefusal.wrongState("催报", record.reception.state)
        }
        let one: SQL = only.map { "AND id = \($0)" } ?? ""
        let rows = try act.db.rows(
            """
            UPDATE reception_item SET reminded_on = \(act.day)
            WHERE reception_id = \(id) AND state IN ('open', 'returned') \(one) RETURNING id
            """)
        for row in rows { try ReceptionEvents.note("reminded", of: id, item: try row.get(0), act) }
        if !rows.isEmpty {
            try act.record(
                "reception.reminded", of: "reception", id.rawValue, in: record.place, ["items": "\(rows.count)"])
        }
        return rows.count
    }

    /// An item that may still be filled in by this viewer: its own unit's, or the answering office's.
    package static func requirePreparing(_ id: ReceptionItemID, _ act: Act) throws -> ReceptionItemRow {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        if !Role.unit.contains(act.viewer.role) { _ = try Receptions.requireOwn(row.item.reception, act) }
        guard row.state == .preparing else { throw ReceptionRefusal.wrongState("报送", row.state) }
        return row
    }

    private static func store(_ next: ReceptionItem, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE reception_item SET state = \(next.state), answer = \(next.answer),
                return_reason = \(next.returnReason), submitted_on = \(next.submittedOn),
                submitted_by = \(next.submittedBy), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw ReceptionRefusal.stale }
    }
}
