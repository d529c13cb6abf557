import Foundation
import HTTPTypes
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct CollectionRoutesTests {
    /// A district with its primary school asked by a round of the officer's.
    private func started() async throws -> (FindingSite, round: String, mine: String) {
        let site = try await FindingSite()
        _ = try await site.site.services.database.write { db in
            try db.execute("UPDATE organisation SET stages = 'primary' WHERE id = 'school-500101'")
        }
        let officer = try await site.site.browser(as: "officer")
        let made = try await officer.post(
            "/collections",
            [
                "title": "2026年采集", "form": "school-balance/1", "year": "2026", "reference": "2025-09-01",
                "due": "2026-03-20", "units": "",
            ])
        let round = String(try #require(made.location).prefix { $0 != "?" })
        let list = try await site.site.browser(as: "clerk").get("/collection-returns").text
        let start = try #require(list.range(of: "/collection-returns/0"))
        return (site, round, String(list[start.lowerBound...].prefix { $0 != "\"" }))
    }

    private func filled() throws -> [(String, String)] {
        try CollectionSample.values().map { ("v.\($0.key)", $0.value?.text ?? "") }
    }

    @Test("A unit fills in, hands in, gets it back, hands in again; the office reviews and locks")
    func walk() async throws {
        let (site, round, mine) = try await started()
        let clerk = try await site.site.browser(as: "clerk"), officer = try await site.site.browser(as: "officer2")
        #expect(try await clerk.get("/").text.contains("填报采集表"))
        let page = try await clerk.get(mine).text
        #expect(page.contains("小学在校生数") && !page.contains("初中在校生数") && page.contains("data-autosave"))
        let saved = try await clerk.post(
            mine, pairs: [("v.primary.pupils", "1,000"), ("version", "1")], accept: "application/json")
        #expect(saved.text == "{\"version\":2}")
        let wrong = try await clerk.post(
            mine, pairs: [("v.primary.pupils", "约一千"), ("version", "2")], accept: "application/json")
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("小学在校生数"))
        let typed = try await clerk.post(mine, pairs: [("v.primary.pupils", "<约一千>"), ("version", "2")])
        #expect(typed.status == .unprocessableContent && typed.text.contains("value=\"&lt;约一千&gt;\""))
        #expect(try await clerk.post("\(mine)/submission", ["version": "2"]).text.contains("个必填项没有填"))
        let sent = try await clerk.post("\(mine)/submission", pairs: try filled() + [("version", "2")])
        #expect(sent.location == "\(mine)?done=submitted")
        #expect(try await officer.get("/").text.contains("审核采集表"))
        #expect(try await officer.get("\(round)?state=submitted").text.contains("第101小学"))
        #expect(
            try await officer.post("\(mine)/return", ["version": "4", "reason": ""]).status == .unprocessableContent)
        #expect(try await officer.post("\(mine)/return", ["version": "4", "reason": "请核对图书"]).status == .seeOther)
        #expect(try await clerk.get(mine).text.contains("请核对图书"))
        #expect(try await clerk.post("\(mine)/submission", ["version": "5"]).status == .seeOther)
        let id = String(mine.split(separator: "/").last ?? "")
        #expect(try await officer.post("\(round)/reviews", ["return": id]).location == "\(round)?done=collectionBulk")
        #expect(try await officer.post("\(round)/locks", ["return": id]).location == "\(round)?done=collectionBulk")
        #expect(try await officer.get(mine).text.contains("已锁定"))
        let history = try await officer.get("\(mine)/history").text
        #expect(history.contains("小学在校生数") && history.contains("蒋涛"))
        for sheet in [
            "\(round)/values.xlsx", "\(round)/returns.xlsx", "\(mine)/template.xlsx", "/collections/export.xlsx",
        ] {
            #expect(try await officer.get(sheet).bytes.starts(with: Array("PK".utf8)), "\(sheet)")
        }
        #expect(try await officer.post("\(mine)/unlocking", ["version": "8", "reason": "更正"]).status == .seeOther)
        #expect(try await site.site.browser(as: "neighbour").get(mine).status == .notFound)
        #expect(try await site.site.browser(as: "leader").get(round).text.contains("2026年采集"))
    }

    @Test("A question of the checks is explained by the unit and accepted by the office")
    func questions() async throws {
        let (site, round, mine) = try await started()
        let clerk = try await site.site.browser(as: "clerk"), officer = try await site.site.browser(as: "officer2")
        var values = try filled().filter { $0.0 != "v.indoorSportsArea" }
        values.append(("v.indoorSportsArea", "9000"))
        _ = try await clerk.post(mine, pairs: values + [("version", "1")])
        #expect(try await clerk.get(mine).text.contains("应有 室内体育用房面积9000平方米 ≤ 教学及辅助用房面积6000平方米"))
        #expect(try await clerk.post("\(mine)/submission", ["version": "2"]).text.contains("还有1处校核问题"))
        #expect(
            try await clerk.post("\(mine)/explanations", ["check": "indoor", "text": ""]).status
                == .unprocessableContent)
        #expect(try await clerk.post("\(mine)/explanations", ["check": "indoor", "text": "新馆另计"]).status == .seeOther)
        #expect(try await clerk.post("\(mine)/submission", ["version": "2"]).status == .seeOther)
        #expect(try await officer.get("\(round)?questions=open").text.contains("第101小学"))
        #expect(try await officer.post("\(mine)/review", ["version": "3"]).text.contains("没有认可"))
        #expect(try await officer.post("\(mine)/acceptances", ["check": "indoor"]).status == .seeOther)
        #expect(try await officer.post("\(mine)/review", ["version": "3"]).status == .seeOther)
        #expect(try await officer.post("\(round)/checks").status == .seeOther)
    }

    @Test("A unit's own sheet comes back filled in; a bad cell stores nothing")
    func upload() async throws {
        let (site, _, mine) = try await started()
        let clerk = try await site.site.browser(as: "clerk")
        let code = "L-school-500101"
        let bad = "学校标识码,年度,小学在校生数,图书册数\n\(code),2026,很多,300\n"
        let refused = try await clerk.upload(
            "\(mine)/upload", ["version": "1"], files: [("file", "表.csv", Array(bad.utf8))])
        #expect(refused.status == .unprocessableContent && refused.text.contains("第2行“小学在校生数”“很多”"))
        let other = "学校标识码,图书册数\nL-other,300\n"
        #expect(
            try await clerk.upload("\(mine)/upload", ["version": "1"], files: [("file", "表.csv", Array(other.utf8))])
                .text.contains("不是本单位"))
        #expect(
            try await clerk.upload(
                "\(mine)/upload", ["version": "1"], files: [("file", "表.pdf", Array("%PDF-1.4".utf8))]
            )
            .status == .unprocessableContent)
        let good = "学校标识码,年度,小学在校生数,图书册数\n\(code),2026,\"1,000\",30000\n"
        let taken = try await clerk.upload(
            "\(mine)/upload", ["version": "1"], files: [("file", "表.csv", Array(good.utf8))])
        #expect(taken.location == "\(mine)?done=imported")
        #expect(try await clerk.get(mine).text.contains("value=\"30000\""))
        // What is downloaded comes back as it is.
        let template = try await clerk.get("\(mine)/template.xlsx").bytes
        let again = try await clerk.upload("\(mine)/upload", ["version": "2"], files: [("file", "表.xlsx", template)])
        #expect(again.location == "\(mine)?done=imported")
    }

    @Test("The office's one sheet: checked, mapped, decided")
    func sheet() async throws {
        let (site, round, mine) = try await started()
        let officer = try await site.site.browser(as: "officer")
        let text = "学校,账面原值,小学在校生数\n第101小学,3000000,1000\n"
        let sent = try await officer.upload("\(round)/import", files: [("file", "表.csv", Array(text.utf8))])
        let path = try #require(sent.location)
        try await site.site.runJobs()
        #expect(try await officer.get(path).text.contains("有的列需要您对应"))
        let mapping = ["column-0": "name", "column-1": "equipment@元", "column-2": "primary.pupils"]
        #expect(try await officer.post("\(path)/mapping", dictionary: mapping).status == .seeOther)
        try await site.site.runJobs()
        #expect(try await officer.get(path).text.contains("导入1行"))
        #expect(try await officer.post("\(path)/promotion", ["reason": ""]).status == .unprocessableContent)
        #expect(try await officer.post("\(path)/promotion", ["reason": "统计报表"]).status == .seeOther)
        #expect(try await officer.get(mine).text.contains("300"))
        try await site.site.runJobs()
        #expect(
            try await site.site.browser(as: "officer2").get(path).status == .notFound, "an import is its own account's")
        #expect(try await officer.upload("\(round)/import", files: []).status == .unprocessableContent)
        let broken = try await officer.upload("\(round)/import", files: [("file", "表.xls", [0xD0, 0xCF, 0x11, 0xE0])])
        try? await site.site.runJobs()
        #expect(try await officer.get(try #require(broken.location)).text.contains("没有导入任何数据"))
    }

    @Test("A round that makes no sense is refused beside its fields; a county's form names who fills it in")
    func form() async throws {
        let site = try await FindingSite()
        let officer = try await site.site.browser(as: "officer")
        let empty = try await officer.post("/collections", ["title": "", "form": "x", "year": "26"])
        #expect(empty.status == .unprocessableContent && empty.text.contains("请选择采集表"))
        let fields: KeyValuePairs = [
            "title": "县级数据", "form": "county-balance/1", "year": "2026", "reference": "2026-01-01", "due": "2026-03-20",
        ]
        #expect(try await officer.post("/collections", fields).text.contains("请写明是哪个部门或政府"))
        let named = fields.map { ($0.key, $0.value) } + [("units", "第101区教育局")]
        #expect(try await officer.post("/collections", pairs: named).status == .seeOther)
        #expect(try await site.site.browser(as: "bureau").get("/collection-returns").text.contains("县级数据"))
        let nobody = try await officer.post(
            "/collections", pairs: fields.map { ($0.key, $0.value) } + [("units", "无此单位")])
        #expect(nobody.text.contains("没有找到“无此单位”"))
        #expect(try await officer.get("/collection-forms").text.contains("优质均衡学校采集表"))
        #expect(try await officer.get("/collection-forms/school-balance/1").text.contains("高于规定学历教师数"))
        #expect(try await officer.get("/collection-forms/school-balance/9").status == .notFound)
    }
}
