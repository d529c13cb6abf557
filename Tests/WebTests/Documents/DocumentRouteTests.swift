import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct DocumentRouteTests {
    @Test("A 督导意见书 is listed, opened and downloaded by those concerned, and by the unit only once it was sent")
    func letter() async throws {
        let (site, sample, path) = try await OpinionRouteTests.start()
        let principal = try await OpinionRouteTests.received(site, path)
        _ = try await principal.post("\(path)/waiver")
        let officer = try await site.browser(as: "officer"), director = try await site.browser(as: "director")
        _ = try await officer.post("\(path)/final", ["text": "一、总体评价\n规范。"])
        let list = try await officer.get("/documents?kind=opinion&state=draft&unit=第1").text
        let start = try #require(list.range(of: "/documents/0")), id = list[start.lowerBound...].prefix { $0 != "\"" }
        #expect(try await principal.get(String(id)).status == .notFound)
        #expect(try await principal.get("/documents").text.contains("没有公文"))
        for act in ["issuance", "text"] {
            let answer = try await director.post("\(id)/\(act)", ["title": "x", "body": "x"])
            #expect(answer.status == .conflict, "\(act)")
        }
        #expect(try await director.post("\(id)/dispatch").status == .conflict)
        #expect(try await director.post("\(path)/approval").status == .seeOther)
        let page = try await principal.get(String(id)).text
        #expect(page.contains("第1幼儿园：") && page.contains("<h2>一、总体评价</h2>") && page.contains("样例区教育督导室"))
        let file = try await principal.get("\(id)/docx")
        #expect(file.headers[.contentDisposition]?.contains("filename*=UTF-8''") == true && file.status == .ok)
        #expect(try await officer.post("\(id)/publication").status == .unprocessableContent)
        #expect(try await officer.post("\(id)/withdrawal", ["reason": "x"]).status == .forbidden)
        #expect(try await director.post("\(id)/withdrawal", ["reason": "x", "version": "1"]).status == .conflict)
        #expect(try await director.post("\(id)/withdrawal", ["reason": "文字有误"]).status == .seeOther)
        #expect(try await director.post("\(id)/withdrawal", ["reason": "再次"]).status == .conflict)
        #expect(try await principal.get(String(id)).text.contains("（已作废）"))
        #expect(try await principal.get(path).text.contains("已作废"))
        #expect(
            try await officer.get("/documents?year=2026&q=督导意见书&sort=number").text.contains("共 <strong>1</strong> 份"))
        #expect(try await officer.get("/documents?year=2025").text.contains("没有公文"))
        #expect(try await officer.get("/documents/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        _ = sample
    }
}
