/// One organisation by one condition, with the figures that it was judged from.
package struct ConditionUnit: Hashable, Sendable {
    package let organisation: String
    package let stage: Stage?
    package let value: ExpressionValue?
    package let limit: Points?
    package let standing: Standing
    /// Codes of the figures that keep it open.
    package let missing: [String]
    /// In the order in which the expression names them; nil for what nobody reported.
    package let figures: [Figure]

    package enum Standing: Hashable, Sendable {
        case met, failing, open
        case tolerated(StandardTolerance)

        /// Those below come first.
        package var order: Int {
            switch self {
            case .failing: 0
            case .open: 1
            case .tolerated: 2
            case .met: 3
            }
        }

        package var label: String {
            switch self {
            case .met: "达到"
            case .failing: "未达到"
            case .open: "缺数据"
            case .tolerated: "按容差达到"
            }
        }
    }

    package struct Figure: Hashable, Sendable {
        package let term: ExpressionTerm
        package let value: ExpressionValue?
    }
}

extension StandardEvaluation {
    /// The organisations behind a condition, as `input` has them: those below first.
    package static func units(
        _ condition: StandardCondition, of indicator: StandardIndicator, by standard: Standard, _ input: StandardInput
    ) -> [ConditionUnit] {
        let evaluator = ConditionEvaluator(
            condition: condition, data: input.data, allowsBasic: indicator.allowsBasic,
            tolerances: standard.tolerances.filter { $0.target == condition.code && $0.isInForce })
        let units =
            condition.subject == .eachOrganisation ? evaluator.units : contributions(to: condition, input.data)
        return units.enumerated().sorted { left, right in
            (left.element.standing.order, left.offset) < (right.element.standing.order, right.offset)
        }.map(\.element)
    }

    /// What each organisation gives to a figure of the county; none where only the county's own figures count.
    private static func contributions(to condition: StandardCondition, _ data: ExpressionData) -> [ConditionUnit] {
        guard case .computed(let threshold, _) = condition.measure,
            threshold.expression.terms.contains(where: { !$0.isOfCounty })
        else { return [] }
        return data.rows.map { row in
            let figures = threshold.expression.figures(of: row, stage: nil)
            let missing = figures.filter { $0.value == nil }.map(\.term.code)
            return ConditionUnit(
                organisation: row.organisation, stage: nil, value: nil, limit: nil,
                standing: missing.isEmpty ? .met : .open, missing: missing, figures: figures)
        }
    }
}

extension Expression {
    /// What it names, each once, in the order of the text; `limit` is no figure.
    package var terms: [ExpressionTerm] {
        var seen: Set<ExpressionTerm> = [.limit]
        return root.terms.filter { seen.insert($0).inserted }
    }

    /// The figures of one organisation that it names.
    func figures(of row: ExpressionData.Row, stage: Stage?) -> [ConditionUnit.Figure] {
        terms.filter { !$0.isOfCounty }.map { term in
            let own = term.isOfStage ? stage.map { term.of($0) } ?? term : term
            return ConditionUnit.Figure(term: own, value: row.values[own.code])
        }
    }
}

extension Expression.Node {
    fileprivate var terms: [ExpressionTerm] {
        switch self {
        case .number, .text: []
        case .term(let term): [term]
        case .negated(let node), .not(let node): node.terms
        case .sum(let addends): addends.flatMap(\.node.terms)
        case .product(let factors): factors.flatMap(\.node.terms)
        case .comparison(let left, _, let right): left.terms + right.terms
        case .all(let nodes), .any(let nodes), .function(_, let nodes): nodes.flatMap(\.terms)
        case .aggregate(_, _, let nodes, let condition): nodes.flatMap(\.terms) + (condition?.terms ?? [])
        }
    }
}
