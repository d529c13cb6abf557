package import SQLCore
package import Supervision

/// What somebody with the code may read: how far it is and what the office said, not what they wrote at first.
package struct TipFollowUp: Sendable, Equatable {
    package let id: TipID
    package let number: String
    package let topic: TipTopic
    package let unitName: String
    package let receivedOn: Day
    package let state: Tip.State
    package let outcome: Tip.Outcome?
    package let answerBy: Day?
    package let closedOn: Day?
    package let answer: String
    package let forwardedTo: String
    package let rating: Int?
    package let messages: [TipMessage]

    /// The office asked last and waits.
    package var isAsked: Bool { !state.isClosed && messages.last?.side == .office }
}

/// The tipster's side: finding the tip by its code, further words, the rating.
package enum TipFollowUps {
    /// Nil for a code that nothing has.
    package static func find(code: String, in db: SQLConnection) throws -> TipFollowUp? {
        guard code.count == TipCode.length else { return nil }
        let digest = TipCode.digest(of: code)
        let row = try db.first(
            """
            SELECT t.id, t.number, t.topic, t.unit_name, t.received_on, t.state, coalesce(o.outcome, t.outcome),
                t.answer_by, t.closed_on, coalesce(o.answer, t.answer), coalesce(o.forwarded_to, t.forwarded_to), t.rating
            FROM tip_words w JOIN tip t ON t.id = w.tip_id
                LEFT JOIN tip o ON o.id = t.original_id AND o.state IN ('answered', 'elsewhere')
            WHERE w.code_hash = \(digest)
            """)
        guard let row else { return nil }
        let id: TipID = try row.get(0)
        return try TipFollowUp(
            id: id, number: row.get(1), topic: row.get(2), unitName: row.get(3), receivedOn: row.get(4),
            state: row.get(5), outcome: Tip.Outcome(rawValue: row.get(6)), answerBy: row.get(7),
            closedOn: row.get(8), answer: row.get(9), forwardedTo: row.get(10), rating: row.get(11),
            messages: Tips.messages(of: id, in: db))
    }

    /// Adds something, while it is worked on or after the answer.
    package static func add(_ text: String, code: String, _ act: Act) throws {
        let found = try require(code, act.db)
        guard !text.isBlank else { throw TipRefusal.empty("补充的内容") }
        guard text.count <= TipLimits.message else { throw TipRefusal.tooLong("补充的内容", TipLimits.message) }
        let said = found.messages.count { $0.side == .tipster }
        guard said < TipLimits.furtherMessages else { throw TipRefusal.tooMuchSaid }
        try Tips.insert(text, .tipster, to: found.id, act)
        try act.db.execute("UPDATE tip SET has_news = true WHERE id = \(found.id)")
        try Tips.write(.further, of: found.id, "", act)
        try act.record("tip.further", of: "tip", found.id.rawValue, in: try place(found.id, act.db))
    }

    /// Says what the answer is worth, once.
    package static func rate(_ stars: Int, _ words: String, code: String, _ act: Act) throws {
        let found = try require(code, act.db)
        guard words.count <= TipLimits.note else { throw TipRefusal.tooLong("评价", TipLimits.note) }
        let row = try act.db.first("SELECT \(Tips.columns) FROM tip t WHERE t.id = \(found.id)")
        guard let row = try row.map(TipRow.init) else { throw TipRefusal.noCode }
        try Tips.save(try row.tip.rated(stars), row, .rated, note: "\(stars)分", act)
        try act.db.execute("UPDATE tip_words SET rating_words = \(words.trimmed) WHERE tip_id = \(found.id)")
    }

    private static func require(_ code: String, _ db: SQLConnection) throws -> TipFollowUp {
        guard let found = try find(code: code, in: db) else { throw TipRefusal.noCode }
        return found
    }

    private static func place(_ id: TipID, _ db: SQLConnection) throws -> Place {
        let row = try db.first("SELECT province, city, county, zone FROM tip WHERE id = \(id)")
        return try row.map {
            try Place(province: $0.get(0), city: $0.get(1), county: $0.get(2), zone: $0.get(3))
        } ?? Place()
    }
}

/// What anybody may know of a unit: that it exists, and by what name.
package struct PublicUnit: Sendable, Equatable {
    package let id: OrganisationID
    package let name: String
    package let kind: OrganisationKind
    /// The county or zone, to tell two of one name apart.
    package let region: String
}

package enum PublicUnits {
    package static let least = 2
    package static let limit = 20

    /// Open units whose name holds a text of two characters or more.
    package static func search(_ text: String, in db: SQLConnection) throws -> [PublicUnit] {
        let folded = text.folded
        guard (least...40).contains(folded.count) else { return [] }
        let part = "%\(folded.likeEscaped)%"
        return try rows(
            """
            o.name_folded LIKE \(part) ESCAPE '\\' ORDER BY CASE WHEN o.name_folded = \(folded) THEN 0 ELSE 1 END,
                length(o.name), o.name, o.id LIMIT \(limit)
            """, db)
    }

    package static func find(_ id: OrganisationID, in db: SQLConnection) throws -> PublicUnit? {
        try rows("o.id = \(id)", db).first
    }

    private static func rows(_ condition: SQL, _ db: SQLConnection) throws -> [PublicUnit] {
        try db.rows(
            """
            SELECT o.id, o.name, o.kind, coalesce(r.name, '') FROM organisation o
            LEFT JOIN region r ON r.code = CASE WHEN o.zone <> '' THEN o.zone ELSE o.region_code END
            WHERE o.state = 'open' AND \(condition)
            """
        ).map {
            PublicUnit(
                id: try $0.get(0), name: try $0.get(1), kind: OrganisationKind(rawValue: try $0.get(2)) ?? .other,
                region: try $0.get(3))
        }
    }
}
