import Crypto

/// The secret that a phone and the server share for the second factor (两步验证), RFC 6238 with SHA-1, 30 s, 6 digits.
package struct TimeCode: Hashable, Sendable {
    package static let period = 30
    package static let digits = 6
    /// How many periods a clock may be fast or slow.
    package static let skew = 1

    /// 160 bits, as RFC 4226 section 4 recommends.
    package let secret: [UInt8]

    package init(secret: [UInt8]) {
        self.secret = secret
    }

    /// From the form in which it is typed and stored; blanks and case do not count.
    package init?(base32 text: String) {
        guard let bytes = Base32.decode(text), bytes.count >= 16 else { return nil }
        secret = bytes
    }

    package var base32: String { Base32.encode(secret) }

    /// Which period an instant lies in.
    package static func step(at instant: Instant) -> Int { instant.milliseconds / (period * 1_000) }

    /// The code of a period (RFC 4226 section 5.3).
    package func code(at step: Int, digits: Int = TimeCode.digits) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 0xF)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The period whose code was typed, one period either way; a code that was used once, or an older one, is refused.
    package func step(
        matching typed: String, at instant: Instant, after last: Int
    ) throws(SecondFactorRefusal) -> Int {
        let typed = typed.filter { !$0.isWhitespace }
        let now = TimeCode.step(at: instant)
        let matching = (now - TimeCode.skew...now + TimeCode.skew).filter { code(at: $0) == typed }
        guard let step = matching.max() else { throw .wrongCode }
        guard step > last else { throw .codeUsed }
        return step
    }

    /// What a phone reads from the picture (otpauth, as the common apps take it).
    package func address(issuer: String, account: String) -> String {
        let issuer = TimeCode.encoded(issuer)
        return "otpauth://totp/\(issuer):\(TimeCode.encoded(account))?secret=\(base32)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(TimeCode.digits)&period=\(TimeCode.period)"
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            if isPlain || byte == 45 || byte == 46 || byte == 95 {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count < 2 ? "0" : "") + hex
            }
        }
    }
}

/// RFC 4648 without padding.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    static func encode(_ bytes: [UInt8]) -> String {
        var (buffer, bits) = (0, 0)
        var text = ""
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[buffer >> bits & 31])
            }
            buffer &= 1 << bits - 1
        }
        if bits > 0 { text.append(letters[buffer << (5 - bits) & 31]) }
        return text
    }

    static func decode(_ text: String) -> [UInt8]? {
        var (buffer, bits) = (0, 0)
        var bytes: [UInt8] = []
        for letter in text.uppercased() where !letter.isWhitespace && letter != "=" && letter != "-" {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            buffer = buffer << 5 | value
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(buffer >> bits & 255))
            buffer &= 1 << bits - 1
        }
        return bytes
    }
}
