/// A piece of a document's decoded text, counted in Unicode scalars: from the first to before the last.
package struct SourceSpan: Hashable, Sendable, Comparable {
    package let from: Int
    package let to: Int

    package init(_ from: Int, _ to: Int) {
        self.from = from
        self.to = max(from, to)
    }

    package var isEmpty: Bool { from == to }
    package var count: Int { to - from }

    package func overlaps(_ other: SourceSpan) -> Bool { from < other.to && other.from < to }

    package func holds(_ other: SourceSpan) -> Bool { from <= other.from && other.to <= to }

    package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
        (left.from, left.to) < (right.from, right.to)
    }
}

extension SourceSpan: Codable {
    /// `[from, to]`.
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        self.init(try container.decode(Int.self), try container.decode(Int.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(from)
        try container.encode(to)
    }
}

/// Something that was read, where it stands, and how sure the reader is.
package struct Read<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    package let value: Value
    package let span: SourceSpan
    /// From 0 to 100.
    package let confidence: Int

    package init(_ value: Value, _ span: SourceSpan, confidence: Int = 100) {
        self.value = value
        self.span = span
        self.confidence = confidence
    }
}
