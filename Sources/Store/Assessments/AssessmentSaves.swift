import SQLCore
package import Supervision

extension Assessments {
    /// Stores answers of the viewer's own assessment, each by itself, in one audit entry.
    ///
    /// `version` is the assessment's when the page was shown. A criterion that somebody else has answered since is
    /// not overwritten; the outcome says what they answered. Few statements, because an autosave calls it with
    /// every pause in typing.
    package static func save(
        _ changes: [TypedAnswer], as sheet: AssessmentSheet, of inspection: InspectionID, version: Int, _ act: Act
    ) throws -> SaveOutcome {
        try save(changes, in: try writable(sheet, of: inspection, act), version: version, act)
    }

    /// As above, for whoever was found to write there.
    static func save(
        _ changes: [TypedAnswer], in place: AssessmentPlace, version: Int, _ act: Act
    ) throws -> SaveOutcome {
        let framework = try FrameworkVersions.require(place.framework, in: act.db)
        let kinds = framework.kinds
        let known = try current(changes.map(\.criterion), of: place.assessment, kinds, act.db)
        var outcome = SaveOutcome()
        outcome.version = version
        var next: [(criterion: String, answer: NextAnswer)] = []
        for change in changes {
            guard let kind = kinds[change.criterion] else {
                throw AssessmentRefusal.unknownCriterion(change.criterion)
            }
            let stored = known[change.criterion]
            switch NextAnswer(stored).applying(change, kind: kind) {
            case .failure(let problem): outcome.problems[change.criterion] = problem.sentence
            case .success(let answer) where answer == NextAnswer(stored): outcome.saved.append(change.criterion)
            case .success(let answer):
                if let stored, stored.version > version, stored.by != act.viewer.person {
                    outcome.isConflict = true
                    outcome.problems[change.criterion] = stored.told
                } else {
                    next.append((change.criterion, answer))
                }
            }
        }
        if !next.isEmpty { try store(next, in: place, act) }
        outcome.saved += next.map(\.criterion)
        return outcome
    }

    private static func current(
        _ criteria: [String], of assessment: AssessmentID, _ kinds: [String: Criterion.Kind], _ db: SQLConnection
    ) throws -> [String: StoredAnswer] {
        var known: [String: StoredAnswer] = [:]
        let rows = try db.rows(
            "\(StoredAnswer.query) WHERE w.assessment_id = \(assessment) AND w.criterion_id IN (\(list: criteria))")
        for row in rows {
            let criterion: String = try row.get(0)
            known[criterion] = try kinds[criterion].map { try StoredAnswer(row, kind: $0) }
        }
        return known
    }

    private static func store(
        _ answers: [(criterion: String, answer: NextAnswer)], in place: AssessmentPlace, _ act: Act
    ) throws {
        let version: Int =
            try act.db.first(
                """
                UPDATE assessment SET version = version + 1 WHERE id = \(place.assessment) AND state = 'draft'
                RETURNING version
                """)?.get(0) ?? 0
        guard version > 0 else { throw AssessmentRefusal.submitted }
        let rows = answers.map { criterion, answer -> SQL in
            """
            (\(place.assessment), \(criterion), \(answer.value?.text), \(answer.note), \(!answer.isApplicable),
            \(act.at), \(act.viewer.person), \(version))
            """
        }
        try act.db.execute(
            """
            INSERT INTO answer (assessment_id, criterion_id, value, note, not_applicable, updated_at, updated_by,
                version)
            VALUES \(SQL.joined(rows, separator: ", "))
            ON CONFLICT (assessment_id, criterion_id) DO UPDATE SET value = excluded.value, note = excluded.note,
                not_applicable = excluded.not_applicable, updated_at = excluded.updated_at,
                updated_by = excluded.updated_by, version = excluded.version
            """)
        let digest = sha256(answers.map { "\($0.criterion)=\($0.answer.value?.text ?? "")" }.joined(separator: "\n"))
        try act.record(
            "assessment.saved", of: "assessment", place.assessment.rawValue, in: place.place,
            ["criteria": answers.map(\.criterion).joined(separator: " "), "sha256": digest])
    }
}

extension StoredAnswer {
    /// What somebody else answered meanwhile.
    fileprivate var told: String {
        let words = note.isEmpty ? "" : "，说明：\(note.prefix(60))"
        return "刚由\(byName)于\(at.chinese.suffix(5))改为“\(text)”\(words)。您的内容没有覆盖它；请刷新页面后再决定。"
    }
}
