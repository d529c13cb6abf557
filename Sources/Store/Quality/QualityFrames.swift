import SQLCore
package import Supervision

/// What the office says of one row.
package struct QualityFrameEntry: Sendable, Equatable {
    package let grade: String
    package let organisation: OrganisationID
    package let stratum: String
    package let size: Int?
    package let excluded: String

    package init(grade: String, organisation: OrganisationID, stratum: String, size: Int?, excluded: String) {
        (self.grade, self.organisation, self.stratum) = (grade, organisation, stratum)
        (self.size, self.excluded) = (size, excluded)
    }
}

/// The quality_frame table: prepared, frozen, drawn from.
package enum QualityFrames {
    /// All open schools of the counties that have the grade, with what is known of their pupils.
    static func propose(
        _ round: QualityRound, _ counties: [QualityCounty], grades: [QualityGrade]? = nil, _ act: Act
    ) throws {
        for county in counties {
            let units = try candidates(in: county.region, act.db)
            let known = try records(of: units.map(\.id), year: round.year, act.db)
            for grade in grades ?? round.grades {
                let rows = units.filter { $0.stages.contains(grade.stage) }.map { unit -> SQL in
                    let size = size(of: unit, grade, known[unit.id])
                    return """
                        (\(round.id), \(grade.code), \(unit.id), \(county.region), \(unit.code), \(unit.name), \(unit.stratum),
                        \(size), '')
                        """
                }
                try insert(rows, act.db)
            }
        }
    }

    /// After an edit: rows of grades and counties that are gone go too, new ones are proposed.
    ///
    /// Where the schools are given from above now, those that were proposed go: the office lists who was drawn.
    static func fit(
        _ round: QualityRound, _ counties: [QualityCounty], was method: QualityRound.Method, _ act: Act
    ) throws {
        if round.method == .given, method != .given {
            try act.db.execute("DELETE FROM quality_frame WHERE round_id = \(round.id)")
        }
        try act.db.execute(
            """
            DELETE FROM quality_frame WHERE round_id = \(round.id) AND (grade NOT IN (\(list: round.grades.map(\.code)))
                OR region NOT IN (\(list: counties.map(\.region))))
            """)
        if round.method != .given { try propose(round, counties, act) }
    }

    private static func insert(_ rows: [SQL], _ db: SQLConnection) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            try db.execute(
                """
                INSERT INTO quality_frame (round_id, grade, organisation_id, region, code, name, stratum, size, excluded)
                VALUES \(.joined(Array(rest.prefix(200)), separator: ", "))
                ON CONFLICT (round_id, grade, organisation_id) DO NOTHING
                """)
            rest = rest.dropFirst(200)
        }
    }

    private struct Candidate {
        let id: OrganisationID
        let code: String
        let name: String
        let stages: Set<Stage>
        let pupils: Int?
        let tags: Set<String>

        /// Where it lies, if its tags say so.
        var stratum: String { ["城区", "镇区", "乡村"].first(where: tags.contains) ?? "" }
    }

    /// By where they lie, whoever manages them.
    private static func candidates(in region: String, _ db: SQLConnection) throws -> [Candidate] {
        try db.rows(
            """
            SELECT o.id, o.code, o.name, o.stages, o.pupils, o.tags FROM organisation o
            WHERE o.state = 'open' AND o.kind IN ('school', 'kindergarten')
                AND o.region_code IN (SELECT code FROM region WHERE code = \(region) OR parent = \(region))
            ORDER BY o.code
            """
        ).map { row in
            try Candidate(
                id: row.get(0), code: row.get(1), name: row.get(2), stages: CollectionUnits.stages(row.get(3)),
                pupils: row.get(4),
                tags: Set((row.get(5) as String).split(separator: " ").map(String.init)))
        }
    }

    /// What the schools reported for the year, or for the one before.
    private static func records(
        of units: [OrganisationID], year: Int, _ db: SQLConnection
    ) throws -> [OrganisationID: RecordedValues] {
        let now = try CollectionRecords.values(of: units, year: year, in: db).filter { !$0.value.isEmpty }
        return try CollectionRecords.values(of: units, year: year - 1, in: db).merging(now) { $1 }
    }

    /// The stage's pupils spread over its grades, rounded up; a total of several stages says nothing of one grade.
    private static func size(of unit: Candidate, _ grade: QualityGrade, _ known: RecordedValues?) -> Int? {
        let reported = known?["\(grade.stage.rawValue).pupils"].map { $0.scaled / Points.scale }
        let total = reported ?? (unit.stages.count == 1 ? unit.pupils : nil)
        let grades = QualityGrade.grades(of: grade.stage)
        return total.map { ($0 + grades - 1) / grades }
    }

    /// Takes one school in by name or code, such as one that the centre has drawn.
    package static func add(_ name: String, grade: String, to id: QualityRoundID, _ act: Act) throws {
        let record = try requirePreparing(id, act)
        guard record.round.grade(grade) != nil else { throw QualityRefusal.notFound }
        guard let unit = try Organisations.find(named: name, visibleTo: act.viewer, in: act.db) else {
            throw QualityRefusal.noUnit(name)
        }
        let counties = try QualityCounties.list(of: id, visibleTo: act.viewer, in: act.db).map(\.region)
        let place = unit.organisation.facts.place
        let parent: String? = try act.db.first("SELECT parent FROM region WHERE code = \(place)")?.get(0)
        guard let region = counties.first(where: { $0 == place }) ?? counties.first(where: { $0 == parent }) else {
            throw QualityRefusal.noCounty(place)
        }
        try insert(
            [
                """
                (\(id), \(grade), \(unit.id), \(region), \(unit.organisation.code.text), \(unit.organisation.name), '',
                \(nil as Int?), '')
                """
            ], act.db)
        try act.record("quality.schoolAdded", of: "quality-round", id.rawValue, in: record.place)
    }

    package static func save(_ entries: [QualityFrameEntry], of id: QualityRoundID, _ act: Act) throws {
        let record = try requirePreparing(id, act)
        for entry in entries {
            try act.db.execute(
                """
                UPDATE quality_frame SET stratum = \(entry.stratum), size = \(entry.size), excluded = \(entry.excluded)
                WHERE round_id = \(id) AND grade = \(entry.grade) AND organisation_id = \(entry.organisation)
                """)
        }
        try act.record(
            "quality.frameSaved", of: "quality-round", id.rawValue, in: record.place, ["rows": "\(entries.count)"])
    }

    /// The frame stands; where nothing is drawn all of it takes part at once.
    package static func freeze(_ id: QualityRoundID, version: Int, _ act: Act) throws {
        let record = try requirePreparing(id, act)
        let rows = try all(id, act.db).filter { $0.excluded.isEmpty }
        for grade in record.round.grades where !rows.contains(where: { $0.grade == grade.code }) {
            throw QualityRefusal.emptyFrame(grade.label)
        }
        let unsized = record.round.method == .sample ? rows.filter { $0.size == nil } : []
        guard unsized.isEmpty else { throw QualityRefusal.sizeMissing(unsized.prefix(5).map(\.name), unsized.count) }
        let next = try record.round.framed(try frame(rows).hash)
        try QualityRounds.store(next, was: version, act)
        try act.db.execute("UPDATE quality_round SET framed_at = \(act.at) WHERE id = \(id)")
        if next.method != .sample {
            let chance = next.method == .census ? Chance.certain.text : ""
            try QualitySchools.insert(rows.map { ($0, chance) }, of: next, act)
        }
        try act.record(
            "quality.framed", of: "quality-round", id.rawValue, in: record.place, ["hash": next.frameHash ?? ""])
    }

    package static func thaw(_ id: QualityRoundID, version: Int, _ act: Act) throws {
        let record = try QualityRounds.requireOwn(id, act)
        try QualityRounds.store(try record.round.thawed(), was: version, act)
        try act.db.execute("UPDATE quality_round SET framed_at = NULL WHERE id = \(id)")
        try act.record("quality.thawed", of: "quality-round", id.rawValue, in: record.place)
    }

    /// Draws the schools; gives what somebody should know about it.
    @discardableResult
    package static func draw(_ id: QualityRoundID, seed: String, version: Int, _ act: Act) throws -> [String] {
        let record = try QualityRounds.requireOwn(id, act)
        let next = try record.round.sampled(seed: seed)
        let rows = try all(id, act.db).filter { $0.excluded.isEmpty }
        let frame = try frame(rows)
        let sample = QualitySampling(frame, asked: next.asked, seed: seed).sample()
        let known = Dictionary(rows.map { (["\($0.region)", $0.grade, $0.code], $0) }) { first, _ in first }
        try QualitySchools.insert(
            sample.schools.compactMap { school in
                known[[school.county, school.grade, school.code]].map { ($0, school.chance.text) }
            }, of: next, act)
        try QualityRounds.store(next, was: version, act)
        try act.db.execute("UPDATE quality_round SET drawn_at = \(act.at) WHERE id = \(id)")
        try act.record(
            "quality.drawn", of: "quality-round", id.rawValue, in: record.place,
            ["hash": frame.hash, "schools": "\(sample.schools.count)"])
        return sample.notes.map(\.message)
    }

    static func requirePreparing(_ id: QualityRoundID, _ act: Act) throws -> QualityRoundRecord {
        let record = try QualityRounds.requireOwn(id, act)
        guard record.round.state == .preparing else { throw QualityRefusal.wrongState("修改名单", record.round.state) }
        return record
    }

    static func frame(_ rows: [QualityFrameRow]) throws -> QualityFrame {
        try QualityFrame(
            rows.map {
                .init(county: $0.region, grade: $0.grade, stratum: $0.stratum, code: $0.code, size: $0.size ?? 0)
            })
    }

    static func all(_ id: QualityRoundID, _ db: SQLConnection) throws -> [QualityFrameRow] {
        try db.rows(
            "SELECT \(columns) \(source) WHERE f.round_id = \(id) ORDER BY f.grade, f.region, f.code"
        ).map { try QualityFrameRow($0) }
    }

    static let source: SQL = """
        FROM quality_frame f JOIN quality_county c ON c.round_id = f.round_id AND c.region = f.region
        LEFT JOIN quality_school x ON x.round_id = f.round_id AND x.grade = f.grade
            AND x.organisation_id = f.organisation_id
        """

    static let columns: SQL = """
        f.grade, f.organisation_id, f.region, c.name, f.code, f.name, f.stratum, f.size, f.excluded, x.chance
        """
}

extension QualityRound {
    /// Schools wanted of each county, by grade.
    package var asked: [String: Int] { Dictionary(grades.map { ($0.code, $0.schools) }) { first, _ in first } }
}
