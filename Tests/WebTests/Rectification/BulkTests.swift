import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct BulkTests {
    @Test("Many are reminded at once, each row has its own outcome, and the unit reads it")
    func remind() async throws {
        let world = try await FindingSite()
        let (one, two) = (try await world.issue(), try await world.issue(["bureau-500101"]))
        try await world.walk(two, to: .submitted, unit: "bureau")
        let officer = try await world.site.browser(as: "officer")
        let form = try await officer.get("/findings/bulk/new?act=remind&part=\(one.part.id)&part=\(two.part.id)").text
        #expect(form.contains("选中的问题（2 个）"))
        let all = try await officer.get("/findings/bulk/new?act=remind&all=1&state=open").text
        #expect(all.contains("选中的问题（2 个）"))
        let parts = [("part", one.part.id.rawValue), ("part", two.part.id.rawValue)]
        let empty = try await officer.post("/findings/bulk", pairs: [("act", "remind")] + parts)
        #expect(empty.status == .unprocessableContent && empty.text.contains("请写明催办内容"))
        let done = try await officer.post("/findings/bulk", pairs: [("act", "remind"), ("words", "请于月底前完成")] + parts)
        let result = try await officer.get(done.location ?? "").text
        #expect(result.contains("办成 <strong>1</strong> 项，未办成 <strong>1</strong> 项"))
        #expect(result.contains("当前状态为“待核查”，不能催办"))
        #expect(try await world.site.browser(as: "principal").get(one.home).text.contains("请于月底前完成"))
        let neighbour = try await world.site.browser(as: "neighbour")
        #expect(try await neighbour.get(done.location ?? "").status == .notFound)
        let foreign = try await neighbour.post("/findings/bulk", pairs: [("act", "remind"), ("words", "催")] + parts)
        #expect(foreign.status == .unprocessableContent)
    }

    @Test("Deadlines are put off together; one that is later already is told and stays")
    func extend() async throws {
        let world = try await FindingSite()
        let (one, two) = (try await world.issue(), try await world.issue(["bureau-500101"]))
        let officer = try await world.site.browser(as: "officer")
        _ = try await world.act(officer, "extension", on: two, ["given_until": "2026-06-01", "given_reason": "汛期"])
        let done = try await officer.post(
            "/findings/bulk",
            pairs: [("act", "extend"), ("words", "疫情"), ("due_on", "2026-05-01")]
                + [one, two].map { ("part", $0.part.id.rawValue) })
        let result = try await officer.get(done.location ?? "").text
        #expect(result.contains("办成 <strong>1</strong> 项") && result.contains("新的期限须晚于现在的期限"))
        #expect(try await world.issued(one.id).part.dueOn == "2026-05-01")
        #expect(try await world.issued(two.id).part.dueOn == "2026-06-01")
        #expect(try await officer.get("/findings?mark=extended").text.contains("共 <strong>2</strong> 个问题"))
    }

    @Test("Drafts are kept for the office alone, and issued together with numbers")
    func drafts() async throws {
        let world = try await FindingSite()
        let officer = try await world.site.browser(as: "officer")
        for problem in ["消防通道堆物", "台账不全"] {
            let kept = try await officer.post(
                "/findings",
                [
                    "draft": "1", "source": "tip", "grade": "ordinary", "problem": problem, "requirement": "整改",
                    "due_on": "2026-04-10", "reason": "一个月内", "unit-0": "第101小学",
                ])
            #expect(kept.location == "/findings/drafts?done=drafted")
        }
        #expect(!(try await world.site.browser(as: "principal").get("/findings").text.contains("消防通道堆物")))
        #expect(!(try await world.site.browser(as: "city").get("/findings/drafts").text.contains("消防通道堆物")))
        let page = try await world.site.browser(as: "officer2").get("/findings/drafts").text
        #expect(page.contains("消防通道堆物") && page.contains("台账不全"))
        let ids = try await world.site.services.database.read { db in
            try db.rows("SELECT id FROM finding WHERE state = 'draft'").map { try $0.get(0) as String }
        }
        let edit = try await officer.get("/findings/drafts/\(ids[0])").text
        #expect(edit.contains("修改草稿") && edit.contains("L-school-500101") && edit.contains("一个月内"))
        let amended = try await officer.post(
            "/findings",
            [
                "draft_id": ids[0], "draft": "1", "source": "tip", "grade": "grave", "problem": "消防通道长期堆物",
                "requirement": "整改", "due_on": "2026-04-10", "reason": "一个月内", "unit-0": "第101小学",
            ])
        #expect(amended.location == "/findings/drafts?done=drafted")
        #expect(try await officer.get("/findings/drafts").text.contains("消防通道长期堆物"))
        #expect(try await world.site.browser(as: "city").get("/findings/drafts/\(ids[0])").status == .notFound)
        let none = try await officer.post("/findings/bulk", pairs: [("act", "issue")])
        #expect(none.status == .unprocessableContent && none.text.contains("请至少勾选一项"))
        let done = try await officer.post("/findings/bulk", pairs: [("act", "issue")] + ids.map { ("finding", $0) })
        #expect(try await officer.get(done.location ?? "").text.contains("办成 <strong>2</strong> 项"))
        let ledger = try await world.site.browser(as: "principal").get("/findings").text
        #expect(ledger.contains("消防通道长期堆物") && ledger.contains("督问〔2026〕2号"))
        #expect(try await officer.get("/findings/drafts").text.contains("没有草稿"))
    }

    @Test("An office's phrases are offered in its own forms and nobody else's")
    func wordings() async throws {
        let world = try await FindingSite()
        let officer = try await world.site.browser(as: "officer")
        #expect(try await officer.get("/findings/wordings").text.contains("还没有常用语"))
        let wrong = try await officer.post("/findings/wordings", ["kind": "remind", "title": "", "words": "请抓紧"])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("请抓紧"))
        let fields: KeyValuePairs = ["kind": "remind", "title": "月底", "words": "请于月底前完成整改并提交佐证。"]
        #expect(try await officer.post("/findings/wordings", fields).status == .seeOther)
        #expect(try await officer.post("/findings/wordings", fields).status == .unprocessableContent)
        let finding = try await world.issue()
        #expect(try await officer.get(finding.home).text.contains("请于月底前完成整改并提交佐证。"))
        let city = try await world.site.browser(as: "city")
        #expect(!(try await city.get("/findings/wordings").text.contains("请于月底前")))
        let id: String = try await world.site.services.database.read { db in
            try #require(try db.first("SELECT id FROM finding_wording")).get(0)
        }
        #expect(try await city.post("/findings/wordings/\(id)/removal").status == .notFound)
        let changed = try await officer.post(
            "/findings/wordings/\(id)", ["title": "下旬", "words": "请于下旬完成。", "version": "1"])
        #expect(changed.status == .seeOther)
        #expect(try await officer.post("/findings/wordings/\(id)/removal").status == .seeOther)
        #expect(try await officer.get("/findings/wordings").text.contains("还没有常用语"))
    }

    @Test("What is ticked is exported, and the three lists come in one workbook of three sheets")
    func exports() async throws {
        let world = try await FindingSite()
        let (one, _) = (try await world.issue(), try await world.issue(["bureau-500101"]))
        let officer = try await world.site.browser(as: "officer")
        let some = try await officer.get("/findings/export.xlsx?part=\(one.part.id)")
        #expect(some.status == .ok && Array(some.bytes.prefix(2)) == [0x50, 0x4B])
        let all = try await officer.get("/findings/lists.xlsx")
        #expect(all.status == .ok && Array(all.bytes.prefix(2)) == [0x50, 0x4B])
        for path in ["extensions", "milestones", "rechecks", "reports", "revisits"] {
            #expect(try await officer.get("/findings/\(path)/export.xlsx").status == .ok, "\(path)")
        }
    }
}
