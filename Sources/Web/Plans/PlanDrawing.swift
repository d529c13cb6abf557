import Supervision

/// A plan's wall chart as SVG: weeks across, items down, bars for stages, dots for what comes back.
///
/// Geometry stands in attributes and colours in classes, so that the page needs neither a script nor a style in it.
struct PlanDrawing {
    let chart: PlanChart
    let today: Day
    /// Whether bars may be dragged by whoever looks.
    let isMovable: Bool

    static let nameWidth = 262
    static let week = 16
    static let lane = 20
    private static let head = 36
    private static let chapter = 24

    private var width: Int { PlanDrawing.nameWidth + chart.weeks.weeks.count * PlanDrawing.week }

    var html: HTML {
        var y = PlanDrawing.head
        var parts: [HTML] = []
        for group in chart.groups {
            parts.append(heading(group, at: y))
            y += group.chapter.isEmpty ? 0 : PlanDrawing.chapter
            for row in group.rows {
                parts.append(line(row, at: y))
                y += height(row)
            }
        }
        return """
            <svg class="war-chart plan-chart" viewBox="0 0 \(width) \(y + 2)" width="\(width)" height="\(y + 2)" role="img" \
            aria-label="\(chart.weeks.year)年各项工作按周排列" data-plan-chart data-week="\(PlanDrawing.week)">\
            \(ground(height: y))\(parts)\(now(height: y))</svg>
            """
    }

    private func height(_ row: PlanChart.Row) -> Int { row.lanes * PlanDrawing.lane + 6 }

    private func x(_ column: Int) -> Int { PlanDrawing.nameWidth + column * PlanDrawing.week }

    /// Months and weeks over the chart, terms shaded.
    private func ground(height: Int) -> HTML {
        let terms = chart.weeks.weeks.enumerated().filter(\.element.isTerm).map { column, _ -> HTML in
            "<rect class=\"p-term\" x=\"\(x(column))\" y=\"18\" width=\"\(PlanDrawing.week)\" height=\"\(height - 18)\"/>"
        }
        let months = chart.weeks.months.map { month, columns -> HTML in
            """
            <line class="w-line" x1="\(x(columns.lowerBound))" y1="0" x2="\(x(columns.lowerBound))" y2="\(height)"/>\
            <text class="w-head" x="\(x(columns.lowerBound) + 4)" y="13">\(month)月</text>
            """
        }
        let numbers = chart.weeks.weeks.enumerated().map { column, week -> HTML in
            "<text class=\"p-week\" x=\"\(x(column) + PlanDrawing.week / 2)\" y=\"30\">\(week.number)</text>"
        }
        return """
            \(terms)<text class="w-head" x="0" y="13">\(chart.weeks.year)年</text><text class="w-head" x="0" y="30">事项 / 周次</text>\
            \(months)\(numbers)
            """
    }

    private func now(height: Int) -> HTML? {
        guard let column = chart.weeks.column(of: today) else { return nil }
        let at = x(column) + (today.weekday - 1) * PlanDrawing.week / 7 + 1
        return """
            <line class="p-now" x1="\(at)" y1="18" x2="\(at)" y2="\(height)"><title>今天，\(today.chinese)</title></line>
            """
    }

    private func heading(_ group: PlanChart.Group, at y: Int) -> HTML {
        guard !group.chapter.isEmpty else { return .empty }
        return """
            <line class="w-line" x1="0" y1="\(y)" x2="\(width)" y2="\(y)"/>\
            <text class="p-chapter" x="0" y="\(y + 17)">\(short(group.chapter, 60))</text>
            """
    }

