import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct InvitationRoutesTests {
    @Test("Asked for on the campaign's page, answered by the next district, then on the list of people; ended at once")
    func joint() async throws {
        let setting = try await CampaignSite()
        try await RegistrySample.plant(1, county: "500113", in: setting.site.services.database)
        try await RegistrySample.inspector("guest", county: "500113", in: setting.site)
        let path = try await setting.campaign()
        let people = "\(path)/people"
        let empty = try await setting.officer.post(people, ["way": "joint", "person": "", "until": "2026-04-01"])
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("请填写督学编号或姓名"))
        #expect(empty.text.contains("value=\"2026-04-01\""))
        let unknown = try await setting.officer.post(
            people, ["way": "joint", "person": "没有", "region": "500113", "from": "2026-03-10", "until": "2026-04-01"])
        #expect(unknown.status == .unprocessableContent)
        #expect(unknown.text.contains("没有找到“没有”"))
        let asked = try await setting.officer.post(
            people,
            ["way": "joint", "person": "code-guest", "region": "500113", "from": "2026-03-10", "until": "2026-04-01"])
        #expect(asked.location == "\(people)?done=invited")
        #expect(try await setting.officer.get(people).text.contains("待答复"))
        let neighbour = try await setting.site.browser(as: "neighbour")
        let list = try await neighbour.get("/invitations?state=asked").text
        let invitation = try #require(list.firstMatch(of: /\/invitations\/([0-9a-f-]{36})"/)).1
        #expect(try await setting.officer.get("/invitations/\(invitation)").status == .notFound)
        let refused = try await neighbour.post("/invitations/\(invitation)/answer", ["answer": "no", "version": "1"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("请写明理由"))
        let agreed = try await neighbour.post("/invitations/\(invitation)/answer", ["answer": "yes", "version": "1"])
        #expect(agreed.location == "/invitations/\(invitation)?done=answered")
        #expect(try await setting.officer.get(people).text.contains("样例区督导室"))
        #expect(try await setting.officer.get("\(people)/export.xlsx").status == .ok)
        #expect(try await setting.officer.get("/invitations?side=own").text.contains("guest"))
        #expect(try await setting.officer.get("/invitations/export.xlsx?side=own").status == .ok)
        let ended = try await setting.officer.post("\(people)/\(invitation)/end")
        #expect(ended.location == "\(people)?done=ended")
        #expect(try await neighbour.get("/invitations/\(invitation)").text.contains("已结束"))
    }

    @Test("An expert of the own office is entered as seconded staff without asking anybody")
    func seconded() async throws {
        let setting = try await CampaignSite()
        _ = try await setting.site.account("teacher", .evaluator, .granted)
        _ = try await setting.site.services.database.write { db in
            try db.execute(
                """
                UPDATE account SET province = '500000', city = '500100', county = '500112' WHERE login = 'teacher'
                """)
        }
        let people = "\(try await setting.campaign())/people"
        #expect(try await setting.officer.get("\(people)?capacity=expert").text.contains("teacher"))
        let entered = try await setting.officer.post(
            people, ["way": "seconded", "person": "teacher", "from": "2026-03-10", "until": "2026-03-20"])
        #expect(entered.location == "\(people)?done=invited")
        let shown = try await setting.officer.get("\(people)?capacity=seconded").text
        #expect(shown.contains("teacher"))
        #expect(shown.contains("2026年3月10日至2026年3月20日"))
    }
}
