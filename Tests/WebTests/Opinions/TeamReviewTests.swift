import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct TeamReviewRouteTests {
    /// The 督导意见书 is drafted, in a place whose law asks for the team's consent.
    private static func drafted() async throws -> (TestSite, CampaignSample, String, officer: TestBrowser) {
        let (site, sample, path) = try await OpinionRouteTests.start()
        try await sample.perform(in: site) { act in
            _ = try act.db.execute("UPDATE campaign SET jurisdiction = 'shanghai' WHERE id = \(sample.campaign)")
        }
        let principal = try await OpinionRouteTests.received(site, path)
        _ = try await principal.post("\(path)/waiver")
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.post("\(path)/final", ["text": "一、总体评价\n规范。"]).status == .seeOther)
        return (site, sample, path, officer)
    }

    @Test("Two of two members have to agree before the director approves; a redraft asks them again")
    func votes() async throws {
        let (site, sample, path, officer) = try await TeamReviewRouteTests.drafted()
        let lead = try await site.browser(as: "lead"), member = try await site.browser(as: "member")
        let director = try await site.browser(as: "director"), principal = try await site.browser(as: "principal")
        let refused = try await director.post("\(path)/approval")
        #expect(refused.status == .conflict && refused.text.contains("须有2人（三分之二）同意"))
        #expect(try await lead.get("/").text.contains("评议督导意见书"))
        #expect(try await lead.get("/inspections?todo=voteOpinion").text.contains("共 <strong>1</strong> 项"))
        #expect(try await lead.post("\(path)/votes", ["agrees": "1"]).location == "\(path)?done=voted")
        #expect(try await lead.get("/inspections?todo=voteOpinion").text.contains("共 <strong>1</strong> 项") == false)
        #expect(try await member.post("\(path)/votes", ["agrees": "0"]).status == .unprocessableContent)
        #expect(try await member.post("\(path)/votes", ["agrees": "0", "reason": "缺数据"]).status == .seeOther)
        #expect(try await director.post("\(path)/approval").status == .conflict)
        #expect(try await officer.get(path).text.contains("缺数据"))
        #expect(try await principal.get(path).text.contains("缺数据") == false)
        #expect(try await officer.post("\(path)/votes", ["agrees": "1"]).status == .forbidden)
        #expect(try await member.post("\(path)/votes", ["agrees": "1"]).status == .seeOther)
        #expect(try await officer.post("\(path)/final", ["text": "改过的。"]).status == .seeOther)
        #expect(try await director.post("\(path)/approval").status == .conflict)
        for browser in [lead, member] { _ = try await browser.post("\(path)/votes", ["agrees": "1"]) }
        #expect(try await director.post("\(path)/approval").location == "\(path)?done=opinionSent")
        #expect(try await lead.post("\(path)/votes", ["agrees": "1"]).status == .conflict)
        _ = sample
    }

    @Test("A void 督导意见书 is issued anew with a new number, and its findings stay")
    func reissued() async throws {
        let (site, sample, path) = try await OpinionRouteTests.start()
        let principal = try await OpinionRouteTests.received(site, path)
        _ = try await principal.post("\(path)/waiver")
        let officer = try await site.browser(as: "officer"), director = try await site.browser(as: "director")
        _ = try await officer.post("\(path)/final", ["text": "一、总体评价\n有误。"])
        #expect(try await director.post("\(path)/approval").status == .seeOther)
        let before = try await TeamReviewRouteTests.findings(site, sample)
        let list = try await officer.get("/documents?kind=opinion").text
        let start = try #require(list.range(of: "/documents/0"))
        let paper = String(list[start.lowerBound...].prefix { $0 != "\"" })
        #expect(try await director.post("\(paper)/withdrawal", ["reason": "文字有误"]).status == .seeOther)
        let page = try await officer.get(path).text
        #expect(page.contains("前一份督导意见书已作废") && page.contains("有误。"))
        #expect(try await principal.post("\(path)/acknowledgement").status == .conflict)
        #expect(try await officer.post("\(path)/final", ["text": "一、总体评价\n无误。"]).status == .seeOther)
        #expect(try await director.post("\(path)/approval").status == .seeOther)
        let sent = try await principal.get(path).text
        #expect(sent.contains("〔2026〕2号") && sent.contains("无误。"))
        #expect(try await principal.post("\(path)/acknowledgement").status == .seeOther)
        #expect(try await officer.get("/documents?kind=opinion").text.contains("共 <strong>2</strong> 份"))
        #expect(try await TeamReviewRouteTests.findings(site, sample) == before)
    }

    private static func findings(_ site: TestSite, _ sample: CampaignSample) async throws -> [String] {
        try await site.services.database.read { db in
            try db.rows("SELECT number FROM finding WHERE inspection_id = \(sample.inspection) ORDER BY number")
                .map { try $0.get(0) }
        }
    }
}
