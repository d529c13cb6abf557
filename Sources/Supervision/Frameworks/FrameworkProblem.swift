/// What keeps a framework from being published, and where.
package struct FrameworkProblem: Hashable, Sendable {
    package let rule: Rule
    /// The node's number, or the band's name; empty for the whole.
    package let place: String
    /// One sentence in Chinese that names the place.
    package let message: String

    package enum Rule: String, Hashable, Sendable, CaseIterable {
        case empty, blankTitle, number, duplicateNumber, weightSum, weight, emptyBranch, mixed, maximum
        case levels, target, cap, bands, tooFine
    }

    init(_ rule: Rule, _ place: String, _ message: String) {
        self.rule = rule
        self.place = place
        self.message = message
    }
}

extension Framework {
    /// Everything that is wrong with it, in the order of the tree; empty when it may be published.
    package func validate() -> [FrameworkProblem] {
        var problems: [FrameworkProblem] = []
        if nodes.isEmpty { problems.append(.init(.empty, "", "指标体系还没有任何指标。")) }
        if name.isBlank || code.isBlank { problems.append(.init(.blankTitle, "", "指标体系的名称和代码都要填写。")) }
        problems += Band.problems(bands)
        var seen: Set<String> = []
        for node in allNodes {
            if !seen.insert(node.number).inserted {
                problems.append(.init(.duplicateNumber, node.number, "编号“\(node.number)”重复。"))
            }
            problems += node.ownProblems(caps: bands.map(\.name))
        }
        for node in nodes { problems += node.numberProblems(under: nil) }
        if !nodes.isEmpty, fullMark <= .zero {
            problems.append(.init(.weightSum, "", "各一级指标分值合计为\(fullMark.text)，应当大于0。"))
        }
        return problems + finenessProblems()
    }

    /// Denominators that would make exact sums unwieldy: a billion is far beyond any real framework.
    private func finenessProblems() -> [FrameworkProblem] {
        var common: Int128 = 1
        for node in leaves {
            let part = node.criterion?.kind.denominator(weight: node.weight) ?? 1
            guard let step = Score(common, over: part) else { continue }
            common *= step.denominator
            if common > 1_000_000_000 {
                return [.init(.tooFine, node.number, "“\(node.number)”的满分与分值换算过细，请让评分的满分等于分值。")]
            }
        }
        return []
    }
}

extension FrameworkNode {
    fileprivate func ownProblems(caps: [String]) -> [FrameworkProblem] {
        var problems: [FrameworkProblem] = []
        func note(_ rule: FrameworkProblem.Rule, _ text: String) {
            problems.append(.init(rule, number, "“\(number) \(title)”\(text)"))
        }
        if title.isBlank { note(.blankTitle, "没有名称。") }
        if weight < .zero || weight > Points(10_000) { note(.weight, "分值为\(weight.text)，应在0到10000之间。") }
        guard let criterion else {
            if children.isEmpty { note(.emptyBranch, "下没有观测点。") }
            let sum = children.reduce(Points.zero) { $0 + $1.weight }
            if !children.isEmpty, sum != weight {
                note(.weightSum, "的下级分值合计为\(sum.text)，应等于本级分值\(weight.text)。")
            }
            return problems
        }
        if !children.isEmpty { note(.mixed, "既是观测点又有下级指标。") }
        if !criterion.kind.earns, weight != .zero { note(.weight, "不计分，分值应为0。") }
        if criterion.kind.earns, weight == .zero { note(.weight, "要计分，分值应大于0。") }
        if let (rule, text) = criterion.kind.problem(caps: caps) { note(rule, text) }
        return problems
    }

