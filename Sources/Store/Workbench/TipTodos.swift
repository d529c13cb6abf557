import SQLCore
import Supervision

extension Todos {
    /// Tips of the office's own place that nobody has taken on.
    static func tipQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .takeTip, columns: "t.id AS subject, t.number AS about, t.unit_name AS who, t.due_on AS due",
            source: "FROM tip t WHERE \(own(viewer, "t.")) AND t.state = 'received'",
            order: "t.due_on NULLS LAST, t.id", mayBeUndetermined: true)
    }

    /// Tips that the viewer works on and whose next move is the viewer's.
    static func heldTipQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .answerTip, columns: "t.id AS subject, t.number AS about, t.unit_name AS who, t.due_on AS due",
            source: """
                FROM tip t WHERE \(own(viewer, "t.")) AND t.handler_id = \(viewer.person)
                    AND t.state IN ('accepted', 'verified')
                """, order: "t.due_on NULLS LAST, t.id", mayBeUndetermined: true)
    }

    /// Tips that an inspector was asked to verify.
    static func tipCheckQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .verifyTip, columns: "c.id AS subject, t.number AS about, t.unit_name AS who, c.due_on AS due",
            source: """
                FROM tip_check c JOIN tip t ON t.id = c.tip_id
                WHERE c.person_id = \(viewer.person) AND c.state = 'open'
                """, order: "c.due_on NULLS LAST, c.id", mayBeUndetermined: true)
    }
}
