import Store
import Supervision

/// The wall chart as SVG: a block for each problem, coloured by how far it is, with its number while there is room.
///
/// Geometry stands in attributes and colours in classes, so that the page needs neither a script nor a style in it.
struct WallDrawing {
    let chart: WallChart
    let today: Day
    private let block: Block

    private struct Block {
        let width: Int
        let height: Int
        let showsNumber: Bool
    }

    /// Above this many the blocks carry no number.
    static let numbered = 900

    init(_ chart: WallChart, on today: Day) {
        self.chart = chart
        self.today = today
        let isFew = chart.marks.count <= WallDrawing.numbered
        block =
            isFew ? Block(width: 46, height: 16, showsNumber: true) : Block(width: 10, height: 10, showsNumber: false)
    }

    private let gap = 2
    private let nameWidth = 190
    private let headHeight = 34

    // MARK: by unit

    /// Units down, weeks across; in bands that fit a printed page, each with its own head.
    var byUnit: [HTML] {
        let columns = chart.columns
        let rows = chart.rows
        let cells = rows.map { row in Dictionary(grouping: row.marks) { chart.column(of: $0.dueOn) } }
        let perLine = block.showsNumber ? 1 : 3
        let widths = columns.map { column in
            let most = cells.map { $0[column]?.count ?? 0 }.max() ?? 0
            return max(54, min(most, perLine) * (block.width + gap) + 4)
        }
        var bands: [HTML] = []
        var start = 0
        while start < rows.count {
            var (end, height) = (start, 0)
            while end < rows.count, height < 900 || end == start {
                height += self.height(of: cells[end], perLine)
                end += 1
            }
            bands.append(band(rows[start..<end], cells[start..<end], columns, widths, perLine))
            start = end
        }
        return bands
    }

    private func height(of cells: [WallChart.Column: [WallChart.Mark]], _ perLine: Int) -> Int {
        let most = cells.values.map(\.count).max() ?? 0
        return max((most + perLine - 1) / perLine * (block.height + gap), 18) + 4
    }

    private func band(
        _ rows: ArraySlice<WallChart.Row>, _ cells: ArraySlice<[WallChart.Column: [WallChart.Mark]]>,
        _ columns: [WallChart.Column], _ widths: [Int], _ perLine: Int
    ) -> HTML {
        let width = nameWidth + widths.reduce(0, +)
        var y = headHeight
        var lines: [HTML] = []
        for (row, marks) in zip(rows, cells) {
            let height = height(of: marks, perLine)
            var x = nameWidth
            var blocks: [HTML] = []
            for (column, columnWidth) in zip(columns, widths) {
                for (index, mark) in (marks[column] ?? []).enumerated() {
                    blocks.append(
                        drawn(
                            mark, x: x + 2 + index % perLine * (block.width + gap),
                            y: y + 2 + index / perLine * (block.height + gap)))
                }
                x += columnWidth
            }
            let name = row.name.count > 13 ? "\(row.name.prefix(12))…" : row.name
            lines.append(
                """
                <line class="w-line" x1="0" y1="\(y)" x2="\(width)" y2="\(y)"/>\
                <text class="w-name" x="0" y="\(y + 15)"><title>\(row.name)</title>\(name)</text>\(blocks)
                """)
            y += height
        }
        return """
            <svg class="war-chart" viewBox="0 0 \(width) \(y + 2)" width="\(width)" height="\(y + 2)" role="img" \
            aria-label="按单位和周排列的问题">\(head(columns, widths, height: y))\(lines)</svg>
            """
    }

    private func head(_ columns: [WallChart.Column], _ widths: [Int], height: Int) -> HTML {
        var x = nameWidth
        let this = WallChart.monday(of: today)
        let heads = zip(columns, widths).map { column, width -> HTML in
            defer { x += width }
            let (above, below) = words(column)
            let now: HTML? =
                column == .week(this)
                ? "<rect class=\"w-now\" x=\"\(x)\" y=\"0\" width=\"\(width)\" height=\"\(height)\"/>" : nil
            return """
                \(now)<line class="w-line" x1="\(x)" y1="0" x2="\(x)" y2="\(height)"/>\
                <text class="w-head" x="\(x + 3)" y="13">\(above)</text><text class="w-head" x="\(x + 3)" y="27">\(below)</text>
                """
        }
        return .joined(heads)
    }

