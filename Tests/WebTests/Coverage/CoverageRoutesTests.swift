import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct CoverageRoutesTests {
    /// A city of two districts; today is 10 March, and the first one's school was seen in January and March.
    private static func plant() async throws -> VisitSite {
        let visits = try await VisitSite()
        try await visits.site.account("city", .officer, .region(.city, code: "500100"))
        try await visits.site.account("director", .director, .region(.county, code: "500101"))
        for (number, day) in (["2025-09-05", "2026-01-12", "2026-03-09"] as [Day]).enumerated() {
            let at = Instant(milliseconds: (day.number * 24 + 2) * 3_600_000)
            try await FindingSamples.act(as: VisitSample.inspector(on: day), in: visits.site.services.database) { act in
                _ = try Visits.store(VisitSample.visit(number + 1, on: day), sentAt: at, act)
            }
        }
        return visits
    }

    @Test("The heat map, the ledger and their files show the same schools, each count a way to its visits")
    func map() async throws {
        let visits = try await Self.plant()
        let officer = try await visits.site.browser(as: "officer")
        let page = try await officer.get("/coverage").text
        for words in [
            "2025—2026学年", "法定每学期不少于2次（《教育督导条例》第十四条）", "第101小学", "缺", "3月 第101小学：inspector",
            "/visits?school=school-500101&amp;month=2026-03", "共 <strong>1</strong> 所",
        ] { #expect(page.contains(words), "\(words)") }
        #expect(!page.contains("第102小学"))
        let opened = try await officer.get("/visits?school=school-500101&month=2026-03").text
        #expect(opened.contains("共 <strong>1</strong> 次到校"))
        for (query, isThere) in [
            ("?late=1", true), ("?month=2025-10&state=late", true), ("?month=2025-09&state=late", false),
            ("?month=2026-03&state=visited", true), ("?q=102", false), ("?kind=kindergarten", false),
            ("?inspector=none", true), ("?inspector=inspector", false), ("?term=2025-2&floor=reached", true),
            ("?term=2026-1&floor=open", true), ("?span=calendar-2026", true), ("?span=school-2023", true),
            ("?view=list&sort=-late", true), ("?span=nonsense&sort=nothing&page=0", true),
        ] {
            let text = try await officer.get("/coverage\(query)").text
            #expect(text.contains("第101小学") == isThere, "\(query)")
        }
        let list = try await officer.get("/coverage?view=list").text
        for words in ["10月、11月、12月未到校", "2/2 已达到", "1/2 还差1次", "2026年3月9日"] {
            #expect(list.contains(words), "\(words)")
        }
        let csv = try await officer.get("/coverage/export.csv?late=1").text
        #expect(csv.contains("第101小学,L-school-500101,学校") && csv.contains("未到校") && csv.contains("2026年3月"))
        #expect(try await officer.get("/coverage/export.xlsx").status == .ok)
    }

    @Test("A city sees its counties first and opens one; each number of the missed opens as many schools")
    func districts() async throws {
        let visits = try await Self.plant()
        let city = try await visits.site.browser(as: "city")
        let page = try await city.get("/coverage").text
        #expect(page.contains("第101区") && page.contains("第102区") && page.contains("共 <strong>2</strong> 个区县"))
        #expect(page.contains("/coverage?district=county-500101&amp;month=2025-10&amp;state=late\">1</a>"))
        let opened = try await city.get("/coverage?district=county-500101&month=2025-10&state=late").text
        #expect(opened.contains("共 <strong>1</strong> 所") && opened.contains("第101区：到校覆盖"))
        #expect(try await city.get("/coverage?q=102").text.contains("共 <strong>1</strong> 个区县"))
        #expect(try await city.get("/coverage/export.csv").text.contains("第101区,500101"))
        for path in [
            "/coverage/next", "/coverage/forecast", "/coverage/next/export.xlsx", "/coverage/forecast/export.xlsx",
        ] {
            #expect(try await city.get(path).status == .ok, "\(path)")
            #expect(try await city.get("\(path)?district=county-500101").status == .ok, "\(path)")
        }
        // What is named in an address is still only what the viewer may see.
        let officer = try await visits.site.browser(as: "officer")
        #expect(try await officer.get("/coverage?district=county-500102").text.contains("没有符合条件的学校"))
        #expect(try await officer.get("/coverage/schools/school-500102").status == .notFound)
    }

    @Test("A school sees its own row in its own words; an inspector sees every visit to the own schools")
    func own() async throws {
        let visits = try await Self.plant()
        let school = try await visits.site.browser(as: "principal")
        let page = try await school.get("/coverage").text
        #expect(page.contains("督学到校情况") && page.contains("共 <strong>3</strong> 次到校") && !page.contains("登记到校"))
        #expect(try await school.get("/coverage/next").status == .forbidden)
        #expect(try await school.get("/supervision-calendar").text.contains("责任督学到校"))
        let inspector = try await visits.site.browser(as: "inspector")
        #expect(try await inspector.get("/coverage").text.contains("第101小学"))
        #expect(try await inspector.get("/coverage/schools/school-500101").text.contains("登记到校"))
        #expect(
            try await visits.site.browser(as: "neighbour").get("/coverage/schools/school-500101").status == .notFound)
    }

    @Test("Where to go next and how it will end are told with reasons, and given as files")
    func ahead() async throws {
        let visits = try await Self.plant()
        visits.site.advance(seconds: 30 * 86_400)
        let officer = try await visits.site.browser(as: "officer")
        let next = try await officer.get("/coverage/next").text
        for words in ["本周应到校", "本月还差1次（30分）", "/visits/new?school=school-500101", "/visit-tasks/new?school=", "没有责任督学"]
        {
            #expect(next.contains(words), "\(words)")
        }
        #expect(try await officer.get("/coverage/next?due=0").text.contains("本周没有必须去的学校"))
        #expect(
            try await officer.get("/visit-tasks/new?school=%E7%AC%AC101%E5%B0%8F%E5%AD%A6").text.contains(
                "value=\"第101小学\""))
        #expect(try await officer.get("/coverage/next/export.xlsx").status == .ok)
        let forecast = try await officer.get("/coverage/forecast").text
        #expect(forecast.contains("按2026年3月13日至2026年4月9日的进度推算") && forecast.contains("预计月底未到"))
        #expect(try await officer.get("/coverage/forecast/export.xlsx").status == .ok)
        let inspector = try await visits.site.browser(as: "inspector").get("/coverage/next").text
        #expect(inspector.contains("/visits/app#/school/school-500101") && !inspector.contains("安排联合到校"))
        let workbench = try await visits.site.browser(as: "inspector").get("/").text
        #expect(workbench.contains("/coverage/next?due=1\">1所</a>") && workbench.contains("第101小学"))
        #expect(try await officer.get("/").text.contains("/coverage/forecast"))
        #expect(try await officer.get("/coverage/clashes").text.contains("没有时间冲突"))
        #expect(try await officer.get("/coverage/clashes/export.xlsx").status == .ok)
    }

    @Test("A rule is typed, kept when it is wrong, holds at once and can be given up")
    func rule() async throws {
        let visits = try await Self.plant()
        let officer = try await visits.site.browser(as: "officer")
        let usual: [(String, String)] =
            [
                ("perTerm", "2"), ("perMonth", "2"), ("basis", "本区办法第三条"), ("dueDays", "10"), ("weeks", "4"),
                ("recordsFrom", ""),
                ("terms", "2026-02-24 2026-07-08\n2025-09-01至2026-01-23"), ("version", "0"),
            ] + UrgencyWeights.fields.map { ("weight.\($0.name)", "\(UrgencyWeights.usual[keyPath: $0.path])") }
        for (name, value, words) in [
            ("perTerm", "1", "规定每学期不少于2次"), ("perMonth", "x", "请填写0至10"), ("terms", "2026-02-24", "看不懂"),
            ("terms", "2026-02-24 2026-07-08\n2026-03-01 2026-07-01", "只能填写一次"), ("recordsFrom", "明天", "请填写日期"),
            ("recordsFrom", "2026-03-11", "不能晚于今天"),
            ("weight.tip", "101", "每个分值请填写0至100"), ("dueDays", "0", "请填写1至31"), ("weeks", "21", "请填写1至20"),
        ] {
            let pairs = usual.map { ($0.0, $0.0 == name ? value : $0.1) }
            let answer = try await officer.post("/coverage/rule", pairs: pairs)
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(name) \(value)")
            #expect(answer.text.contains("本区办法第三条"))
        }
        #expect(try await officer.post("/coverage/rule", pairs: usual).location == "/coverage/rule?done=saved")
        let page = try await officer.get("/coverage").text
        #expect(page.contains("本地要求每月不少于2次（本区办法第三条）") && page.contains("1/2"))
        let rule = try await officer.get("/coverage/rule").text
        #expect(rule.contains("2025-09-01 2026-01-23\n2026-02-24 2026-07-08") && rule.contains("改用默认规定"))
        #expect(try await officer.post("/coverage/rule", pairs: usual).status == .conflict)
        let removal = try await officer.post("/coverage/rule/removal", ["version": "1"])
        #expect(removal.location == "/coverage/rule?done=removed")
        #expect(try await officer.get("/coverage").text.contains("本地要求每月不少于1次，"))
    }
}
