/// What keeps a framework from being published, and where.
package struct FrameworkProblem: Hashable, Sendable {
    package let rule: Rule
    /// The node's number, or the band's name; empty for the whole.
    package let place: String
    /// One sentence in Chinese that names the place.
    package let message: String

    package enum Rule: String, Hashable, Sendable, CaseIterable {
        case empty, blankTitle, number, duplicateNumber, weightSum, weight, emptyBranch, mixed, maximum
        case levels, target, cap, bands, tooFine, depth
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
        if allNodes.count > Framework.maximumNodes {
            problems.append(.init(.depth, "", FrameworkEditRefusal.full.message))
        }
        if name.isBlank || code.isBlank { problems.append(.init(.blankTitle, "", "指标体系的名称和代码都要填写。")) }
        problems += Band.problems(bands)
        var seen: Set<String> = []
        for node in allNodes {
            if !seen.insert(node.number).inserted {
                problems.append(.init(.duplicateNumber, node.number, "编号“\(node.number)”重复。"))
            }
            problems += node.ownProblems(caps: bands.map(\.name))
        }
        for node in nodes { problems += node.numberProblems(under: nil) + node.depthProblems(level: 1) }
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
        if criterion.kind.earns, criterion.kind != .yesNo, weight == .zero { note(.weight, "要计分，分值应大于0。") }
        if let (rule, text) = criterion.kind.problem(caps: caps) { note(rule, text) }
        return problems
    }

    fileprivate func depthProblems(level: Int) -> [FrameworkProblem] {
        guard level <= Framework.maximumDepth else {
            return [.init(.depth, number, "“\(number) \(title)”在第\(level)级，指标最多\(Framework.maximumDepth)级，请上移。")]
        }
        return children.flatMap { $0.depthProblems(level: level + 1) }
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
