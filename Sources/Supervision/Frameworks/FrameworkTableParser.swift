/// Every bad cell of a sheet.
package struct RowProblems: Error, Hashable, Sendable {
    package let problems: [RowProblem]
}

extension FrameworkTable {
    /// Reads what `rows` wrote, columns in any order; every bad cell is reported, not only the first.
    ///
    /// Whether weights add up and bands fit is `Framework.validate()`'s to say.
    package static func parse(_ rows: [[String]], id: FrameworkID) throws(RowProblems) -> Framework {
        var parser = Parser()
        guard let framework = parser.read(rows, id: id), parser.problems.isEmpty else {
            throw RowProblems(problems: parser.problems)
        }
        return framework
    }

    private struct Parser {
        var problems: [RowProblem] = []
        private var columns: [Column: Int] = [:]
        private var row: [String] = []
        private var line = 0

        mutating func read(_ rows: [[String]], id: FrameworkID) -> Framework? {
            guard let header = rows.firstIndex(where: { $0.first(where: { !$0.isBlank })?.trimmed == "编号" })
            else {
                refuse(row: 1, "编号", "", "没有找到以“编号”开头的表头行。")
                return nil
            }
            let lines = named(rows[..<header])
            readHeader(rows[header], row: header + 1)
            guard problems.isEmpty else { return nil }
            var nodes: [(depth: Int, node: FrameworkNode)] = []
            for (index, cells) in rows.enumerated().dropFirst(header + 1) where !cells.allSatisfy(\.isBlank) {
                (row, line) = (cells, index + 1)
                if let node = node(after: nodes.map(\.node.number)) {
                    nodes.append((node.number.split(separator: ".").count, node))
                }
            }
            return Framework(
                id: id, code: lines[.code]?.text.trimmed ?? "", name: lines[.name]?.text ?? "",
                label: lines[.label]?.text ?? "", isTemplate: lines[.template]?.text.trimmed == "是",
                bands: bands(lines[.bands]), nodes: FrameworkTable.tree(nodes[...]))
        }

        private func named(_ rows: ArraySlice<[String]>) -> [Line: (row: Int, text: String)] {
            var lines: [Line: (row: Int, text: String)] = [:]
            for (index, cells) in zip(rows.indices, rows) {
                guard let key = cells.first.flatMap({ Line(rawValue: $0.trimmed) }) else { continue }
                lines[key] = (index + 1, cells.count > 1 ? cells[1] : "")
            }
            return lines
        }

        private mutating func bands(_ line: (row: Int, text: String)?) -> [Band] {
            guard let line, !line.text.isBlank else { return [] }
            if let bands = ListText.bands(line.text) { return bands }
            refuse(row: line.row, Line.bands.rawValue, line.text, "应写成“优秀=90~；良好=80~90；…”的样子。")
            return []
        }

        private mutating func readHeader(_ cells: [String], row: Int) {
            for (index, cell) in cells.enumerated() where !cell.isBlank {
                guard let column = Column(rawValue: cell.trimmed) else {
                    refuse(row: row, cell, cell, "不认识这一列。")
                    continue
                }
                if columns.updateValue(index, forKey: column) != nil { refuse(row: row, cell, cell, "这一列出现了两次。") }
            }
            for column in [Column.number, .title, .weight, .kind] where columns[column] == nil {
                refuse(row: row, column.rawValue, "", "缺少“\(column.rawValue)”列。")
            }
        }

        private mutating func node(after numbers: [String]) -> FrameworkNode? {
            let number = text(.number).trimmed
            let parent = number.split(separator: ".", omittingEmptySubsequences: false).dropLast()
                .joined(separator: ".")
            if number.isEmpty { refuse(.number, "没有编号。") }
            if !parent.isEmpty, !numbers.contains(parent) { refuse(.number, "上级“\(parent)”没有排在它前面。") }
            let weight = text(.weight).isBlank ? Points.zero : decimal(.weight)
            let criterion = text(.kind).isBlank ? nil : criterion()
            return weight.map { FrameworkNode(number, text(.title), weight: $0, criterion: criterion) }
        }

        private mutating func criterion() -> Criterion? {
            guard let kind = kind(), let evidence = yesNo(.evidence) else { return nil }
            return Criterion(
                kind, requiresEvidence: evidence, basis: text(.basis), guidance: text(.guidance),
                method: text(.method),
                applicability: Applicability(
                    kinds: ListText.parts(text(.kinds)), stages: ListText.parts(text(.stages))))
        }

        private mutating func kind() -> Criterion.Kind? {
            switch text(.kind).trimmed {
            case "评分":
                return decimal(.max).map { .scored(max: $0) }
            case "等级":
                if let levels = ListText.levels(text(.levels)) { return .graded(levels) }
                refuse(.levels, "应写成“优=100；良=80；…”的样子。")
                return nil
            case "是否":
                return .yesNo
            case "计数":
                if text(.target).isBlank { return .counted(unit: text(.unit), target: nil) }
                return decimal(.target).map { .counted(unit: text(.unit), target: $0) }
            case "一票否决":
                return .veto(cap: text(.cap).isBlank ? nil : text(.cap).trimmed)
            default:
                refuse(.kind, "应为评分、等级、是否、计数、一票否决之一，上级指标留空。")
                return nil
            }
        }

        private func text(_ column: Column) -> String {
            columns[column].flatMap { row.indices.contains($0) ? row[$0] : nil } ?? ""
        }

        private mutating func decimal(_ column: Column) -> Points? {
            if let value = Points(text(column).trimmed) { return value }
            refuse(column, "应为数字，小数不超过四位。")
            return nil
        }

        private mutating func yesNo(_ column: Column) -> Bool? {
            switch text(column).trimmed {
            case "是": return true
            case "否", "": return false
            default:
                refuse(column, "应为“是”或“否”。")
                return nil
            }
        }

        private mutating func refuse(_ column: Column, _ reason: String) {
            refuse(row: line, column.rawValue, text(column), reason)
        }

        private mutating func refuse(row: Int, _ column: String, _ value: String, _ reason: String) {
            problems.append(RowProblem(row: row, column: column, value: value, reason: reason))
        }
    }

    /// Puts each node under the nearest one before it that is less deep.
    private static func tree(_ rows: ArraySlice<(depth: Int, node: FrameworkNode)>) -> [FrameworkNode] {
        var nodes: [FrameworkNode] = []
        var rest = rows
        while let (depth, first) = rest.popFirst() {
            var node = first
            let below = rest.prefix { $0.depth > depth }
            node.children = tree(below)
            nodes.append(node)
            rest = rest.dropFirst(below.count)
        }
        return nodes
    }
}
