import SQLCore
import Supervision

extension Todos {
    /// Tips of the office's own place that nobody has taken on, or whose handler is gone or has to stay away.
    static func tipQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .takeTip, columns: "t.id AS subject, t.number AS about, \(who) AS who, t.due_on AS due",
            source: "FROM tip t WHERE \(Tips.own(viewer, "t.")) AND \(Tips.condition(.untaken, for: viewer))",
            order: "t.due_on NULLS LAST, t.id", mayBeUndetermined: true)
    }

    /// Tips that the viewer works on and whose next move is the viewer's.
    static func heldTipQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .answerTip, columns: "t.id AS subject, t.number AS about, \(who) AS who, t.due_on AS due",
            source: """
                FROM tip t WHERE \(Tips.own(viewer, "t.")) AND t.handler_id = \(viewer.person)
                    AND \(Tips.condition(.inHand, for: viewer))
                """, order: "t.due_on NULLS LAST, t.id", mayBeUndetermined: true)
    }

    /// Goes out by mail and to calendars, so it has no name that only the tipster gave.
    private static let who: SQL = "CASE WHEN t.organisation_id IS NULL THEN '' ELSE t.unit_name END"

    /// Tips that an inspector was asked to verify.
    static func tipCheckQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .verifyTip, columns: "c.id AS subject, t.number AS about, \(who) AS who, c.due_on AS due",
            source: """
                FROM tip_check c JOIN tip t ON t.id = c.tip_id
                WHERE \(TipChecks.mine(viewer)) AND c.state = 'open'
                """, order: "c.due_on NULLS LAST, c.id", mayBeUndetermined: true)
    }
}
