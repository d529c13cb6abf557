import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ReportTests {
    private static func start() async throws -> (TestSite, CampaignSample) {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, units: 2)
        try await sample.accounts(on: site)
        return (site, sample)
    }

    private static func draft(_ site: TestSite, _ sample: CampaignSample) async throws -> String {
        let officer = try await site.browser(as: "officer")
        let answer = try await officer.post("/campaigns/\(sample.campaign)/report")
        return try #require(answer.location?.split(separator: "?").first.map(String.init))
    }

    @Test(
        "Drafted from the records, edited, issued by somebody else, published without login, taken down with a reason")
    func whole() async throws {
        let (site, sample) = try await ReportTests.start()
        try await sample.assessed(in: site)
        try await sample.perform(in: site) { act in
            for inspection in sample.inspections { try Findings.issueDrafts(of: inspection, act) }
        }
        let path = try await ReportTests.draft(site, sample)
        let officer = try await site.browser(as: "officer"), director = try await site.browser(as: "director")
        let page = try await officer.get(path).text
        for part in [
            "已完成实地督导评估2个", "“良好”1个", "共发现问题4个", "/findings?campaign=\(sample.campaign)&amp;state=all",
            "/inspections?campaign=\(sample.campaign)&amp;grade=",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(try await ReportTests.draft(site, sample) == path)
        let saved = try await officer.post(
            "\(path)/text", ["title": "样例督导报告", "body": "一、基本情况\n一切正常。", "version": "1"])
        #expect(saved.location == "\(path)?done=saved")
        let stale = try await officer.post("\(path)/text", ["title": "旧", "body": "旧稿正文", "version": "1"])
        #expect(stale.status == .conflict && stale.text.contains("旧稿正文"))
        #expect(try await officer.post("\(path)/text", ["title": "", "body": "x"]).status == .unprocessableContent)
        let id = path.split(separator: "/").last.map(String.init) ?? ""
        let stranger = site.browser()
        #expect(try await stranger.get("/public/\(id)").status == .notFound)
        #expect(try await officer.post("\(path)/publication").status == .conflict)
        #expect(try await director.post("\(path)/issuance").location == "\(path)?done=issued")
        #expect(try await officer.post("\(path)/text", ["title": "x", "body": "x"]).status == .conflict)
        #expect(try await stranger.get("/public/\(id)").status == .notFound)
        #expect(try await officer.post("\(path)/publication").location == "\(path)?done=published")
        try await ReportTests.checkPublic(stranger, id)

        #expect(
            try await officer.post("\(path)/publication/withdrawal", ["reason": ""]).status == .unprocessableContent)
        #expect(try await officer.post("\(path)/publication/withdrawal", ["reason": "有异议"]).status == .seeOther)
        #expect(try await stranger.get("/public/\(id)").status == .notFound)
        #expect(try await stranger.get("/public/\(id)/docx").status == .notFound)
        #expect(try await stranger.get("/public").text.contains("样例督导报告") == false)
        #expect(try await officer.post("/campaigns/\(sample.campaign)/report").status == .conflict)
        #expect(try await director.post("\(path)/withdrawal", ["reason": "数据有误"]).status == .seeOther)
        let void = try await officer.get(path).text
        #expect(void.contains("渝样教督〔2026〕1号（已作废）") && void.contains("数据有误"))
        #expect(try await ReportTests.draft(site, sample) != path)
    }

    private static func checkPublic(_ stranger: TestBrowser, _ id: String) async throws {
        let list = try await stranger.get("/public?q=样例")
        #expect(list.status == .ok && list.text.contains("样例督导报告"))
        #expect(try await stranger.get("/public?q=没有").text.contains("没有公布的内容"))
        let page = try await stranger.get("/public/\(id)")
        #expect(page.status == .ok && page.text.contains("一切正常。") && page.text.contains("渝样教督〔2026〕1号"))
        #expect(page.headers[.cacheControl] == "no-store" && page.headers[.setCookie] == nil)
        let file = try await stranger.get("/public/\(id)/docx")
        #expect(file.status == .ok && file.bytes.starts(with: Array("PK".utf8)))
        #expect(file.headers[.contentDisposition]?.contains("filename*=UTF-8''%E6%B8%9D%E6%A0%B7") == true)
    }

    @Test("No person's name reaches the public page, whatever the people of the campaign are called", arguments: 0..<8)
    func anonymous(round: Int) async throws {
        let (site, sample) = try await ReportTests.start()
        let family = Array("赵钱孙李周吴郑王冯陈欧"), given = Array("梓涵宇轩欣怡浩然子墨若曦")
        func random() -> String {
            "\(family.randomElement() ?? "赵")\(given.randomElement() ?? "梓")\(given.randomElement() ?? "涵")"
        }
        let (lead, head) = (random(), random())
        try await sample.assessed(in: site, findings: ["园长\(head)未到岗", "\(lead)检查时门禁未关"])
        try await sample.perform(in: site) { act in
            for inspection in sample.inspections { try Findings.issueDrafts(of: inspection, act) }
            _ = try act.db.execute("UPDATE person SET name = \(lead) WHERE id = \(sample.lead)")
            _ = try act.db.execute("UPDATE person SET name = \(head) WHERE id = 'person-principal'")
        }
        let path = try await ReportTests.draft(site, sample)
        let id = path.split(separator: "/").last.map(String.init) ?? ""
        let officer = try await site.browser(as: "officer"), director = try await site.browser(as: "director")
        let page = try await director.get(path).text
        #expect(page.contains("姓名：“\(lead)”") && page.contains("姓名：“\(head)”"))
        let refused = try await director.post("\(path)/issuance")
        #expect(refused.status == .unprocessableContent && refused.text.contains("须先删去"))
        let text = try await officer.get("\(path)/text").text
        let start = try #require(text.range(of: "<textarea id=\"body\"")),
            end = try #require(text.range(of: "</textarea>"))
        let body = text[start.upperBound..<end.lowerBound].drop { $0 != ">" }.dropFirst()
        let clean = body.replacing(lead, with: "有关人员").replacing(head, with: "有关人员")
        #expect(try await officer.post("\(path)/text", ["title": "报告", "body": String(clean)]).status == .seeOther)
        #expect(try await director.post("\(path)/issuance").status == .seeOther)
        #expect(try await director.post("\(path)/publication").status == .seeOther)
        let shown = try await site.browser().get("/public/\(id)").text
        #expect(shown.contains("有关人员未到岗"))
        for name in [lead, head, "officer", "director", "principal"] { #expect(!shown.contains(name), "\(name)") }
    }

    @Test("Without a single assessed unit there is no report, nor for a stranger's campaign")
    func refusals() async throws {
        let (site, sample) = try await ReportTests.start()
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.post("/campaigns/\(sample.campaign)/report").status == .conflict)
        #expect(try await officer.post("/campaigns/nothing/report").status == .notFound)
        try await site.account("neighbour", .officer, .region(.county, code: "500106"))
        let neighbour = try await site.browser(as: "neighbour")
        #expect(try await neighbour.post("/campaigns/\(sample.campaign)/report").status == .notFound)
        let principal = try await site.browser(as: "principal")
        #expect(try await principal.post("/campaigns/\(sample.campaign)/report").status == .forbidden)
    }
}
