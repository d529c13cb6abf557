package import SQLCore
package import Supervision

/// What may change at any time before publication: days, levels, the least group that is shown.
package struct QualityTerms: Sendable, Equatable {
    package let rosterDueOn: Day?
    package let testsOn: Day?
    package let smallGroup: Int
    /// By subject; those of subjects that are not there stay.
    package let cuts: [String: [Points]]

    package init(rosterDueOn: Day?, testsOn: Day?, smallGroup: Int, cuts: [String: [Points]]) {
        (self.rosterDueOn, self.testsOn, self.smallGroup, self.cuts) = (rosterDueOn, testsOn, smallGroup, cuts)
    }

    /// The round's subjects by these terms.
    func subjects(of round: QualityRound) -> [QualitySubject] {
        round.subjects.map { subject in
            var next = subject
            next.cuts = cuts[subject.name] ?? subject.cuts
            return next
        }
    }
}

extension QualityRounds {
    /// What the scores say by other levels, nil where the levels stay; it takes long for many pupils, so it is done in a read.
    package static func prepare(
        _ terms: QualityTerms, of id: QualityRoundID, in db: SQLConnection
    ) throws -> PreparedScores? {
        let round = try stored(id, in: db).round
        let subjects = terms.subjects(of: round)
        return subjects == round.subjects
            ? nil : try QualityScores.prepared([], papers: [:], of: id, by: subjects, in: db)
    }

    /// Sets the terms, and with other levels what `prepare` gave; refused where the round went on since.
    package static func set(
        _ terms: QualityTerms, of id: QualityRoundID, _ prepared: PreparedScores?, version: Int, _ act: Act
    ) throws {
        let record = try requireOwn(id, act)
        guard record.round.state < .published else { throw QualityRefusal.wrongState("修改", record.round.state) }
        let subjects = terms.subjects(of: record.round)
        if subjects != record.round.subjects {
            guard let prepared else { throw QualityRefusal.stale }
            try QualityScores.write(prepared, in: act.db)
        }
        let changed = try act.db.execute(
            """
            UPDATE quality_round SET roster_due_on = \(terms.rosterDueOn), tests_on = \(terms.testsOn),
                small_group = \(terms.smallGroup), subjects = \(try JSONColumn.text(subjects)), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw QualityRefusal.stale }
        try act.record("quality.termsSet", of: "quality-round", id.rawValue, in: record.place)
    }
}
