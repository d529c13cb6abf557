import SQLCore
import Supervision

extension Todos {
    /// Serious problems that inspectors reported, and those without a department: the office decides whose they are.
    static func reportedQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .answerReport,
            columns: "q.finding_id AS subject, q.problem AS about, v.organisation_name AS who, v.visited_on AS due",
            source: """
                FROM visit_problem q JOIN visit v ON v.id = q.visit_id JOIN finding f ON f.id = q.finding_id
                WHERE q.office = \(Place(viewer.scope).office) AND q.outcome IN ('serious', 'consult')
                    AND f.state = 'draft'
                """, order: "q.id")
    }

    /// Visits with a mark on which the office has not decided.
    static func markQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .decideVisit,
            columns: "v.id AS subject, v.number AS about, v.organisation_name AS who, NULL AS due",
            source: "FROM visit v WHERE \(own(viewer, "v.")) AND v.open_marks > 0", order: "v.received_at, v.id")
    }

    /// Visits of one's own that the office wants corrected.
    static func correctionQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .correctVisit,
            columns: "v.id AS subject, v.number AS about, v.organisation_name AS who, NULL AS due",
            source: "FROM visit v WHERE v.person_id = \(viewer.person) AND v.is_asked AND NOT v.is_void",
            order: "v.visited_on, v.id")
    }

    /// Visits for which a school has not signed.
    static func receiptQueue(of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: .signVisit, columns: "v.id AS subject, v.number AS about, v.person_name AS who, NULL AS due",
            source: "FROM visit v WHERE v.organisation_id = \(unit) AND v.signed_at IS NULL AND NOT v.is_void",
            order: "v.visited_on, v.id")
    }

    /// Joint visits that a person still has to make.
    static func jointQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .visitJointly,
            columns: "t.id AS subject, t.theme AS about, o.name AS who, t.due_on AS due",
            source: """
                FROM visit_task t JOIN organisation o ON o.id = t.organisation_id
                WHERE \(VisitTasks.open(on: viewer.day))
                    AND t.id IN (SELECT x.task_id FROM visit_task_person x WHERE x.person_id = \(viewer.person))
                """, order: "t.due_on, t.id")
    }
}
