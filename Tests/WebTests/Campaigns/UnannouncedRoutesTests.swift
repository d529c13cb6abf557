import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct UnannouncedRoutesTests {
    private static let secret = "开学首日蹲点"

    /// A running 暗访 of the district over its kindergartens; gives its path.
    private static func running(_ setting: CampaignSite) async throws -> String {
        let fields = setting.fields(count: "6").map { name, value in
            switch name {
            case "name": (name, secret)
            case "procedure": (name, "unannounced-check")
            case "startsOn": (name, "2026-03-11")
            case "endsOn": (name, "2026-03-31")
            default: (name, value)
            }
        }
        let answer = try await setting.officer.post("/campaigns", pairs: fields + [("manner", "unannounced")])
        let path = CampaignSite.path(answer.location)
        _ = try await setting.officer.post("\(path)/frame")
        _ = try await setting.officer.post("\(path)/draw", ["seed": "双色球2026028期"])
        for unit in try await setting.units(path) {
            _ = try await setting.officer.post("\(path)/teams", ["unit": unit, "lead": "person-lead"])
        }
        return path
    }

    @Test("No page that a unit's accounts can open says a word of it before somebody was there")
    func silence() async throws {
        let setting = try await CampaignSite()
        let path = try await Self.running(setting)
        let officer = setting.officer
        #expect(try await officer.get(path).text.contains("抽取暗访日期"))
        let days = try await officer.post("\(path)/days", ["from": "2026-03-11", "until": "2026-03-31"])
        #expect(days.location == "\(path)/days?done=drawn")
        let start = try await officer.post("\(path)/start")
        #expect(start.location == "\(path)?done=started")
        let units = try await setting.units(path)
        let unit: OrganisationID = Identifier("unit-\(RegistrySample.code(1))")
        for role in [Role.principal, .clerk] { try await setting.site.account("\(role)", role, .organisation(unit)) }
        let id = try await setting.site.services.database.read { db in
            try db.first("SELECT id FROM inspection WHERE organisation_id = \(unit)")?.get(0) as String? ?? ""
        }
        for role in [Role.principal, .clerk] {
            let browser = try await setting.site.browser(as: "\(role)")
            for entry in Site.map.entries where entry.method == .get && entry.audience.admits(role) {
                let address = Self.address(entry.path, inspection: id, campaign: path, unit: unit)
                let answer = try await browser.get(address)
                for word in [Self.secret, id, String(path.dropFirst("/campaigns/".count)), "双色球2026028期"]
                where !address.contains(word) {
                    #expect(!answer.text.contains(word), "\(role) reads “\(word)” on \(address)")
                }
            }
            #expect(try await browser.get("/inspections/\(id)").status == .notFound)
        }
        #expect(units.contains(id))
        let lead = try await setting.site.browser(as: "lead")
        #expect(try await lead.get("/inspections/\(id)").text.contains("请勿告知"))
        _ = try await setting.site.services.database.write { db in
            try db.execute("UPDATE inspection SET hidden = false, visited_on = '2026-03-10' WHERE id = \(id)")
        }
        let principal = try await setting.site.browser(as: "principal")
        #expect(try await principal.get("/inspections").text.contains(Self.secret))
        #expect(try await principal.get("/supervision-calendar").text.contains(Self.secret))
    }

    /// The address with whatever a curious unit might put into it.
    private static func address(
        _ pattern: String, inspection: String, campaign: String, unit: OrganisationID
    ) -> String {
        let id =
            pattern.hasPrefix("/inspections") || pattern.hasPrefix("/findings")
            ? inspection
            : pattern.hasPrefix("/organisations") ? unit.rawValue : String(campaign.dropFirst("/campaigns/".count))
        return pattern.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part == ":id" ? id : part == ":role" ? "on-site" : part.hasPrefix(":") ? inspection : String(part)
        }.joined(separator: "/")
    }

    @Test("The days page is the office's alone, tells how to repeat the draw, and exports")
    func days() async throws {
        let setting = try await CampaignSite()
        let path = try await Self.running(setting)
        let officer = setting.officer
        let wrong = try await officer.post("\(path)/days", ["from": "2026-03-20", "until": "2026-03-12"])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("截止日期不能早于开始日期") && wrong.text.contains("value=\"2026-03-20\""))
        #expect(
            try await officer.post("\(path)/days", ["from": "2026-03-14", "until": "2026-03-15"]).text.contains("没有工作日")
        )
        _ = try await officer.post("\(path)/days", ["from": "2026-03-11", "until": "2026-03-31"])
        let page = try await officer.get("\(path)/days").text
        #expect(page.contains("共15个工作日") && page.contains("sha256sum") && page.contains("共 <strong>6</strong> 个"))
        #expect(try await officer.get("\(path)/days?state=moved").text.contains("没有符合条件"))
        for sort in ["drawn", "-planned", "name", "code"] {
            #expect(try await officer.get("\(path)/days?sort=\(sort)").status == .ok)
        }
        #expect(try await officer.get("\(path)/days/export.xlsx").bytes.prefix(2) == [0x50, 0x4B])
        let again = try await officer.post("\(path)/days", ["from": "2026-03-11", "until": "2026-03-31"])
        #expect(again.status == .conflict)
        let leader = try await setting.site.browser(as: "leader")
        #expect(try await leader.get("\(path)/days").status == .forbidden)
        #expect(try await leader.get(path).status == .ok)
    }

    @Test("A 暗访 by a procedure that warns the unit is refused at the form, with the step's name")
    func procedure() async throws {
        let setting = try await CampaignSite()
        let fields = setting.fields().map { ($0.key, $0.value) } + [("manner", "unannounced")]
        let answer = try await setting.officer.post("/campaigns", pairs: fields)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("要先“宣传培训”"))
    }

    @Test("The public page shows the hash and nothing else until the check is over")
    func publicPage() async throws {
        let setting = try await CampaignSite()
        let path = try await Self.running(setting)
        let open = "/public/draws/\(path.dropFirst("/campaigns/".count))"
        let anybody = setting.site.browser()
        let page = try await anybody.get(open).text
        #expect(page.contains("名单校验值") && page.contains("检查结束之后公布"))
        for word in [Self.secret, "双色球", "第1幼儿园"] { #expect(!page.contains(word), "\(word)") }
        #expect(try await anybody.get("\(open)/record.json").status == .notFound)
        _ = try await setting.site.services.database.write { db in
            try db.execute("UPDATE campaign SET state = 'finished'")
            try db.execute("UPDATE inspection SET hidden = false")
        }
        #expect(try await anybody.get(open).text.contains("第1幼儿园"))
        #expect(try await anybody.get("\(open)/record.json").status == .ok)
    }
}
