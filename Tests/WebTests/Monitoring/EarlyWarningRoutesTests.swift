import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct EarlyWarningRoutesTests {
    @Test("A county's own office says what it does about a warning; the office above it and a leader only read")
    func see() async throws {
        let site = try await RoadmapRoutesTests.started()
        _ = try await MatrixBalance.plant("500101", in: site)
        let path = "/warnings/warning-home"
        for reader in ["city", "leader"] {
            let page = try await site.browser(as: reader).get(path)
            #expect(page.status == .ok && page.text.contains("不再达标") && !page.text.contains("<textarea"), "\(reader)")
        }
        let city = try await site.browser(as: "city")
        let above = try await city.post(path, ["note": "市里知道了"])
        #expect(above.status == .forbidden && above.text.contains("由本区县的督导室处理"))
        #expect(try await site.browser(as: "neighbour").post(path, ["note": "邻区"]).status == .notFound)
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.get(path).text.contains("<textarea"))
        #expect(try await officer.post(path, ["note": "秋季补足骨干教师"]).status == .seeOther)
        #expect(try await city.get(path).text.contains("秋季补足骨干教师"))
    }
}
