import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ZoneRoutesTests {
    /// A district with six kindergartens and two inspectors, the first with an account; an officer; the first unit's head.
    static func site() async throws -> TestSite {
        let site = try await TestSite()
        try await RegistrySample.plant(6, in: site.services.database)
        _ = try await site.services.database.write { db in
            try db.execute(
                """
                INSERT INTO organisation_code (code, organisation_id, from_day, until_day)
                SELECT code, id, since, '9999-12-31' FROM organisation
                """)
        }
        for number in 1...2 { try await RegistrySample.inspector("inspector\(number)", in: site) }
        try await site.account("officer", .officer, .region(.county, code: "500112"))
        try await site.account("principal", .principal, .organisation(unit(1)))
        try await site.account("leader", .leader, .region(.county, code: "500112"))
        return site
    }

    static func unit(_ serial: Int) -> OrganisationID { Identifier("unit-\(RegistrySample.code(serial))") }

    /// A zone with all schools and both inspectors, made through the pages; gives its path.
    static func zone(_ officer: TestBrowser) async throws -> String {
        let made = try await officer.post("/zones", ["name": "第一责任区", "from": "2026-03-01"])
        let path = try #require(made.location?.split(separator: "?").first.map(String.init))
        let codes = (1...6).map { RegistrySample.code($0) }.joined(separator: "\n")
        #expect(try await officer.post("\(path)/schools", ["schools": codes]).status == .seeOther)
        let people = "code-inspector1、code-inspector2"
        #expect(try await officer.post("\(path)/inspectors", ["inspectors": people]).status == .seeOther)
        return path
    }

    @Test("A zone is made, filled, proposed for and posted; the inspector and the school see it")
    func walk() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        let path = try await Self.zone(officer)
        #expect(try await officer.get(path).text.contains("未挂牌"))
        let query = "/zones/proposal?zone=\(path.dropFirst(7))&from=2026-03-10&seed=2026&keep=1"
        let proposal = try await officer.get(query).text
        let digest = try #require(proposal.firstMatch(of: /name="digest" value="([0-9a-f]{64})"/)).1
        let unposted = try await officer.get("/zones/schools?state=unposted").text
        #expect(unposted.contains("共 <strong>6</strong>"))
        let accepted = try await officer.post(
            "/zones/proposal",
            [
                "zone": String(path.dropFirst(7)), "from": "2026-03-10", "seed": "2026", "keep": "1",
                "digest": String(digest),
            ])
        #expect(accepted.location == "\(path)?done=zonesPosted")
        #expect(try await officer.get("/zones/schools?state=posted").text.contains("共 <strong>6</strong>"))
        #expect(try await officer.get("/zones/schools?person=person-inspector1").text.contains("共 <strong>3</strong>"))

        let inspector = try await site.browser(as: "inspector1")
        let mine = try await inspector.get("/zones/mine").text
        #expect(mine.contains("共 <strong>3</strong>") && mine.contains("第一责任区"))
        #expect(try await inspector.get(path).status == .ok)
        #expect(try await inspector.get("/zones").text.contains("第一责任区"))
        let principal = try await site.browser(as: "principal")
        #expect(try await principal.get("/zones/mine").text.contains("打印公示牌"))
        #expect(try await principal.get("/zones/mine/board").text.contains("/public/schools/\(Self.unit(1))"))
        #expect(try await site.browser(as: "leader").get(path).status == .ok)
    }

    @Test("A changed proposal is refused and shown anew; an old seed is no seed")
    func staleProposal() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        _ = try await Self.zone(officer)
        let answer = try await officer.post(
            "/zones/proposal", ["from": "2026-03-10", "seed": "2026", "keep": "1", "digest": "0"])
        #expect(answer.status == .conflict && answer.text.contains("请看过新的方案再采用"))
        let blank = try await officer.post("/zones/proposal", ["from": "2026-03-10", "seed": " ", "digest": "0"])
        #expect(blank.status == .unprocessableContent && blank.text.contains("请填写种子"))
        #expect(try await officer.get("/zones/proposal?seed=x&from=2026-03-09").text.contains("不能早于今天"))
    }

    @Test("What was typed stays when it is refused")
    func refusals() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        let nameless = try await officer.post("/zones", ["name": "一", "from": "2026-03-01", "note": "沿江一带"])
        #expect(nameless.status == .unprocessableContent && nameless.text.contains("沿江一带"))
        let path = try await Self.zone(officer)
        let twin = try await officer.post("/zones", ["name": "第一责任区", "from": "2026-03-01"])
        #expect(twin.status == .unprocessableContent && twin.text.contains("已有名为"))
        let unknown = try await officer.post("\(path)/schools", ["schools": "没有这所小学"])
        #expect(unknown.status == .unprocessableContent)
        #expect(unknown.text.contains("没有找到：没有这所小学") && unknown.text.contains(">\n没有这所小学</textarea>"))
        let rules = try await officer.post(
            "/zones/rules",
            ["zone": "20", "inspector": "6", "school": "1", "years": "3", "basis": "", "version": "0"])
        #expect(rules.status == .unprocessableContent && rules.text.contains("value=\"6\""))
    }

    @Test("The list exports what the import reads; a bad row imports nothing unless it is left out")
    func sheets() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        let text = """
            责任区,学校标识码,责任督学
            江北责任区,\(RegistrySample.code(1)),inspector1
            江北责任区,\(RegistrySample.code(2)),没有此人
            """
        let file = (field: "file", name: "责任区.csv", bytes: Array(text.utf8))
        let refused = try await officer.upload("/zones/import", files: [file])
        #expect(refused.status == .unprocessableContent && refused.text.contains("没有此人"))
        #expect(!(try await officer.get("/zones").text.contains("江北责任区")))
        let done = try await officer.upload("/zones/import", ["skip": "1"], files: [file])
        #expect(done.location == "/zones?done=imported&zones=1&schools=1&postings=1&bad=1")
        #expect(try await officer.get("/zones").text.contains("江北责任区"))
        let export = try await officer.get("/zones/schools/export.xlsx?state=posted")
        #expect(export.status == .ok)
        let back = try await officer.upload(
            "/zones/import", files: [(field: "file", name: "责任区.xlsx", bytes: export.bytes)])
        #expect(back.location == "/zones?done=imported&zones=0&schools=0&postings=0&bad=0")
        let nothing = try await officer.upload(
            "/zones/import", files: [(field: "file", name: "a.csv", bytes: Array("甲,乙\n1,2".utf8))])
        #expect(nothing.status == .unprocessableContent && nothing.text.contains("没有找到认识的表头"))
    }

    @Test("A picture is taken by what it is; the school that has the inspector sees it, another does not")
    func photo() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        let path = try await Self.zone(officer)
        let person = "/inspectors/person-inspector1"
        let fake = try await officer.upload(
            "\(person)/photo", files: [(field: "photo", name: "a.jpg", bytes: Array("<script>".utf8))])
        #expect(fake.status == .unprocessableContent && fake.text.contains("文件内容不是"))
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 64)
        let taken = try await officer.upload("\(person)/photo", files: [(field: "photo", name: "a.png", bytes: png)])
        #expect(taken.status == .seeOther)
        let principal = try await site.browser(as: "principal")
        #expect(try await principal.get("\(person)/photo").status == .notFound)
        let posted = try await officer.post(
            "\(path)/postings", ["school": Self.unit(1).rawValue, "person": "person-inspector1"])
        #expect(posted.status == .seeOther)
        let shown = try await principal.get("\(person)/photo")
        #expect(shown.status == .ok && shown.bytes == png && shown.headers[.contentType] == "image/png")
        let board = try await officer.get("\(path)/boards").text
        #expect(board.contains("\(person)/photo") && board.contains("共1张"))
        let gone = try await officer.post("\(person)/photo", ["deed": "remove"])
        #expect(gone.status == .seeOther)
        #expect(try await officer.get("\(person)/photo").status == .notFound)
    }

    @Test("The boards carry the office's own words")
    func words() async throws {
        let site = try await Self.site()
        let officer = try await site.browser(as: "officer")
        let path = try await Self.zone(officer)
        _ = try await officer.post(
            "\(path)/postings", ["school": Self.unit(2).rawValue, "person": "person-inspector2"])
        let tooMany = (1...9).map { "职责\($0)" }.joined(separator: "\n")
        let refused = try await officer.post(
            "/zones/board-text", ["hotline": "023-12345", "duties": tooMany, "items": "食堂", "version": "0"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("职责9"))
        let saved = try await officer.post(
            "/zones/board-text", ["hotline": "023-12345", "duties": "看食堂", "items": "食堂\n校车", "version": "0"])
        #expect(saved.status == .seeOther)
        let board = try await officer.get("\(path)/boards/\(Self.unit(2))").text
        #expect(board.contains("<li>看食堂</li>") && board.contains("<li>校车</li>") && board.contains("023-12345"))
        #expect(try await officer.get("\(path)/boards/\(Self.unit(3))").status == .notFound)
        #expect(!board.contains("聘期已满"))
        _ = try await site.services.database.write { db in
            try db.execute("UPDATE inspector SET term_from = '2023-03-10', term_until = '2026-03-09'")
        }
        #expect(try await officer.get("\(path)/boards").text.contains("inspector2的聘期已满"))
    }
}

