import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct CampaignBatchRoutesTests {
    @Test("A second batch takes over the settings, has days and a draw of its own, and the totals open their rows")
    func batch() async throws {
        let setting = try await CampaignSite()
        let officer = setting.officer
        let first = try await setting.campaign(count: "4")
        #expect(try await officer.get("\(first)/batches").text.contains("这个项目只有一批"))
        _ = try await officer.post("\(first)/frame")
        _ = try await officer.post("\(first)/draw", ["seed": "1"])
        let form = try await officer.get("/campaigns/new?batch=\(first.dropFirst("/campaigns/".count))").text
        for part in ["办园行为督导评估（第二批）", "前面批次已抽中的单位", "value=\"2026-07-01\"", "name=\"batchOf\""] {
            #expect(form.contains(part), "\(part)")
        }
        let second = try await Self.create(setting, after: first, leaveOut: false)
        #expect(try await officer.get(first).text.contains("第二批"))
        _ = try await officer.post("\(second)/frame")
        _ = try await officer.post("\(second)/draw", ["seed": "2"])
        let page = try await officer.get("\(second)/batches").text
        let units = "\(second)/batches/units"
        let total = try #require(page.firstMatch(of: /batches\/units">([0-9]+)<small>所/)).1
        let list = try await officer.get(units).text
        #expect(list.contains("共 <strong>\(total)</strong> 所"))
        #expect(page.contains("8<small>所次"))
        let batch = try await officer.get("\(units)?batch=2").text
        #expect(batch.contains("共 <strong>4</strong> 所"))
        #expect(try await officer.get("\(units)?half=2026-1").text.contains("共 <strong>4</strong> 所"))
        for sort in ["name", "-times", "day", "authority"] {
            #expect(try await officer.get("\(units)?sort=\(sort)").status == .ok)
        }
        #expect(try await officer.get("\(units)/export.xlsx").bytes.prefix(2) == [0x50, 0x4B])
    }

    @Test("A batch that leaves out earlier ones counts and draws only from the rest")
    func leavesOut() async throws {
        let setting = try await CampaignSite()
        let first = try await setting.campaign(count: "4")
        _ = try await setting.officer.post("\(first)/frame")
        _ = try await setting.officer.post("\(first)/draw", ["seed": "1"])
        let second = try await Self.create(setting, after: first, leaveOut: true)
        let page = try await setting.officer.get(second).text
        #expect(page.contains("前批已抽") && page.contains("status=earlier\">4</a>"))
        #expect(try await setting.officer.get("\(second)/draw?status=earlier").text.contains("共 <strong>4</strong> 个"))
        let neighbour = try await setting.site.browser(as: "neighbour")
        #expect(
            try await neighbour.get("/campaigns/new?batch=\(first.dropFirst("/campaigns/".count))").status == .notFound)
    }

    @Test("Strata by earlier results keep what was typed, and ask for a grade where only a source was chosen")
    func earlier() async throws {
        let setting = try await CampaignSite()
        let path = try await Self.create(
            setting,
            extra: [
                ("s0.earlierGrades", "不合格、基本合格"), ("s0.earlierYears", "3"), ("s0.earlierOpen", "1"),
                ("s0.earlierEither", "1"),
            ])
        #expect(try await setting.officer.get(path).text.contains("近3年以往督导结果为不合格或基本合格，或有未销号问题"))
        let edit = try await setting.officer.get("\(path)/edit").text
        #expect(edit.contains("value=\"不合格、基本合格\"") && edit.contains("value=\"3\""))
        let wrong = try await setting.officer.post(
            "/campaigns",
            pairs: Self.fields(setting, extra: [("s0.earlierSource", "r-2026|五年一轮"), ("s0.earlierYears", "0")]))
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("请填写以往结果的等次") && wrong.text.contains("请填写1到20之间的年数"))
    }

    private static func fields(_ setting: CampaignSite, extra: [(String, String)]) -> [(String, String)] {
        setting.fields(count: "2").map { ($0.key, $0.value) }.filter { !["roundKey", "roundName"].contains($0.0) }
            + extra
    }

    private static func create(
        _ setting: CampaignSite, after first: String? = nil, leaveOut: Bool = false, extra: [(String, String)] = []
    ) async throws -> String {
        var fields = fields(setting, extra: extra)
        if let first {
            fields += [
                ("batchOf", String(first.dropFirst("/campaigns/".count))),
                ("earlierBatches", leaveOut ? "leaveOut" : "again"),
            ]
            fields = fields.map { name, value in
                switch name {
                case "s0.amount": (name, leaveOut ? "2" : "4")
                case "startsOn": (name, "2026-07-01")
                case "endsOn": (name, "2026-07-31")
                default: (name, value)
                }
            }
        }
        let answer = try await setting.officer.post("/campaigns", pairs: fields)
        #expect(answer.status == .seeOther)
        return CampaignSite.path(answer.location)
    }
}
