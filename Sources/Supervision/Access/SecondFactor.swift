/// Whether a deployment asks for a second factor (两步验证) of those who decide and those who look after the platform.
package enum FactorPolicy: String, CaseIterable, Sendable {
    case optional, required

    /// Whose accounts it concerns: who approves and closes, and the three duties.
    package static let roles: Set<Role> = [.director, .admin, .security, .auditor]

    package var label: String {
        switch self {
        case .optional: "自愿设置"
        case .required: "必须设置"
        }
    }

    /// Whether an account has to set one up before it does anything else.
    package func demands(of role: Role, hasFactor: Bool) -> Bool {
        self == .required && FactorPolicy.roles.contains(role) && !hasFactor
    }
}

/// Whether somebody proved lately enough who they are to close or approve something (再次确认身份).
package enum Proof {
    package static let usualMinutes = 15
    package static let minutes = 1...120

    /// The minute of the limit itself still counts.
    package static func holds(since: Instant, at now: Instant, minutes: Int) -> Bool {
        since <= now && now.milliseconds - since.milliseconds <= minutes * 60_000
    }
}

/// Why a second factor is not taken.
package enum SecondFactorRefusal: Refusal, Equatable {
    case wrongCode, codeUsed, notForRole, setAlready, notBegun, notSet, demanded, byMaker

    package var code: String {
        switch self {
        case .wrongCode: "factor.wrongCode"
        case .codeUsed: "factor.codeUsed"
        case .notForRole: "factor.notForRole"
        case .setAlready: "factor.setAlready"
        case .notBegun: "factor.notBegun"
        case .notSet: "factor.notSet"
        case .demanded: "factor.demanded"
        case .byMaker: "factor.byMaker"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .wrongCode, .codeUsed: .invalid
        case .notForRole, .demanded, .byMaker: .forbidden
        case .setAlready, .notBegun, .notSet: .conflict
        }
    }

    package var message: String {
        switch self {
        case .wrongCode: "验证码不正确。请核对手机时间是否准确，输入当前显示的6位数字。"
        case .codeUsed: "这个验证码已经用过，请等手机显示下一个再输入。"
        case .notForRole: "您的角色不需要两步验证。"
        case .setAlready: "已经设置了两步验证。如更换手机，请先停用或请安全管理员重置。"
        case .notBegun: "还没有开始设置，请先点“开始设置”。"
        case .notSet: "这个账号没有设置两步验证。"
        case .demanded: "本系统要求您的角色使用两步验证，不能停用；更换手机请联系安全管理员重置。"
        case .byMaker: "两步验证须由新建账号或重置密码者以外的安全管理员重置。"
        }
    }
}
