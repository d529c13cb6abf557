/// An exact decimal with four digits after the point, as people type marks, weights and percentages.
package struct Points: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// Ten-thousandths.
    package let scaled: Int

    package init(scaled: Int) {
        self.scaled = scaled
    }

    package init(_ whole: Int) {
        scaled = whole * Points.scale
    }

    /// Reads a plain decimal such as `12`, `-0.5` or `33.3333`; nil for anything else or beyond ±10⁹.
    package init?(_ text: String) {
        let negative = text.hasPrefix("-")
        let parts = text.dropFirst(negative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...10).contains(parts[0].utf8.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(parts[0]), whole <= Points.largest.scaled / Points.scale
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.utf8.count <= 4, let tail = Int(fraction + String(repeating: "0", count: 4 - fraction.count))
        else { return nil }
        scaled = (negative ? -1 : 1) * (whole * Points.scale + tail)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let points = Points(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not a decimal")
        }
        self = points
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package static let scale = 10_000
    package static let zero = Points(scaled: 0)
    /// The most that can be typed, and with a sign the least.
    package static let largest = Points(1_000_000_000)

    package static func < (left: Points, right: Points) -> Bool { left.scaled < right.scaled }

    package static func + (left: Points, right: Points) -> Points { Points(scaled: left.scaled + right.scaled) }

    /// The shortest plain form, such as `12.5`.
    package var text: String {
        let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(Points.scale))
        let sign = scaled < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        let digits = String(rest + UInt(Points.scale)).dropFirst()
        return "\(sign)\(whole).\(digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex))"
    }

    package var description: String { text }
}
