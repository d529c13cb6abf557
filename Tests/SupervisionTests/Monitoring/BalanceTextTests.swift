import Supervision
import Testing

/// Figures as the official forms print them.
@Suite struct BalanceTextTests {
    @Test(
        "Digits are rounded once, half away from zero",
        arguments: [
            (12.5, 0, "13"), (0, 0, "0"), (0.4, 0, "0"), (4.125, 2, "4.13"), (999.999, 2, "1000.00"),
            (0.5004, 3, "0.500"), (0.5625, 3, "0.563"), (-0.25, 1, "-0.3"), (90.909_09, 1, "90.9"),
            // None of these has a binary figure of its own, and the nearest one lies below or above.
            (1.005, 2, "1.01"), (2.675, 2, "2.68"), (1.115, 2, "1.12"), (0.35, 1, "0.4"), (-1.005, 2, "-1.01"),
            (1.004_999_99, 2, "1.00"), (0.1 + 0.2, 1, "0.3"), (0.15 + 0.2, 1, "0.4"), (1e-7, 3, "0.000"),
            (-1e-7, 2, "0.00"), (6.02e20, 0, "602000000000000000000"), (1e15 + 0.5, 0, "1000000000000001"),
        ])
    func digits(value: Double, digits: Int, text: String) {
        #expect(BalanceText.decimal(value, digits: digits) == text)
    }

    @Test(
        "A share is rounded from its exact value",
        arguments: [(201, 200, "1.01"), (1_005, 1_000, "1.01"), (107, 40, "2.68")])
    func exact(amount: Int, pupils: Int, text: String) {
        let share = Ratio(amount * Points.scale, pupils)
        #expect(
            BalanceText.share(share, least: nil) == text
                && share.map { BalanceText.amount($0).formatted(digits: 2) } == text)
    }

    @Test("A share below its limit never prints like it")
    func below() throws {
        let share = try #require(Ratio(19_999, 1))
        #expect(BalanceText.share(share, least: Points(2)) == "1.9999")
        #expect(BalanceText.share(share, least: Points("1.99")) == "2.00")
        #expect(BalanceText.share(Ratio(20_000, 1), least: Points(2)) == "2.00")
    }

    @Test("A coefficient beyond its limit never prints like it; one within may")
    func limits() {
        let limit = Points("0.5")
        #expect(BalanceText.coefficient(0.5, limit: limit, isWithin: true) == "0.500")
        #expect(BalanceText.coefficient(0.500_01, limit: limit, isWithin: false) == "0.50001")
        #expect(BalanceText.coefficient(0.500_4, limit: limit, isWithin: true) == "0.500")
        #expect(BalanceText.coefficient(nil) == "—" && BalanceText.mean(nil) == "—")
        #expect(BalanceText.limit(limit) == "0.50")
    }
}
