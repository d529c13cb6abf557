/// A certification's procedure as a readable sheet: lines that say what it is, then the tables 等次, 前提 and 环节.
package enum CertificationProcedureFile {
    /// Reads a sheet; every bad cell is reported, not only the first.
    package static func parse(_ rows: [[String]]) throws(RowProblems) -> CertificationProcedure {
        var reader = CertificationReader(rows)
        let procedure = reader.procedure()
        guard reader.problems.isEmpty else { throw RowProblems(problems: reader.problems) }
        return procedure
    }
}

private struct CertificationReader {
    private(set) var problems: [RowProblem] = []
    private let sheet: SheetText

    init(_ rows: [[String]]) {
        sheet = SheetText(rows, tables: ["等次", "前提", "环节"])
    }

    mutating func procedure() -> CertificationProcedure {
        for name in ["标准", "代码", "依据"] where sheet.fact(name).isBlank {
            problems.append(RowProblem(row: 1, column: name, value: "", reason: "没有填。"))
        }
        let tiers = sheet.rows(of: "等次").map { row in
            CertificationTier(
                name: row["名称"], yearsAfter: number(row, "间隔") ?? 0, clause: row["依据"], unverified: row["待核"])
        }
        let conditions = sheet.rows(of: "前提").map { row in
            CertificationPrecondition(
                standard: row["标准"], name: row["名称"], years: number(row, "年数") ?? 0, clause: row["依据"],
                unverified: row["待核"])
        }
        let steps = sheet.rows(of: "环节").compactMap { step($0, Set(tiers.map(\.name))) }
        if steps.isEmpty { problems.append(RowProblem(row: 1, column: "环节", value: "", reason: "没有一个环节。")) }
        return CertificationProcedure(
            standard: sheet.fact("代码"), name: sheet.fact("标准"), clause: sheet.fact("依据"),
            provenance: sheet.fact("来源"), unverified: sheet.fact("待核"), note: sheet.fact("说明"), tiers: tiers,
            preconditions: conditions, steps: steps, failuresToWithdraw: Int(sheet.fact("连续不达标取消")))
    }

    private var codes: Set<String> = []

    private mutating func step(_ row: HeadedRow, _ known: Set<String>) -> CertificationStep? {
        let actor = CertificationActor.allCases.first { $0.label == row["办理"] }
        if actor == nil { refuse(row, "办理", "应为区县、市、省或国家。") }
        if row["编号"].isBlank || !codes.insert(row["编号"]).inserted { refuse(row, "编号", "没有填，或者与前面的重复。") }
        let tiers = row["等次"].split(separator: "/").map(String.init)
        if let wrong = tiers.first(where: { !known.contains($0) }) { refuse(row, "等次", "没有“\(wrong)”这个等次。") }
        return actor.map {
            CertificationStep(
                code: row["编号"], name: row["名称"], actor: $0, tiers: tiers, clock: clock(row), clause: row["依据"],
                unverified: row["待核"])
        }
    }

    /// Nil for an empty cell.
    private mutating func clock(_ row: HeadedRow) -> CertificationClock? {
        let text = row["时限"]
        guard !text.isBlank else { return nil }
        if let day = CertificationReader.day(text) { return .by(month: day.month, day: day.day) }
        guard let term = CertificationReader.term(text) else {
            refuse(row, "时限", "应写成“4月30日”“5个工作日”“10日”或“3个月”。")
            return nil
        }
        return row["性质"] == "期满" ? .atLeast(term) : .within(term)
    }

    private static func day(_ text: String) -> Day? {
        guard text.hasSuffix("日"), let split = text.firstIndex(of: "月"),
            let month = Int(text[..<split]), let day = Int(text[text.index(after: split)...].dropLast())
        else { return nil }
        // Not in a leap year, so that the day is there every year.
        return Day(year: 2001, month: month, day: day)
    }

    private static func term(_ text: String) -> Term? {
        guard let count = Int(text.prefix { $0.isNumber }), count > 0 else { return nil }
        switch text.drop(while: \.isNumber) {
        case "个工作日": return .workingDays(count)
        case "日": return .calendarDays(count)
        case "个月": return .months(count)
        default: return nil
        }
    }

    private mutating func number(_ row: HeadedRow, _ heading: String) -> Int? {
        guard let number = Int(row[heading]), (0...30).contains(number) else {
            refuse(row, heading, "应为0到30的整数。")
            return nil
        }
        return number
    }

    private mutating func refuse(_ row: HeadedRow, _ heading: String, _ reason: String) {
        problems.append(RowProblem(row: row.number, column: heading, value: row[heading], reason: reason))
    }
}
