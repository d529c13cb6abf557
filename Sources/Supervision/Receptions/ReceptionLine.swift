/// A pasted line of a request's list: number, title, unit, day, requirement, with tabs or bars between them.
package struct ReceptionLine: Hashable, Sendable {
    package let number: String
    package let title: String
    /// A name or a code, as the office wrote it.
    package let unit: String
    /// Nil: the request's own deadline.
    package let dueOn: Day?
    package let requirement: String

    package static let limit = 300

    /// Reads every line; what is wrong is said by its place in the text, from 1.
    package static func parse(_ text: String) -> (lines: [ReceptionLine], problems: [String]) {
        var lines: [ReceptionLine] = []
        var problems: [String] = []
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, row) in rows.enumerated() where !row.allSatisfy(\.isWhitespace) {
            let cells = row.split(omittingEmptySubsequences: false) { "\t|｜".contains($0) }
                .map { String($0).trimmed }
            switch ReceptionLine.read(cells) {
            case .success(let line): lines.append(line)
            case .failure(let problem): problems.append("第\(index + 1)行\(problem.sentence)")
            }
        }
        if lines.count > limit { problems.append("一次最多\(limit)行，现有\(lines.count)行。") }
        return (lines, problems)
    }

    private struct Problem: Error {
        let sentence: String
    }

    private static func read(_ cells: [String]) -> Result<ReceptionLine, Problem> {
        func bad(_ sentence: String) -> Result<ReceptionLine, Problem> { .failure(Problem(sentence: sentence)) }
        guard cells.count >= 3 else { return bad("至少要有编号、事项、责任单位三列，用“|”或制表符隔开。") }
        guard !cells[0].isEmpty, cells[0].count <= 20 else { return bad("编号应为1到20个字。") }
        guard !cells[1].isEmpty, cells[1].count <= 200 else { return bad("事项应为1到200个字。") }
        guard !cells[2].isEmpty else { return bad("没有责任单位。") }
        let day = cells.count > 3 ? cells[3] : ""
        let due = day.isEmpty ? nil : Day(written: day)
        guard day.isEmpty || due != nil else { return bad("的期限“\(day)”不是日期，如2026-05-10。") }
        return .success(
            ReceptionLine(
                number: cells[0], title: cells[1], unit: cells[2], dueOn: due,
                requirement: cells.dropFirst(4).joined(separator: " ").trimmed))
    }
}
