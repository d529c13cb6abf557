package import Supervision

/// Markup whose words are fixed at compile time and whose values are always escaped.
///
/// The twin of `SQL`: literal parts are `StaticString`, interpolated text is escaped, and there is no
/// raw interpolation. Interpolate into attributes only inside quotes. A form that changes something
/// carries `\(FormSeal())`, a slot that the layout fills with the session's token and a command id.
package struct HTML: Sendable, Equatable {
    fileprivate var bytes: [UInt8]
    /// Offsets into `bytes` where a form's hidden fields go.
    fileprivate var seals: [Int]

    fileprivate init(bytes: [UInt8], seals: [Int]) {
        self.bytes = bytes
        self.seals = seals
    }

    package static let empty = HTML(bytes: [], seals: [])

    package var isEmpty: Bool { bytes.isEmpty && seals.isEmpty }

    /// The finished text, with every slot filled by what `seal` gives.
    package func bytes(seal: () -> HTML) -> [UInt8] {
        guard !seals.isEmpty else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + seals.count * 160)
        var start = 0
        for offset in seals {
            result.append(contentsOf: bytes[start..<offset])
            result.append(contentsOf: seal().bytes)
            start = offset
        }
        result.append(contentsOf: bytes[start...])
        return result
    }

    package mutating func append(_ other: HTML) {
        seals.append(contentsOf: other.seals.map { $0 + bytes.count })
        bytes.append(contentsOf: other.bytes)
    }

    package static func joined(_ parts: some Sequence<HTML>) -> HTML {
        parts.reduce(into: .empty) { $0.append($1) }
    }
}

/// The place of a form's hidden fields: the session's token and a fresh command id.
package struct FormSeal: Sendable {
    package init() {}
}

/// A value printed into a script-free data block, already JSON.
package struct JSONText: Sendable {
    let text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        bytes = value.withUTF8Buffer { Array($0) }
        seals = []
    }

    package init(stringInterpolation: Interpolation) {
        self = stringInterpolation.html
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var html = HTML.empty

        package init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { html.bytes.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ part: HTML) {
            html.append(part)
        }

        package mutating func appendInterpolation(_ part: HTML?) {
            if let part { html.append(part) }
        }

        package mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { html.append(part) }
        }

        package mutating func appendInterpolation(_ seal: FormSeal) {
            html.seals.append(html.bytes.count)
        }

        // Disfavoured, or `"\(late ? "<b>…</b>" : "")"` would silently become escaped text.
        @_disfavoredOverload
        package mutating func appendInterpolation(_ text: String) {
            escape(text)
        }

        @_disfavoredOverload
        package mutating func appendInterpolation(_ text: String?) {
            if let text { escape(text) }
        }

        @_disfavoredOverload
        package mutating func appendInterpolation(_ text: Substring) {
            escape(String(text))
        }

        package mutating func appendInterpolation<Subject>(_ id: Identifier<Subject>) {
            escape(id.rawValue)
        }

        package mutating func appendInterpolation(_ number: Int) {
            html.bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ number: Int?) {
            if let number { html.bytes.append(contentsOf: String(number).utf8) }
        }

        /// A data block; `<`, `>` and `&` become JSON escapes, so it can never end its element.
        package mutating func appendInterpolation(json: JSONText) {
            for byte in json.text.utf8 {
                switch byte {
                case UInt8(ascii: "<"): html.bytes.append(contentsOf: "\\u003c".utf8)
                case UInt8(ascii: ">"): html.bytes.append(contentsOf: "\\u003e".utf8)
                case UInt8(ascii: "&"): html.bytes.append(contentsOf: "\\u0026".utf8)
                default: html.bytes.append(byte)
                }
            }
        }

        private mutating func escape(_ text: String) {
            var text = text
            text.withUTF8 { utf8 in
                for byte in utf8 {
                    switch byte {
                    case UInt8(ascii: "<"): html.bytes.append(contentsOf: "&lt;".utf8)
                    case UInt8(ascii: ">"): html.bytes.append(contentsOf: "&gt;".utf8)
                    case UInt8(ascii: "&"): html.bytes.append(contentsOf: "&amp;".utf8)
                    case UInt8(ascii: "\""): html.bytes.append(contentsOf: "&quot;".utf8)
                    case UInt8(ascii: "'"): html.bytes.append(contentsOf: "&#39;".utf8)
                    default: html.bytes.append(byte)
                    }
                }
            }
        }
    }
}
