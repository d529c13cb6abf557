package import Supervision

/// Why somebody was not let in; says nothing about which logins exist.
package enum SignInRefusal: Refusal, Equatable {
    case wrong
    case tooMany(minutes: Int)
    case busy
    case expired
    case notReviewed
    /// Told only to whoever knows the password.
    case disabled

    package var code: String {
        switch self {
        case .wrong: "signIn.wrong"
        case .tooMany: "signIn.tooMany"
        case .busy: "signIn.busy"
        case .expired: "signIn.expired"
        case .notReviewed: "signIn.notReviewed"
        case .disabled: "signIn.disabled"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .wrong, .expired, .notReviewed, .disabled: .forbidden
        case .tooMany, .busy: .conflict
        }
    }

    package var message: String {
        switch self {
        case .wrong: "登录名或密码不正确。"
        case .tooMany(let minutes): "尝试次数过多，请\(minutes)分钟后再试。"
        case .busy: "当前登录人数较多，请稍后再试。"
        case .expired: "登录已过期，请重新登录。"
        case .disabled: "账号已停用，请与督导室或系统管理员联系。"
        case .notReviewed: "账号尚待安全管理员复核，复核后方可登录。"
        }
    }
}
