package import SQLCore
package import Supervision

/// How a round's schools were drawn, for whoever checks it.
extension QualityFrames {
    /// What anybody needs to repeat the draw; nil before it.
    package static func publicRecord(of record: QualityRoundRecord, in db: SQLConnection) throws -> QualityRecord? {
        guard let seed = record.round.seed, record.round.method == .sample else { return nil }
        let rows = try all(record.id, db).filter { $0.excluded.isEmpty }
        var published = QualityRecord(try frame(rows), asked: record.round.asked, seed: seed)
        published.frameHash = record.round.frameHash ?? ""
        // As it was drawn, not as it would be drawn now: whoever checks finds a difference.
        published.selected = try db.rows(
            "SELECT region, grade, code, chance FROM quality_school WHERE round_id = \(record.id) ORDER BY position"
        ).map {
            try .init(county: $0.get(0), grade: $0.get(1), code: $0.get(2), chance: $0.get(3))
        }
        return published
    }

    /// What somebody should know about the sample, worked out again.
    package static func notes(of record: QualityRoundRecord, in db: SQLConnection) throws -> QualitySample? {
        guard let seed = record.round.seed, record.round.method == .sample else { return nil }
        let frame = try frame(try all(record.id, db).filter { $0.excluded.isEmpty })
        return QualitySampling(frame, asked: record.round.asked, seed: seed).sample()
    }
}
