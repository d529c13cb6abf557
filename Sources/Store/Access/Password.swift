import Crypto
import CryptoExtras

/// A password as it is kept: `scrypt$N$r$p$salt$hash`, salt and hash in hexadecimal.
package struct Password: Sendable, Equatable {
    package let record: String

    package init(record: String) {
        self.record = record
    }

    /// Slow on purpose: call it on `WorkPool.passwords`, never on a task's own thread.
    package static func hashed(_ text: String, cost: Int) throws -> Password {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let hash = try derive(text, salt: salt, cost: cost)
        return Password(record: "scrypt$\(cost)$8$1$\(salt.hexadecimal)$\(hash.hexadecimal)")
    }

    /// Whether `text` is the password; takes as long for a malformed record as for a wrong text.
    package func matches(_ text: String) throws -> Bool {
        let parts = record.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), let salt = [UInt8](hex: parts[4]),
            let expected = [UInt8](hex: parts[5])
        else { return false }
        let found = try Password.derive(text, salt: salt, cost: cost)
        guard found.count == expected.count else { return false }
        return zip(found, expected).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }

    private static func derive(_ text: String, salt: [UInt8], cost: Int) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(text.utf8), salt: salt, outputByteCount: 32, rounds: cost, blockSize: 8, parallelism: 1,
            maxMemory: 128 * 1024 * 1024)
        return key.withUnsafeBytes { Array($0) }
    }

    /// What a new password must be: long rather than odd, and not the login.
    package static func problem(_ text: String, login: String) -> String? {
        if text.count < 10 { return "密码至少10个字符。" }
        if text.utf8.count > 200 { return "密码过长，请控制在200个字节以内。" }
        if Set(text).count < 4 { return "密码过于简单，请使用更多不同的字符。" }
        if text.lowercased().contains(login.lowercased()), login.count > 2 { return "密码不能包含登录名。" }
        return nil
    }
}

extension [UInt8] {
    init?(hex: some StringProtocol) {
        let digits = Swift.Array(hex.utf8)
        guard digits.count % 2 == 0 else { return nil }
        self = []
        reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            append(byte)
        }
    }
}
