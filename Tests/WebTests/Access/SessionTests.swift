import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct SessionTests {
    private func site(_ settings: WebSettings? = nil) async throws -> TestSite {
        let site = try await TestSite(settings: settings)
        try await site.account("zhou", .officer, .nation)
        return site
    }

    @Test("A session ends an hour after its last request, and every request keeps it for another")
    func idle() async throws {
        let site = try await site()
        let browser = try await site.browser(as: "zhou")
        for _ in 0..<3 {
            site.advance(seconds: 3_500)
            #expect(try await browser.get("/password").status == .ok)
        }
        site.advance(seconds: 3_600)
        #expect(try await browser.get("/password").location == "/login?next=%2Fpassword")
    }

    @Test("A session ends twelve hours after the sign-in, however busy it is")
    func absolute() async throws {
        let site = try await site()
        let browser = try await site.browser(as: "zhou")
        for _ in 0..<23 {
            site.advance(seconds: 1_800)
            #expect(try await browser.get("/password").status == .ok)
        }
        site.advance(seconds: 1_800)
        #expect(try await browser.get("/password").status == .seeOther)
    }

    @Test("A new sign-in takes a new token and ends the session that the browser had")
    func rotation() async throws {
        let site = try await site()
        let browser = try await site.browser(as: "zhou")
        let first = try #require(browser.sessionToken)
        _ = try await browser.post("/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        let second = try #require(browser.sessionToken)
        #expect(first != second && first.utf8.count == 64)
        let thief = site.browser()
        thief.headers[.cookie] = "dudao=\(first)"
        #expect(try await thief.get("/password").status == .seeOther)
    }

    @Test("A token that a stranger planted is not taken over")
    func fixation() async throws {
        let site = try await site()
        let browser = site.browser()
        let planted = String(repeating: "a", count: 64)
        browser.headers[.cookie] = "dudao=\(planted)"
        _ = try await browser.post("/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        #expect(browser.sessionToken != planted)
    }

    @Test("Behind HTTPS the cookie is bound to the host, secure, and out of a script's reach")
    func cookies() async throws {
        var settings = WebSettings()
        settings.publicURL = "https://dudao.example.cn"
        let browser = try await site(settings).browser(as: "zhou")
        let cookie = try #require(browser.setCookies.first { $0.hasPrefix("__Host-dudao=") })
        for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] { #expect(cookie.contains(attribute)) }
        #expect(!cookie.contains("Domain"))
        #expect(browser.setCookies.allSatisfy { $0.contains("HttpOnly") && $0.contains("Secure") })
    }

    @Test("A lock counts the address that a trusted proxy saw, and no word of anybody else")
    func forwarded() async throws {
        var settings = WebSettings()
        settings.trustedProxies = ["unknown", "10.0.0.2"]
        let site = try await site(settings)
        let stranger = site.browser()
        stranger.headers[.xForwardedFor] = "203.0.113.9, 198.51.100.1, 10.0.0.2"
        for _ in 0..<5 { _ = try await stranger.post("/login", ["login": "zhou", "password": "x"], sealed: false) }
        let fields: KeyValuePairs = ["login": "zhou", "password": TestSite.password]
        stranger.headers[.xForwardedFor] = "203.0.113.77, 198.51.100.1"
        #expect(try await stranger.post("/login", fields, sealed: false).status == .tooManyRequests)
        let other = site.browser()
        other.headers[.xForwardedFor] = "198.51.100.2"
        #expect(try await other.post("/login", fields, sealed: false).status == .seeOther)
    }

    @Test("Without a trusted proxy the header changes nothing")
    func untrusted() async throws {
        let site = try await site()
        let stranger = site.browser()
        for number in 0..<5 {
            stranger.headers[.xForwardedFor] = "198.51.100.\(number)"
            _ = try await stranger.post("/login", ["login": "zhou", "password": "x"], sealed: false)
        }
        stranger.headers[.xForwardedFor] = "198.51.100.99"
        let answer = try await stranger.post(
            "/login", ["login": "zhou", "password": TestSite.password], sealed: false)
        #expect(answer.status == .tooManyRequests)
    }

    @Test("A lock lifts after a quarter of an hour")
    func lift() async throws {
        let site = try await site()
        let stranger = site.browser()
        let fields: KeyValuePairs = ["login": "zhou", "password": TestSite.password]
        for _ in 0..<5 { _ = try await stranger.post("/login", ["login": "zhou", "password": "x"], sealed: false) }
        site.advance(seconds: 899)
        #expect(try await stranger.post("/login", fields, sealed: false).status == .tooManyRequests)
        site.advance(seconds: 2)
        #expect(try await stranger.post("/login", fields, sealed: false).status == .seeOther)
    }

    @Test(
        "The sign-in leads on to our own pages only",
        arguments: [
            ("/findings?page=2", "/findings?page=2"), ("//evil.example", "/"), ("https://evil.example", "/"),
            ("/\\evil.example", "/"), ("", "/"), ("/a\r\nSet-Cookie: x=y", "/"),
        ])
    func next(asked: String, location: String) async throws {
        let answer = try await site().browser().post(
            "/login", ["login": "zhou", "password": TestSite.password, "next": asked], sealed: false)
        #expect(answer.location == location)
    }

    @Test("A form from another site is refused even with the session's cookie")
    func crossSite() async throws {
        let browser = try await site().browser(as: "zhou")
        browser.headers[.origin] = "https://evil.example"
        #expect(try await browser.post("/logout").status == .forbidden)
        browser.headers = [:]
        #expect(try await browser.get("/password").status == .ok)
    }
}

extension TestBrowser {
    fileprivate var sessionToken: String? {
        setCookies.last { $0.hasPrefix("dudao=") }.map { String($0.dropFirst("dudao=".count).prefix { $0 != ";" }) }
    }
}

extension HTTPField.Name {
    fileprivate static var xForwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For") ?? .via }
}
