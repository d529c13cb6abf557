import Store
import Supervision

/// What a form holds: names with one or more texts, as a browser sent them.
package struct Fields: Sendable, Equatable {
    private var values: [String: [String]]

    package init(_ pairs: [(name: String, value: String)] = []) {
        values = [:]
        for pair in pairs { values[pair.name, default: []].append(pair.value) }
    }

    /// Reads `a=1&b=%E4%B8%AD`; what is not UTF-8 is replaced.
    package init(urlEncoded text: some StringProtocol) {
        self.init(
            text.split(separator: "&").map { part in
                let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (Fields.decoded(halves[0]), halves.count > 1 ? Fields.decoded(halves[1]) : "")
            })
    }

    package subscript(_ name: String) -> String? { values[name]?.first }

    package func all(_ name: String) -> [String] { values[name] ?? [] }

    package var names: [String] { values.keys.sorted() }

    /// The first text without outer white space; empty when the field is missing.
    package func text(_ name: String) -> String {
        (self[name] ?? "").trimmed
    }

    package func number(_ name: String) -> Int? { Int(text(name)) }

    package mutating func set(_ name: String, _ value: String) { values[name] = [value] }

    package mutating func setAll(_ name: String, _ texts: [String]) { values[name] = texts.isEmpty ? nil : texts }

    /// Everything that the person decided, hashed; the seal's own fields are left out.
    package func digest(path: String) -> String {
        let lines = values.filter { !Fields.sealed.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value.joined(separator: "\u{1}"))" }
        return sha256("\(path)\n\(lines.joined(separator: "\n"))")
    }

    private static let sealed: Set<String> = ["csrf", "command"]

    /// Percent and plus decoded.
    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var utf8 = Array(text.utf8)[...]
        while let byte = utf8.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), utf8.count >= 2,
                let value = UInt8(String(decoding: utf8.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                utf8 = utf8.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self).filter { $0 != "\0" }
    }

    /// A text as it stands in an address.
    package static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%" + [byte].hexadecimal.uppercased()
            }
        }
        return result
    }
}
