import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct RecheckRouteTests {
    @Test("A look that finds the problem again opens a new round; the old one stays on the page")
    func cameBack() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .closed)
        let officer = try await world.site.browser(as: "officer2")
        let holds = try await world.act(
            officer, "rechecks", on: finding,
            ["result": "holds", "on": "2026-03-10", "method": "实地复查", "recheck_note": "记录完整"], files: 1)
        #expect(holds.status == .seeOther)
        let empty = try await world.act(
            officer, "rechecks", on: finding,
            [
                "result": "cameBack", "on": "2026-03-10", "method": "实地复查", "recheck_note": "",
                "recheck_due": "2026-04-01",
            ])
        #expect(empty.status == .unprocessableContent)
        let back = try await world.act(
            officer, "rechecks", on: finding,
            [
                "result": "cameBack", "on": "2026-03-10", "method": "实地复查", "recheck_note": "又出现堆物",
                "recheck_due": "2026-04-01",
            ])
        #expect(back.status == .seeOther)
        let part = try await world.issued(finding.id).part
        #expect(part.state == .returned && part.dueOn == "2026-04-01")
        let page = try await officer.get(finding.home).text
        #expect(page.contains("第2轮") && page.contains("又出现堆物") && page.contains("整改轮次"))
        let list = try await officer.get("/findings/rechecks").text
        #expect(list.contains("共 <strong>2</strong> 次") && list.contains("问题反弹") && list.contains("整改保持"))
        #expect(try await officer.get("/findings/rechecks?result=holds").text.contains("共 <strong>1</strong> 次"))
        let neighbour = try await world.site.browser(as: "neighbour")
        #expect(try await neighbour.get("/findings/rechecks").text.contains("没有复查记录"))
    }

    @Test("A problem of two units is reported as one after both are closed, not before; opened again it is due again")
    func upward() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue(["school-500101", "bureau-500101"])
        let officer = try await world.site.browser(as: "officer2")
        let fields: KeyValuePairs = ["addressee": "市教育督导委员会办公室", "on": "2026-03-10", "report": "两个单位均已整改到位。"]
        try await world.walk(finding, part: 0, to: .closed)
        #expect(try await officer.get("\(finding.home)/report").text.contains("还有 1 个部分没有销号"))
        let early = try await officer.post("\(finding.home)/report", fields)
        #expect(early.status == .conflict && early.text.contains("还有1个部分没有销号"))
        try await world.walk(finding, part: 1, to: .closed, unit: "bureau")
        #expect(try await officer.get("/").text.contains("整体上报整改结果"))
        #expect(try await officer.get("/findings/reports?state=due").text.contains("督问〔2026〕1号"))
        let form = try await officer.get("\(finding.home)/report").text
        #expect(form.contains("2个责任单位均已完成") && form.contains("第101小学"))
        #expect(try await officer.post("\(finding.home)/report", fields).status == .seeOther)
        #expect(try await officer.post("\(finding.home)/report", fields).status == .conflict)
        #expect(!(try await officer.get("/").text.contains("整体上报整改结果")))
        let page = try await officer.get(finding.home).text
        #expect(page.contains("已报送") || page.contains("报送市教育督导委员会办公室"))
        let opened = try await world.act(
            officer, "reopening", on: finding, ["reason": "复查发现反弹", "due_on": "2026-04-01"])
        #expect(opened.status == .seeOther)
        let again = try await officer.get("\(finding.home)/report").text
        #expect(again.contains("还有 1 个部分没有销号") && again.contains("以前的上报（1 次）"))
        #expect(try await officer.get("/findings/reports?state=open").text.contains("督问〔2026〕1号"))
    }

    @Test("A unit enters what it found itself; its office sees it, verifies it, and a neighbour does not")
    func selfCheck() async throws {
        let world = try await FindingSite()
        let unit = try await world.site.browser(as: "clerk")
        let wrong = try await unit.post("/findings/self-check", ["problem": "灭火器过期3具", "due_on": "2026-03-01"])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("灭火器过期3具"))
        let done = try await unit.post(
            "/findings/self-check",
            ["problem": "灭火器过期3具", "requirement": "全部更换", "grade": "serious", "due_on": "2026-03-31"])
        #expect(done.status == .seeOther)
        let id = FindingID(String((done.location ?? "").dropFirst("/findings/".count).prefix { $0 != "?" }))
        let finding = try await world.issued(id)
        #expect(finding.part.state == .acknowledged)
        let officer = try await world.site.browser(as: "officer2")
        #expect(try await officer.get("/findings?source=selfCheck&own=1").text.contains("灭火器过期3具"))
        #expect(try await world.site.browser(as: "neighbour").get(finding.home).status == .notFound)
        #expect(try await unit.get(finding.home).text.contains("自查登记"))
        try await world.act(unit, "plan", on: finding, ["measures": "采购更换", "responsible": "蒋涛"])
        try await world.act(unit, "submission", on: finding, files: 1)
        #expect(try await world.act(officer, "verification", on: finding).status == .seeOther)
    }
}
