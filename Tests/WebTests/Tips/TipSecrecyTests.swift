import Foundation
import HTTPTypes
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct TipSecrecyTests {
    /// What a client can read of an answer: a page, or every cell of a workbook.
    private func text(of answer: TestAnswer) throws -> String {
        guard answer.headers[.contentType]?.contains("spreadsheetml") == true else { return answer.text }
        var cells: [String] = []
        let reader = try XLSXReader(.bytes(answer.bytes))
        for name in reader.sheetNames { try reader.forEachRow(sheet: name) { cells += $1 } }
        return cells.joined(separator: "\n")
    }

    @Test(
        "No page, list or export shows anybody but the tip's own office a word, name, contact or code of it",
        arguments: [Role.principal, .clerk, .inspector, .evaluator, .leader, .auditor, .admin, .security])
    func walked(role: Role) async throws {
        let matrix = try await MatrixSite()
        let browser = try await matrix.site.browser(as: "home-\(role.rawValue)")
        var read = 0
        for line in RoleMatrix.lines where line.method == .get && line.path != "/logout" {
            guard let path = matrix.path(line.path) ?? (line.hasParameters ? nil : line.path) else { continue }
            let answer = try await browser.get(path)
            guard answer.status == .ok else { continue }
            read += 1
            let text = try text(of: answer)
            for secret in TipSample.secrets + [MatrixZones.words] {
                #expect(!text.contains(secret), "\(role) reads \(secret) at \(path)")
            }
        }
        #expect(read > 10)
    }

    @Test("A unit is told of no tip at all: not in its list, its workbench, its search or its calendar")
    func silent() async throws {
        let matrix = try await MatrixSite()
        let browser = try await matrix.site.browser(as: "home-principal")
        for line in RoleMatrix.lines where line.method == .get && line.audience.admits(.principal) {
            guard let path = matrix.path(line.path) ?? (line.hasParameters ? nil : line.path) else { continue }
            let answer = try await browser.get(path)
            guard answer.status == .ok, line.audience != .anyone else { continue }
            #expect(!(try text(of: answer)).contains("督诉〔"), "\(path)")
        }
        for query in ["/findings?q=\(Fields.encoded("小雨"))", "/?q=\(TipSample.contact)"] {
            #expect(!(try await browser.get(query).text.contains("汤里")))
        }
    }

    @Test("A unit that has to put right what a tip told is not told that there was one, on no page and in no workbook")
    func found() async throws {
        let tips = try await TipSite()
        _ = try await tips.send(tips.citizen())
        let officer = try await tips.site.browser(as: "officer"), school = try await tips.site.browser(as: "principal")
        let path = "/tips/\(try await tips.tip())"
        _ = try await officer.post("\(path)/handler")
        let entered = try await officer.post(
            "\(path)/finding", ["problem": "供餐保温不足。", "requirement": "添置设备。", "days": "15"])
        #expect(entered.status == .seeOther)
        let id: String = try await tips.site.services.database.read { db in
            try db.first("SELECT id FROM finding")?.get(0) ?? ""
        }
        #expect(try await officer.get("/findings/\(id)").text.contains("举报诉求"))
        #expect(try await officer.get("/findings?source=tip").text.contains("供餐保温不足。"))
        for page in [
            "/findings", "/findings/\(id)", "/findings/export.xlsx", "/findings/lists.xlsx", "/findings/wall", "/",
        ] {
            let answer = try await school.get(page)
            let text = try text(of: answer)
            #expect(answer.status == .ok && !text.contains("举报"), "\(page)")
        }
        #expect(try await school.get("/findings").text.contains("督导室核实"))
        #expect(try await !school.get("/findings?source=tip").text.contains("供餐保温不足。"))
    }

    @Test("Neither log nor audit nor stored commands hold address, contact, code or text")
    func traces() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        let code = TipSite.code(of: try await tips.send(citizen, photos: []))
        _ = try await tips.send(citizen, ["text": "", "secret": String(repeating: "e", count: 32)])
        _ = try await citizen.post("/tips/status", ["code": code], sealed: false)
        _ = try await citizen.post(
            "/tips/status/messages", ["code": code, "text": "补充：三年级二班"], sealed: false)
        _ = try await citizen.get("/tips/new?q=\(Fields.encoded("第101"))")
        let officer = try await tips.site.browser(as: "officer")
        let path = "/tips/\(try await tips.tip())"
        _ = try await officer.post("\(path)/handler")
        #expect(try await officer.post("\(path)/sender", ["reason": "电话回访"]).text.contains(TipSample.contact))
        _ = try await officer.post("\(path)/answer", ["outcome": "holds", "answer": "已整改。"])
        let tables = [
            "audit_entry", "command", "deadline", "outbox_message", "tip", "tip_event", "tip_rate", "tip_key",
            "session",
        ]
        let stored = try await tips.site.services.database.read { db in
            try tables.map { table -> String in
                let rows = try db.rows("SELECT * FROM \(SQL.identifier(table))")
                return rows.map { "\($0)" }.joined(separator: "\n")
            }
        }
        #expect(stored[0].contains("tip.received"), "a row says what it holds")
        let kept = [TipSite.address, "三年级二班", "汤里有头发", TipSample.secret, code, TipCode.grouped(code)]
        for secret in TipSample.secrets + kept {
            #expect(!tips.log.text.contains(secret), "log: \(secret)")
            for (table, text) in zip(tables, stored) { #expect(!text.contains(secret), "\(table): \(secret)") }
        }
        #expect(tips.log.text.contains("/tips/status"))
    }
}
