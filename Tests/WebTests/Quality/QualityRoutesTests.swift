import Foundation
import HTTPTypes
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct QualityRoutesTests {
    private static let fields: [(String, String)] = [
        ("title", "2026年全学科监测"), ("year", "2026"), ("level", "local"), ("method", "sample"), ("smallGroup", "5"),
        ("rosterDue", "2026-03-20"), ("tests", "2026-05-20"), ("sampleCounties", "500101"), ("subject-0", "数学"),
        ("full-0", "100"), ("subject-1", "语文"), ("grade", "4"), ("schools-4", "12"), ("pupils-4", "4"),
    ]

    /// A district with its primary school in a round that the officer made.
    private func started(_ changes: [String: String] = [:]) async throws -> (FindingSite, path: String) {
        let site = try await FindingSite()
        _ = try await site.site.services.database.write { db in
            try db.execute("UPDATE organisation SET stages = 'primary', pupils = 240 WHERE id = 'school-500101'")
        }
        let officer = try await site.site.browser(as: "officer")
        let made = try await officer.post(
            "/quality", pairs: Self.fields.map { ($0.0, changes[$0.0] ?? $0.1) })
        return (site, String(try #require(made.location).prefix { $0 != "?" }))
    }

    private func version(_ browser: TestBrowser, _ path: String) async throws -> String {
        let text = try await browser.get(path).text
        let start = try #require(text.range(of: "name=\"version\" value=\""))
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    @discardableResult
    private func step(
        _ browser: TestBrowser, _ path: String, _ act: String, _ more: [(String, String)] = []
    ) async throws -> TestAnswer {
        let version = try await version(browser, path)
        return try await browser.post("\(path)/\(act)", pairs: [("version", version)] + more)
    }

    @Test("A round that makes no sense is refused beside its fields and keeps what was typed")
    func form() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        #expect(try await officer.get("/quality/new").text.contains("500101</textarea>"))
        let empty = try await officer.post(
            "/quality",
            pairs: [("title", ""), ("year", "26"), ("smallGroup", "2"), ("subject-0", "<数学>"), ("full-0", "x")])
        #expect(empty.status == .unprocessableContent)
        for said in ["请填写四位年份", "请至少选择一个年级", "请至少写一个区县", "满分应在0至1000分之间", "&lt;数学&gt;"] {
            #expect(empty.text.contains(said), "\(said)")
        }
        let stranger = try await officer.post(
            "/quality", pairs: Self.fields.map { ($0.0, $0.0 == "sampleCounties" ? "第102区" : $0.1) })
        #expect(stranger.status == .unprocessableContent && stranger.text.contains("“第102区”不是范围内的区县"))
        let falling = try await officer.post(
            "/quality", pairs: Self.fields + [("cut-0-0", "80"), ("cut-0-1", "70"), ("cut-0-2", "90")])
        #expect(falling.text.contains("三个从低到高的百分数"))
    }

    @Test("From the frame to published results: frozen, drawn, roster, pupils, test, import, publication, purge")
    func walk() async throws {
        let (site, path) = try await started()
        let officer = try await site.site.browser(as: "officer"), clerk = try await site.site.browser(as: "clerk")
        #expect(try await officer.get(path).text.contains("冻结名单"))
        let frame = try await officer.get("\(path)/frame").text
        #expect(frame.contains("第101小学") && frame.contains("value=\"40\""), "240 pupils in six grades are 40 in one")
        let row = ("row-1", "4 school-500101")
        let bad = try await officer.post("\(path)/frame", pairs: [row, ("size-1", "很多"), ("stratum-1", "城区")])
        #expect(bad.status == .unprocessableContent && bad.text.contains("应为0至") && bad.text.contains("value=\"很多\""))
        let saved = try await officer.post(
            "\(path)/frame",
            pairs: [row, ("size-1", "38"), ("stratum-1", "城区"), ("excluded-1", ""), ("back", "//evil.example/?q=第101")])
        #expect(saved.location?.hasPrefix("\(path)/frame?") == true)
        #expect(try await step(officer, path, "freeze").location == "\(path)?done=framed")
        let id = String(path.split(separator: "/").last ?? "")
        #expect(try await site.site.browser().get("/public/quality/\(id)").text.contains("名单校验值"))
        #expect(try await step(officer, path, "draw", [("seed", "")]).status == .unprocessableContent)
        #expect(try await step(officer, path, "draw", [("seed", "开奖 407")]).location == "\(path)?done=drawn")
        let shown = try await site.site.browser().get("/public/quality/\(id)")
        #expect(shown.text.contains("结果一致") && shown.text.contains("L-school-500101"))
        let record = try await site.site.browser().get("/public/quality/\(id)/record.json")
        let read = try JSONDecoder().decode(QualityRecord.self, from: Data(record.bytes))
        #expect(read.problems().isEmpty && read.seed == "开奖 407")

        #expect(try await clerk.get("/").text.contains("上报监测名册"))
        let list = try await clerk.get("/quality-schools?roster=todo").text
        let start = try #require(list.range(of: "/quality-schools/0"))
        let mine = String(list[start.lowerBound...].prefix { $0 != "\"" })
        let twice = "学号,姓名,性别,班级\nA1,甲,男,1班\nA1,乙,女,1班\n"
        let refused = try await clerk.upload(
            "\(mine)/roster", ["version": "1"], files: [("file", "册.csv", Array(twice.utf8))])
        #expect(refused.status == .unprocessableContent && refused.text.contains("与第2行的学号相同"))
        let pupils = (1...7).map { "A\($0),学生\($0),男,\($0 % 2 + 1)班" }.joined(separator: "\n")
        let good = "学号,姓名,性别,班级\n\(pupils)\n"
        #expect(
            try await clerk.upload("\(mine)/roster", ["version": "1"], files: [("file", "册.csv", Array(good.utf8))])
                .location == "\(mine)?done=imported#roster")
        #expect(
            try await step(clerk, mine, "pupils", [("number", "A1"), ("name", "丙"), ("sex", "男"), ("class", "1班")]).text
                .contains("已在名册里"))
        #expect(
            try await step(clerk, mine, "pupils", [("number", "A8"), ("name", "丙"), ("sex", "男"), ("class", "1班")])
                .status == .seeOther)
        #expect(try await step(clerk, mine, "submission").location == "\(mine)?done=submitted")
        for (login, isNamed) in [("clerk", true), ("officer", true), ("city", false)] {
            let text = try await site.site.browser(as: login).get(mine).text
            #expect(text.contains("学生1") == isNamed, "\(login)")
        }
        #expect(try await site.site.browser(as: "leader").get(mine).text.contains("只有学校和组织本轮监测的督导机构能看到"))
        #expect(try await site.site.browser(as: "city").get("\(mine)/roster.xlsx").status == .notFound)
        #expect(try await step(officer, mine, "return", [("reason", "")]).status == .unprocessableContent)
        #expect(try await step(officer, mine, "return", [("reason", "缺2班")]).status == .seeOther)
        #expect(try await clerk.get(mine).text.contains("缺2班"))
        #expect(try await step(clerk, mine, "submission").status == .seeOther)
        #expect(try await step(officer, path, "pupils", [("seed", "开奖 912")]).location == "\(path)?done=drawn")
        #expect(try await step(officer, path, "testing").status == .seeOther)

        let page = try await clerk.get(mine).text
        let task = try #require(page.range(of: "name=\"task\" value=\""))
        let taskID = String(page[task.upperBound...].prefix { $0 != "\"" })
        let odd = [("task", taskID), ("state-\(taskID)", "exceptional"), ("note-\(taskID)", "")]
        #expect(try await clerk.post("\(mine)/tasks", pairs: odd).status == .unprocessableContent)
        let told = [
            ("task", taskID), ("version-\(taskID)", "1"), ("state-\(taskID)", "exceptional"), ("note-\(taskID)", "停电"),
        ]
        #expect(page.contains("name=\"version-\(taskID)\" value=\"1\""))
        #expect(try await clerk.post("\(mine)/tasks", pairs: told).location == "\(mine)?done=saved#tasks")
        let late = try await clerk.post("\(mine)/tasks", pairs: told.dropLast() + [("note-\(taskID)", "没有停电")])
        #expect(late.status == .conflict && late.text.contains("name=\"version-\(taskID)\" value=\"1\""))
        #expect(try await clerk.post("\(mine)/tasks/new", ["title": "加一场"]).status == .seeOther)
        #expect(try await officer.get("\(path)/tasks?state=exceptional").text.contains("停电"))

        try await results(site, path, officer)
        #expect(try await clerk.get(mine).text.contains("本校结果") == false)
        #expect(try await site.site.browser(as: "city").get("\(path)/results").status == .notFound)
        #expect(try await step(officer, path, "publication").location == "\(path)?done=published")
        #expect(try await clerk.get(mine).text.contains("本校结果"))
        #expect(try await step(officer, path, "closure").status == .seeOther)
        for sheet in [
            "/quality/export.xlsx", "\(path)/frame.xlsx", "\(path)/schools.xlsx", "\(path)/tasks.xlsx",
            "\(path)/results.xlsx", "\(path)/scores-template.xlsx", "\(mine)/roster.xlsx",
        ] {
            #expect(try await officer.get(sheet).bytes.starts(with: Array("PK".utf8)), "\(sheet)")
        }
    }

    /// A wrong sheet stores nothing and names its cells; the right one is taken once.
    private func results(_ site: FindingSite, _ path: String, _ officer: TestBrowser) async throws {
        let id = QualityRoundID(String(path.split(separator: "/").last ?? ""))
        let codes = try await site.site.services.database.read { db in
            try QualityScores.pupils(of: id, in: db).keys.sorted()
        }
        #expect(codes.count == 4)
        func send(_ text: String, kind: String = "scores") async throws -> TestAnswer {
            let sent = try await officer.upload(
                "\(path)/import", ["kind": kind], files: [("file", "表.csv", Array(text.utf8))])
            try? await site.site.runJobs()
            return try await officer.get(try #require(sent.location))
        }
        let wrong = try await send("监测号,数学,语文\n\(codes[0]),101,90\nXXXXXXXX,90,90\n\(codes[0]),80,\n")
        #expect(wrong.text.contains("没有导入任何结果") && wrong.text.contains("满分是100分"))
        #expect(wrong.text.contains("没有这个监测号") && wrong.text.contains("与第2行是同一名学生"))
        let empty = try await officer.get("\(path)/results").text
        #expect(empty.contains("共 <strong>2</strong> 项") && empty.contains("数据不全") && !empty.contains("列入问题"))
        #expect(try await officer.get(path).text.contains("\(path)/figures"), "also before the first import")
        let text =
            "监测号,数学第1题（40分）,数学第2题（60分）,语文\n"
            + codes.enumerated().map { "\($1),\(30 + $0),\(40 + $0 * 3),缺考" }.joined(separator: "\n")
        #expect(try await send(text).text.contains("4人有改动"))
        #expect(try await send(text).text.contains("4人没有变化"))
        let figures = "区县,年级,科目,等级,校际差异率\n500101,四年级,语文,Ⅱ,0.15\n"
        #expect(try await send(figures, kind: "figures").text.contains("1项有改动"))
        #expect(try await send("区县,科目,等级\n500102,数学,3\n", kind: "figures").text.contains("不是本轮的样本县或协议县"))
        for misspelt in ["区县,年级,科目,等 次,差异率\n500101,四年级,语文,Ⅲ,0.1\n", "区县,年级,科目\n500101,四年级,语文\n"] {
            #expect(try await send(misspelt, kind: "figures").text.contains("表头没有“等级”或“校际差异率”"))
        }
        #expect(
            try await send("区县,年级,科目,等级\n500101,四年级,语文,\n", kind: "figures").text.contains("都没有填写"))
        let level = try await send("区县,年级,科目,等级,校际差异\n500101,四年级,语文,2,0.3\n", kind: "figures").text
        #expect(level.contains("1项没有变化") && level.contains("没有导入的列：校际差异。"))
        let page = try await officer.get("\(path)/results").text
        #expect(page.contains("Ⅱ级") && page.contains("列入问题") && page.contains("source=monitoring"))
        let hidden = try await officer.get("\(path)/subject?grade=4&subject=%E6%95%B0%E5%AD%A6").text
        #expect(hidden.contains("人数少于5人，不公布"))
        let form = try await officer.get("\(path)/figures").text
        #expect(form.contains("最近由") && form.contains("value=\"表.csv\""), "who wrote what is there, and on what basis")
        let typed = [("key-0", "500101 4 数学"), ("level-0", "3"), ("share-0", "0.1499"), ("basis", "监测报告")]
        let seen = ("version", try await version(officer, "\(path)/figures"))
        #expect(
            try await officer.post("\(path)/figures", pairs: typed + [seen]).location == "\(path)/results?done=saved")
        let stale = try await officer.post(
            "\(path)/figures", pairs: typed.map { ($0.0, $0.0 == "level-0" ? "4" : $0.1) } + [seen])
        #expect(stale.status == .conflict && stale.text.contains("name=\"\(seen.0)\" value=\"\(seen.1)\""))
        let over = [("key-0", "500101 4 数学"), ("share-0", "1.2"), ("basis", "报告")]
        #expect(try await officer.post("\(path)/figures", pairs: over).status == .unprocessableContent)
        #expect(try await officer.get("\(path)/results").text.contains("0.1499"))
    }

    @Test("The frame comes back as a sheet: every cell right, or nothing")
    func sheet() async throws {
        let (site, path) = try await started()
        let officer = try await site.site.browser(as: "officer")
        func send(_ text: String) async throws -> TestAnswer {
            try await officer.upload("\(path)/frame/sheet", files: [("file", "名单.csv", Array(text.utf8))])
        }
        let head = "学校标识码,年级,层,学生数,不参加理由\n"
        let bad = try await send("\(head)L-school-500101,四年级,城区,-3,\nL-x,四年级,,3,\n")
        #expect(bad.status == .unprocessableContent && bad.text.contains("名单里没有这所学校") && bad.text.contains("-3"))
        #expect(try await send("\(head)L-school-500101,4,城区,\"1,041\",\n").status == .seeOther)
        #expect(try await officer.get("\(path)/frame").text.contains("value=\"1041\""))
        #expect(try await send("甲,乙\n1,2\n").text.contains("表头应有"))
        let added = try await officer.post("\(path)/frame/schools", ["names": "无此学校", "grade": "4"])
        #expect(added.status == .unprocessableContent && added.text.contains("没有找到“无此学校”"))
        #expect(try await officer.get("\(path)/edit").text.contains("2026年全学科监测"))
        let version = try await version(officer, path)
        let edited = Self.fields.map { ($0.0, $0.0 == "title" ? "改名" : $0.1) } + [("version", version)]
        #expect(try await officer.post(path, pairs: edited).location == "\(path)?done=saved")
        #expect(try await officer.get("/quality?q=改名").text.contains("共 <strong>1</strong>"))
        #expect(try await step(officer, path, "terms", [("smallGroup", "3")]).status == .unprocessableContent)
        #expect(try await step(officer, path, "removal").location == "/quality?done=removed")
    }

    @Test("A round is called off with a reason; its page says so and nothing goes on")
    func cancelled() async throws {
        let (site, path) = try await started(["method": "census"])
        let officer = try await site.site.browser(as: "officer")
        #expect(!(try await officer.get(path).text.contains("取消本轮")), "it is removed instead")
        try await step(officer, path, "freeze")
        #expect(try await step(officer, path, "cancellation", [("reason", "")]).status == .unprocessableContent)
        #expect(
            try await step(officer, path, "cancellation", [("reason", "<台风>停课")]).location == "\(path)?done=cancelled")
        let page = try await officer.get(path).text
        #expect(page.contains("本轮已取消") && page.contains("&lt;台风&gt;停课") && page.contains("清除学生姓名"))
        #expect(!page.contains("导入结果") && !page.contains("名册上报期限"))
        #expect(try await officer.get("/quality?state=cancelled").text.contains("共 <strong>1</strong>"))
        #expect(try await officer.post("\(path)/testing", ["version": "3"]).status == .conflict)
    }

    @Test("An import that meets a fault of the system fails and says so; it does not wait for ever")
    func fault() async throws {
        let (site, path) = try await started(["method": "census"])
        let officer = try await site.site.browser(as: "officer")
        try await step(officer, path, "freeze")
        let sent = try await officer.upload(
            "\(path)/import", ["kind": "scores"],
            files: [("file", "表.csv", Array("学校标识码,学号,数学\nL-school-500101,1,60\n".utf8))])
        _ = try await site.site.services.database.write { db in
            try db.execute("ALTER TABLE quality_paper RENAME TO broken")
        }
        try await site.site.runJobs()
        let page = try await officer.get(try #require(sent.location)).text
        #expect(page.contains("没有导入任何结果") && page.contains("系统出错"))
        let states = try await site.site.services.database.read { db in
            try db.rows("SELECT state FROM quality_import").map { try $0.get(0) as String }
        }
        #expect(states == ["failed"])
    }

    @Test("Where all take part, marks come by school and number, and nothing but a digest of it is kept")
    func census() async throws {
        let (site, path) = try await started(["method": "census"])
        let officer = try await site.site.browser(as: "officer")
        try await step(officer, path, "freeze")
        let rows = (1...12).map { "L-school-500101,\($0),\(60 + $0)" }.joined(separator: "\n")
        let sent = try await officer.upload(
            "\(path)/import", ["kind": "scores"],
            files: [("file", "表.csv", Array("学校标识码,学号,数学\n\(rows)\n".utf8))])
        try await site.site.runJobs()
        #expect(try await officer.get(try #require(sent.location)).text.contains("12人有改动"))
        let page = try await officer.get("\(path)/subject").text
        #expect(page.contains("66.5") && page.contains("分数段人数"))
        let kept = try await site.site.services.database.read { db in
            try db.rows("SELECT pupil FROM quality_score").map { try $0.get(0) as String }
        }
        #expect(kept.count == 12 && kept.allSatisfy { $0.hasPrefix("#") && $0.count == 33 })
        let id = QualityRoundID(String(path.split(separator: "/").last ?? ""))
        let (schools, key) = try await site.site.services.database.read { db in
            (try QualitySchools.all(of: id, in: db), try QualityKeys.require(id, in: db))
        }
        let school = try #require(schools.first)
        #expect(kept.contains(key.digest(of: "7", school: school)))
        #expect(
            !kept.contains("#" + sha256("\(id)/\(school.code)/4/7").prefix(32)),
            "without the key nobody can try numbers")
        try await step(officer, path, "publication")
        try await step(officer, path, "closure")
        try await step(officer, path, "purge")
        await #expect(throws: QualityRefusal.purged) {
            try await site.site.services.database.read { db in try QualityKeys.require(id, in: db) }
        }
    }
}
