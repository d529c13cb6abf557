import SQLCore
package import Supervision

extension Assessments {
    /// Hands a sheet in when it is complete, freezes what it came to, and moves the unit on with the last one.
    package static func submit(_ sheet: AssessmentSheet, of inspection: InspectionID, _ act: Act) throws {
        let role = sheet.role
        let place = try writable(sheet, of: inspection, act)
        let framework = try FrameworkVersions.require(place.framework, in: act.db)
        guard let record = try find(sheet, of: inspection, in: framework, db: act.db) else {
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
        if sheet == .onSite {
            try act.db.execute(
                """
                UPDATE inspection SET score = \(tree.score.formatted()), grade = \(tree.grade), version = version + 1
                WHERE id = \(inspection)
                """)
        }
        try act.record(
            "assessment.submitted", of: "assessment", record.id.rawValue, in: place.place,
            [
                "role": role.rawValue, "sheet": "\(sheet.number)", "inspection": inspection.rawValue,
                "score": tree.score.stored, "maximum": tree.maximum.stored, "grade": tree.grade ?? "",
            ])
        if role == .onSite { try InspectionSecrecy.visited(inspection, act) }
        guard try missingSheets(role, of: inspection, in: act.db) == 0 else { return }
        try InspectionSteps.note(role.act, of: inspection, act)
        if role == .onSite { try OpinionClocks.assessmentEnded(inspection, act) }
    }

    /// Gives a sheet back to whoever wrote it, with the office's reason; its result no longer counts.
    package static func `return`(
        _ sheet: AssessmentSheet, of inspection: InspectionID, reason: String, _ act: Act
    ) throws {
        let found = try Inspections.require(inspection, visibleTo: act.viewer, in: act.db)
        guard !reason.isBlank else { throw AssessmentChangeRefusal.noReason }
        try requireReturnable(sheet, inspection, act.db)
        let row = try act.db.first(
            """
            UPDATE assessment SET state = 'draft', submitted_at = NULL, submitted_by = NULL, returned_at = \(act.at),
                return_reason = \(reason.trimmed), score = NULL, maximum = NULL, grade = NULL, version = version + 1
            WHERE inspection_id = \(inspection) AND role = \(sheet.role) AND sheet = \(sheet.number)
                AND state = 'submitted' RETURNING id
            """)
        guard let row else { throw AssessmentRefusal.notSubmitted }
        if sheet == .onSite {
            try act.db.execute(
                "UPDATE inspection SET score = NULL, grade = NULL, version = version + 1 WHERE id = \(inspection)")
        }
        try act.record(
            "assessment.returned", of: "assessment", try row.get(0), in: found.place,
            ["role": sheet.role.rawValue, "sheet": "\(sheet.number)", "inspection": inspection.rawValue])
    }

    /// How many of the campaign's frameworks have no submitted assessment of that role yet.
    static func missingSheets(
        _ role: Assessment.Role, of inspection: InspectionID, in db: SQLConnection
    ) throws -> Int {
        try db.first(
            """
            SELECT 1 + (SELECT count(*) FROM campaign_framework x WHERE x.campaign_id = i.campaign_id)
                - (SELECT count(*) FROM assessment a WHERE a.inspection_id = i.id AND a.role = \(role)
                    AND a.state = 'submitted')
            FROM inspection i WHERE i.id = \(inspection)
            """)?.get(0) ?? 0
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
        _ sheet: AssessmentSheet, _ inspection: InspectionID, _ db: SQLConnection
    ) throws {
        let role = sheet.role
        let later = AssessmentSheet(.onSite, number: sheet.number)
        if role == .own, try result(of: inspection, sheet: later, in: db) != nil {
            throw AssessmentChangeRefusal.laterSubmitted(.onSite)
        }
        let given = try db.first(
            "SELECT 1 FROM procedure_act WHERE inspection_id = \(inspection) AND act = \(StepAct.feedback.rawValue)")
        if role != .review, given != nil { throw AssessmentChangeRefusal.opinionGiven }
    }
}
