import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ExtensionRouteTests {
    @Test("A unit asks, the office grants another day, and deadline and clock move with it")
    func granted() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .planned)
        let unit = try await world.site.browser(as: "principal")
        #expect(try await unit.get(finding.home).text.contains("申请延期"))
        let asked = try await world.act(
            unit, "extensions", on: finding, ["kind": "later", "later_until": "2026-05-09", "later_reason": "设备未到货"])
        #expect(asked.status == .seeOther)
        let again = try await world.act(
            unit, "extensions", on: finding, ["kind": "later", "later_until": "2026-05-10", "later_reason": "再申请一次"])
        #expect(again.status == .conflict && again.text.contains("已有一项延期申请"))
        let officer = try await world.site.browser(as: "officer2")
        let list = try await officer.get("/findings/extensions?state=asked&own=1").text
        #expect(list.contains("设备未到货") && list.contains("共 <strong>1</strong> 项"))
        #expect(try await officer.get("/").text.contains("审批延期申请"))
        let resource = "extensions/\(try await world.extensionID())/decision"
        let noWord = try await world.act(officer, resource, on: finding, ["decision": "grant", "until": "2026-04-30"])
        #expect(noWord.status == .unprocessableContent && noWord.text.contains("另定期限的理由"))
        let done = try await world.act(
            officer, resource, on: finding, ["decision": "grant", "until": "2026-04-30", "answer": "先延二十天"])
        #expect(done.status == .seeOther)
        let part = try await world.issued(finding.id).part
        #expect(part.dueOn == "2026-04-30")
        let clock = try await world.site.services.database.read { db in
            try Deadlines.list(of: part.id.rawValue, in: db)
        }
        #expect(clock.first { $0.rule == "rectification" }?.dueOn == "2026-04-30")
        #expect(!(try await officer.get("/").text.contains("审批延期申请")))
        let page = try await unit.get(finding.home).text
        #expect(page.contains("先延二十天") && page.contains("2026年4月30日"))
        let twice = try await world.act(officer, resource, on: finding, ["decision": "refuse", "answer": "不"])
        #expect(twice.status == .conflict)
    }

    @Test("What may not be asked is refused beside its field with what was typed; a neighbour sees nothing of it")
    func refused() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        let unit = try await world.site.browser(as: "principal")
        let early = try await world.act(
            unit, "extensions", on: finding, ["kind": "later", "later_until": "2026-05-09", "later_reason": "设备"])
        #expect(early.status == .unprocessableContent && early.text.contains("请先签收"))
        try await world.walk(finding, to: .planned)
        let long = try await world.act(
            unit, "extensions", on: finding, ["kind": "later", "later_until": "2026-12-31", "later_reason": "很久很久"])
        #expect(long.status == .unprocessableContent && long.text.contains("最多晚90天") && long.text.contains("很久很久"))
        let neighbour = try await world.site.browser(as: "neighbour")
        #expect(
            try await world.act(
                neighbour, "extension", on: finding, ["given_until": "2026-05-01", "given_reason": "延"]
            ).status == .notFound)
        #expect(try await neighbour.get("/findings/extensions").text.contains("没有延期申请"))
        let city = try await world.site.browser(as: "city")
        #expect(
            try await world.act(city, "extension", on: finding, ["given_until": "2026-05-01", "given_reason": "延"])
                .status
                == .forbidden)
    }

    @Test("An office sets its own terms: with none granted nobody may ask")
    func terms() async throws {
        let world = try await FindingSite()
        let officer = try await world.site.browser(as: "officer")
        let wrong = try await officer.post(
            "/findings/terms", ["times": "0", "days": "400", "longTermDays": "730", "notice": "0", "version": "0"])
        #expect(
            wrong.status == .unprocessableContent && wrong.text.contains("请填写1至365的整数") && wrong.text.contains("400"))
        let set = try await officer.post(
            "/findings/terms", ["times": "0", "days": "40", "longTermDays": "730", "notice": "0", "version": "0"])
        #expect(set.status == .seeOther)
        let stale = try await officer.post(
            "/findings/terms", ["times": "3", "days": "40", "longTermDays": "730", "notice": "0", "version": "0"])
        #expect(stale.status == .conflict)
        let finding = try await world.issue()
        try await world.walk(finding, to: .planned)
        let unit = try await world.site.browser(as: "principal")
        let asked = try await world.act(
            unit, "extensions", on: finding, ["kind": "later", "later_until": "2026-05-01", "later_reason": "设备"])
        #expect(asked.text.contains("督导室规定整改不予延期"))
    }

    @Test("Long-term rectification goes stage by stage, and closes after all of them are confirmed")
    func longTerm() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .planned)
        let unit = try await world.site.browser(as: "principal")
        let asked = try await world.act(
            unit, "extensions-long", on: finding,
            [
                "kind": "longTerm", "ask-stage-0": "完成立项", "ask-due-0": "2026-06-01", "ask-stage-1": "完成改造",
                "ask-due-1": "2026-10-01", "long_reason": "工程量大",
            ])
        #expect(asked.status == .seeOther)
        let officer = try await world.site.browser(as: "officer2")
        let resource = "extensions/\(try await world.extensionID())/decision"
        let granted = try await world.act(officer, resource, on: finding, ["decision": "grant", "until": "2026-10-01"])
        #expect(granted.status == .seeOther)
        var part = try await world.issued(finding.id).part
        #expect(part.dueOn == "2026-10-01" && part.milestones.map(\.title) == ["完成立项", "完成改造"])
        let early = try await world.act(unit, "submission", on: finding, files: 1)
        #expect(early.status == .conflict && early.text.contains("还有2个阶段目标没有报完成"))
        for stage in part.milestones {
            let base = "milestones/\(stage.id)"
            #expect(try await world.act(unit, "\(base)/report", on: finding).text.contains("请"))
            #expect(
                try await world.act(unit, "\(base)/report", on: finding, ["stage_note": "已完成"], files: 1).status
                    == .seeOther)
            #expect(try await officer.get("/findings/milestones?state=reported&own=1").text.contains(stage.title))
            #expect(try await world.act(officer, "\(base)/confirmation", on: finding).status == .seeOther)
        }
        part = try await world.issued(finding.id).part
        #expect(part.milestonesUnsettled == 0)
        #expect(try await world.act(unit, "submission", on: finding, files: 1).status == .seeOther)
        #expect(try await world.act(officer, "verification", on: finding).status == .seeOther)
        let director = try await world.site.browser(as: "director")
        #expect(try await world.act(director, "closure", on: finding).status == .seeOther)
        #expect(try await officer.get("/findings?mark=longTerm&state=all").text.contains("共 <strong>1</strong> 个问题"))
    }

    @Test("A late stage is red in the list, on the page and in the unit's to-dos, a unit next door sees none of it")
    func lateStage() async throws {
        let world = try await FindingSite()
        let finding = try await world.issue()
        try await world.walk(finding, to: .planned)
        let officer = try await world.site.browser(as: "officer")
        let set = try await world.act(
            officer, "milestones", on: finding,
            [
                "set-stage-0": "清点造册", "set-due-0": "2026-03-11", "set-stage-1": "补齐", "set-due-1": "2026-06-01",
                "set_reason": "数量多",
            ])
        #expect(set.status == .seeOther)
        world.site.advance(seconds: 3 * 86_400)
        let unit = try await world.site.browser(as: "principal")
        #expect(try await unit.get("/").text.contains("报送阶段目标"))
        let list = try await unit.get("/findings/milestones?state=late").text
        #expect(list.contains("已逾期 2 天") && list.contains("<tr class=\"late\">") && !list.contains(">补齐<"))
        #expect(try await unit.get(finding.home).text.contains("逾期 1 个"))
        let bureau = try await world.site.browser(as: "bureau")
        #expect(try await bureau.get("/findings/milestones?state=all").text.contains("没有符合条件的阶段目标"))
    }
}

extension FindingSite {
    /// The one wish for more time that waits.
    func extensionID() async throws -> String {
        try await site.services.database.read { db in
            try #require(try db.first("SELECT id FROM finding_extension WHERE state = 'asked'")).get(0)
        }
    }
}
