import Supervision
import TestKit
import Testing

@Suite struct FigureValueTests {
    private static func share(_ part: Int, _ whole: Int) throws -> FigureValue {
        .number(try #require(Score(Int128(part), over: Int128(whole))))
    }

    @Test("Counts carry their unit, shares their digits, and what is missing is no zero")
    func shown() throws {
        #expect(FigureValue(39).text(unit: "所", digits: 0) == "39所")
        #expect(FigureValue(0).text(unit: "所", digits: 0) == "0所")
        #expect(try FigureValueTests.share(514, 2_312).text(unit: "%", digits: 2) == "22.23%")
        #expect(try FigureValueTests.share(9_665, 10_000).text(unit: "%", digits: 2) == "96.65%")
        #expect(try FigureValueTests.share(1, 3).text(unit: "%", digits: 1) == "33.3%")
        #expect(try FigureValueTests.share(175, 2).text(unit: "分", digits: 2) == "87.50分")
        #expect(FigureValue.noData.text(unit: "所", digits: 0) == "尚无数据")
        #expect(FigureValue.undefined.text(unit: "%", digits: 2) == "无从计算")
    }

    @Test("A value is stored as it is, not as it is shown", arguments: [(1, 3), (0, 1), (-7, 4), (32_642, 1)])
    func stored(_ part: Int, _ whole: Int) throws {
        let value = try FigureValueTests.share(part, whole)
        #expect(FigureValue(stored: value.stored) == value)
        #expect(FigureValue(stored: FigureValue.noData.stored) == .noData)
        #expect(FigureValue(stored: FigureValue.undefined.stored) == .undefined)
        #expect(FigureValue(stored: "") == nil)
    }

    @Test(
        "A change is said as summaries say it",
        arguments: [
            (9_665, 9_535, "%", 2, "较上年提高1.3个百分点"), (9_535, 9_665, "%", 2, "较上年下降1.3个百分点"),
            (9_535, 9_535, "%", 2, "与上年持平"), (390_000, 360_000, "所", 0, "较上年增加3所"),
            (360_000, 390_000, "所", 0, "较上年减少3所"), (390_000, 390_000, "所", 0, "与上年持平"),
            // A difference that no printed digit shows is none.
            (9_665, 9_664, "%", 1, "与上年持平"), (10_000, 8_000, "%", 2, "较上年提高20个百分点"),
        ])
    func change(_ now: Int, _ before: Int, _ unit: String, _ digits: Int, _ text: String) throws {
        let change = try #require(
            FigureChange(
                FigureValueTests.share(now, 10_000), before: FigureValueTests.share(before, 10_000), unit: unit,
                digits: digits))
        #expect(change.text() == text)
    }

    @Test("Against nothing there is no change")
    func none() {
        #expect(FigureChange(FigureValue(3), before: .noData, unit: "所", digits: 0) == nil)
        #expect(FigureChange(.undefined, before: FigureValue(3), unit: "%", digits: 2) == nil)
    }

    @Test("A change turned round says the opposite by the same amount")
    func symmetric() throws {
        var dice = Dice(22)
        for _ in 0..<200 {
            let (left, right) = (Int.random(in: 0...900, using: &dice), Int.random(in: 0...900, using: &dice))
            let unit = Bool.random(using: &dice) ? "%" : "个"
            let up = try #require(
                FigureChange(FigureValue(left), before: FigureValue(right), unit: unit, digits: 2))
            let down = try #require(
                FigureChange(FigureValue(right), before: FigureValue(left), unit: unit, digits: 2))
            #expect(up.amount == down.amount)
            #expect((up.text() == down.text()) == (left == right))
        }
    }
}
