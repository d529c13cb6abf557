import SQLCore
package import Supervision

/// An item as lists and its page show it.
package struct ReceptionItemRow: Sendable, Equatable {
    package let item: ReceptionItem
    package let unit: String
    package let submittedByName: String
    package let remindedOn: Day?
    package let files: Int
    /// The request to which it belongs.
    package let title: String
    package let sender: String
    package let state: Reception.State
    package let place: Place
}

/// The reception_item table: what each unit prepares.
package enum ReceptionItems {
    static let rule = "reception"

    /// Adds items with their clocks; numbers are unique within the request.
    package static func add(_ items: [ReceptionItem], to id: ReceptionID, _ act: Act) throws {
        let record = try Receptions.requireOwn(id, act)
        guard record.reception.state == .preparing else {
            throw ReceptionRefusal.wrongState("增加事项", record.reception.state)
        }
        let last: Int =
            try act.db.first("SELECT max(ordinal) FROM reception_item WHERE reception_id = \(id)")?.get(0) ?? 0
        for (index, item) in items.enumerated() {
            try requireFree(item.number, of: id, except: item.id, act.db)
            let name = try name(of: item.organisation, act)
            try act.db.execute(
                """
                INSERT INTO reception_item (id, reception_id, ordinal, number, title, requirement, organisation_id,
                    organisation_name, due_on, needs_evidence, state, answer, return_reason, version)
                VALUES (\(item.id), \(id), \(last + index + 1), \(item.number), \(item.title), \(item.requirement),
                    \(item.organisation), \(name), \(item.dueOn), \(item.needsEvidence), 'open', '', '', 1)
                """)
            try startClock(item, of: record, act)
        }
        try ReceptionEvents.note("assigned", of: id, said: "\(items.count)项", act)
        try act.record(
            "reception.assigned", of: "reception", id.rawValue, in: record.place, ["items": "\(items.count)"])
    }

    /// Another title, unit or day; an item that was handed in stays with whoever did it.
    package static func edit(_ next: ReceptionItem, version: Int, _ act: Act) throws {
        let (old, record) = try requireOwn(next.id, act)
        guard old.item.state.awaitsUnit else { throw ReceptionRefusal.itemState("修改", old.item.state) }
        try requireFree(next.number, of: record.id, except: next.id, act.db)
        let name = try name(of: next.organisation, act)
        let changed = try act.db.execute(
            """
            UPDATE reception_item SET number = \(next.number), title = \(next.title),
                requirement = \(next.requirement), organisation_id = \(next.organisation),
                organisation_name = \(name), due_on = \(next.dueOn), needs_evidence = \(next.needsEvidence),
                version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw ReceptionRefusal.stale }
        if old.item.organisation != next.organisation || old.item.dueOn != next.dueOn {
            try act.db.execute(
                "UPDATE deadline SET organisation_id = \(next.organisation) WHERE subject_id = \(next.id)")
            try Deadlines.resume(next.id.rawValue, rule: rule, dueOn: next.dueOn, act)
            try ReceptionEvents.note(
                "changed", of: record.id, item: next.id, said: "\(name)，\(next.dueOn.chinese)前", act)
        }
        try act.record("reception.itemEdited", of: "reception-item", next.id.rawValue, in: record.place)
    }

    /// Takes an item that nobody has begun out of the list.
    package static func remove(_ id: ReceptionItemID, _ act: Act) throws -> ReceptionID {
        let (old, record) = try requireOwn(id, act)
        guard old.item.state == .open, old.files == 0, old.item.answer.isEmpty else { throw ReceptionRefusal.begun }
        try Deadlines.cancel(id.rawValue, rule: rule, on: act.day, act)
        try act.db.execute("DELETE FROM reception_item WHERE id = \(id)")
        try ReceptionEvents.note("removed", of: record.id, said: "\(old.item.number) \(old.item.title)", act)
        try act.record("reception.itemRemoved", of: "reception-item", id.rawValue, in: record.place)
        return record.id
    }

    private static func startClock(_ item: ReceptionItem, of record: ReceptionRecord, _ act: Act) throws {
        let from = record.reception
        try Deadlines.open(
            NewDeadline(
                subjectKind: "reception-item", subject: item.id.rawValue, rule: rule,
                jurisdiction: try DeploymentSettings.clock(in: act.db).rawValue,
                clause: "\(from.sender)来文\(from.documentNumber)要求\(from.dueOn.chinese)前上报",
                title: "迎检：\(item.title.prefix(40))", triggeredOn: act.day, dueOn: item.dueOn,
                path: "/reception-items/\(item.id)", side: .unit, organisation: item.organisation,
                place: record.place), act)
    }

    private static func requireFree(
        _ number: String, of id: ReceptionID, except item: ReceptionItemID, _ db: SQLConnection
    ) throws {
        let taken = try db.first(
            "SELECT 1 FROM reception_item WHERE reception_id = \(id) AND number = \(number) AND id <> \(item)")
        if taken != nil { throw ReceptionRefusal.numberTaken(number) }
    }

    private static func name(of unit: OrganisationID, _ act: Act) throws -> String {
        let row = try act.db.first("SELECT name FROM organisation WHERE id = \(unit)")
        guard let row else { throw FindingRefusal.noUnit }
        return try row.get(0)
    }

    /// The item and its request, if they are the viewer's own office's.
    static func requireOwn(
        _ id: ReceptionItemID, _ act: Act
    ) throws -> (row: ReceptionItemRow, record: ReceptionRecord) {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        return (row, try Receptions.requireOwn(row.item.reception, act))
    }
}

extension ReceptionItem.State: SQLConvertible {}
