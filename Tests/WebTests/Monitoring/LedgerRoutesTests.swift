import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct LedgerRoutesTests {
    private func started(_ changes: [String: Int] = [:]) async throws -> TestSite {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        try await site.account("leader", .leader, .region(.county, code: "500101"))
        try await site.account("city", .officer, .region(.city, code: "500100"))
        try await site.account("neighbour", .officer, .region(.county, code: "500102"))
        try await LedgerSample.fill(site.services.database, changing: "p-1", changes)
        return site
    }

    private let target = ["region": "500101", "standard": "youzhi-junheng", "year": "2026"]

    @Test("The ledger lists every indicator, narrows to what a tile counts, and is exported three ways")
    func list() async throws {
        let site = try await started(["smallestMusicRoom": 60])
        let officer = try await site.browser(as: "officer")
        let page = try await officer.get("/ledger").text
        #expect(page.contains("第101区指标台账") && page.contains("共 <strong>40</strong>") && page.contains("余1"))
        let failing = try await officer.get("/ledger?status=notMet").text
        #expect(failing.contains("音乐、美术专用教室") && failing.contains("/findings/new?source=monitoring"))
        #expect(failing.contains("indicator=2.3"))
        #expect(try await officer.get("/ledger?q=2.3").text.contains("共 <strong>1</strong>"))
        #expect(try await officer.get("/ledger?standard=none").status == .notFound)
        #expect(try await officer.get("/ledger/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.get("/ledger/export.csv?status=notMet").text.contains("2.3"))
        let json = try await officer.get("/ledger/export.json").text
        #expect(json.contains("\"verdict\":\"fail\"") && json.contains("\"value\":\"86\""))
    }

    @Test("At a limit that a figure has to stay below, the ledger says that it is not met and why")
    func atTheLimit() async throws {
        let site = try await started()
        func gap(_ text: String) async throws -> String {
            let figures = RecordedValues(["largestDifference": try #require(Points(text))]).packed
            try await site.services.database.write { db in
                _ = try db.execute(
                    "UPDATE collection_record SET figures = \(figures) WHERE organisation_id = 'bureau-500101'")
            }
            return try await site.browser(as: "officer").get("/ledger?q=3.9").text
        }
        let equal = try await gap("0.15")
        #expect(equal.contains("等于限值，须小于") && !equal.contains("正好") && equal.contains("不合格"))
        let below = try await gap("0.1499")
        #expect(below.contains("余0.0001") && !below.contains("等于限值"))
    }

    @Test("An indicator opens its formula with the values and its units, those below first")
    func indicator() async throws {
        let site = try await started(["smallestMusicRoom": 60])
        let officer = try await site.browser(as: "officer")
        let page = try await officer.get("/ledger/indicators/2.3").text
        #expect(page.contains("最小一间音乐教室面积 ≥ 96") && page.contains("共 <strong>3</strong>"))
        let below = try await officer.get("/ledger/indicators/2.3?standing=failing").text
        #expect(below.contains("共 <strong>1</strong>") && below.contains("第1小学") && !below.contains("第2小学"))
        let units = try await officer.get("/ledger/indicators/2.3/export.xlsx?standing=failing")
        #expect(units.bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.get("/ledger/indicators/4.1").text.contains("<strong>86</strong>"))
        #expect(try await officer.get("/ledger/indicators/teachers.backbone").text.contains("/balance/indicators/"))
        #expect(try await officer.get("/ledger/indicators/9.9").status == .notFound)
        let monitored = try await officer.get("/ledger/indicators/3.9").text
        #expect(monitored.contains("各科监测结果") && monitored.contains("还没有结果的科目：语文、数学、科学、体育与健康"))
        #expect(!page.contains("各科监测结果"))
    }

    @Test("A judgement needs a grade and a basis, stands with its history, and is refused from an older form")
    func judgement() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let path = "/ledger/indicators/2.1/judgement"
        func fields(_ grade: String, _ basis: String, _ version: String) -> [String: String] {
            target.merging(["condition": "2.1", "grade": grade, "basis": basis, "version": version]) { $1 }
        }
        #expect(try await officer.get("/ledger/indicators/2.1").text.contains("还没有判定"))
        let bare = try await officer.post(path, dictionary: fields("met", "", "0"))
        #expect(bare.status == .unprocessableContent && bare.text.contains("没有依据的判定不算数"))
        let none = try await officer.post(path, dictionary: fields("", "查阅规划", "0"))
        #expect(none.status == .unprocessableContent && none.text.contains("查阅规划"))
        #expect(try await officer.post(path, dictionary: fields("basic", "查阅", "0")).status == .unprocessableContent)
        #expect(try await officer.post(path, dictionary: fields("met", "查阅规划", "0")).status == .seeOther)
        #expect(try await officer.get("/ledger/indicators/2.1").text.contains("查阅规划"))
        #expect(try await officer.post(path, dictionary: fields("notMet", "改判", "0")).status == .conflict)
        #expect(try await officer.post(path, dictionary: fields("undetermined", "改日再看", "1")).status == .seeOther)
        let after = try await officer.get("/ledger/indicators/2.1").text
        #expect(after.contains("以前的判定（2次）") && after.contains("改日再看"))
        let veto = try await officer.get("/ledger/indicators/5.1").text
        #expect(veto.contains("没有发现") && !veto.contains("基本合格"))
        let city = try await site.browser(as: "city")
        #expect(try await city.post(path, dictionary: fields("met", "查阅", "2")).status == .forbidden)
        let neighbour = try await site.browser(as: "neighbour")
        #expect(try await neighbour.post(path, dictionary: fields("met", "查阅", "2")).status == .notFound)
    }

    @Test("Evidence of a judgement is stored with it and served to those who may see the county")
    func evidence() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let fields = target.merging(["condition": "2.1", "grade": "met", "basis": "查阅规划", "version": "0"]) { $1 }
        let sent = try await officer.upload(
            "/ledger/indicators/2.1/judgement", pairs: fields.map { ($0.key, $0.value) },
            files: [("files", "规划.pdf", [UInt8]("%PDF-1.4\n%%EOF".utf8))])
        #expect(sent.status == .seeOther)
        let page = try await officer.get("/ledger/indicators/2.1").text
        let link = try #require(page.firstMatch(of: /\/evidence\/[0-9a-f-]+/)).output
        #expect(try await officer.get(String(link)).status == .ok)
        #expect(try await site.browser(as: "neighbour").get(String(link)).status == .notFound)
    }

    @Test("Owner and deadline are set, shown red when past, and kept when they are wrong")
    func duty() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        let path = "/ledger/indicators/2.1/duty"
        let fields = target.merging(["department": "教育局", "person": "梁欣", "version": "0"]) { $1 }
        let wrong = try await officer.post(path, dictionary: fields.merging(["due_on": "明天"]) { $1 })
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"梁欣\""))
        #expect(
            try await officer.post(path, dictionary: fields.merging(["due_on": "2020-01-01"]) { $1 }).status
                == .seeOther)
        let late = try await officer.get("/ledger?mark=late").text
        #expect(late.contains("共 <strong>1</strong>") && late.contains("教育局") && late.contains("逾期"))
        #expect(
            try await officer.get("/ledger?owner=%E6%95%99%E8%82%B2%E5%B1%80").text.contains("共 <strong>1</strong>"))
    }

    @Test("A failing indicator becomes a finding that the ledger shows; once met, it may be handed in")
    func finding() async throws {
        let site = try await started(["smallestMusicRoom": 60])
        let officer = try await site.browser(as: "officer")
        let form = try await officer.get(
            "/findings/new?source=monitoring&standard=youzhi-junheng&region=500101&year=2026&indicator=2.3"
        ).text
        #expect(form.contains("name=\"indicator\" value=\"2.3\""))
        let fields = target.merging([
            "indicator": "2.3", "source": "monitoring", "grade": "ordinary", "problem": "音乐教室不足", "requirement": "补足",
            "due_on": "2099-01-01", "reason": "校舍建设需要时间", "unit-0": "第101区教育局",
        ]) { $1 }
        let issued = try await officer.post("/findings", dictionary: fields)
        #expect(issued.status == .seeOther)
        let path = try #require(issued.location?.split(separator: "?").first)
        #expect(try await officer.get(String(path)).text.contains("2026年指标2.3"))
        let ledger = try await officer.get("/ledger?mark=rectifying").text
        #expect(ledger.contains("共 <strong>1</strong>") && !ledger.contains("可提交验收"))
        let database = site.services.database
        try await database.write { db in
            _ = try db.execute(
                "UPDATE collection_record SET figures = replace(figures, 'smallestMusicRoom=60', 'smallestMusicRoom=96')"
            )
        }
        #expect(try await officer.get("/ledger?mark=ready").text.contains("已达标，整改可提交验收"))
    }

    @Test("The city chooses a county and only reads; a neighbour finds nothing")
    func above() async throws {
        let site = try await started()
        let city = try await site.browser(as: "city")
        #expect(try await city.get("/ledger").text.contains("/ledger?region=500101"))
        let page = try await city.get("/ledger/indicators/2.1?region=500101").text
        #expect(page.contains("还没有判定") && !page.contains("保存判定"))
        let neighbour = try await site.browser(as: "neighbour")
        #expect(try await neighbour.get("/ledger?region=500101").status == .notFound)
        #expect(try await site.browser(as: "leader").get("/ledger").status == .ok)
    }

    @Test("Standards tell their sources; a stricter local threshold holds below, a looser one is refused")
    func standards() async throws {
        let site = try await started()
        let (officer, city) = (try await site.browser(as: "officer"), try await site.browser(as: "city"))
        #expect(try await officer.get("/standards").text.contains("县域学前教育普及普惠"))
        let path = "/standards/youzhi-junheng"
        #expect(try await officer.get(path).text.contains("社会认可度"))
        let loose = try await city.post(
            "\(path)/thresholds", ["place": "4.1@", "limit": "80", "basis": "市文件"])
        #expect(loose.status == .unprocessableContent && loose.text.contains("不能比国家标准85宽"))
        #expect(
            try await city.post("\(path)/thresholds", ["place": "4.1@", "limit": "90", "basis": ""]).status
                == .unprocessableContent)
        #expect(
            try await city.post("\(path)/thresholds", ["place": "4.1@", "limit": "90", "basis": "市文件"]).status
                == .seeOther)
        let ledger = try await officer.get("/ledger?q=4.1").text
        #expect(ledger.contains("≥90") && ledger.contains("市辖区设定") && ledger.contains("差4"))
        #expect(
            try await officer.post("\(path)/thresholds/removal", ["condition": "4.1", "stage": ""]).status == .notFound)
        #expect(
            try await city.post("\(path)/thresholds/removal", ["condition": "4.1", "stage": ""]).status == .seeOther)
        let tolerance = ["tolerance": "size", "inForce": "no", "basis": "县文件"]
        #expect(try await officer.post("\(path)/tolerances", dictionary: tolerance).status == .seeOther)
        #expect(try await officer.get(path).text.contains("不现行"))
        // The city lets it lapse; a county that had let it hold is told, and none can again.
        let hold = ["tolerance": "size", "inForce": "yes", "basis": "县文件"]
        #expect(try await officer.post("\(path)/tolerances", dictionary: hold).status == .seeOther)
        let lapse = ["tolerance": "size", "inForce": "no", "basis": "市文件"]
        #expect(try await city.post("\(path)/tolerances", dictionary: lapse).status == .seeOther)
        #expect(try await officer.get(path).text.contains("不生效，上级不允许"))
        let refused = try await officer.post("\(path)/tolerances", dictionary: hold)
        #expect(refused.status == .unprocessableContent && refused.text.contains("下级不能再允许"))
        #expect(try await officer.get("/standards/none").status == .notFound)
    }

    @Test("An obligation is planned, dated by the certification, settled and opened again")
    func obligations() async throws {
        let site = try await started(["smallestMusicRoom": 80, "builtYear": 2010])
        let officer = try await site.browser(as: "officer")
        let list = try await officer.get("/obligations").text
        #expect(list.contains("共 <strong>1</strong>") && list.contains("待认定") && list.contains("第1小学"))
        let one = target.merging(["tolerance": "rooms-2016", "organisation": "p-1", "stage": ""]) { $1 }
        func post(_ path: String, _ more: [String: String]) async throws -> TestAnswer {
            try await officer.post("/obligations/\(path)", dictionary: one.merging(more) { $1 })
        }
        #expect(try await post("plan", ["plan": "", "version": "0"]).status == .unprocessableContent)
        #expect(try await post("plan", ["plan": "新建教室", "version": "0"]).status == .seeOther)
        #expect(try await post("plan", ["plan": "别的", "version": "0"]).status == .conflict)
        #expect(try await post("certification", ["certified_on": "", "basis": "文"]).status == .unprocessableContent)
        #expect(try await post("certification", ["certified_on": "2020-05-01", "basis": "文"]).status == .seeOther)
        let late = try await officer.get("/obligations?state=late").text
        #expect(late.contains("共 <strong>1</strong>") && late.contains("2023年5月1日") && late.contains("新建教室"))
        let version = try await site.services.database.read { db in
            try db.first("SELECT version FROM obligation")?.get(0) as Int?
        }
        let settle = ["done_on": "2023-04-01", "note": "已启用", "version": "\(version ?? 0)"]
        #expect(try await post("settlement", settle).status == .seeOther)
        #expect(try await officer.get("/obligations?state=done").text.contains("共 <strong>1</strong>"))
        #expect(try await officer.get("/obligations/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await post("reopening", ["version": "\((version ?? 0) + 1)"]).status == .seeOther)
        #expect(try await site.browser(as: "city").get("/obligations").text.contains("/obligations?region=500101"))
    }

    @Test("A title of the city says the day of certification; the county's own office then notes none, also after it")
    func titled() async throws {
        let site = try await started(["smallestMusicRoom": 80, "builtYear": 2010])
        let (officer, city) = (try await site.browser(as: "officer"), try await site.browser(as: "city"))
        let fields: KeyValuePairs = [
            "district": "500101", "goal": "youzhi-junheng/", "day": "2024-05-01", "document": "教督函〔2024〕3号",
        ]
        let title = try #require(try await city.post("/certifications/titles", fields).location)
            .split(separator: "?")[0]
        let list = try await officer.get("/obligations").text
        #expect(list.contains("2027年5月1日") && list.contains("教督函〔2024〕3号") && list.contains("href=\"\(title)\""))
        #expect(!list.contains("更正认定日期"))
        let own = target.merging(["certified_on": "2025-05-01", "basis": "文"]) { $1 }
        let refused = try await officer.post("/obligations/certification", dictionary: own)
        #expect(refused.status == .forbidden && refused.text.contains("以认定记录为准"))
        let gone: KeyValuePairs = [
            "kind": "withdrawn", "year": "2026", "day": "2026-01-12", "words": "弄虚作假", "document": "国教督〔2026〕1号",
        ]
        #expect(try await city.post("\(title)/events", gone).status == .seeOther)
        let after = try await officer.get("/obligations").text
        #expect(after.contains("称号已取消，各项期限停止计算") && after.contains("待认定") && !after.contains("2027年5月1日"))
        #expect(!after.contains("登记认定日期"))
    }
}
