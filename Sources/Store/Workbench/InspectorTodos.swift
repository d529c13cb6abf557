import SQLCore
import Supervision

extension Todos {
    /// The office's own inspectors whose term or certificate ends within sixty days, or has ended.
    static func expiryQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .renewInspector,
            columns: """
                i.person_id AS subject, CASE WHEN \(certificateFirst) THEN '督学证有效期满' ELSE '聘期届满' END AS about,
                    p.name AS who, CASE WHEN \(certificateFirst) THEN f.certificate_until ELSE i.term_until END AS due
                """,
            source: """
                FROM inspector i JOIN person p ON p.id = i.person_id
                    LEFT JOIN inspector_profile f ON f.person_id = i.person_id
                WHERE i.state = 'active' AND \(own(viewer, "i.")) AND \(Inspectors.expires(by: viewer.day))
                """, order: "coalesce(i.term_until, f.certificate_until), i.person_id")
    }

    private static let certificateFirst: SQL = """
        f.certificate_until IS NOT NULL AND (i.term_until IS NULL OR f.certificate_until < i.term_until)
        """
}
