/// A list that is open, and the number of its next item.
struct HTMLList {
    private let format: WordNumberFormat?
    private let ending: String
    private var next: Int

    /// Without numbers.
    init() {
        format = nil
        ending = ""
        next = 1
    }

    /// An `ol`.
    init(_ attributes: [String: String]) {
        let style = HTMLList.style(attributes) ?? HTMLList.types[attributes["type"] ?? "1"] ?? "decimal"
        // Backwards from a number that is not said, it is not known before the end.
        let isKnown = attributes["reversed"] == nil
        format = isKnown ? HTMLList.formats[style] : nil
        ending = style.hasPrefix("cjk") || style.hasPrefix("simp") || style.hasPrefix("trad") ? "、" : "."
        let start = attributes["start"]?.trimmingPrefix("+") ?? ""
        next = Int(start).map { max(-1_000_000, min($0, 1_000_000)) } ?? 1
    }

    /// What stands before the next item; nil in a list without numbers.
    mutating func marker(_ attributes: [String: String]) -> String? {
        if let value = attributes["value"] { next = HTMLTags.number(value, unless: next) }
        defer { next += 1 }
        guard let format else { return nil }
        return format.text(next) + ending
    }

    /// `list-style: none`, or the type that the style names.
    private static func style(_ attributes: [String: String]) -> String? {
        guard let style = attributes["style"]?.lowercased() else { return nil }
        for rule in style.split(separator: ";") where rule.contains("list-style") {
            let words = rule.split { ": \n\t".contains($0) }.dropFirst().map(String.init)
            if words.contains("none") { return "none" }
            if let word = words.first(where: { formats[$0] != nil }) { return word }
        }
        return nil
    }

    private static let types = [
        "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    ]

    private static let formats: [String: WordNumberFormat] = [
        "decimal": .decimal, "decimal-leading-zero": .decimalZero, "lower-alpha": .lowerLetter,
        "upper-alpha": .upperLetter, "lower-latin": .lowerLetter, "upper-latin": .upperLetter,
        "lower-roman": .lowerRoman, "upper-roman": .upperRoman, "cjk-ideographic": .chineseCounting,
        "simp-chinese-informal": .chineseCounting, "trad-chinese-informal": .chineseCounting,
        "cjk-decimal": .ideographDigital,
    ]
}
