import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ProofTests {
    /// A closure that the director is about to sign, with what is typed into it.
    private func ready() async throws -> (TestSite, TestBrowser, String) {
        let site = try await TestSite()
        try await site.account("director", .director, .region(.county, code: "500101"))
        let browser = try await site.browser(as: "director")
        return (site, browser, "/findings/none/parts/none/closure")
    }

    @Test("Within the minutes nobody is asked; after them the question carries along what was typed")
    func asked() async throws {
        let (site, browser, path) = try await ready()
        site.advance(seconds: 900)
        #expect(try await browser.post(path, ["note": "现场看过"]).status == .notFound, "not asked, and no such finding")
        site.advance(seconds: 1)
        let asked = try await browser.post(path, ["note": "现场看过，<b>属实</b>", "version": "3"])
        #expect(asked.status == .forbidden)
        #expect(asked.text.contains("再次确认身份") && asked.text.contains("action=\"\(path)\""))
        #expect(asked.text.contains("name=\"note\" value=\"现场看过，&lt;b&gt;属实&lt;/b&gt;\""))
        #expect(asked.text.contains("name=\"version\" value=\"3\""))
        let wrong = try await browser.post(path, ["note": "现场看过", "proof-password": "wrong password"])
        #expect(wrong.status == .forbidden && wrong.text.contains("密码不正确") && wrong.text.contains("现场看过"))
        #expect(!wrong.text.contains("wrong password"))
        let right = try await browser.post(path, ["note": "现场看过", "proof-password": TestSite.password])
        #expect(right.status == .notFound, "proved, and no such finding")
        #expect(try await browser.post(path, ["note": "又一件"]).status == .notFound, "the proof holds for the next one")
    }

    @Test("Five wrong passwords lock the question; a script is told by a code")
    func limited() async throws {
        let (site, browser, path) = try await ready()
        site.advance(seconds: 1_000)
        #expect(try await browser.post(path, accept: "application/json").text.contains("web.proveFirst"))
        for _ in 0..<5 { _ = try await browser.post(path, ["proof-password": "wrong"]) }
        let locked = try await browser.post(path, ["proof-password": TestSite.password])
        #expect(locked.status == .forbidden && locked.text.contains("尝试次数过多"))
    }

    @Test("The deployment says after how many minutes, and what is not asked about stays unasked")
    func minutes() async throws {
        let (site, browser, path) = try await ready()
        try await site.services.database.write { db in
            try DeploymentSettings.set(DeploymentSettings.proofMinutes, "30", in: db)
        }
        site.advance(seconds: 1_700)
        #expect(try await browser.post(path).status == .notFound)
        #expect(try await browser.post("/findings/none/parts/none/reopening").status != .forbidden)
    }
}
