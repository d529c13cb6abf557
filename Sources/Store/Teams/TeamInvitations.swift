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

package typealias TeamInvitationID = Identifier<TeamInvitation>

package struct TeamInvitationFilter: Sendable, Equatable {
    /// What the viewer's office asked for itself, instead of what it was asked for.
    package var isOwn = false
    /// Only what the viewer's office itself is asked, not the offices below it.
    package var isDirect = false
    package var state = ""
    package var text = ""
    /// `asked`, `person` or `until`.
    package var sort = "asked"
    package var isDescending = true

    package init() {}
}

/// Somebody asked to join a campaign.
package struct TeamInvitation: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case asked, agreed, refused, ended

        package var label: String {
            switch self {
            case .asked: "待答复"
            case .agreed: "已同意"
            case .refused: "未同意"
            case .ended: "已结束"
            }
        }
    }

    package let id: TeamInvitationID
    package let campaign: CampaignID
    package let campaignName: String
    package let person: PersonID
    package let personName: String
    package let personCode: String
    package let capacity: TeamCapacity
    package let from: Day
    package let until: Day
    package let state: State
    package let note: String
    package let askedOn: Day
    package let decidedByName: String
    package let decidedOn: Day?
    package let reason: String
    package let basis: String
    /// The place of the office whose person it is, and of the one that asks.
    package let homeName: String
    package let askerName: String
    package let version: Int
    package let place: Place
    /// Units of the campaign on whose team they are.
    package let units: Int
}

extension TeamInvitation {
    fileprivate init(_ row: SQLRow) throws {
        let capacity: String = try row.get(6)
        let state: String = try row.get(9)
        id = try row.get(0)
        campaign = try row.get(1)
        campaignName = try row.get(2)
        person = try row.get(3)
        personName = try row.get(4)
        personCode = try row.get(5)
        self.capacity = TeamCapacity(rawValue: capacity) ?? .inspector
        from = try row.get(7)
        until = try row.get(8)
        self.state = State(rawValue: state) ?? .asked
        note = try row.get(10)
        askedOn = try row.get(11)
        decidedByName = try row.get(12)
        decidedOn = try row.get(13)
        reason = try row.get(14)
        basis = try row.get(15)
        homeName = try row.get(16)
        askerName = try row.get(17)
        version = try row.get(18)
        place = try Place(province: row.get(19), city: row.get(20), county: row.get(21), zone: row.get(22))
        units = try row.get(23)
    }
}

/// Why somebody does not join as asked.
package enum TeamInvitationRefusal: Refusal, Equatable {
    case notFound
    case noPerson(String)
    case several(String)
    case alreadyHere(String)
    case daysWrong
    case outsideCampaign(Day, Day)
    case reasonMissing
    case wrongState(TeamInvitation.State)
    case stale

    package var code: String {
        switch self {
        case .notFound: "invitation.notFound"
        case .noPerson: "invitation.noPerson"
        case .several: "invitation.several"
        case .alreadyHere: "invitation.alreadyHere"
        case .daysWrong: "invitation.daysWrong"
        case .outsideCampaign: "invitation.outsideCampaign"
        case .reasonMissing: "invitation.reasonMissing"
        case .wrongState: "invitation.wrongState"
        case .stale: "invitation.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .alreadyHere, .wrongState, .stale: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项邀请。"
        case .noPerson(let text): "没有找到“\(text)”。请填写对方的督学编号或姓名，并核对其督导室所在地的区划代码或名称。"
        case .several(let text): "“\(text)”不止一人，请改填督学编号。"
        case .alreadyHere(let name): "\(name)已在本项目的可派人员之内，或已有一项未结束的邀请。"
        case .daysWrong: "请填写起止日期，结束日期不能早于开始日期，也不能早于今天。"
        case .outsideCampaign(let from, let until):
            "借用的日期要与项目的日期（\(from.chinese)至\(until.chinese)）有重合。"
        case .reasonMissing: "不同意的，请写明理由。"
        case .wrongState(let state): "这项邀请“\(state.label)”，不能再办理。"
        case .stale: "这项邀请刚被他人办理，请刷新页面后查看。"
        }
    }
}
