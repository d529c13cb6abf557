package import Supervision

/// A form that cannot be taken as it is, with one sentence beside each field that it concerns.
package struct FormRefusal: Refusal, Equatable {
    package let problems: [String: String]
    package let message: String

    package init(_ problems: [String: String], message: String = "有内容需要修改，请看标出的栏目。") {
        self.problems = problems
        self.message = message
    }

    package var code: String { "form.incomplete" }
    package var kind: RefusalKind { .invalid }
}

/// Why the web layer itself declines a request.
package enum WebRefusal: Refusal, Equatable {
    case signInFirst
    case mustChangePassword
    case codeFirst
    case factorFirst
    case proveFirst
    case notYours
    case notFound
    case forged
    case tooLarge(megabytes: Int)
    case badRequest

    package var code: String {
        switch self {
        case .signInFirst: "web.signInFirst"
        case .mustChangePassword: "web.mustChangePassword"
        case .codeFirst: "web.codeFirst"
        case .factorFirst: "web.factorFirst"
        case .proveFirst: "web.proveFirst"
        case .notYours: "web.notYours"
        case .notFound: "web.notFound"
        case .forged: "web.forged"
        case .tooLarge: "web.tooLarge"
        case .badRequest: "web.badRequest"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .signInFirst, .mustChangePassword, .codeFirst, .factorFirst, .proveFirst, .notYours, .forged: .forbidden
        case .notFound: .notFound
        case .tooLarge, .badRequest: .invalid
        }
    }

    package var message: String {
        switch self {
        case .signInFirst: "请先登录。"
        case .mustChangePassword: "首次登录请先修改密码。"
        case .codeFirst: "请先输入两步验证的验证码。"
        case .factorFirst: "本系统要求您的角色使用两步验证，请先设置。"
        case .proveFirst: "距上次确认身份已久，请刷新页面后重新提交。"
        case .notYours: "您的角色不能进行这项操作。如有需要，请联系本单位管理员。"
        case .notFound: "没有找到这个页面，或者您无权查看。"
        case .forged: "页面已失效，内容没有提交。请返回上一页刷新后重新提交，已填写的内容会保留。"
        case .tooLarge(let megabytes): "提交的内容过大，单次不能超过\(megabytes)MB。"
        case .badRequest: "提交的内容无法识别，请刷新页面后重试。"
        }
    }
}
