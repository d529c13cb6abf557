/// A pasted line of a year's targets: unit, title, target, what is counted, full marks, data source.
package struct DutyLine: Hashable, Sendable {
    /// A name or a code, as the office wrote it.
    package let organisation: String
    package let title: String
    package let rule: DutyTarget.Rule
    package let target: Points
    package let unit: String
    package let fullMark: Points
    package let dataSource: String

    package static let limit = 1_000

    /// Reads every line; what is wrong is said by its place in the text, from 1.
    package static func parse(_ text: String) -> (lines: [DutyLine], problems: [String]) {
        var lines: [DutyLine] = []
        var problems: [String] = []
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, row) in rows.enumerated() where !row.allSatisfy(\.isWhitespace) {
            let cells = row.split(omittingEmptySubsequences: false) { "\t|｜".contains($0) }
                .map { String($0).trimmed }
            do throws(Problem) {
                lines.append(try read(cells))
            } catch {
                problems.append("第\(index + 1)行\(error.sentence)")
            }
        }
        if lines.count > limit { problems.append("一次最多\(limit)行，现有\(lines.count)行。") }
        return (lines, problems)
    }

    private struct Problem: Error {
        let sentence: String
    }

    private static func read(_ cells: [String]) throws(Problem) -> DutyLine {
        guard cells.count >= 5 else {
            throw Problem(sentence: "至少要有单位、目标、目标值、计量单位、满分五列，用“|”或制表符隔开。")
        }
        guard !cells[0].isEmpty else { throw Problem(sentence: "没有单位。") }
        guard (1...100).contains(cells[1].count) else { throw Problem(sentence: "的目标应为1到100个字。") }
        guard cells[3].count <= 10 else { throw Problem(sentence: "的计量单位请控制在10字以内。") }
        guard let (rule, target) = DutyLine.target(cells[2]) else {
            throw Problem(sentence: "的目标值“\(cells[2])”应为数，可带≥或≤；是否完成的写“完成”。")
        }
        guard let mark = Points(cells[4]), mark > .zero, mark <= Points(1_000) else {
            throw Problem(sentence: "的满分“\(cells[4])”应为大于0、不超过1000的数。")
        }
        return DutyLine(
            organisation: cells[0], title: cells[1], rule: rule, target: target, unit: cells[3], fullMark: mark,
            dataSource: String((cells.count > 5 ? cells[5] : "").prefix(100)))
    }

    /// `95`, `≥95`, `≤3`, `不超过3`, `完成`.
    private static func target(_ text: String) -> (DutyTarget.Rule, Points)? {
        if ["完成", "是", "是否完成"].contains(text) { return (.done, Points(1)) }
        for (sign, rule) in [("≥", DutyTarget.Rule.atLeast), ("不低于", .atLeast), ("≤", .atMost), ("不超过", .atMost)]
        where text.hasPrefix(sign) {
            return number(String(text.dropFirst(sign.count)).trimmed, rule)
        }
        return number(text, .atLeast)
    }

    private static func number(_ text: String, _ rule: DutyTarget.Rule) -> (DutyTarget.Rule, Points)? {
        let plain = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let value = Points(plain), value >= .zero, rule != .atLeast || value > .zero else { return nil }
        return (rule, value)
    }
}
