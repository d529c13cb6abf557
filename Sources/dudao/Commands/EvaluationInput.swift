import Supervision

/// What `dudao evaluate` judges: the sheet of organisations and that of the county, checked.
struct EvaluationInput {
    let rows: [ExpressionData.Row]
    /// Compulsory schools; empty for kindergartens.
    let schools: [BalanceSchool]
    private let county: [String: ExpressionValue]
    private let judgements: [String: Judgement]

    init(_ standard: Standard, sheet: EvaluationSheet, county: String?, stage: Stage?) throws {
        let own = try Self.county(standard, path: county)
        (self.county, judgements) = (own?.values ?? [:], own?.judgements ?? [:])
        if standard.resources == nil {
            schools = []
            rows = try Self.organisations(standard, sheet).rows
        } else {
            (schools, rows) = try Self.schools(standard, sheet, stage)
        }
    }

    var standardInput: StandardInput {
        StandardInput(
            data: ExpressionData(rows: rows, county: county), schools: schools, judgements: judgements)
    }

    private static func organisations(_ standard: Standard, _ sheet: EvaluationSheet) throws -> StandardSheet {
        var table = StandardSheet(standard, header: sheet.header)
        if let problem = table.headerProblem { throw Console.failure(problem) }
        for heading in table.unknownHeadings(of: sheet.header) { Console.message("没有用到“\(heading)”这一列。") }
        for (number, cells) in sheet.rows { table.add(cells, row: number, header: sheet.header) }
        try sheet.refuse(table.problems)
        guard !table.rows.isEmpty else { throw Console.failure("表里没有单位。") }
        return table
    }

    /// The resources go through `BalanceTable`; the columns it does not know are the standard's other figures.
    private static func schools(
        _ standard: Standard, _ sheet: EvaluationSheet, _ stage: Stage?
    ) throws -> ([BalanceSchool], [ExpressionData.Row]) {
        var table = BalanceTable(header: sheet.header, stage: stage)
        if let problem = table.headerProblem { throw Console.failure(problem) }
        let rest = Set(table.unknownHeadings(of: sheet.header))
        let kept = sheet.header.map { rest.contains($0) ? $0 : "" }
        var more = StandardSheet(standard, header: kept, stage: stage)
        for heading in more.unknownHeadings(of: kept) { Console.message("没有用到“\(heading)”这一列。") }
        for (number, cells) in sheet.rows {
            table.add(cells, row: number, header: sheet.header)
            more.add(cells, row: number, header: kept, under: "\(number)")
        }
        try sheet.refuse(table.problems + more.problems)
        guard !table.schools.isEmpty else { throw Console.failure("表里没有学校。") }
        let all = UnitRows(standard)
        let rows = zip(table.schools, more.rows).map { school, row in
            all.row(school.code, stages: school.stages(with: row.values), row.values, school)
        }
        return (table.schools, rows)
    }

    private static func county(_ standard: Standard, path: String?) throws -> CountySheet? {
        guard let path else { return nil }
        let sheet = try EvaluationSheet(path: path)
        var table = CountySheet(standard, header: sheet.header)
        if let problem = table.headerProblem { throw Console.failure(problem) }
        for (number, cells) in sheet.rows { table.add(cells, row: number) }
        try sheet.refuse(table.problems)
        return table
    }
}

extension Standard {
    /// With what holds here: the thresholds of the sheet at `local`, and the tolerances that are let hold.
    func adapted(local: String?, tolerances: [String]) throws -> Standard {
        let standard = allowing(Set(tolerances))
        guard let local else { return standard }
        let changes = try EvaluationSheet(path: local).overrides()
        return try Console.refusing { try standard.overriding(changes) }
    }
}
