import Crypto

/// The two hashes of a draw, both to be repeated with `sha256sum`.
package enum DrawTicket {
    /// The lower-case hexadecimal SHA-256 of the UTF-8 bytes of `seed,id`.
    ///
    /// It depends on nothing else, so a unit that joins the frame later moves nobody else's.
    package static func of(_ id: String, seed: String) -> String {
        hexadecimal(SHA256.hash(data: Array("\(seed),\(id)".utf8)))
    }

    static func frameHash(_ ids: [String]) -> String {
        var hash = SHA256()
        for id in ids.sorted(by: precedes) { hash.update(data: Array("\(id)\n".utf8)) }
        return hexadecimal(hash.finalize())
    }

    /// The order of the bytes, as `LC_ALL=C sort` has it; Swift's own order of strings is another.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func hexadecimal(_ bytes: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
