/// A rule on reported values that names itself and the values when it speaks (校核).
///
/// What it finds is a question: the unit corrects or explains, the office accepts or returns.
package struct ValueCheck: Hashable, Sendable {
    package let code: String
    package let title: String
    package let rule: Rule

    package enum Rule: Hashable, Sendable {
        /// Within what is plausible.
        case range(key: String, lowest: Points?, highest: Points?)
        /// Sums and relations between variables.
        case relation(ValueRelation)
        /// Not further from last year than so many per cent.
        case change(key: String, percent: Int)
        /// Modified z-score among units of the same stages; per the sum of `per`, or as it stands.
        case outlier(of: String, per: [String])
        /// 元 where 万元 is meant, or the other way: a thousand times or more from last year or from the others.
        case unit(of: String, per: [String])
    }

    package init(code: String, title: String, rule: Rule) {
        self.code = code
        self.title = title
        self.rule = rule
    }

    /// Whether it looks at other units too.
    package var looksAtPeers: Bool {
        switch rule {
        case .outlier, .unit: true
        default: false
        }
    }

    package var kindLabel: String {
        switch rule {
        case .range: "范围"
        case .relation: "关系"
        case .change: "与上年比"
        case .outlier: "离群"
        case .unit: "单位"
        }
    }
}

/// Σ left ⋛ Σ right over values, exactly.
package struct ValueRelation: Hashable, Sendable {
    package enum Comparison: String, Hashable, Sendable {
        case equal = "=", atMost = "<=", atLeast = ">="

        package var sign: String {
            switch self {
            case .equal: "="
            case .atMost: "≤"
            case .atLeast: "≥"
            }
        }

        func holds(_ left: Int, _ right: Int) -> Bool {
            switch self {
            case .equal: left == right
            case .atMost: left <= right
            case .atLeast: left >= right
            }
        }
    }

    /// `factor` times a value, or a number of its own.
    package struct Term: Hashable, Sendable {
        package let factor: Int
        package let key: String?

        package init(_ factor: Int = 1, _ key: String?) {
            self.factor = factor
            self.key = key
        }
    }

    package let left: [Term]
    package let comparison: Comparison
    package let right: [Term]

    package init(_ left: [Term], _ comparison: Comparison, _ right: [Term]) {
        self.left = left
        self.comparison = comparison
        self.right = right
    }

    package var keys: [String] { (left + right).compactMap(\.key) }

    /// Both sides in ten-thousandths; nil while a value is missing.
    package func sides(in values: RecordedValues) -> (left: Int, right: Int)? {
        func total(_ terms: [Term]) -> Int? {
            var total = 0
            for term in terms {
                guard let key = term.key else { total += term.factor * Points.scale; continue }
                guard let value = values[key] else { return nil }
                total += term.factor * value.scaled
            }
            return total
        }
        guard let left = total(left), let right = total(right) else { return nil }
        return (left, right)
    }
}

/// What a check says about one unit's values.
package struct CheckFinding: Hashable, Sendable {
    /// The check's code: a unit has at most one of each.
    package let check: String
    package let title: String
    /// The rule and the values that it was applied to.
    package let sentence: String
    package let keys: [String]

    package init(check: String, title: String, sentence: String, keys: [String]) {
        self.check = check
        self.title = title
        self.sentence = sentence
        self.keys = keys
    }
}

extension CollectionForm {
    /// What the checks say that need no other unit: ranges, relations, change and units against last year.
    package func findings(in values: RecordedValues, lastYear: RecordedValues = .init()) -> [CheckFinding] {
        checks.compactMap { check in
            switch check.rule {
            case .range(let key, let lowest, let highest): range(check, key, lowest, highest, values)
            case .relation(let relation): self.relation(check, relation, values)
            case .change(let key, let percent): change(check, key, percent, values, lastYear)
            case .unit(let key, _): slip(check, key, values, lastYear)
            case .outlier: nil
            }
        }
    }

    private func range(
        _ check: ValueCheck, _ key: String, _ lowest: Points?, _ highest: Points?, _ values: RecordedValues
    ) -> CheckFinding? {
        guard let value = values[key] else { return nil }
        if let lowest, value < lowest {
            return found(check, [key], "\(named(key, value))，低于通常的下限\(lowest.text)。")
        }
        guard let highest, value > highest else { return nil }
        return found(check, [key], "\(named(key, value))，高于通常的上限\(highest.text)。")
    }

    private func relation(_ check: ValueCheck, _ relation: ValueRelation, _ values: RecordedValues) -> CheckFinding? {
        guard let (left, right) = relation.sides(in: values), !relation.comparison.holds(left, right) else {
            return nil
        }
        func side(_ terms: [ValueRelation.Term], _ total: Int) -> String {
            let words = terms.enumerated().map { place, term in
                let sign = term.factor < 0 ? " − " : place == 0 ? "" : " + "
                guard let key = term.key else { return "\(sign)\(abs(term.factor))" }
                let times = abs(term.factor) == 1 ? "" : "\(abs(term.factor))×"
                return "\(sign)\(times)\(named(key, values[key] ?? .zero))"
            }
            return words.joined() + (terms.count > 1 ? "（合计\(Points(scaled: total).text)）" : "")
        }
        return found(
            check, relation.keys,
            "应有 \(side(relation.left, left)) \(relation.comparison.sign) \(side(relation.right, right))，实际不符。")
    }

    /// |now − before| > before·percent/100, without dividing.
    private func change(
        _ check: ValueCheck, _ key: String, _ percent: Int, _ values: RecordedValues, _ lastYear: RecordedValues
    ) -> CheckFinding? {
        guard let now = values[key], let before = lastYear[key], before > .zero else { return nil }
        let apart = abs(now.scaled - before.scaled)
        guard apart * 100 > before.scaled * percent else { return nil }
        let way = now > before ? "增加" : "减少"
        let share = Points(scaled: (apart * 100 * 10 + before.scaled / 2) / before.scaled * (Points.scale / 10))
        return found(
            check, [key], "\(named(key, now))，上年\(before.text)，\(way)\(share.text)%，超过\(percent)%。")
    }

    private func slip(
        _ check: ValueCheck, _ key: String, _ values: RecordedValues, _ lastYear: RecordedValues
    ) -> CheckFinding? {
        guard let now = values[key], let before = lastYear[key], now > .zero, before > .zero else { return nil }
        guard let word = Self.slip(Double(now.scaled), Double(before.scaled)) else { return nil }
        return found(check, [key], "\(named(key, now))，上年\(before.text)，\(word)，是否把元、万元填错。")
    }

    /// A thousand times or more apart in either direction.
    static func slip(_ value: Double, _ usual: Double) -> String? {
        if value >= usual * 1_000 { return "是其1000倍以上" }
        return value * 1_000 <= usual ? "不到其千分之一" : nil
    }

    func found(_ check: ValueCheck, _ keys: [String], _ sentence: String) -> CheckFinding {
        CheckFinding(check: check.code, title: check.title, sentence: sentence, keys: keys)
    }

    func named(_ key: String, _ value: Points) -> String {
        guard let item = item(key) else { return "\(key) \(value.text)" }
        return "\(item.title)\(value.text)\(item.variable.unit)"
    }
}
