import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct CalendarFeedRoutesTests {
    private func address(_ browser: TestBrowser) async throws -> String {
        let page = try await browser.post("/calendar-feed").text
        let start = try #require(page.range(of: "/feeds/"))
        return String(page[start.lowerBound...].prefix { $0 != "<" })
    }

    private func value(_ name: String, after mark: String, in text: String) -> String? {
        let event = text.replacing("\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT").first {
            $0.contains(mark)
        }
        return event?.components(separatedBy: "\r\n").first { $0.hasPrefix("\(name):") || $0.hasPrefix("\(name);") }
            .map { String($0.drop { $0 != ":" }.dropFirst()) }
    }

    @Test("The address is shown once, opens without login, and holds what its person owns: moved, dropped, done")
    func walk() async throws {
        let (site, year) = try await PlanChartRoutesTests.planned()
        let officer = try await site.site.browser(as: "officer")
        #expect(try await officer.get("/calendar-feed").text.contains("生成订阅地址"))
        let path = try await address(officer)
        #expect(path.count == "/feeds/.ics".count + 64)
        let page = try await officer.get("/calendar-feed").text
        #expect(page.contains("还没有日历程序获取过") && !page.contains(path))

        let stranger = site.site.browser()
        let first = try await stranger.get(path)
        #expect(first.status == .ok && first.headers[.contentType] == "text/calendar; charset=utf-8")
        #expect(first.headers[.cacheControl] == "private, max-age=900")
        #expect(value("DTSTART", after: "办园行为", in: first.text) == "20260201")
        #expect(value("DTEND", after: "办园行为", in: first.text) == "20260301")
        #expect(value("SEQUENCE", after: "办园行为", in: first.text) == "0")
        #expect(first.text.contains("现代化学校创建：区级评估") && !first.text.contains("SUMMARY:责任督学挂牌督导"))
        let again = try await stranger.get(path)
        #expect(again.text == first.text)
        stranger.headers[.ifNoneMatch] = first.headers[.eTag]
        #expect(try await stranger.get(path).status == .notModified)

        let window = try await PlanChartRoutesTests.window(site, year.items[0])
        _ = try await officer.post(
            "/plan-windows/\(window.id)/move",
            ["start": "2026-03-01", "end": "2026-04-15", "reason": "错开", "version": "1"])
        let moved = try await stranger.get(path).text
        #expect(value("SEQUENCE", after: "办园行为", in: moved) == "1")
        #expect(value("DTEND", after: "办园行为", in: moved) == "20260416")
        let uid = try #require(value("UID", after: "办园行为", in: moved))
        #expect(value("UID", after: "办园行为", in: first.text) == uid)

        try await site.site.services.database.write { db in
            _ = try db.execute("UPDATE plan_item SET status = 'dropped', reason = '合并' WHERE id = \(year.items[0])")
        }
        let dropped = try await stranger.get(path).text
        #expect(value("STATUS", after: uid, in: dropped) == "CANCELLED" && !dropped.contains("办园行为"))
        #expect(value("SEQUENCE", after: uid, in: dropped) == "2")
    }

    @Test("What a unit has to do by a day stands in its calendar, and nobody else's")
    func unit() async throws {
        let site = try await FindingSite()
        let issued = try await site.issue()
        let principal = try await site.site.browser(as: "principal")
        try await site.site.services.database.write { db in
            _ = try db.execute("UPDATE finding_part SET due_on = '2026-03-20' WHERE id = \(issued.part.id)")
        }
        let path = try await address(principal)
        let mine = try await site.site.browser().get(path).text
        #expect(mine.contains("SUMMARY:签收问题：食品留样记录不全") && mine.contains("DATE:20260320"))
        #expect(mine.contains("/findings/\(issued.id)"))
        let bureau = try await address(try await site.site.browser(as: "bureau"))
        #expect(try await !site.site.browser().get(bureau).text.contains("食品留样"))
    }

    @Test("An old address is dead after renewing; a revoked one, a closed account's and a made-up one are not there")
    func dead() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        let stranger = site.site.browser()
        let old = try await address(officer)
        let path = try await address(officer)
        #expect(old != path)
        #expect(try await stranger.get(old).status == .notFound)
        #expect(try await stranger.get(path).status == .ok)
        try await site.site.services.database.write { db in
            _ = try db.execute("UPDATE account SET active = false WHERE login = 'officer'")
        }
        #expect(try await stranger.get(path).status == .notFound)
        try await site.site.services.database.write { db in
            _ = try db.execute("UPDATE account SET active = true, must_change = true WHERE login = 'officer'")
        }
        #expect(try await stranger.get(path).status == .notFound)
        try await site.site.services.database.write { db in
            _ = try db.execute("UPDATE account SET must_change = false WHERE login = 'officer'")
        }
        #expect(try await stranger.get(path).status == .ok)
        #expect(try await officer.post("/calendar-feed/revocation").location == "/calendar-feed?done=feedRevoked")
        #expect(try await stranger.get(path).status == .notFound)
        #expect(try await officer.post("/calendar-feed/revocation").status == .conflict)
        for made in ["/feeds/abc.ics", "/feeds/\(String(repeating: "0", count: 64)).ics", "/feeds/.ics", "/feeds/x"] {
            #expect(try await stranger.get(made).status == .notFound, "\(made)")
        }
    }

    @Test("The same request sent twice makes one address and does not show it again")
    func twice() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        let command = "01890000-0000-7000-8000-0000000000aa"
        let first = try await officer.post("/calendar-feed", command: command).text
        let second = try await officer.post("/calendar-feed", command: command).text
        #expect(first.contains("/feeds/") && !second.contains("/feeds/") && second.contains("已显示过"))
    }

    @Test("Sixty times an hour and no more; an hour later again")
    func often() async throws {
        let site = try await FindingSite()
        let path = try await address(try await site.site.browser(as: "officer"))
        let stranger = site.site.browser()
        for _ in 0..<CalendarFeeds.perHour { #expect(try await stranger.get(path).status == .ok) }
        let refused = try await stranger.get(path)
        #expect(refused.status == .tooManyRequests && refused.headers[.retryAfter] == "3600")
        site.site.advance(seconds: 3_600)
        #expect(try await stranger.get(path).status == .ok)
    }
}
