/// Tolerances of the resource part: what a school may count besides, where it does not reach the standard without.
struct ResourceTolerances {
    /// With everything that may be counted.
    let schools: [BalanceSchool]
    let obligations: [StandardObligation]

    init(_ standard: Standard, _ input: StandardInput) {
        let tolerances = standard.tolerances.filter { tolerance in
            if case .besides = tolerance.measure { return tolerance.isInForce }
            return false
        }
        guard let resources = standard.resources, !tolerances.isEmpty else {
            (schools, obligations) = (input.schools, [])
            return
        }
        let rows = Dictionary(input.data.rows.map { ($0.organisation, $0) }, uniquingKeysWith: { first, _ in first })
        var (schools, obligations): ([BalanceSchool], [StandardObligation]) = ([], [])
        for school in input.schools {
            var school = school
            for tolerance in tolerances {
                guard let row = rows[school.code],
                    let indicator = resources.indicators.first(where: { $0.code == tolerance.target })
                else { continue }
                let before = school
                for stage in [Stage.primary, .junior] where before.isBelow(indicator, in: stage) {
                    guard let more = tolerance.amount(of: row, in: stage, over: input.data) else { continue }
                    school = school.adding(more, to: indicator.resource, in: stage)
                    obligations.append(.init(tolerance, organisation: school.code, stage: stage))
                    if !indicator.resource.isOfStage { break }
                }
            }
            schools.append(school)
        }
        (self.schools, self.obligations) = (schools, obligations)
    }
}

extension StandardTolerance {
    /// What may be counted besides; nil when nothing, or nobody said so.
    fileprivate func amount(of row: ExpressionData.Row, in stage: Stage, over data: ExpressionData) -> Points? {
        guard case .besides(let expression) = measure,
            applies.outcome(over: data, of: row, stage: stage).value == .truth(true),
            let quantity = expression.outcome(over: data, of: row, stage: stage).value?.quantity,
            let points = Points(quantity.fraction.formatted(digits: 4)), points > .zero
        else { return nil }
        return points
    }
}

extension BalanceSchool {
    fileprivate func isBelow(_ indicator: BalanceIndicator, in stage: Stage) -> Bool {
        guard let share = share(indicator, in: stage), let minimum = indicator.minimum[stage],
            let least = Ratio(minimum.scaled, 1)
        else { return false }
        return share < least
    }

    fileprivate func adding(_ more: Points, to variable: BalanceVariable, in stage: Stage) -> BalanceSchool {
        var (shared, own) = (shared, own)
        if variable.isOfStage {
            own[stage, default: [:]][variable] = (own[stage]?[variable] ?? .zero) + more
        } else {
            shared[variable] = (shared[variable] ?? .zero) + more
        }
        return BalanceSchool(
            code: code, name: name, pupils: pupils, shared: shared, own: own, isTeachingPoint: isTeachingPoint,
            isSpecial: isSpecial)
    }
}
