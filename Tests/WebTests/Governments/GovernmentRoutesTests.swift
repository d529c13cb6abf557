import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

/// A district's government, two departments, its own office and the city's.
struct GovernmentSite {
    let site: TestSite
    let inspection: InspectionID

    var path: String { "/governments/\(inspection)" }

    init() async throws {
        site = try await TestSite()
        inspection = try await GovernmentSample.plant(in: site.services.database)
        try await site.account("mayor", .principal, .organisation("organisation-500101-1"), name: "区长")
        try await site.account("bureau", .clerk, .organisation("bureau-500101"), name: "教育局")
        try await site.account("finance", .clerk, .organisation("finance-500101"), name: "财政局")
        try await site.account("officer", .officer, .region(.county, code: "500101"), name: "督导室")
        try await site.account("director", .director, .region(.county, code: "500101"), name: "主任")
        try await site.account("city", .officer, .region(.city, code: "500100"), name: "市督导室")
        try await site.account("lead", .inspector, .granted, person: "person-lead-500101")
    }

    /// The address of a department's part, as its list shows it.
    func share(_ browser: TestBrowser) async throws -> String {
        let list = try await browser.get("/indicator-shares?state=waiting&sort=criterion").text
        let start = try #require(list.range(of: "/indicator-shares/0"))
        return String(list[start.lowerBound...].prefix { $0 != "\"" })
    }

    static let pdf = Array("%PDF-1.4\n%%EOF".utf8)
}

@Suite struct GovernmentRoutesTests {
    @Test("Indicators go out to departments, come back with evidence, and the government sees who is missing")
    func walk() async throws {
        let home = try await GovernmentSite()
        let mayor = try await home.site.browser(as: "mayor")
        let form = try await mayor.get("\(home.path)/division").text
        #expect(form.contains("lead.1.1") && form.contains("第101区财政局"))
        let bad = try await mayor.post("\(home.path)/division", ["lead.2.1": "不存在的局", "due": "2026-04-01"])
        #expect(bad.status == .unprocessableContent && bad.text.contains("管辖范围内没有“不存在的局”"))
        #expect(bad.text.contains("value=\"不存在的局\""))
        let fields: KeyValuePairs = [
            "due": "2026-04-01", "lead.2.1": "第101区财政局", "lead.1.1": "第101区教育局", "helpers.1.1": "第101区财政局",
            "due.1.1": "2026-03-09",
        ]
        #expect(try await mayor.post("\(home.path)/division", fields).status == .unprocessableContent)
        let good: KeyValuePairs = [
            "due": "2026-04-01", "lead.2.1": "第101区财政局", "lead.1.1": "第101区教育局", "helpers.1.1": "第101区财政局",
        ]
        #expect(try await mayor.post("\(home.path)/division", good).status == .seeOther)
        let page = try await mayor.get(home.path).text
        #expect(page.contains("还有 2 个部门没有报送") && page.contains("第101区财政局</b>：1.1、2.1"))
        let tasks = home.path.replacing("/governments/", with: "/indicator-shares?inspection=")
        #expect(page.contains("<a href=\"\(tasks)&state=waiting\">3<small>"))

        let bureau = try await home.site.browser(as: "bureau")
        #expect(try await bureau.get("/").text.contains("填报分工指标"))
        #expect(try await bureau.get(home.path).status == .notFound)
        #expect(try await bureau.get("/receptions").text.contains("分工指标"))
        let mine = try await home.share(bureau)
        #expect(try await bureau.post("\(mine)/submission", ["value": "优"]).status == .unprocessableContent)
        #expect(try await bureau.post("\(mine)/submission", ["value": "好", "note": "每季度研究"]).text.contains("须附佐证材料"))
        let upload = try await bureau.upload(
            "\(mine)/evidence", ["evidence_day": "2026-02-01"], files: [("files", "会议纪要.pdf", GovernmentSite.pdf)])
        #expect(upload.status == .seeOther)
        #expect(try await bureau.post("\(mine)/submission", ["value": "好", "note": "每季度研究"]).status == .seeOther)
        #expect(try await bureau.post("\(mine)/submission", ["value": "差"]).status == .conflict)
        let finance = try await home.site.browser(as: "finance")
        #expect(try await finance.get(mine).status == .notFound)
        #expect(try await finance.get("/indicator-shares").text.contains("共 <strong>2</strong> 项"))

        #expect(try await mayor.post("\(mine)/return", ["reason": ""]).status == .unprocessableContent)
        #expect(try await mayor.post("\(mine)/return", ["reason": "缺2025年纪要"]).status == .seeOther)
        #expect(try await bureau.get(mine).text.contains("缺2025年纪要"))
        #expect(try await mayor.post("\(home.path)/reminders").location == "\(home.path)?done=prompted")
        #expect(try await finance.get("/indicator-shares").text.contains("催报"))
    }

