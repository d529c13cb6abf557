import Foundation
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// 五年一轮 on the page of coverage.
@Suite struct CoverageRoundTests {
    /// 150 kindergartens, 75 of them supervised in the years before, and 40 drawn this year.
    private static func planted() async throws -> (CampaignSite, String) {
        let setting = try await CampaignSite(units: 150)
        let answer = try await setting.officer.post(
            "/rounds",
            ["name": "办园行为五年一轮", "key": "conduct", "firstYear": "2022", "length": "5", "kinds": "幼儿园"])
        let round = CampaignSite.path(answer.location)
        let lines = (1...75).map { RegistrySample.code($0) }.joined(separator: "\n")
        _ = try await setting.officer.post(
            "\(round)/records", ["units": lines, "day": "2025-06-20", "source": "前三年", "grade": "合格"])
        let fields = setting.fields(count: "40").map { name, value in (name, name == "roundKey" ? "conduct" : value) }
        let campaign = CampaignSite.path(try await setting.officer.post("/campaigns", pairs: fields).location)
        _ = try await setting.officer.post("\(campaign)/frame")
        _ = try await setting.officer.post("\(campaign)/draw", ["seed": "03 09 14 21"])
        return (setting, round)
    }

    /// The figure with a title on a page, and how many units its link lists.
    private static func figures(
        _ titles: [String], _ setting: CampaignSite
    ) async throws -> [(shown: Int, listed: Int)] {
        let page = try await setting.officer.get("/coverage?view=list").text
        var found: [(Int, Int)] = []
        for title in titles {
            let start = try #require(page.range(of: "<dt>\(title)</dt>"), "\(title)")
            let match = try #require(page[start.upperBound...].firstMatch(of: /href="([^"]+)">(\d+)</))
            let list = try await setting.officer.get(match.1.replacingOccurrences(of: "&amp;", with: "&")).text
            let total = list.firstMatch(of: /共 <strong>(\d+)<\/strong> 所/).flatMap { Int($0.1) } ?? 0
            found.append((try #require(Int(match.2)), total))
        }
        return found
    }

    @Test(
        "75 done before and 40 this year are 115 of 150, 35 remain; each figure opens as many units, done or under way")
    func seed() async throws {
        let (setting, _) = try await Self.planted()
        let titles = ["已完成", "正在督导", "合计", "今年完成", "尚未督导", "名册总数"]
        let found = try await Self.figures(titles, setting)
        #expect(found.map(\.shown) == [75, 40, 115, 0, 35, 150] && found.map(\.listed) == found.map(\.shown))
        let page = try await setting.officer.get("/coverage?view=list").text
        #expect(page.contains("2025年已完成"))
        // The 40 come to the end of their campaign.
        _ = try await setting.site.services.database.write { db in
            try db.execute(
                """
                INSERT INTO round_record (round_key, organisation_id, done_on, source, campaign_id, grade)
                SELECT 'conduct', i.organisation_id, '2026-03-10', '办园行为督导评估', i.campaign_id, '合格' FROM inspection i
                    JOIN campaign c ON c.id = i.campaign_id WHERE c.round_key = 'conduct'
                """)
        }
        let done = try await Self.figures(titles, setting)
        #expect(done.map(\.shown) == [115, 0, 115, 40, 35, 150] && done.map(\.listed) == done.map(\.shown))
    }

    @Test(
        "A city that opens one county is told of that county's round, not of its neighbour's; the file has the column")
    func city() async throws {
        let (setting, _) = try await Self.planted()
        try await RegistrySample.plant(2, county: "500113", in: setting.site.services.database)
        let neighbour = try await setting.site.browser(as: "neighbour")
        _ = try await neighbour.post(
            "/rounds", ["name": "邻区一轮", "key": "next", "firstYear": "2024", "length": "5", "kinds": "幼儿园"])
        try await setting.site.account("city", .officer, .region(.city, code: "500100"))
        let city = try await setting.site.browser(as: "city")
        let page = try await city.get("/coverage?district=county-500112&view=list").text
        #expect(page.contains("办园行为五年一轮") && !page.contains("邻区一轮"))
        let csv = try await city.get("/coverage/export.csv?district=county-500112&view=list").text
        #expect(csv.contains("最近到校,未销号问题") && csv.contains("办园行为五年一轮") && csv.contains("2025年已完成"))
        #expect(try await !city.get("/coverage/export.csv?district=county-500112").text.contains("最近到校"))
    }
}
