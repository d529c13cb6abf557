import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct DocumentDraftRouteTests {
    private static func start() async throws -> (TestSite, CampaignSample, officer: TestBrowser, director: TestBrowser)
    {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, units: 2)
        try await sample.accounts(on: site)
        return (site, sample, try await site.browser(as: "officer"), try await site.browser(as: "director"))
    }

    private static func path(_ answer: TestAnswer) throws -> String {
        try #require(answer.location?.split(separator: "?").first.map(String.init))
    }

    @Test("A notice from its wording over approval and dispatch to the unit's signature")
    func notice() async throws {
        let (site, sample, officer, director) = try await DocumentDraftRouteTests.start()
        let blank = try await officer.get("/documents/new?kind=notice&campaign=\(sample.campaign)").text
        #expect(blank.contains("关于开展样例督导项目的通知") && blank.contains("【待填：督导内容】"))
        let created = try await officer.post(
            "/documents",
            [
                "kind": "notice", "campaign": sample.campaign.rawValue, "title": "通知", "body": "【待填：督导内容】",
                "main": "第1幼儿园", "copyUnits": "第2幼儿园", "copies": "区财政局、区人社局", "act": "save",
            ])
        let path = try DocumentDraftRouteTests.path(created)
        #expect(try await officer.get(path).text.contains("正文里还有没填的内容"))
        let refused = try await officer.post("\(path)/submission")
        #expect(refused.status == .unprocessableContent)
        let text = try await officer.get("\(path)/text").text
        #expect(text.contains("第1幼儿园") && text.contains("区财政局"))
        let saved = try await officer.post(
            "\(path)/text",
            [
                "kind": "notice", "title": "督导通知", "body": "请准备。", "main": "第1幼儿园", "copyUnits": "第2幼儿园",
                "copies": "区财政局",
            ])
        #expect(saved.status == .seeOther)
        let file = [(field: "files", name: "日程.txt", bytes: Array("日程安排表".utf8))]
        #expect(try await officer.upload("\(path)/attachments", files: file).status == .seeOther)
        #expect(try await director.post("\(path)/issuance").status == .conflict)
        #expect(try await officer.post("\(path)/submission").location == "\(path)?done=handedIn")
        #expect(try await director.get("/").text.contains(path))
        #expect(try await director.post("\(path)/return", ["reason": " "]).status == .unprocessableContent)
        #expect(try await director.post("\(path)/return", ["reason": "补时间"]).status == .seeOther)
        #expect(try await officer.post("\(path)/submission").status == .seeOther)
        #expect(try await officer.upload("\(path)/attachments", files: file).status == .conflict)
        let principal = try await site.browser(as: "principal")
        #expect(try await principal.get(path).status == .notFound)
        #expect(try await director.post("\(path)/issuance").status == .seeOther)
        #expect(try await officer.post("\(path)/dispatch").status == .seeOther)
        let received = try await principal.get(path).text
        for part in ["抄送：第2幼儿园，区财政局", "附件：日程", "督导通知", "签收"] { #expect(received.contains(part), "\(part)") }
        #expect(!received.contains("收文单位"))
        #expect(try await principal.get("/").text.contains("签收公文"))
        #expect(try await principal.post("\(path)/receipt").location == "\(path)?done=receiptSigned")
        #expect(try await principal.post("\(path)/receipt").status == .conflict)
        #expect(try await officer.get(path).text.contains("已签收1个"))
        #expect(try await principal.get("/documents?receipt=done").text.contains("共 <strong>1</strong> 份"))
        let docx = try await principal.get("\(path)/docx")
        #expect(docx.status == .ok)
        let void = try await director.post("\(path)/withdrawal", ["reason": "时间有变"])
        #expect(void.status == .seeOther)
        let again = try await officer.post("\(path)/redraft")
        #expect(again.location?.hasSuffix("?done=redrafted") == true)
        #expect(try await officer.get(DocumentDraftRouteTests.path(again)).text.contains("代替"))
    }

    @Test("A form that lacks something keeps what was typed and says beside the field what it is")
    func refusals() async throws {
        let (_, _, officer, _) = try await DocumentDraftRouteTests.start()
        let unknown = try await officer.post(
            "/documents", ["kind": "reminder", "title": "提示", "body": "请注意。", "main": "没有的学校"])
        #expect(unknown.status == .unprocessableContent)
        #expect(unknown.text.contains("管辖范围内没有“没有的学校”") && unknown.text.contains("请注意。"))
        #expect(
            try await officer.post("/documents", ["kind": "opinion", "title": "x", "body": "y"]).status
                == .unprocessableContent)
        let empty = try await officer.post("/documents", ["kind": "notice", "title": "", "body": ""])
        #expect(empty.text.contains("请填写标题。") && empty.text.contains("请填写正文。"))
    }

    @Test("The office's own wording is kept, used first and removed")
    func wordings() async throws {
        let (_, _, officer, _) = try await DocumentDraftRouteTests.start()
        let bad = try await officer.post(
            "/documents/wordings", ["kind": "reminder", "name": "本室", "title": "提示", "body": "请{校长}注意"])
        #expect(bad.status == .unprocessableContent && bad.text.contains("“{校长}”不是可用的标记"))
        let made = try await officer.post(
            "/documents/wordings", ["kind": "reminder", "name": "本室提示函", "title": "提示函", "body": "请{单位}注意。"])
        #expect(made.status == .seeOther)
        #expect(try await officer.get("/documents/new?kind=reminder").text.contains("请你单位注意。"))
        let list = try await officer.get("/documents/wordings").text
        let start = try #require(list.range(of: "/documents/wordings/0"))
        let path = String(
            list[start.lowerBound...].prefix { $0 != "\"" && $0 != "/" || $0 == "/" }.prefix { $0 != "\"" })
        let stale = try await officer.post(
            path, ["kind": "reminder", "name": "改名", "title": "t", "body": "b", "version": "7"])
        #expect(stale.status == .conflict && stale.text.contains("改名"))
        #expect(try await officer.post("\(path)/removal").status == .seeOther)
        #expect(try await officer.get("/documents/wordings").text.contains("没有自建的模板"))
    }

    @Test("The public objects within five working days, gets a receipt, and reads the answer with it")
    func objection() async throws {
        let (site, sample, officer, director) = try await DocumentDraftRouteTests.start()
        let created = try await officer.post(
            "/documents",
            ["kind": "publicity", "campaign": sample.campaign.rawValue, "title": "结果公示", "body": "两所通过。"])
        let path = try DocumentDraftRouteTests.path(created), id = path.split(separator: "/").last ?? ""
        #expect(try await officer.post("\(path)/submission").status == .seeOther)
        #expect(try await director.post("\(path)/issuance").status == .seeOther)
        #expect(try await officer.post("\(path)/publication", ["days": ""]).status == .unprocessableContent)
        #expect(try await officer.post("\(path)/publication", ["days": "x"]).status == .unprocessableContent)
        #expect(try await officer.post("\(path)/publication", ["days": "5"]).status == .seeOther)
        let public_ = site.browser()
        let shown = try await public_.get("/public/\(id)").text
        #expect(shown.contains("公示5个工作日") && shown.contains("2026年3月17日"))
        #expect(try await public_.get("/public?kind=publicity").text.contains("结果公示"))
        let empty = try await public_.post("/public/\(id)/objection", ["text": " "], sealed: false)
        #expect(empty.status == .unprocessableContent)
        let lodged = try await public_.post(
            "/public/\(id)/objection", ["text": "第二所面积不实", "name": "某人", "contact": "12345"], sealed: false)
        let receipt = try #require(lodged.location)
        #expect(lodged.status == .seeOther && receipt.contains("receipt="))
        #expect(try await public_.get(receipt).text.contains("第二所面积不实"))
        #expect(try await public_.get("/public/objections?receipt=0000-0000-0000-0000").text.contains("没有找到这个回执号"))
        let list = try await officer.get("/objections?open=1").text
        let start = try #require(list.range(of: "/objections/0"))
        let own = String(list[start.lowerBound...].prefix { $0 != "\"" })
        #expect(try await officer.get("/").text.contains("调查答复公示异议"))
        let early = try await officer.post("\(own)/answer", ["answer": "经查属实"])
        #expect(early.status == .conflict && early.text.contains("请先记录调查情况"))
        #expect(try await officer.post("\(own)/investigation", ["investigation": "现场测量"]).status == .seeOther)
        #expect(try await officer.post("\(own)/answer", ["answer": "经核实，面积达标。"]).status == .seeOther)
        let answered = try await public_.get(receipt).text
        #expect(answered.contains("经核实，面积达标。") && !answered.contains("现场测量"))
        for _ in 0..<4 { _ = try await public_.post("/public/\(id)/objection", ["text": "再提"], sealed: false) }
        let flood = try await public_.post("/public/\(id)/objection", ["text": "太多了"], sealed: false)
        #expect(flood.status == .conflict && flood.text.contains("过于频繁") && flood.text.contains("太多了"))
        #expect(try await officer.get("/objections/export.xlsx").bytes.starts(with: Array("PK".utf8)))
    }

    @Test("Files of a published document are public only where it was published with them")
    func attachments() async throws {
        let (site, _, officer, director) = try await DocumentDraftRouteTests.start()
        for (shows, status) in [("1", HTTPResponse.Status.ok), ("0", .notFound)] {
            let path = try DocumentDraftRouteTests.path(
                try await officer.post("/documents", ["kind": "publicity", "title": "公示\(shows)", "body": "名单。"]))
            let file = [(field: "files", name: "名单.txt", bytes: Array("名单如下".utf8))]
            #expect(try await officer.upload("\(path)/attachments", files: file).status == .seeOther)
            let page = try await officer.get(path).text
            let start = try #require(page.range(of: "/evidence/0"))
            let evidence = page[start.lowerBound...].prefix { $0 != "\"" }.split(separator: "/").last ?? ""
            _ = try await officer.post("\(path)/submission")
            _ = try await director.post("\(path)/issuance")
            #expect(
                try await officer.post("\(path)/publication", ["days": "5", "attachments": shows]).status == .seeOther)
            let id = path.split(separator: "/").last ?? ""
            let answer = try await site.browser().get("/public/\(id)/attachments/\(evidence)")
            #expect(answer.status == status, "\(shows)")
        }
    }
}
