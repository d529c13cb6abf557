import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct OrganisationPagesTests {
    private func site() async throws -> (TestSite, TestBrowser) {
        let site = try await TestSite()
        try await SampleRegions.plant(in: site.services.database)
        try await site.account("王敏", .officer, .region(.county, code: "420111"))
        return (site, try await site.browser(as: "王敏"))
    }

    private func make(_ browser: TestBrowser, _ name: String = "洪山一小", code: String = "2142000001") async throws
        -> String
    {
        let answer = try await browser.post(
            "/organisations", ["name": name, "code": code, "region": "洪山区", "kind": "学校", "stages": "小学"])
        let location = try #require(answer.location)
        return String(location.prefix { $0 != "?" })
    }

    @Test("A unit is entered, renamed, given a new code, related and closed; its page tells all of it")
    func life() async throws {
        let (_, browser) = try await site()
        let path = try await make(browser)
        let other = try await make(browser, "洪山二小", code: "")
        let renamed = try await browser.post(
            "\(path)/name", ["name": "洪山实验小学", "day": "2026-03-01", "reason": "批复", "version": "1"])
        #expect(renamed.status == .unprocessableContent, "the unit's facts hold from today, 2026-03-10")
        for (what, fields) in [
            ("name", ["name": "洪山实验小学", "day": "2026-03-10", "reason": "批复", "version": "1"] as KeyValuePairs),
            ("code", ["code": "3142000001", "day": "2026-03-10", "reason": "办成初中", "version": "2"]),
            ("facts", ["region": "420111", "tags": "城区、示范", "kind": "学校", "day": "2026-03-10", "version": "3"]),
            ("relations", ["kind": "managed-by", "other": "L420111-0001", "day": "2026-03-10", "version": "4"]),
            ("closure", ["day": "2026-03-10", "reason": "撤并", "version": "4"]),
        ] {
            let status = try await browser.post("\(path)/\(what)", fields).status
            #expect(status == .seeOther, "\(what)")
        }
        let text = try await browser.get(path).text
        for part in ["洪山实验小学", "洪山一小", "2142000001", "3142000001", "作废", "已撤销", "管理单位", "城区、示范"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(try await browser.get(other).text.contains("受本单位管理"))
        #expect(try await browser.get("/organisations").text.contains("洪山实验小学") == false)
        #expect(try await browser.get("/organisations?state=closed").text.contains("洪山实验小学"))
    }

    @Test("What is refused keeps what was typed and says why")
    func refusals() async throws {
        let (_, browser) = try await site()
        let path = try await make(browser)
        let short = try await browser.post("/organisations", ["name": "短码", "code": "2142", "region": "洪山区"])
        #expect(short.status == .unprocessableContent)
        #expect(short.text.contains("应为10位数字") && short.text.contains("value=\"短码\""))
        let taken = try await browser.post("/organisations", ["name": "另一校", "code": "2142000001", "region": "洪山区"])
        #expect(taken.text.contains("正在使用或已作废"))
        let outside = try await browser.post(
            "/organisations", ["name": "武昌一小", "code": "2142000009", "region": "武昌区"])
        #expect(outside.status == .forbidden)
        #expect(outside.text.contains("不由本单位管理"))
        let noReason = try await browser.post("\(path)/closure", ["day": "2026-03-10", "version": "1"])
        #expect(noReason.text.contains("请写明事由"))
        let stale = try await browser.post(
            "\(path)/closure", ["day": "2026-03-10", "reason": "撤并", "version": "7"])
        #expect(stale.status == .conflict)
        #expect(stale.text.contains("刚被他人修改"))
        let unknown = try await browser.post(
            "\(path)/relations", ["kind": "branch", "other": "L999", "day": "2026-03-10"])
        #expect(unknown.text.contains("没有代码为“L999”的单位"))
    }

    @Test("The list and its export show the same units")
    func export() async throws {
        let (_, browser) = try await site()
        _ = try await make(browser)
        #expect(try await browser.get("/organisations?q=一小").text.contains("洪山一小"))
        #expect(try await browser.get("/organisations?q=没有").text.contains("没有符合条件的单位"))
        #expect(try await browser.get("/organisations/export.xlsx?q=一小").status == .ok)
    }

    @Test("An inspector is appointed, changed and ended")
    func inspectors() async throws {
        let (_, browser) = try await site()
        let made = try await browser.post(
            "/inspectors",
            ["name": "李红", "region": "洪山区", "appointment": "part-time", "from": "2023-03-01", "until": "2026-02-28"])
        let path = String(try #require(made.location).prefix { $0 != "?" })
        #expect(try await browser.get(path).text.contains("聘期已满"))
        #expect(try await browser.get("/inspectors?state=overdue").text.contains("李红"))
        let wrong = try await browser.post(
            path, ["name": "", "from": "2026-03-01", "until": "2025-01-01", "version": "1"])
        #expect(wrong.text.contains("请填写姓名") && wrong.text.contains("不能早于开始"))
        let further = try await browser.post(
            path, ["name": "李红", "from": "2026-03-01", "until": "2029-02-28", "version": "1"])
        #expect(further.status == .unprocessableContent && further.text.contains("请在督学页面办理续聘"))
        let right = try await browser.post(
            path, ["name": "李红", "from": "2023-03-01", "until": "2026-02-27", "version": "1"])
        #expect(right.status == .seeOther)
        func end(_ version: String, because reason: String) async throws -> HTTPResponse.Status {
            try await browser.post(
                "\(path)/end", ["day": "2026-03-10", "version": version, "ground": "other", "reason": reason]
            ).status
        }
        #expect(try await end("2", because: "") == .unprocessableContent)
        #expect(try await end("1", because: "调离教育系统") == .conflict)
        #expect(try await end("2", because: "调离教育系统") == .seeOther)
        #expect(try await browser.get("/inspectors").text.contains("李红") == false)
    }

    @Test("A local zone gets the next code inside its district, and none in another's")
    func zones() async throws {
        let (_, browser) = try await site()
        #expect(try await browser.post("/regions", ["name": "光谷片区", "parent": "420111"]).status == .seeOther)
        #expect(try await browser.get("/regions?parent=420111").text.contains("420111Z01"))
        #expect(try await browser.post("/regions", ["name": "他处片区", "parent": "420106"]).status == .forbidden)
        #expect(try await browser.post("/regions", ["name": "", "parent": "420111"]).status == .unprocessableContent)
    }
}
