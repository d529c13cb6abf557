import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct DefinitionRoutesTests {
    private func started() async throws -> TestSite {
        let site = try await TestSite()
        try await site.account("officer", .officer, .region(.county, code: "500101"))
        try await site.account("leader", .leader, .region(.county, code: "500101"))
        try await site.account("neighbour", .officer, .region(.county, code: "500102"))
        try await site.account("city", .officer, .region(.city, code: "500100"))
        let database = site.services.database
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) {
            let values = try CollectionSample.values(row.value.stages)
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in _ = try CollectionReturns.save(row.id, values, source: .form, version: 1, act)
            }
        }
        return site
    }

    private func path(_ answer: TestAnswer) throws -> String {
        try #require(answer.location?.split(separator: "?").first.map(String.init))
    }

    @Test("From a blank standard, row by row, to one that judges the county")
    func standard() async throws {
        let site = try await started()
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.post("/standards/local", ["name": "", "code": "X"]).status == .unprocessableContent)
        let path = try path(
            try await officer.post("/standards/local", ["name": "现代化监测", "code": "modern", "from": ""]))
        let new = try await officer.get(path).text
        #expect(new.contains("现代化监测") && new.contains("处问题") && !new.contains(">发布</button>"))
        func add(_ table: Int, _ cells: [String: String], version: Int) async throws {
            var fields = cells.reduce(into: [String: String]()) { $0["c.\($1.key)"] = $1.value }
            fields["version"] = "\(version)"
            let answer = try await officer.post("\(path)/rows/\(table)/new", dictionary: fields)
            #expect(answer.status == .seeOther, "\(cells)")
        }
        _ = try await officer.post(
            "\(path)/rows/lines/0", ["c.标准": "现代化监测", "c.代码": "modern", "c.依据": "样例", "c.单位": "学校", "version": "1"])
        try await add(0, ["编号": "1", "名称": "条件"], version: 2)
        try await add(2, ["编码": "pupils", "名称": "在校生数", "对象": "每个单位", "分学段": "是"], version: 3)
        try await add(2, ["编码": "mediaRooms", "名称": "多媒体教室数", "对象": "每个单位"], version: 4)
        try await add(
            4,
            [
                "编号": "1.1", "部分": "1", "名称": "多媒体教室", "判定": "计算", "对象": "全县",
                "算式": "perHundred(mediaRooms, primary.pupil)", "关系": "≥", "限值": "2",
            ], version: 5)
        let wrong = try await officer.get(path).text
        #expect(wrong.contains("还有1处问题") && wrong.contains("primary.pupil") && !wrong.contains(">发布</button>"))
        #expect(try await officer.post("\(path)/publication", ["version": "6"]).status == .conflict)
        let row = try await officer.get("\(path)/rows/4/0").text
        #expect(row.contains("hx-post") && row.contains("perHundred(mediaRooms, primary.pupil)"))
        let checked = try await officer.post(
            "\(path)/check?column=%E7%AE%97%E5%BC%8F", ["c.算式": "perHundred(mediaRooms, primary.pupil)", "c.对象": "全县"]
        ).text
        #expect(checked.contains("第1行第24个字") && checked.contains("class=\"caret\""))
        let right = try await officer.post(
            "\(path)/check?column=%E7%AE%97%E5%BC%8F",
            ["c.算式": "perHundred(mediaRooms, primary.pupils + junior.pupils)", "c.对象": "全县"]
        ).text
        #expect(right.contains("得出一个数") && right.contains("2026年的数据") && !right.contains("class=\"caret\""))
        let each = try await officer.post(
            "\(path)/check?column=%E7%AE%97%E5%BC%8F", ["c.算式": "pupils / mediaRooms", "c.对象": "每个单位", "c.分学段": "是"]
        ).text
        #expect(each.contains("第1小学") && each.contains("个单位，算得出的"))
        _ = try await officer.post(
            "\(path)/rows/4/0",
            [
                "c.编号": "1.1", "c.部分": "1", "c.名称": "多媒体教室", "c.判定": "计算", "c.对象": "全县",
                "c.算式": "perHundred(mediaRooms, primary.pupils + junior.pupils)", "c.关系": "≥", "c.限值": "2",
                "version": "6",
            ])
        let trial = try await officer.get("\(path)/trial").text
        #expect(trial.contains("多媒体教室") && trial.contains("≥2"))
        #expect(try await officer.post("\(path)/publication", ["version": "7"]).status == .seeOther)
        #expect(try await officer.get("\(path)/text").status == .conflict)
        #expect(try await officer.get("/standards").text.contains("现代化监测"))
        let leader = try await site.browser(as: "leader")
        #expect(try await leader.get(path).text.contains("已发布"))
        #expect(try await (try await site.browser(as: "neighbour")).get(path).status == .notFound)
    }

    @Test("An expression is tried on the one county that was chosen, which must be one of the office's own")
    func region() async throws {
        let site = try await started()
        let city = try await site.browser(as: "city")
        let text = DefinitionSample.standard()
        let path = try path(try await city.post("/standards/local", ["name": "现代化监测", "code": "modern", "from": ""]))
        #expect(try await city.post("\(path)/text", ["text": text, "version": "1"]).status == .seeOther)
        let row = try await city.get("\(path)/rows/4/0").text
        #expect(row.contains("<input type=\"hidden\" name=\"region\" value=\"500101\">"), "only one county has figures")
        #expect(row.contains("hx-swap=\"innerHTML ignoreTitle:true\"") && row.contains("change from:closest form"))
        #expect(row.contains("data-draft=\"definition-") && !row.contains("id=\"checked\""))
        #expect(try await !city.get("\(path)/rows/0/0").text.contains("name=\"region\""), "nothing to try there")
        let check = "\(path)/check?column=%E7%AE%97%E5%BC%8F"
        func said(_ region: String) async throws -> TestAnswer {
            try await city.post(
                check, ["c.算式": "perHundred(mediaRooms, primary.pupils)", "c.对象": "全县", "region": region])
        }
        #expect(try await said("500101").text.contains("2026年的数据"))
        let bare = try await said("")
        #expect(bare.status == .ok && bare.text.contains("得出一个数") && !bare.text.contains("年的数据"))
        #expect(try await said("500101").text.contains("class=\"answer\""))
        #expect(try await said("310101").status == .notFound)
        #expect(try await city.get("\(path)/trial").text.contains("2026年"))
        #expect(try await city.get("\(path)/trial?region=310101").status == .notFound)
    }

    @Test("A draft with a wrong condition is tried and reaches nothing; a cell that is empty stays so")
    func wrong() async throws {
        let officer = try await (try await started()).browser(as: "officer")
        let path = try path(
            try await officer.post("/standards/local", ["name": "现代化监测", "code": "modern", "from": ""]))
        let text = DefinitionSample.standard(expression: "nothing").replacing("1.2\t1\t章程\t人工\n", with: "")
        #expect(try await officer.post("\(path)/text", ["text": text, "version": "1"]).status == .seeOther)
        let trial = try await officer.get("\(path)/trial").text
        #expect(trial.contains("还有1处问题") && trial.contains("数据不全，不能判定") && !trial.contains(">达到<"))
        let form = try self.path(
            try await officer.post("/collection-forms/own", ["name": "课后服务", "code": "after", "from": ""]))
        let sample = DefinitionSample.form(code: "after").replacing("人\t0\t\t\t\t是", with: "人\t0\t\t\t\t")
        #expect(try await officer.post("\(form)/text", ["text": sample, "version": "1"]).status == .seeOther)
        let row = try await officer.get("\(form)/rows/0/1").text
        #expect(row.contains("serviceTeachers") && row.contains("<option value=\"\" selected>—</option>"))
        for code in ["local", "own", "new"] {
            let answer = try await officer.post("/standards/local", ["name": "名", "code": code, "from": ""])
            #expect(answer.status == .unprocessableContent, "\(code)")
        }
    }

    @Test("What leaves as a file comes back as the next draft")
    func files() async throws {
        let officer = try await (try await started()).browser(as: "officer")
        let shipped = try await officer.get("/standards/local/new").text
        #expect(shipped.contains("县域义务教育优质均衡（系统自带）"))
        let from = "shipped:Store/Data/standards/youzhi-junheng.tsv"
        let path = try path(
            try await officer.post("/standards/local", ["name": "本地优质均衡", "code": "own-balance", "from": from]))
        #expect(try await officer.get(path).text.contains(">发布</button>"))
        let text = try await officer.get("\(path)/file.tsv").text
        #expect(text.hasPrefix("标准\t本地优质均衡\n代码\town-balance\n"))
        #expect(try await officer.get("\(path)/file.xlsx").bytes.starts(with: Array("PK".utf8)))
        let changed = text.replacing("本地优质均衡", with: "改过的名称")
        #expect(try await officer.post("\(path)/text", ["text": changed, "version": "1"]).status == .seeOther)
        #expect(try await officer.get(path).text.contains("改过的名称"))
        let stale = try await officer.post("\(path)/text", ["text": text, "version": "1"])
        #expect(stale.status == .conflict && stale.text.contains("刚被他人修改") && stale.text.contains("本地优质均衡"))
        #expect(try await officer.post("\(path)/removal", [:]).status == .seeOther)
        #expect(try await officer.get(path).status == .notFound)
    }

    @Test("A form of the office's own is previewed, published and offered to a new round")
    func form() async throws {
        let officer = try await (try await started()).browser(as: "officer")
        let path = try path(
            try await officer.post("/collection-forms/own", ["name": "课后服务", "code": "after", "from": ""]))
        #expect(try await officer.get("\(path)/preview").status == .conflict)
        let text = DefinitionSample.form(code: "after")
        #expect(try await officer.post("\(path)/text", ["text": text, "version": "1"]).status == .seeOther)
        #expect(try await officer.get("\(path)/preview").text.contains("参加学生数"))
        #expect(try await officer.get("/collections/new").text.contains("课后服务") == false)
        #expect(try await officer.post("\(path)/publication", ["version": "2"]).status == .seeOther)
        #expect(try await officer.get("/collections/new").text.contains("value=\"after/1\""))
        #expect(try await officer.get("/collection-forms/after/1").text.contains("参加学生数"))
        #expect(try await officer.get("/collection-forms").text.contains("课后服务"))
        let round = try await officer.post(
            "/collections",
            ["title": "课后服务采集", "form": "after/1", "year": "2026", "reference": "2026-02-01", "due": "2026-03-20"])
        #expect(round.status == .seeOther)
        #expect(try await officer.get("/collections").text.contains("课后服务"))
        let next = try self.path(try await officer.post("\(path)/next", [:]))
        #expect(try await officer.get(next).text.contains("第2版"))
    }
}
