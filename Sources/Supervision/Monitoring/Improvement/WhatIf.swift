/// Other figures for one school; what is not named stays.
package struct SchoolChanges: Hashable, Sendable {
    package var shared: [BalanceVariable: Points]
    package var own: [Stage: [BalanceVariable: Points]]

    package init(shared: [BalanceVariable: Points] = [:], own: [Stage: [BalanceVariable: Points]] = [:]) {
        self.shared = shared
        self.own = own
    }
}

extension BalanceSchool {
    /// A copy with other figures; pupils are a figure too (`own[stage][.pupils]`, whole numbers).
    package func changed(by changes: SchoolChanges) -> BalanceSchool {
        var pupils = pupils
        for (stage, values) in changes.own {
            if let count = values[.pupils] { pupils[stage] = count.scaled / Points.scale }
        }
        return BalanceSchool(
            code: code, name: name, pupils: pupils, shared: shared.merging(changes.shared) { $1 },
            own: own.merging(changes.own) { $0.merging($1) { $1 } }, isTeachingPoint: isTeachingPoint,
            isSpecial: isSpecial)
    }
}

/// A county judged as it is and as it would be with other figures (试算); nothing is stored.
package struct WhatIf: Hashable, Sendable {
    package let before: BalanceEvaluation
    package let after: BalanceEvaluation
    /// Codes of changes that belong to no school.
    package let unknown: [String]

    /// `changes` by code of the school.
    package init(
        _ standard: BalanceStandard, schools: [BalanceSchool], changes: [String: SchoolChanges], stage: Stage? = nil
    ) {
        before = BalanceEvaluation(standard, schools: schools, stage: stage)
        let changed = schools.map { school in changes[school.code].map { school.changed(by: $0) } ?? school }
        after = BalanceEvaluation(standard, schools: changed, stage: stage)
        unknown = Set(changes.keys).subtracting(schools.map(\.code)).sorted()
    }

    /// One coefficient that is another one after the change.
    package struct IndicatorChange: Hashable, Sendable {
        package let stage: Stage
        package let indicator: BalanceIndicator
        package let before: Variation?
        package let after: Variation?
        package let wasWithin: Bool?
        package let isWithin: Bool?
    }

    /// One school that reaches other indicators after the change.
    package struct SchoolChange: Hashable, Sendable {
        package let stage: Stage
        package let code: String
        package let before: BalanceVerdict?
        package let after: BalanceVerdict?
        package let gained: [String]
        package let lost: [String]
    }

    package var indicators: [IndicatorChange] {
        stages.flatMap { stage, old, new in
            let known = Dictionary((old?.indicators ?? []).map { ($0.indicator, $0) }, uniquingKeysWith: { $1 })
            return (new?.indicators ?? []).compactMap { result -> IndicatorChange? in
                let earlier = known[result.indicator]
                guard earlier?.variation != result.variation else { return nil }
                return IndicatorChange(
                    stage: stage, indicator: result.indicator, before: earlier?.variation, after: result.variation,
                    wasWithin: earlier?.isWithin, isWithin: result.isWithin)
            }
        }
    }

    package var schools: [SchoolChange] {
        stages.flatMap { stage, old, new in
            let then = Dictionary((old?.schools ?? []).map { ($0.school.code, $0) }, uniquingKeysWith: { $1 })
            let now = Dictionary((new?.schools ?? []).map { ($0.school.code, $0) }, uniquingKeysWith: { $1 })
            return Set(then.keys).union(now.keys).sorted().compactMap { code -> SchoolChange? in
                let (was, becomes) = (then[code], now[code])
                let (had, has) = (Set(was?.reached ?? []), Set(becomes?.reached ?? []))
                guard had != has || was?.verdict != becomes?.verdict else { return nil }
                return SchoolChange(
                    stage: stage, code: code, before: was?.verdict, after: becomes?.verdict,
                    gained: has.subtracting(had).sorted(), lost: had.subtracting(has).sorted())
            }
        }
    }

    private typealias Result = BalanceEvaluation.StageResult

    private var stages: [(Stage, old: Result?, new: Result?)] {
        let all = Set(before.stages.map(\.stage)).union(after.stages.map(\.stage)).sorted()
        return all.map { stage in
            (stage, before.stages.first { $0.stage == stage }, after.stages.first { $0.stage == stage })
        }
    }
}
