import Supervision
import TestKit
import Testing

@Suite struct PercentTests {
    @Test(
        "A share is rounded up exactly",
        arguments: [
            ("30", 41, 13), ("10", 10, 1), ("10", 11, 2), ("33.3", 1_000, 333), ("33.4", 1_000, 334), ("12.5%", 8, 1),
            ("12.5", 9, 2), ("100", 7, 7), ("0.1", 1_000, 1), ("0.1", 1_001, 2), ("30％", 40, 12), ("5", 0, 0),
            ("7", 100, 7), ("55", 20, 11), ("29.0", 100, 29), ("0.000000000001", 1, 1),
        ])
    func roundedUp(text: String, count: Int, expected: Int) throws {
        #expect(try #require(Percent(text)).roundedUp(of: count) == expected)
    }

    @Test(
        "What is no share is not read",
        arguments: [
            "", "%", "0", "0.0", "100.1", "101", "-5", "+5", "1e1", ".5x", "5.", ".", "三十", "1,5", "5 5", "0x1",
        ])
    func unreadable(text: String) {
        #expect(Percent(text) == nil)
    }

    @Test("Text and value are one", arguments: [("30", "30"), ("33.30%", "33.3"), ("0.05", "0.05"), ("100.00", "100")])
    func text(written: String, kept: String) throws {
        let percent = try #require(Percent(written))
        #expect(percent.text == kept)
        #expect(Percent(percent.text) == percent)
    }

    @Test("Rounding up agrees with whole-number arithmetic over tenths of a percent")
    func property() throws {
        var dice = Dice(3)
        for _ in 0..<5_000 {
            let tenths = Int.random(in: 1...1_000, using: &dice)
            let count = Int.random(in: 0...200_000, using: &dice)
            let percent = try #require(Percent("\(tenths / 10).\(tenths % 10)"))
            let drawn = percent.roundedUp(of: count)
            #expect(drawn * 1_000 >= count * tenths)
            #expect((drawn - 1) * 1_000 < count * tenths || drawn == 0)
        }
    }
}
