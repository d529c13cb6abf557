import HTTPTypes
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct TrainingImportTests {
    private func upload(_ text: String, _ officer: TestBrowser, _ site: TestSite) async throws -> String {
        let answer = try await officer.upload(
            "/inspectors/training/import", files: [(field: "file", name: "培训.csv", bytes: Array(text.utf8))])
        let path = try #require(answer.location)
        try await site.runJobs()
        return path
    }

    private func hours(_ site: TestSite) async throws -> [Int] {
        try await site.services.database.read { db in
            try db.rows("SELECT tenths FROM inspector_activity ORDER BY person_id, held_on, title")
                .map { try $0.get(0) }
        }
    }

    @Test("A sheet of trainings is checked row by row, entered once, and corrects what is there")
    func sheet() async throws {
        let site = try await ZoneRoutesTests.site()
        let officer = try await site.browser(as: "officer")
        let head = "督学编号,姓名,类别,日期,名称,学时\n"
        let rows = """
            code-inspector1,inspector1,培训,2026-03-01,督导评估培训,36.5
            ,inspector2,培训,2026-03-01,督导评估培训,36.5
            ,inspector1,培训,2026-03-01,督导评估培训,36.5
            ,没有此人,培训,2026-03-01,督导评估培训,36.5
            code-inspector1,inspector2,培训,2026-03-02,专题培训,8
            code-inspector2,,会议,2026-03-05,月例会,
            """
        let path = try await upload(head + rows, officer, site)
        let checked = try await officer.get(path).text
        for words in ["与第2行重复", "没有找到在聘督学", "姓名不一致", "只导入合格的 3 行"] { #expect(checked.contains(words)) }
        #expect(try await hours(site) == [])
        #expect(try await officer.post("\(path)/promotion").status == .seeOther)
        #expect(try await hours(site) == [365, 365, 0])
        #expect(try await officer.get(path).text.contains("href=\"/inspectors/training\">查看培训"))

        let again = try await upload(head + "code-inspector1,,培训,2026-03-01,督导评估培训,36.5\n", officer, site)
        #expect(try await officer.get(again).text.contains("没有需要导入的内容"))
        let other = try await upload(head + "code-inspector1,,培训,2026-03-01,督导评估培训,40\n", officer, site)
        #expect(try await officer.get(other).text.contains("更新"))
        #expect(try await officer.post("\(other)/promotion").status == .seeOther)
        #expect(try await hours(site) == [400, 365, 0])
        let audited = try await site.services.database.read { db in
            try db.rows("SELECT 1 FROM audit_entry WHERE action = 'trainings.imported'").count
        }
        #expect(audited == 2)
    }

    @Test("An administrator enters no trainings; what was entered meanwhile refuses the import")
    func refused() async throws {
        let site = try await ZoneRoutesTests.site()
        try await site.account("admin", .admin, .region(.county, code: "500112"))
        #expect(try await site.browser(as: "admin").get("/inspectors/training/import").status == .forbidden)
        let officer = try await site.browser(as: "officer")
        #expect(try await officer.get("/inspectors/training").text.contains("/inspectors/training/import"))
        let path = try await upload("姓名,日期,名称,学时\ninspector1,2026-03-01,培训,8\n", officer, site)
        let typed = try await officer.post(
            "/inspectors/training",
            ["kind": "training", "day": "2026-03-01", "title": "培训", "hours": "4", "people": "inspector1"])
        #expect(typed.status == .seeOther)
        #expect(try await officer.post("\(path)/promotion").status == .conflict)
        #expect(try await hours(site) == [40])
    }

    @Test("Importing the register again appoints nobody who left, and a further term keeps the one before")
    func register() async throws {
        let site = try await ZoneRoutesTests.site()
        let officer = try await site.browser(as: "officer")
        let person = "/inspectors/person-inspector1"
        func register(_ rows: String) async throws -> String {
            let text = "督学编号,姓名,专兼职,聘期开始,聘期结束\n\(rows)"
            let answer = try await officer.upload(
                "/inspectors/import", files: [(field: "file", name: "督学.csv", bytes: Array(text.utf8))])
            let path = try #require(answer.location)
            try await site.runJobs()
            return path
        }
        let dated = try await register("code-inspector1,inspector1,兼职,2023-03-01,2026-02-28\n")
        #expect(try await officer.post("\(dated)/promotion").status == .seeOther)
        let further = try await register("code-inspector1,inspector1,兼职,2026-03-01,2029-02-28\n")
        #expect(try await officer.post("\(further)/promotion").status == .seeOther)
        let page = try await officer.get(person).text
        #expect(page.contains("第2任"))
        let long = try await register("code-inspector1,inspector1,兼职,2029-03-01,2033-02-28\n")
        #expect(try await officer.get(long).text.contains("结束日期不能晚于"))
        let version = try #require(page.firstMatch(of: /name="version" value="(\d+)"/)).1
        let ended = try await officer.post(
            "\(person)/end", ["version": String(version), "day": "2026-03-10", "ground": "moved", "reason": "调离"])
        #expect(ended.status == .seeOther)
        let again = try await register("code-inspector1,inspector1,兼职,2026-03-01,2029-02-28\n")
        #expect(try await officer.get(again).text.contains("聘任已经结束"))
        #expect(try await officer.get(person).text.contains("已结束"))
    }
}
