import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct TipRoutesTests {
    @Test("The office finds a tip by what it is about, takes it, and exports the list without a word of it")
    func list() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        let officer = try await tips.site.browser(as: "officer")
        #expect(try await officer.get("/").text.contains("受理举报诉求"))
        for query in [
            "", "?q=101", "?topic=food", "?state=received", "?group=open", "?month=2026-03", "?year=2026", "?own=1",
            "?unit=school-500101", "?sort=due", "?sort=-unit",
        ] {
            #expect(try await officer.get("/tips\(query)").text.contains("共 <strong>1</strong> 件"), "\(query)")
        }
        for query in [
            "?q=102", "?q=\(Fields.encoded("头发"))", "?topic=fees", "?state=answered", "?group=late", "?group=closed",
            "?month=2026-04", "?year=2025", "?mine=1", "?outcome=holds", "?unit=school-500102",
        ] {
            #expect(try await officer.get("/tips\(query)").text.contains("没有符合条件"), "\(query)")
        }
        #expect(try await officer.get("/tips/export.xlsx").status == .ok)
        #expect(try await officer.get("/tips/statistics/export.xlsx").status == .ok)
        let leader = try await tips.site.browser(as: "leader")
        let seen = try await leader.get("/tips").text
        #expect(seen.contains("督诉〔2026〕1号") && !seen.contains("href=\"/tips/0"))
        #expect(try await tips.site.browser(as: "neighbour").get("/tips").text.contains("没有符合条件"))
    }

    @Test("From triage to an inspector, to the ledger of findings, to the answer")
    func whole() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        let officer = try await tips.site.browser(as: "officer"),
            inspector = try await tips.site.browser(as: "inspector")
        let path = "/tips/\(try await tips.tip())"
        #expect(try await officer.get(path).text.contains("汤里有头发"))
        let early = try await officer.post("\(path)/answer", ["outcome": "holds", "answer": "好"])
        #expect(early.status == .conflict && early.text.contains("不能这样办理"))
        #expect(try await officer.post("\(path)/handler").location == "\(path)?done=assigned")
        let copied = try await officer.post(
            "\(path)/verification", ["inspector": "inspector", "brief": TipSample.words, "version": "2"])
        #expect(copied.status == .unprocessableContent && copied.text.contains("原话"))
        let brief: KeyValuePairs<String, String> = ["inspector": "inspector", "brief": TipSample.brief, "version": "2"]
        #expect(try await officer.post("\(path)/verification", brief).status == .seeOther)
        #expect(try await officer.post("\(path)/verification", brief).status == .conflict)
        #expect(try await inspector.get("/").text.contains("核实举报诉求"))
        let list = try await inspector.get("/tip-checks?state=open").text
        #expect(list.contains("第101小学") && list.contains(TipSample.brief))
        let check = "/tip-checks/\(try await tips.check())"
        #expect(try await inspector.get(check).text.contains(TipSample.brief))
        let lacking = try await inspector.post("\(check)/report", ["outcome": "", "result": "保温不足"])
        #expect(lacking.status == .unprocessableContent && lacking.text.contains("保温不足"))
        let report: KeyValuePairs<String, String> = ["outcome": "holds", "result": "供餐保温不足。"]
        #expect(try await inspector.post("\(check)/report", report).status == .seeOther)
        #expect(try await inspector.post("\(check)/report", report).status == .conflict)
        #expect(try await officer.get(path).text.contains("供餐保温不足。"))
        let finding = try await officer.post(
            "\(path)/finding", ["problem": "供餐保温不足。", "requirement": "添置设备。", "days": "15"])
        #expect(finding.status == .seeOther)
        let school = try await tips.site.browser(as: "principal")
        #expect(try await school.get("/findings").text.contains("供餐保温不足。"))
        #expect(try await officer.post("\(path)/answer", ["answer": "已整改。"]).status == .seeOther)
        // A label leads to its own field: no two of a page share an id.
        let ids = try await officer.get(path).text.split(separator: " id=\"").dropFirst().map {
            $0.prefix { $0 != "\"" }
        }
        #expect(Set(ids).count == ids.count && ids.contains("reason") && ids.contains("cause"), "\(ids)")
        #expect(try await officer.post("\(path)/reopening", ["cause": ""]).status == .unprocessableContent)
        #expect(try await officer.post("\(path)/reopening", ["cause": "反弹"]).status == .seeOther)
    }

    @Test("A second one is merged, one is passed on, one goes to its unit")
    func others() async throws {
        let tips = try await TipSite()
        for number in 1...3 {
            _ = try await tips.send(tips.citizen(), ["secret": String(repeating: "\(number)", count: 32)])
        }
        let officer = try await tips.site.browser(as: "officer")
        let ids: [String] = try await tips.site.services.database.read { db in
            try db.rows("SELECT id FROM tip ORDER BY number").map { try $0.get(0) }
        }
        #expect(try await officer.get("/warnings?kind=tips").text.contains("第101小学近30天举报诉求3件"))
        let wrong = try await officer.post("/tips/\(ids[1])/duplicate", ["number": "督诉〔2026〕99号"])
        #expect(wrong.status == .unprocessableContent)
        #expect(try await officer.post("/tips/\(ids[1])/duplicate", ["number": "督诉〔2026〕1号"]).status == .seeOther)
        #expect(try await officer.post("/tips/\(ids[2])/transfer", ["whom": ""]).status == .unprocessableContent)
        let passed = try await officer.post("/tips/\(ids[2])/transfer", ["whom": "市场监管局", "note": "请拨12315"])
        #expect(passed.status == .seeOther)
        let code = TipCode.of(secret: String(repeating: "3", count: 32))
        let told = try await tips.citizen().post("/tips/status", ["code": code], sealed: false).text
        #expect(told.contains("已转市场监管局") && told.contains("请拨12315"))
        #expect(try await officer.get("/tips?group=closed").text.contains("共 <strong>2</strong> 件"))
        let unit = try await officer.post("/tips/\(ids[0])/unit", ["name": "第101区教育局"])
        #expect(unit.status == .seeOther)
        #expect(try await officer.get("/tips/\(ids[0])").text.contains("第101区教育局"))
    }

    @Test("The sender is shown in one answer to the handler alone, with a reason, and to nobody else")
    func sender() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        let path = "/tips/\(try await tips.tip())"
        let officer = try await tips.site.browser(as: "officer")
        _ = try await officer.post("\(path)/handler")
        #expect(!(try await officer.get(path).text.contains(TipSample.contact)))
        #expect(try await officer.post("\(path)/sender", ["reason": ""]).status == .unprocessableContent)
        let seen = try await officer.post("\(path)/sender", ["reason": "电话回访"])
        #expect(seen.status == .ok && seen.text.contains(TipSample.contact) && seen.text.contains(TipSample.name))
        let page = try await officer.get(path).text
        #expect(!page.contains(TipSample.contact) && page.contains("电话回访"))
        for login in ["colleague", "director"] {
            let other = try await tips.site.browser(as: login)
            let refused = try await other.post("\(path)/sender", ["reason": "看看"])
            #expect(refused.status == .forbidden && !refused.text.contains(TipSample.contact), "\(login)")
        }
        #expect(
            try await tips.site.browser(as: "neighbour").post("\(path)/sender", ["reason": "看"]).status == .notFound)
    }

    @Test("An office sets its own days; its head erases what is kept too long")
    func terms() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        let path = "/tips/\(try await tips.tip())"
        let director = try await tips.site.browser(as: "director")
        var terms: [(String, String)] = [
            ("acceptDays", "3"), ("verifyDays", "5"), ("answerDays", "2"), ("unitHot", "3"), ("topicHot", "8"),
            ("keepMonths", "6"), ("source", "本地规定"), ("version", "0"),
        ]
        #expect(try await director.post("/tips/terms", pairs: terms).text.contains("不能短于受理"))
        terms[2].1 = "15"
        #expect(try await director.post("/tips/terms", pairs: terms).status == .seeOther)
        #expect(try await director.post("/tips/terms", pairs: terms).status == .conflict)
        _ = try await director.post("\(path)/handler")
        _ = try await director.post("\(path)/answer", ["outcome": "fails", "answer": "未发现。"])
        #expect(try await director.get("/tips/terms").text.contains("<strong>0</strong>件"))
        tips.site.advance(seconds: 200 * 86_400)
        let later = try await tips.site.browser(as: "director")
        #expect(try await later.get("/tips/terms").text.contains("<strong>1</strong>件"))
        #expect(try await later.post("/tips/erasure").status == .seeOther)
        #expect(try await tips.count("tip_words") == 0)
        let page = try await later.get(path).text
        #expect(page.contains("到期清除") && !page.contains("汤里有头发") && !page.contains("未发现。"))
    }
}

extension TipSite {
    func check() async throws -> String {
        try await site.services.database.read { db in try db.first("SELECT id FROM tip_check")?.get(0) ?? "" }
    }
}
