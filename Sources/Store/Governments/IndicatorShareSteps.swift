import SQLCore
package import Supervision

extension IndicatorShares {
    /// The lead's answer, kept in the government's self-assessment; a helper's words are kept with its part.
    package static func save(
        _ id: IndicatorShareID, answer: TypedAnswer, report: String, version: Int, _ act: Act
    ) throws -> SaveOutcome {
        let row = try requireOpen(id, act)
        var outcome = SaveOutcome()
        if row.share.kind == .lead {
            let place = try assessment(of: row, act)
            // Only this department answers the criterion, so what it sees is what there is.
            let now: Int =
                try act.db.first("SELECT version FROM assessment WHERE id = \(place.assessment)")?.get(0) ?? 1
            outcome = try Assessments.save([answer], in: place, version: now, act)
        } else {
            guard report.count <= IndicatorShare.reportLimit else { throw ShareRefusal.reportTooLong }
            let changed = try act.db.execute(
                """
                UPDATE indicator_share SET report = \(report.trimmed), version = version + 1
                WHERE id = \(id) AND version = \(version)
                """)
            guard changed == 1 else { throw ShareRefusal.stale }
            try act.record("share.saved", of: "indicator-share", id.rawValue, in: row.place)
        }
        return outcome
    }

    /// Hands the part to the government; what was typed was saved before.
    package static func report(_ id: IndicatorShareID, report: String, _ act: Act) throws {
        let row = try requireOpen(id, act)
        let (isAnswered, lacksEvidence) = try standing(of: row, act.db)
        let next = try row.share.reported(
            report, isAnswered: isAnswered, lacksEvidence: lacksEvidence, by: act.viewer.person, on: act.day)
        try store(next, act)
        try Deadlines.met(id.rawValue, rule: rule, on: act.day, act)
        try act.record(
            "share.reported", of: "indicator-share", id.rawValue, in: row.place, ["criterion": row.share.criterion])
    }

    /// The government gives a part back.
    package static func giveBack(_ id: IndicatorShareID, reason: String, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        _ = try SelfReports.requireOpen(row.share.inspection, act)
        try store(try row.share.returned(reason), act)
        try Deadlines.resume(id.rawValue, rule: rule, dueOn: nil, act)
        try act.record("share.returned", of: "indicator-share", id.rawValue, in: row.place)
    }

    /// Reminds departments that have not reported; gives how many parts.
    package static func remind(_ inspection: InspectionID, _ act: Act) throws -> Int {
        let found = try SelfReports.requireOpen(inspection, act)
        let count = try act.db.execute(
            """
            UPDATE indicator_share SET reminded_on = \(act.day) WHERE inspection_id = \(inspection) AND state <> 'reported'
            """)
        if count > 0 {
            try act.record(
                "shares.reminded", of: "inspection", inspection.rawValue, in: found.place, ["parts": "\(count)"])
        }
        return count
    }

    /// The part, if it is the viewer's department's and still to be reported.
    package static func requireOpen(_ id: IndicatorShareID, _ act: Act) throws -> IndicatorShareRow {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        guard case .organisation(row.share.organisation) = act.viewer.scope else { throw ShareRefusal.notYours }
        guard !row.isSubmitted else { throw ShareRefusal.submitted }
        guard row.share.state != .reported else { throw ShareRefusal.reportedAlready }
        return row
    }

    /// Where a department's evidence goes: into the government's self-assessment, at its criterion.
    package static func evidencePlace(
        _ id: IndicatorShareID, _ act: Act
    ) throws -> (assessment: AssessmentID, criterion: String, place: Place) {
        let row = try requireOpen(id, act)
        let place = try assessment(of: row, act)
        return (place.assessment, row.share.criterion, place.place)
    }

    /// The government's self-assessment, begun now when it is at that step.
    private static func assessment(of row: IndicatorShareRow, _ act: Act) throws -> AssessmentPlace {
        let inspection = row.share.inspection
        guard let framework = row.framework else { throw AssessmentChangeRefusal.noFramework }
        let known = try act.db.first(
            "SELECT id FROM assessment WHERE inspection_id = \(inspection) AND role = 'self' AND sheet = 1")
        if let known {
            return AssessmentPlace(assessment: try known.get(0), framework: framework, place: row.place)
        }
        try InspectionSteps.require(.selfAssessment, of: inspection, in: act.db)
        let new: AssessmentID = act.newID()
        try act.db.execute(
            """
            INSERT INTO assessment (id, inspection_id, role, sheet, state, version)
            VALUES (\(new), \(inspection), 'self', 1, 'draft', 1)
            """)
        return AssessmentPlace(assessment: new, framework: framework, place: row.place)
    }

    private static func standing(
        of row: IndicatorShareRow, _ db: SQLConnection
    ) throws -> (isAnswered: Bool, lacksEvidence: Bool) {
        guard let id = row.framework else { return (false, false) }
        let framework = try FrameworkVersions.require(id, in: db)
        guard let criterion = framework.node(row.share.criterion)?.criterion else {
            throw ShareRefusal.unknownCriterion(row.share.criterion)
        }
        let record = try Assessments.find(.own, of: row.share.inspection, in: framework, db: db)
        let answer = record?.answers[row.share.criterion]
        let isApplicable = answer?.isApplicable ?? true
        let files = record?.evidence[row.share.criterion]?.count ?? 0
        return (
            answer?.value != nil || !isApplicable, criterion.requiresEvidence && isApplicable && files == 0
        )
    }

    private static func store(_ next: IndicatorShare, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE indicator_share SET state = \(next.state), report = \(next.report),
                return_reason = \(next.returnReason), reported_on = \(next.reportedOn),
                reported_by = \(next.reportedBy), version = version + 1
            WHERE id = \(next.id) AND version = \(next.version - 1)
            """)
        guard changed == 1 else { throw ShareRefusal.stale }
    }
}
