package import SQLCore
package import Supervision

/// An assessment as its page needs it: answers, who answered last, and where it stands.
package struct AssessmentRecord: Sendable, Equatable {
    package let id: AssessmentID
    package let inspection: InspectionID
    package let role: Assessment.Role
    package let state: Assessment.State
    package let submittedAt: Instant?
    package let submittedBy: String
    package let returnReason: String
    package let returnedAt: Instant?
    package let score: Score?
    package let maximum: Score?
    package let grade: String?
    package let version: Int
    package var answers: [String: StoredAnswer]
    package var evidence: [String: [EvidenceFile]]

    /// The answers as the rules take them.
    package var values: [String: Answer] {
        var values: [String: Answer] = [:]
        for criterion in Set(answers.keys).union(evidence.keys) where !criterion.isEmpty {
            let stored = answers[criterion]
            values[criterion] = Answer(
                criterion, stored?.value, note: stored?.note ?? "",
                notApplicable: stored?.isApplicable == false ? stored?.note : nil,
                evidenceCount: evidence[criterion]?.count ?? 0)
        }
        return values
    }
}

/// One answer with who gave it.
package struct StoredAnswer: Sendable, Equatable {
    package let value: Answer.Value?
    package let note: String
    package let isApplicable: Bool
    package let at: Instant
    package let by: PersonID
    package let byName: String
    /// The assessment's version with which it came.
    package let version: Int

    /// As people read it, such as `4`, `较好` or `不适用`.
    package var text: String { isApplicable ? value?.text ?? "未作答" : "不适用" }
}

/// The assessment and answer tables.
package enum Assessments {
    /// The assessment of one role, with answers and evidence; nil until somebody has begun it.
    ///
    /// Ask first whether the viewer may see the inspection.
    package static func find(
        _ sheet: AssessmentSheet, of inspection: InspectionID, in framework: Framework, db: SQLConnection
    ) throws -> AssessmentRecord? {
        let row = try db.first(
            """
            SELECT a.id, a.inspection_id, a.role, a.state, a.submitted_at, p.name, a.return_reason, a.returned_at,
                a.score, a.maximum, a.grade, a.version
            FROM assessment a LEFT JOIN person p ON p.id = a.submitted_by
            WHERE a.inspection_id = \(inspection) AND a.role = \(sheet.role) AND a.sheet = \(sheet.number)
            """)
        guard var record = try row.map(AssessmentRecord.init) else { return nil }
        record.answers = try answers(of: record.id, in: framework, db: db)
        record.evidence = Dictionary(
            grouping: try EvidenceFiles.list(owner: record.id.rawValue, in: db), by: \.criterion)
        return record
    }

    /// What an assessment that was handed in came to; nil before.
    package static func result(
        of inspection: InspectionID, sheet: AssessmentSheet = .onSite, in db: SQLConnection
    ) throws -> AssessmentResult? {
        let row = try db.first(
            """
            SELECT a.score, a.maximum, a.grade, a.submitted_at FROM assessment a
            WHERE a.inspection_id = \(inspection) AND a.role = \(sheet.role) AND a.sheet = \(sheet.number)
                AND a.state = 'submitted'
            """)
        guard let row, let score: String = try row.get(0), let maximum: String = try row.get(1),
            let score = Score(stored: score), let maximum = Score(stored: maximum)
        else { return nil }
        return AssessmentResult(
            score: score, maximum: maximum, grade: try row.get(2) ?? "", submittedAt: try row.get(3))
    }

    /// The unit as it was when it came into the campaign; decides which criteria concern it.
    package static func unit(of inspection: InspectionID, in db: SQLConnection) throws -> UnitProfile {
        let row = try db.first(
            """
            SELECT v.organisation_id, v.code, v.name, v.region_code, v.kind, v.running, v.authority, v.stages, v.tags
            FROM inspection i JOIN organisation_version v ON v.id = i.organisation_version_id WHERE i.id = \(inspection)
            """)
        guard let row else { throw InspectionRefusal.notFound }
        let stages: String = try row.get(7)
        let tags: String = try row.get(8)
        return UnitProfile(
            id: try row.get(0), code: try row.get(1), name: try row.get(2), regionCode: try row.get(3),
            kind: try row.get(4), running: try row.get(5), authority: try row.get(6),
            stages: stages.split(separator: " ").map(String.init), tags: tags.split(separator: " ").map(String.init))
    }

    private static func answers(
        of id: AssessmentID, in framework: Framework, db: SQLConnection
    ) throws -> [String: StoredAnswer] {
        let kinds = framework.kinds
        var answers: [String: StoredAnswer] = [:]
        for row in try db.rows("\(StoredAnswer.query) WHERE w.assessment_id = \(id)") {
            let criterion: String = try row.get(0)
            guard let kind = kinds[criterion] else { continue }
            answers[criterion] = try StoredAnswer(row, kind: kind)
        }
        return answers
    }
}

/// What an assessment came to when it was handed in, frozen with it.
package struct AssessmentResult: Sendable, Equatable {
    package let score: Score
    package let maximum: Score
    package let grade: String
    package let submittedAt: Instant
}

extension Assessment.Role: SQLConvertible {}
extension Assessment.State: SQLConvertible {}

extension Framework {
    /// How each criterion is answered, by its number.
    var kinds: [String: Criterion.Kind] {
        var kinds: [String: Criterion.Kind] = [:]
        for node in leaves { kinds[node.number] = node.criterion?.kind }
        return kinds
    }
}

extension StoredAnswer {
    static var query: SQL {
        """
        SELECT w.criterion_id, w.value, w.note, w.not_applicable, w.updated_at, w.updated_by, p.name, w.version
        FROM answer w LEFT JOIN person p ON p.id = w.updated_by
        """
    }

    init(_ row: SQLRow, kind: Criterion.Kind) throws {
        let text: String? = try row.get(1)
        value = text.flatMap { Answer.Value($0, for: kind) }
        note = try row.get(2)
        isApplicable = !(try row.get(3) as Bool)
        at = try row.get(4)
        by = try row.get(5)
        byName = try row.get(6) ?? ""
        version = try row.get(7)
    }
}

extension AssessmentRecord {
    fileprivate init(_ row: SQLRow) throws {
        let score: String? = try row.get(8)
        let maximum: String? = try row.get(9)
        try self.init(
            id: row.get(0), inspection: row.get(1), role: row.get(2), state: row.get(3), submittedAt: row.get(4),
            submittedBy: row.get(5) ?? "", returnReason: row.get(6), returnedAt: row.get(7),
            score: score.flatMap(Score.init(stored:)), maximum: maximum.flatMap(Score.init(stored:)),
            grade: row.get(10), version: row.get(11), answers: [:], evidence: [:])
    }
}
