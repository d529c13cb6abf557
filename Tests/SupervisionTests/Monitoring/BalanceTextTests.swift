import Supervision
import Testing

/// Figures as the official forms print them.
@Suite struct BalanceTextTests {
    @Test(
        "Digits are rounded once, half away from zero",
        arguments: [
            (12.5, 0, "13"), (0, 0, "0"), (0.4, 0, "0"), (4.125, 2, "4.13"), (999.999, 2, "1000.00"),
            (0.5004, 3, "0.500"), (0.5625, 3, "0.563"), (-0.25, 1, "-0.3"), (90.909_09, 1, "90.9"),
        ])
    func digits(value: Double, digits: Int, text: String) {
        #expect(BalanceText.decimal(value, digits: digits) == text)
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
