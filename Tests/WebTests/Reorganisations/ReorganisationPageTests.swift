import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ReorganisationPageTests {
    private func site() async throws -> (TestSite, TestBrowser, CampaignSample) {
        let site = try await TestSite()
        let sample = try await Sample.campaign(in: site.services.database, units: 3)
        try await site.account("officer", .officer, .region(.county, code: "500112"))
        try await site.account("head", .principal, .organisation(sample.organisations[0]))
        _ = try await FindingSamples.act(
            as: FindingSamples.officer("500112"), in: site.services.database
        ) { act in try Findings.issue(FindingSamples.problem([sample.organisations[0]]), act) }
        return (site, try await site.browser(as: "officer"), sample)
    }

    /// The names of the choices on a page.
    private func names(in page: String) -> [String] {
        page.split(separator: "<select name=\"fate-").dropFirst().map { "fate-" + String($0.prefix { $0 != "\"" }) }
    }

    @Test("A merger lists everything first, keeps what was typed, and does nothing before all is decided")
    func merger() async throws {
        let (site, browser, sample) = try await site()
        let path = "/organisations/\(sample.organisations[0])"
        let form: [(String, String)] = [
            ("successors", "第2幼儿园"), ("day", "2026-03-10"), ("reason", "渝教〔2026〕1号"), ("version", "1"),
        ]
        let asked = try await browser.post("\(path)/merger", pairs: form)
        #expect(asked.status == .unprocessableContent)
        for part in ["逐项决定去向", "还有3项没有决定", "未结清的问题", "进行中的督导", "账号 head", "渝教〔2026〕1号", "转给第2幼儿园"] {
            #expect(asked.text.contains(part), "\(part)")
        }
        let names = names(in: asked.text)
        #expect(names.count == 3)
        let half = try await browser.post("\(path)/merger", pairs: form + [(names[0], "stay")])
        #expect(half.text.contains("还有2项没有决定") && half.text.contains("value=\"stay\" selected"))
        #expect(try await browser.get(path).text.contains("正常"))
        let choices = names.map { name in
            (name, name.contains("account") || name.contains("inspection") ? "end" : "stay")
        }
        let done = try await browser.post("\(path)/merger", pairs: form + choices)
        #expect(done.location == "\(path)?done=saved")
        let page = try await browser.get(path).text
        for part in ["已撤销", "撤并与变更的决定", "并入其他单位：第2幼儿园", "3项决定", "终止", "并入"] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(
            try await site.browser().post("/login", ["login": "head", "password": TestSite.password], sealed: false)
                .status == .forbidden)
        #expect(try await browser.get("/organisations/\(sample.organisations[1])").text.contains("并入本单位"))
    }

    @Test("One choice decides for all of a kind, and a choice of its own goes before it")
    func rest() async throws {
        let (site, browser, sample) = try await site()
        try await site.account("clerk", .clerk, .organisation(sample.organisations[0]))
        let path = "/organisations/\(sample.organisations[0])"
        let done = try await browser.post(
            "\(path)/merger",
            pairs: [
                ("successors", "第2幼儿园"), ("day", "2026-03-10"), ("reason", "批复"), ("version", "1"),
                ("rest-finding", "pass:\(sample.organisations[1])"), ("rest-inspection", "stay"),
                ("rest-account", "pass:\(sample.organisations[1])"), ("fate-account-account-clerk", "end"),
            ])
        #expect(done.status == .seeOther)
        let accounts = try await site.services.database.read { db in
            try db.rows("SELECT login FROM account WHERE active AND organisation_id = \(sample.organisations[1])").map {
                try $0.get(0) as String
            }
        }
        #expect(accounts == ["head"])
    }

    @Test(
        "What cannot be is told beside its field",
        arguments: [
            ("merger", ["successors": ""], "请填写单位的代码或全称"), ("merger", ["successors": "没有这所"], "没有代码或名称为“没有这所”的单位"),
            ("merger", ["successors": "第1幼儿园"], "不能并入或拆分给单位自身"), ("split", ["successors": "第2幼儿园"], "请至少填写两个新单位"),
            ("merger", ["successors": "第2幼儿园", "reason": ""], "请写明事由"),
            ("code", ["code": "21"], "应为10位数字"),
        ])
    func refused(what: String, fields: [String: String], message: String) async throws {
        let (_, browser, sample) = try await site()
        let all = ["day": "2026-03-10", "reason": "批复", "version": "1"].merging(fields) { $1 }
        let answer = try await browser.post("/organisations/\(sample.organisations[0])/\(what)", dictionary: all)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(message))
    }

    @Test("A change of category asks about running inspections; the id stays, the old code is void")
    func category() async throws {
        let (_, browser, sample) = try await site()
        let path = "/organisations/\(sample.organisations[0])"
        let form: [(String, String)] = [
            ("code", "2150000001"), ("day", "2026-03-10"), ("reason", "办成小学"), ("version", "1"),
        ]
        let asked = try await browser.post("\(path)/code", pairs: form)
        #expect(asked.status == .unprocessableContent && names(in: asked.text).count == 1)
        let done = try await browser.post("\(path)/code", pairs: form + [(names(in: asked.text)[0], "stay")])
        #expect(done.status == .seeOther)
        #expect(try await browser.get(path).text.contains("2150000001"))
    }

    @Test(
        "Another master: the city decides for each thing whether it goes along; the district's own inspection does not")
    func transfer() async throws {
        let (site, _, sample) = try await site()
        try await site.account("city", .officer, .region(.city, code: "500100"))
        let city = try await site.browser(as: "city")
        let path = "/organisations/\(sample.organisations[0])"
        let form: [(String, String)] = [
            ("kind", "幼儿园"), ("region", "500112"), ("authority", "市属"), ("running", "公办"), ("stages", "幼儿园"),
            ("day", "2026-03-10"), ("reason", "上收管理"), ("version", "1"),
        ]
        let asked = try await city.post("\(path)/facts", pairs: form)
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("还有2项没有决定") && asked.text.contains("留给原督导室办结"))
        let choices = names(in: asked.text).map { ($0, "stay") }
        #expect(try await city.post("\(path)/facts", pairs: form + choices).status == .seeOther)
        let page = try await city.get(path).text
        #expect(page.contains("市属") && page.contains("变更隶属"))
        let plain: [(String, String)] = form.dropLast() + [("version", "2"), ("tags", "城区")]
        #expect(try await city.post("\(path)/facts", pairs: plain).status == .seeOther, "the same master asks nothing")
    }

    @Test("A split asks too; a unit that remains keeps its code and its account")
    func split() async throws {
        let (_, browser, sample) = try await site()
        let path = "/organisations/\(sample.organisations[0])"
        let form: [(String, String)] = [
            ("successors", "第2幼儿园\n第3幼儿园"), ("remains", "yes"), ("day", "2026-03-10"), ("reason", "分园独立"),
            ("version", "1"), ("rest-finding", "stay"), ("rest-inspection", "stay"), ("rest-account", "stay"),
        ]
        #expect(try await browser.post("\(path)/split", pairs: form).status == .seeOther)
        let page = try await browser.get(path).text
        #expect(page.contains("正常") && page.contains("拆分为") && page.contains("第3幼儿园"))
    }

    @Test("A sheet does not close a unit that has open matters: its row says what to do")
    func sheet() async throws {
        let (site, browser, _) = try await site()
        let lines = "标识码,单位名称,单位类型,所在地,隶属,是否撤销\n,第1幼儿园,幼儿园,500112,区县属,是\n,第3幼儿园,幼儿园,500112,区县属,是\n"
        let sent = try await browser.upload("/organisations/import", files: [("file", "单位.csv", Array(lines.utf8))])
        try await site.runJobs()
        let page = try await browser.get(try #require(sent.location)).text
        #expect(page.contains("未了的问题或督导"), "\(page.suffix(3_000))")
    }
}
