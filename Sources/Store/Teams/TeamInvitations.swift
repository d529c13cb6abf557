package import SQLCore
package import Supervision

/// The team_invitation table: people who join a campaign for some days, of other offices or seconded.
package enum TeamInvitations {
    package static func find(
        _ id: TeamInvitationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> TeamInvitation? {
        try db.first("SELECT \(columns) \(tables) WHERE v.id = \(id) AND \(visible(to: viewer))")
            .map(TeamInvitation.init)
    }

    package static func require(
        _ id: TeamInvitationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> TeamInvitation {
        guard let row = try find(id, visibleTo: viewer, in: db) else { throw TeamInvitationRefusal.notFound }
        return row
    }

    /// What an office was asked for, or asked for itself.
    package static func list(
        _ filter: TeamInvitationFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<TeamInvitation> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(TeamInvitation.init), total: total, page: page)
    }

    /// Everybody who joined one campaign or was asked to.
    package static func of(_ campaign: CampaignID, in db: SQLConnection) throws -> [TeamInvitation] {
        try db.rows(
            "SELECT \(columns) \(tables) WHERE v.campaign_id = \(campaign) ORDER BY v.asked_on DESC, v.id DESC"
        ).map(TeamInvitation.init)
    }

    /// The office whose person is asked for sees it, and every office above that one.
    private static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "v.")
    }

    private static func matching(_ filter: TeamInvitationFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = filter.isOwn ? [Campaigns.visible(to: viewer)] : [visible(to: viewer)]
        if filter.isDirect { conditions.append(Todos.own(viewer, "v.")) }
        if !filter.state.isEmpty { conditions.append("v.state = \(filter.state)") }
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            conditions.append("(p.name LIKE \(part) ESCAPE '\\' OR c.name LIKE \(part) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: TeamInvitationFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "person": "p.name\(down), v.id"
        case "until": "v.until_day\(down), v.id"
        default: "v.asked_on\(down), v.id\(down)"
        }
    }

    private static var tables: SQL {
        """
        FROM team_invitation v JOIN person p ON p.id = v.person_id JOIN campaign c ON c.id = v.campaign_id
            LEFT JOIN inspector s ON s.person_id = v.person_id
            LEFT JOIN person d ON d.id = v.decided_by
            LEFT JOIN region h ON h.code = coalesce(nullif(v.zone, ''), nullif(v.county, ''), nullif(v.city, ''), v.province)
            LEFT JOIN region g ON g.code = coalesce(nullif(c.zone, ''), nullif(c.county, ''), nullif(c.city, ''), c.province)
        """
    }

    private static var columns: SQL {
        """
        v.id, v.campaign_id, c.name, v.person_id, p.name, coalesce(s.code, ''), v.capacity, v.from_day, v.until_day,
        v.state, v.note, v.asked_on, coalesce(d.name, ''), v.decided_on, v.reason, v.basis, coalesce(h.name, ''),
        coalesce(g.name, ''), v.version, v.province, v.city, v.county, v.zone,
        (SELECT count(*) FROM team_member m JOIN inspection i ON i.id = m.inspection_id
            WHERE m.person_id = v.person_id AND i.campaign_id = v.campaign_id)
        """
    }
}
