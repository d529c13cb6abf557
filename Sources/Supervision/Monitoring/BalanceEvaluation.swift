/// What became of one county, or one stage of it.
package enum BalanceVerdict: String, Hashable, Sendable, Codable {
    case pass, fail, undetermined

    /// A fail anywhere is a fail of the whole, a missing figure elsewhere cannot mend it.
    package static func all(_ parts: [BalanceVerdict]) -> BalanceVerdict {
        if parts.contains(.fail) { return .fail }
        return parts.isEmpty || parts.contains(.undetermined) ? .undetermined : .pass
    }
}

/// One county judged by a balance standard, stage by stage.
package struct BalanceEvaluation: Hashable, Sendable {
    package let standard: BalanceStandard
    package let stages: [StageResult]
    package let verdict: BalanceVerdict

    /// Judges the stages that any school of the list counts in; `stage` narrows it to one.
    package init(_ standard: BalanceStandard, schools: [BalanceSchool], stage: Stage? = nil) {
        self.standard = standard
        let wanted: [Stage] = stage.map { [$0] } ?? [.primary, .junior]
        let judged = wanted.compactMap { stage in
            let counted = schools.filter { $0.counts(in: stage) }
            return counted.isEmpty ? nil : StageResult(standard, stage: stage, schools: counted)
        }
        let verdict = BalanceVerdict.all(judged.map(\.verdict))
        self.verdict = verdict
        stages = verdict == .undetermined ? judged : judged.map(\.withoutEffect)
    }

    /// Figures that nobody reported, of all stages.
    package var missing: [Missing] { stages.flatMap(\.missing) }

    package struct StageResult: Hashable, Sendable {
        package let stage: Stage
        package let schools: [SchoolResult]
        package let indicators: [IndicatorResult]
        /// 综合差异系数: the plain mean of all coefficients; nil while one is unknown.
        package let composite: Double?
        package let verdict: BalanceVerdict
        package let missing: [Missing]
    }

    package struct IndicatorResult: Hashable, Sendable {
        package let indicator: BalanceIndicator
        /// Nil while a school's figure is missing.
        package let variation: Variation?
        package let limit: Points?
        /// Nil while unknown, and where the standard does not judge it alone; no, also when no value of what is missing
        /// could bring it within.
        package let isWithin: Bool?
    }

    package struct SchoolResult: Hashable, Sendable {
        package let school: BalanceSchool
        /// Codes of the indicators that it reaches.
        package let reached: [String]
        /// Those below the standard; `belowFloor` are below the floor too.
        package let below: [String]
        package let belowFloor: [String]
        package let unknown: [String]
        package let verdict: BalanceVerdict
    }

    /// A figure that nobody reported.
    package struct Missing: Hashable, Sendable {
        package let school: BalanceSchool
        package let stage: Stage
        package let indicator: String
        package let variable: BalanceVariable
        /// Whether the verdict of the county could still be another one.
        package let couldChange: Bool
    }
}

extension BalanceEvaluation.StageResult {
    fileprivate init(_ standard: BalanceStandard, stage: Stage, schools: [BalanceSchool]) {
        let width = standard.indicators.count
        let shares = schools.flatMap { school in standard.indicators.map { school.share($0, in: stage) } }
        let isComplete = shares.allSatisfy { $0 != nil }
        let asked = BalanceEvaluation.Asked(standard, stage)
        let results = schools.enumerated().map { place, school in
            BalanceEvaluation.SchoolResult(asked, school, stage, shares[place * width..<(place + 1) * width])
        }
        let indicators = standard.indicators.enumerated().map { place, indicator in
            BalanceEvaluation.IndicatorResult(indicator, stage, schools) { shares[$0 * width + place] }
        }
        let coefficients = indicators.compactMap { $0.variation?.coefficient }
        let composite: Double? =
            coefficients.count == indicators.count && !coefficients.isEmpty
            ? coefficients.reduce(0, +) / Double(coefficients.count) : nil
        let openness = BalanceOpenness(standard, stage, isComplete ? [] : schools, results)
        let verdict: BalanceVerdict
        switch standard.rule {
        case .each:
            let even = indicators.map { result -> BalanceVerdict in
                result.isWithin.map { $0 ? .pass : .fail } ?? .undetermined
            }
            verdict = openness.excludesPass ? .fail : .all(results.map(\.verdict) + even)
        case .composite(let limits):
            verdict = limits[stage].map { openness.verdict(of: indicators, limit: $0) } ?? .undetermined
        }
        self.stage = stage
        self.schools = results
        self.indicators = indicators
        self.composite = composite
        self.verdict = verdict
        missing = (isComplete ? [] : schools).flatMap { school in
            standard.indicators.flatMap { indicator in
                school.missing(indicator, in: stage).map { variable in
                    BalanceEvaluation.Missing(
                        school: school, stage: stage, indicator: indicator.code, variable: variable,
                        couldChange: verdict == .undetermined)
                }
            }
        }
    }
}

