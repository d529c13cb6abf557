/// Codes that open an account once each when the phone is lost: 59 bits, no letters that look alike.
package enum RecoveryCodes {
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")

    package static func make() -> [String] {
        var generator = SystemRandomNumberGenerator()
        return (0..<SecondFactors.recoveryCodes).map { _ in
            // The first is a letter: a code of the phone has none, which is how the two are told apart.
            let groups = (0..<3).map { group in
                String((0..<4).map { _ in letters[Int.random(in: 0..<(group == 0 ? 23 : 31), using: &generator)] })
            }
            return groups.joined(separator: "-")
        }
    }
}

/// Random bytes for a secret.
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
