import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct DeadlinePageTests {
    @Test("Without a jurisdiction the page says that the nation gives no days; with one it shows clause and source")
    func jurisdiction() async throws {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        let browser = try await site.browser(as: "officer")
        let national = try await browser.get("/deadlines").text
        #expect(national.contains("国家规定没有写明督导各环节的天数，请督导室设定期限并写明理由"))
        try await site.services.database.write { db in
            try DeploymentSettings.set(DeploymentSettings.jurisdiction, "chongqing", in: db)
        }
        let local = try await browser.get("/deadlines").text
        #expect(local.contains("《重庆市教育督导条例》") && local.contains("国家规定") && local.contains("未规定天数"))
    }

    @Test("The calculator counts, refuses what no law counts, and says so beyond the known calendars")
    func calculator() async throws {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        let browser = try await site.browser(as: "officer")
        for (query, words) in [
            ("jurisdiction=chongqing&rule=defence&from=2026-03-10", "2026年3月15日"),
            ("jurisdiction=shanghai&rule=defence&from=2026-03-10", "2026年3月24日"),
            ("jurisdiction=national&rule=defence&from=2026-03-10", "国家规定没有为“被督导单位申辩”规定天数"),
            ("jurisdiction=shanghai&rule=defence&from=2026-12-28", "2027年的放假安排尚未公布"),
            ("jurisdiction=shanghai&rule=defence&from=x", "起算日无法识别"),
        ] {
            #expect(try await browser.get("/deadlines?\(query)").text.contains(words), "\(query)")
        }
    }
}
