package import SQLCore
package import Supervision

/// What a figure was when it was counted for a draft or a published summary.
package struct FigureSnapshot: Sendable, Equatable {
    package let request: FigureRequest
    package let name: String
    package let unit: String
    package let value: FigureValue
    /// What it counted, in words.
    package let words: String
    package let link: String
    package let countedAt: Instant
    /// The last seal of the audit chain at that time; empty before the first.
    package let seal: String

    /// Whether counting it again gives something else.
    package func differs(from now: FigureReading) -> Bool { value != now.value }
}

/// The figure_value table: figures as they were counted for somebody who keeps them.
package enum FigureSnapshots {
    /// Keeps readings for an owner, in the place of those that it had; the owner's own query says who may see them.
    package static func keep(
        _ readings: [FigureReading], for owner: (kind: String, id: String), in place: Place, _ act: Act
    ) throws {
        let seal: String? = try act.db.first("SELECT hash FROM audit_seal ORDER BY sequence DESC LIMIT 1")?.get(0)
        try act.db.execute("DELETE FROM figure_value WHERE owner_id = \(owner.id)")
        var kept: Set<FigureRequest> = []
        for reading in readings where kept.insert(reading.request).inserted {
            try act.db.execute(
                """
                INSERT INTO figure_value (owner_kind, owner_id, figure, period, value, unit, name, words, link, counted_at,
                    seal, province, city, county, zone)
                VALUES (\(owner.kind), \(owner.id), \(reading.request.key), \(reading.request.period.text),
                    \(reading.value.stored), \(reading.figure.unit), \(reading.name), \(reading.words),
                    \(reading.link ?? ""), \(act.at), \(seal ?? ""), \(place.province), \(place.city), \(place.county),
                    \(place.zone))
                """)
        }
    }

    /// What was kept for an owner; ask first whether the viewer may see it.
    package static func of(_ owner: String, in db: SQLConnection) throws -> [FigureSnapshot] {
        try db.rows(
            """
            SELECT figure, period, name, unit, value, words, link, counted_at, seal FROM figure_value
            WHERE owner_id = \(owner) ORDER BY figure, period
            """
        ).map { row in
            let (period, value): (String, String) = (try row.get(1), try row.get(4))
            return try FigureSnapshot(
                request: FigureRequest(written: row.get(0), FigurePeriod(period) ?? .year(1900)), name: row.get(2),
                unit: row.get(3), value: FigureValue(stored: value) ?? .noData, words: row.get(5), link: row.get(6),
                countedAt: row.get(7), seal: row.get(8))
        }
    }

    /// Of an owner's figures those that are something else now, with what they are now.
    package static func changed(
        of owner: String, from book: FigureBook, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(then: FigureSnapshot, now: FigureReading)] {
        let kept = try of(owner, in: db)
        let now = try Figures.read(kept.map(\.request), from: book, visibleTo: viewer, in: db)
        return zip(kept, now).filter { $0.differs(from: $1) }.map { (then: $0, now: $1) }
    }
}
