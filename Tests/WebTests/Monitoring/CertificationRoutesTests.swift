import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct CertificationRoutesTests {
    @Test("A county applies and does its step, the city its own; the paper is kept; each sees what the other did")
    func steps() async throws {
        let site = try await RoadmapRoutesTests.started()
        let (county, city) = (try await site.browser(as: "officer"), try await site.browser(as: "city"))
        #expect(try await county.post("/certifications", ["standard": "puji-puhui"]).status == .unprocessableContent)
        let apply: KeyValuePairs = [
            "standard": "puji-puhui", "district": "500101", "year": "2026", "day": "2026-03-02",
        ]
        var path = try #require(try await county.post("/certifications", apply).location).split(separator: "?")[0]
        #expect(try await county.post("/certifications", apply).status == .conflict)
        let taken: KeyValuePairs = ["day": "2026-03-03", "note": "填错了", "version": "1"]
        #expect(try await city.post("\(path)/withdrawal", taken).status == .forbidden)
        #expect(try await county.post("\(path)/withdrawal", taken).location == "\(path)?done=retracted")
        #expect(try await county.get("\(path)").text.contains("申请已撤回：填错了"))
        path = try #require(try await county.post("/certifications", apply).location).split(separator: "?")[0]
        let page = try await county.get("\(path)").text
        #expect(page.contains("2026年4月30日") && page.contains("办理“区县自评”"))
        #expect(try await city.get("\(path)").text.contains("“区县自评”由区县办理"))
        let word: KeyValuePairs = ["day": "2026-03-10", "note": "29项合格、7项基本合格", "version": "1"]
        #expect(try await city.post("\(path)/completion", word).status == .forbidden)
        let empty = try await county.post("\(path)/completion", ["day": "2026-03-10", "version": "1"])
        #expect(empty.status == .unprocessableContent && empty.text.contains("请写明办理结果"))
        let wrong = try await county.upload(
            "\(path)/completion", word, files: [("files", "a.exe", Array("MZ".utf8))])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("29项合格"), "what was typed is kept")
        let done = try await county.upload(
            "\(path)/completion", word, files: [("files", "自评报告.pdf", Array("%PDF-1.4\n%%EOF".utf8))])
        #expect(done.location == "\(path)?done=stepDone")
        let after = try await city.get("\(path)").text
        #expect(after.contains("自评报告.pdf") && after.contains("办理“市级备案”"))
        #expect(after.contains("等次逐级达标，不可越级") && after.contains("提高：31项合格、5项基本合格"), "what the file says")
        let paper = try #require(after.firstMatch(of: /\/evidence\/[^"]+/)).0
        #expect(try await city.get("\(paper)").bytes.starts(with: Array("%PDF".utf8)))
        #expect(try await site.browser(as: "leader").get("\(paper)").status == .ok)
        #expect(try await site.browser(as: "neighbour").get("\(paper)").status == .notFound)
        #expect(try await county.post("\(paper)/removal").status != .seeOther, "it stands with the step")
        let back = try await city.post(
            "\(path)/return", ["step": "self", "day": "2026-03-10", "note": "补充佐证", "version": "2"])
        #expect(back.status == .seeOther)
        #expect(try await county.get("\(path)").text.contains("补充佐证"))
        #expect(try await county.get("/certifications?mine=1").text.contains("共 <strong>1</strong>"))
        #expect(try await county.get("/").text.contains("办理创建认定环节"))
        #expect(try await county.get("/certifications/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await county.post("\(path)/withdrawal", ["day": "2026-03-10", "note": "撤"]).status == .conflict)
        let stop: KeyValuePairs = ["day": "2026-03-10", "note": "数据造假", "version": "3"]
        #expect(try await county.post("\(path)/termination", stop).status == .seeOther)
        #expect(try await county.get("\(path)").text.contains("2026年的评估已终止：数据造假"))
        #expect(try await county.post("/certifications", apply).status == .conflict)
    }

    @Test("The office sets a last day with its reason; past it the step is late in the list and on the roadmap")
    func clock() async throws {
        let site = try await RoadmapRoutesTests.started()
        let county = try await site.browser(as: "officer")
        let apply: KeyValuePairs = [
            "standard": "youzhi-junheng", "district": "500101", "tier": "", "year": "2026", "day": "2026-03-02",
        ]
        let path = try #require(try await county.post("/certifications", apply).location).split(separator: "?")[0]
        #expect(try await county.get("\(path)").text.contains("没有规定期限"))
        let early = try await county.post("\(path)/due", ["due": "2026-03-01", "due-reason": "市里安排"])
        #expect(early.status == .unprocessableContent)
        let unreasoned = try await county.post("\(path)/due", ["due": "2026-03-09"])
        #expect(unreasoned.status == .unprocessableContent)
        let set = try await county.post("\(path)/due", ["due": "2026-03-09", "due-reason": "市里安排"])
        #expect(set.status == .seeOther)
        #expect(try await county.get("\(path)").text.contains("已逾期1天"))
        let older = try await county.post(
            "\(path)/due", ["due": "2026-03-20", "due-reason": "没有看到前一次", "version": "1"])
        #expect(older.status == .conflict && older.text.contains("没有看到前一次"), "what was typed is kept")
        let city = try await site.browser(as: "city")
        #expect(try await city.get("/certifications?late=1").text.contains("共 <strong>1</strong>"))
        #expect(try await city.get("/balance?late=1").text.contains("应在2026年3月9日前办结"))
    }

    @Test("Earlier titles are recorded by the city with their paper; reviews and a withdrawal follow")
    func titles() async throws {
        let site = try await RoadmapRoutesTests.started()
        let (county, city) = (try await site.browser(as: "officer"), try await site.browser(as: "city"))
        let bare: KeyValuePairs = ["district": "500101", "goal": "puji-puhui/巩固", "day": "2023-12-01"]
        #expect(try await city.post("/certifications/titles", bare).text.contains("请填写认定文件的文号或名称"))
        let fields: KeyValuePairs = [
            "district": "500101", "goal": "puji-puhui/巩固", "day": "2023-12-01", "document": "市教督〔2023〕8号",
        ]
        #expect(try await county.post("/certifications/titles", fields).status == .forbidden)
        let path = try #require(try await city.post("/certifications/titles", fields).location)
            .split(separator: "?")[0]
        #expect(try await city.post("/certifications/titles", fields).status == .conflict)
        #expect(try await county.get("\(path)").text.contains("市教督〔2023〕8号"))
        let note: KeyValuePairs = ["kind": "fell", "year": "2025", "day": "2026-01-10", "words": "两项降为不合格"]
        #expect(try await county.post("\(path)/events", note).status == .forbidden)
        #expect(try await city.post("\(path)/events", note).status == .seeOther)
        #expect(try await city.get("\(path)").text.contains("最近一次复查不达标"))
        let gone: KeyValuePairs = [
            "kind": "withdrawn", "year": "2026", "day": "2026-01-12", "words": "取消", "document": "省教督〔2026〕1号",
        ]
        #expect(try await city.post("\(path)/events", gone).status == .conflict)
        #expect(try await city.get("/certifications/titles?state=held").text.contains("共 <strong>1</strong>"))
        #expect(try await city.get("/certifications/titles/export.xlsx").bytes.starts(with: Array("PK".utf8)))
    }
}
