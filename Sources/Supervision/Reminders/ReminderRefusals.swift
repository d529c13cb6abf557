/// Why a person's reminders do not change.
package enum ReminderRefusal: Refusal, Equatable {
    case stale
    case mailWrong
    case mailUnchanged
    case tokenWrong
    case tooSoon
    case noServer
    case notKept

    package var code: String {
        switch self {
        case .stale: "reminder.stale"
        case .mailWrong: "reminder.mailWrong"
        case .mailUnchanged: "reminder.mailUnchanged"
        case .tokenWrong: "reminder.tokenWrong"
        case .tooSoon: "reminder.tooSoon"
        case .noServer: "reminder.noServer"
        case .notKept: "reminder.notKept"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .stale, .tooSoon, .noServer: .conflict
        case .mailWrong, .mailUnchanged: .invalid
        case .tokenWrong, .notKept: .notFound
        }
    }

    package var message: String {
        switch self {
        case .stale: "提醒设置刚在别处修改过，请刷新后再试。"
        case .mailWrong: "请填写电子邮箱，如 zhou@example.gov.cn；只能用英文字母、数字和常用符号。"
        case .mailUnchanged: "这个邮箱已经验证，不用再次验证。"
        case .tokenWrong: "验证链接无效或已过期，请在提醒设置中重新发送验证邮件。"
        case .tooSoon: "验证邮件刚刚发出，请先查收；没有收到的，1分钟后可以重新发送。"
        case .noServer: "系统还没有设置邮件服务器，暂时不能验证邮箱。请联系系统管理员。"
        case .notKept: "没有这条发件记录，或者它已经不能再操作。请刷新发件箱。"
        }
    }
}

/// Why a group robot is not kept or does not get a message.
package enum WebhookRefusal: Refusal, Equatable {
    case notFound
    case stale
    case tooMany
    case nameTaken
    case notEncrypted
    case inside

    package var code: String {
        switch self {
        case .notFound: "webhook.notFound"
        case .stale: "webhook.stale"
        case .tooMany: "webhook.tooMany"
        case .nameTaken: "webhook.nameTaken"
        case .notEncrypted: "webhook.notEncrypted"
        case .inside: "webhook.inside"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale: .conflict
        case .tooMany, .nameTaken, .notEncrypted, .inside: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个群机器人，或者它属于其他督导室。"
        case .stale: "这个群机器人刚被他人修改，请刷新后再试。"
        case .tooMany: "一个督导室最多登记\(Webhook.most)个群机器人，请先删除不用的。"
        case .nameTaken: "已有同名的群机器人，请换一个名称。"
        case .notEncrypted: "地址须以 https:// 开头。单位内网的地址，请系统管理员先在邮件与机器人设置中允许该主机。"
        case .inside: "这个地址在单位内网，系统不向内网发送。确有需要的，请系统管理员先在邮件与机器人设置中允许该主机。"
        }
    }
}
