import SQLCore
import Supervision

extension Todos {
    /// Steps of certifications whose turn is the office's own, each by its clock.
    static func certificationQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .certify,
            columns: "c.id AS subject, c.title AS about, c.district_name AS who, coalesce(d.due_on, '') AS due",
            source: """
                FROM certification c LEFT JOIN deadline d ON d.subject_id = c.pass_id
                    AND d.subject_kind = 'certification' AND d.rule = 'certification'
                WHERE c.state = 'open' AND \(Certifications.isTurn(of: viewer))
                """, order: "CASE WHEN d.due_on IS NULL THEN 1 ELSE 0 END, d.due_on, c.id")
    }
}
