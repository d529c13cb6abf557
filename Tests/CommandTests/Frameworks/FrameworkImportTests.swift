import Foundation
import Testing

@Suite struct FrameworkImportTests {
    private static let good = """
        指标体系,样例
        代码,sample
        等次,合格=60~；不合格=0~60
        编号,名称,分值,类型,满分,等级
        1,条件,10,,,
        1.1,场地,6,评分,6,
        1.2,设备,4,等级,,好=100；差=0
        """

    private func database(_ scratch: Scratch) throws -> String {
        let url = "sqlite:\(scratch.folder.path)/d.sqlite"
        #expect(try Program.run("migrate", "--database", url).code == 0)
        return url
    }

    @Test("A good file is stored once; the same file again changes nothing")
    func good() throws {
        let scratch = try Scratch()
        let (url, file) = (try database(scratch), try scratch.file("f.csv", Self.good))
        let dry = try Program.run("import", "framework", file, "--database", url, "--dry-run", "--json")
        #expect(dry.code == 0)
        #expect(try dry.json()["imported"] as? Int == 0 && dry.json()["valid"] as? Int == 3)
        let first = try Program.run("import", "framework", file, "--database", url, "--json")
        #expect(try first.code == 0 && first.json()["imported"] as? Int == 3)
        let second = try Program.run("import", "framework", file, "--database", url, "--json")
        #expect(try second.json()["imported"] as? Int == 0 && second.json()["unchanged"] as? Int == 3)
    }

    @Test("A bad row stores nothing, even when good rows are accepted", arguments: [true, false])
    func bad(isAccepting: Bool) throws {
        let scratch = try Scratch()
        let file = try scratch.file("f.csv", Self.good.replacingOccurrences(of: "设备,4", with: "设备,多"))
        let arguments = ["import", "framework", file, "--database", try database(scratch), "--json"]
        let here = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: here).deletingLastPathComponent().appendingPathComponent("dudao").path
        let answer = try Program.run(path, arguments + (isAccepting ? ["--accept-good"] : []))
        #expect(answer.code == 1)
        let errors = try answer.json()["errors"] as? [[String: Any]]
        #expect(errors?.first?["row"] as? Int == 7 && errors?.first?["column"] as? String == "分值")
        #expect(try answer.json()["imported"] as? Int == 0)
    }

    @Test("Weights that do not add up are told at their row")
    func weights() throws {
        let scratch = try Scratch()
        let file = try scratch.file("f.csv", Self.good.replacingOccurrences(of: "条件,10", with: "条件,11"))
        let answer = try Program.run("import", "framework", file, "--database", try database(scratch), "--json")
        let errors = try answer.json()["errors"] as? [[String: Any]]
        #expect(answer.code == 1 && errors?.first?["row"] as? Int == 5)
    }
}
