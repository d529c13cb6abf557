import SQLCore
import Supervision

extension Todos {
    /// What a unit prepares for those above: items, its indicators, its targets, its word on results.
    static func preparationQueues(of unit: OrganisationID, on day: Day) -> [TodoQueue] {
        [
            TodoQueue(
                kind: .prepareItem,
                columns: "t.id AS subject, t.title AS about, r.sender AS who, t.due_on AS due",
                source: """
                    FROM reception_item t JOIN reception r ON r.id = t.reception_id
                    WHERE t.organisation_id = \(unit) AND t.state IN ('open', 'returned') AND r.state = 'preparing'
                    """, order: "t.due_on, t.id"),
            TodoQueue(
                kind: .reportIndicator,
                columns: "h.id AS subject, c.name AS about, h.criterion AS who, h.due_on AS due",
                source: """
                    FROM indicator_share h JOIN inspection i ON i.id = h.inspection_id
                        JOIN campaign c ON c.id = i.campaign_id
                    WHERE h.organisation_id = \(unit) AND h.state <> 'reported' AND i.state <> 'prepared' AND NOT i.hidden
                    """, order: "h.due_on, h.id"),
            TodoQueue(
                kind: .reportTarget,
                columns: "t.id AS subject, t.title AS about, s.name AS who, s.due_on AS due",
                source: """
                    FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id
                    WHERE t.organisation_id = \(unit) AND t.state IN ('open', 'returned') AND s.state = 'issued'
                    """, order: "s.due_on, t.id"),
            TodoQueue(
                kind: .answerResult,
                columns: "n.id AS subject, n.title AS about, n.office AS who, n.until_day AS due",
                source: """
                    FROM result_notice n JOIN result_party y ON y.notice_id = n.id
                    WHERE y.organisation_id = \(unit) AND \(ResultNotices.isOpen(on: day))
                        AND \(ResultNotices.awaits(unit))
                    """, order: "n.until_day NULLS LAST, n.id"),
        ]
    }

    /// What the office that is inspected does: take items over, send the report up, confirm targets, answer feedback.
    static func receptionQueues(of viewer: Viewer) -> [TodoQueue] {
        [
            TodoQueue(
                kind: .acceptItem,
                columns: "t.id AS subject, t.title AS about, t.organisation_name AS who, t.due_on AS due",
                source: """
                    FROM reception_item t JOIN reception r ON r.id = t.reception_id
                    WHERE \(own(viewer, "r.")) AND t.state = 'submitted' AND r.state = 'preparing'
                    """, order: "t.due_on, t.id"),
            TodoQueue(
                kind: .reportUp,
                columns: "r.id AS subject, r.title AS about, r.sender AS who, r.due_on AS due",
                source: "FROM reception r WHERE \(own(viewer, "r.")) AND r.state = 'preparing'", order: "r.due_on, r.id"
            ),
            TodoQueue(
                kind: .confirmTarget,
                columns: "t.id AS subject, t.title AS about, t.organisation_name AS who, NULL AS due",
                source: """
                    FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id
                    WHERE \(own(viewer, "s.")) AND t.state = 'reported' AND s.state = 'issued'
                    """, order: "t.reported_on, t.id"),
            TodoQueue(
                kind: .answerFeedback,
                columns: "n.id AS subject, n.title AS about, '' AS who, NULL AS due",
                source: "FROM result_notice n WHERE \(own(viewer, "n.")) AND \(ResultNotices.isUnanswered)",
                order: "n.published_on, n.id"),
        ]
    }

    /// Notices that wait for the director's signature.
    static func noticeQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .publishResult, columns: "n.id AS subject, n.title AS about, '' AS who, NULL AS due",
            source: "FROM result_notice n WHERE \(own(viewer, "n.")) AND n.state = 'draft'", order: "n.created_at, n.id"
        )
    }
}
