import Foundation
import HTTPTypes
import Logging
import SQLCore
import Store
import Supervision
import Synchronization
import TestKit
import Testing
import Web

@Suite struct OperationTests {
    @Test("Health says ok while the database answers, and 503 when it does not")
    func health() async throws {
        let site = try await TestSite()
        let well = try await site.browser().get("/health")
        #expect(well.status == .ok && well.text == "{\"status\":\"ok\"}")
        await site.services.database.close()
        let ill = try await site.browser().get("/health")
        #expect(ill.status == .serviceUnavailable && ill.text == "{\"status\":\"unavailable\"}")
    }

    @Test("A fault is shown as a number and nothing else")
    func fault() async throws {
        let site = try await TestSite()
        let browser = site.browser()
        await site.services.database.close()
        let answer = try await browser.get("/login")
        #expect(answer.status == .internalServerError)
        #expect(answer.text.contains("系统出错了"))
        #expect(!answer.text.lowercased().contains("sql") && !answer.text.contains("closed"))
    }

    @Test("The log names requests by path alone: no password, token, query or typed text")
    func secrets() async throws {
        let log = Lines()
        var logger = Logger(label: "test", factory: { _ in Recorder(lines: log) })
        logger.logLevel = .trace
        let site = try await TestSite(logger: logger)
        try await site.account("admin", .admin, .nation)
        let browser = try await site.browser(as: "admin")
        _ = try await site.browser().post(
            "/login", ["login": "zhou-ning", "password": "hunter2-hunter2"], sealed: false)
        _ = try await browser.get("/accounts?q=searched-person")
        let made = try await browser.post(
            "/accounts", ["login": "zhou-ning", "name": "typed-name", "role": "officer", "region": "000000"])
        #expect(made.status == .ok)
        _ = try await browser.get("/nowhere?token=abcdef")
        try await site.account("reader", .leader, .nation)
        let feed = try await site.browser(as: "reader").post("/calendar-feed").text
        let address = try #require(feed.range(of: "/feeds/")).lowerBound
        let key = feed[address...].dropFirst(7).prefix { $0 != "." }
        #expect(try await site.browser().get("/feeds/\(key).ics").status == .ok)
        let oneTime = try #require(made.text.split(separator: "class=\"hash\">").last?.prefix { $0 != "<" })
        let cookies = browser.setCookies.compactMap { $0.split(separator: "=").dropFirst().first?.prefix { $0 != ";" } }
        let text = log.text
        #expect(text.contains("/accounts"))
        #expect(cookies.count >= 2)
        for secret in ["hunter2", "searched-person", "typed-name", "zhou-ning", "abcdef", TestSite.password] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("/feeds/…") && key.count == 64)
        for secret in cookies + [oneTime, key] { #expect(!text.contains(secret)) }
    }

    @Test("Every answer carries the headers that keep a browser from running what is not ours")
    func headers() async throws {
        var settings = WebSettings()
        settings.publicURL = "https://dudao.example.cn"
        let answer = try await TestSite(settings: settings).browser().get("/login")
        let policy = try #require(answer.headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.strictTransportSecurity] != nil)
        #expect(answer.headers[.cacheControl] == "no-store")
    }
}

/// Everything that was logged.
private final class Lines: Sendable {
    private let all = Mutex("")

    var text: String { all.withLock { $0 } }

    func add(_ line: String) { all.withLock { $0 += line + "\n" } }
}

private struct Recorder: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.message) \(metadata) \(event.metadata ?? [:])")
    }
}
