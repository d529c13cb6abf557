import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct OpinionRouteTests {
    static func start(today: Day = "2026-03-10") async throws -> (TestSite, CampaignSample, String) {
        let site = try await TestSite(today: today)
        let sample = try await Sample.campaign(in: site.services.database, units: 2)
        try await sample.accounts(on: site)
        try await sample.assessed(in: site)
        return (site, sample, "/inspections/\(sample.inspection)/opinion")
    }

    /// The preliminary opinion is in the hands of the unit.
    static func received(_ site: TestSite, _ path: String) async throws -> TestBrowser {
        let lead = try await site.browser(as: "lead")
        #expect(try await lead.post("\(path)/preliminary", ["text": "一、总体评价\n总体规范。"]).status == .seeOther)
        #expect(try await lead.post("\(path)/delivery").location == "\(path)?done=delivered")
        let principal = try await site.browser(as: "principal")
        #expect(try await principal.post("\(path)/receipt").location == "\(path)?done=received")
        return principal
    }

    @Test("Drafted, delivered, defended, answered, approved, numbered, sent and signed for")
    func whole() async throws {
        let (site, sample, path) = try await OpinionRouteTests.start()
        let lead = try await site.browser(as: "lead")
        let prefilled = try await lead.get(path).text
        for part in ["消防设施缺失", "得分85.50分", "等次为“良好”", "30日内完成"] { #expect(prefilled.contains(part), "\(part)") }
        let principal = try await OpinionRouteTests.received(site, path)
        #expect(try await principal.get(path).text.contains("2026年3月15日"))
        let lodged = try await principal.upload(
            "\(path)/defence", ["point1": "设施已订购", "point3": "台账在园长室"],
            files: [("files1", "合同.txt", Array("采购合同".utf8))])
        #expect(lodged.location == "\(path)?done=defended")
        #expect(try await principal.get(path).text.contains("合同.txt"))

        let officer = try await site.browser(as: "officer")
        let drafts = try await sample.perform(in: site) { act in try Findings.drafts(of: sample.inspection, in: act.db)
        }
        let amended = try await officer.post(
            "\(path)/answers",
            [
                "point": "0", "answer": "部分采纳", "change": "amend", "finding": drafts[0].id.rawValue,
                "problem": "消防设施未到位", "requirement": "",
            ])
        #expect(amended.location == "\(path)?done=answered")
        #expect(try await principal.get(path).text.contains("部分采纳") == false)
        let withdrawn = try await officer.post(
            "\(path)/answers",
            ["point": "1", "answer": "采纳", "change": "withdraw", "finding": drafts[1].id.rawValue])
        #expect(withdrawn.status == .seeOther)
        let final = try await officer.get(path).text
        #expect(final.contains("消防设施未到位") && final.contains("撤销问题“\(drafts[1].problem)”"))
        #expect(try await officer.post("\(path)/final", ["text": "一、总体评价\n规范。"]).status == .seeOther)
        #expect(try await principal.get(path).text.contains("规范。\n") == false)

        let director = try await site.browser(as: "director")
        #expect(try await director.post("\(path)/approval").location == "\(path)?done=opinionSent")
        let sent = try await principal.get(path).text
        #expect(sent.contains("渝样教督〔2026〕1号") && sent.contains("部分采纳"))
        #expect(try await principal.post("\(path)/acknowledgement").status == .seeOther)
        #expect(try await principal.get(path).text.contains("已签收"))
        try await OpinionRouteTests.checkRecords(site, sample)
    }

    /// What the opinion has done elsewhere: findings issued, clocks met, the step done.
    private static func checkRecords(_ site: TestSite, _ sample: CampaignSample) async throws {
        try await site.services.database.read { (db: SQLConnection) throws in
            let states: [String] = try db.rows("SELECT state FROM finding WHERE inspection_id = \(sample.inspection)")
                .map { try $0.get(0) }
            #expect(states == ["open"])
            let step: String? = try db.first("SELECT step FROM inspection WHERE id = \(sample.inspection)")?.get(0)
            #expect(step == "rectify")
            let open = try db.rows(
                """
                SELECT rule FROM deadline WHERE subject_id = \(sample.inspection) AND rule IN ('defence', 'opinion')
                    AND met_on IS NULL
                """)
            #expect(open.isEmpty)
            let report = try Audit.verify(in: db)
            #expect(report.problems.isEmpty)
        }
    }

    @Test("Nobody acts out of turn, and a refusal keeps what was typed")
    func refusals() async throws {
        let (site, _, path) = try await OpinionRouteTests.start()
        let lead = try await site.browser(as: "lead"), member = try await site.browser(as: "member")
        let officer = try await site.browser(as: "officer"), principal = try await site.browser(as: "principal")
        let director = try await site.browser(as: "director")
        #expect(try await lead.post("\(path)/delivery").status == .unprocessableContent)
        #expect(try await officer.post("\(path)/preliminary", ["text": "x"]).status == .forbidden)
        let empty = try await lead.post("\(path)/preliminary", ["text": "  "])
        #expect(empty.status == .unprocessableContent)
        #expect(try await principal.post("\(path)/preliminary", ["text": "x"]).status == .forbidden)
        #expect(try await member.post("\(path)/preliminary", ["text": "组员所拟"]).status == .seeOther)
        #expect(try await principal.get(path).text.contains("组员所拟") == false)
        let notLead = try await member.post("\(path)/delivery")
        #expect(notLead.status == .forbidden && notLead.text.contains("组长"))
        let stale = try await lead.post("\(path)/preliminary", ["text": "组长改稿", "version": "1"])
        #expect(stale.status == .conflict && stale.text.contains("组长改稿"))
        for (browser, act, fields) in [
            (principal, "receipt", [:]), (principal, "defence", ["point1": "x"]), (principal, "waiver", [:]),
            (officer, "answers", ["point": "0", "answer": "x"]), (officer, "final", ["text": "x"]),
            (officer, "term", ["due": "2026-03-20", "reason": "x"]), (director, "approval", [:]),
            (director, "rejection", ["reason": "x"]), (principal, "acknowledgement", [:]),
        ] as [(TestBrowser, String, KeyValuePairs<String, String>)] {
            let status = try await browser.post("\(path)/\(act)", fields).status
            #expect(status == .conflict || status == .notFound, "\(act) \(status)")
        }
        for (browser, act) in [(lead, "receipt"), (principal, "approval"), (officer, "approval"), (lead, "answers")] {
            #expect(try await browser.post("\(path)/\(act)").status == .forbidden, "\(act)")
        }
    }

    @Test("Who drafted does not approve, whatever account they use; a rejection says why")
    func fourEyes() async throws {
        let (site, _, path) = try await OpinionRouteTests.start()
        let principal = try await OpinionRouteTests.received(site, path)
        #expect(try await principal.post("\(path)/waiver").status == .seeOther)
        try await site.account(
            "chief", .director, .region(.county, code: "500112"), person: "person-officer")
        let officer = try await site.browser(as: "officer"), chief = try await site.browser(as: "chief")
        let director = try await site.browser(as: "director")
        #expect(try await officer.post("\(path)/final", ["text": "初稿"]).status == .seeOther)
        let own = try await chief.post("\(path)/approval")
        #expect(own.status == .forbidden && own.text.contains("审签须由他人办理"))
        #expect(try await director.post("\(path)/rejection", ["reason": " "]).status == .unprocessableContent)
        #expect(try await director.post("\(path)/rejection", ["reason": "措辞不当"]).status == .seeOther)
        #expect(try await officer.get(path).text.contains("措辞不当"))
        #expect(try await principal.get(path).text.contains("措辞不当") == false)
        let second = try await site.browser(as: "second")
        #expect(try await second.post("\(path)/final", ["text": "二稿"]).status == .seeOther)
        #expect(try await officer.get(path).text.contains("<del>初稿</del>"))
        #expect(try await chief.post("\(path)/approval").status == .forbidden)
        let numbers: Int? = try await site.services.database.read { db in
            try db.first("SELECT count(*) FROM document_sequence")?.get(0)
        }
        #expect(numbers == 0)
        #expect(try await director.post("\(path)/approval").status == .seeOther)
    }

    @Test(
        "The defence lapses the day after its last, and not before", arguments: [("2026-03-15", 0), ("2026-03-16", 1)])
    func lapse(day: String, count: Int) async throws {
        let (site, sample, path) = try await OpinionRouteTests.start()
        let principal = try await OpinionRouteTests.received(site, path)
        let on = try #require(Day(day))
        let change = Change(
            command: NewID.random(at: site.services.now()), digest: "sweep", viewer: .system(on: on),
            at: site.services.now())
        let lapsed = try await site.services.database.write { db in try Opinions.lapseOverdue(Act(change, in: db)) }
        #expect(lapsed == count)
        #expect(try await principal.get(path).text.contains("申辩期满") == (count == 1))
        _ = sample
    }

    @Test("Where no law counts days the office sets the last one, with a reason")
    func noDays() async throws {
        let (site, sample, path) = try await OpinionRouteTests.start()
        try await sample.perform(in: site) { act in
            _ = try act.db.execute("UPDATE campaign SET jurisdiction = 'national' WHERE id = \(sample.campaign)")
        }
        let principal = try await OpinionRouteTests.received(site, path)
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.get(path).text.contains("法规没有给出可用的申辩天数"))
        #expect(try await officer.post("\(path)/term", ["due": "", "reason": "x"]).status == .unprocessableContent)
        let blank = try await officer.post("\(path)/term", ["due": "2026-03-20", "reason": ""])
        #expect(blank.status == .unprocessableContent && blank.text.contains("2026-03-20"))
        let early = try await officer.post("\(path)/term", ["due": "2026-03-09", "reason": "x"])
        #expect(early.status == .unprocessableContent)
        #expect(try await officer.post("\(path)/term", ["due": "2026-03-20", "reason": "通知载明"]).status == .seeOther)
        #expect(try await officer.post("\(path)/term", ["due": "2026-03-21", "reason": "顺延"]).status == .seeOther)
        #expect(try await principal.get(path).text.contains("2026年3月21日"))
        let due: [Day] = try await site.services.database.read { db in
            try db.rows("SELECT due_on FROM deadline WHERE rule = 'defence' AND cancelled_on IS NULL").map {
                try $0.get(0)
            }
        }
        #expect(due == ["2026-03-21"])
    }

    @Test("Another unit, another district and a person without a grant do not find it")
    func scope() async throws {
        let (site, sample, path) = try await OpinionRouteTests.start()
        try await site.account("other", .principal, .organisation(sample.organisations[1]))
        try await site.account("neighbour", .director, .region(.county, code: "500106"))
        try await site.account("stranger", .inspector, .granted)
        for login in ["other", "neighbour", "stranger"] {
            #expect(try await site.browser(as: login).get(path).status == .notFound, "\(login)")
        }
        #expect(try await site.browser(as: "neighbour").post("\(path)/approval").status == .notFound)
        #expect(try await site.browser(as: "other").post("\(path)/receipt").status == .notFound)
    }
}
