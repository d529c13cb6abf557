import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct RoadmapRoutesTests {
    static func started() async throws -> TestSite {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        try await site.account("city", .officer, .region(.city, code: "500100"))
        try await site.account("leader", .leader, .region(.city, code: "500100"))
        try await site.account("neighbour", .officer, .region(.county, code: "500102"))
        try await site.services.database.write { db in try FindingSamples.plant(in: db) }
        return site
    }

    @Test("A city sets the years of all its counties at once; what does not fit comes back as typed, at its field")
    func edit() async throws {
        let site = try await Self.started()
        let city = try await site.browser(as: "city")
        let form = try await city.get("/roadmap/edit?standard=puji-puhui").text
        #expect(form.contains("第101区") && form.contains("name=\"y.500102.2\""))
        let skipped = try await city.post(
            "/roadmap",
            ["standard": "puji-puhui", "y.500101.0": "2026", "y.500101.2": "2028", "y.500102.0": "明年"])
        #expect(skipped.status == .unprocessableContent && skipped.text.contains("value=\"明年\""))
        let wrong = try await city.post(
            "/roadmap", ["standard": "puji-puhui", "y.500101.0": "2026", "y.500101.2": "2028"])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("等次不可越级"))
        #expect(wrong.text.contains("value=\"2028\""))
        let saved = try await city.post(
            "/roadmap", ["standard": "puji-puhui", "y.500101.0": "2026", "y.500101.1": "2027", "y.500102.0": "2030"])
        #expect(saved.location == "/roadmap?standard=puji-puhui&done=saved")
        let moved: KeyValuePairs = ["standard": "puji-puhui", "y.500101.0": "2027", "w.500101.0": "2026"]
        #expect(try await city.post("/roadmap", moved).text.contains("请写明调整理由"))
        let again = try await city.post(
            "/roadmap",
            [
                "standard": "puji-puhui", "y.500101.0": "2027", "w.500101.0": "2026", "y.500101.1": "2028",
                "w.500101.1": "2027", "reason": "园舍改造推迟",
            ])
        #expect(again.status == .seeOther)
        #expect(try await city.get("/roadmap/history?standard=puji-puhui").text.contains("园舍改造推迟"))
        #expect(try await city.get("/roadmap/history?standard=puji-puhui&q=102").text.contains("共 <strong>1</strong>"))
        #expect(
            try await city.get("/roadmap/history.xlsx?standard=puji-puhui").bytes.starts(with: Array("PK".utf8)))
        let page = try await city.get("/roadmap?standard=puji-puhui").text
        #expect(page.contains("2027年") && page.contains("路线图") && page.contains("分年完成情况（提高）"))
        let few = try await city.get("/roadmap?standard=puji-puhui&plan=2030").text
        #expect(few.contains("共 <strong>1</strong>") && !few.contains("<td data-label=\"区县\" class=\"lead\">第101区"))
    }

    @Test("A sheet is taken whole or not at all, each bad cell named; its own export is read back")
    func sheet() async throws {
        let site = try await Self.started()
        let city = try await site.browser(as: "city")
        func send(_ text: String) async throws -> TestAnswer {
            try await city.upload(
                "/roadmap/sheet", ["standard": "youzhi-junheng"], files: [("file", "规划.csv", Array(text.utf8))])
        }
        let bad = try await send("区县代码,区县,规划年\n500101,第101区,2027\n500102,第102区,明年\n500999,外区,2027\n")
        #expect(bad.status == .unprocessableContent && bad.text.contains("第3行“规划年”“明年”") && bad.text.contains("第4行"))
        let past = try await send("区县,规划年\n第101区,2020\n")
        #expect(past.status == .unprocessableContent && past.text.contains("第2行“规划年”“2020”：2020年已经过去"))
        #expect(try await city.get("/roadmap").text.contains("没有符合条件的区县"), "nothing was kept")
        let good = try await send("区县代码,区县,规划年\n500101,,2027年\n500102,,2028\n")
        #expect(good.location == "/roadmap?standard=youzhi-junheng&done=imported")
        let exported = try await city.get("/roadmap/years.xlsx?template=1").bytes
        let back = try await city.upload(
            "/roadmap/sheet", ["standard": "youzhi-junheng"], files: [("file", "规划.xlsx", exported)])
        #expect(back.location == "/roadmap?standard=youzhi-junheng&done=unchanged")
        #expect(try await send("").status == .unprocessableContent)
    }

    @Test("A county's office and a leader read the roadmap and change nothing")
    func readers() async throws {
        let site = try await Self.started()
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.get("/roadmap?scope=all").text.contains("第101区"))
        #expect(try await officer.get("/roadmap").text.contains("/roadmap/edit") == false)
        #expect(try await officer.get("/roadmap/edit").status == .forbidden)
        #expect(try await officer.post("/roadmap", ["y.500101.0": "2027"]).status == .forbidden)
        let leader = try await site.browser(as: "leader")
        #expect(try await leader.get("/roadmap").text.contains("/roadmap/edit") == false)
        #expect(try await leader.get("/roadmap/edit").status == .forbidden)
    }

    @Test("What was planned for a year opens as many counties as it counts, also of those certified since")
    func planned() async throws {
        let site = try await Self.started()
        let city = try await site.browser(as: "city")
        _ = try await city.post("/roadmap", ["y.500101.0": "2026", "y.500102.0": "2026"])
        let title: KeyValuePairs = [
            "district": "500101", "goal": "youzhi-junheng/", "day": "2026-02-01", "document": "国教督〔2026〕2号",
        ]
        #expect(try await city.post("/certifications/titles", title).status == .seeOther)
        let page = try await city.get("/roadmap?standard=youzhi-junheng").text
        let link = try #require(page.firstMatch(of: /href="(\/roadmap\?[^"]*plan=2026)">2</)).1
        let opened = try await city.get(String(link).replacing("&amp;", with: "&")).text
        #expect(opened.contains("共 <strong>2</strong>"))
    }

    @Test("The list of counties is filtered, sorted and exported as XLSX, CSV and JSON")
    func counties() async throws {
        let site = try await Self.started()
        let city = try await site.browser(as: "city")
        _ = try await city.post("/roadmap", ["y.500101.0": "2026", "y.500102.0": "2028"])
        let list = try await city.get("/balance?sort=-plan").text
        #expect(list.contains("2028年") && list.contains("规划2026年通过，今年还没有申请"))
        #expect(try await city.get("/balance?state=behind").text.contains("共 <strong>1</strong>"))
        #expect(try await city.get("/balance?plan=2028").text.contains("共 <strong>1</strong>"))
        #expect(try await city.get("/balance?verdict=fail").text.contains("没有符合条件的区县"))
        #expect(try await city.get("/balance/counties.xlsx").bytes.starts(with: Array("PK".utf8)))
        let csv = try await city.get("/balance/counties.csv?plan=2028").text
        #expect(csv.contains("500102,第102区") && !csv.contains("500101"))
        let json = try await city.get("/balance/counties.json?sort=plan").bytes
        let objects = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [[String: Any]])
        #expect(objects.map { $0["规划年"] as? Int } == [2026, 2028] && objects[0]["结论"] as? String == "没有数据")
    }

    @Test("An office sets how long the other standard must have been held, with its basis")
    func precondition() async throws {
        let site = try await Self.started()
        let city = try await site.browser(as: "city")
        let fields: KeyValuePairs = ["standard": "youzhi-junheng", "required": "jiben-junheng", "years": "31"]
        #expect(try await city.post("/roadmap/precondition", fields).status == .unprocessableContent)
        let set = try await city.post(
            "/roadmap/precondition",
            ["standard": "youzhi-junheng", "required": "jiben-junheng", "years": "2", "basis": "本省规程第三条"])
        #expect(set.status == .seeOther)
        #expect(try await city.get("/roadmap/edit").text.contains("认定满2年。city设定，依据：本省规程第三条"))
    }
}
