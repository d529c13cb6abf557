import Foundation
import Testing

@Suite struct EvaluateCommandTests {
    private static func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path()
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test("One coefficient, unrounded, weighted by enrolment")
    func single() throws {
        let path = try Self.file("name,pupils,books\nA,45,279\nB,37,137\nC,89,935\nD,76,160\nE,55,402\n")
        let answer = try Program.run(
            "evaluate", "cv", path, "--resource", "books", "--pupils", "pupils", "--json"
        ).json()
        let coefficient = try #require(answer["cv"] as? Double)
        #expect(abs(coefficient - 0.5152566298844764) < 1e-12)
    }

    @Test("A county's verdict names the school that fails and what it lacks")
    func county() throws {
        let path = try Self.file(
            """
            学校代码,在校生数,高于规定学历教师数,县级以上骨干教师数,体育艺术专任教师数,教学及辅助用房面积,室内体育用房面积,体育运动场馆面积,教学仪器设备值（万元）,网络多媒体教室数
            1,1000,42,10,9,4500,0,7500,200,23
            2,1000,41,9,9,4500,0,7500,200,23
            """)
        let answer = try Program.run("evaluate", "youzhi-junheng", path, "--stage", "primary", "--json").json()
        #expect(answer["verdict"] as? String == "fail")
        let stage = try #require((answer["stages"] as? [String: [String: Any]])?["primary"])
        let failing = try #require((stage["schoolsFailing"] as? [[String: Any]])?.first)
        #expect(failing["code"] as? String == "2" && failing["reached"] as? Int == 5)
        #expect(failing["below"] as? [String] == ["teachers.qualified", "teachers.backbone"])
    }

    @Test("Bad cells are named and nothing is computed")
    func badCells() throws {
        let path = try Self.file("学校代码,在校生数,网络多媒体教室数\n1,一百,2\n2,0,3\n")
        let outcome = try Program.run("evaluate", "youzhi-junheng", path, "--stage", "primary", "--json")
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("第2行“在校生数”：一百") && outcome.errors.contains("第3行"))
    }
}
