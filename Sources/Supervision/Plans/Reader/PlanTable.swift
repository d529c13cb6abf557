/// A table of a document, in glyphs: rows of cells under a head.
struct PlanTable {
    var range: Range<Int>
    /// What each column holds, by the head's words.
    var columns: [PlanTableWords.Column]
    var rows: [[Range<Int>]]

    /// Whether it says what is to be done, by rows.
    var isSchedule: Bool {
        columns.contains(.work) && (columns.contains(.time) || columns.contains(.number) || columns.contains(.owner))
    }

    /// A table whose cells are known; nil without a head that is understood.
    init?(_ table: PlanSource.Table, in text: PlanText) {
        let rows = table.rows.map { row in row.map { text.glyphs(in: $0) } }
        guard let head = rows.firstIndex(where: { PlanTableWords.columns(text, $0) != nil }),
            let columns = PlanTableWords.columns(text, rows[head])
        else { return nil }
        let cells = rows.joined()
        guard let lower = cells.map(\.lowerBound).min(), let upper = cells.map(\.upperBound).max() else { return nil }
        range = lower..<upper
        self.columns = columns
        self.rows = Array(rows[(head + 1)...])
    }

    private init(range: Range<Int>, columns: [PlanTableWords.Column], rows: [[Range<Int>]]) {
        self.range = range
        self.columns = columns
        self.rows = rows
    }
}

extension PlanText {
    /// The glyphs inside a span of the original.
    func glyphs(in span: SourceSpan) -> Range<Int> {
        let lower = place(notBefore: span.from)
        return lower..<max(lower, place(notBefore: span.to))
    }

    /// The first glyph at or after a place of the original.
    func place(notBefore offset: Int) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Tables of plain text: cells that tabs keep apart, in lines of several or one to a line.
extension PlanTable {
    static func find(in text: PlanText, lines: [PlanLine]) -> [PlanTable] {
        var tables: [PlanTable] = []
        var index = 0
        while index < lines.count {
            if let (table, next) = wide(index, lines, text) ?? tall(index, lines, text) {
                tables.append(table)
                index = next
            } else {
                index += 1
            }
        }
        return tables
    }

    /// The cells of one line, as its tabs divide it; empty ones too.
    private static func cells(_ line: PlanLine, _ text: PlanText) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = line.range.lowerBound
        for _ in 0..<text.tabs(before: start) where !cells.isEmpty || text.gaps[start] >= .line {
            cells.append(start..<start)
        }
        for index in line.range.dropFirst() where text.hasTab(before: index) {
            cells.append(start..<index)
            for _ in 1..<text.tabs(before: index) { cells.append(index..<index) }
            start = index
        }
        cells.append(start..<line.range.upperBound)
        for _ in 0..<text.tabs(after: line.range.upperBound) {
            cells.append(line.range.upperBound..<line.range.upperBound)
        }
        return cells
    }

    /// A head of several cells in one line and rows of as many.
    private static func wide(_ index: Int, _ lines: [PlanLine], _ text: PlanText) -> (PlanTable, Int)? {
        let head = cells(lines[index], text)
        guard head.count > 1, let columns = PlanTableWords.columns(text, head) else { return nil }
        var rows: [[Range<Int>]] = []
        var next = index + 1
        while next < lines.count {
            let line = lines[next], cells = cells(line, text)
            if cells.count(where: { !$0.isEmpty }) > 1 {
                rows.append(aligned(cells, to: head, after: rows.last))
            } else if let last = rows.last?.last, goesOn(line, text) {
                rows[rows.count - 1][rows[rows.count - 1].count - 1] = last.lowerBound..<line.range.upperBound
            } else {
                break
            }
            next += 1
        }
        guard !rows.isEmpty, let end = rows.last?.last?.upperBound else { return nil }
        return (PlanTable(range: lines[index].range.lowerBound..<end, columns: columns, rows: rows), next)
    }

    /// A row with fewer cells than the head has those of the row above at its left: a merged cell.
    ///
    /// One with as many as the head has words has none under the head's empty cells.
    private static func aligned(_ cells: [Range<Int>], to head: [Range<Int>], after above: [Range<Int>]?) -> [Range<
        Int
    >] {
        let width = head.count
        if cells.count >= width {
            return Array(cells.prefix(width - 1)) + [cells[width - 1].lowerBound..<(cells.last?.upperBound ?? 0)]
        }
        let start = cells[0].lowerBound
        let named = head.indices.filter { !head[$0].isEmpty }
        if cells.count == named.count {
            var row = Array(repeating: start..<start, count: width)
            for (place, cell) in zip(named, cells) { row[place] = cell }
            return row
        }
        let missing = width - cells.count
        return (above.map { Array($0.prefix(missing)) } ?? Array(repeating: start..<start, count: missing)) + cells
    }

