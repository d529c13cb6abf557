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
    private var lines: [String: String] = [:]
    private var tables: [String: [StandardRow]] = [:]

    init(_ rows: [[String]]) {
        var (table, heading): (String?, [String]?) = (nil, nil)
        for (index, cells) in rows.enumerated() where !cells.allSatisfy(\.isBlank) {
            let first = cells[0].trimmingBlanks
            if ["等次", "前提", "环节"].contains(first), cells.dropFirst().allSatisfy(\.isBlank) {
                (table, heading) = (first, nil)
            } else if let table, let heading {
                tables[table, default: []].append(StandardRow(cells, heading: heading, number: index + 1))
            } else if table != nil {
                heading = cells.map(\.trimmingBlanks)
            } else {
                lines[first] = cells.count > 1 ? cells[1].trimmingBlanks : ""
            }
        }
    }

    mutating func procedure() -> CertificationProcedure {
        for name in ["标准", "代码", "依据"] where (lines[name] ?? "").isBlank {
            problems.append(RowProblem(row: 1, column: name, value: "", reason: "没有填。"))
        }
        let tiers = (tables["等次"] ?? []).map { row in
            CertificationTier(
                name: row["名称"], yearsAfter: number(row, "间隔") ?? 0, clause: row["依据"], unverified: row["待核"])
        }
        let conditions = (tables["前提"] ?? []).map { row in
            CertificationPrecondition(
                standard: row["标准"], name: row["名称"], years: number(row, "年数") ?? 0, clause: row["依据"],
                unverified: row["待核"])
        }
        let steps = (tables["环节"] ?? []).compactMap { step($0, Set(tiers.map(\.name))) }
        if steps.isEmpty { problems.append(RowProblem(row: 1, column: "环节", value: "", reason: "没有一个环节。")) }
        return CertificationProcedure(
            standard: lines["代码"] ?? "", name: lines["标准"] ?? "", clause: lines["依据"] ?? "",
            provenance: lines["来源"] ?? "", unverified: lines["待核"] ?? "",
            note: lines["说明"] ?? "", tiers: tiers, preconditions: conditions, steps: steps,
            failuresToWithdraw: Int(lines["连续不达标取消"] ?? ""))
    }

    private var codes: Set<String> = []

    private mutating func step(_ row: StandardRow, _ known: Set<String>) -> CertificationStep? {
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
    private mutating func clock(_ row: StandardRow) -> CertificationClock? {
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

    private mutating func number(_ row: StandardRow, _ heading: String) -> Int? {
        guard let number = Int(row[heading]), (0...30).contains(number) else {
            refuse(row, heading, "应为0到30的整数。")
            return nil
        }
        return number
    }

    private mutating func refuse(_ row: StandardRow, _ heading: String, _ reason: String) {
        problems.append(RowProblem(row: row.number, column: heading, value: row[heading], reason: reason))
    }
}
