import Crypto
package import SQLCore
package import Supervision

/// The quality_key table: what stands between a pupil's number and the digest of it that is kept.
///
/// Numbers are few enough to try them all, so a plain hash would hide nobody. Whoever has the key and the scores can
/// still do so; once the key is deleted with the names of the round, nobody can.
package enum QualityKeys {
    package static func find(_ id: QualityRoundID, in db: SQLConnection) throws -> QualityKey? {
        try db.first("SELECT key FROM quality_key WHERE round_id = \(id)").map { QualityKey(text: try $0.get(0)) }
    }

    package static func require(_ id: QualityRoundID, in db: SQLConnection) throws -> QualityKey {
        guard let key = try find(id, in: db) else { throw QualityRefusal.purged }
        return key
    }

    /// The round's key, made where there is none yet.
    @discardableResult
    package static func make(_ id: QualityRoundID, in db: SQLConnection) throws -> QualityKey {
        if let known = try find(id, in: db) { return known }
        var generator = SystemRandomNumberGenerator()
        let text = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.hexadecimal
        try db.execute("INSERT INTO quality_key (round_id, key) VALUES (\(id), \(text))")
        return QualityKey(text: text)
    }

    static func delete(_ id: QualityRoundID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM quality_key WHERE round_id = \(id)")
    }
}

/// A round's key for pupils of whom there is no roster.
package struct QualityKey: Sendable {
    fileprivate let text: String

    /// Stands for a pupil: HMAC-SHA256 of school, grade and number.
    package func digest(of number: String, school: QualitySchool) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(school.code)/\(school.grade)/\(number)".utf8), using: SymmetricKey(data: Array(text.utf8)))
        return "#" + String(code.hexadecimal.prefix(32))
    }
}
