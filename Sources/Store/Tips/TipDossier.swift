package import SQLCore
package import Supervision

/// A tip with everything but its sender, for the office that works on it.
package struct TipDossier: Sendable {
    package let row: TipRow
    package let happened: String
    package let text: String
    package let photos: [TipPhoto]
    package let messages: [TipMessage]
    package let checks: [TipCheck]
    package let events: [TipEvent]
    package let looks: [TipLook]
    package let ratingWords: String
    package let originalNumber: String
    package let duplicates: [(id: TipID, number: String)]
    package let findingNumber: String
    package let clocks: [DeadlineRow]
    /// Why the viewer has to stay away from the unit: nothing of what was written or found is in here then.
    package let bar: TeamObstacle?
}

package struct TipPhoto: Sendable, Equatable {
    package let id: TipPhotoID
    package let hash: String
    package let mediaType: String
    package let bytes: Int
}

/// What was asked or added after the tip came.
package struct TipMessage: Sendable, Equatable {
    package enum Side: String, Sendable { case office, tipster }

    package let side: Side
    package let text: String
    package let at: Instant
}

/// Somebody learned who sent a tip, and why.
package struct TipLook: Sendable, Equatable {
    package let person: String
    package let reason: String
    package let at: Instant
}

extension Tips {
    package static func require(
        _ id: TipID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> TipDossier {
        let found = try db.first(
            """
            SELECT \(columns), coalesce(w.happened, ''), coalesce(w.content, ''), coalesce(w.rating_words, ''),
                coalesce(o.number, ''), coalesce(f.number, '')
            FROM tip t LEFT JOIN tip_words w ON w.tip_id = t.id LEFT JOIN tip o ON o.id = t.original_id
                LEFT JOIN finding f ON f.id = t.finding_id
            WHERE t.id = \(id) AND \(own(viewer, "t."))
            """)
        guard let found else { throw TipRefusal.notFound }
        let row = try TipRow(found)
        if let bar = try TipBars.find(viewer.person, from: row.unit, on: viewer.day, in: db) {
            return TipDossier(row, keptFrom: bar)
        }
        let twins = try db.rows(
            "SELECT id, number FROM tip WHERE original_id = \(id) ORDER BY received_at, id LIMIT 200")
        return TipDossier(
            row: row, happened: try found.get(31), text: try found.get(32),
            photos: try photos(of: id, in: db), messages: try messages(of: id, in: db),
            checks: try TipChecks.list(of: id, in: db), events: try events(of: id, in: db),
            looks: try looks(of: id, in: db), ratingWords: try found.get(33), originalNumber: try found.get(34),
            duplicates: try twins.map { (try $0.get(0), try $0.get(1)) }, findingNumber: try found.get(35),
            clocks: try Deadlines.list(of: id.rawValue, in: db), bar: nil)
    }

    /// A photo of a tip of the viewer's own office, or of one that the viewer verifies and may see with photos.
    package static func photo(
        _ photo: TipPhotoID, of id: TipID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> TipPhoto {
        let isAllowed: SQL =
            viewer.scope == .granted
            ? """
            EXISTS (SELECT 1 FROM tip_check c WHERE c.tip_id = t.id AND \(TipChecks.mine(viewer)) AND c.shows_photos
                AND c.state <> 'recalled')
            """ : own(viewer, "t.")
        let row = try db.first(
            """
            SELECT p.id, p.file_hash, p.media_type, p.bytes, t.organisation_id
            FROM tip_photo p JOIN tip t ON t.id = p.tip_id WHERE p.id = \(photo) AND p.tip_id = \(id) AND \(isAllowed)
            """)
        guard let row else { throw TipRefusal.notFound }
        if let bar = try TipBars.find(viewer.person, from: row.get(4), on: viewer.day, in: db) {
            throw TipRefusal.bound(bar)
        }
        return try TipPhoto(row)
    }

    /// Ask first whether the viewer may see them.
    static func photos(of id: TipID, in db: SQLConnection) throws -> [TipPhoto] {
        try db.rows("SELECT id, file_hash, media_type, bytes FROM tip_photo WHERE tip_id = \(id) ORDER BY ordinal").map(
            TipPhoto.init)
    }

    static func messages(of id: TipID, in db: SQLConnection) throws -> [TipMessage] {
        try db.rows("SELECT side, content, at FROM tip_message WHERE tip_id = \(id) ORDER BY at, id LIMIT 200").map {
            TipMessage(
                side: TipMessage.Side(rawValue: try $0.get(0)) ?? .office, text: try $0.get(1), at: try $0.get(2))
        }
    }

    private static func events(of id: TipID, in db: SQLConnection) throws -> [TipEvent] {
        try db.rows(
            "SELECT kind, note, person_name, at FROM tip_event WHERE tip_id = \(id) ORDER BY at DESC, id DESC LIMIT 200"
        ).map { TipEvent(kind: try $0.get(0), note: try $0.get(1), person: try $0.get(2), at: try $0.get(3)) }
    }

    private static func looks(of id: TipID, in db: SQLConnection) throws -> [TipLook] {
        try db.rows(
            "SELECT person_name, reason, at FROM tip_look WHERE tip_id = \(id) ORDER BY at DESC, id DESC LIMIT 100"
        ).map { TipLook(person: try $0.get(0), reason: try $0.get(1), at: try $0.get(2)) }
    }
}

extension TipDossier {
    /// What the list shows of it, for somebody who may only give it to somebody else.
    fileprivate init(_ row: TipRow, keptFrom bar: TeamObstacle) {
        self.init(
            row: row, happened: "", text: "", photos: [], messages: [], checks: [], events: [], looks: [],
            ratingWords: "", originalNumber: "", duplicates: [], findingNumber: "", clocks: [], bar: bar)
    }
}

extension TipPhoto {
    fileprivate init(_ row: SQLRow) throws {
        self.init(id: try row.get(0), hash: try row.get(1), mediaType: try row.get(2), bytes: try row.get(3))
    }
}
