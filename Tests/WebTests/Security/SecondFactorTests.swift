import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct SecondFactorTests {
    private static let county: Scope = .region(.county, code: "500112")

    private func site() async throws -> TestSite {
        let site = try await TestSite()
        for (login, role) in [
            ("director", Role.director), ("guard", .security), ("guard2", .security), ("zhou", .officer),
        ] {
            try await site.account(login, role, SecondFactorTests.county)
        }
        return site
    }

    /// What the phone shows.
    private func code(_ login: String, _ site: TestSite, periods: Int = 0) async throws -> String {
        let row = try await site.services.database.read { db in
            try db.first("SELECT secret FROM second_factor WHERE account_id = \("account-\(login)")").map {
                try $0.get(0) as String
            }
        }
        let stored = try #require(row)
        let secret = try #require(TimeCode(base32: stored))
        return secret.code(at: TimeCode.step(at: site.services.now()) + periods)
    }

    private func codes(in page: String) -> [String] {
        page.split(separator: "<li class=\"hash\">").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }

    /// Sets it up and gives the recovery codes.
    private func enrol(_ login: String, _ site: TestSite) async throws -> (TestBrowser, [String]) {
        let browser = try await site.browser(as: login)
        #expect(try await browser.post("/security/factor").location == "/security")
        let page = try await browser.get("/security").text
        #expect(page.contains("<svg class=\"qr\"") && page.contains("手工输入密钥"))
        let done = try await browser.post(
            "/security/factor/confirmation", ["code": try await code(login, site)])
        return (browser, codes(in: done.text))
    }

    private func signIn(_ login: String, _ site: TestSite) async throws -> (TestBrowser, TestAnswer) {
        let browser = site.browser()
        let answer = try await browser.post(
            "/login", ["login": login, "password": TestSite.password, "next": "/findings"], sealed: false)
        return (browser, answer)
    }

    @Test("Once it is set up, the password alone opens nothing; a code of the phone does, once")
    func signIn() async throws {
        let site = try await site()
        let (_, codes) = try await enrol("director", site)
        #expect(codes.count == 10)
        site.advance(seconds: 60)
        let (browser, answer) = try await signIn("director", site)
        #expect(answer.location == "/login/code?next=%2Ffindings")
        #expect(try await browser.get("/findings").location == "/login/code?next=%2Ffindings")
        #expect(try await browser.get("/login/code").text.contains("验证码"))
        let wrong = try await browser.post("/login/code", ["code": "000000"], sealed: false)
        #expect(wrong.status == .unauthorized && wrong.text.contains("验证码不正确"))
        let right = try await code("director", site)
        #expect(
            try await browser.post("/login/code", ["code": right, "next": "/findings"], sealed: false).location
                == "/findings")
        #expect(try await browser.get("/findings").status == .ok)
        let (second, _) = try await signIn("director", site)
        let replayed = try await second.post("/login/code", ["code": right], sealed: false)
        #expect(replayed.status == .unauthorized && replayed.text.contains("已经用过"))
    }

    @Test("A recovery code opens once; what is stored is a hash")
    func recovery() async throws {
        let site = try await site()
        let (_, codes) = try await enrol("director", site)
        let first = try #require(codes.first)
        let stored = try await site.services.database.read { db in
            try db.rows("SELECT code_hash FROM recovery_code").map { try $0.get(0) as String }
        }
        #expect(stored.count == 10 && !stored.contains { $0.contains(first) })
        let (browser, _) = try await signIn("director", site)
        #expect(try await browser.post("/login/code", ["code": first.uppercased()], sealed: false).status == .seeOther)
        #expect(try await browser.get("/security").text.contains("还有 9 个没有用过"))
        let (again, _) = try await signIn("director", site)
        #expect(try await again.post("/login/code", ["code": first], sealed: false).status == .unauthorized)
    }

    @Test("Five wrong codes lock, and a security officer lifts the lock")
    func limited() async throws {
        let site = try await site()
        _ = try await enrol("director", site)
        site.advance(seconds: 60)
        let (browser, _) = try await signIn("director", site)
        for _ in 0..<5 { _ = try await browser.post("/login/code", ["code": "000000"], sealed: false) }
        let right = try await code("director", site)
        #expect(try await browser.post("/login/code", ["code": right], sealed: false).status == .tooManyRequests)
        let guardian = try await site.browser(as: "guard")
        #expect(try await guardian.post("/accounts/account-director/unlocking").status == .seeOther)
        #expect(try await browser.post("/login/code", ["code": right], sealed: false).status == .seeOther)
    }

    @Test("A lost phone's factor is taken away by a security officer who did not make the account, and by nobody else")
    func reset() async throws {
        let site = try await site()
        let (browser, _) = try await enrol("director", site)
        _ = try await site.services.database.write { db in
            try db.execute("UPDATE account SET review_due_to = 'person-guard2' WHERE id = 'account-director'")
        }
        let path = "/accounts/account-director/factor-reset"
        try await site.account("admin", .admin, SecondFactorTests.county)
        #expect(try await site.browser(as: "admin").post(path, ["version": "1"]).status == .forbidden)
        let maker = try await site.browser(as: "guard2").post(path, ["version": "1"])
        #expect(maker.status == .forbidden && maker.text.contains("以外的安全管理员"))
        let guardian = try await site.browser(as: "guard")
        #expect(try await guardian.post(path, ["version": "1"]).status == .seeOther)
        #expect(try await browser.get("/security").status == .seeOther, "its sessions end")
        #expect(try await signIn("director", site).1.location == "/findings")
    }

    @Test("Where it is demanded nothing opens before it is set up; it cannot be given up; others are not asked")
    func demanded() async throws {
        let site = try await site()
        try await site.services.database.write { db in
            try DeploymentSettings.set(DeploymentSettings.factor, "required", in: db)
        }
        #expect(try await site.browser(as: "zhou").get("/findings").status == .ok)
        let director = try await site.browser(as: "director")
        #expect(try await director.get("/findings").location == "/security")
        let (browser, _) = try await enrol("director", site)
        #expect(try await browser.get("/findings").status == .ok)
        let removal = try await browser.post("/security/factor/removal")
        #expect(removal.status == .forbidden && removal.text.contains("不能停用"))
        #expect(try await site.browser(as: "zhou").post("/security/factor").status == .forbidden)
    }

    @Test("Where it is not demanded it can be given up")
    func removal() async throws {
        let site = try await site()
        let (browser, _) = try await enrol("director", site)
        #expect(try await browser.post("/security/factor").status == .conflict)
        #expect(try await browser.post("/security/factor/removal").location == "/security?done=factorRemoved")
        #expect(try await signIn("director", site).1.location == "/findings")
    }
}
