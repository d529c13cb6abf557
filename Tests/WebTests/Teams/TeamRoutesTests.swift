import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// A drawn 专项 campaign with five inspectors, and what is done with its teams.
struct TeamSite {
    let setting: CampaignSite
    let path: String

    init(count: String = "4", units: Int = 6) async throws {
        setting = try await CampaignSite(units: units)
        for login in ["third", "fourth", "fifth"] { try await RegistrySample.inspector(login, in: setting.site) }
        let fields = setting.fields(count: count).map { ($0.key, $0.key == "kind" ? "special" : $0.value) }
        let answer = try await setting.officer.post(
            "/campaigns", dictionary: Dictionary(fields) { first, _ in first })
        path = CampaignSite.path(answer.location)
        _ = try await setting.officer.post("\(path)/frame")
        _ = try await setting.officer.post("\(path)/draw", ["seed": "03 09 14 21"])
    }

    var officer: TestBrowser { setting.officer }

    func assign(_ unit: String, lead: String, _ members: [String]) async throws -> TestAnswer {
        try await officer.post(
            "\(path)/teams",
            pairs: [("unit", unit), ("lead", "person-\(lead)")] + members.map { ("member", "person-\($0)") })
    }
}

@Suite struct TeamRoutesTests {
    @Test("A team of two is refused for 专项 with the clause, what was ticked stays, and three are taken")
    func three() async throws {
        let team = try await TeamSite()
        let unit = try #require(try await team.setting.units(team.path).first)
        let short = try await team.assign(unit, lead: "lead", ["member"])
        #expect(short.status == .unprocessableContent)
        #expect(short.text.contains("至少要有3名督学，现在有2名"))
        #expect(short.text.contains("第十六条"))
        #expect(short.text.contains("value=\"\(unit)\" checked"))
        #expect(short.text.contains("value=\"person-member\" checked"))
        let good = try await team.assign(unit, lead: "lead", ["member", "third"])
        #expect(good.location == "\(team.path)/teams?done=assigned")
        #expect(try await team.officer.get("\(team.path)/teams?state=missing").text.contains("共 <strong>3</strong> 个"))
        #expect(try await team.officer.get("\(team.path)/teams?state=good").text.contains("共 <strong>1</strong> 个"))
        let sheet = try await team.officer.get("\(team.path)/teams/export.xlsx?state=good")
        #expect(sheet.status == .ok)
        #expect(try await team.officer.post("\(team.path)/start").status == .conflict)
    }

    @Test("Proposed, looked at, changed by hand, accepted: then every unit has three and the campaign starts")
    func proposal() async throws {
        let team = try await TeamSite()
        let page = "\(team.path)/teams/proposal"
        #expect(try await team.officer.get(page).text.contains("生成分组方案"))
        let wrong = try await team.officer.post(page, ["seed": "7", "inspectors": "2", "others": "0", "limit": "9"])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("每组督学不能少于3名"))
        #expect(wrong.text.contains("value=\"9\""))
        let made = try await team.officer.post(page, ["seed": "7", "inspectors": "3", "others": "0", "limit": ""])
        #expect(made.location == "\(page)?done=proposed")
        let shown = try await team.officer.get(page).text
        #expect(shown.contains("种子“7”"))
        #expect(shown.contains("printf &#39;%s&#39; &#39;7,单位代码,督学编号&#39;") || shown.contains("printf '%s' '7,单位代码"))
        #expect(try await team.setting.officer.get("\(team.path)/teams").text.contains("有一份分组方案等待采用"))
        let unit = try #require(shown.firstMatch(of: /proposal\/units\/([^"]+)"/)).1
        let edit = "\(page)/units/\(unit)"
        #expect(try await team.officer.get(edit).text.contains("组长"))
        let short = try await team.officer.post(edit, ["lead": "person-lead", "member": "person-third"])
        #expect(short.status == .unprocessableContent)
        let changed = try await team.officer.post(
            edit, pairs: [("lead", "person-lead"), ("member", "person-third"), ("member", "person-fifth")])
        #expect(changed.location == "\(page)?done=saved")
        #expect(try await team.officer.get("\(page)?state=hand").text.contains("手工调整"))
        #expect(try await team.officer.get("\(page)/export.xlsx").status == .ok)
        let stale = try await team.officer.post("\(page)/acceptance", ["version": "1"])
        #expect(stale.status == .conflict)
        let accepted = try await team.officer.post("\(page)/acceptance", ["version": "2"])
        #expect(accepted.location == "\(team.path)/teams?done=assigned")
        #expect(try await team.officer.post("\(team.path)/start").location == "\(team.path)?done=started")
        let lead = try await team.setting.site.browser(as: "lead")
        #expect(try await lead.get("/inspections").status == .ok)
    }

    @Test("Recusals that leave no team are told per unit with everybody who is in the way")
    func nobodyLeft() async throws {
        let team = try await TeamSite(count: "1", units: 1)
        let unit = "unit-\(RegistrySample.code(1))"
        try await team.setting.site.services.database.write { db in
            for login in ["lead", "member", "third"] {
                try db.execute(
                    """
                    INSERT INTO recusal (id, person_id, organisation_id, ground, explanation, side, applied_by, applied_on,
                        state, from_day, decided_by, decided_on, jurisdiction, province, city, county, zone, version)
                    VALUES (\("r-\(login)"), \("person-\(login)"), \(unit), 'interest', '亲属', 'office', 'person-officer',
                        '2026-03-01', 'granted', '2026-03-01', 'd', '2026-03-01', 'national', '500000', '500100', '500112',
                        '', 1)
                    """)
            }
        }
        let page = "\(team.path)/teams/proposal"
        _ = try await team.officer.post(page, ["seed": "7", "inspectors": "3", "others": "0", "limit": ""])
        let shown = try await team.officer.get("\(page)?state=gap").text
        #expect(shown.contains("需要3名督学，只有2名可派"))
        #expect(shown.contains("回避3人"))
        #expect(shown.contains("third：已批准回避（其他可能影响客观公正的情形）"))
        let accepted = try await team.officer.post("\(page)/acceptance", ["version": "1"])
        #expect(accepted.status == .conflict)
        #expect(accepted.text.contains("没有任何单位组成"))
        let removed = try await team.officer.post("\(page)/removal")
        #expect(removed.location == "\(team.path)/teams?done=discarded")
    }

    @Test("An evaluation's number is the office's to set, and 专项's is not")
    func size() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.campaign()
        _ = try await setting.officer.post("\(path)/frame")
        _ = try await setting.officer.post("\(path)/draw", ["seed": "1"])
        #expect(try await setting.officer.get("\(path)/teams").text.contains("每组人数"))
        let set = try await setting.officer.post("\(path)/teams/size", ["least": "2"])
        #expect(set.location == "\(path)/teams?done=saved")
        let unit = try #require(try await setting.units(path).first)
        let alone = try await setting.officer.post("\(path)/teams", ["unit": unit, "lead": "person-lead"])
        #expect(alone.status == .unprocessableContent)
        let team = try await TeamSite()
        #expect(try await team.officer.post("\(team.path)/teams/size", ["least": "2"]).status == .unprocessableContent)
    }
}