    /// Two short lines over a column: month and day of the Monday, or what the edge holds.
    private func words(_ column: WallChart.Column) -> (String, String) {
        switch column {
        case .before: ("更早", "")
        case .after: ("更晚", "")
        case .undated: ("未定", "")
        case .week(let monday): ("\(monday.month)月\(monday.day)日", "起一周")
        }
    }

    private func drawn(_ mark: WallChart.Mark, x: Int, y: Int) -> HTML {
        let part: HTML? = mark.number.part.map { _ -> HTML in "?part=\(mark.part.rawValue)" }
        let label: HTML? =
            block.showsNumber
            ? "<text x=\"\(x + block.width / 2)\" y=\"\(y + 12)\">\(short(mark.number))</text>" : nil
        return """
            <a class="t-\(mark.tone.rawValue)" href="/findings/\(mark.finding.rawValue)\(part)">\
            <rect x="\(x)" y="\(y)" width="\(block.width)" height="\(block.height)"/>\(label)</a>
            """
    }

    private func short(_ number: FindingNumber) -> String { "\(number.serial)\(number.part.map { "-\($0)" } ?? "")" }
}

extension WallDrawing {
    // MARK: by week

    /// Weeks across, the blocks of a week piled up from the ground, what is late at the bottom.
    var byWeek: HTML {
        let columns = chart.columns
        let groups = Dictionary(grouping: chart.marks) { chart.column(of: $0.dueOn) }
        let most = groups.values.map(\.count).max() ?? 1
        // Piles that would grow too high get several blocks side by side.
        let perLine = max(block.showsNumber ? 1 : 3, (most * (block.height + gap) + 699) / 700)
        let column = max(perLine * (block.width + gap) + 6, 54)
        let lines = (most + perLine - 1) / perLine
        let ground = lines * (block.height + gap) + 18
        let width = columns.count * column
        let piles = columns.enumerated().map { index, name -> HTML in
            let marks = (groups[name] ?? []).sorted { $0.tone.order < $1.tone.order }
            let blocks = marks.enumerated().map { place, mark in
                drawn(
                    mark, x: index * column + 3 + place % perLine * (block.width + gap),
                    y: ground - (place / perLine + 1) * (block.height + gap))
            }
            let (above, below) = words(name)
            let count: HTML? =
                marks.isEmpty
                ? nil
                : """
                <text class="w-head" x="\(index * column + 3)" y="\(ground - (marks.count + perLine - 1) / perLine * (block.height + gap) - 4)">\(marks.count)</text>
                """
            return """
                \(blocks)\(count)<text class="w-head" x="\(index * column + 3)" y="\(ground + 14)">\(above)</text>\
                <text class="w-head" x="\(index * column + 3)" y="\(ground + 28)">\(below)</text>
                """
        }
        return """
            <svg class="war-chart" viewBox="0 0 \(width) \(ground + 34)" width="\(width)" height="\(ground + 34)" role="img" \
            aria-label="按周排列的问题"><line class="w-line" x1="0" y1="\(ground)" x2="\(width)" y2="\(ground)"/>\(piles)</svg>
            """
    }

    // MARK: by state

    /// A field for each state in the order of the chain, the latest first in each.
    var byState: HTML {
        let states = FindingPart.State.allCases.filter { $0 != .draft }
        let groups = Dictionary(grouping: chart.marks, by: \.state)
        let perLine = block.showsNumber ? 3 : 12
        let column = perLine * (block.width + gap) + 16
        let most = groups.values.map(\.count).max() ?? 1
        let height = headHeight + (most + perLine - 1) / perLine * (block.height + gap) + 6
        let width = states.count * column
        let fields = states.enumerated().map { index, state -> HTML in
            let marks = (groups[state] ?? []).sorted { $0.tone.order < $1.tone.order }
            let blocks = marks.enumerated().map { place, mark in
                drawn(
                    mark, x: index * column + 4 + place % perLine * (block.width + gap),
                    y: headHeight + place / perLine * (block.height + gap))
            }
            return """
                <line class="w-line" x1="\(index * column)" y1="0" x2="\(index * column)" y2="\(height)"/>\
                <text class="w-name" x="\(index * column + 4)" y="13">\(state.label)</text>\
                <text class="w-head" x="\(index * column + 4)" y="27">\(marks.count) 个</text>\(blocks)
                """
        }
        return """
            <svg class="war-chart" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
            aria-label="按状态排列的问题">\(fields)</svg>
            """
    }
}

extension WallChart.Tone {
    fileprivate var order: Int { WallChart.Tone.allCases.firstIndex(of: self) ?? 0 }
}
