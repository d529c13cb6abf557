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

@Suite struct FrameworkRoutesTests {
    private func site() async throws -> (TestSite, TestBrowser) {
        let site = try await TestSite()
        try await SampleRegions.plant(in: site.services.database)
        try await Frameworks.plant(in: site.services.database, at: site.services.now())
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        return (site, try await site.browser(as: "zhou"))
    }

    private func copy(_ browser: TestBrowser) async throws -> String {
        let answer = try await browser.post(
            "/frameworks", ["template": "template-kindergarten-1", "name": "本区指标", "code": "own"])
        return String((answer.location ?? "").prefix { $0 != "?" })
    }

    @Test("An office copies a template, publishes it and cannot change it afterwards")
    func life() async throws {
        let (_, browser) = try await site()
        #expect(try await browser.get("/frameworks?kind=template").text.contains("幼儿园办园行为督导评估指标"))
        #expect(try await browser.get("/frameworks/new?template=template-kindergarten-1").status == .ok)
        let path = try await copy(browser)
        let again = try await browser.post(
            "/frameworks", ["template": "template-kindergarten-1", "name": "又一套", "code": "own"])
        #expect(again.status == .unprocessableContent && again.text.contains("又一套"))
        #expect(try await browser.get("\(path)/edit").status == .ok)
        #expect(try await browser.post(path, ["name": "", "label": ""]).status == .unprocessableContent)
        #expect(try await browser.post(path, ["name": "新名", "label": "说明"]).status == .seeOther)
        #expect(try await browser.post("\(path)/publication").status == .seeOther)
        let page = try await browser.get(path).text
        #expect(page.contains("已发布") && page.contains("新名"))
        #expect(try await browser.post(path, ["name": "再改"]).status == .conflict)
        #expect(try await browser.post("\(path)/removal").status == .conflict)
    }

    @Test(
        "What is exported is imported again as the same, as XLSX and as JSON", arguments: ["sheet.xlsx", "tree.json"])
    func roundTrip(_ format: String) async throws {
        let (_, browser) = try await site()
        let path = try await copy(browser)
        let file = try await browser.get("\(path)/\(format)")
        #expect(file.status == .ok)
        let preview = try await browser.upload("/frameworks/import", files: [("file", "表.xlsx", file.bytes)])
        #expect(preview.status == .ok && preview.text.contains("没有问题"))
        let hash = preview.text.components(separatedBy: "name=\"file\" value=\"")[1].prefix(64)
        let answer = try await browser.post(
            "/frameworks/import/acceptance", ["file": String(hash), "target": ""])
        #expect(answer.location == "\(path)?done=unchanged")
    }

    @Test("A bad file is told row by row and stores nothing")
    func badFile() async throws {
        let (site, browser) = try await site()
        var rows = FrameworkTable.rows(FrameworkTemplates.kindergarten)
        rows[8][2] = "多"
        rows[9][3] = "打分"
        let sheet = try XLSXWriter.bytes(
            SheetLayout(name: "x", columns: []), rows: rows.map { $0.map { SheetCell.text($0) } })
        let answer = try await browser.upload("/frameworks/import", files: [("file", "表.xlsx", sheet)])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("有2处问题") && answer.text.contains("data-label=\"行\" class=\"num\">9<"))
        let none = try await browser.upload("/frameworks/import", files: [("file", "a.pdf", Array("%PDF-1.4".utf8))])
        #expect(none.status == .unprocessableContent && none.text.contains("这不是表格文件"))
        let stored = try await site.services.database.read { db in
            try Frameworks.list(FrameworkFilter(), PageRequest(), visibleTo: .system(on: "2026-03-10"), in: db).total
        }
        #expect(stored == ShippedFrameworks.all.count)
    }

    @Test("Whatever route is called, a published version's bytes stay")
    func frozen() async throws {
        let (site, browser) = try await site()
        let path = try await copy(browser)
        let id = FrameworkID(path.components(separatedBy: "/").last ?? "")
        _ = try await browser.post("\(path)/publication")
        let before = try await bytes(of: id, site)
        let tree = try FrameworkFile.json(
            FrameworkTemplates.government.copy(id: "x", code: "own", name: "换掉"))
        for round in 0..<40 {
            switch (round * 7 + round / 3) % 7 {
            case 0: _ = try await browser.post(path, ["name": "改\(round)", "label": "改"])
            case 1: _ = try await browser.post("\(path)/publication")
            case 2: _ = try await browser.post("\(path)/removal")
            case 3: _ = try await browser.post("\(path)/next")
            case 4:
                let page = try await browser.upload(
                    "/frameworks/import", ["target": id.rawValue], files: [("file", "t.json", tree)])
                let hash = page.text.components(separatedBy: "name=\"file\" value=\"").last?.prefix(64) ?? ""
                _ = try await browser.post(
                    "/frameworks/import/acceptance",
                    ["file": String(hash), "target": round % 2 == 0 ? id.rawValue : ""])
            case 5: _ = try await browser.get(path)
            default: _ = try await browser.post("\(path)/withdrawal")
            }
            #expect(try await bytes(of: id, site) == before)
        }
    }

    @Test("Only offices change frameworks; a unit reads what its inspection goes by")
    func access() async throws {
        let (site, browser) = try await site()
        let path = try await copy(browser)
        let sample = try await Sample.campaign(in: site.services.database)
        try await site.account("clerk", .clerk, .organisation(sample.organisation))
        let clerk = try await site.browser(as: "clerk")
        #expect(try await clerk.get("/frameworks/versions/\(sample.frameworkVersion)").status == .ok)
        #expect(try await clerk.get(path).status == .notFound)
        #expect(try await clerk.post("\(path)/publication").status == .forbidden)
        #expect(try await clerk.get("/frameworks/import").status == .forbidden)
        try await site.account("wang", .officer, .region(.county, code: "500106"))
        #expect(try await site.browser(as: "wang").get(path).status == .notFound)
    }

    private func bytes(of id: FrameworkID, _ site: TestSite) async throws -> String {
        try await site.services.database.read { db in
            try db.first("SELECT content FROM framework_version WHERE id = \(id)")?.get(0) ?? ""
        }
    }
}
