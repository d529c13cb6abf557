/// What became of a county in a year, without its schools' figures: what is kept of it and compared with other years.
package struct BalanceStanding: Hashable, Sendable, Codable {
    package let verdict: BalanceVerdict
    package let stages: [StageStanding]

    package struct StageStanding: Hashable, Sendable, Codable {
        package let stage: Stage
        package let verdict: BalanceVerdict
        package let schools: Int
        package let indicators: [IndicatorStanding]
        /// No while a school has not even said how many pupils it has in the stage.
        package let isWhole: Bool
        /// Codes of schools that pass, and of those that fail.
        package let passing: Set<String>
        package let failing: Set<String>
    }

    package struct IndicatorStanding: Hashable, Sendable, Codable {
        package let code: String
        /// Nil while a figure is missing.
        package let mean: Double?
        package let deviation: Double?
        package let coefficient: Double?
        package let limit: Points?
        /// Nil while unknown, and where the standard does not judge it alone.
        package let isWithin: Bool?
    }

    /// `silent` are stages in which a school has not even said how many pupils it has: the county cannot have passed, and
    /// a coefficient of the others is none of the stage.
    package init(_ evaluation: BalanceEvaluation, silent: Set<Stage> = []) {
        verdict = evaluation.verdict == .pass && !silent.isEmpty ? .undetermined : evaluation.verdict
        stages = evaluation.stages.map { StageStanding($0, isSilent: silent.contains($0.stage)) }
    }
}

extension BalanceStanding.StageStanding {
    fileprivate init(_ result: BalanceEvaluation.StageResult, isSilent: Bool) {
        func codes(_ verdict: BalanceVerdict) -> Set<String> {
            Set(result.schools.lazy.filter { $0.verdict == verdict }.map(\.school.code))
        }
        self.init(
            stage: result.stage, verdict: isSilent && result.verdict == .pass ? .undetermined : result.verdict,
            schools: result.schools.count,
            indicators: result.indicators.map { indicator in
                let variation = isSilent ? nil : indicator.variation
                return .init(
                    code: indicator.indicator.code, mean: variation?.mean, deviation: variation?.deviation,
                    coefficient: variation?.coefficient, limit: indicator.limit,
                    isWithin: isSilent ? nil : indicator.isWithin)
            }, isWhole: !isSilent, passing: codes(.pass), failing: codes(.fail))
    }
}
