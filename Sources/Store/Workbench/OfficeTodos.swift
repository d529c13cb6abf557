import SQLCore
import Supervision

extension Todos {
    /// What the office has to do: verify, answer, draft, send, chase.
    static func officeQueues(of viewer: Viewer) -> [TodoQueue] {
        [
            late(of: viewer), finding(.verify, "submitted", of: viewer),
            opinion(.answerDefence, "defended", of: viewer),
            withoutTerm(of: viewer), opinion(.draftOpinion, "settled", of: viewer), teams(of: viewer),
            shortTeams(of: viewer), invitations(of: viewer), readRecusals(of: viewer),
        ]
    }

    /// What waits for the director's own hand, and what is late.
    static func directorQueues(of viewer: Viewer) -> [TodoQueue] {
        [
            opinion(.approveOpinion, "drafted", of: viewer), finding(.close, "verified", of: viewer),
            documents(of: viewer), decideRecusals(of: viewer), late(of: viewer),
        ]
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
        "FROM finding_part p WHERE \(place(viewer, "p.")) AND p.is_open"
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
                WHERE \(place(viewer, "o.")) AND \(condition)
                """, order: "o.id", mayBeUndetermined: true)
    }

    private static func teams(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .assignTeam, columns: "c.id AS subject, c.name AS about, i.name AS who, NULL AS due",
            source: """
                FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                WHERE \(place(viewer, "c.")) AND c.state = 'drawn' AND c.framework_version_id IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM team_member t WHERE t.inspection_id = i.id)
                """, order: "i.code, i.id")
    }

    private static func documents(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .issueDocument, columns: "x.id AS subject, x.title AS about, '' AS who, NULL AS due",
            source: "FROM document x WHERE \(place(viewer, "x.")) AND x.state = 'draft' AND x.kind = 'report'",
            order: "x.created_at, x.id")
    }

    /// An office sees its region's rows; other shapes have no office's to-dos.
    private static func place(_ viewer: Viewer, _ alias: SQL) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: alias)
    }
}
