package import SQLCore
package import Supervision

/// An item with what belongs to it, on its way into the table.
package struct NewPlanItem: Sendable {
    package let item: PlanItem
    package let targets: [PlanItemTarget]
    package let windows: [PlanItemWindow]
    /// The key of the item as read; empty for what did not come from the document.
    package let key: String
    package let owner: PlanOwner?
    package let file: PlanItemFile?

    package init(
        item: PlanItem, targets: [PlanItemTarget] = [], windows: [PlanItemWindow] = [], key: String = "",
        owner: PlanOwner? = nil, file: PlanItemFile? = nil
    ) {
        self.item = item
        self.targets = targets
        self.windows = windows
        self.key = key
        self.owner = owner
        self.file = file
    }
}

/// The plan_item table.
package enum PlanItems {
    /// A task from above in mid-year, or one of the office's own, after the others.
    package static func add(_ new: NewPlanItem, _ act: Act) throws {
        let record = try requirePlan(new.item.plan, act)
        let last: Int =
            try act.db.first("SELECT max(ordinal) FROM plan_item WHERE plan_id = \(record.id)")?.get(0) ?? 0
        guard record.counts.total < Plan.itemLimit else { throw PlanRefusal.tooManyItems(record.counts.total + 1) }
        try insert(new, at: last + 1, in: act.db)
        try PlanEvents.note("added", of: record.id, item: new.item.id, said: new.item.origin.label, act)
        try PlanEvents.note("added", of: record.id, said: new.item.title, act)
        try act.record(
            "plan.itemAdded", of: "plan-item", new.item.id.rawValue, in: record.place,
            ["plan": record.id.rawValue, "origin": new.item.origin.rawValue, "file": new.file?.hash ?? ""])
    }

    static func insert(_ new: NewPlanItem, at ordinal: Int, in db: SQLConnection) throws {
        let item = new.item
        try db.execute(
            """
            INSERT INTO plan_item (id, plan_id, ordinal, source_key, number, chapter, title, text, kinds, units, actors,
                origin, belongs_to, span_from, span_to, owner_id, owner_name, status, reason, done_on, notes, file_hash,
                file_name, version)
            VALUES (\(item.id), \(item.plan), \(ordinal), \(new.key), \(item.number), \(item.chapter), \(item.title),
                \(item.text), \(text(item.kinds)), \(text(item.units)), \(text(item.actors)), \(item.origin),
                \(item.belongsTo), \(item.span?.from), \(item.span?.to), \(new.owner?.person),
                \(new.owner?.name ?? ""), \(item.status), \(item.reason), \(item.doneOn), \(item.notes),
                \(new.file?.hash), \(new.file?.name ?? ""), 1)
            """)
        for (index, target) in new.targets.enumerated() {
            try PlanTargets.insert(target, of: item.id, at: index + 1, in: db)
        }
        for (index, window) in new.windows.enumerated() {
            try PlanWindows.insert(window, of: item.id, at: index + 1, in: db)
        }
    }

    /// Other words of an item; its status, owner, windows and targets change by their own acts.
    package static func edit(_ next: PlanItem, version: Int, _ act: Act) throws {
        let row = try requireOwn(next.id, act)
        try update(
            next.id, version,
            """
            number = \(next.number), chapter = \(next.chapter), title = \(next.title), text = \(next.text),
            kinds = \(text(next.kinds)), units = \(text(next.units)), actors = \(text(next.actors)),
            belongs_to = \(next.belongsTo), notes = \(next.notes)
            """, act)
        try PlanEvents.note("edited", of: row.item.plan, item: next.id, act)
        try act.record("plan.itemEdited", of: "plan-item", next.id.rawValue, in: row.place)
    }

    package static func move(
        _ id: PlanItemID, to status: PlanItem.Status, reason: String, version: Int, _ act: Act
    ) throws {
        let row = try requireOwn(id, act)
        let next = try row.item.moved(to: status, reason: reason, on: act.day)
        try update(
            id, version, "status = \(next.status), reason = \(next.reason), done_on = \(next.doneOn)", act)
        try PlanEvents.note("status", of: row.item.plan, item: id, said: said(next.status, next.reason), act)
        try act.record(
            "plan.itemMoved", of: "plan-item", id.rawValue, in: row.place,
            ["from": row.item.status.rawValue, "to": next.status.rawValue])
    }

    private static func said(_ status: PlanItem.Status, _ reason: String) -> String {
        reason.isEmpty ? status.label : "\(status.label)：\(reason)"
    }

    /// Who owns the item and who works on it beside; nil takes the owner away.
    package static func assign(
        _ id: PlanItemID, owner: PlanOwner?, coworkers: [PlanMember], version: Int, _ act: Act
    ) throws {
        let row = try requireOwn(id, act)
        try update(id, version, "owner_id = \(owner?.person), owner_name = \(owner?.name ?? "")", act)
        try act.db.execute("DELETE FROM plan_item_coworker WHERE item_id = \(id)")
        for member in coworkers {
            let (kind, member_id) = member.coworker.columns
            try act.db.execute(
                """
                INSERT INTO plan_item_coworker (item_id, kind, member_id, name)
                VALUES (\(id), \(kind), \(member_id), \(member.name)) ON CONFLICT (item_id, kind, member_id) DO NOTHING
                """)
        }
        let names = ([owner?.name ?? "未定"] + coworkers.map(\.name)).joined(separator: "、")
        try PlanEvents.note("assigned", of: row.item.plan, item: id, said: names, act)
        try act.record(
            "plan.itemAssigned", of: "plan-item", id.rawValue, in: row.place,
            ["owner": owner?.person.rawValue ?? "", "coworkers": "\(coworkers.count)"])
    }

    /// Takes an item away that did not come from the document and on which nothing hangs.
    package static func remove(_ id: PlanItemID, version: Int, _ act: Act) throws -> PlanID {
        let row = try requireOwn(id, act)
        guard row.item.origin != .document, row.campaigns.isEmpty, row.item.status == .open else {
            throw PlanRefusal.notRemovable
        }
        for table: SQL in [
            "plan_window_move", "plan_window", "plan_target", "plan_item_coworker", "plan_item_campaign",
        ] {
            try act.db.execute("DELETE FROM \(table) WHERE item_id = \(id)")
        }
        try act.db.execute("UPDATE plan_item SET belongs_to = NULL WHERE belongs_to = \(id)")
        let changed = try act.db.execute("DELETE FROM plan_item WHERE id = \(id) AND version = \(version)")
        guard changed == 1 else { throw PlanRefusal.stale }
        try PlanEvents.note("removed", of: row.item.plan, said: row.item.title, act)
        try act.record("plan.itemRemoved", of: "plan-item", id.rawValue, in: row.place)
        return row.item.plan
    }

    static func update(_ id: PlanItemID, _ version: Int, _ changes: SQL, _ act: Act) throws {
        let changed = try act.db.execute(
            "UPDATE plan_item SET \(changes), version = version + 1 WHERE id = \(id) AND version = \(version)")
        guard changed == 1 else { throw PlanRefusal.stale }
    }

    package static func find(
        _ id: PlanItemID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PlanItemRow? {
        let row = try db.first("SELECT \(columns) \(tables) WHERE i.id = \(id) AND \(visible(to: viewer))")
        return try row.flatMap { try complete([PlanItemRow($0)], in: db).first }
    }

    package static func require(
        _ id: PlanItemID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PlanItemRow {
        guard let row = try find(id, visibleTo: viewer, in: db) else { throw PlanRefusal.notFound }
        return row
    }

    /// An item of the viewer's own office, in a plan that is worked by.
    package static func requireOwn(_ id: PlanItemID, _ act: Act) throws -> PlanItemRow {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        guard Plans.isOwn(row.place, act.viewer) else { throw PlanRefusal.notYours }
        guard row.planState == .accepted else { throw PlanRefusal.wrongState("修改事项", row.planState) }
        return row
    }

    private static func requirePlan(_ id: PlanID, _ act: Act) throws -> PlanRecord {
        let record = try Plans.requireOwn(id, act)
        guard record.plan.state == .accepted else { throw PlanRefusal.wrongState("增加事项", record.plan.state) }
        return record
    }

    static var tables: SQL { "FROM plan_item i JOIN plan p ON p.id = i.plan_id" }

    /// An office sees its region's; a unit and a person those on which they work.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: { unit in
                """
                EXISTS (SELECT 1 FROM plan_item_coworker w WHERE w.item_id = i.id AND w.kind = 'organisation'
                    AND w.member_id = \(unit))
                """
            },
            granted: { person, _ in mine(person) }
        ).condition(for: viewer, alias: "p.")
    }

    /// Items that somebody owns or works on.
    static func mine(_ person: PersonID) -> SQL {
        """
        (i.owner_id = \(person) OR EXISTS (SELECT 1 FROM plan_item_coworker w WHERE w.item_id = i.id
            AND w.kind = 'person' AND w.member_id = \(person)))
        """
    }

    /// Open items with a stage whose last day is before `day`.
    static func late(on day: Day) -> SQL {
        """
        i.status IN ('open', 'running') AND EXISTS (SELECT 1 FROM plan_window n WHERE n.item_id = i.id
            AND n.due_on < \(day))
        """
    }
}

extension PlanItem.Status: SQLConvertible {}
extension PlanItem.Origin: SQLConvertible {}

extension PlanCoworker {
    /// How it lies in a row: kind and id.
    var columns: (kind: String, id: String) {
        switch self {
        case .person(let id): ("person", id.rawValue)
        case .organisation(let id): ("organisation", id.rawValue)
        }
    }
}
