package import SQLCore
package import Store
package import Supervision

/// A tip of the first district of `FindingSamples`, with words that nobody but its office may ever see.
package enum TipSample {
    package static let words = "周三中午食堂的汤里有头发，同桌小雨也看到了，跟生活老师说了没有人管。"
    package static let name = "柳如眉"
    package static let contact = "13912345678"
    package static let secret = "0123456789abcdef0123456789abcdef"
    package static let brief = "查看食堂供餐和留样。"

    /// What may stand on no page and in no file but the office's own page of the tip.
    package static let secrets = ["小雨也看到", "柳如眉", "13912345678", TipCode.of(secret: secret)]

    package static var code: String { TipCode.of(secret: secret) }

    package static func new(
        _ unit: OrganisationID? = "school-500101", topic: TipTopic = .food, secret: String = secret,
        photos: [StoredFile] = [], unitName: String = ""
    ) -> NewTip {
        NewTip(
            topic: topic, unit: unit, unitName: unitName, happened: "周三中午", text: words, name: name, contact: contact,
            photos: photos, code: TipCode.of(secret: secret))
    }

    /// Comes from the public on a day; gives its id.
    @discardableResult
    package static func lodge(
        _ new: NewTip = new(), on day: Day = FindingSamples.day, from caller: TipCaller? = nil,
        in database: any SQLDatabase
    ) async throws -> TipID {
        try await FindingSamples.act(as: .system(on: day), in: database) { act in
            try Tips.lodge(new, from: caller, act)
            guard let found = try TipFollowUps.find(code: new.code, in: act.db) else { throw TipRefusal.noCode }
            return found.id
        }
    }

    /// Somebody of an office, so that a tip can name them as its handler.
    package static func person(_ id: String, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO person (id, name, created_at) VALUES (\(id), \(id), '2026-01-01T00:00:00.000Z')
            ON CONFLICT (id) DO NOTHING
            """)
    }
}
