package import Supervision

/// Why an account is not made or changed.
package enum AccountRefusal: Refusal, Equatable {
    case loginTaken, notFound, stale, ownAccount, outsideScope, dutiesApart, reviewedByMaker, noPerson
    case noRegion(String)
    case noOrganisation(String)
    case sameName(String)

    package var code: String {
        switch self {
        case .loginTaken: "account.loginTaken"
        case .notFound: "account.notFound"
        case .stale: "account.stale"
        case .ownAccount: "account.ownAccount"
        case .outsideScope: "account.outsideScope"
        case .dutiesApart: "account.dutiesApart"
        case .reviewedByMaker: "account.reviewedByMaker"
        case .noPerson: "account.noPerson"
        case .noRegion: "account.noRegion"
        case .noOrganisation: "account.noOrganisation"
        case .sameName: "account.sameName"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .loginTaken, .outsideScope, .dutiesApart, .noPerson, .noRegion, .noOrganisation, .sameName: .invalid
        case .notFound: .notFound
        case .ownAccount, .reviewedByMaker: .forbidden
        case .stale: .conflict
        }
    }

    package var message: String {
        switch self {
        case .loginTaken: "这个登录名已被使用，请换一个。"
        case .notFound: "没有这个账号，或者不在您的管理范围内。"
        case .stale: "这个账号刚被他人修改，请刷新后再试。"
        case .ownAccount: "不能对自己的账号进行这项操作；修改自己的密码请用右上角的“修改密码”。"
        case .outsideScope: "账号的范围超出了您的管理范围。"
        case .dutiesApart: "系统管理员、安全管理员、审计员三种职责须由不同的人担任，此人已有其中另一种账号。"
        case .reviewedByMaker: "账号须由另一人复核，您正是新建账号或重置密码的人。"
        case .noPerson: "没有找到所选的人员，请重新查找。"
        case .sameName(let name): "名为“\(name)”的人已担任另一种职责。如是同一人，不能再担任这一职责；确非同一人的，请勾选“确认不是同一人”。"
        case .noRegion(let code): "没有代码为“\(code)”的行政区，请核对区划代码。"
        case .noOrganisation(let code): "没有代码为“\(code)”的单位，请先导入单位。"
        }
    }
}
