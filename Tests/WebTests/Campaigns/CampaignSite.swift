import Foundation
import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A site with kindergartens, an officer, two inspectors, a published framework; and the way to a running campaign.
struct CampaignSite {
    let site: TestSite
    let officer: TestBrowser
    let framework: String

    init(units: Int = 6) async throws {
        site = try await TestSite()
        try await RegistrySample.plant(units, in: site.services.database)
        try await site.account("officer", .officer, .region(.county, code: "500112"))
        try await site.account("leader", .leader, .region(.county, code: "500112"))
        try await site.account("neighbour", .officer, .region(.county, code: "500113"))
        for login in ["lead", "member"] { try await RegistrySample.inspector(login, in: site) }
        let other = try await Sample.campaign(in: site.services.database, county: "510104", units: 1)
        framework = other.frameworkVersion.rawValue
        let id = framework
        _ = try await site.services.database.write { db in
            try db.execute(
                """
                UPDATE framework SET province = '', city = '', county = ''
                WHERE id = (SELECT framework_id FROM framework_version WHERE id = \(id))
                """)
        }
        officer = try await site.browser(as: "officer")
    }

    /// The form's fields for a campaign that draws `count` of the kindergartens.
    func fields(_ action: String = "save", count: String = "2", rule: String = "count") -> KeyValuePairs<String, String>
    {
        [
            "act": action, "name": "办园行为督导评估", "kind": "evaluation", "procedure": "kindergarten",
            "framework": framework, "startsOn": "2026-03-01", "endsOn": "2026-06-30", "roundKey": "r-2026",
            "roundName": "五年一轮", "strata": "1", "marks": "0", "s0.name": "幼儿园", "s0.kinds": "幼儿园", "s0.rule": rule,
            "s0.amount": count,
        ]
    }

    /// Its path, such as `/campaigns/…`.
    func campaign(count: String = "2") async throws -> String {
        let answer = try await officer.post("/campaigns", fields(count: count))
        return CampaignSite.path(answer.location)
    }

    func running(count: String = "2") async throws -> String {
        let path = try await campaign(count: count)
        _ = try await officer.post("\(path)/frame")
        _ = try await officer.post("\(path)/draw", ["seed": "03 09 14 21"])
        for unit in try await units(path) {
            _ = try await officer.post(
                "\(path)/teams", ["unit": unit, "lead": "person-lead", "member": "person-member"])
        }
        _ = try await officer.post("\(path)/start")
        return path
    }

    /// The ids of the campaign's inspections, from its team page.
    func units(_ path: String) async throws -> [String] {
        let text = try await officer.get("\(path)/teams").text
        return text.matches(of: /name="unit" value="([^"]+)"/).map { String($0.1) }
    }

    static func path(_ location: String?) -> String {
        String((location ?? "").prefix { $0 != "?" })
    }
}
