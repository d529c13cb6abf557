import Crypto

/// A small piece of work that a browser does before a tip is taken, so that flooding costs something.
///
/// The server keeps nothing of a puzzle that it gave out: its seal says that it is ours.
package struct TipPuzzle: Hashable, Sendable {
    package let at: Instant
    /// How many leading bits of the hash must be zero.
    package let bits: Int
    package let nonce: String

    package init(at: Instant, bits: Int, nonce: String) {
        self.at = at
        self.bits = bits
        self.nonce = nonce
    }

    private var body: String { "\(at.milliseconds).\(bits).\(nonce)" }

    /// As the page holds it, sealed with the server's key of the day.
    package func text(key: String) -> String { "\(body).\(seal(key).hexadecimal)" }

    /// Nil for what this server's key did not seal.
    package init?(_ text: String, key: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, text.utf8.count <= 200, let at = Int(parts[0]), let bits = Int(parts[1]) else {
            return nil
        }
        self.init(at: Instant(milliseconds: at), bits: bits, nonce: parts[2])
        guard seal(key).hexadecimal == parts[3] else { return nil }
    }

    /// The day whose key sealed a puzzle, as it claims itself.
    package static func day(of text: String) -> Day? {
        text.split(separator: ".").first.flatMap { Int($0) }.map { Instant(milliseconds: $0).day }
    }

    private func seal(_ key: String) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(body.utf8), using: SymmetricKey(data: Array(key.utf8)))
    }

    /// Whether `SHA-256(puzzle:answer)` begins with as many zero bits; `text` is the puzzle as the page has it.
    package static func isSolved(_ text: String, bits: Int, by answer: String) -> Bool {
        guard (1...20).contains(answer.utf8.count) else { return false }
        var zeros = 0
        for byte in SHA256.hash(data: Array("\(text):\(answer)".utf8)) {
            zeros += byte.leadingZeroBitCount
            if byte != 0 { break }
        }
        return zeros >= bits
    }

    /// Harder the more tips came in the last hour, and the more came from this address today.
    package static func bits(lastHour: Int, fromAddress: Int) -> Int {
        var bits = 14
        var load = lastHour / TipGateLimits.quietHour
        while load > 0 {
            bits += 1
            load /= 2
        }
        return min(bits + max(0, fromAddress - 1), 22)
    }
}

/// How much is taken, and how old a puzzle may be.
package enum TipGateLimits {
    /// Tips an hour that make nothing harder.
    package static let quietHour = 20
    /// From one address; many families share one behind a mobile network.
    package static let perHour = 20
    package static let perDay = 60
    /// Without a solved puzzle, from one address on one day; from all of them in an hour.
    package static let plainPerDay = 3
    package static let plainPerHour = 60
    /// Wrong codes from one address in an hour.
    package static let wrongCodes = 20
    /// A page without scripts is sent no sooner than this.
    package static let plainSeconds = 15
    package static let solvedMinutes = 30
    package static let plainMinutes = 12 * 60

    /// Whether one more tip is taken; the counts are those already taken.
    package static func admit(
        isSolved: Bool, hour: Int, day: Int, plainDay: Int, plainHour: Int
    ) throws(TipRefusal) {
        guard hour < perHour, day < perDay else { throw .flood }
        guard isSolved || plainDay < plainPerDay && plainHour < plainPerHour else { throw .flood }
    }

    /// Whether a puzzle of this age still counts.
    package static func admit(age seconds: Int, isSolved: Bool) throws(TipRefusal) {
        guard seconds >= 0 else { throw .unsolved }
        if isSolved {
            guard seconds <= solvedMinutes * 60 else { throw .stale }
        } else {
            guard seconds >= plainSeconds else { throw .tooQuick }
            guard seconds <= plainMinutes * 60 else { throw .stale }
        }
    }

    /// What stands for a client: its address, and of an IPv6 address the network that a household has.
    ///
    /// Proxies write addresses with brackets, ports and zones, and one address in several ways; all of one are the same.
    package static func client(_ address: String) -> String {
        var text = Substring(address.lowercased())
        if text.first == "[" {
            text = text.dropFirst().prefix { $0 != "]" }
        } else if text.contains("."), let port = text.lastIndex(of: ":"), text[..<port].allSatisfy({ $0 != ":" }) {
            text = text[..<port]
        }
        text = text.prefix { $0 != "%" }
        guard text.contains(":") else { return String(text) }
        // An IPv4 address in IPv6 clothes.
        if text.contains("."), let tail = text.split(separator: ":").last { return String(tail) }
        guard let groups = groups(of: text) else { return String(text) }
        return groups.prefix(4).map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The eight groups of an IPv6 address; nil for what is none.
    private static func groups(of text: Substring) -> [UInt16]? {
        func read(_ part: Substring) -> [UInt16]? {
            guard !part.isEmpty else { return [] }
            let groups = part.split(separator: ":", omittingEmptySubsequences: false).map { UInt16($0, radix: 16) }
            return groups.contains(nil) ? nil : groups.compactMap { $0 }
        }
        guard let gap = text.firstRange(of: "::") else { return read(text).flatMap { $0.count == 8 ? $0 : nil } }
        guard let head = read(text[..<gap.lowerBound]), let tail = read(text[gap.upperBound...]),
            head.count + tail.count < 8
        else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }
}

extension Sequence<UInt8> {
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
