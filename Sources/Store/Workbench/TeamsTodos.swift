import SQLCore
import Supervision

extension Todos {
    /// Teams of running campaigns that no longer are what the rule asks, because somebody had to leave.
    static func shortTeams(of viewer: Viewer) -> TodoQueue {
        let three = TeamRule.of(.special, .announced).inspectors
        let one = TeamRule.of(.routine, .announced).inspectors
        return TodoQueue(
            kind: .mendTeam, columns: "c.id AS subject, c.name AS about, i.name AS who, NULL AS due",
            source: """
                FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                WHERE \(ownOffice(viewer, "c.")) AND c.state IN ('drawn', 'running') AND i.state <> 'finished'
                    AND i.grade IS NULL AND c.framework_version_id IS NOT NULL
                    AND (c.state = 'running' OR EXISTS (SELECT 1 FROM team_member t WHERE t.inspection_id = i.id))
                    AND (NOT EXISTS (SELECT 1 FROM team_member t WHERE t.inspection_id = i.id AND t.is_lead)
                        OR (SELECT count(*) FROM team_member t
                            WHERE t.inspection_id = i.id AND t.capacity = 'inspector') < CASE
                            WHEN c.manner = 'unannounced' THEN 0 WHEN c.kind IN ('special', 'comprehensive') THEN \(three)
                            WHEN c.kind = 'routine' THEN \(one) ELSE 0 END)
                """, order: "i.code, i.id")
    }

    /// Another office asks for one of ours.
    static func invitations(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .answerInvitation, columns: "v.id AS subject, c.name AS about, p.name AS who, NULL AS due",
            source: """
                FROM team_invitation v JOIN campaign c ON c.id = v.campaign_id JOIN person p ON p.id = v.person_id
                WHERE \(ownOffice(viewer, "v.")) AND v.state = 'asked'
                """, order: "v.asked_on, v.id")
    }

    /// Decided by the office's head, never by who applied.
    static func decideRecusals(of viewer: Viewer) -> TodoQueue {
        recusals(
            .decideRecusal,
            """
            \(ownOffice(viewer, "r.")) AND r.state = 'applied' AND r.applied_by <> \(viewer.person)
                AND r.person_id <> \(viewer.person)
            """)
    }

    /// What was applied for has been decided, and the applicant has not looked yet.
    static func readRecusals(of viewer: Viewer) -> TodoQueue {
        recusals(
            .readRecusal,
            "r.applied_by = \(viewer.person) AND r.state IN ('granted', 'refused') AND r.told_on IS NULL")
    }

    private static func recusals(_ kind: TodoKind, _ condition: SQL) -> TodoQueue {
        TodoQueue(
            kind: kind, columns: "r.id AS subject, o.name AS about, p.name AS who, NULL AS due",
            source: """
                FROM recusal r JOIN organisation o ON o.id = r.organisation_id JOIN person p ON p.id = r.person_id
                WHERE \(condition)
                """, order: "r.applied_on, r.id")
    }

    /// Only the office itself is asked, not those above it, though they may answer too.
    private static func ownOffice(_ viewer: Viewer, _ alias: SQL) -> SQL {
        switch viewer.scope {
        case .region(.zone, let code): "\(alias)zone = \(code)"
        case .region(.county, let code): "\(alias)county = \(code) AND \(alias)zone = ''"
        case .region(.city, let code): "\(alias)city = \(code) AND \(alias)county = '' AND \(alias)zone = ''"
        case .region(.province, let code):
            "\(alias)province = \(code) AND \(alias)city = '' AND \(alias)county = '' AND \(alias)zone = ''"
        case .nation, .organisation, .granted: "false"
        }
    }
}