@Suite struct InspectorRegisterRoutesTests {
    @Test("A candidate walks from recommendation to the register")
    func selection() async throws {
        let site = try await ZoneRoutesTests.site()
        let officer = try await site.browser(as: "officer")
        let made = try await officer.post(
            "/inspectors/candidates",
            [
                "name": "人选", "appointment": "part-time", "level": "county", "day": "2026-03-01", "degree": "bachelor",
                "years": "12",
            ])
        let path = try #require(made.location?.split(separator: "?").first.map(String.init))
        let lacking = try await officer.post("\(path)/review", ["version": "1", "degree": "bachelor", "years": "12"])
        #expect(lacking.status == .unprocessableContent && lacking.text.contains("还不符合或没有核实"))
        var pairs = [("version", "1"), ("degree", "bachelor"), ("years", "12")]
        pairs += InspectorCondition.allCases.map { ("attested", $0.rawValue) }
        #expect(try await officer.post("\(path)/review", pairs: pairs).status == .seeOther)
        let draft = "/documents/new?kind=publicity&amp;candidates=reviewed"
        #expect(try await officer.get(path).text.contains(draft))
        #expect(try await officer.get("/inspectors/candidates").text.contains(draft))
        let drafted = try await officer.get("/documents/new?kind=publicity&candidates=reviewed").text
        #expect(drafted.contains("拟聘任督学名单公示") && drafted.contains("1 ｜ 人选 ｜ "))
        let unknown = try await officer.post("\(path)/notice", ["version": "2", "notice": "nobody"])
        #expect(unknown.status == .unprocessableContent && unknown.text.contains("请选择正在公示"))
        let notice = try await officer.post(
            "\(path)/notice", ["version": "2", "from": "2026-03-10", "until": "2026-03-16"])
        #expect(notice.status == .seeOther)
        let early = try await officer.post(
            "\(path)/appointment", ["version": "3", "from": "2026-03-17", "until": "2029-03-16"])
        #expect(early.status == .unprocessableContent && early.text.contains("期满无异议后才能公布"))
        site.advance(seconds: 7 * 86_400)
        let back = try await site.browser(as: "officer")
        let appointed = try await back.post(
            "\(path)/appointment", ["version": "3", "from": "2026-03-17", "until": "2029-03-16", "certificate": "ZS-1"])
        let person = try #require(appointed.location?.split(separator: "?").first.map(String.init))
        let page = try await back.get(person).text
        #expect(page.contains("ZS-1") && page.contains("第1任"))
    }

