package import SQLCore
package import Supervision

/// A move of a window, as the history shows it.
package struct PlanWindowMove: Sendable, Equatable {
    package let window: PlanWindowID
    package let stage: String
    package let fromStart: Day?
    package let fromEnd: Day?
    package let toStart: Day?
    package let toEnd: Day
    package let reason: String
    package let byName: String
    package let at: Instant
}

/// The plan_window table, and the moves of its windows.
package enum PlanWindows {
    static func insert(_ window: PlanItemWindow, of item: PlanItemID, at ordinal: Int, in db: SQLConnection) throws {
        let one = window.window
        try db.execute(
            """
            INSERT INTO plan_window (id, item_id, ordinal, stage, starts_on, ends_on, period_count, period_unit, text,
                span_from, span_to, done_through, due_on, version)
            VALUES (\(window.id), \(item), \(ordinal), \(one.stage), \(one.start), \(one.end),
                \(one.recurrence?.count), \(one.recurrence?.unit.rawValue), \(one.text), \(one.span.from),
                \(one.span.to), \(window.doneThrough), \(window.dueOn), \(window.version))
            """)
    }

    static func byItem(_ items: [PlanItemID], in db: SQLConnection) throws -> [PlanItemID: [PlanItemWindow]] {
        var found: [PlanItemID: [PlanItemWindow]] = [:]
        let rows = try db.rows(
            "SELECT \(columns) FROM plan_window n WHERE n.item_id IN (\(list: items)) ORDER BY n.item_id, n.ordinal, n.id"
        )
        for row in rows { found[try row.get(0), default: []].append(try PlanItemWindow(row)) }
        return found
    }

    /// A window with its item, if the item is the viewer's own office's.
    package static func requireOwn(_ id: PlanWindowID, _ act: Act) throws -> (PlanItemRow, PlanItemWindow) {
        let row = try act.db.first("SELECT item_id FROM plan_window WHERE id = \(id)")
        guard let row else { throw PlanRefusal.notFound }
        let item = try PlanItems.requireOwn(row.get(0), act)
        guard let window = item.windows.first(where: { $0.id == id }) else { throw PlanRefusal.notFound }
        return (item, window)
    }

    /// Another stage or time of an item.
    package static func add(_ window: PlanItemWindow, to id: PlanItemID, _ act: Act) throws {
        let row = try PlanItems.requireOwn(id, act)
        let last: Int = try act.db.first("SELECT max(ordinal) FROM plan_window WHERE item_id = \(id)")?.get(0) ?? 0
        try insert(window, of: id, at: last + 1, in: act.db)
        try PlanEvents.note("windowAdded", of: row.item.plan, item: id, said: window.window.label, act)
        try act.record(
            "plan.windowAdded", of: "plan-item", id.rawValue, in: row.place, ["window": window.id.rawValue])
    }

    /// Moves a window with a reason; the days it had stay in the history.
    package static func move(
        _ id: PlanWindowID, to start: Day?, _ end: Day, reason: String, version: Int, _ act: Act
    ) throws -> PlanItemID {
        let (row, window) = try requireOwn(id, act)
        let next = try window.moved(to: start, end, reason: reason)
        try store(next, was: version, act)
        let move: Identifier<PlanWindowMove> = act.newID()
        try act.db.execute(
            """
            INSERT INTO plan_window_move (id, window_id, item_id, from_start, from_end, to_start, to_end, reason,
                moved_by, moved_by_name, moved_at)
            VALUES (\(move), \(id), \(row.id), \(window.window.start), \(window.window.end), \(start), \(end),
                \(reason.trimmed), \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
        try PlanEvents.note(
            "windowMoved", of: row.item.plan, item: row.id,
            said: "\(window.window.label) → \(next.window.label)：\(reason.trimmed)", act)
        try act.record(
            "plan.windowMoved", of: "plan-item", row.id.rawValue, in: row.place,
            ["window": id.rawValue, "start": start?.text ?? "", "end": end.text])
        return row.id
    }

    /// The next turn is done, or the last one is not after all; an item that has not begun begins with it.
    package static func mark(_ id: PlanWindowID, isDone: Bool, version: Int, _ act: Act) throws -> PlanItemID {
        let (row, window) = try requireOwn(id, act)
        let next = isDone ? try window.done() : try window.undone()
        try store(next, was: version, act)
        if isDone, row.item.status == .open {
            try PlanItems.update(row.id, row.item.version, "status = 'running'", act)
        }
        let turn = isDone ? window.next : next.next
        let days = turn.map { $0.start == $0.end ? $0.end.chinese : "\($0.start.chinese)至\($0.end.chinese)" } ?? ""
        try PlanEvents.note(
            isDone ? "windowDone" : "windowUndone", of: row.item.plan, item: row.id,
            said: [window.window.stage, days].filter { !$0.isEmpty }.joined(separator: "，"), act)
        try act.record(
            isDone ? "plan.windowDone" : "plan.windowUndone", of: "plan-item", row.id.rawValue, in: row.place,
            ["window": id.rawValue])
        return row.id
    }

    /// Takes a window away that was added by hand and never moved.
    package static func remove(_ id: PlanWindowID, _ act: Act) throws -> PlanItemID {
        let (row, window) = try requireOwn(id, act)
        try act.db.execute("DELETE FROM plan_window_move WHERE window_id = \(id)")
        try act.db.execute("DELETE FROM plan_window WHERE id = \(id)")
        try PlanEvents.note("windowRemoved", of: row.item.plan, item: row.id, said: window.window.label, act)
        try act.record(
            "plan.windowRemoved", of: "plan-item", row.id.rawValue, in: row.place, ["window": id.rawValue])
        return row.id
    }

    /// The moves of an item's windows, the newest first; ask first whether the viewer may see it.
    package static func moves(of item: PlanItemID, in db: SQLConnection) throws -> [PlanWindowMove] {
        try db.rows(
            """
            SELECT m.window_id, n.stage, m.from_start, m.from_end, m.to_start, m.to_end, m.reason, m.moved_by_name,
                m.moved_at
            FROM plan_window_move m JOIN plan_window n ON n.id = m.window_id WHERE m.item_id = \(item)
            ORDER BY m.moved_at DESC, m.id DESC
            """
        ).map { row in
            try PlanWindowMove(
                window: row.get(0), stage: row.get(1), fromStart: row.get(2), fromEnd: row.get(3), toStart: row.get(4),
                toEnd: row.get(5), reason: row.get(6), byName: row.get(7), at: row.get(8))
        }
    }

    /// Windows of a plan that somebody moved.
    static func moved(of plan: PlanID, in db: SQLConnection) throws -> Set<PlanWindowID> {
        Set(
            try db.rows(
                """
                SELECT m.window_id FROM plan_window_move m JOIN plan_item i ON i.id = m.item_id WHERE i.plan_id = \(plan)
                """
            ).map { try $0.get(0) })
    }

    static func store(_ next: PlanItemWindow, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE plan_window SET starts_on = \(next.window.start), ends_on = \(next.window.end),
                stage = \(next.window.stage), done_through = \(next.doneThrough), due_on = \(next.dueOn),
                version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw PlanRefusal.stale }
    }

    private static var columns: SQL {
        """
        n.item_id, n.id, n.stage, n.starts_on, n.ends_on, n.period_count, n.period_unit, n.text, n.span_from, n.span_to,
        n.done_through, n.version
        """
    }
}

extension PlanItemWindow {
    /// Reads `PlanWindows.columns`.
    init(_ row: SQLRow) throws {
        let window = try PlanWindow(
            start: row.get(3), end: row.get(4), recurrence: PlanTarget.Period(row.get(5), row.get(6)),
            stage: row.get(2),
            text: row.get(7), span: SourceSpan(row.get(8), row.get(9)))
        try self.init(id: row.get(1), window: window, doneThrough: row.get(10), version: row.get(11))
    }
}

extension PlanTarget.Period {
    /// From its two columns; nil where they are empty.
    init?(_ count: Int?, _ unit: String?) {
        guard let count, let unit = unit.flatMap({ Unit(rawValue: $0) }) else { return nil }
        self.init(count, unit)
    }
}
