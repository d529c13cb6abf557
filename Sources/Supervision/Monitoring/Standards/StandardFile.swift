/// A standard as a readable sheet: lines that say what it is, then tables, each under its name and its headings.
///
/// `docs/balance.md` describes the tables: 部分, 等次, 数据, 资源, 指标, 容差.
package enum StandardFile {
    /// Reads a sheet; every bad cell is reported, not only the first.
    package static func parse(_ rows: [[String]]) throws(RowProblems) -> Standard {
        var reader = StandardReader(rows)
        guard let standard = reader.standard(), reader.problems.isEmpty else {
            throw RowProblems(problems: reader.problems)
        }
        return standard
    }

    /// What can be read of a sheet that may still be wrong, with every problem.
    package static func draft(_ rows: [[String]]) -> (standard: Standard?, problems: [RowProblem]) {
        var reader = StandardReader(rows)
        var standard = reader.standard()
        let problems = reader.problems + reader.repeated
        standard?.isUnread = !problems.isEmpty
        return (standard, problems)
    }
}

/// Reads the sheet of a standard.
struct StandardReader {
    private(set) var problems: [RowProblem] = []
    private let sheet: SheetText
    private(set) var vocabulary = ExpressionVocabulary([])
    private var codes: Set<String> = []

    static let tables = ["部分", "等次", "数据", "资源", "指标", "容差"]

    init(_ rows: [[String]]) {
        sheet = SheetText(rows, tables: Self.tables)
    }

    func line(_ name: String) -> String { sheet.fact(name) }
    func table(_ name: String) -> [HeadedRow] { sheet.rows(of: name) }

    mutating func refuse(_ row: HeadedRow, _ heading: String, _ reason: String) {
        problems.append(RowProblem(row: row.number, column: heading, value: row[heading], reason: reason))
    }

    /// Codes that stand twice in a table in which each may stand once.
    var repeated: [RowProblem] {
        [("部分", "编号"), ("等次", "名称"), ("资源", "编号"), ("容差", "编号")].flatMap { table, heading in
            var seen: Set<String> = []
            return self.table(table).filter { !seen.insert($0[heading]).inserted }.map {
                RowProblem(row: $0.number, column: heading, value: $0[heading], reason: "与前面的重复。")
            }
        }
    }

    mutating func standard() -> Standard? {
        for name in ["标准", "代码", "依据"] where line(name).isBlank {
            problems.append(RowProblem(row: 1, column: name, value: "", reason: "没有填。"))
        }
        let figures = table("数据").map { figure($0) }
        vocabulary = ExpressionVocabulary(figures.map(\.term) + [.limit])
        let parts = table("部分").map {
            Standard.Part(code: $0["编号"], name: $0["名称"], isResources: $0["判定"] == "资源")
        }
        let indicators = self.indicators(parts: Set(parts.map(\.code)))
        let resources = self.resources()
        let targets = indicators.flatMap { $0.conditions.map(\.code) } + (resources?.indicators.map(\.code) ?? [])
        for row in table("容差") where !targets.contains(row["指标"]) { refuse(row, "指标", "没有这个条件或资源指标。") }
        return Standard(
            code: line("代码"), name: line("标准"), clause: line("依据"), provenance: line("来源"), unverified: line("待核"),
            units: units(), parts: parts, tiers: table("等次").compactMap { tier($0) }, figures: figures,
            resources: resources,
            indicators: indicators, tolerances: table("容差").compactMap { tolerance($0) })
    }

    private mutating func units() -> Set<OrganisationKind> {
        var kinds: Set<OrganisationKind> = []
        for word in line("单位").split(separator: "、") {
            guard let kind = OrganisationKind.allCases.first(where: { $0.label == word }) else {
                problems.append(RowProblem(row: 1, column: "单位", value: String(word), reason: "没有这种单位。"))
                continue
            }
            kinds.insert(kind)
        }
        return kinds
    }

    private mutating func tier(_ row: HeadedRow) -> StandardTier? {
        guard let met = Int(row["合格"]), let basic = Int(row["基本合格"]) else {
            refuse(row, "合格", "等次要写明合格几项、基本合格最多几项。")
            return nil
        }
        return StandardTier(name: row["名称"], met: met, basic: basic)
    }

    private mutating func figure(_ row: HeadedRow) -> StandardFigure {
        let choices = row["选项"].split(separator: "/").compactMap { choice -> (String, Int)? in
            let digits = choice.prefix { $0.isNumber }
            return Int(digits).map { (String(choice.dropFirst(digits.count)), $0) }
        }
        if row["编码"].isBlank || row["名称"].isBlank { refuse(row, "编码", "数据项要有编码和名称。") }
        if row["编码"] == ExpressionTerm.limit.code { refuse(row, "编码", "limit 是限值的名字，数据项不能用。") }
        if !codes.insert(row["编码"]).inserted { refuse(row, "编码", "与前面的数据项重复。") }
        let kind: ExpressionTerm.Kind = row["类型"] == "是否" ? .truth : row["类型"] == "文字" ? .text : .number
        return StandardFigure(
            term: ExpressionTerm(
                row["编码"], row["名称"], kind: kind, isOfCounty: row["对象"] == "全县", isOfStage: row.says("分学段")),
            unit: row["单位"], isWhole: row["类型"] == "整数", choices: Dictionary(choices, uniquingKeysWith: { $1 }),
            definition: row["口径"])
    }

    /// Nil for an empty cell.
    mutating func points(_ row: HeadedRow, _ heading: String) -> Points? {
        guard !row[heading].isBlank else { return nil }
        if let points = Points(row[heading]) { return points }
        refuse(row, heading, "应为数字，小数最多四位。")
        return nil
    }

    /// Nil for an empty cell or a text that is no expression.
    mutating func expression(_ row: HeadedRow, _ heading: String, ofEach: Bool) -> Expression? {
        guard !row[heading].isBlank else { return nil }
        do {
            return try Expression(row[heading], vocabulary, isOfOrganisation: ofEach)
        } catch {
            refuse(row, heading, error.message)
            return nil
        }
    }
}
