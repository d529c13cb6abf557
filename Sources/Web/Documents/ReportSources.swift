import Supervision

/// The figures of a report, each leading to the records that it counts.
struct ReportSources {
    let figures: ReportFigures

    init(_ figures: ReportFigures) {
        self.figures = figures
    }

    private var campaign: String { figures.campaign.rawValue }

    var html: HTML {
        """
        <section class="section"><div class="section-head"><h2>数字的来源</h2>\
        <span class="muted">截至 \(When.html(figures.countedOn))</span></div>
        <dl class="figures">\(figure("可抽取单位", figures.frame, "/campaigns/\(campaign)/frame"))\
        \(figure("督导对象", figures.drawn, inspections()))\(figure("已评估", figures.inspected, inspections()))\
        \(figures.grades.map { figure($0.name, $0.count, inspections("grade=\(Fields.encoded($0.name))")) })\
        \(figure("发现问题", figures.findings, findings("state=all"), "个"))\
        \(figure("待销号", figures.rectified - figures.closed, findings("state=verified"), "个"))\
        \(figure("已销号", figures.closed, findings("state=closed"), "个"))</dl>
        \(figures.findings > 0 ? dimensions : nil)</section>
        """
    }

    private var dimensions: HTML {
        let rows = figures.dimensions.map { dimension -> HTML in
            """
            <tr><th scope="row">\(dimension.name)</th>\(cell(dimension.ordinary, .ordinary))\
            \(cell(dimension.serious, .serious))\(cell(dimension.grave, .grave))\
            <td class="num">\(dimension.total)</td></tr>
            """
        }
        let grades = Finding.Grade.allCases.map { grade -> HTML in "<th scope=\"col\" class=\"num\">\(grade.label)</th>"
        }
        return """
            <table class="ledger keep"><thead><tr><th scope="col">方面</th>\(grades)\
            <th scope="col" class="num">合计</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func cell(_ count: Int, _ grade: Finding.Grade) -> HTML {
        "<td class=\"num\"><a href=\"\(findings("state=all&grade=\(grade.rawValue)"))\">\(count)</a></td>"
    }

    private func inspections(_ query: String = "") -> String {
        "/inspections?campaign=\(campaign)\(query.isEmpty ? "" : "&\(query)")"
    }

    private func findings(_ query: String) -> String { "/findings?campaign=\(campaign)&\(query)" }

    private func figure(_ name: String, _ count: Int, _ path: String, _ unit: String = "所") -> HTML {
        """
        <div><dt>\(name)</dt><dd><a href="\(path)">\(count)</a><small>\(unit)</small></dd></div>
        """
    }
}
