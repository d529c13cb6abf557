import Foundation
import HTTPTypes
import Office
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct XLSFormRoutesTests {
    private func browser() async throws -> TestBrowser {
        let site = try await TestSite()
        try await SampleRegions.plant(in: site.services.database)
        try await Frameworks.plant(in: site.services.database, at: site.services.now())
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        return try await site.browser(as: "zhou")
    }

    private func accept(_ page: TestAnswer, _ fields: [(String, String)], _ browser: TestBrowser) async throws
        -> TestAnswer
    {
        let hash = page.text.components(separatedBy: "name=\"file\" value=\"")[1].prefix(64)
        return try await browser.post(
            "/frameworks/import/acceptance", pairs: [("file", String(hash)), ("target", "")] + fields)
    }

    private func workbook(_ sheets: [(String, [[String]])]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try XLSXWriter(sheets.map { SheetLayout(name: $0.0, columns: []) }) { bytes += $0 }
        for (index, sheet) in sheets.enumerated() {
            if index > 0 { try writer.nextSheet() }
            for row in sheet.1 { try writer.write(row.map { .text($0) }) }
        }
        try writer.finish()
        return bytes
    }

    @Test("A framework goes out as an XLSForm and comes back as the same version")
    func roundTrip() async throws {
        let browser = try await browser()
        let made = try await browser.post(
            "/frameworks", ["template": "template-five-management-1", "name": "五项管理", "code": "five"])
        let path = String((made.location ?? "").prefix { $0 != "?" })
        let file = try await browser.get("\(path)/xlsform.xlsx")
        #expect(file.status == .ok)
        let page = try await browser.upload("/frameworks/import", files: [("file", "form.xlsx", file.bytes)])
        #expect(page.status == .ok && page.text.contains("没有问题"))
        #expect(try await accept(page, [], browser).location == "\(path)?done=unchanged")
        let renamed = try await accept(page, [("name", "五项管理（二）"), ("code", "five-2")], browser)
        #expect(renamed.location?.hasSuffix("done=imported") == true && renamed.location?.hasPrefix(path) == false)
    }

    @Test("A foreign form names by row what it leaves out, keeps what was typed, and becomes a draft")
    func foreign() async throws {
        let browser = try await browser()
        let survey = [
            ["type", "name", "label"], ["begin_group", "g", "食堂"], ["select_one yn", "a", "有无许可证"],
            ["geopoint", "b", "位置"], ["integer", "c", "员工数"], ["end_group"],
        ]
        let choices = [["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", "no", "否"]]
        let file = try workbook([("survey", survey), ("choices", choices)])
        let page = try await browser.upload("/frameworks/import", files: [("file", "kobo.xlsx", file)])
        #expect(
            page.status == .ok && page.text.contains("class=\"num\">4<") && page.text.contains("“geopoint”类型的问题不能带入"))
        #expect(page.text.contains("没有计数单位"))
        let taken = try await accept(page, [("name", "食堂检查"), ("code", "kindergarten-conduct")], browser)
        #expect(taken.status == .unprocessableContent && taken.text.contains("食堂检查") && taken.text.contains("已用于另一套"))
        let stored = try await accept(page, [("name", "食堂检查"), ("code", "canteen")], browser)
        let draft = try await browser.get(String((stored.location ?? "").prefix { $0 != "?" })).text
        #expect(draft.contains("食堂检查") && draft.contains("有无许可证") && draft.contains("改好后才能发布"))
        let broken = try workbook([("survey", [["type", "name", "label"], ["begin_group", "g", "食堂"]])])
        let refused = try await browser.upload("/frameworks/import", files: [("file", "x.xlsx", broken)])
        #expect(refused.status == .unprocessableContent && refused.text.contains("分组“食堂”没有结尾"))
    }
}
