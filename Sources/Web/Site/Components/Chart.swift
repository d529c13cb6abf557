/// A plot with the table that it draws beside it: lines, columns or bars, each point a link to what it counts.
///
/// The server sends the table and a data block; `chart.js` draws it with ECharts and adds the download of the picture.
/// Without a script the table is all there is, and it says the same.
package struct Chart: Sendable {
    package enum Kind: String, Sendable {
        /// Over time; categories are months or days.
        case lines
        /// Upright, for a few categories.
        case columns
        /// Lying, for names; grows with their number.
        case bars
        /// A cloud: each category stands at its own place along the axis.
        case points
    }

    /// How the bars of one category stand to each other.
    package enum Layout: String, Sendable {
        case beside, stacked
        /// Later series lie over earlier ones: a part over its whole.
        case over
    }

    package enum Tone: String, Sendable { case accent, good, warn, late, neutral, violet, teal }

    /// One value and where a person sees what it counts.
    package struct Point: Sendable, Equatable {
        /// A decimal as it is shown; nil where nothing is known.
        let text: String?
        let link: String
        /// Where a point of a cloud stands along the axis, a decimal.
        var place = "0"

        package init(_ count: Int, link: String = "") {
            text = "\(count)"
            self.link = link
        }

        /// A decimal with a point; anything else is no value.
        package init(decimal: String?, at place: String = "0", link: String = "") {
            text = decimal.flatMap { Double($0) == nil ? nil : $0 }
            self.place = Double(place) == nil ? "0" : place
            self.link = link
        }
    }

    package struct Series: Sendable {
        let name: String
        let tone: Tone
        let points: [Point]
        /// Drawn as a line over the columns of the others.
        let isLine: Bool

        package init(_ name: String, _ tone: Tone = .accent, isLine: Bool = false, _ points: [Point]) {
            self.name = name
            self.tone = tone
            self.points = points
            self.isLine = isLine
        }
    }

    /// Whether the chart brings its table: folded, open, or not, because the page shows it beside.
    package enum Table: Sendable { case folded, open, elsewhere }

    let title: String
    let kind: Kind
    let layout: Layout
    /// What stands over the first column of the table: 月份、地区.
    let axis: String
    /// 个、所、%.
    let unit: String
    let categories: [String]
    let series: [Series]
    let table: Table
    /// What a cloud's places are: 学生数（人）.
    package var across = ""
    /// A value that a line is drawn at, such as a standard; a decimal.
    package var level: String?
    /// Where the server gives the same picture as SVG, and as PNG under the other ending; empty where it does not.
    package var picture = ""

    package init(
        _ title: String, _ kind: Kind, layout: Layout = .beside, axis: String, unit: String, categories: [String],
        series: [Series], table: Table = .folded
    ) {
        self.title = title
        self.kind = kind
        self.layout = layout
        self.axis = axis
        self.unit = unit
        self.categories = categories
        self.series = series
        self.table = table
    }

    package var html: HTML {
        """
        <figure class="chart" data-chart><figcaption>\(title)\(picture.isEmpty ? nil : files)</figcaption>
        <script type="application/json">\(json: data)</script>
        <div class="chart-picture" role="img" aria-label="\(title)，数据见表"></div>
        \(table == .elsewhere ? nil : data(isOpen: table == .open))</figure>
        """
    }

    private var files: HTML {
        let png = picture.replacing(".svg", with: ".png", maxReplacements: 1)
        return """
             <span class="chart-files no-print"><a href="\(picture)">SVG</a> <a href="\(png)">PNG</a></span>
            """
    }

    private func data(isOpen: Bool) -> HTML {
        let open: HTML? = isOpen ? " open" : nil
        let heads = series.map { one -> HTML in "<th scope=\"col\" class=\"num\">\(one.name)（\(unit)）</th>" }
        return """
            <details class="explain"\(open)><summary>数据表</summary><div class="wide"><table class="ledger keep"><thead><tr>\
            <th scope="col">\(axis)</th>\(heads)</tr></thead><tbody>\(categories.indices.map(row))</tbody></table></div>\
            </details>
            """
    }

    private func row(_ index: Int) -> HTML {
        let cells = series.map { one -> HTML in
            guard one.points.indices.contains(index) else { return "<td class=\"num\"></td>" }
            let point = one.points[index]
            let text = point.text ?? "—"
            let shown: HTML = point.link.isEmpty ? "\(text)" : "<a href=\"\(point.link)\">\(text)</a>"
            return "<td class=\"num\" data-label=\"\(one.name)\">\(shown)</td>"
        }
        return "<tr><th scope=\"row\">\(categories[index])</th>\(cells)</tr>"
    }

    /// What the script draws.
    var data: JSONText {
        let lists = series.map { one in
            let values = one.points.map { $0.text ?? "null" }.joined(separator: ",")
            let links = one.points.map { JSON.quoted($0.link) }.joined(separator: ",")
            let places = kind == .points ? one.points.map(\.place).joined(separator: ",") : ""
            return """
                {"name":\(JSON.quoted(one.name)),"tone":"\(one.tone.rawValue)","isLine":\(one.isLine),\
                "values":[\(values)],"links":[\(links)],"places":[\(places)]}
                """
        }
        return JSONText(
            """
            {"title":\(JSON.quoted(title)),"kind":"\(kind.rawValue)","layout":"\(layout.rawValue)",\
            "unit":\(JSON.quoted(unit)),"across":\(JSON.quoted(across)),"level":\(level.flatMap { Double($0) == nil ? nil : $0 } ?? "null"),\
            "categories":[\(categories.map(JSON.quoted).joined(separator: ","))],\
            "series":[\(lists.joined(separator: ","))]}
            """)
    }
}
