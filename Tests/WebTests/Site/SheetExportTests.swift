import HTTPTypes
import Office
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct SheetExportTests {
    @Test("The auditor downloads exactly what is shown, under a Chinese name")
    func auditExport() async throws {
        let site = try await TestSite()
        try await site.account("审计", .auditor, .nation)
        let browser = try await site.browser(as: "审计")
        let answer = try await browser.get("/audit/export.xlsx?q=nobody")
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentDisposition]?.contains("filename*=UTF-8''%E5%AE%A1%E8%AE%A1") == true)
        #expect(try rows(answer.bytes).map(\.first) == ["时间"])
    }

    @Test("A list longer than a chunk arrives whole and in order, and a formula stays a text")
    func chunks() async throws {
        let export = SheetExport(title: "数", columns: [.init("数"), .init("文")]) { (after: Int?) in
            Array((1...12_000).drop { $0 <= after ?? 0 }.prefix(SheetExport.chunkSize))
        } cells: { row in
            [.integer(row), .text("=1+1")]
        }
        let bytes = try await TestBody.bytes(of: try await export.response(named: "数"))
        let found = try rows(bytes)
        #expect(found.count == 12_001)
        #expect(found.dropFirst().map { $0[0] } == (1...12_000).map(String.init))
        #expect(found[1][1] == "=1+1")
    }

    private func rows(_ bytes: [UInt8]) throws -> [[String]] {
        var rows: [[String]] = []
        try SpreadsheetReader.open(bytes: bytes).forEachRow { rows.append($1) }
        return rows
    }
}
