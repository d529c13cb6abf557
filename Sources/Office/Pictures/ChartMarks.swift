/// What stands in the plot of a chart: bars, lines, points and the level.
struct ChartMarks {
    let canvas: ChartCanvas
    private var chart: ChartDrawing { canvas.chart }

    init(canvas: ChartCanvas) {
        self.canvas = canvas
    }

    /// The level lies below points and above bars, so that neither hides the other.
    var xml: String {
        let drawn = chart.series.enumerated().map { index, series in
            switch chart.kind {
            case .points: cloud(series)
            case .lines: line(series)
            case .columns, .bars: series.isLine ? line(series) : bars(series, at: index)
            }
        }.joined()
        return chart.kind == .points ? level + drawn : drawn + level
    }

    private func value(_ series: ChartDrawing.Series, _ index: Int) -> Double? {
        series.values.indices.contains(index) ? series.values[index].flatMap(Double.init) : nil
    }

    private var level: String {
        guard let text = chart.level, let value = Double(text) else { return "" }
        let name = ChartText.xml(
            text, x: chart.kind == .bars ? canvas.x(value) : canvas.right,
            y: chart.kind == .bars ? canvas.top - 6 : canvas.y(value) - 6, size: 15,
            anchor: chart.kind == .bars ? .middle : .end, colour: ChartCanvas.ink)
        let rule =
            chart.kind == .bars
            ? ChartText.line(
                canvas.x(value), canvas.top, canvas.x(value), canvas.bottom, ChartCanvas.ink, isDashed: true)
            : ChartText.line(
                canvas.left, canvas.y(value), canvas.right, canvas.y(value), ChartCanvas.ink, isDashed: true)
        return rule + name
    }

    private func bars(_ series: ChartDrawing.Series, at place: Int) -> String {
        let columns = chart.series.filter { !$0.isLine }.count
        let isBeside = chart.layout == .beside
        let room =
            (chart.kind == .bars ? canvas.bottom - canvas.top : canvas.right - canvas.left)
            / Double(max(chart.categories.count, 1))
        let thick = min(isBeside ? 18 : 22, room * 0.8 / Double(isBeside ? max(columns, 1) : 1))
        let order = chart.series.prefix(place).filter { !$0.isLine }.count
        let shift = isBeside ? (Double(order) - Double(columns - 1) / 2) * thick : 0
        return chart.categories.indices.map { index -> String in
            guard let value = value(series, index) else { return missing(index, shift) }
            let base =
                chart.layout == .stacked
                ? chart.series.prefix(place).filter { !$0.isLine }.reduce(0) { $0 + (self.value($1, index) ?? 0) } : 0
            let middle = canvas.centre(index) + shift
            guard chart.kind == .bars else {
                let (from, to) = (canvas.y(base), canvas.y(base + value))
                return ChartText.rectangle(middle - thick / 2, min(from, to), thick, abs(from - to), series.colour)
            }
            let (from, to) = (canvas.x(base), canvas.x(base + value))
            let bar = ChartText.rectangle(min(from, to), middle - thick / 2, abs(to - from), thick, series.colour)
            guard isBeside else { return bar }
            return bar
                + ChartText.xml(
                    series.values[index] ?? "", x: max(from, to) + 6, y: middle + 5, size: 14, anchor: .start,
                    colour: ChartCanvas.ink)
        }.joined()
    }

    /// A bar that nobody knows the length of says so, where one bar stands alone.
    private func missing(_ index: Int, _ shift: Double) -> String {
        guard chart.kind == .bars, chart.series.count == 1 else { return "" }
        return ChartText.xml(
            "数据不全", x: canvas.left + 6, y: canvas.centre(index) + shift + 5, size: 14, anchor: .start,
            colour: ChartCanvas.soft)
    }

    /// A year without a value breaks the line.
    private func line(_ series: ChartDrawing.Series) -> String {
        var (path, dots, isOn) = ("", "", false)
        for index in chart.categories.indices {
            guard let value = value(series, index) else {
                isOn = false
                continue
            }
            let (x, y) = (canvas.centre(index), canvas.y(value))
            path += "\(isOn ? "L" : "M")\(ChartText.number(x)) \(ChartText.number(y))"
            dots += ChartText.dot(x, y, 4, series.colour)
            isOn = true
        }
        return
            "<path d=\"\(path)\" fill=\"none\" stroke=\"\(ChartText.colour(series.colour))\" stroke-width=\"2.5\"/>\(dots)"
    }

    private func cloud(_ series: ChartDrawing.Series) -> String {
        guard let places = canvas.places else { return "" }
        return chart.categories.indices.map { index -> String in
            guard let value = value(series, index), series.places.indices.contains(index),
                let place = Double(series.places[index])
            else { return "" }
            let x = canvas.left + places.share(place) * (canvas.right - canvas.left)
            return ChartText.dot(x, canvas.y(value), 6, series.colour, opacity: 0.8)
        }.joined()
    }
}

/// The legend above a plot: nothing where there is one series and no level.
struct ChartLegend {
    private let lines: [[(name: String, colour: String, x: Double)]]

    init(_ chart: ChartDrawing, width: Double) {
        var (lines, x): ([[(name: String, colour: String, x: Double)]], Double) = ([[]], 32)
        for series in chart.series where chart.series.count > 1 {
            let wide = ChartText.width(series.name, 15) + 44
            if x + wide > width, !lines[lines.count - 1].isEmpty {
                lines.append([])
                x = 32
            }
            lines[lines.count - 1].append((series.name, series.colour, x))
            x += wide
        }
        self.lines = lines[0].isEmpty ? [] : lines
    }

    var height: Double { Double(lines.count) * 26 }

    func xml(top: Double) -> String {
        lines.enumerated().flatMap { line, items in
            items.map { item in
                let y = top + Double(line) * 26
                return ChartText.rectangle(item.x, y - 11, 14, 12, item.colour)
                    + ChartText.xml(item.name, x: item.x + 20, y: y, size: 15, anchor: .start, colour: ChartCanvas.ink)
            }
        }.joined()
    }
}
