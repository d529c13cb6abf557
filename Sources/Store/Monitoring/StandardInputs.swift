package import SQLCore
package import Supervision

/// What a county is judged by as a whole standard asks it, from what its units reported.
package enum StandardInputs {
    /// The figures of the county's own return, of its government and departments: what one has said, none other unsays.
    package static func county(
        region: String, year: Int, _ which: MonitoringValues.Which, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RecordedValues {
        try MonitoringValues.units(
            [.government, .department], region: region, year: year, which, visibleTo: viewer, in: db
        ).reduce(RecordedValues()) { $1.values.merging($0) }
    }

    /// `judgements` are those given by hand, by code of the condition.
    package static func read(
        _ standard: Standard, region: String, year: Int, _ which: MonitoringValues.Which = .all,
        judgements: [String: Judgement] = [:], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StandardInput {
        let units = try MonitoringValues.units(
            standard.unitKinds, region: region, year: year, which, visibleTo: viewer, in: db)
        let county = try county(region: region, year: year, which, visibleTo: viewer, in: db)
        return StandardInput(
            data: standard.data(units: units.map { ($0.name, $0.values) }, county: county),
            schools: standard.resources == nil ? [] : BalanceSchools(units.filter { $0.kind == .school }).schools,
            judgements: judgements)
    }
}

extension BalanceCounties {
    /// A whole standard on the county that a question means.
    package static func evaluation(
        _ standard: Standard, of county: BalanceCounty, _ question: BalanceQuestion, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> (evaluation: StandardEvaluation, county: RecordedValues) {
        let region = try region(of: question, visibleTo: viewer, in: db)
        let input = try StandardInputs.read(
            standard, region: region, year: county.year, question.which, visibleTo: viewer, in: db)
        let own = try StandardInputs.county(
            region: region, year: county.year, question.which, visibleTo: viewer, in: db)
        return (StandardEvaluation(standard, input), own)
    }
}
