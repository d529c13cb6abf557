import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ProcedureRouteTests {
    private static func row(
        _ index: Int, _ code: String, _ name: String, acts: [String] = ["stepRecord"], after: String = ""
    ) -> [(String, String)] {
        [
            ("s\(index).code", code), ("s\(index).name", name), ("s\(index).level", "unit"),
            ("s\(index).after", after.isEmpty ? "prev" : "named"), ("s\(index).afterCodes", after),
        ] + acts.map { ("s\(index).acts", $0) }
    }

    private static func form(_ act: String, _ rows: [[(String, String)]], name: String = "本室流程") -> [(String, String)] {
        [("name", name), ("steps", "\(rows.count)"), ("act", act)] + rows.flatMap { $0 }
    }

    private static func start() async throws -> (TestSite, TestBrowser) {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database)
        try await sample.accounts(on: site)
        return (site, try await site.browser(as: "officer"))
    }

    @Test("A copy of a shipped procedure is changed, saved, offered to campaigns, changed again and retired")
    func whole() async throws {
        let (_, officer) = try await ProcedureRouteTests.start()
        let copy = try await officer.get("/procedures/new?from=creation").text
        for part in ["第一轮视导", "市级验收", "（本室）"] { #expect(copy.contains(part), "\(part)") }
        let rows = [ProcedureRouteTests.row(0, "a", "到校"), ProcedureRouteTests.row(1, "b", "反馈")]
        let created = try await officer.post(
            "/procedures", pairs: ProcedureRouteTests.form("save", rows), command: nil, sealed: true)
        let path = try #require(created.location?.split(separator: "?").first.map(String.init))
        #expect(created.status == .seeOther && path.hasPrefix("/procedures/0"))
        #expect(try await officer.get("/campaigns/new").text.contains("本室流程（自建）"))
        #expect(try await officer.get("/procedures").text.contains("到校 → 反馈"))
        let edit = try await officer.get("\(path)/edit").text
        #expect(edit.contains("value=\"到校\"") && edit.contains("name=\"version\" value=\"1\""))
        let again =
            ProcedureRouteTests.form(
                "save",
                rows.reversed().enumerated().map { index, _ in
                    ProcedureRouteTests.row(index, "c\(index)", "新\(index)")
                }) + [("version", "1")]
        #expect(try await officer.post(path, pairs: again).status == .seeOther)
        let stale = try await officer.post(path, pairs: again)
        #expect(stale.status == .conflict && stale.text.contains("新1"))
        #expect(try await officer.get(path).text.contains("第2版"))
        #expect(try await officer.get("\(path)/versions/1").text.contains("这是第1版"))
        #expect(try await officer.get("\(path)/versions/9").status == .notFound)
        #expect(try await officer.post("\(path)/state", ["state": "retired"]).status == .seeOther)
        #expect(try await officer.get("/campaigns/new").text.contains("本室流程（自建）") == false)
        #expect(try await officer.get("/procedures/export.xlsx").bytes.starts(with: Array("PK".utf8)))
    }

    @Test("Row buttons add, move and remove without storing anything")
    func rows() async throws {
        let (_, officer) = try await ProcedureRouteTests.start()
        let rows = [ProcedureRouteTests.row(0, "a", "甲"), ProcedureRouteTests.row(1, "b", "乙")]
        func chain(_ act: String) async throws -> String {
            let answer = try await officer.post("/procedures", pairs: ProcedureRouteTests.form(act, rows))
            #expect(answer.status == .ok)
            let start = try #require(answer.text.range(of: "<p class=\"help\">"))
            return String(answer.text[start.upperBound...].prefix { $0 != "<" })
        }
        #expect(try await chain("down:0") == "乙 → 甲")
        #expect(try await chain("up:1") == "乙 → 甲")
        #expect(try await chain("up:0") == "甲 → 乙")
        #expect(try await chain("remove:0") == "乙")
        #expect(try await chain("add:0") == "甲 →  → 乙")
        #expect(try await chain("add:999999999") == "甲 → 乙 → ")
        #expect(try await officer.get("/procedures").text.contains("还没有自建的流程"))
        let checked = try await officer.post("/procedures", pairs: ProcedureRouteTests.form("check", rows))
        #expect(checked.text.contains("检查通过"))
    }

    @Test("A circle, a missing act, a duplicate code and an act at the wrong level are refused with what to change")
    func refusals() async throws {
        let (_, officer) = try await ProcedureRouteTests.start()
        let cases: [([[(String, String)]], String)] = [
            ([ProcedureRouteTests.row(0, "a", "甲", after: "b"), ProcedureRouteTests.row(1, "b", "乙")], "“甲”等“乙”"),
            ([ProcedureRouteTests.row(0, "a", "甲", acts: [])], "“甲”没有要办的事项"),
            ([ProcedureRouteTests.row(0, "a", "甲", acts: ["fly"])], "“fly”系统不认识"),
            ([ProcedureRouteTests.row(0, "a", "甲"), ProcedureRouteTests.row(1, "a", "乙")], "环节代码“a”重复"),
            ([ProcedureRouteTests.row(0, "a", "甲", acts: ["training"])], "不能放在每个单位的环节“甲”里"),
            ([], "流程还没有环节"),
        ]
        for (rows, sentence) in cases {
            let answer = try await officer.post("/procedures", pairs: ProcedureRouteTests.form("save", rows))
            #expect(answer.status == .unprocessableContent, "\(sentence)")
            #expect(answer.text.contains(sentence), "\(sentence)")
            #expect(answer.text.contains("value=\"本室流程\""), "\(sentence)")
        }
        let unnamed = try await officer.post(
            "/procedures", pairs: ProcedureRouteTests.form("save", [ProcedureRouteTests.row(0, "a", "甲")], name: ""))
        #expect(unnamed.status == .unprocessableContent && unnamed.text.contains("value=\"甲\""))
    }

    @Test("A form may not go where another office's procedure lies")
    func scope() async throws {
        let (site, officer) = try await ProcedureRouteTests.start()
        let created = try await officer.post(
            "/procedures", pairs: ProcedureRouteTests.form("save", [ProcedureRouteTests.row(0, "a", "甲")]))
        let path = try #require(created.location?.split(separator: "?").first.map(String.init))
        _ = try await Sample.campaign(in: site.services.database, county: "500113")
        try await site.account("neighbour", .officer, .region(.county, code: "500113"))
        let neighbour = try await site.browser(as: "neighbour")
        #expect(try await neighbour.get(path).status == .notFound)
        #expect(try await neighbour.get("/procedures").text.contains("本室流程") == false)
        #expect(try await neighbour.post("\(path)/state", ["state": "retired"]).status == .notFound)
    }
}

