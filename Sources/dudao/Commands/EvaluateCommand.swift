import ArgumentParser
import Office
import Store
import Supervision

/// `dudao evaluate`: judges a county by a standard, or gives one coefficient of variation.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Judges a county by a standard.",
        discussion: """
            STANDARD is youzhi-junheng (教督〔2017〕6号), jiben-junheng (教督〔2012〕3号), puji-puhui (教督〔2020〕1号),
            or cv for a single resource. The file has one row per school or kindergarten; headings are codes of figures
            or their Chinese names. Without --county youzhi-junheng is judged by its resources alone.
            """)

    @Argument(help: "youzhi-junheng, jiben-junheng, puji-puhui or cv.")
    var standard: String

    @Argument(help: "An XLSX or CSV file, one row per school.")
    var file: String

    @Option(help: "What the pupils of a file of one stage are: primary or junior.")
    var stage: String?

    @Option(help: "The county's own figures and judgements: columns 项目, 值, 依据.")
    var county: String?

    @Option(help: "Local thresholds: columns 条件, 学段, 限值, 依据.")
    var local: String?

    @Option(help: ArgumentHelp("A tolerance that holds here; may be repeated.", valueName: "code"))
    var tolerance: [String] = []

    @Option(help: "For cv: the column of the resource.")
    var resource: String?

    @Option(help: "For cv: the column of the pupils.")
    var pupils: String?

    @Flag(help: "Print JSON.")
    var json = false

    private var only: Stage? { stage.flatMap(Stage.init) }

    func validate() throws {
        if let stage, ![Stage.primary.rawValue, Stage.junior.rawValue].contains(stage) {
            throw ValidationError("--stage is primary or junior.")
        }
        if standard == "cv" {
            guard resource != nil, pupils != nil else { throw ValidationError("Give --resource and --pupils.") }
            return
        }
        guard let known = ShippedStandards.standard(code: standard) else {
            let codes = ShippedStandards.all.map(\.code).joined(separator: ", ")
            throw ValidationError("“\(standard)” is none of \(codes), cv.")
        }
        for code in tolerance where !known.tolerances.contains(where: { $0.code == code }) {
            let codes = known.tolerances.map(\.code).joined(separator: ", ")
            throw ValidationError("“\(code)” is no tolerance of \(standard): \(codes.isEmpty ? "it has none" : codes).")
        }
    }

    func run() throws {
        let sheet = try EvaluationSheet(path: file)
        guard let shipped = ShippedStandards.standard(code: standard) else { return try single(sheet) }
        let judged = try shipped.adapted(local: local, tolerances: tolerance)
        let input = try EvaluationInput(judged, sheet: sheet, county: county, stage: only)
        if let resources = judged.resources, county == nil {
            return try answer(BalanceEvaluation(resources, schools: input.schools, stage: only))
        }
        let result = StandardEvaluation(judged, input.standardInput)
        if json { return try Console.print(json: EvaluationAnswer(result, rows: input.rows)) }
        for line in StandardLines(result).lines { try Console.print(line) }
    }

    private func answer(_ result: BalanceEvaluation) throws {
        if json { return try Console.print(json: EvaluationAnswer(result)) }
        for line in EvaluationLines(result).lines { try Console.print(line) }
    }

    private func single(_ sheet: EvaluationSheet) throws {
        let (resource, pupils) = (try sheet.column(resource ?? ""), try sheet.column(pupils ?? ""))
        var (schools, problems): ([Variation.School], [RowProblem]) = ([], [])
        for (number, cells) in sheet.rows where !cells.allSatisfy(\.isBlank) {
            let amount = sheet.number(in: cells, at: resource, row: number, &problems)
            let count = sheet.number(in: cells, at: pupils, row: number, &problems)
            guard let amount, let count else { continue }
            guard let whole = count.wholeNumber, whole > 0 else {
                problems.append(sheet.problem(number, pupils, cells, "应为大于0的整数。"))
                continue
            }
            guard let school = Variation.School(resource: amount, pupils: whole) else {
                problems.append(sheet.problem(number, resource, cells, "数字的位数太多。"))
                continue
            }
            schools.append(school)
        }
        try sheet.refuse(problems)
        guard let variation = Variation(schools) else { throw Console.failure("没有学生或者没有资源，算不出差异系数。") }
        if json { return try Console.print(json: VariationAnswer(variation)) }
        try Console.print("均值 \(variation.mean)，标准差 \(variation.deviation)，差异系数 \(variation.coefficient)")
    }
}
