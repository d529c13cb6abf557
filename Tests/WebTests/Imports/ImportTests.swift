import Foundation
import HTTPTypes
import Jobs
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ImportTests {
    private static let head = "标识码,单位名称,所在地,办别,学段"
    private static let good = "\(head)\n2142000001,洪山一小,洪山区,公办,小学\n2142000002,洪山二小,420111,民办,小学\n"

    private func site(_ engine: Engine = .sqlite) async throws -> TestSite {
        let site = try await TestSite(engine: engine)
        try await SampleRegions.plant(in: site.services.database)
        try await site.account("王敏", .officer, .region(.county, code: "420111"))
        try await site.account("邻区", .officer, .region(.county, code: "420106"))
        return site
    }

    /// Uploads, lets the queue work, and gives the import's address.
    private func upload(_ bytes: [UInt8], _ browser: TestBrowser, _ site: TestSite) async throws -> String {
        let location = try await browser.upload("/organisations/import", files: [("file", "单位.csv", bytes)]).location
        let path = try #require(location)
        try await site.runJobs()
        return path
    }

    private func units(_ site: TestSite) async throws -> Int {
        try await site.services.database.read { db in
            try Organisations.list(
                OrganisationFilter(), PageRequest(), visibleTo: .system(on: "2026-03-10"), in: db
            ).total
        }
    }

    @Test(
        "A sheet is checked, decided and stored once; the same file again changes nothing", arguments: Engine.available)
    func twice(on engine: Engine) async throws {
        let site = try await site(engine)
        let browser = try await site.browser(as: "王敏")
        let path = try await upload(Array(Self.good.utf8), browser, site)
        #expect(try await browser.get(path).text.contains("导入 2 行"))
        #expect(try await units(site) == 0)
        #expect(try await browser.post("\(path)/promotion").status == .seeOther)
        #expect(try await units(site) == 2)
        #expect(try await browser.post("\(path)/promotion").status == .conflict)
        let again = try await upload(Array(Self.good.utf8), browser, site)
        #expect(try await browser.get(again).text.contains("没有需要导入的内容"))
        #expect(try await browser.post("\(again)/promotion").status == .unprocessableContent)
        #expect(try await units(site) == 2)
    }

    @Test(
        "A school that a sheet closes leaves its zone that day; one that had not joined yet never does",
        arguments: Engine.available)
    func closure(on engine: Engine) async throws {
        let site = try await site(engine)
        let browser = try await site.browser(as: "王敏")
        let first = try await upload(Array(Self.good.utf8), browser, site)
        #expect(try await browser.post("\(first)/promotion").status == .seeOther)
        let made = try await browser.post("/zones", ["name": "第一责任区", "from": "2026-01-01"])
        let zone = try #require(made.location?.split(separator: "?").first)
        for (name, day) in [("洪山一小", "2026-03-01"), ("洪山二小", "2026-09-01")] {
            let answer = try await browser.post("\(zone)/schools", ["schools": name, "day": day])
            #expect(answer.status == .seeOther, "\(name)")
        }
        let closed = Self.good.split(separator: "\n").enumerated().map { $0 == 0 ? "\($1),是否撤销" : "\($1),是" }
        let path = try await upload(Array(closed.joined(separator: "\n").utf8), browser, site)
        #expect(try await browser.post("\(path)/promotion").status == .seeOther)
        let left = try await site.services.database.read { db in
            try db.rows(
                "SELECT o.name, m.until_day FROM zone_school m JOIN organisation o ON o.id = m.organisation_id"
            ).map { [try $0.get(0), try $0.get(1)] as [String] }
        }
        #expect(left == [["洪山一小", "2026-03-10"]])
    }

    @Test(
        "Every bad row is listed with row, column and reason; the good ones wait for the officer",
        arguments: Engine.available)
    func badRows(on engine: Engine) async throws {
        let site = try await site(engine)
        let browser = try await site.browser(as: "王敏")
        let bad = Self.good + "21420000,短码小学,洪山区,公办,小学\n2142000001,又一小,洪山区,,小学\n3142000009,邻区中学,武昌区,,初中\n"
        let path = try await upload(Array(bad.utf8), browser, site)
        let text = try await browser.get(path).text
        for part in ["应为10位数字，现为8位", "与第2行重复", "不由本单位管理", "只导入合格的 2 行"] { #expect(text.contains(part)) }
        let sheet = try await browser.get("\(path)/problems.xlsx")
        var rows: [[String]] = []
        try SpreadsheetReader.open(bytes: sheet.bytes).forEachRow { rows.append($1) }
        #expect(rows.map { $0[0] } == ["行号", "4", "5", "6"])
        #expect(try await browser.post("\(path)/promotion").status == .seeOther)
        #expect(try await units(site) == 2)
    }

    @Test("A column nobody knows is mapped by hand once and remembered", arguments: Engine.available)
    func mapping(on engine: Engine) async throws {
        let site = try await site(engine)
        let browser = try await site.browser(as: "王敏")
        let own = Array("咱们的叫法,所在地,序\n洪山第三小学,洪山区,1\n".utf8)
        let path = try await upload(own, browser, site)
        #expect(try await browser.get(path).text.contains("有的列需要您指定"))
        let missing = try await browser.post(
            "\(path)/mapping", ["column-0": "", "column-1": "region", "column-2": ""])
        #expect(missing.status == .unprocessableContent)
        #expect(missing.text.contains("缺少必填的列：单位名称"))
        let twice = try await browser.post(
            "\(path)/mapping", ["column-0": "name", "column-1": "region", "column-2": "name"])
        #expect(twice.text.contains("有两列都对应"))
        let mapped = try await browser.post(
            "\(path)/mapping", ["column-0": "name", "column-1": "region", "column-2": ""])
        #expect(mapped.status == .seeOther)
        try await site.runJobs()
        #expect(try await browser.get(path).text.contains("导入 1 行"))
        let next = try await upload(own + "洪山第四小学,洪山区,2\n".utf8, browser, site)
        #expect(try await browser.get(next).text.contains("导入 2 行"))
    }

    @Test(
        "A file that is no table is told in Chinese and stores nothing",
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "损坏"), (Array("%PDF-1.7".utf8), "不是表格文件"),
            (Array("<html><table></table></html>".utf8), "网页格式"), (Array("a,b\n".utf8), "需要您指定"),
        ] as [([UInt8], String)])
    func badFile(bytes: [UInt8], message: String) async throws {
        let site = try await site()
        let browser = try await site.browser(as: "王敏")
        let path = try await upload(bytes, browser, site)
        #expect(try await browser.get(path).text.contains(message))
        #expect(try await units(site) == 0)
    }

    @Test("A zip bomb is refused and memory stays small")
    func bomb() async throws {
        let site = try await site()
        let browser = try await site.browser(as: "王敏")
        var bytes: [UInt8] = []
        let zip = try ZIPWriter { bytes += $0 }
        try zip.add("[Content_Types].xml", "<Types/>")
        try zip.begin("xl/worksheets/sheet1.xml")
        for _ in 0..<64 { try zip.write([UInt8](repeating: 32, count: 1 << 20)) }
        try zip.finish()
        let path = try await upload(bytes, browser, site)
        #expect(try await browser.get(path).text.contains("没有导入任何数据"))
    }

    @Test("A CSV in GBK is read as what it is")
    func gbk() async throws {
        let site = try await site()
        let browser = try await site.browser(as: "王敏")
        // 单位名称,所在地 / 洪山五小学,洪山区 in GBK.
        let head: [UInt8] = [
            0xB5, 0xA5, 0xCE, 0xBB, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xCB, 0xF9, 0xD4, 0xDA, 0xB5, 0xD8, 10,
        ]
        let row: [UInt8] = [
            0xBA, 0xE9, 0xC9, 0xBD, 0xCE, 0xE5, 0xD0, 0xA1, 0xD1, 0xA7, 0x2C, 0xBA, 0xE9, 0xC9, 0xBD, 0xC7, 0xF8, 10,
        ]
        let path = try await upload(head + row, browser, site)
        #expect(try await browser.get(path).text.contains("导入 1 行"))
    }

    @Test("An import belongs to who brought it, and no file is told so")
    func own() async throws {
        let site = try await site()
        let browser = try await site.browser(as: "王敏")
        let path = try await upload(Array(Self.good.utf8), browser, site)
        let neighbour = try await site.browser(as: "邻区")
        #expect(try await neighbour.get(path).status == .notFound)
        #expect(try await neighbour.post("\(path)/promotion").status == .notFound)
        #expect(try await browser.upload("/organisations/import", files: []).status == .unprocessableContent)
        #expect(try await browser.post("\(path)/discard").status == .seeOther)
        #expect(try await browser.post("\(path)/promotion").status == .conflict)
        #expect(try await units(site) == 0)
        #expect(try await browser.get("/jobs").text.contains("核对单位：单位.csv"))
    }

    @Test("The template reads back with every column known", arguments: ["organisations", "inspectors"])
    func template(kind: String) async throws {
        let site = try await site()
        let answer = try await site.browser(as: "王敏").get("/\(kind)/template.xlsx")
        var header: [String] = []
        try SpreadsheetReader.open(bytes: answer.bytes).forEachRow { if $0 == 1 { header = $1 } }
        if kind == "organisations" {
            #expect(ColumnMapping<OrganisationField>(header: header).columns.count == OrganisationField.allCases.count)
        } else {
            #expect(ColumnMapping<InspectorField>(header: header).columns.count == InspectorField.allCases.count)
        }
    }
}
