/// What one organisation reported for one year: exact values by key; what is not there is missing, never zero.
///
/// In a column it is one text, `books=12000 primary.pupils=480`, sorted by key: a school is one row however many
/// figures it has, so that a county is judged from one short read.
package struct RecordedValues: Hashable, Sendable {
    package private(set) var values: [String: Points]

    package init(_ values: [String: Points] = [:]) {
        self.values = values
    }

    package subscript(_ key: String) -> Points? {
        get { values[key] }
        set { values[key] = newValue }
    }

    package var isEmpty: Bool { values.isEmpty }
    package var count: Int { values.count }
    package var keys: [String] { values.keys.sorted() }

    /// The key of a variable, in a stage where it is counted by stage.
    package static func key(_ code: String, _ stage: Stage?) -> String {
        stage.map { "\($0.rawValue).\(code)" } ?? code
    }

    /// Those whose key is in `keys`.
    package func only(_ keys: Set<String>) -> RecordedValues {
        RecordedValues(values.filter { keys.contains($0.key) })
    }

    package func merging(_ other: RecordedValues) -> RecordedValues {
        RecordedValues(values.merging(other.values) { $1 })
    }

    /// Sum of several; nil when one is missing, or when there is more than a figure can be.
    package func sum(_ keys: [String]) -> Points? {
        var sum = 0
        for key in keys {
            guard let value = values[key] else { return nil }
            let (next, isOver) = sum.addingReportingOverflow(value.scaled)
            guard !isOver else { return nil }
            sum = next
        }
        return sum.magnitude <= Points.largest.scaled.magnitude ? Points(scaled: sum) : nil
    }

    package var packed: String {
        var text = ""
        for key in keys {
            guard let value = values[key] else { continue }
            if !text.isEmpty { text += " " }
            text += "\(key)=\(value.text)"
        }
        return text
    }

    /// Reads `packed`; nil for anything else.
    package init?(packed: String) {
        var values: [String: Points] = [:]
        var isWhole = true
        Self.scan(packed) { key, number in
            guard let value = Self.number(number), let first = key.first, first != 0x20 else { isWhole = false; return }
            values[String(decoding: key, as: UTF8.self)] = value
        }
        guard isWhole else { return nil }
        self.values = values
    }

    /// Gives each key and what stands behind its =, as bytes, without making a text of any.
    @inline(__always)
    package static func scan(
        _ packed: String, _ body: (_ key: UnsafeBufferPointer<UInt8>, _ number: UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var packed = packed
        packed.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                var equal = start
                while equal < bytes.count, bytes[equal] != 0x3D { equal += 1 }
                var end = equal
                while end < bytes.count, bytes[end] != 0x20 { end += 1 }
                body(
                    UnsafeBufferPointer(rebasing: bytes[start..<equal]),
                    UnsafeBufferPointer(rebasing: bytes[min(equal + 1, end)..<end]))
                start = end + 1
            }
        }
    }

    /// A plain decimal with at most four digits after the point; nil for anything else or more than an Int holds.
    package static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Points? {
        var (place, sign, scaled, digits) = (0, 1, 0, -1)
        if place < bytes.count, bytes[place] == 0x2D { (place, sign) = (place + 1, -1) }
        guard place < bytes.count else { return nil }
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x2E, digits < 0 {
                digits = 0
            } else {
                guard (48...57).contains(byte), scaled < 10_000_000_000_000, digits < 4 else { return nil }
                scaled = scaled * 10 + Int(byte - 48)
                if digits >= 0 { digits += 1 }
            }
            place += 1
        }
        for _ in max(0, digits)..<4 { scaled *= 10 }
        return Points(scaled: sign * scaled)
    }
}

/// One value that became another one.
package struct ValueChange: Hashable, Sendable, Codable {
    package let key: String
    /// Nil where there was none.
    package let from: Points?
    /// Nil where it was taken away.
    package let to: Points?

    package init(key: String, from: Points?, to: Points?) {
        self.key = key
        self.from = from
        self.to = to
    }
}

extension RecordedValues {
    /// What is other in `next`, by key.
    package func changes(to next: RecordedValues) -> [ValueChange] {
        Set(values.keys).union(next.values.keys).sorted().compactMap { key in
            values[key] == next[key] ? nil : ValueChange(key: key, from: values[key], to: next[key])
        }
    }
}
