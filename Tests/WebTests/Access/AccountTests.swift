import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct AccountTests {
    private func site() async throws -> (site: TestSite, admin: TestBrowser, guardian: TestBrowser) {
        let site = try await TestSite()
        let at = site.services.now()
        try await Seeds.plant(in: site.services.database, at: at)
        try await site.account("admin", .admin, .region(.county, code: "500112"))
        try await site.account("guard", .security, .region(.county, code: "500112"))
        return (site, try await site.browser(as: "admin"), try await site.browser(as: "guard"))
    }

    private static func password(in page: String) -> String? {
        page.split(separator: "一次性密码</dt><dd class=\"hash\">").dropFirst().first.map { String($0.prefix { $0 != "<" }) }
    }

    private static func id(in page: String) -> String? {
        page.split(separator: "href=\"/accounts/").map { $0.prefix { $0 != "\"" } }.map(String.init)
            .first { $0.utf8.count == 36 }
    }

    @Test("A new account opens with the password that is shown once, and asks for another at once")
    func create() async throws {
        let (site, admin, _) = try await site()
        let made = try await admin.post(
            "/accounts", ["login": "Zhou", "name": "周宁", "role": "officer", "region": "500112"],
            command: "0123456789abcdef")
        #expect(made.status == .ok)
        let password = try #require(AccountTests.password(in: made.text))
        let again = try await admin.post(
            "/accounts", ["login": "Zhou", "name": "周宁", "role": "officer", "region": "500112"],
            command: "0123456789abcdef")
        #expect(AccountTests.password(in: again.text) == nil)
        #expect(again.text.contains("不再重复显示"))
        let browser = site.browser()
        let signedIn = try await browser.post("/login", ["login": "zhou", "password": password], sealed: false)
        #expect(signedIn.status == .seeOther)
        #expect(try await browser.get("/audit").location == "/password")
        let stored = try await site.services.database.read { db in try Accounts.find(login: "zhou", in: db) }
        #expect(stored?.password.record.contains(password) == false)
    }

    @Test(
        "What cannot be made is told beside its field, with what was typed kept",
        arguments: [
            (["login": "ab", "name": "周宁", "role": "officer", "region": "500112"], "登录名3至40个字符"),
            (["login": "zhou", "name": "", "role": "officer", "region": "500112"], "请填写姓名"),
            (["login": "zhou", "name": "周宁", "role": "", "region": "500112"], "请选择角色"),
            (["login": "zhou", "name": "周宁", "role": "officer", "region": ""], "请查找并选择管理范围"),
            (["login": "zhou", "name": "周宁", "role": "officer", "region": "999999"], "没有代码为“999999”的行政区"),
            (["login": "zhou", "name": "周宁", "role": "clerk", "organisation": "5110000001"], "没有代码为“5110000001”的单位"),
            (["login": "zhou", "name": "周宁", "role": "officer", "region": "500113"], "超出了您的管理范围"),
            (["login": "zhou", "name": "周宁", "role": "officer", "region": "000000"], "超出了您的管理范围"),
            (["login": "ADMIN", "name": "周宁", "role": "officer", "region": "500112"], "这个登录名已被使用"),
        ])
    func refused(fields: [String: String], message: String) async throws {
        let (_, admin, _) = try await site()
        let answer = try await admin.post("/accounts", dictionary: fields)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(message))
        if let login = fields["login"] { #expect(answer.text.contains("value=\"\(login)\"")) }
    }

    @Test("An account of the three duties stays shut until another person, a security officer, has looked at it")
    func review() async throws {
        let (site, admin, guardian) = try await site()
        let made = try await admin.post(
            "/accounts", ["login": "audit", "name": "郑审", "role": "auditor", "region": "500112"])
        let password = try #require(AccountTests.password(in: made.text))
        let id = try #require(AccountTests.id(in: made.text))
        let early = try await site.browser().post("/login", ["login": "audit", "password": password], sealed: false)
        #expect(early.status == .forbidden)
        #expect(try await admin.post("/accounts/\(id)/review", ["version": "1"]).status == .forbidden)
        let reviewed = try await guardian.post("/accounts/\(id)/review", ["version": "1"])
        #expect(reviewed.location == "/accounts/\(id)?done=saved")
        let signedIn = try await site.browser().post("/login", ["login": "audit", "password": password], sealed: false)
        #expect(signedIn.status == .seeOther)
        // An administrator who resets the auditor's password does not become the auditor.
        let reset = try await admin.post("/accounts/\(id)/password", ["version": "2"])
        let next = try #require(AccountTests.password(in: reset.text))
        let late = try await site.browser().post("/login", ["login": "audit", "password": next], sealed: false)
        #expect(late.status == .forbidden)
    }

    @Test("Disabling ends the sessions at once; an old page is told that somebody was quicker")
    func disable() async throws {
        let (site, admin, _) = try await site()
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        let zhou = try await site.browser(as: "zhou")
        #expect(try await zhou.get("/password").status == .ok)
        let disabled = try await admin.post("/accounts/account-zhou/state", ["active": "no", "version": "1"])
        #expect(disabled.status == .seeOther)
        #expect(try await zhou.get("/password").status == .seeOther)
        let signIn = try await site.browser().post(
            "/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        #expect(signIn.status == .forbidden)
        let stale = try await admin.post("/accounts/account-zhou/state", ["active": "yes", "version": "1"])
        #expect(stale.status == .conflict)
        #expect(stale.text.contains("刚被他人修改"))
    }

    @Test("Nobody disables their own account")
    func own() async throws {
        let (_, admin, _) = try await site()
        let answer = try await admin.post("/accounts/account-admin/state", ["active": "no", "version": "1"])
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("不能对自己的账号"))
    }

    @Test("A security officer ends sessions and lifts a lock")
    func guarding() async throws {
        let (site, _, guardian) = try await site()
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        let zhou = try await site.browser(as: "zhou")
        #expect(try await guardian.post("/accounts/account-zhou/sign-out").status == .seeOther)
        #expect(try await zhou.get("/password").status == .seeOther)
        for _ in 0..<5 {
            _ = try await site.browser().post("/login", ["login": "zhou", "password": "wrong"], sealed: false)
        }
        let fields: KeyValuePairs = ["login": "zhou", "password": TestSite.password]
        #expect(try await site.browser().post("/login", fields, sealed: false).status == .tooManyRequests)
        #expect(try await guardian.get("/accounts/account-zhou").text.contains("1处因多次输错密码"))
        #expect(try await guardian.post("/accounts/account-zhou/unlocking").status == .seeOther)
        #expect(try await site.browser().post("/login", fields, sealed: false).status == .seeOther)
    }

    @Test("The same person's second account is made by finding the person, and two duties are kept apart")
    func person() async throws {
        let (_, admin, _) = try await site()
        let found = try await admin.get("/accounts/new?search=guard")
        #expect(found.text.contains("/accounts/new?person=person-guard"))
        let apart = try await admin.post(
            "/accounts", ["login": "second", "person": "person-guard", "role": "auditor", "region": "500112"])
        #expect(apart.text.contains("三种职责须由不同的人担任"))
        let made = try await admin.post(
            "/accounts", ["login": "second", "person": "person-guard", "role": "officer", "region": "500112"])
        #expect(made.status == .ok)
        #expect(try await admin.get("/accounts/account-guard").text.contains("second"))
        let unknown = try await admin.post(
            "/accounts", ["login": "third", "person": "nobody", "role": "officer", "region": "500112"])
        #expect(unknown.text.contains("没有找到所选的人员"))
    }

    @Test("Accounts are searched, filtered and sorted; a percent sign is only a percent sign")
    func list() async throws {
        let (site, admin, _) = try await site()
        try await site.account("zhou", .officer, .region(.county, code: "500112"), name: "周宁")
        try await site.account("other", .officer, .region(.county, code: "500113"))
        let all = try await admin.get("/accounts?sort=-name").text
        #expect(all.contains("共 <strong>3</strong> 个"))
        #expect(!all.contains("other"))
        #expect(try await admin.get("/accounts?q=%E5%91%A8").text.contains("共 <strong>1</strong> 个"))
        #expect(try await admin.get("/accounts?q=%25").text.contains("没有符合条件的记录"))
        #expect(try await admin.get("/accounts?role=security").text.contains("共 <strong>1</strong> 个"))
        #expect(try await admin.get("/accounts?state=disabled").text.contains("没有符合条件的记录"))
    }
}
