import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct RecusalRoutesTests {

    private func running() async throws -> (CampaignSite, String) {
        let setting = try await CampaignSite(units: 2)
        _ = try await setting.running()
        try await setting.site.account("director", .director, .region(.county, code: "500112"))
        return (setting, RegistrySample.code(1))
    }

    @Test("The inspector applies, the director grants, the inspector reads it and no longer sees the unit")
    func inspector() async throws {
        let (setting, unit) = try await running()
        let lead = try await setting.site.browser(as: "lead")
        #expect(try await lead.get("/recusals").text.contains("还没有回避申请"))
        let empty = try await lead.post("/recusals", ["unit": unit, "ground": "", "explanation": "姐夫是园长"])
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("请选择回避情形"))
        #expect(empty.text.contains("姐夫是园长"))
        let strange = try await lead.post(
            "/recusals", ["unit": unit, "ground": "relative-studies", "explanation": "孩子在读"])
        #expect(strange.status == .unprocessableContent)
        let sent = try await lead.post(
            "/recusals", ["unit": unit, "ground": "leader-relative", "explanation": "姐夫是园长"])
        let path = CampaignSite.path(sent.location)
        #expect(sent.location == "\(path)?done=submitted")
        let again = try await lead.post("/recusals", ["unit": unit, "ground": "interest", "explanation": "再来"])
        #expect(again.status == .conflict)
        let director = try await setting.site.browser(as: "director")
        #expect(try await director.get("/").text.contains("决定回避申请"))
        #expect(try await setting.officer.post("\(path)/decision", ["decision": "grant"]).status == .forbidden)
        let silent = try await director.post("\(path)/decision", ["decision": "grant", "version": "1", "reason": " "])
        #expect(silent.status == .unprocessableContent)
        let granted = try await director.post(
            "\(path)/decision", ["decision": "grant", "version": "1", "from": "2026-03-10", "reason": "属实"])
        #expect(granted.location == "\(path)?done=ruled")
        #expect(try await lead.get("/").text.contains("查看回避决定"))
        #expect(try await lead.get("/inspections").text.contains("共 <strong>1</strong> 项"))
        #expect(try await lead.post("\(path)/reading").location == "\(path)?done=saved")
        #expect(try await lead.get("/").text.contains("查看回避决定") == false)
        #expect(try await setting.officer.get("/recusals?state=bars").text.contains("共 <strong>1</strong> 项"))
        #expect(try await setting.officer.get("/recusals/export.xlsx").status == .ok)
        let lifted = try await director.post("\(path)/lifting", ["version": "2", "reason": "园长已调离"])
        #expect(lifted.location == "\(path)?done=lifted")
        #expect(try await setting.officer.get("/recusals?state=bars").text.contains("没有符合条件的回避"))
    }

    @Test("A unit chooses among those on its team; another unit's principal and the neighbour see nothing of it")
    func unit() async throws {
        let (setting, unit) = try await running()
        let own = Scope.organisation(Identifier("unit-\(unit)"))
        try await setting.site.account("principal", .principal, own)
        try await setting.site.account(
            "other", .principal, .organisation(Identifier("unit-\(RegistrySample.code(2))")))
        let principal = try await setting.site.browser(as: "principal")
        let form = try await principal.get("/recusals/new").text
        #expect(form.contains("person-lead"))
        #expect(!form.contains("name=\"unit\""))
        let sent = try await principal.post(
            "/recusals", ["person": "person-lead", "ground": "interest", "explanation": "与我园有劳动争议"])
        let path = CampaignSite.path(sent.location)
        #expect(try await principal.get(path).text.contains("待决定"))
        #expect(try await setting.site.browser(as: "other").get(path).status == .notFound)
        #expect(try await setting.site.browser(as: "neighbour").get(path).status == .notFound)
        #expect(try await principal.post("\(path)/withdrawal").location == "\(path)?done=retracted")
        let stranger = try await principal.post(
            "/recusals", ["person": "person-nobody", "ground": "interest", "explanation": "x"])
        #expect(stranger.status == .unprocessableContent)
    }
}
