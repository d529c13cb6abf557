/// Draws a chart: sizes, title, legend and axes here, what stands in the plot in `ChartMarks`.
struct ChartCanvas {
    let chart: ChartDrawing
    let width = 1000.0
    let height: Double
    /// The plot inside the axes.
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    /// What the title takes.
    private let head: Double
    let values: ChartScale
    /// Along the foot of a cloud.
    let places: ChartScale?

    static let ink = "#1d2733"
    static let soft = "#4a5766"
    static let rule = "#dfe5ec"

    init(_ chart: ChartDrawing) {
        self.chart = chart
        let isLying = chart.kind == .bars
        var numbers = chart.series.flatMap { $0.values.compactMap { $0.flatMap(Double.init) } }
        if chart.layout == .stacked { numbers += ChartCanvas.sums(chart) }
        if let level = chart.level.flatMap(Double.init) { numbers.append(level) }
        let values = ChartScale(numbers)
        self.values = values
        places =
            chart.kind == .points
            ? ChartScale(chart.series.flatMap { $0.places.compactMap(Double.init) }, isLoose: true, steps: 7) : nil
        let legend = ChartLegend(chart, width: 960)
        head = chart.title.isEmpty ? 0 : 34
        top = 30 + head + legend.height + (legend.height > 0 && !chart.unit.isEmpty && !isLying ? 20 : 0)
        let marks = values.marks.map { ChartText.width(values.text($0), 15) }.max() ?? 0
        if isLying {
            let names = chart.categories.map { ChartText.width(ChartText.cut($0, 22), 15) }.max() ?? 0
            left = 32 + names
            right = 930
            let group = chart.layout == .beside ? 12 + 18 * Double(max(chart.series.count, 1)) : 32
            bottom = top + max(60, group * Double(chart.categories.count))
            height = bottom + 60
        } else {
            left = 36 + marks
            right = 970
            bottom = top + 380
            height = bottom + (chart.kind == .points ? 84 : 60)
        }
    }

    private static func sums(_ chart: ChartDrawing) -> [Double] {
        chart.categories.indices.map { index in
            chart.series.filter { !$0.isLine }.reduce(0) { sum, series in
                sum + (series.values.indices.contains(index) ? series.values[index].flatMap(Double.init) ?? 0 : 0)
            }
        }
    }

    var svg: String {
        let size = "\(ChartText.number(width)) \(ChartText.number(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" width="\(ChartText.number(width))" \
            height="\(ChartText.number(height))" font-family="'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif" \
            role="img" xml:lang="zh-CN"><title>\(XMLMarkup.escaped(chart.title))</title>\
            <rect width="100%" height="100%" fill="#ffffff"/>\
            \(ChartText.xml(chart.title, x: width / 2, y: 34, size: 20, anchor: .middle, colour: Self.ink, isBold: true))\
            \(ChartLegend(chart, width: 960).xml(top: 28 + head))\(axes)\(ChartMarks(canvas: self).xml)</svg>
            """
    }

    /// How far along the value axis.
    func x(_ value: Double) -> Double { left + values.share(value) * (right - left) }
    func y(_ value: Double) -> Double { bottom - values.share(value) * (bottom - top) }
    /// The middle of a category.
    func centre(_ index: Int) -> Double {
        let count = Double(max(chart.categories.count, 1))
        return chart.kind == .bars
            ? top + (bottom - top) * (Double(index) + 0.5) / count
            : left + (right - left) * (Double(index) + 0.5) / count
    }

    private var axes: String {
        var xml = ""
        for mark in values.marks {
            let text = values.text(mark)
            if chart.kind == .bars {
                xml += ChartText.line(x(mark), top, x(mark), bottom, Self.rule)
                xml += ChartText.xml(text, x: x(mark), y: bottom + 22, size: 15, anchor: .middle, colour: Self.soft)
            } else {
                xml += ChartText.line(left, y(mark), right, y(mark), Self.rule)
                xml += ChartText.xml(text, x: left - 8, y: y(mark) + 5, size: 15, anchor: .end, colour: Self.soft)
            }
        }
        xml += ChartText.line(left, top, left, bottom, Self.soft)
        if chart.kind != .bars { xml += ChartText.line(left, bottom, right, bottom, Self.soft) }
        return xml + (places.map(foot) ?? names) + unit
    }

    /// The names of the categories; of many only so many as have room.
    private var names: String {
        guard chart.kind != .bars else {
            return chart.categories.enumerated().map { index, name in
                ChartText.xml(
                    ChartText.cut(name, 22), x: left - 8, y: centre(index) + 5, size: 15, anchor: .end, colour: Self.ink
                )
            }.joined()
        }
        let widest = chart.categories.map { ChartText.width($0, 15) }.max() ?? 1
        let room = (right - left) / Double(max(chart.categories.count, 1))
        let every = max(1, Int((widest + 12) / max(room, 1)) + 1)
        return chart.categories.enumerated().filter { $0.offset % (widest + 12 <= room ? 1 : every) == 0 }.map {
            ChartText.xml($1, x: centre($0), y: bottom + 24, size: 15, anchor: .middle, colour: Self.ink)
        }.joined()
    }

    private func foot(_ places: ChartScale) -> String {
        let marks = places.marks.map { mark in
            ChartText.xml(
                places.text(mark), x: left + places.share(mark) * (right - left), y: bottom + 24, size: 15,
                anchor: .middle, colour: Self.soft)
        }
        return marks.joined()
            + ChartText.xml(
                chart.across, x: (left + right) / 2, y: bottom + 54, size: 15, anchor: .middle, colour: Self.soft)
    }

    private var unit: String {
        guard !chart.unit.isEmpty else { return "" }
        return chart.kind == .bars
            ? ChartText.xml(chart.unit, x: right, y: bottom + 46, size: 15, anchor: .end, colour: Self.soft)
            : ChartText.xml(chart.unit, x: left - 8, y: top - 12, size: 15, anchor: .start, colour: Self.soft)
    }
}
