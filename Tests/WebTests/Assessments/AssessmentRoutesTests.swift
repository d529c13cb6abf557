import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct AssessmentRoutesTests {
    private static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]

    private struct World {
        let site: TestSite
        let sample: CampaignSample
        let clerk: TestBrowser
        let inspector: TestBrowser
        let officer: TestBrowser
        var path: String { "/inspections/\(sample.inspection)/assessment" }

        init() async throws {
            site = try await TestSite()
            sample = try await Sample.campaign(in: site.services.database)
            try await site.account("clerk", .clerk, .organisation(sample.organisation))
            try await site.account("lead", .inspector, .granted, person: sample.lead)
            try await site.account("zhou", .officer, .region(.county, code: "500112"))
            clerk = try await site.browser(as: "clerk")
            inspector = try await site.browser(as: "lead")
            officer = try await site.browser(as: "zhou")
        }

        /// Answers every criterion and adds what evidence is asked for.
        func fill(_ role: String, _ browser: TestBrowser) async throws {
            for node in FrameworkTemplates.kindergarten.leaves {
                let value: String =
                    switch node.criterion?.kind {
                    case .scored(let max): max.text
                    case .graded(let levels): levels[0].name
                    case .counted(_, let target): target?.text ?? "1"
                    case .veto: "否"
                    default: "是"
                    }
                let answer = try await browser.post(
                    "\(path)/\(role)", ["version": "999", "value.\(node.number)": value], accept: "application/json")
                #expect(answer.status == .ok, "\(node.number): \(answer.text)")
                guard node.criterion?.requiresEvidence == true else { continue }
                let upload = try await browser.upload(
                    "\(path)/\(role)/evidence", ["criterion": node.number],
                    files: [("files", "证照.png", AssessmentRoutesTests.picture)])
                #expect(upload.status == .seeOther)
            }
        }
    }

    @Test("A unit fills its assessment in by script and hands it in; then nothing changes it")
    func own() async throws {
        let world = try await World()
        let page = try await world.clerk.get("\(world.path)/self")
        #expect(page.status == .ok && page.text.contains("data-autosave") && page.text.contains("办园资质"))
        let bad = try await world.clerk.post(
            "\(world.path)/self", ["version": "1", "value.1.2": "99"], accept: "application/json")
        #expect(bad.status == .unprocessableContent && bad.text.contains("应为0到3之间"))
        let early = try await world.clerk.post("\(world.path)/self/submission", ["version": "1"])
        #expect(early.status == .unprocessableContent && early.text.contains("未作答"))
        try await world.fill("self", world.clerk)
        let done = try await world.clerk.post("\(world.path)/self/submission", ["version": "999"])
        #expect(done.status == .seeOther)
        let late = try await world.clerk.post(
            "\(world.path)/self", ["version": "999", "value.1.2": "1"], accept: "application/json")
        #expect(late.status == .conflict && late.text.contains("已经提交"))
        #expect(try await world.clerk.get("\(world.path)/self/explanation").text.contains("结果一致"))
    }

    @Test("The whole form works without a script and keeps what was typed on a refusal")
    func withoutScript() async throws {
        let world = try await World()
        let good = try await world.clerk.post(
            "\(world.path)/self",
            [
                "version": "1", "part": "1", "whole": "1", "value.1.2": "2.5", "note.1.2": "经费到位", "offers.1.2": "1",
                "value.1.1": "", "note.1.1": "", "offers.1.1": "1",
            ])
        #expect(good.location?.contains("done=saved") == true)
        #expect(try await world.clerk.get("\(world.path)/self?part=1").text.contains("value=\"2.5\""))
        let bad = try await world.clerk.post(
            "\(world.path)/self",
            ["version": "999", "part": "1", "whole": "1", "value.1.2": "二", "na.1.3": "1", "offers.1.3": "1"])
        #expect(bad.status == .unprocessableContent)
        #expect(bad.text.contains("value=\"二\"") && bad.text.contains("请在说明里写明理由"))
    }

    @Test("The same save sent twice is one change, with one audit entry")
    func repeated() async throws {
        let world = try await World()
        for _ in 0..<2 {
            let answer = try await world.clerk.post(
                "\(world.path)/self", ["version": "1", "value.1.2": "2"], command: "0190-the-same-command",
                accept: "application/json")
            #expect(answer.text == "{\"version\":1}")
        }
        let entries: Int = try await world.site.services.database.read { db in
            try db.first("SELECT count(*) FROM audit_entry WHERE action = 'assessment.saved'")?.get(0) ?? 0
        }
        #expect(entries == 1)
    }

    @Test("The team sees the unit's words beside its own, writes findings and hands in; the office may give back")
    func onSite() async throws {
        let world = try await World()
        try await world.fill("self", world.clerk)
        _ = try await world.clerk.post("\(world.path)/self/submission", ["version": "999"])
        let page = try await world.inspector.get("\(world.path)/on-site?part=1")
        #expect(page.text.contains("<h4>自评") && page.text.contains("证照.png") && page.text.contains("写入问题清单"))
        #expect(try await world.clerk.get("\(world.path)/on-site").status == .notFound)
        let form = try await world.inspector.get("\(world.path)/on-site/findings?criterion=1.2")
        #expect(form.status == .ok)
        let empty = try await world.inspector.post(
            "\(world.path)/on-site/findings", ["criterion": "1.2", "problem": ""])
        #expect(empty.status == .unprocessableContent)
        let written = try await world.inspector.post(
            "\(world.path)/on-site/findings",
            ["criterion": "1.2", "problem": "账目不清", "requirement": "整改", "grade": "serious", "days": "30"])
        #expect(written.status == .seeOther)
        #expect(try await world.inspector.get("\(world.path)/on-site?part=1").text.contains("账目不清"))
        try await world.fill("on-site", world.inspector)
        #expect(
            try await world.inspector.post("\(world.path)/on-site/submission", ["version": "999"]).status == .seeOther)
        #expect(try await world.officer.get("\(world.path)/on-site/explanation").text.contains("100.00"))
        #expect(
            try await world.officer.post("\(world.path)/on-site/return", ["reason": ""]).status == .unprocessableContent
        )
        #expect(try await world.officer.post("\(world.path)/on-site/return", ["reason": "补照片"]).status == .seeOther)
        #expect(try await world.inspector.get("\(world.path)/on-site").text.contains("补照片"))
        #expect(try await world.clerk.post("\(world.path)/self/return", ["reason": "x"]).status == .forbidden)
    }

    @Test("A file is taken by its content, shown to its own people, and removed until it is handed in")
    func evidence() async throws {
        let world = try await World()
        let address = "\(world.path)/self/evidence"
        func send(_ name: String, _ bytes: [UInt8], day: String = "") async throws -> TestAnswer {
            try await world.clerk.upload(
                address, ["criterion": "1.1", "evidence_day": day], files: [("files", name, bytes)])
        }
        #expect(try await send("办园 许可证.png", Self.picture, day: "2026-03-01").status == .seeOther)
        let page = try await send("a.png", Array("<html><script>".utf8))
        #expect(page.status == .unprocessableContent && page.text.contains("“a.png”不是可以接受的文件"))
        #expect(try await send("a.pdf", Self.picture).text.contains("与扩展名不符"))
        #expect(try await send("b.png", Self.picture, day: "2026-03-11").text.contains("还没有到"))
        let text = try await world.clerk.get("\(world.path)/self?part=1").text
        let id = text.components(separatedBy: "href=\"/evidence/")[1].prefix { $0 != "\"" }
        let file = try await world.clerk.get("/evidence/\(id)")
        #expect(file.bytes == Self.picture)
        #expect(file.headers[.contentType] == "image/png")
        #expect(file.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true)
        #expect(file.headers[.contentDisposition]?.contains("inline") == true)
        #expect(file.headers[.contentDisposition]?.contains("filename*=UTF-8''%E5%8A%9E%E5%9B%AD%20%E8%AE%B8") == true)
        try await world.site.account("other", .clerk, .organisation(world.sample.organisations[1]))
        #expect(try await world.site.browser(as: "other").get("/evidence/\(id)").status == .notFound)
        #expect(try await world.inspector.get("/evidence/\(id)").status == .ok)
        #expect(try await world.inspector.post("/evidence/\(id)/removal").status == .conflict)
        #expect(try await world.clerk.post("/evidence/\(id)/removal").status == .seeOther)
        #expect(try await world.clerk.get("/evidence/\(id)").status == .notFound)
    }
}
