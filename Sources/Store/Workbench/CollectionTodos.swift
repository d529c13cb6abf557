import SQLCore
import Supervision

extension Todos {
    /// Forms that a unit has to fill in or correct, each by its round's day.
    static func collectionQueue(of unit: OrganisationID) -> TodoQueue {
        TodoQueue(
            kind: .fillReturn, columns: "x.id AS subject, r.title AS about, '' AS who, r.due_on AS due",
            source: """
                FROM collection_return x JOIN collection_round r ON r.id = x.round_id
                WHERE x.organisation_id = \(unit) AND x.state IN ('draft', 'returned') AND r.state = 'open'
                """, order: "r.due_on, x.id")
    }

    /// Forms of the office's units that wait to be looked through.
    static func collectionReviewQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .reviewReturn,
            columns: "x.id AS subject, r.title AS about, x.organisation_name AS who, NULL AS due",
            source: """
                FROM collection_return x JOIN collection_round r ON r.id = x.round_id
                WHERE \(own(viewer, "x.")) AND x.state = 'submitted' AND r.state = 'open'
                """, order: "x.submitted_on, x.id")
    }

    /// Tolerances of the office's own county that have to be cured within half a year.
    static func obligationQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .cureTolerance,
            columns: "b.id AS subject, b.plan AS about, b.organisation_name AS who, b.due_on AS due",
            source: """
                FROM obligation b WHERE \(Obligations.own(viewer)) AND b.done_on IS NULL AND b.due_on <> ''
                    AND b.due_on <= \(Obligations.soon(viewer.day))
                """, order: "b.due_on, b.id")
    }
}
