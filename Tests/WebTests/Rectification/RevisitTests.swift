import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct RevisitRouteTests {
    private static let districts = ["500101", "500102", "500103", "500104", "500105"]

    /// A city with five districts, four of whose governments share a problem from above.
    private static func city() async throws -> FindingSite {
        let world = try await FindingSite()
        try await world.site.services.database.write { db in
            try FindingSamples.plant(districts: Array(districts.dropFirst(2)), in: db)
        }
        let city = Viewer(
            account: "a", person: "p", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        _ = try await world.issue(districts.prefix(4).map { OrganisationID("government-\($0)") }, as: city)
        // A district's own problem is the district's own work.
        _ = try await world.issue(["school-500101"])
        return world
    }

    @Test("Next year's revisits are proposed for exactly the four districts, and made into a campaign of them")
    func four() async throws {
        let world = try await RevisitRouteTests.city()
        let officer = try await world.site.browser(as: "city")
        let page = try await officer.get("/findings/revisits?year=2026&least=serious&source=superior").text
        for district in RevisitRouteTests.districts.prefix(4) {
            #expect(page.contains("第\(district.suffix(3))区人民政府"), "\(district)")
        }
        #expect(!page.contains("第105区人民政府") && !page.contains("第101小学") && page.contains("共 <strong>4</strong> 个单位"))
        #expect(try await officer.get("/findings/revisits?year=2026&least=grave").text.contains("没有符合条件的单位"))
        #expect(try await officer.get("/findings/revisits?year=2025").text.contains("没有符合条件的单位"))
        let units = RevisitRouteTests.districts.prefix(4).map { ("unit", "government-\($0)") }
        let fields = [
            ("year", "2026"), ("least", "serious"), ("source", "superior"), ("name", "2027年复查回访"),
            ("startsOn", "2027-03-01"), ("endsOn", "2027-06-30"), ("procedure", "government-case"),
        ]
        let none = try await officer.post("/findings/revisits", pairs: fields)
        #expect(
            none.status == .unprocessableContent && none.text.contains("请至少勾选一项") && none.text.contains("2027年复查回访"))
        let foreign = try await officer.post("/findings/revisits", pairs: fields + [("unit", "school-500102")])
        #expect(foreign.status == .unprocessableContent)
        let made = try await officer.post("/findings/revisits", pairs: fields + units)
        #expect(made.status == .seeOther)
        let home = String((made.location ?? "").prefix { $0 != "?" })
        let id = CampaignID(String(home.dropFirst("/campaigns/".count)))
        let plan = try await world.site.services.database.read { db in
            let viewer = Viewer(
                account: "a", person: "p", name: "", role: .officer, scope: .region(.city, code: "500100"),
                day: "2026-03-10")
            let record = try Campaigns.require(id, visibleTo: viewer, in: db)
            return try CampaignFrames.plan(
                record.scope, round: nil, campaign: id, place: record.place, in: db)
        }
        #expect(plan.entries.map(\.unit.name) == ["第101区人民政府", "第102区人民政府", "第103区人民政府", "第104区人民政府"])
        #expect(plan.entries.allSatisfy { $0.status == .chosen && $0.reason.contains("2026年下发上级督查反馈") })
        #expect(try await officer.get("/findings?revisit=\(id)&state=all").text.contains("共 <strong>4</strong> 个问题"))
        #expect(try await officer.get("/findings/revisits?year=2026&least=serious").text.contains("已列入"))
    }

    @Test("Each figure of the proposal opens as many rows as it says")
    func figures() async throws {
        let world = try await RevisitRouteTests.city()
        let officer = try await world.site.browser(as: "city")
        let page = try await officer.get("/findings/revisits?year=2026").text
        var opened = 0
        for piece in page.components(separatedBy: "href=\"/findings?organisation=").dropFirst() {
            let path = "/findings?organisation=" + String(piece.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            let count = String(piece.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
            #expect(try await officer.get(path).text.contains("共 <strong>\(count)</strong> 个问题"), "\(path)")
            opened += 1
        }
        #expect(opened == 12)
    }

    @Test("The wall shows every problem of one's own scope once, in each of its three ways")
    func wall() async throws {
        let world = try await RevisitRouteTests.city()
        for (login, count) in [("city", 5), ("officer", 2), ("neighbour", 1), ("principal", 1), ("inspector", 0)] {
            let browser = try await world.site.browser(as: login)
            for by in ["", "week", "state"] {
                let page = try await browser.get("/findings/wall?by=\(by)").text
                #expect(page.components(separatedBy: "<a class=\"t-").count - 1 == count, "\(login) \(by)")
                if count == 0 { #expect(page.contains("没有可以上图的问题")) }
            }
        }
    }

    @Test("Each figure of the wall's table opens as many rows as it says")
    func wallFigures() async throws {
        let world = try await RevisitRouteTests.city()
        let late = try await world.issue(["bureau-500101"])
        try await world.walk(late, to: .submitted, unit: "bureau")
        world.site.advance(seconds: 40 * 86_400)
        let officer = try await world.site.browser(as: "city")
        let page = try await officer.get("/findings/wall").text
        var opened = 0
        for piece in page.components(separatedBy: "href=\"/findings?").dropFirst() where piece.contains("tone=") {
            let path = "/findings?" + String(piece.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            guard path.contains("tone=") else { continue }
            let count = String(piece.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
            let list = try await officer.get(path).text
            #expect(
                count == "0" ? list.contains("没有符合条件的问题") : list.contains("共 <strong>\(count)</strong> 个问题"), "\(path)")
            opened += 1
        }
        #expect(opened > 10)
    }

    @Test("A city's workbench shows what it issued itself, and each of its counts opens that many rows")
    func own() async throws {
        let world = try await RevisitRouteTests.city()
        world.site.advance(seconds: 60 * 86_400)
        for (login, late) in [("city", 4), ("officer", 1), ("neighbour", 0)] {
            let browser = try await world.site.browser(as: login)
            let page = try await browser.get("/").text
            #expect(page.contains("逾期 \(late) 件") == (late > 0), "\(login)")
            let list = try await browser.get("/findings?state=late&own=1").text
            #expect(
                late == 0 ? list.contains("没有符合条件的问题") : list.contains("共 <strong>\(late)</strong> 个问题"), "\(login)")
        }
        #expect(
            try await world.site.browser(as: "city").get("/findings?state=late").text.contains("共 <strong>5</strong>"))
    }
}
