import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct SignInTests {
    @Test("The right password opens a session, the wrong one and an unknown login read the same")
    func signIn() async throws {
        let site = try await TestSite()
        try await site.account("zhou", .officer, .region(.county, code: "500101"))
        let browser = try await site.browser(as: "zhou")
        #expect(try await browser.get("/password").status == .ok)
        let wrong = try await site.browser().post("/login", ["login": "zhou", "password": "x"], sealed: false)
        let unknown = try await site.browser().post("/login", ["login": "nobody", "password": "x"], sealed: false)
        #expect(wrong.status == .unauthorized)
        #expect(wrong.text.replacing("zhou", with: "") == unknown.text.replacing("nobody", with: ""))
    }

    @Test("Without a session a page leads to the sign-in, and back afterwards")
    func signInFirst() async throws {
        let site = try await TestSite()
        let answer = try await site.browser().get("/password")
        #expect(answer.status == .seeOther)
        #expect(answer.location == "/login?next=%2Fpassword")
    }

    @Test("Five failures lock the pair of address and login, but not the owner's own browser")
    func lockout() async throws {
        let site = try await TestSite()
        try await site.account("zhou", .officer, .nation)
        let own = try await site.browser(as: "zhou")
        let stranger = site.browser()
        for _ in 0..<5 {
            let answer = try await stranger.post("/login", ["login": "zhou", "password": "x"], sealed: false)
            #expect(answer.status == .unauthorized)
        }
        let locked = try await stranger.post("/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        #expect(locked.status == .tooManyRequests)
        let again = try await own.post("/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        #expect(again.status == .seeOther)
    }

    @Test("A form without the session's token changes nothing")
    func forged() async throws {
        let site = try await TestSite()
        try await site.account("zhou", .officer, .nation)
        let browser = try await site.browser(as: "zhou")
        #expect(try await browser.post("/logout", sealed: false).status == .forbidden)
        #expect(try await browser.get("/password").status == .ok)
        #expect(try await browser.post("/logout").status == .seeOther)
        #expect(try await browser.get("/password").status == .seeOther)
    }

    @Test("A new password ends the sessions and is the one that counts")
    func changePassword() async throws {
        let site = try await TestSite()
        try await site.account("zhou", .officer, .nation)
        let browser = try await site.browser(as: "zhou")
        let short = try await browser.post(
            "/password", ["current": TestSite.password, "new": "short", "again": "short"])
        #expect(short.status == .unprocessableContent)
        let new = "a far longer 密码"
        let changed = try await browser.post("/password", ["current": TestSite.password, "new": new, "again": new])
        #expect(changed.location == "/login?done=password")
        #expect(try await browser.get("/password").status == .seeOther)
        let signedIn = try await site.browser().post("/login", ["login": "zhou", "password": new], sealed: false)
        #expect(signedIn.status == .seeOther)
    }
}
