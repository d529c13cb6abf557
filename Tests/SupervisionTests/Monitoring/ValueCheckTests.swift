import Testing

@testable import Supervision

/// Each check on both sides of its boundary, with the values it names.
struct ValueCheckTests {
    private static let lines = """
        采集表	样表
        代码	sample
        版本	1
        填报单位	学校
        学段	小学、初中
        数据项
        部分	编码	名称	单位	小数	最小	最大	学段	必填	合计
        一	pupils	在校生数	人	0	1	6000	小学、初中、高中	是
        一	below	低学历教师	人	0			小学、初中	是
        一	above	高学历教师	人	0			小学、初中	是
        一	teachers	专任教师数	人	0			小学、初中	是	below+above
        一	qualified	合格教师	人	0			小学、初中	是	小学=below+above；初中=above
        二	whole	总面积	平方米	2			 	是
        二	part	其中	平方米	2				是
        二	equipment	设备值	万元	4				是
        校核
        编码	类型	内容	说明
        part	关系	part <= whole	部分不大于整体
        ratio	关系	pupils <= 20*teachers + 5	生师比
        change	变化	pupils 30	在校生变化
        out	离群	equipment / pupils	生均设备
        unit	单位	equipment / pupils	设备单位
        """

    static func form() throws -> CollectionForm {
        try CollectionFormTable.parse(
            lines.replacing("\t \t", with: "\t\t").split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) })
    }

    private static func values(_ values: [String: String]) -> RecordedValues {
        RecordedValues(values.compactMapValues { Points($0) })
    }

    private func found(_ values: [String: String], last: [String: String] = [:]) throws -> [CheckFinding] {
        try Self.form().findings(in: Self.values(values), lastYear: Self.values(last))
    }

    @Test("A form is read with its sections, stages, sums and checks")
    func form() throws {
        let form = try Self.form()
        #expect(form.sections.map(\.title) == ["一", "二"])
        #expect(
            form.items(for: [.primary]).map(\.key).filter { $0.contains(".") } == [
                "primary.pupils", "primary.below", "primary.above", "primary.teachers", "primary.qualified",
            ])
        #expect(form.item("junior.qualified")?.sum == ["junior.above"])
        #expect(
            form.checks.map(\.code) == [
                "range.primary.pupils", "range.junior.pupils", "range.senior.pupils", "part", "ratio.primary",
                "ratio.junior", "change.primary", "change.junior", "change.senior", "out", "unit",
            ])
        #expect(form.isFor(.school, [.senior, .junior]) && !form.isFor(.school, [.senior]))
        #expect(!form.isFor(.kindergarten, [.primary]))
    }

    @Test(
        "A line that cannot be read is named",
        arguments: [
            ("part <= whole", "part <= hole", "hole"), ("小学=below+above；初中=above", "小学=below", "没有合计式"),
            ("part\t其中\t平方米\t2", "part\t其中\t平方米\t7", "小数位"), ("关系\tpart", "相等\tpart", "看不懂"),
            ("小学、初中、高中", "小学、大学堂", "大学堂"), ("二\tpart", "二\twhole", "重复"),
        ])
    func unreadable(old: String, new: String, reason: String) {
        let rows = Self.lines.replacing("\t \t", with: "\t\t").replacing(old, with: new)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        do {
            _ = try CollectionFormTable.parse(rows)
            Issue.record("\(new) was read")
        } catch { #expect(error.reason.contains(reason), "\(error)") }
    }

    @Test("Sums are there only while every part is")
    func sums() throws {
        let form = try Self.form()
        let whole = form.summed(Self.values(["junior.below": "3", "junior.above": "40"]))
        #expect(whole["junior.teachers"] == Points(43) && whole["junior.qualified"] == Points(40))
        var part = whole
        part["junior.below"] = nil
        #expect(form.summed(part)["junior.teachers"] == nil)
        // What another make's sheet gave as a total stands while no part was ever given.
        #expect(form.summed(Self.values(["junior.teachers": "43"]))["junior.teachers"] == Points(43))
    }

    @Test(
        "Relations hold at equality and fail one step beyond",
        arguments: [("100", "100", 0), ("100.01", "100", 1), ("99.99", "100", 0), ("0", "0", 0)])
    func relation(part: String, whole: String, count: Int) throws {
        let findings = try found(["part": part, "whole": whole])
        #expect(findings.count == count)
        if count == 1 {
            #expect(findings.first?.sentence == "应有 其中100.01平方米 ≤ 总面积100平方米，实际不符。")
            #expect(findings.first?.keys == ["part", "whole"])
        }
    }

    @Test("Factors and numbers of a relation count", arguments: [("205", 0), ("206", 1)])
    func factor(pupils: String, count: Int) throws {
        let findings = try found(["primary.pupils": pupils, "primary.teachers": "10"])
        #expect(findings.count == count)
        if count == 1 { #expect(findings.first?.sentence.contains("20×小学专任教师数10人 + 5（合计205）") == true) }
    }

    @Test("A relation with a missing value says nothing")
    func missing() throws {
        #expect(try found(["part": "9"]).isEmpty)
        #expect(try found([:]).isEmpty)
    }

    @Test("Change against last year", arguments: [("130", 0), ("131", 1), ("70", 0), ("69", 1), ("100", 0)])
    func change(now: String, count: Int) throws {
        let findings = try found(["primary.pupils": now], last: ["primary.pupils": "100"])
        #expect(findings.map(\.check) == (count == 1 ? ["change.primary"] : []))
        if now == "131" { #expect(findings.first?.sentence == "小学在校生数131人，上年100，增加31%，超过30%。") }
        #expect(
            try found(["primary.pupils": now], last: ["primary.pupils": "0"]).isEmpty, "nothing grew out of nothing")
    }

    @Test("A plausible range, both ends", arguments: [("0", 1), ("1", 0), ("6000", 0), ("6001", 1)])
    func range(pupils: String, count: Int) throws {
        #expect(try found(["primary.pupils": pupils]).count { $0.check.hasPrefix("range") } == count)
    }

    @Test("元 for 万元 against last year", arguments: [("99999.9999", 0), ("100000", 1), ("0.1", 1), ("0.1001", 0)])
    func unit(now: String, count: Int) throws {
        #expect(try found(["equipment": now], last: ["equipment": "100"]).count { $0.check == "unit" } == count)
    }

    private func peers(_ equipment: [String], pupils: String = "100") -> [ValuePeer] {
        equipment.enumerated().map { index, value in
            ValuePeer(
                organisation: Identifier("u\(index)"), group: "a",
                values: Self.values(["equipment": value, "primary.pupils": pupils]))
        }
    }

    /// Shares 8, 9, 10, 11, 12 have median 10 and, with a sixth far off, MAD 1.5 around 10.5; the score is exact at
    /// 0.6745·d = 3.5·MAD.
    @Test("The modified z-score is strict at 3.5, and few peers or no spread say nothing")
    func outliers() throws {
        let form = try Self.form()
        let near = form.outliers(among: peers(["8", "9", "10", "11", "12", "18.2"]))
        #expect(near["u5"] == nil)
        let far = form.outliers(among: peers(["8", "9", "10", "11", "12", "18.3"]))
        #expect(far["u5"]?.map(\.check) == ["out"])
        #expect(far["u5"]?.first?.sentence.contains("同类6个单位的中位数为0.105") == true)
        #expect(form.outliers(among: peers(["8", "9", "10", "900"])).isEmpty, "four say nothing")
        #expect(form.outliers(among: peers(["10", "10", "10", "10", "10", "12"])).isEmpty, "no spread")
        let apart = peers(["8", "9", "10", "11", "12"])
        let other = ValuePeer(
            organisation: "z", group: "b", values: Self.values(["equipment": "900", "primary.pupils": "1"]))
        #expect(form.outliers(among: apart + [other])["z"] == nil, "another group is not compared")
    }

    @Test("元 for 万元 against the others, whatever the spread")
    func slip() throws {
        let found = try Self.form().outliers(among: peers(["10", "10", "10", "10", "100000"]))
        #expect(found["u4"]?.map(\.check) == ["unit"])
    }
}