@Suite struct StepPageTests {
    @Test("Rounds are recorded on their page; 验收 before 评估 is refused with what was typed")
    func records() async throws {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, units: 3, procedure: .creation)
        try await sample.accounts(on: site)
        let lead = try await site.browser(as: "lead"), officer = try await site.browser(as: "officer")
        let path = "/inspections/\(sample.inspection)/records"
        let early = try await officer.post(
            path, ["step": "city", "day": "2026-03-10", "text": "情况良好", "verdict": "passed"])
        #expect(early.status == .conflict && early.text.contains("情况良好"))
        #expect(early.text.contains("“第一轮视导”还没有完成，不能进入“市级验收”"))
        for step in ["round1", "round2", "round3"] {
            #expect(
                try await lead.post(path, ["step": step, "day": "2026-03-10", "text": "听课"]).location
                    == "\(path)?done=recordKept")
        }
        let skipped = try await officer.post(
            path, ["step": "city", "day": "2026-03-10", "text": "x", "verdict": "passed"])
        #expect(skipped.text.contains("“区级评估”还没有完成，不能进入“市级验收”"))
        let undecided = try await officer.post(path, ["step": "district", "day": "2026-03-10", "text": "x"])
        #expect(undecided.status == .unprocessableContent && undecided.text.contains("要有结论"))
        #expect(
            try await officer.post(path, ["step": "round1", "day": "", "text": "x"]).status == .unprocessableContent)
        #expect(try await site.browser(as: "principal").get(path).status == .forbidden)
        let list = "/campaigns/\(sample.campaign)/records"
        let all = try await officer.get(list).text
        #expect(all.contains("共 <strong>3</strong> 条") && all.contains("第二轮视导"))
        #expect(try await officer.get("\(list)?step=city").text.contains("没有记录"))
        #expect(try await officer.get("\(list)/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        let todo = try await officer.get("/").text
        #expect(todo.contains("记录评估验收结论") && todo.contains(path))
        #expect(try await officer.get("/inspections?todo=judge").text.contains("共 <strong>1</strong> 项"))
    }

    @Test("Hearings are written down by the rule, and the unit never comes to their page")
    func hearings() async throws {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, procedure: .special)
        try await sample.accounts(on: site)
        try await sample.perform(in: site) { act in
            try InspectionSteps.note(.selfAssessment, of: sample.inspection, act)
        }
        let lead = try await site.browser(as: "lead"), path = "/inspections/\(sample.inspection)/hearings"
        let form = [
            "audience": "pupils", "method": "meeting", "day": "2026-03-10", "attendees": "8", "managers": "1",
            "summary": "作业适量",
        ]
        let refused = try await lead.post(path, dictionary: form)
        #expect(refused.status == .unprocessableContent && refused.text.contains("有学校管理人员在场"))
        #expect(refused.text.contains("作业适量"))
        #expect(try await lead.post(path, dictionary: form.merging(["managers": "0"]) { $1 }).status == .seeOther)
        for (audience, method) in [("parents", "interview"), ("teachers", "meeting"), ("general", "announcement")] {
            let next = form.merging(["managers": "0", "audience": audience, "method": method]) { $1 }
            #expect(try await lead.post(path, dictionary: next).status == .seeOther)
        }
        #expect(try await lead.get(path).text.contains("<strong>4</strong> 次"))
        #expect(try await site.browser(as: "principal").get(path).status == .forbidden)
        let page = try await lead.get("/inspections/\(sample.inspection)").text
        #expect(page.contains("已听取") && page.contains("开展实地评估"))
        let none = try await lead.post(path, dictionary: form.merging(["attendees": "0", "managers": "0"]) { $1 })
        #expect(none.status == .unprocessableContent)
    }

    @Test("A pasted list of participants is checked line by line, its figures open their rows")
    func training() async throws {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, units: 2)
        try await sample.accounts(on: site)
        let officer = try await site.browser(as: "officer"), path = "/campaigns/\(sample.campaign)/training"
        let bad = try await officer.post(path, ["lines": "第1幼儿园,王芳,园长\n第2幼儿园"])
        #expect(bad.status == .unprocessableContent && bad.text.contains("第2行没有姓名"))
        #expect(bad.text.contains("王芳") && bad.text.contains("跳过有问题的行"))
        let good = try await officer.post(path, ["lines": "第1幼儿园,王芳,园长\n第2幼儿园", "skip": "1"])
        #expect(good.location == "\(path)?done=attended")
        let page = try await officer.get(path).text
        #expect(page.contains("王芳") && page.contains("未派人参加的单位 1 个"))
        #expect(try await officer.get("/campaigns/\(sample.campaign)").text.contains("参加培训"))
        #expect(try await officer.get("\(path)?q=李").text.contains("没有参训人员"))
        #expect(try await officer.get("\(path)/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        #expect(try await officer.post(path, ["lines": " "]).status == .unprocessableContent)
    }
}
