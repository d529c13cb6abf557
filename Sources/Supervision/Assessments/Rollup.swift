/// Turns answers into marks: leaf by weight, branch by sum, the whole by bands, vetoes over all.
package enum Rollup {
    /// The marks of `answers` by criterion number.
    ///
    /// What does not concern the unit leaves the maximum as well, so it neither helps nor harms. The
    /// same answers in another order, or the same with one better, never give less.
    package static func compute(
        _ framework: Framework, _ answers: [String: Answer], unit: UnitProfile? = nil
    ) -> ScoreTree {
        var tally = Tally()
        let nodes = framework.nodes.map { score($0, answers, unit, &tally) }
        let total = nodes.reduce(Score.zero) { $0 + ($1.score ?? .zero) }
        let maximum = nodes.reduce(Score.zero) { $0 + $1.maximum }
        let vetoes = tally.vetoes.map { veto in
            ScoreTree.Veto(
                criterion: veto.node.number, title: veto.node.title, cap: veto.cap ?? framework.lowestBand?.name ?? "")
        }
        let share = tally.missing.isEmpty ? total.divided(by: maximum) : nil
        let earned = share.flatMap { share in framework.bands.first { $0.includes(share) } }
        let progress = ScoreTree.Progress(
            answered: tally.total - tally.missing.count, total: tally.total, missing: tally.missing,
            missingEvidence: tally.missingEvidence)
        return ScoreTree(
            nodes: nodes, score: total, maximum: maximum, earnedGrade: earned?.name,
            grade: framework.capped(earned, by: vetoes)?.name, vetoes: vetoes, progress: progress)
    }

    private struct Tally {
        var total = 0
        var missing: [String] = []
        var missingEvidence: [String] = []
        var vetoes: [(node: FrameworkNode, cap: String?)] = []
    }

    private static func score(
        _ node: FrameworkNode, _ answers: [String: Answer], _ unit: UnitProfile?, _ tally: inout Tally
    ) -> ScoreNode {
        guard let criterion = node.criterion else {
            let children = node.children.map { score($0, answers, unit, &tally) }
            let known = children.compactMap(\.score)
            return ScoreNode(
                node, known.isEmpty ? nil : known.reduce(.zero, +),
                of: children.reduce(.zero) { $0 + $1.maximum },
                .sum(children.map { .init(number: $0.number, score: $0.score, maximum: $0.maximum) }), children)
        }
        if let unit, !criterion.applicability.includes(unit) {
            return ScoreNode(node, nil, of: .zero, .notApplicable("不适用于该类单位"))
        }
        tally.total += 1
        let answer = answers[node.number]
        if let why = answer?.notApplicable { return ScoreNode(node, nil, of: .zero, .notApplicable(why)) }
        if criterion.requiresEvidence, (answer?.evidenceCount ?? 0) == 0 { tally.missingEvidence.append(node.number) }
        return leaf(node, criterion.kind, answer?.value, &tally)
    }

    private static func leaf(
        _ node: FrameworkNode, _ kind: Criterion.Kind, _ value: Answer.Value?, _ tally: inout Tally
    ) -> ScoreNode {
        let weight = node.weight
        let maximum = kind.earns ? Score(weight) : .zero
        guard let value, value.problem(for: kind) == nil else {
            tally.missing.append(node.number)
            return ScoreNode(node, nil, of: maximum, .missing)
        }
        func earned(_ part: Points, of whole: Points, _ reason: ScoreReason) -> ScoreNode {
            let share = Score(Int128(part.scaled), over: Int128(whole.scaled)) ?? .zero
            return ScoreNode(node, share * Score(weight), of: maximum, reason)
        }
        switch (value, kind) {
        case (.points(let points), .scored(let max)):
            return earned(points, of: max, .points(points, of: max, weight: weight))
        case (.level(let name), .graded(let levels)):
            let share = levels.first { $0.name == name }?.share ?? .zero
            return earned(share, of: Points(100), .level(name, percent: share, weight: weight))
        case (.count(let count), .counted(let unit, let target)):
            let reason = ScoreReason.count(count, unit: unit, target: target, weight: weight)
            return target.map { earned(min(count, $0), of: $0, reason) } ?? ScoreNode(node, nil, of: .zero, reason)
        case (.yes(let flag), _):
            return earned(flag ? Points(1) : .zero, of: Points(1), .yes(flag, weight: weight))
        case (.veto(let applies), .veto(let cap)):
            if applies { tally.vetoes.append((node, cap)) }
            return ScoreNode(node, nil, of: .zero, .veto(applies))
        default:
            return ScoreNode(node, nil, of: maximum, .missing)
        }
    }
}

extension ScoreNode {
    fileprivate init(
        _ node: FrameworkNode, _ score: Score?, of maximum: Score, _ reason: ScoreReason, _ children: [ScoreNode] = []
    ) {
        self.init(
            number: node.number, title: node.title, weight: node.weight, score: score, maximum: maximum,
            reason: reason, children: children)
    }
}

extension Framework {
    package var lowestBand: Band? { bands.min { $0.atLeast < $1.atLeast } }

    /// The lower of the band that was earned and the best that the vetoes leave.
    fileprivate func capped(_ earned: Band?, by vetoes: [ScoreTree.Veto]) -> Band? {
        guard let earned else { return nil }
        let caps = vetoes.map { veto in bands.first { $0.name == veto.cap } ?? lowestBand ?? earned }
        return (caps + [earned]).min { $0.atLeast < $1.atLeast }
    }
}
