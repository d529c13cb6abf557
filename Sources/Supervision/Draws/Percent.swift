/// An exact share in percent, greater than zero and at most 100, such as 33.3 %.
package struct Percent: Hashable, Sendable, CustomStringConvertible {
    /// The digits without the point: 333 for 33.3.
    private let digits: Int
    /// How many of them stand behind the point.
    private let scale: Int

    /// Reads `30`, `33.3` or `12.5%`; nil for anything else, for zero and for more than 100.
    package init?(_ text: String) {
        var number = Substring(text.normalisedCell)
        if number.hasSuffix("%") { number = Substring(String(number.dropLast()).trimmingBlanks) }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.allSatisfy(\.isASCIIDigits), parts[0].utf8.count <= 3 else { return nil }
        let fraction = Percent.withoutTrailingZeros(parts.count == 2 ? parts[1] : "")
        guard fraction.utf8.count <= 12, let digits = Int(parts[0] + fraction) else { return nil }
        self.digits = digits
        scale = fraction.utf8.count
        guard digits > 0, Int128(digits) <= 100 * power else { return nil }
    }

    /// The smallest whole number that is at least this share of `count`.
    package func roundedUp(of count: Int) -> Int {
        let whole = 100 * power
        return Int((Int128(count) * Int128(digits) + whole - 1) / whole)
    }

    /// The number alone, without trailing zeros, such as `33.3`.
    package var text: String {
        let all = String(digits)
        guard scale > 0 else { return all }
        let padded = String(repeating: "0", count: max(0, scale + 1 - all.count)) + all
        return "\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }

    package var description: String { "\(text)%" }

    private var power: Int128 { (0..<scale).reduce(1) { power, _ in power * 10 } }

    private static func withoutTrailingZeros(_ text: String) -> String {
        var rest = Substring(text)
        while rest.last == "0" { rest.removeLast() }
        return String(rest)
    }
}
