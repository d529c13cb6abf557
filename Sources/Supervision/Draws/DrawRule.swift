/// How many units of a stratum are drawn.
package enum DrawRule: Hashable, Sendable {
    case all
    /// At least this share, rounded up.
    case percent(Percent)
    case count(Int)

    /// Reads what `text` writes: `all`, `percent 30` or `count 5`; nil for anything else.
    package init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("all", 1): self = .all
        case ("percent", 2):
            guard let percent = Percent(words[1]) else { return nil }
            self = .percent(percent)
        case ("count", 2):
            guard words[1].isASCIIDigits, let count = Int(words[1]), count > 0 else { return nil }
            self = .count(count)
        default: return nil
        }
    }

    package var text: String {
        switch self {
        case .all: "all"
        case .percent(let percent): "percent \(percent.text)"
        case .count(let count): "count \(count)"
        }
    }

    package var chinese: String {
        switch self {
        case .all: "全部"
        case .percent(let percent): "不低于\(percent)"
        case .count(let count): "\(count)个"
        }
    }

    /// How many of `size` units; nil when more are asked for than there are.
    ///
    /// Taking all of them instead would print a rule in the record that was not followed.
    func quota(of size: Int) -> Int? {
        switch self {
        case .all: size
        case .percent(let percent): percent.roundedUp(of: size)
        case .count(let count): count <= size ? count : nil
        }
    }
}

/// A part of the scope from which units are drawn by themselves.
package struct DrawStratum: Hashable, Sendable {
    package let name: String
    package let rule: DrawRule

    package init(name: String, rule: DrawRule) {
        self.name = name
        self.rule = rule
    }
}

extension DrawRule {
    /// The rule of a campaign's stratum; nil when its percent was never a number.
    package init?(_ rule: ScopeStratum.Rule) {
        switch rule {
        case .all: self = .all
        case .percent(let text):
            guard let percent = Percent(text) else { return nil }
            self = .percent(percent)
        case .count(let count): self = .count(count)
        }
    }
}
