import SQLCore
import Supervision

extension Todos {
    /// What the office has to do: verify, answer, draft, send, chase.
    static func officeQueues(of viewer: Viewer) -> [TodoQueue] {
        [
            late(of: viewer), finding(.verify, "submitted", of: viewer), extensions(of: viewer),
            milestones(of: viewer), reports(of: viewer),
            opinion(.answerDefence, "defended", of: viewer),
            withoutTerm(of: viewer), opinion(.draftOpinion, "settled", of: viewer), teams(of: viewer),
            objections(of: viewer), verdicts(of: viewer), shortTeams(of: viewer), invitations(of: viewer),
            readRecusals(of: viewer), collectionReviewQueue(of: viewer), warningQueue(of: viewer),
            obligationQueue(of: viewer), certificationQueue(of: viewer),
            reportedQueue(of: viewer), markQueue(of: viewer), correctionQueue(of: viewer), tipQueue(of: viewer),
            heldTipQueue(of: viewer), expiryQueue(of: viewer), postingQueue(of: viewer),
        ] + receptionQueues(of: viewer) + planQueues(of: viewer)
    }

    /// What waits for the director's own hand, and what is late.
    static func directorQueues(of viewer: Viewer) -> [TodoQueue] {
        [
            opinion(.approveOpinion, "drafted", of: viewer), finding(.close, "verified", of: viewer),
            documents(of: viewer), objections(of: viewer), noticeQueue(of: viewer), decideRecusals(of: viewer),
            extensions(of: viewer), late(of: viewer), planDuties(of: viewer), collectionReviewQueue(of: viewer),
            warningQueue(of: viewer), reportedQueue(of: viewer), correctionQueue(of: viewer), tipQueue(of: viewer),
            heldTipQueue(of: viewer),
        ]
    }

    /// What the public says against something published, and nobody has answered.
    private static func objections(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .answerObjection, columns: "o.id AS subject, d.title AS about, '' AS who, NULL AS due",
            source: """
                FROM objection o JOIN document d ON d.id = o.document_id
                WHERE \(own(viewer, "o.")) AND o.state <> 'answered'
                """, order: "o.at, o.id")
    }

    /// Units whose 评估 or 验收 waits for its conclusion.
    private static func verdicts(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .judge, columns: "i.id AS subject, c.name AS about, i.name AS who, i.planned_on AS due",
            source: """
                FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                WHERE \(own(viewer, "c.")) AND i.state = 'running' AND \(Inspections.wanting(.verdict))
                """, order: "i.code, i.id")
    }

    private static func finding(_ kind: TodoKind, _ state: String, of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: kind,
            columns: "p.finding_id AS subject, p.problem AS about, p.organisation_name AS who, NULL AS due",
            source: "\(openParts(of: viewer)) AND p.state = \(state)", order: "p.due_on, p.id")
    }

    /// Parts whose unit has the next move and has let the day pass.
    private static func late(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .chase,
            columns: "p.finding_id AS subject, p.problem AS about, p.organisation_name AS who, p.due_on AS due",
            source: """
                \(openParts(of: viewer)) AND p.due_on > '' AND p.due_on < \(viewer.day)
                    AND p.state IN ('issued', 'acknowledged', 'planned', 'returned')
                """, order: "p.due_on, p.id")
    }

    /// In the words of the indexes over open parts, so that only they can be chosen.
    private static func openParts(of viewer: Viewer) -> SQL {
        "FROM finding_part p WHERE \(Findings.own(viewer)) AND p.is_open"
    }

    /// Units that ask for more time; the oldest wish first.
    private static func extensions(of viewer: Viewer) -> TodoQueue {
        var filter = ExtensionFilter()
        filter.isOwn = true
        filter.state = .asked
        return TodoQueue(
            kind: .decideExtension,
            columns: "e.finding_id AS subject, p.problem AS about, p.organisation_name AS who, e.due_before AS due",
            source: """
                FROM finding_extension e JOIN finding_part p ON p.id = e.part_id
                WHERE \(Extensions.matching(filter, viewer))
                """, order: "e.asked_at, e.id")
    }

    /// Stages that a unit says it has reached.
    private static func milestones(of viewer: Viewer) -> TodoQueue {
        var filter = MilestoneFilter()
        filter.isOwn = true
        filter.group = .reported
        return TodoQueue(
            kind: .confirmMilestone,
            columns: "m.finding_id AS subject, m.title AS about, p.organisation_name AS who, NULL AS due",
            source: """
                FROM finding_milestone m JOIN finding_part p ON p.id = m.part_id
                WHERE \(Milestones.matching(filter, viewer))
                """, order: "m.reported_on, m.id")
    }

    /// Shared problems and those from above whose every part is closed.
    private static func reports(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .reportUpward,
            columns: "f.id AS subject, f.problem AS about, coalesce(f.number, '') AS who, NULL AS due",
            source: """
                FROM finding f LEFT JOIN finding_report r ON r.finding_id = f.id AND r.superseded_on IS NULL
                WHERE \(UpwardReports.matching(.due, viewer))
                """, order: "f.issued_on, f.id")
    }

    private static func opinion(_ kind: TodoKind, _ state: String, of viewer: Viewer) -> TodoQueue {
        opinions(kind, "o.state = \(state)", side: "office", of: viewer)
    }

    /// No law counts the days here, so the office has to say them.
    private static func withoutTerm(of viewer: Viewer) -> TodoQueue {
        opinions(.setDefenceTerm, "o.state = 'received' AND o.defence_due IS NULL", side: "office", of: viewer)
    }

    private static func opinions(_ kind: TodoKind, _ condition: SQL, side: String, of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: kind,
            columns: """
                o.inspection_id AS subject, c.name AS about, i.name AS who, \(due("o.inspection_id", side: side)) AS due
                """,
            source: """
                FROM opinion o JOIN inspection i ON i.id = o.inspection_id JOIN campaign c ON c.id = i.campaign_id
                WHERE \(own(viewer, "c.")) AND \(condition)
                """, order: "o.id", mayBeUndetermined: true)
    }

    private static func teams(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .assignTeam, columns: "c.id AS subject, c.name AS about, '' AS who, NULL AS due",
            source: "FROM campaign c WHERE \(own(viewer, "c.")) AND \(Campaigns.lacksTeams)",
            order: "c.starts_on, c.id")
    }

    private static func documents(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .issueDocument, columns: "x.id AS subject, x.title AS about, '' AS who, NULL AS due",
            source: """
                FROM document x WHERE \(own(viewer, "x."))
                    AND (x.state = 'submitted' OR x.state = 'draft' AND x.kind = 'report')
                """,
            order: "x.created_at, x.id")
    }

    /// What the viewer's own office runs: its level's column is its code and none below is filled.
    static func own(_ viewer: Viewer, _ alias: SQL) -> SQL {
        guard case .region(let level, _) = viewer.scope else { return viewer.scope == .nation ? "true" : "false" }
        let place = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: alias)
        return switch level {
        case .province: "\(place) AND \(alias)city = '' AND \(alias)county = '' AND \(alias)zone = ''"
        case .city: "\(place) AND \(alias)county = '' AND \(alias)zone = ''"
        case .county: "\(place) AND \(alias)zone = ''"
        case .zone: place
        }
    }
}
