import HTTPTypes
import Office
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
            "?unit=school-500101", "?sort=due", "?sort=-unit", "?recent=1", "?district=county-500101-own",
        ] {
            #expect(try await officer.get("/tips\(query)").text.contains("共 <strong>1</strong> 件"), "\(query)")
        }
        for query in [
            "?q=102", "?q=\(Fields.encoded("头发"))", "?topic=fees", "?state=answered", "?group=late", "?group=closed",
            "?month=2026-04", "?year=2025", "?mine=1", "?outcome=holds", "?unit=school-500102", "?rating=5",
            "?district=city-500100-own",
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
        var code = ""
        for number in 1...3 {
            let sent = try await tips.send(tips.citizen(), ["secret": String(repeating: "\(number)", count: 32)])
            code = TipSite.code(of: sent)
        }
        let officer = try await tips.site.browser(as: "officer")
        let ids: [String] = try await tips.site.services.database.read { db in
            try db.rows("SELECT id FROM tip ORDER BY number").map { try $0.get(0) }
        }
        let warnings = try await officer.get("/warnings?kind=tips").text
        #expect(warnings.contains("第101小学近30天举报诉求3件"))
        let link = "/tips?unit=school-500101&recent=30&district=county-500101-own"
        #expect(warnings.contains(link.replacing("&", with: "&amp;")) || warnings.contains(link))
        #expect(try await officer.get(link).text.contains("共 <strong>3</strong> 件"), "it opens what it counts")
        let wrong = try await officer.post("/tips/\(ids[1])/duplicate", ["number": "督诉〔2026〕99号"])
        #expect(wrong.status == .unprocessableContent)
        #expect(try await officer.post("/tips/\(ids[1])/duplicate", ["number": "督诉〔2026〕1号"]).status == .seeOther)
        #expect(try await officer.post("/tips/\(ids[2])/transfer", ["whom": ""]).status == .unprocessableContent)
        let passed = try await officer.post("/tips/\(ids[2])/transfer", ["whom": "市场监管局", "note": "请拨12315"])
        #expect(passed.status == .seeOther)
        let told = try await tips.citizen().post("/tips/status", ["code": code], sealed: false).text
        #expect(told.contains("已转市场监管局") && told.contains("请拨12315"))
        #expect(try await officer.get("/tips?group=closed").text.contains("共 <strong>2</strong> 件"))
        let unclear = try await officer.post("/tips/\(ids[0])/unit", ["name": "不存在的学校"])
        #expect(unclear.status == .unprocessableContent && unclear.text.contains("请填写全称或标识码"))
        #expect(unclear.text.contains("<details class=\"fold\" open><summary>更正被反映的单位"), "what was typed is seen")
        let unit = try await officer.post("/tips/\(ids[0])/unit", ["name": "第101区教育局"])
        #expect(unit.status == .seeOther)
        #expect(try await officer.get("/tips/\(ids[0])").text.contains("第101区教育局"))
    }

    @Test("What was given to inspectors is listed for each and for the office, filtered, and exported as it is shown")
    func checks() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        let officer = try await tips.site.browser(as: "officer"),
            inspector = try await tips.site.browser(as: "inspector")
        let path = "/tips/\(try await tips.tip())"
        #expect(try await officer.get("/tip-checks").text.contains("没有符合条件的核实"))
        _ = try await officer.post("\(path)/handler")
        _ = try await officer.post("\(path)/verification", ["inspector": "inspector", "brief": TipSample.brief])
        let shown = [
            "", "?q=101", "?q=inspector", "?state=open", "?topic=food", "?from=2026-03-10", "?until=2026-03-10",
        ]
        let hidden = [
            "?q=102", "?q=\(Fields.encoded("头发"))", "?state=done", "?topic=fees", "?outcome=holds", "?late=1",
            "?from=2026-03-11", "?until=2026-03-09",
        ]
        for (browser, link) in [(officer, path), (inspector, "/tip-checks/\(try await tips.check())")] {
            for (queries, isShown) in [(shown, true), (hidden, false)] {
                for query in queries {
                    let page = try await browser.get("/tip-checks\(query)").text
                    #expect(page.contains("href=\"\(link)\"") == isShown, "\(query)")
                    let rows = try Self.rows(of: try await browser.get("/tip-checks/export.xlsx\(query)"))
                    #expect(rows.contains { $0.contains(TipSample.brief) && $0.contains("督诉〔2026〕1号") } == isShown)
                }
            }
        }
        let neighbour = try await tips.site.browser(as: "neighbour")
        #expect(try await neighbour.get("/tip-checks").text.contains("没有符合条件的核实"))
        #expect(try Self.rows(of: try await neighbour.get("/tip-checks/export.xlsx")).count == 1)
        // Its day past, it is late on the page and in the file.
        tips.site.advance(seconds: 20 * 86_400)
        let later = try await tips.site.browser(as: "officer")
        #expect(try await later.get("/tip-checks?late=1").text.contains("已逾期6天"))
        #expect(try Self.rows(of: try await later.get("/tip-checks/export.xlsx?late=1")).last?.contains("6") == true)
    }

    private static func rows(of answer: TestAnswer) throws -> [[String]] {
        var rows: [[String]] = []
        let reader = try XLSXReader(.bytes(answer.bytes))
        for name in reader.sheetNames { try reader.forEachRow(sheet: name) { rows.append($1) } }
        return rows
    }

    @Test("Whoever has to stay away from the unit is named with the reason, and reads nothing but what to do")
    func barred() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        try await tips.site.services.database.write { db in
            _ = try db.execute(
                """
                INSERT INTO recusal (id, person_id, organisation_id, ground, explanation, side, applied_by, applied_on, state,
                    from_day, jurisdiction, province, city, county, zone, version)
                VALUES ('r', 'person-officer', 'school-500101', 'leader-relative', '', 'office', 'person-officer',
                    '2026-01-01', 'granted', '2026-01-01', 'national', '500000', '500100', '500101', '', 1)
                """)
        }
        let officer = try await tips.site.browser(as: "officer"), other = try await tips.site.browser(as: "colleague")
        let path = "/tips/\(try await tips.tip())"
        let page = try await officer.get(path).text
        #expect(page.contains("近亲属") && page.contains("交给其他人承办") && !page.contains("汤里有头发"))
        #expect(!page.contains("由我承办"))
        let refused = try await officer.post("\(path)/handler")
        #expect(refused.status == .unprocessableContent && refused.text.contains("周敏不能经办"))
        #expect(try await officer.post("\(path)/transfer", ["whom": "公安局"]).status == .forbidden)
        #expect(try await other.get(path).text.contains("周敏（已批准回避（与单位主要负责人有近亲属关系））"))
        let given = try await other.post("\(path)/handler", ["person": "person-officer"])
        #expect(given.status == .unprocessableContent && given.text.contains("近亲属"))
        #expect(try await officer.post("\(path)/handler", ["person": "person-colleague"]).status == .seeOther)
        #expect(try await other.get(path).text.contains("汤里有头发"))
        #expect(try await !officer.get(path).text.contains("<summary>交给其他人承办"), "it is not theirs to give any more")
    }

    @Test("A second form with a puzzle that was used, or from a flood, stores no photo")
    func unstored() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        let first = try await tips.fields(citizen)
        #expect(try await citizen.post("/tips", pairs: first, sealed: false).status == .ok)
        var again = first
        if let place = again.firstIndex(where: { $0.0 == "text" }) { again[place].1 = "另一件事" }
        let bytes: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0] + Array("IEND".utf8) + [0, 0, 0, 0]
        let answer = try await citizen.upload("/tips", pairs: again, files: [("photos", "a.png", bytes)], sealed: false)
        #expect(answer.status == .unprocessableContent && answer.text.contains("安全校验没有通过"))
        let stored = tips.site.services.files.shelves().flatMap { tips.site.services.files.hashes(in: $0) }
        #expect(stored.isEmpty)
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
