import Foundation
import Testing

@Suite struct CollectCommandTests {
    @Test("A round is started, a sheet imported, its values printed; a bad cell stores nothing")
    func walk() throws {
        let scratch = try Scratch()
        let database = "sqlite:\(scratch.folder.appendingPathComponent("d.sqlite").path)"
        #expect(try Program.run("migrate", "--database", database).code == 0)
        let units = try scratch.file(
            "units.csv", "标识码,单位名称,所在地,办别,学段\n2142000001,洪山一小,洪山区,公办,小学\n2142000002,洪山二小,420111,民办,小学\n")
        #expect(try Program.run("import", "organisations", units, "--database", database).code == 0)
        let started = try Program.run(
            "collect", "start", "--form", "school-balance/1", "--year", "2026", "--title", "采集", "--reference",
            "2025-09-01", "--due", "2026-12-31", "--region", "420111", "--database", database)
        let round = started.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(started.code == 0 && round.count == 36, "\(started.errors)")
        let bad = try scratch.file("bad.csv", "学校标识码,图书册数,小学在校生数\n2142000001,很多,500\n2142000002,200,480\n")
        let refused = try Program.run(
            "collect", "import", bad, "--round", round, "--reason", "报表", "--region", "420111", "--database", database)
        #expect(refused.code == 1 && refused.errors.contains("第2行 图书册数“很多”"))
        let good = try scratch.file("good.csv", "学校标识码,图书册数,小学在校生数\n2142000001,300,500\n2142000002,200,480\n")
        let taken = try Program.run(
            "collect", "import", good, "--round", round, "--reason", "报表", "--region", "420111", "--database", database,
            "--json"
        ).json()
        #expect(taken["imported"] as? Int == 2)
        let printed = try Program.run(
            "collect", "values", "--form", "school-balance/1", "--year", "2026", "--region", "420111", "--database",
            database)
        let lines = printed.output.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("code,name,region,primary.pupils,"))
        #expect(lines[1].hasPrefix("2142000001,洪山一小,420111,500,") && lines[1].contains(",300,"))
        #expect(lines[0].contains(",equipment（万元）,"), "a bare code would be taken for 元")
        let next = try Program.run(
            "collect", "values", "--form", "school-balance/1", "--year", "2026", "--region", "420106", "--database",
            database)
        #expect(next.output.split(separator: "\n").count == 1, "the neighbour sees nothing")
        let unknown = try Program.run(
            "collect", "values", "--form", "no-form/1", "--year", "2026", "--database", database)
        #expect(unknown.code == 1)
    }
}
