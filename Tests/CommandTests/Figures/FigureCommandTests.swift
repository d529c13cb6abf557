import Foundation
import Testing

@Suite struct FigureCommandTests {
    /// An empty database with this program's tables.
    private func database(_ scratch: Scratch) throws -> String {
        let address = "sqlite:\(scratch.folder.appendingPathComponent("figures.sqlite").path)"
        #expect(try Program.run("migrate", "--database", address).code == 0)
        return address
    }

    @Test("Every figure of an empty database says that there is no data, and not zero")
    func list() throws {
        let scratch = try Scratch()
        let address = try database(scratch)
        let answer = try Program.run("figure", "list", "--year", "2026", "--json", "--database", address)
        #expect(answer.code == 0)
        let all = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
        #expect(all.count > 70)
        for figure in all { #expect(figure["state"] as? String == "noData", "\(figure["code"] ?? "")") }
    }

    @Test("One figure is shown with its words and its period, narrowed as in a template")
    func show() throws {
        let scratch = try Scratch()
        let address = try database(scratch)
        let figure = try Program.run(
            "figure", "show", "inspection.visited | 幼儿园", "--year", "2026-q1", "--json", "--database", address
        ).json()
        #expect(figure["name"] as? String == "到校督导（幼儿园）")
        #expect((figure["meaning"] as? String)?.hasSuffix("统计期：2026年第一季度；限定：幼儿园") == true)
        #expect(figure["text"] as? String == "尚无数据" && figure["value"] == nil)
    }

    @Test("What is unknown ends with 1 and a sentence, a year that is none with 64")
    func refused() throws {
        let scratch = try Scratch()
        let address = try database(scratch)
        let unknown = try Program.run("figure", "show", "finding.nothing", "--year", "2026", "--database", address)
        #expect(unknown.code == 1 && unknown.errors.contains("没有代码为“finding.nothing”的指标"))
        let nowhere = try Program.run(
            "figure", "list", "--year", "2026", "--region", "999999", "--database", address)
        #expect(nowhere.code == 1 && nowhere.errors.contains("没有代码为“999999”的行政区"))
        let year = try Program.run("figure", "list", "--year", "26", "--database", address)
        #expect(year.code == 64 && year.errors.contains("看不懂统计期"))
    }
}