    fileprivate func numberProblems(under parent: String?) -> [FrameworkProblem] {
        let head = parent.map { $0 + "." } ?? ""
        let tail = number.dropFirst(head.count)
        let fits =
            number.hasPrefix(head) && !tail.isEmpty && !tail.contains(".") && !tail.contains(where: \.isWhitespace)
        let own: [FrameworkProblem] =
            fits
            ? []
            : [.init(.number, number, "编号“\(number)”不合规则：\(parent.map { "应以“\($0).”开头，再加一段" } ?? "一级指标的编号不含“.”")。")]
        return own + children.flatMap { $0.numberProblems(under: number) }
    }
}

extension Criterion.Kind {
    /// What an answer's value is divided by; 1 where the mark is the weight itself.
    func denominator(weight: Points) -> Int128 {
        switch self {
        case .scored(let max): max == weight ? 1 : Swift.max(1, Int128(max.scaled))
        case .counted(_, let target): Swift.max(1, Int128(target?.scaled ?? 1))
        case .graded, .yesNo, .veto: 1
        }
    }

    fileprivate func problem(caps: [String]) -> (FrameworkProblem.Rule, String)? {
        switch self {
        case .scored(let max):
            return max > .zero ? nil : (.maximum, "的满分为\(max.text)，应大于0。")
        case .graded(let levels):
            return Criterion.Level.problem(levels).map { (.levels, $0) }
        case .counted(let unit, let target):
            if unit.isBlank { return (.target, "没有计数单位。") }
            return (target ?? Points(1)) > .zero ? nil : (.target, "的目标数应大于0。")
        case .veto(let cap?) where !caps.contains(cap):
            return (.cap, "否决后的等次“\(cap)”不在本体系的等次之中。")
        case .veto, .yesNo:
            return nil
        }
    }
}

extension Criterion.Level {
    fileprivate static func problem(_ levels: [Criterion.Level]) -> String? {
        if levels.count < 2 { return "至少要有两个等级。" }
        if Set(levels.map(\.name)).count < levels.count { return "的等级名称重复。" }
        if levels.contains(where: { $0.name.isBlank }) { return "有等级没有名称。" }
        if levels.contains(where: { $0.name.contains(ListText.isReserved) }) { return "的等级名称不能含“；”“=”。" }
        if levels.contains(where: { $0.share < .zero || $0.share > Points(100) }) { return "的等级得分比例应在0到100之间。" }
        if zip(levels, levels.dropFirst()).contains(where: { $0.share <= $1.share }) { return "的等级应由高到低排列。" }
        return nil
    }
}

extension Band {
    /// Overlaps, gaps and what else keeps bands from covering every percentage exactly once.
    package static func problems(_ bands: [Band]) -> [FrameworkProblem] {
        guard !bands.isEmpty else { return [.init(.bands, "", "还没有设定等次。")] }
        var problems: [FrameworkProblem] = []
        func note(_ place: String, _ text: String) { problems.append(.init(.bands, place, text)) }
        if Set(bands.map(\.name)).count < bands.count { note("", "等次名称重复。") }
        if bands.contains(where: { $0.name.isBlank || $0.name.contains(ListText.isReserved) }) {
            note("", "等次名称不能空，也不能含“；”“=”。")
        }
        let sorted = bands.sorted { $0.atLeast < $1.atLeast }
        if let lowest = sorted.first, lowest.atLeast != .zero {
            note(lowest.name, "最低等次“\(lowest.name)”从\(lowest.atLeast.text)%起，应从0起，否则低分没有等次。")
        }
        for (band, next) in zip(sorted, sorted.dropFirst()) where band.below != next.atLeast {
            guard let below = band.below else { note(band.name, "“\(band.name)”没有上限，与“\(next.name)”重叠。"); continue }
            let word = below > next.atLeast ? "重叠" : "之间有空档"
            note(band.name, "“\(band.name)”到\(below.text)%止，与从\(next.atLeast.text)%起的“\(next.name)”\(word)。")
        }
        if let highest = sorted.last, let below = highest.below, below <= Points(100) {
            note(highest.name, "最高等次“\(highest.name)”到\(below.text)%止，满分没有等次。")
        }
        return problems
    }
}
