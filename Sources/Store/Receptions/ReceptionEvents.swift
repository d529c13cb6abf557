package import SQLCore
package import Supervision

/// One line of a request's history.
package struct ReceptionEvent: Sendable, Equatable {
    package let kind: String
    /// The item's number and title; empty for what concerns the whole.
    package let item: String
    package let byName: String
    package let at: Instant
    package let note: String
}

/// The reception_event table.
package enum ReceptionEvents {
    static func note(
        _ kind: String, of id: ReceptionID, item: ReceptionItemID? = nil, said note: String = "", _ act: Act
    ) throws {
        let event: Identifier<ReceptionEvent> = act.newID()
        try act.db.execute(
            """
            INSERT INTO reception_event (id, reception_id, item_id, kind, by_name, at, note)
            VALUES (\(event), \(id), \(item?.rawValue ?? ""), \(kind), \(act.viewer.name), \(act.at), \(note))
            """)
    }

    /// What happened, the newest first; ask first whether the viewer may see the request.
    package static func list(
        of id: ReceptionID, item: ReceptionItemID? = nil, limit: Int = 50, in db: SQLConnection
    ) throws -> [ReceptionEvent] {
        let only: SQL = item.map { "AND e.item_id = \($0)" } ?? ""
        return try db.rows(
            """
            SELECT e.kind, coalesce(t.number, ''), coalesce(t.title, ''), e.by_name, e.at, e.note
            FROM reception_event e LEFT JOIN reception_item t ON t.id = e.item_id
            WHERE e.reception_id = \(id) \(only) ORDER BY e.at DESC, e.id DESC LIMIT \(limit)
            """
        ).map { row in
            let number: String = try row.get(1)
            return try ReceptionEvent(
                kind: row.get(0), item: number.isEmpty ? "" : "\(number) \(row.get(2) as String)", byName: row.get(3),
                at: row.get(4), note: row.get(5))
        }
    }
}
