import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct OwnSessionTests {
    private func browsers() async throws -> (TestSite, TestBrowser, TestBrowser) {
        let site = try await TestSite()
        try await site.account("zhou", .officer, .nation)
        try await site.account("other", .officer, .nation)
        let phone = site.browser()
        phone.headers[.userAgent] =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0 Mobile Safari/537.36"
        _ = try await phone.post("/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        site.advance(seconds: 90)
        return (site, phone, try await site.browser(as: "zhou"))
    }

    private func id(in page: String) -> String? {
        page.split(separator: "/security/sessions/").map { String($0.prefix(24)) }
            .first { $0.allSatisfy(\.isHexDigit) && $0.count == 24 }
    }

    @Test("The page tells each device, which one is this, and when it was last used")
    func list() async throws {
        let (_, phone, desk) = try await browsers()
        let text = try await desk.get("/security").text
        #expect(text.contains("Chrome · 安卓") && text.contains("这台设备") && text.contains("退出其他设备"))
        #expect(try await phone.get("/security").status == .ok)
    }

    @Test("One is ended, or all others at once; nobody ends somebody else's")
    func end() async throws {
        let (site, phone, desk) = try await browsers()
        let id = try #require(id(in: try await desk.get("/security").text))
        let stranger = try await site.browser(as: "other")
        #expect(try await stranger.post("/security/sessions/\(id)/end").status == .notFound)
        #expect(try await phone.get("/security").status == .ok)
        #expect(try await desk.post("/security/sessions/\(id)/end").location == "/security?done=sessionEnded")
        #expect(try await phone.get("/security").status == .seeOther)
        let third = try await site.browser(as: "zhou")
        #expect(try await desk.post("/security/sessions/others").status == .seeOther)
        #expect(try await third.get("/security").status == .seeOther)
        #expect(try await desk.get("/security").status == .ok)
        #expect(try await stranger.get("/security").status == .ok)
    }

    @Test("An account without a second factor is not offered one that its role has not")
    func role() async throws {
        let (_, _, desk) = try await browsers()
        #expect(!(try await desk.get("/security").text.contains("两步验证")))
    }
}
