import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct FindingMoveTests {
    @Test("From issue to closure, each step by whose it is; every event stands on the page")
    func straight() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        let unit = try await world.site.browser(as: "principal")
        let page = try await unit.get(finding.home)
        #expect(page.status == .ok)
        #expect(page.text.contains("下一步：签收"))
        #expect(try await world.act(unit, "acknowledgement", on: finding).status == .seeOther)
        let plan = try await world.act(
            unit, "plan", on: finding,
            ["measures": "更换", "responsible": "何晓燕", "task-0": "换螺栓", "people-0": "蒋涛", "due-0": "2026-03-20"])
        #expect(plan.status == .seeOther)
        #expect(try await world.act(unit, "evidence", on: finding, files: 2).status == .seeOther)
        #expect(try await unit.get(finding.home).text.contains("现有 <strong>2</strong> 件"))
        #expect(try await world.act(unit, "submission", on: finding, ["note": "已换"]).status == .seeOther)
        let officer = try await world.site.browser(as: "officer2")
        #expect(try await officer.get(finding.home).text.contains("下一步：核查通过"))
        #expect(try await world.act(officer, "verification", on: finding, ["note": "看过现场"]).status == .seeOther)
        let director = try await world.site.browser(as: "director")
        #expect(try await world.act(director, "closure", on: finding).status == .seeOther)
        let end = try await unit.get(finding.home)
        for word in ["下发", "签收", "报整改方案", "提交佐证", "附佐证 2 件", "核查通过", "看过现场", "销号", "换螺栓", "已销号"] {
            #expect(end.text.contains(word), "\(word)")
        }
    }

    @Test("Without evidence nothing is handed in, and without a reason nothing is sent back or reopened")
    func missing() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        let unit = try await world.site.browser(as: "principal")
        let officer = try await world.site.browser(as: "officer2")
        try await world.walk(finding, to: .acknowledged)
        let noMeasures = try await world.act(unit, "plan", on: finding, ["measures": "", "responsible": "留下的名字"])
        #expect(noMeasures.status == .unprocessableContent)
        #expect(noMeasures.text.contains("请写明整改措施") && noMeasures.text.contains("留下的名字"))
        try await world.act(unit, "plan", on: finding, ["measures": "改", "responsible": "何"])
        let empty = try await world.act(unit, "submission", on: finding, ["note": "口头说明"])
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("没有佐证材料") && empty.text.contains("口头说明"))
        try await world.act(unit, "submission", on: finding, files: 1)
        #expect(try await world.act(officer, "return", on: finding, ["reason": " "]).status == .unprocessableContent)
        #expect(try await world.act(officer, "return", on: finding, ["reason": "照片看不清"]).status == .seeOther)
        let page = try await unit.get(finding.home)
        #expect(page.text.contains("照片看不清") && page.text.contains("退回整改"))
        // What was handed in before counts no longer.
        #expect(try await world.act(unit, "submission", on: finding).status == .unprocessableContent)
        try await world.act(unit, "submission", on: finding, files: 1)
        try await world.act(officer, "verification", on: finding)
        #expect(try await world.act(officer, "reopening", on: finding, ["reason": ""]).status == .unprocessableContent)
        let past = try await world.act(officer, "reopening", on: finding, ["reason": "反弹", "due_on": "2026-03-09"])
        #expect(past.status == .unprocessableContent)
        let open = try await world.act(officer, "reopening", on: finding, ["reason": "反弹", "due_on": "2026-03-10"])
        #expect(open.status == .seeOther)
    }

    @Test("A person with two accounts is one person: no verifying of one's own, no closing of what one verified")
    func persons() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .planned)
        let (clerk, officer) = (
            try await world.site.browser(as: "clerk-zhou"), try await world.site.browser(as: "officer")
        )
        let director = try await world.site.browser(as: "director-zhou")
        #expect(try await world.act(clerk, "submission", on: finding, files: 1).status == .seeOther)
        #expect(try await officer.get(finding.home).text.contains("核查须由他人办理"))
        #expect(try await world.act(officer, "verification", on: finding).status == .forbidden)
        #expect(try await world.act(director, "verification", on: finding).status == .forbidden)
        let other = try await world.site.browser(as: "officer2")
        #expect(try await world.act(other, "verification", on: finding).status == .seeOther)
        #expect(try await world.act(director, "closure", on: finding).status == .forbidden)
        let second = try await world.issue()
        try await world.walk(second, to: .submitted)
        #expect(try await world.act(officer, "verification", on: second).status == .seeOther)
        let refused = try await world.act(director, "closure", on: second)
        #expect(refused.status == .forbidden)
        #expect(refused.text.contains("您是这项整改的核查人"))
        #expect(
            try await world.act(try await world.site.browser(as: "director"), "closure", on: second).status == .seeOther
        )
    }

    @Test("Out of order is a conflict, and the other side's acts are forbidden")
    func order() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        let unit = try await world.site.browser(as: "principal")
        let (officer, director) = (
            try await world.site.browser(as: "officer2"), try await world.site.browser(as: "director")
        )
        #expect(try await world.act(unit, "submission", on: finding, files: 1).status == .conflict)
        #expect(try await world.act(unit, "evidence", on: finding, files: 1).status == .conflict)
        #expect(try await world.act(officer, "verification", on: finding).status == .conflict)
        #expect(try await world.act(director, "closure", on: finding).status == .conflict)
        #expect(try await world.act(officer, "closure", on: finding).status == .forbidden)
        #expect(try await world.act(unit, "verification", on: finding).status == .forbidden)
        #expect(try await world.act(officer, "acknowledgement", on: finding).status == .forbidden)
    }

    @Test("Two at once: one wins, the other is told what happened meanwhile and keeps what was typed")
    func atOnce() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .submitted)
        let version = try await world.issued(finding.id).part.version
        let (first, second) = (
            try await world.site.browser(as: "officer"), try await world.site.browser(as: "officer2")
        )
        let won = try await world.act(
            first, "return", on: finding, ["reason": "缺检修记录"], version: version)
        #expect(won.status == .seeOther)
        let lost = try await world.act(
            second, "verification", on: finding, ["note": "我看可以"], version: version)
        #expect(lost.status == .conflict)
        for word in ["刚被他人处理过", "周敏", "核查退回", "缺检修记录", "我看可以"] {
            #expect(lost.text.contains(word), "\(word)")
        }
        #expect(try await world.issued(finding.id).part.state == .returned)
    }

    @Test("A form sent twice with the same command is one deed")
    func twice() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        let unit = try await world.site.browser(as: "principal")
        for _ in 0..<2 {
            let answer = try await unit.post(
                finding.path("acknowledgement"), ["version": "2"], command: "0123456789abcdef")
            #expect(answer.status == .seeOther)
        }
        #expect(try await world.issued(finding.id).part.version == 3)
    }
}
