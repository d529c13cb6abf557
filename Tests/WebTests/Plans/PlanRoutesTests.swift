import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct PlanRoutesTests {
    private static let text = """
        第101区教育督导室2026年工作要点
        一、督学
        1.开展幼儿园办园行为督导评估。完成40所幼儿园督导评估，3月至6月底完成。
        2.加强责任督学挂牌督导。责任督学每月到校督导至少1次。
        二、队伍
        3.举办督学培训班。8月上旬举办。
        """

    /// A plan that was read from pasted text; gives its address.
    private func read(_ site: FindingSite) async throws -> String {
        let officer = try await site.site.browser(as: "officer")
        let made = try await officer.post("/plans", ["pasted": Self.text, "year": "2026"])
        let location = try #require(made.location)
        #expect(location.hasSuffix("/review?done=planRead"))
        return location.replacing("/review?done=planRead", with: "")
    }

    private func accepted(_ site: FindingSite) async throws -> String {
        let path = try await read(site)
        let officer = try await site.site.browser(as: "officer")
        #expect(try await officer.post("\(path)/acceptance", ["version": "1"]).location == "\(path)?done=planAccepted")
        return path
    }

    private func links(_ text: String, _ prefix: String) -> [String] {
        var found: [String] = []
        for part in text.components(separatedBy: "href=\"\(prefix)").dropFirst() {
            let link = prefix + part.prefix { $0 != "\"" && $0 != "?" && $0 != "#" }
            if !found.contains(link) { found.append(link) }
        }
        return found
    }

    @Test("A document is read, corrected, split, merged, accepted and worked by")
    func walk() async throws {
        let site = try await FindingSite()
        let path = try await read(site)
        let officer = try await site.site.browser(as: "officer")
        let review = try await officer.get("\(path)/review").text
        #expect(review.contains("原文与校核") && review.contains("读出 3 项"))
        let items = links(review, "\(path)/review/").filter { !$0.hasSuffix("/split") }
        #expect(items.count == 3)
        let first = try #require(items.first)

        let form = try await officer.get(first).text
        #expect(form.contains("幼儿园") && form.contains("value=\"40\""))
        let bad = try await officer.post(
            first,
            [
                "source": "1", "title": "", "text": "新的正文", "targets": "1", "t0.quantity": "四十", "t0.unit": "所",
                "windows": "1",
            ])
        #expect(bad.status == .unprocessableContent && bad.text.contains("请填写事项") && bad.text.contains("新的正文"))
        let more = try await officer.post(first, ["act": "addTarget", "title": "还在写", "targets": "1", "windows": "1"])
        #expect(more.status == .ok && more.text.contains("还在写") && more.text.contains("name=\"t1.quantity\""))
        let edited: KeyValuePairs = [
            "source": "1", "number": "1.", "chapter": "一、督学", "title": "幼儿园办园行为评估", "text": "完成评估",
            "kinds": "专项", "units": "幼儿园", "targets": "1", "t0.quantity": "35", "t0.unit": "所", "t0.of": "幼儿园",
            "t0.force": "must", "t0.comparison": "=", "windows": "1", "w0.start": "2026-03-01", "w0.end": "2026-05-31",
        ]
        #expect(try await officer.post(first, edited).status == .seeOther)
        let after = try await officer.get("\(path)/review").text
        #expect(after.contains("幼儿园办园行为评估") && after.contains("已修改") && after.contains("校核修改"))

        let second = items[1]
        let split = try await officer.get("\(second)/split").text
        #expect(split.contains("空出一行"))
        let unsplit = try await officer.post("\(second)/split", ["text": "别的文字"])
        #expect(unsplit.status == .unprocessableContent && unsplit.text.contains("不能改动文字"))
        let cut = "2.加强责任督学挂牌督导。\n\n责任督学每月到校督导至少1次。"
        #expect(try await officer.post("\(second)/split", ["text": cut]).status == .seeOther)
        #expect(try await officer.get("\(path)/review").text.contains("读出 4 项"))
        #expect(try await officer.post("\(second)/merge").status == .seeOther)
        #expect(try await officer.get("\(path)/review").text.contains("读出 3 项"))
        #expect(try await officer.post("\(items[2])/drop").status == .seeOther)
        #expect(try await officer.get("\(path)/review").text.contains("读出 2 项"))
        let missing = try await officer.post("\(path)/passages", ["passage": "原文没有的话"])
        #expect(missing.status == .unprocessableContent && missing.text.contains("原文没有的话"))
        #expect(try await officer.post("\(path)/passages", ["passage": "3.举办督学培训班。8月上旬举办。"]).status == .seeOther)
        let whole = try await officer.get("\(path)/review").text
        #expect(whole.contains("读出 3 项") && whole.contains("新增 <strong>3</strong> 项"))
        let undo = try #require(
            whole.components(separatedBy: "action=\"\(path)/corrections/").dropFirst().first?.prefix { $0 != "\"" })
        #expect(try await officer.post("\(path)/corrections/\(undo)").status == .seeOther)
        #expect(try await officer.post("\(path)/acceptance", ["version": "7"]).status == .conflict)
        #expect(try await officer.post("\(path)/acceptance", ["version": "1"]).status == .seeOther)
        let plan = try await officer.get(path).text
        #expect(plan.contains("幼儿园办园行为评估") && plan.contains("35所（幼儿园）") && plan.contains("尚无数据"))
    }

    @Test("An item gets its people, its stages are done, its status changes; each refusal keeps what was typed")
    func item() async throws {
        let site = try await FindingSite()
        let path = try await accepted(site)
        let officer = try await site.site.browser(as: "officer")
        let list = try await officer.get("\(path)?q=挂牌").text
        let item = try #require(links(list, "/plan-items/").first)
        let page = try await officer.get(item).text
        #expect(page.contains("据此新建项目") && page.contains("本次完成"))
        let unknown = try await officer.post(
            "\(item)/assignment", ["version": "1", "owner": "zhou", "coworkers": "没有的人"])
        #expect(unknown.status == .unprocessableContent && unknown.text.contains("没有的人"))
        #expect(
            try await officer.post(
                "\(item)/assignment", ["version": "1", "owner": "zhou", "coworkers": "第101小学"]
            ).status == .seeOther)
        #expect(try await officer.get("/").text.contains("落实计划事项"))
        #expect(try await site.site.browser(as: "principal").get("/").text.contains("落实计划事项"))
        #expect(try await site.site.browser(as: "principal").get(item).text.contains("挂牌"))
        #expect(try await site.site.browser(as: "bureau").get(item).status == .notFound)
        #expect(try await site.site.browser(as: "neighbour").get(item).status == .notFound)
        let window = try #require(
            page.components(separatedBy: "action=\"/plan-windows/").dropFirst().first?.prefix { $0 != "/" })
        #expect(try await officer.post("/plan-windows/\(window)/done", ["version": "1"]).status == .seeOther)
        #expect(try await officer.post("/plan-windows/\(window)/done", ["version": "1"]).status == .conflict)
        #expect(try await officer.post("/plan-windows/\(window)/undone", ["version": "2"]).status == .seeOther)
        let lacking = try await officer.post("\(item)/status", ["version": "3", "status": "dropped", "reason": " "])
        #expect(lacking.status == .unprocessableContent && lacking.text.contains("请写明理由"))
        #expect(
            try await officer.post("\(item)/status", ["version": "3", "status": "dropped", "reason": "上级取消"]).status
                == .seeOther)
        #expect(try await officer.get("\(path)?state=dropped").text.contains("共 <strong>1</strong> 项"))
        let late = try await officer.post("\(item)/windows", ["nw.start": "2026-05-01", "nw.end": "2026-04-01"])
        #expect(late.status == .unprocessableContent && late.text.contains("不能早于开始日期"))
        #expect(try await officer.post("\(item)/targets", ["nt.quantity": "12", "nt.unit": "次"]).status == .seeOther)
        #expect(try await officer.get("\(path)/items.xlsx?state=dropped").bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.get("/plans/export.xlsx").bytes.starts(with: Array("PK".utf8)))
    }

    @Test("A task from above in mid-year comes with its document; a form that is wrong comes back")
    func above() async throws {
        let site = try await FindingSite()
        let path = try await accepted(site)
        let officer = try await site.site.browser(as: "officer")
        #expect(try await officer.get("\(path)/items/new?origin=above").text.contains("交办文件"))
        let empty = try await officer.post("\(path)/items", ["origin": "above", "notes": "市里来电"])
        #expect(empty.status == .unprocessableContent && empty.text.contains("市里来电"))
        let file = [(field: "file", name: "交办通知.pdf", bytes: Array("%PDF-1.4\n%%EOF".utf8))]
        let made = try await officer.upload(
            "\(path)/items",
            [
                "act": "save", "origin": "above", "title": "暑期托管专项督查", "targets": "1", "windows": "1",
                "w0.end": "2026-03-01",
            ], files: file)
        let item = try #require(made.location?.prefix { $0 != "?" })
        let page = try await officer.get(String(item)).text
        #expect(page.contains("上级交办") && page.contains("交办通知.pdf") && page.contains("逾期 9 天"))
        #expect(try await officer.get("\(item)/file").bytes.starts(with: Array("%PDF".utf8)))
        #expect(try await officer.get("\(path)?origin=above&state=late").text.contains("暑期托管专项督查"))
        #expect(try await officer.get("/").text.contains("给计划事项定负责人"))
        #expect(try await officer.post("\(item)/removal", ["version": "1"]).location == "\(path)?done=removed")
    }

    @Test("An item becomes a campaign in one step and keeps it")
    func campaign() async throws {
        let site = try await FindingSite()
        let path = try await accepted(site)
        let officer = try await site.site.browser(as: "officer")
        let list = try await officer.get("\(path)?q=办园行为").text
        let item = try #require(links(list, "/plan-items/").first)
        let id = item.replacing("/plan-items/", with: "")
        let form = try await officer.get("/campaigns/new?planItem=\(id)").text
        #expect(form.contains("已按") && form.contains("value=\"40\"") && form.contains("value=\"2026-06-30\""))
        #expect(try await site.site.browser(as: "neighbour").get("/campaigns/new?planItem=\(id)").status == .notFound)
        let made = try await officer.post(
            "/campaigns",
            [
                "act": "save", "planItem": id, "name": "2026年幼儿园督导评估", "kind": "evaluation", "manner": "announced",
                "procedure": "consultation", "startsOn": "2026-03-01", "endsOn": "2026-06-30", "strata": "1",
                "marks": "0",
                "s0.name": "幼儿园", "s0.rule": "count", "s0.amount": "40", "s0.kinds": "幼儿园",
            ])
        #expect(made.location?.hasSuffix("?done=created") == true)
        #expect(try await officer.get(item).text.contains("2026年幼儿园督导评估"))
        #expect(try await officer.get(path).text.contains("2026年幼儿园督导评估"))
        let location = try #require(made.location)
        let campaign = String(location.prefix { $0 != "?" }).replacing("/campaigns/", with: "")
        #expect(try await officer.post("\(item)/campaigns/\(campaign)/removal").status == .seeOther)
        #expect(try await officer.post("\(item)/campaigns", ["campaign": campaign]).status == .seeOther)
    }

    @Test("Leaders read, others' offices see nothing, an empty upload says what is missing")
    func access() async throws {
        let site = try await FindingSite()
        let path = try await accepted(site)
        let leader = try await site.site.browser(as: "leader")
        #expect(try await leader.get(path).status == .ok)
        #expect(try await leader.get("\(path)/review").text.contains("原文"))
        #expect(try await leader.post("\(path)/closure", ["version": "2"]).status == .forbidden)
        #expect(try await site.site.browser(as: "neighbour").get(path).status == .notFound)
        let city = try await site.site.browser(as: "city")
        #expect(try await city.get(path).status == .ok)
        #expect(try await city.post("\(path)/closure", ["version": "2"]).status == .forbidden)
        let officer = try await site.site.browser(as: "officer")
        let nothing = try await officer.post("/plans", ["pasted": " ", "year": "2026"])
        #expect(nothing.status == .unprocessableContent && nothing.text.contains("请选择文件"))
        let year = try await officer.post("/plans", ["pasted": "文字", "year": "26"])
        #expect(year.status == .unprocessableContent && year.text.contains("四位年度"))
        let open = try await officer.post("\(path)/closure", ["version": "2"])
        #expect(open.status == .conflict && open.text.contains("还有3项没有完成"))
        #expect(try await officer.get("/plans?year=2026").text.contains("工作要点"))
        #expect(try await officer.get("/plans?year=2027").text.contains("没有符合条件的计划"))
    }
}
