import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ReminderRouteTests {
    private static let mail: [(String, String)] = [
        ("host", "127.0.0.1"), ("port", "1"), ("security", "none"), ("user", "dudao"), ("password", "s3cret 密"),
        ("sender", "dudao@example.cn"), ("senderName", "渝北区教育督导室"), ("authorities", ""), ("time", "08:00"),
        ("inside", "127.0.0.1:1"),
    ]

    private func site(mailPassword: String? = nil) async throws -> TestSite {
        var settings = WebSettings(publicURL: "http://localhost", officeName: "测试督导室")
        settings.mailPassword = mailPassword
        let site = try await TestSite(settings: settings)
        for (login, role) in [("admin", Role.admin), ("officer", .officer)] {
            try await site.account(login, role, .region(.county, code: "500112"))
        }
        return site
    }

    private func fields(_ changes: KeyValuePairs<String, String> = [:]) -> [(String, String)] {
        ReminderRouteTests.mail.map { name, value in (name, changes.first { $0.key == name }?.value ?? value) }
            + changes.filter { change in !ReminderRouteTests.mail.contains { $0.0 == change.key } }
            .map { ($0.key, $0.value) }
    }

    @Test("The mail password is stored, never shown again, never in the audit, and stays when the field is empty")
    func password() async throws {
        let site = try await site()
        let admin = try await site.browser(as: "admin")
        #expect(try await admin.get("/settings/mail").text.contains("未设置邮件服务器"))
        #expect(try await admin.post("/settings/mail", pairs: fields()).location == "/settings/mail?done=saved")
        let page = try await admin.get("/settings/mail").text
        #expect(page.contains("value=\"127.0.0.1\"") && !page.contains("s3cret") && page.contains("已保存，不再显示"))
        #expect(try await admin.post("/settings/mail", pairs: fields(["password": ""])).status == .seeOther)
        #expect(try await stored(site) == "s3cret 密")
        #expect(
            try await admin.post("/settings/mail", pairs: fields(["password": "", "forget": "1"])).status == .seeOther)
        #expect(try await stored(site) == "")
        let audited = try await site.services.database.read { db in
            try db.rows("SELECT subject_id, content FROM audit_entry WHERE action = 'settings.changed'")
                .map { (try $0.get(0) as String, try $0.get(1) as String) }
        }
        #expect(
            audited.filter { $0.0 == MailSettings.password }.map(\.1) == ["{\"changed\":\"1\"}", "{\"changed\":\"1\"}"])
        #expect(!audited.contains { $0.1.contains("s3cret") })
    }

    @Test("A password that comes from outside is neither asked for nor stored")
    func outside() async throws {
        let site = try await site(mailPassword: "from outside")
        let admin = try await site.browser(as: "admin")
        let page = try await admin.get("/settings/mail").text
        #expect(page.contains("由服务器的环境变量或密码文件提供"))
        #expect(!page.contains("name=\"password\"") && !page.contains("from outside"))
        #expect(try await admin.post("/settings/mail", pairs: fields()).status == .seeOther)
        #expect(try await stored(site) == "")
    }

    private func stored(_ site: TestSite) async throws -> String {
        try await site.services.database.read { db in
            try DeploymentSettings.value(of: MailSettings.password, in: db) ?? ""
        }
    }

    @Test(
        "What cannot be is told beside its field, what was typed is kept, the password is not sent back",
        arguments: [
            ("host", "smtp example", "请填写主机名或IP地址"), ("port", "0", "请填写1至65535"),
            ("port", "65536", "请填写1至65535"), ("security", "ssl", "请选择"), ("sender", "dudao", "请填写电子邮箱"),
            ("sender", "a@example.cn\nBcc: b@example.cn", "请填写电子邮箱"), ("time", "24:00", "请填写时间"),
            ("inside", "http://robot", "请填写主机名或IP地址，可带端口"), ("authorities", "ca.pem", "以 / 开头"),
        ])
    func refused(name: String, value: String, message: String) async throws {
        let admin = try await site().browser(as: "admin")
        let answer = try await admin.post("/settings/mail", pairs: fields([name: value]))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(message))
        #expect(answer.text.contains("渝北区教育督导室"))
        #expect(!answer.text.contains("s3cret"))
    }

    @Test("A test mail to a server that is not there says so at once")
    func trial() async throws {
        let admin = try await site().browser(as: "admin")
        #expect(try await admin.post("/settings/mail/test", ["to": "a@example.cn"]).status == .conflict)
        #expect(try await admin.post("/settings/mail", pairs: fields()).status == .seeOther)
        #expect(try await admin.post("/settings/mail/test", ["to": "a"]).status == .unprocessableContent)
        let answer = try await admin.post("/settings/mail/test", ["to": "a@example.cn"])
        #expect(answer.status == .ok)
        #expect(answer.text.contains("没有发出。连接不上服务器"))
    }

    @Test("A person asks for mails, follows the link and is told; a stranger's link and an old one are nothing")
    func verification() async throws {
        let site = try await site()
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.post("/reminders/mail", ["address": "zhou"]).status == .unprocessableContent)
        #expect(try await officer.post("/reminders/mail", ["address": "zhou@example.cn"]).status == .conflict)
        let admin = try await site.browser(as: "admin")
        #expect(try await admin.post("/settings/mail", pairs: fields()).status == .seeOther)
        #expect(
            try await officer.post("/reminders/mail", ["address": "zhou@example.cn"]).location
                == "/reminders?done=mailAsked")
        #expect(try await officer.get("/reminders").text.contains("待确认"))
        let body: MessageBody = try await site.services.database.read { db in
            try JSONColumn.value(try #require(try db.first("SELECT body FROM outbox_message")).get(0))
        }
        let link = try #require(body.links.first?.path)
        #expect(try await admin.get(link).status == .notFound)
        #expect(try await officer.get(link).text.contains("zhou@example.cn"))
        #expect(
            try await officer.get("/reminders").text.contains("待确认"), "a page that was only looked at changes nothing")
        #expect(try await officer.post(link).location == "/reminders?done=mailVerified")
        #expect(try await officer.get("/reminders").text.contains("已验证"))
        #expect(try await officer.post(link).status == .notFound)
        // What the mail says is not the administrator's to read.
        let outbox = try await admin.get("/outbox").text
        #expect(outbox.contains("zhou@example.cn") && outbox.contains("邮箱验证"))
        #expect(!outbox.contains(link))
        #expect(try await officer.post("/reminders/mail/removal").status == .seeOther)
        #expect(try await officer.get("/reminders").text.contains("未设置"))
    }

    @Test("A person's channels and muted kinds are kept, kinds of another role are not taken")
    func wishes() async throws {
        let site = try await site()
        let officer = try await site.browser(as: "officer")
        let sent = [("version", "0"), ("channel", "site"), ("muted", "verify"), ("muted", "selfAssess")]
        #expect(try await officer.post("/reminders", pairs: sent).location == "/reminders?done=saved")
        let wish = try await site.services.database.read { db in
            try ReminderWishes.load(of: "person-officer", in: db)
        }
        #expect(wish.onSite && !wish.byMail && wish.muted == ["verify"])
        #expect(try await officer.post("/reminders", pairs: sent).status == .conflict)
    }

    @Test("An office sets its stages; what cannot be is told")
    func terms() async throws {
        let officer = try await site().browser(as: "officer")
        let good = ["leadDays": "10 3", "lateDays": "2、5", "thenEvery": "14", "version": "0"]
        #expect(
            try await officer.post("/settings/reminders", dictionary: good).location == "/settings/reminders?done=saved"
        )
        #expect(try await officer.get("/settings/reminders").text.contains("到期前10天、3天，逾期2天、5天，此后每14天各提醒一次。"))
        #expect(try await officer.post("/settings/reminders", dictionary: good).status == .conflict)
        var bad = good
        bad["leadDays"] = "7 x"
        bad["version"] = "1"
        let answer = try await officer.post("/settings/reminders", dictionary: bad)
        #expect(answer.status == .unprocessableContent && answer.text.contains("请填写1至60之间的整数"))
    }

    @Test("A robot's address and secret are taken once and never shown")
    func webhook() async throws {
        let site = try await site()
        let officer = try await site.browser(as: "officer")
        var robot = [
            "name": "工作群", "kind": "wecom", "occasion": "daily", "isOn": "1", "secret": "SEC1",
            "address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd-efgh-7777",
        ]
        let made = try await officer.post("/settings/webhooks", dictionary: robot)
        let path = try #require(made.location?.split(separator: "?").first.map(String.init))
        for page in ["/settings/webhooks", path] {
            let text = try await officer.get(page).text
            #expect(text.contains("https://qyapi.weixin.qq.com/…7777"))
            #expect(!text.contains("abcd") && !text.contains("SEC1"))
        }
        for (address, status) in [
            ("http://qyapi.weixin.qq.com/x", HTTPResponse.Status.unprocessableContent),
            ("https://10.0.0.8/x", .unprocessableContent), ("nothing", .unprocessableContent), ("", .seeOther),
        ] {
            robot["address"] = address
            robot["version"] = "1"
            robot["secret"] = ""
            #expect(try await officer.post(path, dictionary: robot).status == status, "\(address)")
        }
        let kept = try await site.services.database.read { db in
            try db.first("SELECT address, secret FROM webhook").map { [try $0.get(0) as String, try $0.get(1)] }
        }
        #expect(kept == ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd-efgh-7777", "SEC1"])
        #expect(try await officer.post("\(path)/removal").location == "/settings/webhooks?done=removed")
        #expect(try await officer.get(path).status == .notFound)
    }

    @Test("What was not delivered stands on the administrator's workbench and can be sent anew or dropped")
    func undelivered() async throws {
        let site = try await site()
        let at = site.services.now()
        try await site.services.database.write { db in
            let draft = OutboxDraft(
                channel: .mail, purpose: .digest, recipient: "zhou@example.cn", subject: "督导待办提醒",
                body: MessageBody(lead: "内容"), place: Place(county: "500112"))
            try Outbox.insert(draft, Act(.system("test", at: at), in: db))
            try db.execute("UPDATE outbox_message SET id = 'one', state = 'given-up', last_error = '没有这个人'")
        }
        let admin = try await site.browser(as: "admin")
        #expect(try await admin.get("/").text.contains("有 1 条提醒没有送达"))
        let list = try await admin.get("/outbox?state=given-up")
        #expect(list.text.contains("没有这个人") && list.text.contains("共 <strong>1</strong> 条"))
        #expect(try await admin.get("/outbox?state=sent").text.contains("没有符合条件的消息"))
        #expect(try await admin.get("/outbox/export.xlsx?state=given-up").bytes.prefix(2).elementsEqual("PK".utf8))
        #expect(try await admin.post("/outbox/one/retry").location == "/outbox?done=resend")
        #expect(!(try await admin.get("/").text.contains("没有送达")))
        #expect(try await admin.post("/outbox/one/discard").location == "/outbox?done=discardedMessage")
        #expect(try await admin.post("/outbox/one/discard").status == .notFound)
    }
}
