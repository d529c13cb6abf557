package import SQLCore
package import Supervision

/// The server that mails go out by, as the administrator set it (邮件服务器).
package struct MailSettings: Hashable, Sendable {
    package enum Security: String, Sendable, CaseIterable {
        case implicit = "tls"
        case required = "starttls"
        case optional = "starttls-optional"
        case none

        package var label: String {
            switch self {
            case .implicit: "SSL/TLS（端口通常为465）"
            case .required: "STARTTLS，必须加密（端口通常为587）"
            case .optional: "STARTTLS，对方支持才加密"
            case .none: "不加密（只用于本机或专网）"
            }
        }
    }

    package var host = ""
    package var port = 465
    package var security = Security.implicit
    package var user = ""
    /// As it is stored; what the environment gives goes before it.
    package var password = ""
    package var sender: MailAddress?
    /// What stands before the sender's address.
    package var senderName = ""
    /// Certificates of an authority of one's own, as a PEM file on the server; empty for the system's.
    package var authorities = ""

    package init() {}

    /// Whether mail can go out at all.
    package var isSet: Bool { !host.isEmpty && sender != nil }
}

extension MailSettings {
    package static let host = "mail.host"
    package static let port = "mail.port"
    package static let security = "mail.security"
    package static let user = "mail.user"
    package static let password = "mail.password"
    package static let sender = "mail.sender"
    package static let senderName = "mail.senderName"
    package static let authorities = "mail.authorities"

    package static func load(in db: SQLConnection) throws -> MailSettings {
        func value(_ name: String) throws -> String { try DeploymentSettings.value(of: name, in: db) ?? "" }
        var settings = MailSettings()
        settings.host = try value(host)
        settings.security = Security(rawValue: try value(security)) ?? .implicit
        settings.port = Int(try value(port)) ?? 465
        settings.user = try value(user)
        settings.password = try value(password)
        settings.sender = MailAddress(try value(sender))
        settings.senderName = try value(senderName)
        settings.authorities = try value(authorities)
        return settings
    }
}

/// What holds for every reminder of the deployment.
package enum ReminderSettings {
    /// When the day's reminders are made, as HH:mm in Asia/Shanghai.
    package static let time = "reminder.time"
    /// Hosts inside the house that robots may have, with a space between them.
    package static let insideHosts = "webhook.insideHosts"

    package static let usualMinute = 8 * 60

    /// Minutes since midnight.
    package static func minute(in db: SQLConnection) throws -> Int {
        try DeploymentSettings.value(of: time, in: db).flatMap(minute(of:)) ?? usualMinute
    }

    /// Nil for what is no time of a day.
    package static func minute(of text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    package static func insideHosts(in db: SQLConnection) throws -> [String] {
        (try DeploymentSettings.value(of: insideHosts, in: db) ?? "").words
    }
}
