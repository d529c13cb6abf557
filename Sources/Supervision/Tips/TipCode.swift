import Crypto

/// What a tipster follows the answer with (查询码): eighty bits in letters and digits that are not mistaken for others.
package enum TipCode {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    package static let length = 16

    /// Of the secret that the form brought, so that the form sent twice gives the same code; the server keeps neither.
    package static func of(secret: String) -> String {
        var bits: UInt64 = 0
        var held = 0
        var text = ""
        for byte in SHA256.hash(data: Array("dudao-tip/\(secret)".utf8)).prefix(10) {
            bits = bits << 8 | UInt64(byte)
            held += 8
            while held >= 5 {
                held -= 5
                text.append(letters[Int(bits >> UInt64(held) & 31)])
            }
        }
        return text
    }

    /// As it was given, however it was typed.
    package static func plain(_ typed: String) -> String {
        let folded = typed.uppercased().compactMap { character -> Character? in
            switch character {
            case "O": "0"
            case "I", "L": "1"
            default: letters.contains(character) ? character : nil
            }
        }
        return String(folded.prefix(length + 1))
    }

    package static func grouped(_ code: String) -> String {
        var groups: [String] = []
        var rest = code[...]
        while !rest.isEmpty {
            groups.append(String(rest.prefix(4)))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: "-")
    }

    package static func digest(of code: String) -> String {
        SHA256.hash(data: Array("dudao-tip-code/\(code)".utf8)).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }.joined()
    }
}
