import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// From the draft over a changed figure to the frozen one, as a browser goes.
@Suite struct SummaryRouteTests {
    private static func start() async throws -> (TestSite, CampaignSample, officer: TestBrowser, director: TestBrowser)
    {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, units: 2)
        try await sample.accounts(on: site)
        _ = try await site.account("leader", .leader, .region(.county, code: "500112"))
        return (site, sample, try await site.browser(as: "officer"), try await site.browser(as: "director"))
    }

    private static func find(_ sample: CampaignSample, _ site: TestSite) async throws {
        try await FindingSamples.act(as: FindingSamples.officer("500112"), in: site.services.database) { act in
            _ = try Findings.issue(FindingSamples.problem([sample.organisation]), act)
        }
    }

    private static func template(_ body: String, _ officer: TestBrowser) async throws -> String {
        let made = try await officer.post(
            "/summaries/templates", ["kind": "year", "name": "本室", "title": "{{年度}}年总结", "body": body])
        #expect(made.status == .seeOther)
        let list = try await officer.get("/summaries/templates").text
        let start = try #require(list.range(of: "/summaries/templates/0"))
        return String(list[start.lowerBound...].prefix { $0 != "\"" }.split(separator: "/").last ?? "")
    }

    private static func begin(_ body: String, _ officer: TestBrowser) async throws -> String {
        let template = try await template(body, officer)
        let made = try await officer.post("/summaries", ["kind": "year", "year": "2026", "template": template])
        return try #require(made.location?.split(separator: "?").first.map(String.init))
    }

    @Test("Drafted, edited, marked when data change, taken over, approved by another, frozen, published")
    func way() async throws {
        let (site, sample, officer, director) = try await SummaryRouteTests.start()
        try await SummaryRouteTests.find(sample, site)
        let path = try await SummaryRouteTests.begin("一、整改\n全年下发问题{{ finding.found }}个。", officer)
        let drafted = try await officer.get(path).text
        #expect(drafted.contains("2026年总结") && drafted.contains("href=\"/findings?"))
        #expect(drafted.contains("起草中") && drafted.contains("数据来源"))
        let edit = try await officer.get("\(path)/text").text
        #expect(edit.contains("{{1=1}}"))
        let saved = try await officer.post(
            "\(path)/text",
            ["title": "年度总结", "recipient": "", "body": "一、整改\n手写的话，共{{1=1}}个。", "version": "1"])
        #expect(saved.location == "\(path)?done=saved")
        try await SummaryRouteTests.find(sample, site)
        let changed = try await officer.get(path).text
        #expect(changed.contains("有1个数字已经变化") && changed.contains("<del>1</del>"))
        let refused = try await officer.post("\(path)/submission", ["version": "2"])
        #expect(refused.status == .conflict && refused.text.contains("请先更新数字，再送审"))
        #expect(
            try await officer.post("\(path)/figures", ["version": "2", "number": "1"]).location
                == "\(path)?done=figuresTaken")
        let taken = try await officer.get(path).text
        #expect(taken.contains("手写的话，共<a") && !taken.contains("<del>"))
        #expect(try await officer.post("\(path)/submission", ["version": "3"]).location == "\(path)?done=handedIn")
        #expect(try await officer.get("\(path)/text").status == .conflict)
        let waiting = try await director.get(path).text
        let start = try #require(waiting.range(of: "/documents/0"))
        let document = String(waiting[start.lowerBound...].prefix { $0 != "\"" })
        #expect(try await officer.post("\(document)/text", ["title": "x", "body": "y"]).status == .conflict)
        #expect(try await director.post("\(document)/issuance").status == .seeOther)
        try await SummaryRouteTests.find(sample, site)
        let frozen = try await officer.get(path).text
        #expect(frozen.contains("冻结值") && frozen.contains("数字摘要") && frozen.contains("共<a"))
        #expect(frozen.contains("<strong><a href=\"/findings"))
        #expect(try await officer.get(document).text.contains("附件"))
        let docx = try await officer.get("\(path)/docx")
        #expect(docx.status == .ok && docx.bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.post("\(document)/publication", ["days": ""]).status == .seeOther)
        let id = document.split(separator: "/").last ?? ""
        let shown = try await site.browser().get("/public/\(id)").text
        #expect(shown.contains("手写的话，共2") && shown.contains("数据来源"))
        let leader = try await site.browser(as: "leader")
        #expect(try await leader.get(path).status == .ok)
        #expect(try await leader.get("/summaries?state=issued").text.contains("共 <strong>1</strong> 份"))
        #expect(try await leader.get("/summaries?state=open").text.contains("没有总结或通报"))
        #expect(try await officer.get("/summaries/export.xlsx").bytes.starts(with: Array("PK".utf8)))
    }

    @Test("A wrong mark keeps what was typed and says line and place")
    func wrong() async throws {
        let (_, _, officer, _) = try await SummaryRouteTests.start()
        let path = try await SummaryRouteTests.begin("在册幼儿园{{ organisation.kindergartens }}所。", officer)
        let refused = try await officer.post(
            "\(path)/text", ["title": "总结", "recipient": "", "body": "第一行\n写错{{no.such}}了", "version": "1"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("第2行第3字：没有名为“no.such”的指标") && refused.text.contains("写错{{no.such}}了"))
        let stale = try await officer.post(
            "\(path)/text", ["title": "总结", "recipient": "", "body": "新", "version": "9"])
        #expect(stale.status == .conflict)
        let first = try await officer.get("\(path)/versions/1").text
        #expect(first.contains("这是当前版本"))
        #expect(try await officer.get("\(path)/versions/7").status == .notFound)
        #expect(try await officer.post("\(path)/removal", ["version": "1"]).location == "/summaries?done=removed")
        #expect(try await officer.get(path).status == .notFound)
    }

    @Test("The form of a new one says what is missing beside its field")
    func form() async throws {
        let (_, _, officer, _) = try await SummaryRouteTests.start()
        for (fields, said) in [
            (["kind": "song", "year": "2026"], "请选择种类。"), (["kind": "year", "year": "1999"], "请填写2000年至2199年之间的年份。"),
            (["kind": "month", "year": "2026", "month": ""], "请选择月份。"),
            (["kind": "month", "year": "2026", "month": "13"], "请填写2000年"),
        ] {
            let answer = try await officer.post("/summaries", dictionary: fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains(said))
        }
        let foreign = try await officer.post("/summaries", ["kind": "diagnosis", "year": "2026", "region": "420106"])
        #expect(foreign.text.contains("没有代码为“420106”的行政区"))
    }

    @Test("A template is checked and previewed against real data before it is kept")
    func templates() async throws {
        let (site, sample, officer, _) = try await SummaryRouteTests.start()
        try await SummaryRouteTests.find(sample, site)
        let copy = try await officer.get("/summaries/templates/new?from=month").text
        #expect(copy.contains("月度督导通报（本室）") && copy.contains("finding.found"))
        let fields = [
            "kind": "year", "name": "甲", "title": "{{年度}}年", "body": "问题{{ finding.found }}个。", "year": "2026",
        ]
        let shown = try await officer.post("/summaries/templates/preview", dictionary: fields)
        #expect(shown.status == .ok && shown.text.contains("2026年的预览") && shown.text.contains("问题<a href="))
        var wrong = fields
        wrong["body"] = "问题{{ finding.fond }}个。"
        for path in ["/summaries/templates/preview", "/summaries/templates"] {
            let answer = try await officer.post(path, dictionary: wrong)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("第1行第3字：没有名为“finding.fond”的指标") && answer.text.contains("finding.fond }}个。"))
        }
        #expect(try await officer.get("/summaries/templates").text.contains("没有自建的模板"))
        let id = try await SummaryRouteTests.template("问题{{ finding.found }}个。", officer)
        #expect(try await officer.get("/summaries/templates/\(id)").text.contains("可用的指标"))
        #expect(try await officer.get("/summaries/templates?kind=month").text.contains("没有自建的模板"))
        #expect(try await officer.post("/summaries/templates/\(id)/removal").status == .seeOther)
        #expect(try await officer.get("/summaries/templates/\(id)").status == .notFound)
    }
}