    @Test("The self-report is kept to 5000 characters with what was typed, and the assessment waits for it")
    func report() async throws {
        let home = try await GovernmentSite()
        let mayor = try await home.site.browser(as: "mayor")
        let long = String(repeating: "督", count: 5_001)
        let refused = try await mayor.post("\(home.path)/report", ["text": long, "version": "0"])
        #expect(
            refused.status == .unprocessableContent && refused.text.contains("现有5001字") && refused.text.contains(long))
        let early = try await mayor.post("/inspections/\(home.inspection)/assessment/self/submission")
        #expect(early.status == .unprocessableContent)
        #expect(early.text.contains("还没有自评报告正文"))
        #expect(try await mayor.post("\(home.path)/report", ["text": "区政府自评报告", "version": "0"]).status == .seeOther)
        #expect(try await mayor.get(home.path).text.contains("区政府自评报告"))
        #expect(
            try await home.site.browser(as: "bureau").post("\(home.path)/report", ["text": "x"]).status == .notFound)
        let office = try await home.site.browser(as: "officer").post(
            "\(home.path)/report", ["text": "督导室代拟", "version": "2"])
        #expect(office.status == .seeOther)
        let city = try await home.site.browser(as: "city")
        #expect(try await city.get(home.path).text.contains("督导室代拟"))
        #expect(try await city.post("\(home.path)/report", ["text": "x", "version": "3"]).status == .forbidden)
        #expect(try await home.site.browser(as: "lead").get(home.path).status == .ok)
    }

    @Test("The pack holds an index, a folder for each indicator and what is missing")
    func pack() async throws {
        let home = try await GovernmentSite()
        let mayor = try await home.site.browser(as: "mayor")
        _ = try await mayor.post("\(home.path)/division", ["due": "2026-04-01", "lead.1.1": "第101区教育局"])
        let bureau = try await home.site.browser(as: "bureau")
        let mine = try await home.share(bureau)
        _ = try await bureau.upload("\(mine)/evidence", files: [("files", "会议/纪要.pdf", GovernmentSite.pdf)])
        _ = try await mayor.post("\(home.path)/report", ["text": "正文在此", "version": "1"])
        let pack = try await mayor.get("\(home.path)/pack.zip")
        #expect(pack.status == .ok && pack.headers[.contentType] == "application/zip")
        let names = try Unzipped(pack.bytes).names
        #expect(names.first == "00 目录与缺件清单.xlsx" && names.contains("00 自评报告.txt"))
        #expect(names.contains("1.1 党的领导/01 纪要.pdf"))
        let unpacked = try Unzipped(pack.bytes)
        #expect(try unpacked.bytes("1.1 党的领导/01 纪要.pdf") == GovernmentSite.pdf)
        let index = try Unzipped(try unpacked.bytes("00 目录与缺件清单.xlsx"))
        let missing = String(decoding: try index.bytes("xl/worksheets/sheet2.xml"), as: UTF8.self)
        let shared = missing + String(decoding: try index.bytes("xl/worksheets/sheet1.xml"), as: UTF8.self)
        #expect(shared.contains("第101区教育局未报送") && shared.contains("缺佐证材料"))
    }

    @Test("Lists filter, export and say so when they are empty")
    func lists() async throws {
        let home = try await GovernmentSite()
        let city = try await home.site.browser(as: "city")
        #expect(try await city.get("/governments").text.contains("第101区政府"))
        #expect(try await city.get("/governments?year=2020").text.contains("没有符合条件的单位"))
        #expect(
            try await city.get("/governments?state=waiting&kind=government").text.contains("共 <strong>1</strong> 个"))
        #expect(try await city.get("/governments?state=submitted").text.contains("没有符合条件"))
        for path in ["/governments/export.xlsx", "/indicator-shares/export.xlsx", "\(home.path)/shares.xlsx"] {
            #expect(try await city.get(path).bytes.starts(with: Array("PK".utf8)), "\(path)")
        }
        #expect(try await city.get("/governments/standards").text.contains("县级人民政府履行教育职责评价指标"))
        let mayor = try await home.site.browser(as: "mayor")
        #expect(try await mayor.get("/inspections/\(home.inspection)").text.contains("部门分工与自评报告"))
        #expect(try await mayor.get("/governments").text.contains("本级自评"))
    }

    @Test("Next year's division begins with this year's, criterion by criterion")
    func carry() async throws {
        let home = try await GovernmentSite()
        let mayor = try await home.site.browser(as: "mayor")
        _ = try await mayor.post(
            "\(home.path)/division", ["due": "2026-04-01", "lead.1.1": "第101区教育局", "lead.2.1": "第101区财政局"])
        try await home.site.services.database.write { db in
            // The same campaign a year later: one of its rows is copied, the criteria are those of the same version.
            try db.execute(
                """
                INSERT INTO campaign (id, name, kind, manner, framework_version_id, round_key, round_name, starts_on, ends_on,
                    procedure, procedure_state, scope, jurisdiction, state, province, city, county, zone, created_by, created_at, version)
                SELECT 'campaign-next', '明年', kind, manner, framework_version_id, '', '', '2026-09-01', '2026-12-01', procedure,
                    procedure_state, scope, jurisdiction, state, province, city, county, zone, created_by, created_at, 1
                FROM campaign WHERE id = 'campaign-500101'
                """)
            try db.execute(
                """
                INSERT INTO inspection (id, campaign_id, organisation_id, organisation_version_id, code, name, stratum,
                    procedure_state, step, state, province, city, county, zone, version)
                SELECT 'inspection-next', 'campaign-next', organisation_id, organisation_version_id, code, name, stratum,
                    procedure_state, step, state, province, city, county, zone, 1 FROM inspection WHERE id = \(home.inspection)
                """)
        }
        #expect(try await mayor.get("/governments/inspection-next").text.contains("沿用上次分工"))
        let form = try await mayor.get("/governments/inspection-next/division?from=before").text
        #expect(form.contains("name=\"lead.2.1\" aria-label=\"2.1牵头单位\" value=\"第101区财政局\""))
        #expect(try await mayor.get("\(home.path)/division?from=before").status == .conflict)
    }
}

/// A ZIP archive as Python's or anybody's reader sees it: stored or deflated entries by name.
struct Unzipped {
    let folder: URL
    let names: [String]

    init(_ bytes: [UInt8]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("unzip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("a.zip")
        try Data(bytes).write(to: file)
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as z:
                assert z.testzip() is None
                z.extractall(sys.argv[2])
                print("\\n".join(z.namelist()))
            """
        let run = Process()
        run.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        run.arguments = ["python3", "-c", script, file.path, folder.appendingPathComponent("out").path]
        run.environment = ["PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"]
        let pipe = Pipe()
        run.standardOutput = pipe
        try run.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        run.waitUntilExit()
        names = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent("out").appendingPathComponent(name)))
    }
}
