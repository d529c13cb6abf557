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

    /// The office's own schools that lack an inspector, by number.
    static func postingQueue(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .postSchool,
            columns: """
                o.code AS subject, CASE WHEN \(Zones.isPlaced(on: viewer.day)) THEN '没有责任督学'
                    WHEN \(Zones.succeeds) THEN '撤并后未划入责任区' ELSE '未划入责任区' END AS about, o.name AS who, NULL AS due
                """,
            source: "FROM organisation o WHERE \(Zones.own(viewer)) AND \(Zones.lacking(on: viewer.day))",
            order: "o.code, o.id")
    }

    private static let certificateFirst: SQL = """
        f.certificate_until IS NOT NULL AND (i.term_until IS NULL OR f.certificate_until < i.term_until)
        """
}