extension BalanceEvaluation.StageResult {
    /// Where another stage has decided the county's verdict.
    fileprivate var withoutEffect: BalanceEvaluation.StageResult {
        BalanceEvaluation.StageResult(
            stage: stage, schools: schools, indicators: indicators, composite: composite, verdict: verdict,
            missing: missing.map {
                .init(
                    school: $0.school, stage: $0.stage, indicator: $0.indicator, variable: $0.variable,
                    couldChange: false)
            })
    }
}

extension BalanceEvaluation.IndicatorResult {
    /// `share` says what a pupil of the school at a place has; nil where that is missing.
    fileprivate init(
        _ indicator: BalanceIndicator, _ stage: Stage, _ schools: [BalanceSchool], share: (Int) -> Ratio?
    ) {
        var shares: [Variation.School] = []
        shares.reserveCapacity(schools.count)
        for (place, school) in schools.enumerated() {
            guard let share = share(place) else { continue }
            shares.append(Variation.School(pupils: school.pupils(in: stage) ?? 0, share: share))
        }
        let (variation, limit) = (shares.count == schools.count ? Variation(shares) : nil, indicator.limit[stage])
        let isWithin = limit.flatMap { limit -> Bool? in
            if let variation { return variation.isWithin(limit) }
            let least = VariationBounds(indicator, stage, schools) { _ in 0 }.least
            return shares.count < schools.count && least > limit.double + 1e-9 ? false : nil
        }
        self.init(indicator: indicator, variation: variation, limit: limit, isWithin: isWithin)
    }
}

extension BalanceEvaluation {
    /// What a standard asks of each school of a stage, looked up once for all of them.
    fileprivate struct Asked {
        /// Indicators with a minimum, their places among all and the least in ten-thousandths.
        let least: [(place: Int, indicator: BalanceIndicator, scaled: Int)]
        let codes: [String]
        let tolerated: Int
        let floor: Points

        /// Nothing is asked where only evenness is judged.
        init(_ standard: BalanceStandard, _ stage: Stage) {
            guard case .each(let tolerated, let floor) = standard.rule else {
                (least, codes, self.tolerated, self.floor) = ([], [], 0, .zero)
                return
            }
            least = standard.indicators.enumerated().compactMap { place, indicator in
                indicator.minimum[stage].map { (place, indicator, $0.scaled) }
            }
            codes = least.map(\.indicator.code)
            (self.tolerated, self.floor) = (tolerated, floor)
        }
    }
}

extension BalanceEvaluation.SchoolResult {
    fileprivate init(
        _ asked: BalanceEvaluation.Asked, _ school: BalanceSchool, _ stage: Stage, _ shares: ArraySlice<Ratio?>
    ) {
        var (below, belowFloor, unknown): ([String], [String], [String]) = ([], [], [])
        var isComplete = true
        for (place, indicator, least) in asked.least {
            let share = shares[shares.startIndex + place]
            isComplete = isComplete && share != nil
            guard let known = share ?? school.most(indicator, in: stage) else {
                unknown.append(indicator.code)
                continue
            }
            // share ≥ minimum · floor, in whole numbers: both sides times the denominator and the scale.
            let isReached = known.isAtLeast(least, over: 1)
            if !isReached, !known.isAtLeast(least * asked.floor.scaled, over: Points.scale) {
                belowFloor.append(indicator.code)
            }
            if !isReached {
                below.append(indicator.code)
            } else if share == nil {
                unknown.append(indicator.code)
            }
        }
        let isWhole = below.isEmpty && unknown.isEmpty
        self.init(
            school: school,
            reached: isWhole ? asked.codes : asked.codes.filter { !below.contains($0) && !unknown.contains($0) },
            below: below, belowFloor: belowFloor, unknown: unknown,
            verdict: !belowFloor.isEmpty || below.count > asked.tolerated ? .fail : isComplete ? .pass : .undetermined)
    }
}

extension Ratio {
    /// Whether this is at least `numerator / denominator`, exactly.
    fileprivate func isAtLeast(_ numerator: Int, over denominator: Int) -> Bool {
        self.numerator.multipliedFullWidth(by: denominator) >= numerator.multipliedFullWidth(by: self.denominator)
    }
}
