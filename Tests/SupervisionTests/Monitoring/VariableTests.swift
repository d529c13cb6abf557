import Testing

@testable import Supervision

/// What may be typed as a value, and what a cell is told.
struct VariableTests {
    private static let pupils = Variable(code: "pupils", name: "在校生数", unit: "人", lowest: Points(1), isOfStage: true)
    private static let area = Variable(code: "area", name: "面积", unit: "平方米", decimals: 2)
    private static let equipment = Variable(code: "equipment", name: "设备值", unit: "万元", decimals: 4)
    private static let pay = Variable(code: "pay", name: "工资", unit: "元", decimals: 2)
    private static let flag = Variable(code: "flag", name: "是否", unit: "是/否", choices: VariableChoice.yesNo)

    @Test(
        "Numbers are taken as people write them",
        arguments: [
            (pupils, "480", "480"), (pupils, " １，２００ ", "1200"), (pupils, "1,200", "1200"), (pupils, "480人", "480"),
            (pupils, "480.0", "480"), (pupils, "480.", nil), (area, "12.50", "12.5"), (area, "12.5㎡", nil),
            (area, "0", "0"), (equipment, "12.3456", "12.3456"), (equipment, "12.3456万元", "12.3456"),
            (equipment, "200000元", "20"), (equipment, "200001元", "20.0001"), (pay, "8.5万元", "85000"),
            (flag, "是", "1"), (flag, "无", "0"), (flag, "1", "1"), (pupils, "", nil), (pupils, "—", nil),
        ] as [(Variable, String, String?)])
    func taken(variable: Variable, cell: String, value: String?) {
        #expect((try? variable.value(of: cell))?.map(\.text) == value)
    }

    @Test(
        "What is no value is told with what to do",
        arguments: [
            (pupils, "四百", "应为数字，不能填文字；没有数据的请留空。"), (pupils, "-1", "不能是负数，请核对。"),
            (pupils, "12.5", "应为整数，没有小数。"), (area, "12.555", "最多2位小数。"), (area, "1.23456", "小数最多四位。"),
            (area, "95%", "应为数字，不带百分号。"), (flag, "也许", "应填“是”、“否”之一。"),
            (equipment, "约12", "应为数字（单位：万元），请去掉其他文字。"), (pupils, "1e9", "应为数字（单位：人），请去掉其他文字。"),
        ])
    func refused(variable: Variable, cell: String, reason: String) {
        #expect(throws: ValueProblem(reason)) { try variable.value(of: cell) }
    }

    @Test("A column in another unit of money is converted exactly, or refused")
    func money() throws {
        #expect(try Self.equipment.value(of: "2005000", unit: .yuan)?.text == "200.5")
        #expect(try Self.equipment.value(of: "1", unit: .yuan)?.text == "0.0001")
        #expect(throws: ValueProblem("按元填报时应为整数。")) { try Self.equipment.value(of: "1.5", unit: .yuan) }
        #expect(try Self.pay.value(of: "9.1234", unit: .tenThousand)?.text == "91234")
        #expect(throws: ValueProblem("数太大，请核对单位。")) { try Self.pay.value(of: "999999999", unit: .tenThousand) }
    }

    @Test("Whatever was packed is unpacked again, and nothing else is")
    func packing() {
        var random = SplitMix(24)
        for _ in 0..<200 {
            var values = RecordedValues()
            for index in 0..<Int(random.next() % 20) {
                values["junior.v\(index)"] = Points(scaled: Int(random.next() % 10_000_000_000_000))
            }
            #expect(RecordedValues(packed: values.packed) == values)
        }
        #expect(RecordedValues(packed: "") == RecordedValues())
        for wrong in ["a", "a=", "a=x", "a=1.23456", "a=1  b=2"] {
            #expect(RecordedValues(packed: wrong) == nil, "\(wrong)")
        }
    }
}
