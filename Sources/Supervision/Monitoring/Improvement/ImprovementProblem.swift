/// How a county comes to pass at least cost, as numbers: what can be bought, what each school needs, how even it must lie.
package struct ImprovementProblem: Sendable {
    package let standard: BalanceStandard
    /// The one stage that counts; nil for all that the schools run.
    package let stage: Stage?
    package let schools: [BalanceSchool]
    package private(set) var purchases: [Purchase] = []
    package private(set) var measures: [Measure] = []
    package private(set) var sections: [Section] = []
    package private(set) var evennesses: [Evenness] = []
    /// Why no purchase at all can do; empty where nothing stands against it yet.
    package private(set) var obstacles: [ImprovementObstacle] = []

    /// One resource of one school (or of one stage of it), bought in steps from `least` to `most`.
    package struct Purchase: Hashable, Sendable {
        package let school: Int
        package let variable: BalanceVariable
        package let stage: Stage?
        /// Nil where it cannot be bought; `most` is 0 then.
        package let price: ResourcePrice?
        /// What every measure that it serves needs at the very least.
        package fileprivate(set) var least = 0
        package fileprivate(set) var most = 0

        package var pricePerStep: Double { price?.pricePerStep ?? 0 }
    }

    /// One indicator of one school's stage: what a pupil has, and how many steps reach the floor and the standard.
    package struct Measure: Hashable, Sendable {
        package let section: Int
        package let indicator: Int
        package let purchase: Int
        package let pupils: Int
        /// What a pupil has now, and what one step adds.
        package let base: Double
        package let gain: Double
        /// `Int.max` where no purchase reaches it.
        package let floorSteps: Int
        package let fullSteps: Int

        package func share(_ steps: Int) -> Double { base + gain * Double(steps) }
    }

    /// One school's stage, which may miss `tolerated` of its measures.
    package struct Section: Hashable, Sendable {
        package let school: Int
        package let stage: Stage
        package fileprivate(set) var measures: [Int] = []
        package let tolerated: Int
    }

    /// One coefficient of variation that must be within its limit.
    package struct Evenness: Hashable, Sendable {
        package let indicator: Int
        package let stage: Stage
        package let limit: Double
        package fileprivate(set) var measures: [Int] = []
        package fileprivate(set) var pupils = 0
    }

    /// Throws where a figure is missing: what is not known cannot be made up for.
    package init(
        _ standard: BalanceStandard, schools: [BalanceSchool], prices: PriceList, stage: Stage? = nil
    ) throws(ImprovementRefusal) {
        guard case .each(let tolerated, let floor) = standard.rule else { throw .noSuchRule(standard.name) }
        self.standard = standard
        self.stage = stage
        self.schools = schools
        let wanted = (stage.map { [$0] } ?? [.primary, .junior])
        let evaluation = BalanceEvaluation(standard, schools: schools, stage: stage)
        if let missing = evaluation.stages.flatMap(\.missing).first {
            throw .missing(missing.school.code, missing.variable.label)
        }
        guard !evaluation.stages.isEmpty else { throw .noSchools }
        var places: [PurchaseKey: Int] = [:]
        for stage in wanted {
            let first = evennesses.count
            for (place, indicator) in standard.indicators.enumerated() {
                evennesses.append(Evenness(indicator: place, stage: stage, limit: indicator.limit[stage].value))
            }
            for (number, school) in schools.enumerated() where school.counts(in: stage) {
                var section = Section(school: number, stage: stage, tolerated: tolerated)
                for (place, indicator) in standard.indicators.enumerated() {
                    guard let draft = MeasureDraft(school, indicator, stage) else {
                        throw .negative(school.code, indicator.name)
                    }
                    let key = PurchaseKey(number, indicator, stage)
                    let bought = places[key] ?? add(key, prices.price(of: indicator.resource, at: school.code))
                    places[key] = bought
                    let measure = draft.measure(
                        (sections.count, place, bought), step: purchases[bought].price?.step,
                        minimum: indicator.minimum[stage], floor: floor)
                    section.measures.append(measures.count)
                    evennesses[first + place].measures.append(measures.count)
                    evennesses[first + place].pupils += measure.pupils
                    measures.append(measure)
                }
                sections.append(section)
            }
        }
        evennesses.removeAll { $0.measures.isEmpty || $0.limit.isInfinite }
        bound()
        obstacles = sections.flatMap { obstacles(of: $0) }
    }
}

extension ImprovementProblem {
    /// Whose purchase it is: of a stage for teachers, of the whole school for rooms and things.
    private struct PurchaseKey: Hashable {
        let school: Int
        let variable: BalanceVariable
        let stage: Stage?

        init(_ school: Int, _ indicator: BalanceIndicator, _ stage: Stage) {
            (self.school, variable) = (school, indicator.resource)
            self.stage = indicator.resource.isOfStage ? stage : nil
        }
    }

    private mutating func add(_ key: PurchaseKey, _ price: ResourcePrice?) -> Int {
        purchases.append(Purchase(school: key.school, variable: key.variable, stage: key.stage, price: price))
        return purchases.count - 1
    }

    /// Bounds of every purchase.
    ///
    /// Without one of its own, a school is looked at up to twice what the best-off has or the standard asks: cutting all
    /// schools down to the best-off one never makes a coefficient larger.
    private mutating func bound() {
        var richest: [Int: Double] = [:]
        for (place, indicator) in standard.indicators.enumerated() {
            let shares = measures.filter { $0.indicator == place }.map { $0.base }
            let minima = indicator.minimum.values.map { Double($0.scaled) / Double(Points.scale) }
            richest[place] = 2 * max(shares.max() ?? 0, minima.max() ?? 0)
        }
        for measure in measures {
            guard let price = purchases[measure.purchase].price else { continue }
            let short = max(0, (richest[measure.indicator] ?? 0) - measure.base) / measure.gain
            let enough = Int(min(1e12, short.rounded(.up))) + 1
            // 10¹⁰ of anything is beyond sense, and keeps every product within 64 bits.
            let sensible = 100_000_000_000_000 / price.step
            let most = min(price.mostSteps ?? .max, sensible, max(purchases[measure.purchase].most, enough))
            purchases[measure.purchase].most = most
        }
        for measure in measures where measure.floorSteps <= purchases[measure.purchase].most {
            purchases[measure.purchase].least = max(purchases[measure.purchase].least, measure.floorSteps)
        }
    }

    private func obstacles(of section: Section) -> [ImprovementObstacle] {
        let (school, stage) = (schools[section.school], section.stage)
        func indicators(_ isOut: (Measure) -> Bool) -> [BalanceIndicator] {
            section.measures.filter { isOut(measures[$0]) }.map { standard.indicators[measures[$0].indicator] }
        }
        let lost = indicators { $0.floorSteps > purchases[$0.purchase].most }
        guard lost.isEmpty else { return lost.map { .floor(school, stage, $0) } }
        let short = indicators { $0.fullSteps > purchases[$0.purchase].most }
        return short.count > section.tolerated ? [.tooMany(school, stage, short, tolerated: section.tolerated)] : []
    }
}

extension Points? {
    /// Infinite where there is none.
    fileprivate var value: Double { map { Double($0.scaled) / Double(Points.scale) } ?? .infinity }
}
