import SQLCore
import Supervision

extension Todos {
    /// Campaigns with a team that no longer is what the rule asks, because somebody had to leave.
    static func shortTeams(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .mendTeam, columns: "c.id AS subject, c.name AS about, '' AS who, NULL AS due",
            source: "FROM campaign c WHERE \(own(viewer, "c.")) AND \(Campaigns.hasShortTeams)",
            order: "c.starts_on, c.id")
    }

    /// Another office asks for one of ours.
    static func invitations(of viewer: Viewer) -> TodoQueue {
        TodoQueue(
            kind: .answerInvitation, columns: "v.id AS subject, c.name AS about, p.name AS who, NULL AS due",
            source: """
                FROM team_invitation v JOIN campaign c ON c.id = v.campaign_id JOIN person p ON p.id = v.person_id
                WHERE \(own(viewer, "v.")) AND v.state = 'asked'
                """, order: "v.asked_on, v.id")
    }

    /// Decided by the office's head, never by who applied.
    static func decideRecusals(of viewer: Viewer) -> TodoQueue {
        recusals(.decideRecusal, Recusals.toDecide(by: viewer))
    }

    /// What was applied for has been decided, and the applicant has not looked yet.
    static func readRecusals(of viewer: Viewer) -> TodoQueue {
        recusals(.readRecusal, Recusals.toRead(by: viewer))
    }

    private static func recusals(_ kind: TodoKind, _ condition: SQL) -> TodoQueue {
        TodoQueue(
            kind: kind, columns: "r.id AS subject, o.name AS about, p.name AS who, NULL AS due",
            source: """
                FROM recusal r JOIN organisation o ON o.id = r.organisation_id JOIN person p ON p.id = r.person_id
                WHERE \(condition)
                """, order: "r.applied_on, r.id")
    }
}

extension Recusals {
    static func toDecide(by viewer: Viewer) -> SQL {
        """
        \(Todos.own(viewer, "r.")) AND r.state = 'applied' AND r.applied_by <> \(viewer.person)
            AND r.person_id <> \(viewer.person)
        """
    }

    static func toRead(by viewer: Viewer) -> SQL {
        """
        \(visible(to: viewer)) AND r.applied_by = \(viewer.person) AND r.state IN ('granted', 'refused')
            AND r.told_on IS NULL
        """
    }
}

extension Campaigns {
    /// A unit under way whose team lost its lead or has fewer 督学 than the kind of campaign asks.
    static var hasShortTeams: SQL {
        let three = TeamRule.of(.special, .announced).inspectors
        let one = TeamRule.of(.routine, .announced).inspectors
        return """
            c.state IN ('drawn', 'running') AND c.framework_version_id IS NOT NULL AND EXISTS (
                SELECT 1 FROM inspection n WHERE n.campaign_id = c.id AND n.state <> 'finished' AND n.grade IS NULL
                    AND (c.state = 'running' OR EXISTS (SELECT 1 FROM team_member t WHERE t.inspection_id = n.id))
                    AND (NOT EXISTS (SELECT 1 FROM team_member t WHERE t.inspection_id = n.id AND t.is_lead)
                        OR (SELECT count(*) FROM team_member t
                            WHERE t.inspection_id = n.id AND t.capacity = 'inspector') < CASE
                            WHEN c.manner = 'unannounced' THEN 0 WHEN c.kind IN ('special', 'comprehensive') THEN \(three)
                            WHEN c.kind = 'routine' THEN \(one) ELSE 0 END))
            """
    }
}
