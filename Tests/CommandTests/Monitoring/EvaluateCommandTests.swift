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

    @Test("Figures with many digits, full-width digits and separators are taken as they are")
    func written() throws {
        let path = try Self.file("名称,学生,图书\nA,４５,\"2,790.123456\"\nB,37,1370.5\n")
        let answer = try Program.run("evaluate", "cv", path, "--resource", "图书", "--pupils", "学生", "--json").json()
        #expect(abs((answer["mean"] as? Double ?? 0) - (2790.123456 + 1370.5) / 82) < 1e-9)
        let bad = try Self.file("名称,学生,图书\nA,45,\"2,79\"\nB,0,3\nC,7,多\n")
        let refused = try Program.run("evaluate", "cv", bad, "--resource", "图书", "--pupils", "学生")
        #expect(refused.code == 1)
        for place in ["单元格C2", "单元格B3", "单元格C4"] { #expect(refused.errors.contains(place)) }
    }

    @Test("The answer has the keys that scripts rely on, unknown figures as null")
    func keys() throws {
        let path = try Self.file("学校代码,在校生数,高于规定学历教师数\n1,1000,42\n2,1000,\n")
        let answer = try Program.run("evaluate", "youzhi-junheng", path, "--stage", "primary", "--json").json()
        #expect(Set(answer.keys) == ["standard", "verdict", "stages", "missing"])
        #expect(answer["standard"] as? String == "youzhi-junheng" && answer["verdict"] as? String == "undetermined")
        let stage = try #require((answer["stages"] as? [String: [String: Any]])?["primary"])
        #expect(stage["schools"] as? Int == 2 && (stage["schoolsFailing"] as? [Any])?.isEmpty == true)
        let indicators = try #require(stage["indicators"] as? [[String: Any]])
        #expect(indicators.count == 7)
        for indicator in indicators {
            #expect(Set(indicator.keys).isSuperset(of: ["code", "mean", "sd", "cv", "limit", "pass"]))
        }
        #expect(indicators.first?["cv"] is NSNull && indicators.first?["limit"] as? Double == 0.5)
        let missing = try #require(answer["missing"] as? [[String: Any]])
        #expect(missing.allSatisfy { $0["couldChange"] as? Bool == true })
    }

    @Test(
        "Rows that no school can be are named: twice, totals, nobody, a stage without pupils, more taken off than is there"
    )
    func rows() throws {
        let path = try Self.file(
            """
            学校代码,学校名称,小学在校生数,初中在校生数,初中专任教师数,教学及辅助用房面积,室内体育用房面积
            1,一小,100,,,300,20
            1,一小,100,,,300,20
            ,合计,200,,,600,40
            2,二小,0,,,300,20
            3,三小,100,,9,300,20
            4,四小,100,,,300,301
            5,五小,100,,,-300,20
            """)
        let outcome = try Program.run("evaluate", "jiben-junheng", path, "--json")
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        let reasons = ["第3行“学校代码”：1 与第2行重复", "这是合计行", "没有学生", "没有填在校生数", "大于教学及辅助用房面积", "不能是负数"]
        for reason in reasons { #expect(outcome.errors.contains(reason), "\(reason)") }
        let twice = try Self.file("学校代码,小学在校生数,教学仪器设备值（元）,教学仪器设备值（万元）\n1,3,1,1\n")
        #expect(try Program.run("evaluate", "jiben-junheng", twice).errors.contains("有两列都是“教学仪器设备值”"))
    }
}
