/// What OOXML adds to XML text.
enum XMLText {
    /// Decodes `_x000D_` and the like, and unifies line ends.
    static func decode(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(underscore), text.utf8.contains(120) else { return text }
        return unescaped(Array(text.utf8)).replacingReturns
    }

    private static func unescaped(_ bytes: [UInt8]) -> String {
        var units: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let scalar = escape(in: bytes, at: index) {
                units.append(contentsOf: String(Character(scalar)).utf8)
                index += 7
            } else {
                units.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    /// `_xHHHH_` (ECMA-376 part 1, 22.9.2.19).
    private static func escape(in bytes: [UInt8], at index: Int) -> UnicodeScalar? {
        guard bytes[index] == underscore, index + 6 < bytes.count, bytes[index + 1] == 120,
            bytes[index + 6] == underscore
        else { return nil }
        let digits = bytes[(index + 2)...(index + 5)]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { UnicodeScalar($0) }
    }

    private static let underscore = UInt8(ascii: "_")
}

extension String {
    fileprivate var replacingReturns: String {
        guard utf8.contains(13) else { return self }
        return String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    }
}
