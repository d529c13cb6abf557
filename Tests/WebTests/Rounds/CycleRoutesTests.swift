import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct CycleRoutesTests {
    private func planned() async throws -> (CampaignSite, String) {
        let setting = try await CampaignSite(units: 12)
        let answer = try await setting.officer.post(
            "/rounds",
            ["name": "办园行为五年一轮", "key": "conduct", "firstYear": "2024", "length": "5", "kinds": "幼儿园"])
        return (setting, CampaignSite.path(answer.location))
    }

    @Test("A cycle is made, earlier units entered, the rest planned, and every figure opens its rows")
    func goodWay() async throws {
        let (setting, path) = try await planned()
        let officer = setting.officer
        let lines = (1...3).map { RegistrySample.code($0) }.joined(separator: "\n")
        let entered = try await officer.post(
            "\(path)/records", ["units": lines, "day": "2025-06-20", "source": "2025年评估", "grade": "合格"])
        #expect(entered.location == "\(path)?standing=done&done=recorded")
        let page = try await officer.get(path).text
        #expect(page.contains("standing=done\">3<small>"))
        #expect(page.contains("standing=remaining\">9<small>"))
        #expect(page.contains("standing=registry\">12<small>"))
        let units = page.matches(of: /name="unit" value="([^"]+)"/).map { String($0.1) }
        #expect(units.count == 9)
        let chosen = try await officer.post(
            "\(path)/plan", pairs: units.prefix(2).map { ("unit", $0) } + [("year", "2026")])
        #expect(chosen.location == "\(path)?done=planned")
        let named = try await officer.post("\(path)/plan", ["units": "第12幼儿园", "year": "2027"])
        #expect(named.location == "\(path)?done=planned")
        let spread = try await officer.post("\(path)/spread", ["seed": "7"])
        #expect(spread.status == .seeOther)
        #expect(try await officer.get("\(path)?standing=planned").text.contains("共 <strong>9</strong> 所"))
        #expect(try await officer.get("\(path)?standing=done&doneYear=2025").text.contains("共 <strong>3</strong> 所"))
        #expect(try await officer.get("\(path)/export.xlsx?standing=done").status == .ok)
        let removed = try await officer.post("\(path)/records/unit-\(RegistrySample.code(1))/removal")
        #expect(removed.location == "\(path)?done=removed")
        #expect(try await officer.get("/rounds").text.contains("standing=done\">2</a>"))
    }

    @Test("Mistakes come back with what was typed: an unknown unit, a year that is over, no units, an odd length")
    func mistakes() async throws {
        let (setting, path) = try await planned()
        let officer = setting.officer
        let unknown = try await officer.post("\(path)/plan", ["units": "第1幼儿园\n没有这所", "year": "2026"])
        #expect(unknown.status == .unprocessableContent)
        #expect(unknown.text.contains("没有这所"))
        let over = try await officer.post("\(path)/plan", ["units": "第1幼儿园", "year": "2025"])
        #expect(over.text.contains("2025年已经过去"))
        #expect(try await officer.post("\(path)/plan", ["year": "2026"]).text.contains("请先勾选单位"))
        let ahead = try await officer.post("\(path)/records", ["units": "第1幼儿园", "day": "2026-03-11"])
        #expect(ahead.status == .unprocessableContent)
        let long = try await officer.post(
            "/rounds", ["name": "名", "key": "k", "firstYear": "2024", "length": "11"])
        #expect(long.status == .unprocessableContent)
        #expect(long.text.contains("请填1至10"))
        let taken = try await officer.post(
            "/rounds", ["name": "名", "key": "conduct", "firstYear": "2024", "length": "5"])
        #expect(taken.status == .conflict)
        #expect(taken.text.contains("已经用过"))
    }

    @Test("The next cycle begins where this one ends; the closed one is read and no longer changed")
    func next() async throws {
        let (setting, path) = try await planned()
        let officer = setting.officer
        #expect(try await officer.get("\(path)/next").text.contains("没有督导到"))
        let same = try await officer.post("\(path)/next", ["key": "conduct", "name": "新一轮", "version": "1"])
        #expect(same.status == .conflict)
        let begun = try await officer.post(
            "\(path)/next", ["key": "conduct-2", "name": "新一轮", "leftFirst": "1", "version": "1"])
        let started = CampaignSite.path(begun.location)
        #expect(try await officer.get(started).text.contains("year=2029\">12</a>"))
        #expect(try await officer.get(path).text.contains("已结束"))
        #expect(try await officer.post("\(path)/spread", ["seed": "1"]).status == .conflict)
        let edited = try await officer.post(
            started, ["name": "改名", "firstYear": "2029", "length": "4", "kinds": "幼儿园", "version": "1"])
        #expect(edited.location == "\(started)?done=saved")
        let leader = try await setting.site.browser(as: "leader")
        #expect(try await leader.get(started).text.contains("改名"))
        #expect(try await leader.post("\(started)/spread", ["seed": "1"]).status == .forbidden)
    }
}