    /// A head whose cells stand under each other, each after a tab, and cells likewise.
    private static func tall(_ index: Int, _ lines: [PlanLine], _ text: PlanText) -> (PlanTable, Int)? {
        guard text.hasTab(before: lines[index].range.lowerBound) else { return nil }
        var head: [Range<Int>] = []
        var next = index
        while next < lines.count, text.hasTab(before: lines[next].range.lowerBound),
            PlanTableWords.column(text, lines[next].range) != nil, !isTime(lines[next].range, text)
        {
            head.append(lines[next].range)
            next += 1
        }
        guard head.count > 1, let columns = PlanTableWords.columns(text, head) else { return nil }
        var cells: [Range<Int>] = []
        while next < lines.count {
            let line = lines[next]
            if text.hasTab(before: line.range.lowerBound) {
                cells.append(line.range)
            } else if let last = cells.last, goesOn(line, text) {
                cells[cells.count - 1] = last.lowerBound..<line.range.upperBound
            } else {
                break
            }
            next += 1
        }
        guard cells.count >= head.count, let end = cells.last?.upperBound else { return nil }
        let rows = stride(from: 0, to: cells.count, by: head.count).map {
            Array(cells[$0..<min($0 + head.count, cells.count)])
        }
        return (PlanTable(range: lines[index].range.lowerBound..<end, columns: columns, rows: rows), next)
    }

    /// 一季度 stands in a cell, not in a head.
    private static func isTime(_ cell: Range<Int>, _ text: PlanText) -> Bool {
        text.times(at: cell.lowerBound, before: cell.upperBound, years: PlanYears(nil)) != nil
    }

    /// Whether a line without a tab belongs to the cell above it.
    private static func goesOn(_ line: PlanLine, _ text: PlanText) -> Bool {
        let start = line.range.lowerBound
        if PlanTableWords.endsTable(text, line.range) { return false }
        guard let mark = PlanMark(lineAt: start, of: text, before: line.range.upperBound) else {
            return !line.startsParagraph || !text.endsSentence(before: start)
        }
        return mark.style != .han && mark.style != .part && mark.style != .bracketedHan
    }
}

/// The words by which a table is understood.
enum PlanTableWords {
    enum Column: Hashable {
        case number, time, work, owner, coworker, units, result, other
    }

    /// The columns of a head; nil when its cells are none.
    static func columns(_ text: PlanText, _ cells: [Range<Int>]) -> [Column]? {
        guard cells.count > 1 else { return nil }
        let found = cells.map { column(text, $0) }
        guard found.contains(.work) || found.contains(.time), found.count(where: { $0 != nil }) * 2 > found.count else {
            return nil
        }
        var columns = found.map { $0 ?? .other }
        // Of two columns of work the wider kind of words is the work, the first a heading of it.
        let works = columns.indices.filter { columns[$0] == .work }
        if works.count > 1, let main = works.last { for index in works where index != main { columns[index] = .other } }
        if works.isEmpty { return nil }
        return columns
    }

    static func column(_ text: PlanText, _ cell: Range<Int>) -> Column? {
        guard (1...14).contains(cell.count) else { return nil }
        for (word, column) in words where text.holds(word, in: cell) { return column }
        return nil
    }

    static func isTimetable(_ text: PlanText, _ range: Range<Int>) -> Bool {
        (["安排", "行事历", "一览表", "配档表", "进度", "日程", "月历", "时间表", "任务表", "分解表", "计划表", "工作表", "清单"] as [Word])
            .contains { text.holds($0, in: range) }
    }

    static func endsTable(_ text: PlanText, _ line: Range<Int>) -> Bool {
        (["备注", "注：", "附件", "说明：", "抄送"] as [Word]).contains { text.starts($0, at: line.lowerBound) }
    }

    private static let words: [(Word, Column)] = [
        ("序号", .number), ("编号", .number), ("配合", .coworker), ("协办", .coworker), ("协助", .coworker), ("参与", .coworker),
        ("责任", .owner), ("牵头", .owner), ("负责", .owner), ("承办", .owner), ("主办", .owner), ("科室", .owner), ("部门", .owner),
        ("对象", .units), ("范围", .units), ("督导单位", .units), ("参加", .units), ("时间", .time), ("时限", .time), ("月份", .time),
        ("季度", .time), ("日期", .time), ("时段", .time), ("月度", .time), ("期限", .time), ("进度", .time), ("周次", .time),
        ("成果", .result), ("备注", .result), ("要求", .result), ("形式", .result), ("方式", .result), ("措施", .result),
        ("事项", .work), ("内容", .work), ("工作", .work), ("项目", .work), ("任务", .work), ("名称", .work), ("安排", .work),
        ("主题", .work), ("活动", .work), ("重点", .work), ("要点", .work), ("序", .number), ("月", .time),
    ]
}
