/// What a text names instead of a number: a figure with its qualifiers, the change on last year, or a list of names.
package struct SummaryMark: Hashable, Sendable, Codable {
    /// Dotted, such as `campaign.finished.organisations`.
    package let code: String
    /// Narrows the figure, such as `kindergarten`.
    package let qualifiers: [String]
    package let aspect: Aspect

    package init(_ code: String, qualifiers: [String] = [], aspect: Aspect = .value) {
        self.code = code
        self.qualifiers = qualifiers
        self.aspect = aspect
    }

    package enum Aspect: String, Hashable, Sendable, Codable {
        case value, change, list
    }

    /// As it is written between the braces.
    package var text: String {
        let head =
            switch aspect {
            case .value: code
            case .change: code + SummaryMark.changeSuffix
            case .list: SummaryMark.listPrefix + " " + code
            }
        return ([head] + qualifiers).joined(separator: " | ")
    }

    /// The figure of which this is the value, the change or the list.
    package var figure: SummaryMark { SummaryMark(code, qualifiers: qualifiers) }

    static let changeSuffix = ".change"
    static let listPrefix = "list:"

    /// Reads what stands between the braces, without the words that only a template knows; says in Chinese what is wrong.
    package static func read(_ text: some StringProtocol) -> Reading {
        var parts = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
        var head = parts.removeFirst()
        var aspect = Aspect.value
        if head.hasPrefix(listPrefix) || head.hasPrefix("list：") {
            aspect = .list
            head = String(head.dropFirst(listPrefix.count)).trimmed
        } else if head.hasSuffix(changeSuffix) {
            aspect = .change
            head = String(head.dropLast(changeSuffix.count))
        }
        guard isCode(head) else { return .wrong(head.isEmpty ? "没有写指标代码" : "“\(head)”不是指标代码") }
        if let bad = parts.first(where: { !isCode($0) }) {
            return .wrong(bad.isEmpty ? "竖线后面没有写限定词" : "“\(bad)”不能用作限定词")
        }
        return .mark(SummaryMark(head, qualifiers: parts, aspect: aspect))
    }

    package enum Reading: Hashable, Sendable {
        case mark(SummaryMark)
        case wrong(String)
    }

    /// Letters (Chinese ones too), digits, points, hyphens and underscores; a point stands between two others.
    private static func isCode(_ text: String) -> Bool {
        guard (1...80).contains(text.count), text.first != ".", text.last != ".", !text.contains("..") else {
            return false
        }
        return text.allSatisfy { $0.isLetter || $0.isNumber || ".-_".contains($0) }
    }
}
