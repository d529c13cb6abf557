import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct BalanceRoutesTests {
    /// A district with two primary schools that reported everything, the second with few backbone teachers.
    private func started() async throws -> TestSite {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        try await site.account("leader", .leader, .region(.county, code: "500101"))
        try await site.account("city", .officer, .region(.city, code: "500100"))
        try await site.account("neighbour", .officer, .region(.county, code: "500102"))
        let database = site.services.database
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) where row.value.organisation != "nine" {
            var values = try CollectionSample.values(row.value.stages)
            if row.value.organisation == "p-2" { values["primary.backboneTeachers"] = Points(2) }
            let entered = values
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in _ = try CollectionReturns.save(row.id, entered, source: .form, version: 1, act)
            }
        }
        // The nine-year school was closed, so that nothing is missing.
        try await database.write { db in
            _ = try db.execute("UPDATE organisation SET state = 'closed' WHERE id = 'nine'")
        }
        return site
    }

    @Test(
        "A county's page, its schools and each coefficient open from another, and a failing school leads to a problem")
    func county() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let page = try await officer.get("/balance").text
        #expect(page.contains("优质均衡监测") && page.contains("未达到") && page.contains("超出限值"))
        #expect(page.contains("/balance/indicators/teachers.backbone?stage=primary"))
        let schools = try await officer.get("/balance/schools?verdict=fail").text
        #expect(schools.contains("第2小学") && !schools.contains("第1小学") && schools.contains("共 <strong>1</strong>"))
        #expect(schools.contains("/findings/new?source=monitoring"))
        let indicator = try await officer.get("/balance/indicators/teachers.backbone?stage=primary").text
        // 11 and 2 teachers over 1000 pupils each: mean 0.65, S 0.45, CV 0.692307…
        #expect(indicator.contains("0.650000") && indicator.contains("0.450000") && indicator.contains("0.692308"))
        let finding = try await officer.get(
            "/findings/new?source=monitoring&unit-0=%E7%AC%AC2%E5%B0%8F%E5%AD%A6&problem=abc"
        ).text
        #expect(finding.contains("value=\"第2小学\"") && finding.contains("abc"))
        for sheet in ["/balance/tables.xlsx", "/balance/schools.xlsx?stage=primary"] {
            #expect(try await officer.get(sheet).bytes.starts(with: Array("PK".utf8)), "\(sheet)")
        }
        #expect(try await officer.get("/balance/indicators/none").status == .notFound)
        #expect(try await officer.get("/balance?standard=jiben-junheng").text.contains("综合差异系数"))
    }

    @Test("Charts, tables and figures leave as files, unrounded where they are not printed")
    func files() async throws {
        let officer = try await (try await started()).browser(as: "officer")
        let svg = try await officer.get("/balance/charts/coefficients.svg?stage=primary")
        #expect(svg.status == .ok && svg.text.contains("<svg") && svg.text.contains("0.692"))
        let png = try await officer.get("/balance/charts/coefficients.png?stage=primary")
        #expect(png.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        for none in ["years.svg", "scatter.svg?indicator=none", "other.svg", "coefficients.gif", "coefficients"] {
            #expect(try await officer.get("/balance/charts/\(none)").status == .notFound, "\(none)")
        }
        #expect(try await officer.get("/balance/indicators.csv").text.contains("0.69230769"))
        let schools = try await officer.get("/balance/schools.csv?verdict=fail").text
        #expect(schools.contains("第2小学") && !schools.contains("第1小学"))
        let json = try await officer.get("/balance/county.json").text
        #expect(json.contains("\"verdict\" : \"fail\"") && json.contains("0.692307692"))
    }

    @Test("One press draws up the diagnosis report with its charts; a county without figures has none")
    func diagnosis() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.get("/balance").text.contains("生成诊断报告"))
        let answer = try await officer.post("/balance/diagnosis", ["year": "2026"])
        let path = try #require(answer.location?.split(separator: "?").first.map(String.init))
        let page = try await officer.get(path).text
        #expect(page.contains("年度诊断报告") && page.contains("data:image/svg+xml;base64,") && page.contains("【待填：工作建议】"))
        let edit = try await officer.get("\(path)/text").text
        #expect(edit.contains("〔图1〕"))
        #expect(try await officer.get("\(path)/docx").bytes.starts(with: Array("PK".utf8)))
        let neighbour = try await site.browser(as: "neighbour")
        #expect(try await neighbour.post("/balance/diagnosis", [:]).status == .conflict)
        #expect(try await neighbour.get(path).status == .notFound)
        let leader = try await site.browser(as: "leader")
        #expect(try await !leader.get("/balance").text.contains("生成诊断报告"))
    }

    @Test("A city sees its counties and each of them; a neighbour sees neither")
    func above() async throws {
        let site = try await started()
        let city = try await site.browser(as: "city")
        let list = try await city.get("/balance").text
        #expect(list.contains("/balance?district=county-500101") && list.contains("每百名学生拥有县级以上骨干教师数0.692"))
        #expect(try await city.get("/balance?district=county-500101").text.contains("未达到"))
        let neighbour = try await site.browser(as: "neighbour")
        #expect(try await neighbour.get("/balance?district=county-500101").status == .notFound)
        #expect(try await neighbour.get("/balance").text.contains("还没有可以计算的数据"))
    }

    @Test("A trial changes the verdict on its page and nothing else; what is no number is told at its field")
    func trial() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let code = "L-p-2"
        let field = "v.\(code).primary.backboneTeachers"
        let better = try await officer.get("/balance/trial?school=\(code)&\(field)=12").text
        #expect(better.contains("0.692") && better.contains("0.043") && better.contains("新达到"))
        #expect(try await officer.get("/balance/trial?school=\(code)&\(field)=1.5").text.contains("应为不小于0的整数。"))
        #expect(try await officer.get("/balance").text.contains("0.692"), "nothing was stored")
    }

    @Test("A search whose job failed says so, is polled no more and can be stopped and removed")
    func failed() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let path = try #require(
            try await officer.post("/improvements", ["seconds": "20", "p.mediaRooms": "1"]).location)
        try await site.services.database.write { db in
            _ = try db.execute("UPDATE job SET state = 'failed', message = '多次中断' WHERE kind = 'improvement'")
        }
        let page = try await officer.get(path).text
        #expect(page.contains("计算没有完成") && page.contains("多次中断") && !page.contains("可以离开这个页面"))
        #expect(try await officer.post("\(path)/removal", [:]).status == .conflict)
        #expect(try await officer.post("\(path)/stop", [:]).location == path)
        #expect(try await officer.post("\(path)/removal", [:]).status == .seeOther)
    }

    @Test("The cheapest way is searched for in the background, kept with its bound, exported and removed")
    func improvement() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let refused = try await officer.post("/improvements", ["seconds": "20", "p.mediaRooms": "约"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("value=\"约\""))
        let begun = try await officer.post(
            "/improvements", ["seconds": "20", "p.backboneTeachers": "100000", "m.backboneTeachers": "20"])
        let path = try #require(begun.location)
        #expect(try await officer.get(path).text.contains("计算中"))
        try await site.runJobs()
        let page = try await officer.get(path).text
        // One indicator may stay at 85 %: 9 of 1000 are enough, and 2 are there.
        #expect(page.contains("已证明最省") && page.contains("70.00万元") && page.contains("7人"))
        #expect(try await officer.get("\(path)/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await site.browser(as: "leader").get(path).text.contains("70.00万元"))
        #expect(try await site.browser(as: "neighbour").get(path).status == .notFound)
        #expect(try await officer.post("\(path)/stop", [:]).status == .conflict)
        #expect(try await officer.post("\(path)/removal", [:]).location == "/improvements?done=removed")
        #expect(try await officer.get(path).status == .notFound)
    }
}
