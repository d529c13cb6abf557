import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct WorkbenchTests {
    @Test("Every role has a first page that says what comes next", arguments: Role.allCases)
    func every(role: Role) async throws {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database)
        let scope: Scope =
            role.belongsToOrganisation
            ? .organisation(sample.organisation) : role.seesGrantsOnly ? .granted : .region(.county, code: "500112")
        try await site.account("one", role, scope)
        let page = try await site.browser(as: "one").get("/")
        #expect(page.status == .ok)
        #expect(page.text.contains("<h1>工作台"))
        #expect(
            page.text.contains("class=\"empty\"") || page.text.contains("class=\"todo\"")
                || page.text.contains("figures"))
    }

    @Test("A unit's to-do opens its inspection")
    func unit() async throws {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database)
        try await site.account("clerk", .clerk, .organisation(sample.organisation))
        let page = try await site.browser(as: "clerk").get("/")
        #expect(page.text.contains("href=\"/inspections/\(sample.inspection)\">填报自评</a>"))
        #expect(page.text.contains("待办 1 件"))
    }

    @Test("The leader's numbers open what they count")
    func leader() async throws {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database)
        try await site.account("leader", .leader, .region(.county, code: "500112"))
        let page = try await site.browser(as: "leader").get("/")
        #expect(page.text.contains("/inspections?campaign=\(sample.campaign)&amp;step=self"))
        #expect(page.text.contains("<meter min=\"0\" max=\"2\" value=\"2\">2</meter>"))
    }
}
