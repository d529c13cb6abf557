package import SQLCore
package import Store
package import Supervision

/// A district's primary schools and a local round that samples three of them, five pupils each.
package enum QualityMonitoring {
    /// `p-1` to `p-6` of `CollectionSample` with 30, 60, … pupils in grade 4.
    package static func round(
        _ method: QualityRound.Method = .sample, level: QualityRound.Level = .local, schools: Int = 3,
        in database: any SQLDatabase
    ) async throws -> QualityRoundID {
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let new = QualityRound(
                id: act.newID(), title: "2026年监测", year: 2026, level: level, method: method,
                subjects: [QualitySubject("数学"), QualitySubject("语文")],
                grades: [QualityGrade("4", schools: schools, pupils: 5)], rosterDueOn: "2026-03-20")
            try QualityRounds.create(
                new, counties: try QualityCounties.find([(name: "500101", kind: .sample)], act), act)
            guard method != .given else { return new.id }
            try size(new.id, act)
            return new.id
        }
    }

    private static func size(_ id: QualityRoundID, _ act: Act) throws {
        let rows = try QualityFrames.list(
            of: id, QualityFrameFilter(), PageRequest(size: 200), visibleTo: act.viewer, in: act.db
        ).rows
        try QualityFrames.save(
            rows.enumerated().map { number, row in
                QualityFrameEntry(
                    grade: row.grade, organisation: row.organisation, stratum: row.stratum, size: 30 * (number + 1),
                    excluded: ""
                )
            }, of: id, act)
    }

    /// An act of the district's office with the round's present version.
    package static func step(
        _ id: QualityRoundID, in database: any SQLDatabase, _ body: @escaping @Sendable (Int, Act) throws -> Void
    ) async throws {
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try body(try QualityRounds.require(id, visibleTo: act.viewer, in: act.db).round.version, act)
        }
    }

    /// Frozen and drawn by the seed `s`.
    package static func drawn(_ id: QualityRoundID, in database: any SQLDatabase) async throws {
        try await step(id, in: database) { try QualityFrames.freeze(id, version: $0, $1) }
        try await step(id, in: database) { _ = try QualityFrames.draw(id, seed: "s", version: $0, $1) }
    }

    package static func schools(_ id: QualityRoundID, in database: any SQLDatabase) async throws -> [QualitySchool] {
        try await database.read { db in try QualitySchools.all(of: id, in: db) }
    }

    /// Twelve pupils of two classes for each school, handed in by the office.
    package static func rosters(_ id: QualityRoundID, in database: any SQLDatabase) async throws {
        for school in try await schools(id, in: database) {
            try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
                try QualityPupils.replace(pupils(12), of: school.id, version: school.version, act)
                try QualityPupils.submit(school.id, version: school.version + 1, act)
            }
        }
    }

    /// Sampled with its rosters, five pupils a school drawn by the seed `x`, the test under way.
    package static func tested(_ id: QualityRoundID, in database: any SQLDatabase) async throws {
        try await drawn(id, in: database)
        try await rosters(id, in: database)
        try await step(id, in: database) { try QualityPupils.draw(id, seed: "x", version: $0, $1) }
        try await step(id, in: database) {
            try QualityRounds.move(id, "quality.testing", version: $0, $1) { try $0.testing() }
        }
    }

    package static func pupils(_ count: Int) -> [RosterPupil] {
        (0..<count).map { number in
            RosterPupil(
                number: "N\(100 + number)", name: "学生\(number)", sex: number % 2 == 0 ? "男" : "女",
                className: "\(number % 2 + 1)班")
        }
    }
}
