import Foundation
import HTTPTypes
import Office
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct DocumentLibraryTests {
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

    @Test("The library is searched, previewed as a letter, copied, changed, and each change is told")
    func library() async throws {
        let (_, _, officer, _) = try await DocumentLibraryTests.start()
        let all = try await officer.get("/documents/wordings").text
        for name in ["综合督导通知", "专项督导通知", "随访督导通知", "约谈通知", "约谈纪要", "月度督导通报"] { #expect(all.contains(name)) }
        let found = try await officer.get("/documents/wordings?q=隐患清单").text
        #expect(found.contains("安全风险提示函") && !found.contains("综合督导通知"))
        let kind = try await officer.get("/documents/wordings?kind=interviewMinutes").text
        #expect(kind.contains("集体约谈纪要") && !kind.contains("月度督导通报"))
        #expect(try await officer.get("/documents/wordings?q=没有这样的话").text.contains("没有符合条件的模板"))
        let preview = try await officer.get("/documents/wordings/preview?from=reminder-1").text
        #expect(preview.contains("as-letter") && preview.contains("收文单位：") && preview.contains("信函格式"))
        #expect(try await officer.get("/documents/wordings/preview?from=none-1").status == .notFound)
        let copy = try await officer.get("/documents/wordings/new?from=circular-2").text
        #expect(copy.contains("月度督导通报") && copy.contains("data-mark=\"{月份}\""))
        let fields = ["kind": "circular", "name": "本室月报", "title": "{年份}年月报", "body": "一、情况\n正文"]
        #expect(try await officer.post("/documents/wordings", dictionary: fields).status == .seeOther)
        let list = try await officer.get("/documents/wordings").text
        let start = try #require(list.range(of: "/documents/wordings/0"))
        let path = String(list[start.lowerBound...].prefix { $0 != "\"" })
        let changed = fields.merging(["title": "改后的标题", "version": "1"]) { $1 }
        #expect(try await officer.post(path, dictionary: changed).status == .seeOther)
        let versions = try await officer.get("\(path)/versions").text
        #expect(versions.contains("第2版") && versions.contains("<del>标题：{年份}年月报</del>"))
        let older = try await officer.get("\(path)?version=1").text
        #expect(older.contains("表单里是第1版的内容") && older.contains("{年份}年月报"))
        #expect(try await officer.get("\(path)/preview").text.contains("改后的标题"))
        #expect(
            try await officer.get("/documents/new?kind=circular&act=fill&wording=circular-3").text.contains("结果的通报"))
    }

    @Test("The director sets a kind's head and numbers, sees them before, and an officer only reads them")
    func formats() async throws {
        let (_, _, officer, director) = try await DocumentLibraryTests.start()
        #expect(try await officer.get("/documents/formats").text.contains("由督导室主任修改"))
        #expect(try await officer.get("/documents/formats/circular").status == .forbidden)
        #expect(try await director.get("/documents/formats/nothing").status == .notFound)
        let fields = [
            "form": "letter", "shape": "standard", "letterhead": "样例区督导", "mark": "样督函", "serial": "17", "version": "0",
            "act": "save",
        ]
        let preview = try await director.post(
            "/documents/formats/circular", dictionary: fields.merging(["act": "preview"]) { $1 })
        #expect(preview.status == .ok && preview.text.contains("样督函〔2026〕17号") && preview.text.contains("as-letter"))
        #expect(try await director.get("/documents/formats").text.contains("系统默认"))
        #expect(
            try await director.post("/documents/formats/circular", dictionary: fields).location
                == "/documents/formats?done=saved")
        #expect(try await director.get("/documents/formats").text.contains("样督函〔2026〕17号"))
        let stale = try await director.post("/documents/formats/circular", dictionary: fields)
        #expect(stale.status == .conflict && stale.text.contains("样例区督导"))
        let wrong = try await director.post(
            "/documents/formats/circular",
            dictionary: fields.merging(["version": "1", "serial": "零", "form": "x"]) { $1 })
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("起始号请填写") && wrong.text.contains("请选择版式"))
        let new = ["kind": "circular", "title": "情况通报", "body": "现通报如下。"]
        let path = try DocumentLibraryTests.path(try await officer.post("/documents", dictionary: new))
        _ = try await officer.post("\(path)/submission")
        #expect(try await director.get(path).text.contains("编为“样督函〔2026〕17号”"))
        #expect(try await director.post("\(path)/issuance").status == .seeOther)
        let issued = try await officer.get(path).text
        #expect(issued.contains("样督函〔2026〕17号") && issued.contains("样例区督导") && issued.contains("as-letter"))
    }

    @Test("约谈: the notice as a letter, then minutes that say who was there, numbered apart")
    func interview() async throws {
        let (site, _, officer, director) = try await DocumentLibraryTests.start()
        let form = try await officer.get("/documents/new?kind=interviewNotice").text
        #expect(form.contains("关于约谈的通知") && form.contains("信函格式"))
        let notice = try DocumentLibraryTests.path(
            try await officer.post(
                "/documents",
                [
                    "kind": "interviewNotice", "title": "关于约谈的通知", "body": "请按时参加。", "main": "第1幼儿园",
                    "urgency": "加急", "form": "letter", "remark": "此件不公开",
                ]))
        for (browser, act) in [(officer, "submission"), (director, "issuance"), (officer, "dispatch")] {
            #expect(try await browser.post("\(notice)/\(act)").status == .seeOther, "\(act)")
        }
        let letter = try await site.browser(as: "principal").get(notice).text
        for part in ["as-letter", "加急", "（此件不公开）"] { #expect(letter.contains(part), "\(part)") }
        #expect(!letter.contains("印发") && !letter.contains("拟写约谈纪要"))
        let page = try await officer.get(notice).text
        let start = try #require(page.range(of: "/documents/new?kind=interviewMinutes"))
        let begin = page[start.lowerBound...].prefix { $0 != "\"" }.replacing("&amp;", with: "&")
        let blank = try await officer.get(String(begin)).text
        #expect(blank.contains("约谈纪要") && blank.contains("第1幼儿园") && blank.contains("被约谈人："))
        let minutes = try DocumentLibraryTests.path(
            try await officer.post(
                "/documents",
                [
                    "kind": "interviewMinutes", "title": "约谈纪要", "body": "一、约谈事由\n逾期未整改。", "main": "第1幼儿园",
                    "rolls": "约谈人：周敏\n被约谈人：王芳", "copies": "区委教育工作领导小组",
                ]))
        let shown = try await officer.get(minutes).text
        #expect(shown.contains("约谈纪要</p>") && shown.contains("<b>被约谈人：</b>王芳"))
        let text = try await officer.get("\(minutes)/text").text
        #expect(text.contains("约谈人：周敏") && text.contains("纪要格式"))
        let long = try await officer.post(
            "/documents", ["kind": "circular", "title": "t", "body": "b", "copyNumber": "1234567"])
        #expect(long.status == .unprocessableContent && long.text.contains("份号为1至6位数字"))
    }

    @Test("Versions are listed, compared and restored while it is a draft; the pack holds letter and files")
    func versions() async throws {
        let (_, _, officer, _) = try await DocumentLibraryTests.start()
        let fields = ["kind": "circular", "title": "通报", "body": "第一稿的话。"]
        let path = try DocumentLibraryTests.path(try await officer.post("/documents", dictionary: fields))
        let second = fields.merging(["body": "第二稿的话。"]) { $1 }
        #expect(try await officer.post("\(path)/text", dictionary: second).status == .seeOther)
        let page = try await officer.get("\(path)/versions?from=1&to=2").text
        #expect(page.contains("<del>第一稿的话。</del>") && page.contains("<ins>第二稿的话。</ins>"))
        #expect(try await officer.post("\(path)/versions/9/restoration").status == .notFound)
        let stale = try await officer.post("\(path)/versions/1/restoration", ["version": "9"])
        #expect(stale.status == .conflict && stale.text.contains("刚刚被他人改动"))
        #expect(try await officer.post("\(path)/versions/1/restoration").location == "\(path)?done=restored")
        #expect(try await officer.get(path).text.contains("第一稿的话。"))
        #expect(try await officer.get("\(path)/versions").text.contains("恢复自第1版"))
        let files = [(field: "files", name: "名单.txt", bytes: Array("名单如下".utf8))]
        #expect(try await officer.upload("\(path)/attachments", files: files).status == .seeOther)
        let pack = try await officer.get("\(path)/pack.zip")
        #expect(pack.bytes.starts(with: Array("PK".utf8)))
        #expect(pack.headers[.contentDisposition]?.contains("filename=\"download.zip\"; filename*=UTF-8''") == true)
        let names = String(decoding: pack.bytes, as: UTF8.self)
        #expect(names.contains("附件 名单.txt") && names.contains("草稿 通报.docx"))
        _ = try await officer.post("\(path)/submission")
        #expect(try await officer.post("\(path)/versions/1/restoration").status == .conflict)
    }
}
