/// Numbers as people write them: no exponent and no floating-point noise.
enum PlainDecimal {
    /// `1E-3` is `0.001`, `3.1400000000000001` is `3.14`; what is no number stays as it is.
    static func text(_ raw: [UInt8]) -> String {
        let text = String(decoding: raw, as: UTF8.self)
        if isShortInteger(raw) { return text }
        guard let value = Double(text), value.isFinite else { return text }
        return self.text(value)
    }

    /// The shortest decimal that reads back as `value`.
    static func text(_ value: Double) -> String {
        let description = value.description
        guard let mark = description.firstIndex(where: { $0 == "e" || $0 == "E" }) else {
            if description == "-0.0" { return "0" }
            return description.hasSuffix(".0") ? String(description.dropLast(2)) : description
        }
        let exponent = Int(description[description.index(after: mark)...]) ?? 0
        return expanded(description[..<mark], exponent)
    }

    private static func isShortInteger(_ raw: [UInt8]) -> Bool {
        guard let first = raw.first, raw.count <= 15, first != 48 || raw.count == 1 else { return false }
        return raw.allSatisfy { (48...57).contains($0) }
    }

    private static func expanded(_ mantissa: Substring, _ exponent: Int) -> String {
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(parts[0])
        var digits = whole + (parts.count > 1 && parts[1] != "0" ? String(parts[1]) : "")
        let point = whole.count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point {
            digits += String(repeating: "0", count: point - digits.count)
            return sign + digits
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
