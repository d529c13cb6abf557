import SQLCore
import Supervision

// What an office writes about a tip must not tell who sent it.
extension Tips {
    /// Refuses words that tell who wrote: name, contact, anybody's number, or a long piece of what was written.
    ///
    /// For what an inspector or the unit reads. The tips that were merged into this one are looked through as well.
    static func requireSafe(_ text: String, of id: TipID, _ db: SQLConnection) throws {
        try requireNameless(text, of: id, db)
        if let found = PersonalData.find(in: text).first { throw TipRefusal.personal(found.kind.label) }
        let written = try db.rows(
            """
            SELECT w.content FROM tip_words w WHERE w.tip_id IN \(together(id))
            UNION ALL SELECT w.happened FROM tip_words w WHERE w.tip_id IN \(together(id))
            UNION ALL SELECT w.rating_words FROM tip_words w WHERE w.tip_id IN \(together(id))
            UNION ALL SELECT m.content FROM tip_message m WHERE m.side = 'tipster' AND m.tip_id IN \(together(id))
            """)
        for row in written where TipWording.copies(text, from: try row.get(0)) {
            throw TipRefusal.personal("举报人的原话（请用自己的话概括）")
        }
    }

    /// Refuses words that name a sender: those of the same office read them, and the senders of the same matter.
    static func requireNameless(_ text: String, of id: TipID, _ db: SQLConnection) throws {
        let senders = try db.rows("SELECT name, contact FROM tip_contact WHERE tip_id IN \(together(id))")
        for row in senders where TipWording.names(text, name: try row.get(0), contact: try row.get(1)) {
            throw TipRefusal.personal("举报人留下的姓名或联系方式")
        }
    }

    /// A tip and those that are answered with it.
    private static func together(_ id: TipID) -> SQL {
        "(SELECT s.id FROM tip s WHERE s.id = \(id) OR s.original_id = \(id))"
    }
}
