package import SQLCore
package import Supervision

/// What waits for a viewer: one query for the rows, one for the counts, whatever the role.
package enum Todos {
    package static func list(visibleTo viewer: Viewer, in db: SQLConnection) throws -> TodoList {
        let queues = queues(of: viewer)
        guard !queues.isEmpty else { return TodoList(rows: [], counts: [:]) }
        let rows = try db.rows(SQL.joined(queues.map(\.rows), separator: " UNION ALL "))
        let counts = try db.rows(SQL.joined(queues.map(\.count), separator: " UNION ALL "))
        var found: [TodoKind: Int] = [:]
        for row in counts {
            let count: Int = try row.get(1)
            if let kind = TodoKind(rawValue: try row.get(0)), count > 0 { found[kind, default: 0] += count }
        }
        return TodoList(rows: try rows.compactMap { try Todo($0) }.sorted(by: before), counts: found)
    }

    /// Everything with a day that waits for the viewer, not only what a page shows.
    static func dated(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Todo] {
        let queues = queues(of: viewer)
        guard !queues.isEmpty else { return [] }
        let rows = try db.rows(SQL.joined(queues.map(\.dated), separator: " UNION ALL "))
        return try rows.compactMap { try Todo($0) }.sorted(by: before)
    }

    /// The inspections that a count of `kind` counts, for the list behind it.
    static func inspections(of kind: TodoKind, for viewer: Viewer) -> SQL? {
        guard kind.listsInspections, let queue = queues(of: viewer).first(where: { $0.kind == kind }) else {
            return nil
        }
        return "SELECT q.subject FROM (SELECT \(queue.columns) \(queue.source)) AS q"
    }

    /// What is due by `day`, the earliest first: the same queues as the workbench's, up to `limit` of each kind.
    package static func due(
        by day: Day, limit: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Todo] {
        let queues = queues(of: viewer)
        guard !queues.isEmpty else { return [] }
        let parts = queues.map { $0.due(by: day, limit: limit) }
        return try db.rows(SQL.joined(parts, separator: " UNION ALL ")).compactMap { try Todo($0) }.sorted(by: before)
    }

    /// How many of each kind are late, counted as the workbench counts them all.
    package static func late(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [TodoKind: Int] {
        let queues = queues(of: viewer)
        guard !queues.isEmpty else { return [:] }
        let parts = queues.map { $0.late(on: viewer.day) }
        var found: [TodoKind: Int] = [:]
        for row in try db.rows(SQL.joined(parts, separator: " UNION ALL ")) {
            let count: Int = try row.get(1)
            if let kind = TodoKind(rawValue: try row.get(0)), count > 0 { found[kind, default: 0] += count }
        }
        return found
    }

    /// Every kind that can wait for a role, each once, in the workbench's order.
    package static func kinds(of viewer: Viewer) -> [TodoKind] {
        let kinds = Set(queues(of: viewer).map(\.kind))
        return TodoKind.allCases.filter(kinds.contains)
    }

    /// The kinds that wait for a role in inspections, for choosing.
    package static func inspectionKinds(of viewer: Viewer) -> [TodoKind] {
        queues(of: viewer).map(\.kind).filter(\.listsInspections)
    }

    private static func queues(of viewer: Viewer) -> [TodoQueue] {
        switch viewer.role {
        case .principal, .clerk: unitQueues(of: viewer)
        case .inspector, .evaluator: teamQueues(of: viewer)
        case .officer: officeQueues(of: viewer)
        case .director: directorQueues(of: viewer)
        case .leader, .auditor, .admin, .security: []
        }
    }

    private static func before(_ left: Todo, _ right: Todo) -> Bool {
        switch (left.dueOn, right.dueOn) {
        case (let a?, let b?) where a != b: a < b
        case (.some, nil): true
        case (nil, .some): false
        default: left.subject < right.subject
        }
    }
}

/// One kind of thing that waits, as SQL that is cut off: the page shows some, the count is capped.
struct TodoQueue {
    let kind: TodoKind
    /// Expressions: subject, about, who, due (nil or empty for none).
    let columns: SQL
    /// The words from FROM on, with the condition.
    let source: SQL
    let order: SQL
    /// Whether an empty due day means that the calendar does not reach so far.
    var mayBeUndetermined = false

    var rows: SQL {
        let undetermined: SQL = mayBeUndetermined ? "true" : "false"
        return """
            SELECT kind, subject, about, who, due, CASE WHEN due = '' THEN \(undetermined) ELSE false END AS unknown FROM (
                SELECT \(kind.rawValue) AS kind, q.* FROM (
                    SELECT \(columns) \(source) ORDER BY \(order) LIMIT \(TodoList.shown)) AS q) AS named
            """
    }

    var dated: SQL {
        """
        SELECT kind, subject, about, who, due, false AS unknown FROM (
            SELECT \(kind.rawValue) AS kind, q.* FROM (SELECT \(columns) \(source)) AS q
            WHERE q.due > '' ORDER BY q.due DESC, q.subject LIMIT \(FeedSources.limit)) AS named
        """
    }

    /// Those with a known day up to `day`, in the columns of `rows`.
    func due(by day: Day, limit: Int) -> SQL {
        """
        SELECT kind, subject, about, who, due, false AS unknown FROM (
            SELECT \(kind.rawValue) AS kind, q.* FROM (SELECT \(columns) \(source)) AS q
            WHERE q.due <> '' AND q.due <= \(day) ORDER BY q.due, q.subject LIMIT \(limit)) AS named
        """
    }

    func late(on day: Day) -> SQL {
        """
        SELECT \(kind.rawValue) AS kind, count(*) FROM (
            SELECT 1 FROM (SELECT \(columns) \(source)) AS q WHERE q.due <> '' AND q.due < \(day)
            LIMIT \(TodoList.limit)) AS counted
        """
    }

    var count: SQL {
        """
        SELECT \(kind.rawValue) AS kind, count(*) FROM (SELECT 1 \(source) LIMIT \(TodoList.limit)) AS counted
        """
    }
}