    @Test("Hours, a certificate that ends soon and a further term stand on the inspector's page")
    func register() async throws {
        let site = try await ZoneRoutesTests.site()
        let officer = try await site.browser(as: "officer")
        let person = "/inspectors/person-inspector1"
        let none = try await officer.post(
            "/inspectors/training",
            ["kind": "training", "day": "2026-03-01", "title": "培训", "hours": "0", "people": "inspector1"])
        #expect(none.status == .unprocessableContent && none.text.contains("请填写学时"))
        let added = try await officer.post(
            "/inspectors/training",
            [
                "kind": "training", "day": "2026-03-01", "title": "培训", "hours": "36.5",
                "people": "inspector1\ninspector2",
            ])
        #expect(added.status == .seeOther)
        #expect(try await officer.get("/inspectors/training?state=short").text.contains("共 <strong>2</strong>"))
        #expect(try await officer.get(person).text.contains("36.5学时，差3.5"))
        let profile = try await officer.post(
            "\(person)/profile", ["version": "0", "certificate-from": "2023-05-01", "certificate-until": "2026-04-30"])
        #expect(profile.status == .seeOther)
        #expect(try await officer.get(person).text.contains("督学证将于2026年4月30日到期"))
        #expect(try await officer.get("/inspectors?state=expiring&own=1").text.contains("共 <strong>1</strong>"))
        let wrong = try await officer.post(
            "\(person)/terms", ["version": "1", "term-from": "2026-03-10", "term-until": "2026-03-01"])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("2026-03-01"))
        let renewed = try await officer.post(
            "\(person)/terms", ["version": "1", "term-from": "2026-03-10", "term-until": "2029-03-09"])
        #expect(renewed.status == .seeOther)
        let ended = try await officer.post("\(person)/end", ["version": "2", "day": "2026-03-10", "ground": "moved"])
        #expect(ended.status == .unprocessableContent)
        let over = try await officer.post(
            "\(person)/end", ["version": "2", "day": "2026-03-10", "ground": "moved", "reason": "调离"])
        #expect(over.status == .seeOther)
        #expect(try await officer.get(person).text.contains("工作调动、退休"))
    }
}
