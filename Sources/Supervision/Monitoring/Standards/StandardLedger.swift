/// The ledger of all indicators of a standard (指标台账): one line an indicator, also those that lie over schools.
package struct StandardLedger: Hashable, Sendable {
    package let lines: [Line]

    /// One indicator with everything that decides it.
    package struct Line: Hashable, Sendable {
        package let code: String
        package let part: Standard.Part
        package let name: String
        package let clause: String
        package let unverified: String
        package let isVeto: Bool
        package let kind: Kind
        package let grade: StandardGrade
        package let items: [Item]

        /// What judges it.
        package enum Kind: Hashable, Sendable {
            /// A resource over schools, by its coefficient of variation.
            case resource(BalanceIndicator)
            /// Whether every school reaches enough of the resources.
            case schools
            /// 综合差异系数.
            case composite
            case indicator(StandardIndicator)
        }

        /// Whether anything of it is said by a person.
        package var isByHand: Bool { items.contains { if case .judgement = $0.measure { true } else { false } } }
    }

    /// One figure, count or judgement of a line.
    package struct Item: Hashable, Sendable {
        /// The condition's code, or the line's own.
        package let code: String
        package let name: String
        package let stage: Stage?
        package let measure: Measure
        package let grade: StandardGrade
    }

    package enum Measure: Hashable, Sendable {
        /// Nil while it is not known; a limit is nil where the expression itself is true or false.
        case figure(ExpressionValue?, Expression.Relation, Points?)
        /// A coefficient of variation; nil while a school's figure is missing.
        case coefficient(Double?, limit: Points?)
        /// So many organisations of `total` fail and so many are open, `share` per cent have to meet it.
        case count(failing: Int, open: Int, total: Int, share: Points)
        case judgement(Judgement?)
    }

    package func count(_ grade: StandardGrade) -> Int { lines.count { $0.grade == grade } }

    package func line(_ code: String) -> Line? { lines.first { $0.code == code } }

    /// `silent` are stages that schools run and whose pupils nobody reported: while there are any, nothing that lies
    /// over schools is met.
    package init(_ evaluation: StandardEvaluation, silent: Set<Stage> = []) {
        var lines: [Line] = []
        for part in evaluation.standard.parts {
            if part.isResources { lines += Self.resources(evaluation, part, silent) }
            lines += evaluation.indicators.filter { $0.indicator.part == part.code }.map { Line($0, part) }
        }
        self.lines = lines
    }

    /// The code of the line that asks every school; no indicator of a file can have it.
    package static let schools = "schools"
    package static let composite = "composite"

    private static func resources(
        _ evaluation: StandardEvaluation, _ part: Standard.Part, _ silent: Set<Stage>
    ) -> [Line] {
        guard let standard = evaluation.standard.resources else { return [] }
        let stages = evaluation.resources?.stages ?? []
        func line(_ code: String, _ name: String, _ kind: Line.Kind, _ items: [Item]) -> Line {
            let known = StandardGrade.all(items.map(\.grade))
            let grade: StandardGrade = items.isEmpty || (known == .met && !silent.isEmpty) ? .undetermined : known
            return Line(
                code: code, part: part, name: name, clause: standard.clause, unverified: "", isVeto: false, kind: kind,
                grade: grade, items: items)
        }
        switch standard.rule {
        case .composite(let limits):
            let items = stages.map { result in
                Item(
                    code: composite, name: result.stage.label, stage: result.stage,
                    measure: .coefficient(result.composite, limit: limits[result.stage]),
                    grade: StandardGrade(result.verdict))
            }
            return [line(composite, "综合差异系数（\(standard.indicators.count)项差异系数的平均数）", .composite, items)]
        case .each(let tolerated, let floor):
            let least = standard.indicators.count - tolerated
            let schools = stages.map { result in
                let failing = result.schools.count { $0.verdict == .fail }
                let open = result.schools.count { $0.verdict == .undetermined }
                return Item(
                    code: Self.schools, name: result.stage.label, stage: result.stage,
                    measure: .count(failing: failing, open: open, total: result.schools.count, share: Points(100)),
                    grade: failing > 0 ? .notMet : open > 0 ? .undetermined : .met)
            }
            let name = "每所学校至少\(least)项达到标准，其余不低于标准的\((Fraction(floor) * Fraction(100)).text)%"
            return standard.indicators.map { indicator in
                let items = stages.compactMap { result -> Item? in
                    result.indicators.first { $0.indicator.code == indicator.code }.map { found in
                        Item(
                            code: indicator.code, name: result.stage.label, stage: result.stage,
                            measure: .coefficient(found.variation?.coefficient, limit: found.limit),
                            grade: found.isWithin.map { $0 ? .met : .notMet } ?? .undetermined)
                    }
                }
                return line(indicator.code, "\(indicator.name)的差异系数", .resource(indicator), items)
            } + [line(Self.schools, name, .schools, schools)]
        }
    }
}

extension StandardLedger.Line {
    fileprivate init(_ result: StandardEvaluation.IndicatorResult, _ part: Standard.Part) {
        let indicator = result.indicator
        self.init(
            code: indicator.code, part: part, name: indicator.name, clause: indicator.clause,
            unverified: indicator.unverified, isVeto: indicator.isVeto, kind: .indicator(indicator),
            grade: result.grade, items: result.conditions.flatMap(\.items))
    }
}

extension ConditionResult {
    fileprivate var items: [StandardLedger.Item] {
        func item(_ stage: Stage?, _ measure: StandardLedger.Measure, _ grade: StandardGrade) -> StandardLedger.Item {
            .init(code: condition.code, name: condition.name, stage: stage, measure: measure, grade: grade)
        }
        guard case .computed(let threshold, _) = condition.measure else {
            return [item(nil, .judgement(judgement), grade)]
        }
        let one = values.count + counts.count == 1
        return values.map { value in
            let outcome = value.value.map { ExpressionOutcome.value($0) }
            let isMet = outcome.flatMap { threshold.isMet($0, stage: value.stage) }
            return item(
                value.stage, .figure(value.value, threshold.relation, value.limit),
                one ? grade : isMet.map { $0 ? .met : .notMet } ?? .undetermined)
        }
            + counts.map { count in
                item(
                    count.stage,
                    .count(failing: count.failing, open: count.open, total: count.total, share: condition.share),
                    one ? grade : count.grade(condition.share))
            }
    }
}

extension StandardGrade {
    init(_ verdict: BalanceVerdict) {
        switch verdict {
        case .pass: self = .met
        case .fail: self = .notMet
        case .undetermined: self = .undetermined
        }
    }
}

extension StandardLedger.Measure {
    /// How far it is from its threshold: above zero is to spare, below zero is lacking; nil where no number says it.
    package var margin: Fraction? {
        guard case .figure(let value, let relation, let limit?) = self, let quantity = value?.quantity else {
            return nil
        }
        let apart = quantity.fraction - Fraction(limit)
        return switch relation {
        case .atLeast, .greater: apart
        case .atMost, .less: apart.negated
        case .equal: apart.isZero ? apart : apart.magnitude.negated
        case .unequal: nil
        }
    }

    /// How many more organisations must meet it; nil where it is not counted.
    package var lacking: Int? {
        guard case .count(let failing, let open, let total, let share) = self else { return nil }
        let met = total - failing - open
        let asked = (Fraction(total) * Fraction(share)).divided(by: Fraction(100))?.roundedUp.wholeNumber ?? total
        return max(0, asked - met)
    }
}
