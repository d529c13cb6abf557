package import SQLCore
package import Supervision

/// Why somebody let things go on that clash.
package enum ClashWords {
    /// By the clash's key; what nobody has answered for is not in it.
    ///
    /// Of a joint visit the reason with which it was planned, of a campaign the last word about its clashes.
    package static func about(_ clashes: [Clash], in db: SQLConnection) throws -> [String: String] {
        let entries = clashes.flatMap { [$0.own] + $0.others }
        var words: [String: String] = [:]
        for row in try joint(entries, in: db) + campaigns(entries, in: db) {
            let (key, reason): (String, String) = (try row.get(0), try row.get(1))
            if words[key] == nil { words[key] = reason }
        }
        return clashes.reduce(into: [:]) { found, clash in
            let said = ([clash.own] + clash.others).compactMap { $0.wordKey.flatMap { words[$0] } }
            let once = said.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            if !once.isEmpty { found[clash.key] = once.joined(separator: "；") }
        }
    }

    private static func joint(_ entries: [CalendarEntry], in db: SQLConnection) throws -> [SQLRow] {
        let tasks = Set(entries.compactMap { if case .task(let id) = $0.source { id } else { nil } })
        guard !tasks.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT t.id, t.clash_reason FROM visit_task t
            WHERE t.id IN (\(list: tasks.sorted { $0.rawValue < $1.rawValue })) AND t.clash_reason <> ''
            """)
    }

    private static func campaigns(_ entries: [CalendarEntry], in db: SQLConnection) throws -> [SQLRow] {
        let campaigns = Set(entries.compactMap(\.campaign))
        guard !campaigns.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT a.campaign_id, a.reason FROM clash_acknowledgement a
            WHERE a.campaign_id IN (\(list: campaigns.sorted { $0.rawValue < $1.rawValue }))
            ORDER BY a.at DESC, a.id DESC
            """)
    }
}

extension CalendarEntry {
    /// By whose id a word about it is kept.
    fileprivate var wordKey: String? {
        switch source {
        case .task(let id): id.rawValue
        case .inspection(_, let campaign): campaign.rawValue
        case .visit: nil
        }
    }
}
