import SQLCore
import Supervision

extension Todos {
    /// What a unit has to do: its findings, its self-assessment, opinions that wait for its word.
    static func unitQueues(of viewer: Viewer) -> [TodoQueue] {
        guard case .organisation(let unit) = viewer.scope else { return [] }
        return [
            finding(.acknowledge, "issued", of: unit), finding(.plan, "acknowledged", of: unit),
            finding(.rectify, "planned", of: unit), finding(.rectifyAgain, "returned", of: unit),
            milestones(of: viewer), selfAssessment(of: unit), opinion(.receive, "delivered", of: unit),
            opinion(.defend, "received", of: unit), opinion(.acknowledgeOpinion, "sent", of: unit), documents(of: unit),
            readRecusals(of: viewer), planDuties(of: viewer), collectionQueue(of: unit),
            rosterQueue(of: unit),
            receiptQueue(of: unit),
        ] + preparationQueues(of: unit, on: viewer.day) + ratingQueues(of: unit, on: viewer.day)
    }

    /// What was sent to the unit and nobody has signed for; a 督导意见书 is signed for on its own page.
    private static func documents(of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: .receiveDocument, columns: "d.id AS subject, d.title AS about, '' AS who, NULL AS due",
            source: """
                FROM document_recipient r JOIN document d ON d.id = r.document_id
                WHERE r.organisation_id = \(unit) AND r.kind = 'main' AND r.received_on IS NULL AND d.state = 'sent'
                    AND d.kind <> 'opinion'
                """, order: "d.sent_on, d.id")
    }

    private static func finding(_ kind: TodoKind, _ state: String, of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: kind,
            columns: "p.finding_id AS subject, p.problem AS about, coalesce(p.number, '') AS who, p.due_on AS due",
            source: "FROM finding_part p WHERE p.organisation_id = \(unit) AND p.state = \(state)",
            order: "p.due_on, p.id",
            mayBeUndetermined: true)
    }

    /// Stages that are late or due within a week.
    private static func milestones(of viewer: Viewer) -> TodoQueue {
        var filter = MilestoneFilter()
        filter.isOwn = true
        filter.group = .soon
        return TodoQueue(
            kind: .reachMilestone,
            columns: "m.finding_id AS subject, m.title AS about, coalesce(p.number, '') AS who, m.due_on AS due",
            source: """
                FROM finding_milestone m JOIN finding_part p ON p.id = m.part_id
                WHERE \(Milestones.matching(filter, viewer))
                """, order: "m.due_on, m.id")
    }

    private static func selfAssessment(of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: .selfAssess,
            columns: "i.id AS subject, c.name AS about, i.step_name AS who, \(due("i.id", side: "unit")) AS due",
            source: """
                FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                WHERE i.organisation_id = \(unit) AND i.state = 'running' AND \(Inspections.wanting(.selfAssessment))
                    AND NOT i.hidden
                """, order: "i.id")
    }

    private static func opinion(_ kind: TodoKind, _ state: String, of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: kind,
            columns:
                "o.inspection_id AS subject, c.name AS about, '' AS who, \(due("o.inspection_id", side: "unit")) AS due",
            source: """
                FROM opinion o JOIN inspection i ON i.id = o.inspection_id JOIN campaign c ON c.id = i.campaign_id
                WHERE o.organisation_id = \(unit) AND o.state = \(state) AND NOT i.hidden
                """, order: "o.id", mayBeUndetermined: true)
    }

    /// The next day by which a side has to act on a subject; empty while it is not known, NULL where nothing runs.
    static func due(_ subject: SQL, side: String) -> SQL {
        """
        (SELECT min(coalesce(d.due_on, '')) FROM deadline d WHERE d.subject_id = \(subject) AND d.side = \(side)
            AND d.met_on IS NULL AND d.cancelled_on IS NULL)
        """
    }
}
