import Testing

@testable import Supervision

struct XLSFormTests {
    @Test("A framework comes back from its own XLSForm as it was")
    func roundTrip() {
        var random = SplitMix(17)
        for framework in FrameworkTemplates.all + (0..<150).map({ _ in Framework.random(&random) }) {
            let reading = XLSFormReading(XLSForm(framework), id: framework.id)
            #expect(reading.problems == [] && reading.remarks == [])
            #expect(reading.framework?.nodes == framework.nodes && reading.framework?.bands == framework.bands)
            #expect(reading.framework?.name == framework.name && reading.framework?.code == framework.code)
            #expect(reading.framework?.label == framework.label)
        }
    }

    @Test("Names are such as XML allows, and none stands twice")
    func names() {
        var random = SplitMix(3)
        let form = XLSForm(Framework.random(&random))
        let names = form.survey.dropFirst().map { $0[1] }.filter { !$0.isEmpty }
        #expect(Set(names).count == names.count)
        #expect(
            names.allSatisfy { name in
                name.first?.isLetter == true
                    && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            })
    }

    private static let survey = [
        ["type", "name", "label::English (en)", "label::中文 (zh)", "hint", "constraint", "relevant"],
        ["start", "start"],
        ["begin group", "safety", "Safety", "安全"],
        ["note", "n1", "", "请先看消防通道"],
        ["select_one yesno", "exit", "Exit free?", "通道是否畅通"],
        ["image", "exit_pic", "Photo", "通道照片"],
        ["select_one rating", "clean", "Cleanliness", "卫生情况", "看厨房"],
        ["text", "clean_more", "", "最突出的问题"],
        ["integer", "drills", "", "演练次数（次）"],
        ["decimal", "score", "", "管理得分", "", ". >= 0 and . <= 10"],
        ["geopoint", "where", "Where"],
        ["end group"],
        ["select_multiple rating", "many", "Many"],
        ["begin_repeat", "staff", "Staff"],
        ["text", "staff_name", "Name"],
        ["end_repeat"],
        ["decimal", "area", "", "面积", "", "", "${exit} = 'yes'"],
    ]
    private static let choices = [
        ["list_name", "name", "label"], ["yesno", "yes", "是"], ["yesno", "no", "否"],
        ["rating", "good", "好"], ["rating", "fair", "中"], ["rating", "bad", "差"],
    ]

    @Test("A form of another program is taken as far as it goes, and the rest is named by row")
    func foreign() throws {
        let form = XLSForm(
            survey: XLSFormTests.survey, choices: XLSFormTests.choices,
            settings: [["form_title", "form_id"], ["安全检查", "safety"]])
        let reading = XLSFormReading(form, id: "x")
        let framework = try #require(reading.framework)
        #expect(framework.name == "安全检查" && framework.code == "safety")
        #expect(framework.nodes.map(\.title) == ["安全", "面积"])
        let group = framework.nodes[0]
        #expect(group.children.map(\.number) == ["1.1", "1.2", "1.3", "1.4"] && group.weight == Points(12))
        #expect(group.children[0].criterion == Criterion(.yesNo, requiresEvidence: true, guidance: "请先看消防通道\n佐证：通道照片"))
        let levels = ["好", "中", "差"].enumerated().map { Criterion.Level($0.element, Points(100 - 50 * $0.offset)) }
        #expect(group.children[1].criterion == Criterion(.graded(levels), guidance: "看厨房\n请在说明中写明：最突出的问题"))
        #expect(group.children[2].criterion?.kind == .counted(unit: "次", target: nil))
        #expect(group.children[3].criterion?.kind == .scored(max: Points(10)))
        #expect(reading.remarks.map(\.row) == [2, 6, 7, 8, 11, 13, 14, 17, 17])
        #expect(reading.remarks.first { $0.row == 11 }?.reason.contains("没有带入") == true)
    }

    static let broken: [(Int, [[String]], String)] = [
        (3, [["type", "name", "label"], ["text", "a", "甲"], ["end_group"]], "多出一个分组的结尾"),
        (2, [["type", "name", "label"], ["begin_group", "g", "组"], ["integer", "a", "甲"]], "没有结尾"),
        (1, [["type", "name", "label"], ["geopoint", "a", "甲"]], "没有可以带入的问题"),
        (1, [], "没有可以带入的问题"),
        (2, [["type", "name", "label"], ["", "a", "甲"], ["integer", "b", "乙"]], "没有写类型"),
        (
            5,
            [["type", "name", "label"]] + (1...4).map { ["begin_group", "g\($0)", "组\($0)"] } + [["integer", "a", "甲"]]
                + (1...4).map { _ in ["end_group"] }, "最多4级"
        ),
    ]

    @Test("A broken form is refused, with the row and what to change", arguments: broken.indices)
    func faults(index: Int) {
        let (row, survey, reason) = XLSFormTests.broken[index]
        let reading = XLSFormReading(XLSForm(survey: survey, choices: [], settings: []), id: "x")
        #expect(reading.framework == nil)
        #expect(reading.problems.contains { $0.row == row && $0.reason.contains(reason) })
    }

    @Test("Upper limits and units are read from where people write them")
    func words() {
        #expect(". >= 0 and . <= 10".upperBound == Points(10) && ".<=2.5 and .>=0".upperBound == Points(scaled: 25_000))
        #expect(". <= 10".upperBound == nil && ". >= 0".upperBound == nil && ". >= 0 and . <= 0".upperBound == nil)
        #expect("学生数（人）".unitInBrackets == "人" && "占比(%)".unitInBrackets == "%" && "学生数".unitInBrackets == nil)
    }
}
