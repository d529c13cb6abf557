/// Decides piece by piece whether bytes are well-formed UTF-8.
struct UTF8Validator {
    /// Continuation bytes still expected, and the range the next one must lie in.
    private var expected = 0
    private var range: ClosedRange<UInt8> = 0x80...0xBF

    /// True when the bytes so far did not end inside a character.
    var isComplete: Bool { expected == 0 }

    /// False at the first byte that cannot stand where it does.
    mutating func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes {
            if expected > 0 {
                guard range.contains(byte) else { return false }
                expected -= 1
                range = 0x80...0xBF
            } else if byte >= 0x80 {
                guard begins(byte) else { return false }
            }
        }
        return true
    }

    // Unicode, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
    private mutating func begins(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: expected = 1
        case 0xE0...0xEF: expected = 2
        case 0xF0...0xF4: expected = 3
        default: return false
        }
        switch byte {
        case 0xE0: range = 0xA0...0xBF
        case 0xED: range = 0x80...0x9F
        case 0xF0: range = 0x90...0xBF
        case 0xF4: range = 0x80...0x8F
        default: range = 0x80...0xBF
        }
        return true
    }
}
