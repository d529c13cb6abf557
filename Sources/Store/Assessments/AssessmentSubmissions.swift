import SQLCore
package import Supervision

extension Assessments {
    /// Hands an assessment in when it is complete, freezes what it came to and moves the unit on.
    package static func submit(_ role: Assessment.Role, of inspection: InspectionID, _ act: Act) throws {
        let place = try writable(role, of: inspection, act)
        let framework = try FrameworkVersions.require(place.framework, in: act.db)
        guard let record = try find(role, of: inspection, in: framework, db: act.db) else {
            throw AssessmentRefusal.notFound
        }
        // What was given back was at its step before; it goes in again without another turn.
        if record.returnedAt == nil { try InspectionSteps.require(role.act, of: inspection, in: act.db) }
        if role == .onSite { try requireSelfSettled(inspection, act.db) }
        if role == .own { try SelfReports.requireReady(inspection, act.db) }
        let unit = try unit(of: inspection, in: act.db)
        let draft = Assessment(
            id: record.id, inspection: inspection, role: role, answers: record.values, version: record.version)
        _ = try draft.submitted(by: act.viewer.person, on: act.day, in: framework, unit: unit)
        let tree = Rollup.compute(framework, record.values, unit: unit)
        try freeze(tree, of: record, act)
        if role == .onSite {
            try act.db.execute(
                """
                UPDATE inspection SET score = \(tree.score.formatted()), grade = \(tree.grade), version = version + 1
                WHERE id = \(inspection)
                """)
        }
        try act.record(
            "assessment.submitted", of: "assessment", record.id.rawValue, in: place.place,
            [
                "role": role.rawValue, "inspection": inspection.rawValue, "score": tree.score.stored,
                "maximum": tree.maximum.stored, "grade": tree.grade ?? "",
            ])
        try InspectionSteps.note(role.act, of: inspection, act)
        if role == .onSite { try OpinionClocks.assessmentEnded(inspection, act) }
    }

    /// Gives an assessment back to whoever wrote it, with the office's reason; its result no longer counts.
    package static func `return`(
        _ role: Assessment.Role, of inspection: InspectionID, reason: String, _ act: Act
    ) throws {
        let found = try Inspections.require(inspection, visibleTo: act.viewer, in: act.db)
        guard !reason.isBlank else { throw AssessmentChangeRefusal.noReason }
        try requireReturnable(role, inspection, act.db)
        let row = try act.db.first(
            """
            UPDATE assessment SET state = 'draft', submitted_at = NULL, submitted_by = NULL, returned_at = \(act.at),
                return_reason = \(reason.trimmed), score = NULL, maximum = NULL, grade = NULL, version = version + 1
            WHERE inspection_id = \(inspection) AND role = \(role) AND state = 'submitted' RETURNING id
            """)
        guard let row else { throw AssessmentRefusal.notSubmitted }
        if role == .onSite {
            try act.db.execute(
                "UPDATE inspection SET score = NULL, grade = NULL, version = version + 1 WHERE id = \(inspection)")
        }
        try act.record(
            "assessment.returned", of: "assessment", try row.get(0), in: found.place,
            ["role": role.rawValue, "inspection": inspection.rawValue])
    }

    private static func freeze(_ tree: ScoreTree, of record: AssessmentRecord, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE assessment SET state = 'submitted', submitted_at = \(act.at), submitted_by = \(act.viewer.person),
                returned_at = NULL, return_reason = '', score = \(tree.score.stored),
                maximum = \(tree.maximum.stored), grade = \(tree.grade), version = version + 1
            WHERE id = \(record.id) AND state = 'draft'
            """)
        guard changed == 1 else { throw AssessmentRefusal.submitted }
    }

    private static func requireSelfSettled(_ inspection: InspectionID, _ db: SQLConnection) throws {
        let open = try db.first(
            """
            SELECT 1 FROM assessment WHERE inspection_id = \(inspection) AND role = 'self' AND state = 'draft'
                AND returned_at IS NOT NULL
            """)
        if open != nil { throw AssessmentChangeRefusal.selfReturned }
    }

    /// Nothing that was built on it may stand already.
    private static func requireReturnable(
        _ role: Assessment.Role, _ inspection: InspectionID, _ db: SQLConnection
    ) throws {
        if role == .own, try result(of: inspection, in: db) != nil {
            throw AssessmentChangeRefusal.laterSubmitted(.onSite)
        }
        let given = try db.first(
            "SELECT 1 FROM procedure_act WHERE inspection_id = \(inspection) AND act = \(StepAct.feedback.rawValue)")
        if role != .review, given != nil { throw AssessmentChangeRefusal.opinionGiven }
    }
}
