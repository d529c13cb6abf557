import SQLCore
import Store
import Supervision

/// The mail server as it was typed.
enum MailSettingsForm {
    private static let names = [
        ("host", MailSettings.host), ("port", MailSettings.port), ("security", MailSettings.security),
        ("user", MailSettings.user), ("sender", MailSettings.sender), ("senderName", MailSettings.senderName),
        ("authorities", MailSettings.authorities), ("time", ReminderSettings.time),
        ("inside", ReminderSettings.insideHosts),
    ]

    static func fields(in db: SQLConnection) throws -> Fields {
        var fields = Fields(
            try names.map { field, name in (field, try DeploymentSettings.value(of: name, in: db) ?? "") })
        if fields.text("port").isEmpty { fields.set("port", "465") }
        if fields.text("security").isEmpty { fields.set("security", MailSettings.Security.implicit.rawValue) }
        if fields.text("time").isEmpty { fields.set("time", "08:00") }
        return fields
    }

    /// An empty password leaves the stored one, unless the box says to forget it.
    static func checked(_ fields: Fields, isPasswordOutside: Bool) throws(FormRefusal) -> SettingsChange {
        var problems: [String: String] = [:]
        let host = fields.text("host")
        if !host.isEmpty, !isHost(host) { problems["host"] = "请填写主机名或IP地址，如 smtp.example.gov.cn。" }
        if !(1...65_535).contains(fields.number("port") ?? 0) { problems["port"] = "请填写1至65535。" }
        if MailSettings.Security(rawValue: fields.text("security")) == nil { problems["security"] = "请选择。" }
        if MailAddress(fields.text("sender")) == nil, !host.isEmpty || !fields.text("sender").isEmpty {
            problems["sender"] = ReminderRefusal.mailWrong.message
        }
        for (name, limit) in [("user", 200), ("senderName", 60), ("authorities", 300), ("inside", 500)]
        where fields.text(name).count > limit {
            problems[name] = "请控制在\(limit)字以内。"
        }
        if !fields.text("authorities").isEmpty, !fields.text("authorities").hasPrefix("/") {
            problems["authorities"] = "请填写服务器上的完整路径，以 / 开头。"
        }
        if (fields["password"] ?? "").utf8.count > 200 { problems["password"] = "请控制在200个字符以内。" }
        if ReminderSettings.minute(of: fields.text("time")) == nil { problems["time"] = "请填写时间，如 08:00。" }
        let inside = fields.text("inside").split(whereSeparator: \.isWhitespace).map(String.init)
        if !inside.allSatisfy(isHost) { problems["inside"] = "请填写主机名或IP地址，可带端口，用空格隔开。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        var values = Dictionary(uniqueKeysWithValues: names.map { field, name in (name, fields.text(field)) })
        values[ReminderSettings.insideHosts] = inside.joined(separator: " ")
        if !isPasswordOutside {
            if let typed = fields["password"], !typed.isEmpty { values[MailSettings.password] = typed }
            if fields["forget"] == "1" { values[MailSettings.password] = "" }
        }
        return SettingsChange(values)
    }

    private static func isHost(_ text: String) -> Bool {
        text.utf8.count <= 200
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte)
                    || [0x2d, 0x2e, 0x3a].contains(byte)
            }
    }
}
