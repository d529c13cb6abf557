package import SQLCore

/// A row as one line of JSON, the same from both engines: `["a",1,true,null]`.
package enum RowLine {
    package static func append(_ values: [SQLValue], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch value {
            case .null: bytes.append(contentsOf: "null".utf8)
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            // A real number always shows a point or an exponent, which is how it is told from an integer.
            case .real(let number): bytes.append(contentsOf: String(number).utf8)
            case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
            case .text(let text): append(text, to: &bytes)
            }
        }
        bytes.append(contentsOf: "]\n".utf8)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0a: bytes.append(contentsOf: "\\n".utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00\([byte].hexadecimal)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The values of a line without its line feed; nil when it is none of ours.
    package static func values(_ line: some Collection<UInt8>) -> [SQLValue]? {
        var reader = Reader(rest: Array(line)[...])
        return reader.row()
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func row() -> [SQLValue]? {
            guard take("[") else { return nil }
            var values: [SQLValue] = []
            if take("]") { return rest.isEmpty ? values : nil }
            while let value = value() {
                values.append(value)
                if take(",") { continue }
                return take("]") && rest.isEmpty ? values : nil
            }
            return nil
        }

        private mutating func take(_ text: StaticString) -> Bool {
            let bytes = text.withUTF8Buffer { Array($0) }
            guard rest.starts(with: bytes) else { return false }
            rest = rest.dropFirst(bytes.count)
            return true
        }

        private mutating func value() -> SQLValue? {
            if take("null") { return .null }
            if take("true") { return .bool(true) }
            if take("false") { return .bool(false) }
            if take("\"") { return text().map { .text($0) } }
            let digits = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "]") }
            rest = rest.dropFirst(digits.count)
            let number = String(decoding: digits, as: UTF8.self)
            return Int(number).map { .integer($0) } ?? Double(number).map { .real($0) }
        }

        private mutating func text() -> String? {
            var bytes: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = escaped() else { return nil }
                    bytes.append(escaped)
                default: bytes.append(byte)
                }
            }
            return nil
        }

        private mutating func escaped() -> UInt8? {
            switch rest.popFirst() {
            case UInt8(ascii: "n"): return 0x0a
            case UInt8(ascii: "u"):
                let digits = rest.prefix(4)
                rest = rest.dropFirst(4)
                return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            case let byte?: return byte
            case nil: return nil
            }
        }
    }
}
