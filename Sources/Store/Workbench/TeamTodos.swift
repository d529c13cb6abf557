import SQLCore
import Supervision

extension Todos {
    /// What an inspector or evaluator has to do on the teams they are on.
    static func teamQueues(of viewer: Viewer) -> [TodoQueue] {
        [
            step(.onSite, .onSite, of: viewer), step(.review, .review, of: viewer),
            step(.record, .stepRecord, of: viewer), hearings(of: viewer), preliminary(of: viewer), votes(of: viewer),
            readRecusals(of: viewer), planDuties(of: viewer), jointQueue(of: viewer), correctionQueue(of: viewer),
            tipCheckQueue(of: viewer),
        ]
    }

    private static func step(_ kind: TodoKind, _ act: StepAct, of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: kind,
            columns: """
                i.id AS subject, c.name AS about, i.name AS who,
                \(kind == .onSite ? planned : due("i.id", side: "team")) AS due
                """,
            source: """
                \(assigned(to: viewer)) AND \(Inspections.wanting(act))
                """, order: "i.planned_on NULLS LAST, i.id")
    }

    /// Those who are still to be heard: public, parents, teachers, pupils.
    private static func hearings(of viewer: Viewer) -> TodoQueue {
        let any: SQL = .joined(StepAct.hearings.map(Inspections.wanting), separator: " OR ")
        return TodoQueue(
            kind: .hear,
            columns: "i.id AS subject, c.name AS about, i.name AS who, \(planned) AS due",
            source: "\(assigned(to: viewer)) AND (\(any))", order: "i.planned_on NULLS LAST, i.id")
    }

    /// A draft of a 督导意见书 waits for the member's word, where it is asked for.
    private static func votes(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .voteOpinion, columns: "i.id AS subject, c.name AS about, i.name AS who, NULL AS due",
            source: """
                \(assigned(to: viewer)) AND \(Inspections.votePending(viewer.person))
                """, order: "i.id")
    }

    /// The office's plan, unless a clock runs.
    private static var planned: SQL { "coalesce(\(due("i.id", side: "team")), i.planned_on)" }

    /// The lead writes the preliminary opinion and gives it to the unit.
    private static func preliminary(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .giveOpinion,
            columns: """
                i.id AS subject, c.name AS about, i.name AS who, \(due("i.id", side: "team")) AS due
                """,
            source: """
                \(assigned(to: viewer)) AND m.is_lead AND \(Inspections.wanting(.feedback))
                    AND NOT EXISTS (SELECT 1 FROM opinion o WHERE o.inspection_id = i.id AND o.state <> 'drafting')
                """, order: "i.id")
    }

    private static func assigned(to viewer: Viewer) -> SQL {
        """
        FROM team_member m JOIN inspection i ON i.id = m.inspection_id JOIN campaign c ON c.id = i.campaign_id
        WHERE m.person_id = \(viewer.person) AND i.state = 'running'
            AND EXISTS (SELECT 1 FROM access_grant g WHERE g.person_id = m.person_id AND g.subject_id = i.id
                AND g.from_day <= \(viewer.day) AND g.until_day >= \(viewer.day))
        """
    }
}
