import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct CampaignRoutesTests {
    @Test("From an empty form to a running campaign, each step shows the next")
    func goodWay() async throws {
        let setting = try await CampaignSite()
        let officer = setting.officer
        #expect(try await officer.get("/campaigns/new").text.contains("符合 <strong>6</strong> 所"))
        let path = try await setting.campaign()
        #expect(try await officer.get(path).text.contains("冻结名单"))
        #expect(try await officer.post("\(path)/frame").location == "\(path)?done=framed")
        #expect(try await officer.get(path).text.contains("公开种子"))
        #expect(try await officer.post("\(path)/draw", ["seed": "03 09"]).location == "\(path)?done=drawn")
        let units = try await setting.units(path)
        #expect(units.count == 2)
        #expect(try await officer.post("\(path)/start").status == .conflict)
        for unit in units {
            let answer = try await officer.post("\(path)/teams", ["unit": unit, "lead": "person-lead"])
            #expect(answer.location == "\(path)/teams?done=assigned")
        }
        #expect(try await officer.post("\(path)/start").location == "\(path)?done=started")
        let note = try await officer.post("\(path)/steps/training", ["day": "2026-03-09", "attendees": "30"])
        #expect(note.location == "\(path)?done=completed")
        let page = try await officer.get(path).text
        #expect(page.contains("30人参加"))
        #expect(page.contains("step=self\">2 个</a>"))
        let lead = try await setting.site.browser(as: "lead")
        #expect(try await lead.get("/inspections/\(units[0])").status == .ok)
    }

    @Test("A form with mistakes comes back with every value and a sentence at each field")
    func mistakes() async throws {
        let setting = try await CampaignSite()
        let answer = try await setting.officer.post(
            "/campaigns",
            [
                "act": "save", "name": "", "procedure": "kindergarten", "startsOn": "2026-03-01",
                "endsOn": "2026-02-01", "strata": "1", "marks": "1", "s0.name": "我的层", "s0.rule": "percent",
                "s0.amount": "0", "h0.mark": "chosen", "h0.code": "1150120001",
            ])
        #expect(answer.status == .unprocessableContent)
        for text in ["请填写项目名称", "结束日期不能早于", "请选择一套已发布的指标体系", "大于0、不超过100", "请写明理由", "我的层"] {
            #expect(answer.text.contains(text), "\(text)")
        }
    }

    @Test("Row buttons keep what was typed, count the units, and store nothing")
    func rows() async throws {
        let setting = try await CampaignSite()
        let added = try await setting.officer.post(
            "/campaigns", setting.fields("addStratum", count: "30", rule: "percent"))
        #expect(added.status == .ok)
        #expect(added.text.contains("name=\"s1.name\""))
        #expect(added.text.contains("value=\"30\""))
        #expect(added.text.contains("按规则抽取 <strong>2</strong> 所"))
        let removed = try await setting.officer.post(
            "/campaigns",
            [
                "act": "removeStratum:0", "strata": "2", "s0.name": "甲层", "s0.kinds": "学校", "s1.name": "乙层",
                "s1.kinds": "幼儿园", "s1.rule": "all",
            ])
        #expect(removed.text.contains("value=\"乙层\""))
        #expect(!removed.text.contains("甲层"))
        #expect(try await setting.officer.get("/campaigns").text.contains("还没有督导项目"))
    }

    @Test("A frozen campaign is not edited, and an older page does not overwrite a newer draft")
    func stale() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.campaign()
        let first = try await setting.officer.post(path, CampaignRoutesTests.edit(setting, version: "1"))
        #expect(first.location == "\(path)?done=saved")
        let second = try await setting.officer.post(path, CampaignRoutesTests.edit(setting, version: "1"))
        #expect(second.status == .conflict)
        #expect(second.text.contains("改名之后"))
        _ = try await setting.officer.post("\(path)/frame")
        #expect(try await setting.officer.get("\(path)/edit").status == .conflict)
        let late = try await setting.officer.post(path, CampaignRoutesTests.edit(setting, version: "3"))
        #expect(late.status == .conflict)
    }

    @Test("A neighbouring office finds nothing, a leader reads and changes nothing, units and teams have no way in")
    func access() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.running()
        let neighbour = try await setting.site.browser(as: "neighbour")
        for page in [path, "\(path)/edit", "\(path)/teams", "\(path)/draw", "\(path)/draw.json", "\(path)/round"] {
            #expect(try await neighbour.get(page).status == .notFound, "\(page)")
        }
        for form in ["frame", "start", "finish", "skip", "teams", "round", "steps/training"] {
            let answer = try await neighbour.post("\(path)/\(form)", ["day": "2026-03-09", "units": "x", "lead": "x"])
            #expect(answer.status == .notFound || answer.status == .unprocessableContent, "\(form)")
        }
        let leader = try await setting.site.browser(as: "leader")
        #expect(try await leader.get(path).status == .ok)
        #expect(try await leader.post("\(path)/finish").status == .forbidden)
        let lead = try await setting.site.browser(as: "lead")
        #expect(try await lead.get(path).status == .forbidden)
    }

    private static func edit(_ setting: CampaignSite, version: String) -> KeyValuePairs<String, String> {
        [
            "act": "save", "version": version, "name": "改名之后", "kind": "special", "procedure": "kindergarten",
            "framework": setting.framework, "startsOn": "2026-03-01", "endsOn": "2026-06-30", "strata": "1",
            "marks": "0", "s0.name": "幼儿园", "s0.kinds": "幼儿园", "s0.rule": "all",
        ]
    }
}
