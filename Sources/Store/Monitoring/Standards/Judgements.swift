package import SQLCore
package import Supervision

/// A county's year by a standard, as judgements and duties lie under it.
package struct JudgementKey: Sendable, Hashable {
    package let standard: String
    package let region: String
    package let year: Int

    package init(standard: String, region: String, year: Int) {
        self.standard = standard
        self.region = region
        self.year = year
    }

    init(_ county: StandardCounty) {
        self.init(standard: county.standard.code, region: county.region, year: county.year)
    }
}

/// The judgement table: what people found about conditions that no figure decides.
package enum Judgements {
    /// Gives a judgement, or takes one back; who saw an older one is told.
    @discardableResult
    package static func give(
        _ new: NewJudgement, _ key: JudgementKey, at place: Place, _ act: Act
    ) throws -> JudgementID {
        let last: Int? = try act.db.first(
            """
            SELECT max(version) FROM judgement WHERE region = \(key.region) AND standard = \(key.standard)
                AND year = \(key.year) AND condition_code = \(new.condition)
            """)?.get(0)
        guard (last ?? 0) == new.seen else { throw LedgerRefusal.stale }
        let id: JudgementID = act.newID()
        try act.db.execute(
            """
            INSERT INTO judgement (id, standard, region, year, condition_code, version, grade, basis, by_person, by_name,
                at, province, city, county, zone)
            VALUES (\(id), \(key.standard), \(key.region), \(key.year), \(new.condition), \(new.seen + 1), \(new.grade),
                \(new.basis), \(act.viewer.person), \(act.viewer.name), \(act.at), \(place.province), \(place.city),
                \(place.county), \(place.zone))
            """)
        try act.record(
            new.grade == .undetermined ? "judgement.withdrawn" : "judgement.given", of: "judgement", id.rawValue,
            in: place,
            [
                "standard": key.standard, "region": key.region, "year": "\(key.year)", "condition": new.condition,
                "grade": new.grade.rawValue,
            ])
        return id
    }

    /// The newest of each condition.
    package static func current(
        _ key: JudgementKey, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: JudgementRecord] {
        let all = try rows(
            "j.region = \(key.region) AND j.standard = \(key.standard) AND j.year = \(key.year)", viewer, db)
        return Dictionary(all.map { ($0.condition, $0) }) { $0.version > $1.version ? $0 : $1 }
    }

    /// Everything that was ever judged of a condition that year, the latest first.
    package static func history(
        of condition: String, _ key: JudgementKey, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [JudgementRecord] {
        try rows(
            """
            j.region = \(key.region) AND j.standard = \(key.standard) AND j.year = \(key.year)
            AND j.condition_code = \(condition)
            """, viewer, db
        ).sorted { $0.version > $1.version }
    }

    private static func rows(_ condition: SQL, _ viewer: Viewer, _ db: SQLConnection) throws -> [JudgementRecord] {
        try db.rows(
            """
            SELECT j.id, j.condition_code, j.version, j.grade, j.basis, j.by_name, j.at FROM judgement j
            WHERE \(visible(to: viewer)) AND \(condition) ORDER BY j.condition_code, j.version
            """
        ).map { row in
            try JudgementRecord(
                id: row.get(0), condition: row.get(1), version: row.get(2),
                judgement: Judgement(row.get(3), basis: row.get(4)), byName: row.get(5), at: row.get(6))
        }
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "j.")
    }
}

extension StandardGrade: SQLConvertible {}
