package import SQLCore
package import Supervision

/// Which county is judged by which standard, and when.
package struct StandardQuestion: Sendable, Equatable {
    /// The county's or zone's code; nil for the viewer's own.
    package var region: String?
    /// The first of the catalogue where empty.
    package var standard = ""
    /// The latest that has figures where nil.
    package var year: Int?
    package var which = MonitoringValues.Which.all

    package init() {}
}

/// A county by a whole standard: what its organisations and the county itself reported, and what people judged.
package struct StandardCounty: Sendable {
    package let region: String
    package let level: RegionLevel
    package let name: String
    package let place: Place
    /// Years that have figures, the latest first.
    package let years: [Int]
    package let year: Int
    package let local: LocalStandard
    package let units: [MonitoredUnit]
    /// Stages that schools run and whose pupils nobody has reported.
    package let silent: [BalanceSchools.Silent]
    package let input: StandardInput
    package let evaluation: StandardEvaluation
    package let ledger: StandardLedger
    /// The judgements that hold, by the condition's code; those that were taken back are there too.
    package let judgements: [String: JudgementRecord]
    /// What published rounds of quality monitoring say, where the standard asks and no organisation of the county reported it.
    package let monitoring: QualityIndicator?

    package var standard: Standard { local.standard }
    package var district: District { District(level, region) }

    /// With a stage that has not even said how many pupils it has, a county cannot have passed.
    package var verdict: BalanceVerdict {
        evaluation.verdict == .pass && !silent.isEmpty ? .undetermined : evaluation.verdict
    }

    package func unit(_ code: String) -> MonitoredUnit? { units.first { $0.code == code } }
}

extension StandardCounty {
    /// Refused where the region is none of the viewer's.
    package static func read(
        _ question: StandardQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StandardCounty {
        try read(question, by: try standard(of: question, visibleTo: viewer, in: db), visibleTo: viewer, in: db)
    }

    /// The same by any standard, such as one that is being written.
    package static func read(
        _ question: StandardQuestion, by national: Standard, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StandardCounty {
        let found = try place(of: question, visibleTo: viewer, in: db)
        let years = try MonitoringValues.years(region: found.region, visibleTo: viewer, in: db)
        let year = question.year ?? years.first ?? viewer.day.year
        let local = LocalStandard(national, rules: try LocalRules.list(national.code, over: found.place, in: db))
        let standard = local.standard
        let units = try MonitoringValues.units(
            standard.reporters, region: found.region, year: year, question.which, visibleTo: viewer, in: db)
        let (county, monitoring) = try countyValues(standard, region: found.region, year, question.which, viewer, db)
        let judgements = try Judgements.current(
            JudgementKey(standard: standard.code, region: found.region, year: year), visibleTo: viewer, in: db)
        let money = try CollectionForms.money(of: standard.figures, visibleTo: viewer, in: db)
        let (input, asked, silent) = input(standard, units, money, county, judgements)
        let evaluation = StandardEvaluation(standard, input)
        return StandardCounty(
            region: found.region, level: found.level,
            name: try Regions.find(found.region, in: db)?.name ?? found.region, place: found.place, years: years,
            year: year, local: local, units: asked, silent: silent, input: input, evaluation: evaluation,
            ledger: StandardLedger(evaluation, silent: Set(silent.map(\.stage))), judgements: judgements,
            monitoring: monitoring)
    }

    package static func standard(
        of question: StandardQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Standard {
        guard question.standard.isEmpty else {
            return try Standards.require(question.standard, visibleTo: viewer, in: db)
        }
        guard let first = try Standards.all(visibleTo: viewer, in: db).first else { throw LedgerRefusal.noStandard }
        return first
    }

    /// The county or zone that is meant, with the chain above it.
    package static func place(
        of question: StandardQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (region: String, level: RegionLevel, place: Place) {
        let own = BalanceCounties.isJudged(viewer.scope) ? Place(viewer.scope).deepest : nil
        guard let region = question.region ?? own, let found = try Place.of(region: region, in: db),
            viewer.scope.covers(found.place), found.level == .county || found.level == .zone
        else { throw BalanceRefusal.noDistrict }
        return (region, found.level, found.place)
    }

    /// What the county's own organisations reported of it.
    ///
    /// Where none says anything of quality monitoring, what the monitoring centre said in published rounds does.
    private static func countyValues(
        _ standard: Standard, region: String, _ year: Int, _ which: MonitoringValues.Which, _ viewer: Viewer,
        _ db: SQLConnection
    ) throws -> (values: [String: ExpressionValue], monitoring: QualityIndicator?) {
        let figures = standard.figures.filter(\.term.isOfCounty)
        guard !figures.isEmpty else { return ([:], nil) }
        let reported = try MonitoringValues.ofCounty(region: region, year: year, which, visibleTo: viewer, in: db)
        let money = try CollectionForms.money(of: figures, visibleTo: viewer, in: db)
        var monitoring: QualityIndicator?
        if QualityJudgement.codes.allSatisfy({ reported[$0] == nil }),
            figures.contains(where: { QualityJudgement.codes.contains($0.term.code) })
        {
            monitoring = try QualityIndicator.read(of: region, year: year, visibleTo: viewer, in: db)
        }
        let monitored = monitoring?.figures ?? [:]
        var values: [String: ExpressionValue] = [:]
        for figure in figures {
            let code = figure.term.code
            values[code] = (reported[code] ?? monitored[code]).flatMap { figure.value(of: $0, in: money[code]) }
        }
        return (values, monitoring)
    }

    private static func input(
        _ standard: Standard, _ units: [MonitoredUnit], _ money: [String: MoneyUnit],
        _ county: [String: ExpressionValue], _ judgements: [String: JudgementRecord]
    ) -> (StandardInput, asked: [MonitoredUnit], [BalanceSchools.Silent]) {
        let isOfSchools = standard.reporters.contains(.school)
        let asked = units.filter { !isOfSchools || !$0.stages.isDisjoint(with: [.primary, .junior]) }
        let schools = BalanceSchools(isOfSchools ? asked : [])
        let known = Dictionary(schools.schools.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        let all = UnitRows(standard)
        let rows = asked.map {
            all.row($0.code, stages: $0.stages, all.reported($0.values, in: money), known[$0.code])
        }
        let input = StandardInput(
            data: ExpressionData(rows: rows, county: county), schools: schools.schools,
            judgements: judgements.mapValues(\.judgement))
        return (input, asked, schools.silent)
    }
}
