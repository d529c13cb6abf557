import ArgumentParser
import Jobs
import Office
import Supervision

/// `dudao improve`: what to buy where, at least cost, so that a county passes.
struct ImproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "improve", abstract: "Finds the cheapest purchases with which a county passes a balance standard.",
        discussion: """
            STANDARD is youzhi-junheng (教督〔2017〕6号). The file is as for `dudao evaluate`: one row per school.
            The prices have one row per resource: resource or 资源 (code or Chinese name), price or 单价 (元, or 单价（万元）),
            and where wanted unit or 单位, most or 每校上限 (units per school), whole or 取整, school or 学校代码 for a price of
            one school only. What has no price cannot be bought.
            """)

    @Argument(help: "youzhi-junheng.")
    var standard: String

    @Argument(help: "An XLSX or CSV file, one row per school.")
    var file: String

    @Option(help: "An XLSX or CSV file of prices.")
    var costs: String

    @Option(help: "Only this stage: primary or junior.")
    var stage: String?

    @Option(help: "How long to look, in seconds.")
    var seconds = 60.0

    @Option(help: "Stop when at most this share of the cost could still be saved.")
    var gap = 0.001

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let stage, ![Stage.primary.rawValue, Stage.junior.rawValue].contains(stage) {
            throw ValidationError("--stage is primary or junior.")
        }
        guard BalanceStandard.shipped.contains(where: { $0.code == standard }) else {
            throw ValidationError("“\(standard)” is no standard with a rule for each coefficient: use youzhi-junheng.")
        }
        guard seconds > 0, seconds <= 86_400 else { throw ValidationError("--seconds is above 0, at most a day.") }
        guard gap >= 0, gap < 1 else { throw ValidationError("--gap is a share such as 0.02.") }
    }

    func run() throws {
        guard let standard = BalanceStandard.shipped.first(where: { $0.code == standard }) else { return }
        let only = stage.flatMap(Stage.init)
        let (schools, prices) = (try readSchools(only), try readPrices())
        let known = Set(schools.map(\.code))
        for school in prices.special.keys.sorted() where !known.contains(school) {
            Console.message("单价表里的学校\(school)不在学校表里，没有用到。")
        }
        let problem = try Console.refusing {
            try ImprovementProblem(standard, schools: schools, prices: prices, stage: only)
        }
        let improvement = ImprovementSearch(problem, seconds: seconds, gap: gap).run()
        if json { return try Console.print(json: ImprovementAnswer(improvement)) }
        for line in ImprovementLines(improvement).lines { try Console.print(line) }
    }

    private func readSchools(_ only: Stage?) throws -> [BalanceSchool] {
        let sheet = try EvaluationSheet(path: file)
        var table = BalanceTable(header: sheet.header, stage: only)
        if let problem = table.headerProblem { throw Console.failure(problem) }
        for heading in table.unknownHeadings(of: sheet.header) { Console.message("没有用到“\(heading)”这一列。") }
        for (number, cells) in sheet.rows { table.add(cells, row: number, header: sheet.header) }
        try refuse(table.problems, in: file)
        return table.schools
    }

    private func readPrices() throws -> PriceList {
        let sheet = try EvaluationSheet(path: costs)
        var table = PriceTable(header: sheet.header)
        if let problem = table.headerProblem { throw Console.failure(problem) }
        for heading in table.unknownHeadings(of: sheet.header) { Console.message("没有用到“\(heading)”这一列。") }
        for (number, cells) in sheet.rows { table.add(cells, row: number, header: sheet.header) }
        try refuse(table.problems, in: costs)
        return table.prices
    }

    private func refuse(_ problems: [RowProblem], in file: String) throws {
        guard !problems.isEmpty else { return }
        for problem in problems.prefix(50) {
            Console.message("\(file) 第\(problem.row)行“\(problem.column)”：\(problem.value) \(problem.reason)")
        }
        throw Console.failure("共有\(problems.count)处要改，没有计算。")
    }
}
