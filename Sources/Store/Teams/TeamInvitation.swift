import SQLCore
package import Supervision

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
    init(_ row: SQLRow) throws {
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
