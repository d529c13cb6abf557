import Crypto
package import Supervision

/// Makes ids that are new everywhere and sort by when they were made: UUIDv7, RFC 9562.
package enum NewID {
    /// `random` gives ten bytes of which 74 bits are used.
    package static func text(at instant: Instant, random: [UInt8]) -> String {
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: instant.milliseconds >> (40 - 8 * $0)) }
        bytes += random.prefix(10)
        bytes[6] = bytes[6] & 0x0f | 0x70
        bytes[8] = bytes[8] & 0x3f | 0x80
        let hex = bytes.hexadecimal
        var text = ""
        for (index, character) in hex.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(character)
        }
        return text
    }

    package static func random(at instant: Instant) -> String {
        var generator = SystemRandomNumberGenerator()
        return text(at: instant, random: (0..<10).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}

/// Ids for many rows made at once, each after the one before: an index grows at its end instead of everywhere.
///
/// The first 26 random bits count, as RFC 9562 §6.2 allows; 48 stay random.
package struct IDSeries: Sendable {
    private let instant: Instant
    private var count = 0

    package init(at instant: Instant) {
        self.instant = instant
    }

    package mutating func next() -> String {
        var generator = SystemRandomNumberGenerator()
        let noise = generator.next()
        let counter = [count >> 22, count >> 14, count >> 8, count].map { UInt8(truncatingIfNeeded: $0) }
        count += 1
        return NewID.text(at: instant, random: counter + (0..<6).map { UInt8(truncatingIfNeeded: noise >> ($0 * 8)) })
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    package var hexadecimal: String {
        var bytes: [UInt8] = []
        for byte in self {
            for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? digit + 48 : digit + 87) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The lower-case hexadecimal SHA-256 of a text's UTF-8 bytes.
package func sha256(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).hexadecimal
}