    private func line(_ row: PlanChart.Row, at y: Int) -> HTML {
        let item = row.entry.item
        let name = [item.number, item.title].filter { !$0.isEmpty }.joined(separator: " ")
        let owner = row.entry.owner.isEmpty ? "未定负责人" : row.entry.owner
        return """
            <line class="w-line" x1="0" y1="\(y)" x2="\(width)" y2="\(y)"/>\
            <a class="p-name" href="/plan-items/\(item.id)"><title>\(name)（\(owner)）</title>\
            <text class="w-name" x="0" y="\(y + 17)">\(short(name, 21))</text></a>\
            \(row.bars.map { bar($0, item, at: y) })\(row.marks.map { mark($0, item, at: y) })
            """
    }

    private func bar(_ bar: PlanChart.Bar, _ item: PlanItem, at y: Int) -> HTML {
        let (left, right) = (x(bar.columns.lowerBound), x(bar.columns.upperBound + 1))
        let top = y + 4 + bar.lane * PlanDrawing.lane
        let window = bar.window.window
        let isHeld = isMovable && item.status.isOpen && window.end != nil
        return """
            <a class="p-bar p-\(bar.tone.rawValue)" href="/plan-items/\(item.id)"\(isHeld ? handle(bar.window, item) : nil)>\
            <title>\(words(bar, item))</title>\
            <rect x="\(left + 1)" y="\(top)" width="\(right - left - 2)" height="15"/>\
            \(isHeld ? grips(left, right, top) : nil)\(label(bar, left, right, top + 12))</a>
            """
    }

    /// What the script needs to move a bar.
    private func handle(_ window: PlanItemWindow, _ item: PlanItem) -> HTML {
        """
         data-window="\(window.id)" data-start="\(window.window.start?.text ?? "")" data-end="\(window.window.end?.text ?? "")" \
        data-version="\(window.version)" data-name="\(item.title)\(window.window.stage.isEmpty ? "" : "：\(window.window.stage)")"
        """
    }

    private func grips(_ left: Int, _ right: Int, _ top: Int) -> HTML {
        """
        <rect class="p-grip" data-edge="start" x="\(left + 1)" y="\(top)" width="4" height="15"/>\
        <rect class="p-grip" data-edge="end" x="\(right - 5)" y="\(top)" width="4" height="15"/>
        """
    }

    private func label(_ bar: PlanChart.Bar, _ left: Int, _ right: Int, _ base: Int) -> HTML? {
        let stage = short(bar.window.window.stage, PlanChart.labelLimit)
        return switch bar.label {
        case .none: nil
        case .inside: "<text class=\"p-in\" x=\"\(left + 5)\" y=\"\(base)\">\(stage)</text>"
        case .after: "<text class=\"p-out\" x=\"\(right + 3)\" y=\"\(base)\">\(stage)</text>"
        case .before: "<text class=\"p-out p-left\" x=\"\(left - 3)\" y=\"\(base)\">\(stage)</text>"
        }
    }

    private func mark(_ mark: PlanChart.Mark, _ item: PlanItem, at y: Int) -> HTML {
        let turn =
            mark.turn.start == mark.turn.end
            ? mark.turn.end.chinese : "\(mark.turn.start.chinese)至\(mark.turn.end.chinese)"
        return """
            <a class="p-mark p-\(mark.tone.rawValue)" href="/plan-items/\(item.id)"><title>\(item.title)：\(turn)，\(mark.tone.label)</title>\
            <circle cx="\(x(mark.column) + PlanDrawing.week / 2)" cy="\(y + 12 + mark.lane * PlanDrawing.lane)" r="6"/></a>
            """
    }

    private func words(_ bar: PlanChart.Bar, _ item: PlanItem) -> String {
        let time = PlanTiming.withStage(bar.window.window, in: chart.weeks.year)
        return "\(item.title)\n\(time)，\(bar.tone.label)"
    }

    /// As much as so many Chinese characters take; letters and digits are half as wide.
    private func short(_ text: String, _ limit: Int) -> String {
        var (result, halves) = ("", 0)
        for character in text {
            halves += character.isASCII ? 1 : 2
            guard halves <= limit * 2 else { return "\(result.dropLast())…" }
            result.append(character)
        }
        return result
    }
}
