/// A password that is read to a person once: four groups of four, 79 bits, no letters that look alike.
package enum OneTimePassword {
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")

    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
        }
        return groups.joined(separator: "-")
    }
}
