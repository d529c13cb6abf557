import SQLCore
package import Supervision

/// The plan_target table.
package enum PlanTargets {
    static func insert(_ target: PlanItemTarget, of item: PlanItemID, at ordinal: Int, in db: SQLConnection) throws {
        let one = target.target
        try db.execute(
            """
            INSERT INTO plan_target (id, item_id, ordinal, quantity, comparison, force, unit, counted, period_count,
                period_unit, text, span_from, span_to, figure)
            VALUES (\(target.id), \(item), \(ordinal), \(one.quantity?.text), \(one.comparison.rawValue),
                \(one.force.rawValue), \(one.unit), \(one.of), \(one.period?.count), \(one.period?.unit.rawValue),
                \(one.text), \(one.span.from), \(one.span.to), \(target.figure))
            """)
    }

    static func byItem(_ items: [PlanItemID], in db: SQLConnection) throws -> [PlanItemID: [PlanItemTarget]] {
        var found: [PlanItemID: [PlanItemTarget]] = [:]
        let rows = try db.rows(
            """
            SELECT item_id, id, quantity, comparison, force, unit, counted, period_count, period_unit, text, span_from,
                span_to, figure
            FROM plan_target WHERE item_id IN (\(list: items)) ORDER BY item_id, ordinal, id
            """)
        for row in rows { found[try row.get(0), default: []].append(try PlanItemTarget(row)) }
        return found
    }

    package static func add(_ target: PlanItemTarget, to id: PlanItemID, _ act: Act) throws {
        let row = try PlanItems.requireOwn(id, act)
        let last: Int = try act.db.first("SELECT max(ordinal) FROM plan_target WHERE item_id = \(id)")?.get(0) ?? 0
        try insert(target, of: id, at: last + 1, in: act.db)
        try PlanEvents.note("targetAdded", of: row.item.plan, item: id, said: target.target.label, act)
        try act.record(
            "plan.targetAdded", of: "plan-item", id.rawValue, in: row.place, ["target": target.id.rawValue])
    }

    package static func remove(_ id: PlanTargetID, _ act: Act) throws -> PlanItemID {
        let (row, target) = try requireOwn(id, act)
        try act.db.execute("DELETE FROM plan_target WHERE id = \(id)")
        try PlanEvents.note("targetRemoved", of: row.item.plan, item: row.id, said: target.target.label, act)
        try act.record(
            "plan.targetRemoved", of: "plan-item", row.id.rawValue, in: row.place, ["target": id.rawValue])
        return row.id
    }

    /// Names the figure that stands beside a target; nil takes it away.
    package static func bind(_ id: PlanTargetID, to figure: String?, _ act: Act) throws -> PlanItemID {
        let (row, _) = try requireOwn(id, act)
        try act.db.execute("UPDATE plan_target SET figure = \(figure) WHERE id = \(id)")
        try act.record(
            "plan.targetBound", of: "plan-item", row.id.rawValue, in: row.place,
            ["target": id.rawValue, "figure": figure ?? ""])
        return row.id
    }

    /// A target with its item, if the item is the viewer's own office's.
    package static func requireOwn(_ id: PlanTargetID, _ act: Act) throws -> (PlanItemRow, PlanItemTarget) {
        let row = try act.db.first("SELECT item_id FROM plan_target WHERE id = \(id)")
        guard let row else { throw PlanRefusal.notFound }
        let item = try PlanItems.requireOwn(row.get(0), act)
        guard let target = item.targets.first(where: { $0.id == id }) else { throw PlanRefusal.notFound }
        return (item, target)
    }
}

extension PlanItemTarget {
    init(_ row: SQLRow) throws {
        let quantity: String? = try row.get(2)
        let target = try PlanTarget(
            quantity: quantity.flatMap { Points($0) }, comparison: row.get(3), force: row.get(4), unit: row.get(5),
            of: row.get(6), period: PlanTarget.Period(row.get(7), row.get(8)), text: row.get(9),
            span: SourceSpan(row.get(10), row.get(11)))
        try self.init(id: row.get(1), target: target, figure: row.get(12))
    }
}

extension PlanTarget.Comparison: SQLConvertible {}
extension PlanTarget.Force: SQLConvertible {}
