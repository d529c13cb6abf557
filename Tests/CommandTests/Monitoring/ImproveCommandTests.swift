import Foundation
import Testing

/// `dudao improve` as an office would script it.
@Suite struct ImproveCommandTests {
    private static let header =
        "学校代码,在校生数,高于规定学历教师数,县级以上骨干教师数,体育艺术专任教师数,教学及辅助用房面积,室内体育用房面积,体育运动场馆面积,教学仪器设备值（万元）,网络多媒体教室数\n"
    private static let schools = header + "1,1000,42,10,9,4500,0,30000,200,23\n2,1000,41,10,9,4500,0,7500,200,21\n"

    private static func improve(
        _ schools: String, _ costs: String, _ more: String...
    ) throws -> Program.Outcome {
        let scratch = try Scratch()
        let (file, prices) = (try scratch.file("schools.csv", schools), try scratch.file("costs.csv", costs))
        return try Program.run(
            ["improve", "youzhi-junheng", file, "--costs", prices, "--stage", "primary"] + more)
    }

    @Test("What to buy where, what it costs, and that the county passes then")
    func cheapest() throws {
        let costs = "资源,单价（万元）,单位\n体育运动场馆面积,0.045,平方米\n网络多媒体教室数,6,间\n高于规定学历教师数,10,人\n"
        let answer = try Self.improve(Self.schools, costs, "--json").json()
        #expect(answer["outcome"] as? String == "proven")
        #expect((answer["before"] as? [String: Any])?["verdict"] as? String == "fail")
        #expect((answer["after"] as? [String: Any])?["verdict"] as? String == "pass")
        // 2,500 ㎡ for the coefficient, and one teacher rather than two rooms.
        let cost = try #require(answer["cost"] as? Double)
        #expect(abs(cost - (2500 * 450 + 100_000)) < 10)
        let bought = try #require(answer["purchases"] as? [[String: Any]])
        #expect(bought.map { $0["resource"] as? String } == ["qualifiedTeachers", "sportsArea"])
        #expect(bought.allSatisfy { $0["school"] as? String == "2" })
        #expect(try #require(answer["gap"] as? Double) <= 0.001)
    }

    @Test("A school's own price and bound; what cannot be is told with school and indicator")
    func infeasible() throws {
        let costs = "resource,cost,max,school\nsportsArea,450,,\nsportsArea,450,100,2\nmediaRooms,60000,,\n"
        let outcome = try Self.improve(Self.schools, costs, "--json")
        let answer = try outcome.json()
        #expect(outcome.code == 0 && answer["outcome"] as? String == "infeasible" && answer["cost"] == nil)
        let obstacles = try #require(answer["obstacles"] as? [String])
        #expect(obstacles.count == 1 && obstacles[0].contains("小学“生均体育运动场馆面积”的差异系数"))
        #expect(try Self.improve(Self.schools, costs).output.contains("不能达标"))
    }

    @Test("Bad prices and missing figures are named, and nothing is computed")
    func bad() throws {
        let prices = try Self.improve(Self.schools, "资源,单价\n电梯,1\n网络多媒体教室数,贵\n", "--json")
        #expect(prices.code == 1 && prices.output.isEmpty)
        #expect(prices.errors.contains("第2行“资源”：电梯") && prices.errors.contains("第3行“单价”：贵"))
        let missing = try Self.improve(Self.header + "1,1000,42,10,9,4500,0,30000,200,\n", "资源,单价\n", "--json")
        #expect(missing.code == 1 && missing.errors.contains("学校1缺“网络多媒体教室数”"))
    }
}
