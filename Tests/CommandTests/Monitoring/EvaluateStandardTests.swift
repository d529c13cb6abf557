import Foundation
import Testing

/// `dudao evaluate` by whole standards.
@Suite struct EvaluateStandardTests {
    private static let heading = [
        "幼儿园名称", "办园性质", "在园幼儿数", "班数", "班额符合规定的班数", "专任教师数", "是否按标准配足配齐", "持教师资格证的专任教师数", "园舍建筑面积",
        "幼儿活动用房建筑面积", "户外活动场地面积", "幼儿图书册数", "玩教具配备是否达到规定", "是否2017年后规划设计", "是否符合《幼儿园建设标准》", "是否有违规收费或跨学期预收费",
        "党的组织是否覆盖", "责任督学是否挂牌",
    ].joined(separator: ",")

    private static func kindergarten(_ name: String, nature: String, outdoor: String = "400", staffed: String = "是")
        -> String
    {
        "\(name),\(nature),100,4,4,8,\(staffed),8,1044,817,\(outdoor),300,是,否,否,否,是,是"
    }

    private static let county = """
        项目,值,依据
        户籍3至6岁人口数,330,
        collectiveFund,500,
        affordableFund,500,
        小区配套幼儿园数,0,
        其中办成公办园或普惠性民办园的,0,
        feeComplaints,0,
        accidents,0,
        无证园数,0,
        profitSeeking,0,
        unfilledPosts,0,
        seriousCases,0,
        primaryStyle,0,

        """ + [5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 18, 20, 21, 22, 32, 33, 34, 36].map { "\($0),合格,材料\n" }.joined()

    private static func run(_ scratch: Scratch, _ rows: [String], _ more: [String] = []) throws -> Program.Outcome {
        let path = try scratch.file("kindergartens.csv", ([heading] + rows).joined(separator: "\n"))
        return try Program.run(["evaluate", "puji-puhui", path, "--json"] + more)
    }

    @Test("A county of kindergartens is graded by all 36 indicators and by tier")
    func access() throws {
        let scratch = try Scratch()
        let county = try scratch.file("county.csv", Self.county)
        let rows = [
            Self.kindergarten("一幼", nature: "公办"), Self.kindergarten("二幼", nature: "1"),
            Self.kindergarten("三幼", nature: "普惠性民办"),
        ]
        let answer = try Self.run(scratch, rows, ["--county", county]).json()
        #expect(answer["verdict"] as? String == "pass" && answer["tier"] as? String == "创优")
        let stage = try #require((answer["stages"] as? [String: [String: Any]])?["kindergarten"])
        #expect(stage["schools"] as? Int == 3 && (stage["indicators"] as? [Any])?.count == 36)
        let first = try #require((stage["indicators"] as? [[String: Any]])?.first)
        #expect(first["limit"] as? Double == 85 && first["pass"] as? Bool == true && first["grade"] as? String == "met")
        #expect(abs((first["mean"] as? Double ?? 0) - 30_000.0 / 330) < 1e-12 && first["cv"] is NSNull)
        #expect((answer["missing"] as? [Any])?.isEmpty == true)
    }

    @Test("A kindergarten below is named with what it lacks; without the county's sheet the rest is missing")
    func below() throws {
        let scratch = try Scratch()
        let rows = [Self.kindergarten("一幼", nature: "公办", outdoor: "399.9"), Self.kindergarten("二幼", nature: "公办")]
        let answer = try Self.run(scratch, rows).json()
        #expect(answer["verdict"] as? String == "fail")
        let stage = try #require((answer["stages"] as? [String: [String: Any]])?["kindergarten"])
        let failing = try #require(stage["schoolsFailing"] as? [[String: Any]])
        #expect(failing.map { $0["code"] as? String } == ["一幼"] && failing.first?["below"] as? [String] == ["26"])
        let missing = try #require(answer["missing"] as? [[String: Any]])
        #expect(
            missing.contains {
                $0["variable"] as? String == "registeredChildren" && $0["couldChange"] as? Bool == false
            })
    }

    @Test("A local threshold is stricter, a looser one refused")
    func local() throws {
        let scratch = try Scratch()
        let county = try scratch.file("county.csv", Self.county)
        let rows = (1...3).map { Self.kindergarten("\($0)", nature: "公办") }
        let strict = try scratch.file("strict.csv", "条件,学段,限值,依据\n1,,95,河南省\n")
        let answer = try Self.run(scratch, rows, ["--county", county, "--local", strict]).json()
        #expect(answer["verdict"] as? String == "fail")
        let loose = try scratch.file("loose.csv", "条件,学段,限值,依据\n2,,70,本县\n")
        let refused = try Self.run(scratch, rows, ["--county", county, "--local", loose])
        #expect(refused.code == 1 && refused.errors.contains("不能比国家标准80宽"))
    }

    @Test("Bad cells of both sheets are named")
    func badCells() throws {
        let scratch = try Scratch()
        let outcome = try Self.run(scratch, [Self.kindergarten("一幼", nature: "公立", outdoor: "-3", staffed: "大概")])
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        for place in ["单元格B2", "单元格K2", "单元格G2", "共有3处"] { #expect(outcome.errors.contains(place), "\(place)") }
        let county = try scratch.file("county.csv", "项目,值,依据\n13,基本合格,材料\n18,合格,\n")
        let second = try Self.run(scratch, [Self.kindergarten("一幼", nature: "公办")], ["--county", county])
        #expect(second.code == 1 && second.errors.contains("没有基本合格") && second.errors.contains("请写明判定的依据"))
    }

    @Test("With the county's sheet 优质均衡 is judged in all its parts")
    func quality() throws {
        let scratch = try Scratch()
        let schools = try scratch.file(
            "schools.csv",
            """
            学校代码,小学在校生数,小学高于规定学历教师数,小学县级以上骨干教师数,小学体育艺术专任教师数,教学及辅助用房面积,室内体育用房面积,体育运动场馆面积,教学仪器设备值（万元）,网络多媒体教室数,小学最大班额,建校年份
            1,1000,42,10,9,4500,0,7500,200,23,45,2000
            """)
        let county = try scratch.file("county.csv", "项目,值,依据\nspecialFund,8000,\n5.1,合格,材料\n")
        let answer = try Program.run("evaluate", "youzhi-junheng", schools, "--county", county, "--json").json()
        #expect(answer["verdict"] as? String == "undetermined")
        let parts = try #require(answer["parts"] as? [[String: Any]])
        #expect(
            parts.map { $0["verdict"] as? String } == [
                "pass", "undetermined", "undetermined", "undetermined", "undetermined",
            ])
        let grades = try #require(answer["indicators"] as? [[String: Any]])
        let met = grades.filter { $0["grade"] as? String == "met" }.compactMap { $0["code"] as? String }
        #expect(met == ["2.5", "2.7", "5.1"])
        let bad = try scratch.file("bad.csv", "项目,值,依据\nspecialFund,8000,\nspecialFund,9000,\n")
        #expect(try Program.run("evaluate", "youzhi-junheng", schools, "--county", bad).errors.contains("与第2行重复"))
    }
}
