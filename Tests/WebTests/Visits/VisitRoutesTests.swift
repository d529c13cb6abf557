import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct VisitRoutesTests {
    private static let form: KeyValuePairs<String, String> = [
        "visit": VisitSite.id, "school": "school-500101", "checklist": "visit-checklist-1", "day": "2026-03-10",
        "from": "08:00", "until": "09:30", "theme": "开学", "record": "看了食堂。", "value.1.1": "是", "value.1.2": "差",
        "note.1.2": "油污", "counters.lessons": "2", "problems.0.problem": "食堂油污", "problems.0.outcome": "advice",
        "problems.0.requirement": "清洗", "problems.0.days": "7",
    ]

    private static func changed(_ changes: [String: String]) -> [(String, String)] {
        form.map { ($0.key, changes[$0.key] ?? $0.value) }
            + changes.filter { change in
                !form.contains { $0.key == change.key }
            }.map { ($0.key, $0.value) }
    }

    @Test("A visit is written down at a desk with a photo, found in lists, and is one however often it is sent")
    func desk() async throws {
        let visits = try await VisitSite()
        let inspector = try await visits.site.browser(as: "inspector")
        let choice = try await inspector.get("/visits/new").text
        #expect(choice.contains("第101小学") && !choice.contains("第102小学"))
        #expect(try await inspector.get("/visits/new?school=school-500101").text.contains("督导纪实"))
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
        for _ in 0..<2 {
            let sent = try await inspector.upload(
                "/visits", pairs: Self.changed([:]), files: [("photos", "a.png", picture)])
            #expect(sent.location == "/visits/\(VisitSite.id)?done=recorded")
        }
        #expect(try await visits.visits() == 1)
        let page = try await inspector.get("/visits/\(VisitSite.id)").text
        for words in ["看了食堂。", "发整改建议", "油污", "督问〔2026〕1号", "待签收", "08:00", "/photos/"] {
            #expect(page.contains(words), "\(words)")
        }
        let officer = try await visits.site.browser(as: "officer")
        for query in [
            "", "?q=101", "?month=2026-03&outcome=advice", "?theme=开学", "?kind=routine", "?state=unsigned",
            "?sort=outcome", "?inspector=inspector",
        ] {
            #expect(try await officer.get("/visits\(query)").text.contains("共 <strong>1</strong> 次到校"), "\(query)")
        }
        for query in [
            "?q=102", "?month=2026-04", "?outcome=serious", "?kind=office", "?state=void", "?mark=twice",
            "?state=disagreed",
        ] {
            #expect(try await officer.get("/visits\(query)").text.contains("没有符合条件"), "\(query)")
        }
        #expect(try await officer.get("/visits/export.xlsx").status == .ok)
        #expect(try await visits.site.browser(as: "leader").get("/visits/\(VisitSite.id)").status == .ok)
        #expect(try await visits.site.browser(as: "neighbour").get("/visits/\(VisitSite.id)").status == .notFound)
        #expect(try await officer.get("/findings?source=visit").text.contains("食堂油污"))
    }

    @Test("A form that cannot be taken keeps what was typed and says what is wrong")
    func kept() async throws {
        let visits = try await VisitSite()
        let inspector = try await visits.site.browser(as: "inspector")
        let cases: [(String, [String: String])] = [
            ("请填写督导纪实", ["record": ""]), ("时间不正确", ["from": "25:00"]), ("时间不正确", ["day": "2026-02-30"]),
            ("离校时间不能早于到校时间", ["until": "07:00"]), ("整改期限应为0到30天", ["problems.0.days": "31"]),
            ("整改期限应为0到30天", ["problems.0.days": "soon"]), ("请选择问题如何处理", ["problems.0.outcome": ""]),
            ("听课应为0到999", ["counters.lessons": "many"]), ("不在您的责任区", ["school": "school-500102"]),
            ("系统里没有这所学校", ["school": "nowhere"]), ("到校时间不能晚于现在", ["day": "2026-03-11"]),
        ]
        for (words, change) in cases {
            let answer = try await inspector.post("/visits", pairs: Self.changed(change))
            #expect(answer.status != .seeOther && answer.text.contains(words), "\(words): \(answer.status)")
            #expect(change["school"] != nil || answer.text.contains("清洗"))
        }
        let noPicture = try await inspector.upload(
            "/visits", pairs: Self.changed([:]), files: [("photos", "a.png", [UInt8]("text".utf8))])
        #expect(noPicture.status == .unprocessableContent && noPicture.text.contains("不是照片"))
        #expect(try await visits.visits() == 0)
    }

    @Test("A sentence about a problem stands at that problem, also when the one before was left empty")
    func places() async throws {
        let visits = try await VisitSite()
        let inspector = try await visits.site.browser(as: "inspector")
        let second = Self.changed([
            "problems.0.problem": "", "problems.0.outcome": "", "problems.0.requirement": "", "problems.0.days": "",
            "problems.1.problem": "留样不全", "problems.1.outcome": "advice", "problems.1.requirement": "补齐",
            "problems.1.days": "31",
        ])
        let page = try await inspector.post("/visits", pairs: second).text
        let (first, last) = (try #require(page.range(of: "问题 2<")), try #require(page.range(of: "问题 3<")))
        let sentence = try #require(page.range(of: "整改期限应为0到30天"))
        #expect(first.upperBound < sentence.lowerBound && sentence.upperBound < last.lowerBound)
    }

    @Test("A link to a school's form asks for the month's plan first, and takes its checklist and title")
    func planned() async throws {
        let visits = try await VisitSite()
        try await FindingSamples.act(as: FindingSamples.officer(), in: visits.site.services.database) { act in
            let theme = NewVisitTheme(
                month: Month(of: act.day), title: "作业管理", note: "", checklist: VisitSample.checklist, isRequired: true)
            try VisitThemes.publish(VisitThemes.create(theme, act), act)
        }
        let inspector = try await visits.site.browser(as: "inspector")
        let link = "/visits/new?school=school-500101"
        let choice = try await inspector.get(link).text
        #expect(choice.contains("计划外，不用清单") && !choice.contains("看到的情况"))
        #expect(choice.contains("value=\"school-500101\" selected"))
        let plan: String = try await visits.site.services.database.read { db in
            try db.first("SELECT id FROM visit_theme")?.get(0) ?? ""
        }
        let form = try await inspector.get("\(link)&plan=\(plan)").text
        #expect(form.contains("教材到位") && form.contains("value=\"作业管理\""))
        #expect(try await inspector.get("\(link)&plan=").text.contains("看到的情况"))
    }

    @Test("A school keeps who receives inspectors; what is no number is refused with what was typed")
    func contact() async throws {
        let visits = try await VisitSite()
        let school = try await visits.site.browser(as: "principal")
        let path = "/organisations/school-500101/contact"
        #expect(try await school.get("/visits").text.contains(path))
        for phone in ["12", "打办公室电话", "=1+2", String(repeating: "1", count: 41), ""] {
            let answer = try await school.post(path, ["name": "王老师", "phone": phone, "version": "0"])
            #expect(answer.status == .unprocessableContent && answer.text.contains("王老师"), "\(phone)")
        }
        let good = try await school.post(path, ["name": "王老师", "phone": "023-48001000转8", "version": "0"])
        #expect(good.location == "\(path)?done=saved")
        let again = try await school.post(path, ["name": "李老师", "phone": "023-48001001", "version": "0"])
        #expect(again.status == .conflict && again.text.contains("刚被他人修改"))
        let officer = try await visits.site.browser(as: "officer")
        #expect(try await officer.get(path).text.contains("023-48001000转8"))
        #expect(try await officer.get("/organisations/bureau-500101/contact").status == .notFound)
        let inspector = try await visits.site.browser(as: "inspector")
        #expect(try await inspector.get("/visits/new?school=school-500101").text.contains("王老师 023-48001000转8"))
        #expect(try await inspector.get(path).status == .forbidden)
        let package = try await inspector.script(.get, "/api/visits/package").json
        #expect((package["schools"] as? [[String: Any]])?.first?["contactPhone"] as? String == "023-48001000转8")
    }

    @Test("The school signs with its words, the author corrects, the office decides on a mark")
    func after() async throws {
        let visits = try await VisitSite()
        let inspector = try await visits.site.browser(as: "inspector")
        _ = try await inspector.post("/visits", pairs: Self.changed([:]))
        let path = "/visits/\(VisitSite.id)"
        let school = try await visits.site.browser(as: "principal")
        #expect(try await school.get("/").text.contains("签收到校记录"))
        let seen = try await school.get(path).text
        #expect(seen.contains("食堂油污") && !seen.contains("看了食堂。") && !seen.contains("标注</h2>"))
        let long = try await school.post(
            "\(path)/receipt", ["disagreement": String(repeating: "不", count: 501), "version": "1"])
        #expect(long.status == .unprocessableContent && long.text.contains("500字以内"))
        #expect(try await school.get("\(path)/receipt").text.contains("name=\"version\" value=\"1\""))
        let unread = try await school.post("\(path)/receipt", ["disagreement": "已清洗"])
        #expect(unread.status == .conflict && unread.text.contains("刚被更正"))
        #expect(
            try await school.post("\(path)/receipt", ["disagreement": "已清洗", "version": "1"]).status == .seeOther)
        #expect(try await school.post("\(path)/receipt", ["version": "1"]).status == .conflict)
        let officer = try await visits.site.browser(as: "officer")
        #expect(try await officer.get(path).text.contains("已清洗"))
        #expect(try await officer.get("\(path)/correction").status == .notFound)
        #expect(try await inspector.get("\(path)/correction").text.contains("看了食堂。"))
        let change: [(String, String)] = [
            ("record", "看了食堂和宿舍。"), ("version", "1"), ("value.1.1", "否"), ("reason", ""),
        ]
        #expect(try await inspector.post("\(path)/correction", pairs: change).text.contains("请写明理由"))
        #expect(try await inspector.get("\(path)/correction").text.contains("value=\"08:00\""))
        let odd = change.dropLast() + [("reason", "补记"), ("day", "2026-03-10"), ("from", "25:00"), ("until", "09:00")]
        #expect(try await inspector.post("\(path)/correction", pairs: Array(odd)).text.contains("时间不正确"))
        let late = change.dropLast() + [("reason", "补记"), ("day", "2026-03-11"), ("from", "08:00"), ("until", "09:00")]
        #expect(try await inspector.post("\(path)/correction", pairs: Array(late)).text.contains("不能晚于现在"))
        let good = change.dropLast() + [("reason", "补记"), ("day", "2026-03-09"), ("from", "08:10"), ("until", "09:00")]
        #expect(try await inspector.post("\(path)/correction", pairs: Array(good)).status == .seeOther)
        #expect(try await inspector.post("\(path)/correction", pairs: Array(good)).status == .conflict)
        let corrected = try await officer.get(path).text
        #expect(corrected.contains("看了食堂和宿舍。") && corrected.contains("补记") && corrected.contains("学校还没有签收"))
        #expect(corrected.contains("2026年3月9日") && corrected.contains("08:10") && corrected.contains("更正前：到校"))
        let mark = "\(path)/marks/noLocation"
        #expect(try await officer.post(mark, ["decision": "void", "reason": ""]).text.contains("请写明理由"))
        #expect(try await officer.post("\(path)/marks/twice", ["decision": "void", "reason": "x"]).status == .notFound)
        #expect(try await officer.post("\(path)/marks/other", ["decision": "void", "reason": "x"]).status == .notFound)
        #expect(try await officer.post(mark, ["decision": "void", "reason": "误登"]).status == .seeOther)
        #expect(try await school.get(path).status == .notFound)
        #expect(try await officer.get("/visits?state=void").text.contains("已作废"))
    }

    @Test("A month's theme is drafted, changed, published to inspectors, and then stays")
    func themes() async throws {
        let visits = try await VisitSite()
        let officer = try await visits.site.browser(as: "officer"),
            inspector = try await visits.site.browser(as: "inspector")
        let typed: [(String, String)] = [
            ("month", "2026-03"), ("title", "作业管理"), ("checklist", "visit-checklist-1"), ("required", "1"),
            ("note", ""),
        ]
        #expect(try await officer.post("/visit-themes", pairs: [("month", "x"), ("title", "")]).text.contains("请选择月份"))
        #expect(try await officer.post("/visit-themes", pairs: typed).status == .seeOther)
        #expect(try await officer.post("/visit-themes", pairs: typed).text.contains("已有名为"))
        let id: String = try await visits.site.services.database.read { db in
            try db.first("SELECT id FROM visit_theme")?.get(0) ?? ""
        }
        #expect(!(try await inspector.get("/visit-themes").text.contains("作业管理")))
        let stale = try await officer.post("/visit-themes/\(id)", pairs: typed + [("version", "7")])
        #expect(stale.status == .conflict)
        #expect(try await officer.post("/visit-themes/\(id)", pairs: typed + [("version", "1")]).status == .seeOther)
        #expect(try await officer.post("/visit-themes/\(id)/publication").status == .seeOther)
        #expect(try await officer.post("/visit-themes/\(id)/removal").status == .conflict)
        #expect(try await officer.post("/visit-themes/\(id)", pairs: typed + [("version", "3")]).status == .conflict)
        #expect(try await inspector.get("/visit-themes").text.contains("作业管理"))
        #expect(try await officer.get("/visit-themes/export.xlsx").status == .ok)
        let package = try await inspector.script(.get, "/api/visits/package").json
        #expect((package["checklists"] as? [[String: Any]])?.first?["theme"] as? String == "作业管理")
        #expect((package["schools"] as? [[String: Any]])?.map { $0["id"] as? String } == ["school-500101"])
        #expect((package["csrf"] as? String)?.isEmpty == false)
    }

    @Test("A joint visit is planned for inspectors of two districts, visited by one of them, or cancelled")
    func joint() async throws {
        let visits = try await VisitSite()
        try await visits.site.services.database.write { db in
            _ = try db.execute("UPDATE inspector SET certificate = '督-102' WHERE person_id = 'neighbour'")
        }
        let officer = try await visits.site.browser(as: "officer"),
            guest = try await visits.site.browser(as: "neighbour")
        let typed: [(String, String)] = [
            ("school", "第101小学"), ("theme", "联合"), ("from", "2026-03-10"), ("due", "2026-03-12"),
            ("people", "inspector"),
            ("guests", "督-102"),
        ]
        for (name, value, words) in [
            ("school", "无此校", "没有找到这所学校"), ("due", "2026-03-01", "请填写今天或以后"), ("guests", "督-9", "没有督学证号"),
            ("guests", "", "至少2人"),
        ] {
            let wrong = typed.map { ($0.0, $0.0 == name ? value : $0.1) }
            let answer = try await officer.post("/visit-tasks", pairs: wrong)
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
        }
        #expect(try await officer.post("/visit-tasks", pairs: typed).status == .seeOther)
        #expect(try await guest.get("/").text.contains("联合到校"))
        let list = try await guest.get("/visit-tasks?state=open").text
        let start = try #require(list.range(of: "/visits/new?task="))
        let task = String(list[start.upperBound...].prefix { $0 != "\"" })
        #expect(try await guest.get("/visits/new?task=\(task)").text.contains("第101小学"))
        let sent = try await guest.post(
            "/visits", pairs: Self.changed(["task": task, "problems.0.problem": "", "problems.0.outcome": ""]))
        #expect(sent.status == .seeOther)
        #expect(try await guest.get("/visit-tasks?state=open").text.contains("没有联合到校"))
        #expect(try await officer.get("/visits?task=\(task)").text.contains("共 <strong>1</strong> 次到校"))
        #expect(try await officer.post("/visit-tasks/\(task)/cancellation").status == .seeOther)
        #expect(try await officer.post("/visit-tasks/\(task)/cancellation").status == .notFound)
        #expect(try await officer.get("/visit-tasks/export.xlsx").status == .ok)
    }
}
