/// Rows of a timetable as items.
struct PlanSchedule {
    struct Row {
        let mark: Range<Int>?
        let work: Range<Int>
        let whole: Range<Int>
        /// The cell or heading that says when, and whom it names.
        let time: Range<Int>?
        let owner: Range<Int>?
        let units: Range<Int>?
        /// Cells beside them that may hold figures: 督导对象, 备注.
        var others: [Range<Int>] = []
    }

    private(set) var rows: [Row] = []
    private let text: PlanText

    init(_ text: PlanText, tables: [PlanTable], calendar: [PlanNode], outline: PlanOutline) {
        self.text = text
        for table in tables where table.isSchedule { add(table) }
        for node in calendar { add(node, outline) }
        rows.sort { $0.whole.lowerBound < $1.whole.lowerBound }
    }

    private mutating func add(_ table: PlanTable) {
        func cell(_ column: PlanTableWords.Column, _ row: [Range<Int>]) -> Range<Int>? {
            table.columns.firstIndex(of: column).flatMap { $0 < row.count && !row[$0].isEmpty ? row[$0] : nil }
        }
        var time: Range<Int>?
        var last: Range<Int>?
        for row in table.rows {
            // A work that reaches into several rows is one.
            guard let work = cell(.work, row), work != last else { continue }
            last = work
            time = cell(.time, row) ?? time
            let number = cell(.number, row)
            let parts = PlanSchedule.parts(of: work, text)
            for part in parts {
                // A row of one work is its whole row; works of one cell are themselves.
                let cells = row.filter { !$0.isEmpty && !isShared($0, table, row) }
                let isAlone = parts.count == 1
                let lower = isAlone ? cells.map(\.lowerBound).min() ?? work.lowerBound : part.range.lowerBound
                let upper = isAlone ? cells.map(\.upperBound).max() ?? work.upperBound : part.range.upperBound
                rows.append(
                    Row(
                        mark: part.mark ?? (isAlone ? number : nil),
                        work: (part.mark?.upperBound ?? part.range.lowerBound)..<part.range.upperBound,
                        whole: min(lower, part.range.lowerBound)..<max(upper, part.range.upperBound), time: time,
                        owner: cell(.owner, row), units: cell(.units, row),
                        others: isAlone ? [cell(.units, row), cell(.result, row)].compactMap(\.self) : []))
            }
        }
    }

    /// Whether a cell reaches into other rows too.
    private func isShared(_ cell: Range<Int>, _ table: PlanTable, _ row: [Range<Int>]) -> Bool {
        table.rows.count(where: { $0.contains(cell) }) > 1
    }

    /// The works of one cell: numbered ones apart, else the cell as one.
    static func parts(of cell: Range<Int>, _ text: PlanText) -> [(mark: Range<Int>?, range: Range<Int>)] {
        var marks: [PlanMark] = []
        for index in cell
        where index == cell.lowerBound || text.gaps[index] >= .line || text.isOne(of: "；。", at: index - 1) {
            guard let mark = PlanMark(lineAt: index, of: text, before: cell.upperBound), mark.style != .spoken,
                marks.last.map({ $0.style == mark.style && $0.ordinal + 1 == mark.ordinal }) ?? true
            else { continue }
            marks.append(mark)
        }
        guard marks.count > 1 || marks.first?.range.lowerBound == cell.lowerBound else { return [(nil, cell)] }
        var parts: [(mark: Range<Int>?, range: Range<Int>)] = []
        if let first = marks.first, first.range.lowerBound > cell.lowerBound {
            parts.append((nil, cell.lowerBound..<first.range.lowerBound))
        }
        for (place, mark) in marks.enumerated() {
            parts.append(
                (
                    mark.range,
                    mark.range
                        .lowerBound..<(place + 1 < marks.count ? marks[place + 1].range.lowerBound : cell.upperBound)
                ))
        }
        return parts
    }

    /// 三月份 as a heading with its works below.
    private mutating func add(_ node: PlanNode, _ outline: PlanOutline) {
        if node.children.isEmpty {
            let body = node.heading.upperBound..<node.whole.upperBound
            guard !body.isEmpty else { return }
            for part in PlanSchedule.parts(of: body, text) { add(part.mark, part.range, node.title) }
        }
        for child in node.children { add(outline.nodes[child].mark?.range, outline.nodes[child].whole, node.title) }
    }

    private mutating func add(_ mark: Range<Int>?, _ range: Range<Int>, _ time: Range<Int>) {
        rows.append(
            Row(
                mark: mark, work: (mark?.upperBound ?? range.lowerBound)..<range.upperBound, whole: range, time: time,
                owner: nil, units: nil))
    }
}
