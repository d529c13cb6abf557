import ArgumentParser
import Office
import Supervision

/// `dudao evaluate`: judges a county by a balance standard, or gives one coefficient of variation.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Judges a county's schools by a balance standard.",
        discussion: """
            STANDARD is youzhi-junheng (教督〔2017〕6号), jiben-junheng (教督〔2012〕3号), or cv for a single resource.
            The file has one row per school; headings are codes of variables or their Chinese names.
            """)

    @Argument(help: "youzhi-junheng, jiben-junheng or cv.")
    var standard: String

    @Argument(help: "An XLSX or CSV file, one row per school.")
    var file: String

    @Option(help: "What the pupils of a file of one stage are: primary or junior.")
    var stage: String?

    @Option(help: "For cv: the column of the resource.")
    var resource: String?

    @Option(help: "For cv: the column of the pupils.")
    var pupils: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let stage, ![Stage.primary.rawValue, Stage.junior.rawValue].contains(stage) {
            throw ValidationError("--stage is primary or junior.")
        }
        if standard == "cv" {
            guard resource != nil, pupils != nil else { throw ValidationError("Give --resource and --pupils.") }
        } else if !BalanceStandard.shipped.contains(where: { $0.code == standard }) {
            throw ValidationError("“\(standard)” is none of youzhi-junheng, jiben-junheng, cv.")
        }
    }

    func run() throws {
        let sheet = try EvaluationSheet(path: file)
        guard let judged = BalanceStandard.shipped.first(where: { $0.code == standard }) else {
            return try single(sheet)
        }
        var table = BalanceTable(header: sheet.header, stage: stage.flatMap(Stage.init))
        if let problem = table.headerProblem { throw Console.failure(problem) }
        for heading in table.unknownHeadings(of: sheet.header) { Console.message("没有用到“\(heading)”这一列。") }
        for (number, cells) in sheet.rows { table.add(cells, row: number, header: sheet.header) }
        try refuse(table.problems)
        guard !table.schools.isEmpty else { throw Console.failure("表里没有学校。") }
        let result = BalanceEvaluation(judged, schools: table.schools, stage: stage.flatMap(Stage.init))
        if json { return try Console.print(json: EvaluationAnswer(result)) }
        for line in EvaluationLines(result).lines { try Console.print(line) }
    }

    private func single(_ sheet: EvaluationSheet) throws {
        let (resource, pupils) = (try sheet.column(resource ?? ""), try sheet.column(pupils ?? ""))
        var (schools, problems): ([Variation.School], [RowProblem]) = ([], [])
        for (number, cells) in sheet.rows {
            let amount = sheet.number(in: cells, at: resource, row: number, &problems)
            let count = sheet.number(in: cells, at: pupils, row: number, &problems)
            guard let amount, let count else { continue }
            let whole = count.scaled / Points.scale
            guard whole > 0, count.scaled % Points.scale == 0 else {
                problems.append(sheet.problem(number, pupils, cells, "应为大于0的整数。"))
                continue
            }
            if let school = Variation.School(resource: amount, pupils: whole) { schools.append(school) }
        }
        try refuse(problems)
        guard let variation = Variation(schools) else { throw Console.failure("没有学生或者没有资源，算不出差异系数。") }
        if json { return try Console.print(json: VariationAnswer(variation)) }
        try Console.print("均值 \(variation.mean)，标准差 \(variation.deviation)，差异系数 \(variation.coefficient)")
    }

    private func refuse(_ problems: [RowProblem]) throws {
        guard !problems.isEmpty else { return }
        for problem in problems.prefix(50) {
            Console.message("第\(problem.row)行“\(problem.column)”：\(problem.value) \(problem.reason)")
        }
        throw Console.failure("共有\(problems.count)处要改，没有计算。")
    }
}
