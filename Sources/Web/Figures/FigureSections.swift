import Store
import Supervision

/// A figure's values by year and by month.
struct FigurePeriods {
    let page: FigurePage

    var html: HTML? {
        guard !page.years.isEmpty else { return nil }
        let year = page.asked.period.year
        return """
            <section class="section"><h2>历年</h2>\(table(page.years, "年度"))</section>
            <section class="section"><h2>\(year)年各月</h2>\(table(page.months, "月份"))</section>
            """
    }

    private func table(_ readings: [FigureReading], _ label: String) -> HTML {
        let heads = readings.map { reading -> HTML in "<th scope=\"col\" class=\"num\">\(short(reading))</th>" }
        let cells = readings.map { reading -> HTML in
            Ledger.cell(short(reading), FigureCell.html(reading), kind: "num")
        }
        return """
            <div class="wide dense"><table class="ledger"><thead><tr><th scope="col">\(label)</th>\(heads)</tr></thead>\
            <tbody><tr><td data-label="\(label)">\(page.title)</td>\(cells)</tr></tbody></table></div>
            """
    }

    private func short(_ reading: FigureReading) -> String {
        if case .month(let month) = reading.request.period {
            "\(month.first.month)月"
        } else {
            reading.request.period.chinese
        }
    }
}

/// Values that were entered for a figure, and the form for another.
struct FigureEntrySection {
    let page: FigurePage

    private var isEntered: Bool { page.figure.measure == .entered }
    private var today: Day { page.viewer.day }

    var html: HTML? {
        let mayEnter = Role.office.contains(page.viewer.role)
        guard mayEnter || !page.entries.isEmpty else { return nil }
        return """
            <section class="section" id="entries"><h2>\(isEntered ? "填报的数值" : "登记的基数")</h2>\(list)\
            \(mayEnter ? form : nil)</section>
            """
    }

    private var list: HTML {
        guard !page.entries.isEmpty else {
            return "<p class=\"muted\">\(isEntered ? "还没有填报过数值。" : "往年的数值，系统里没有记录的，可以按上年总结登记为基数；登记后优先于系统统计。")</p>"
        }
        let rows = page.entries.map { entry -> HTML in
            let value = entry.value.text(unit: entry.unit, digits: page.figure.digits)
            let narrowing = entry.figure == page.figure.code ? "" : entry.figure
            return """
                <tr>\(Ledger.cell("统计期", "\(entry.period.chinese)<small>\(narrowing)</small>", kind: "lead"))\
                \(Ledger.cell("数值", "<a href=\"/figures/entries/\(entry.id)\">\(value)</a>", kind: "num"))\
                \(Ledger.cell("来源", "\(entry.source)", kind: "long"))\(Ledger.cell("登记人", "\(entry.byName)"))\
                \(Ledger.cell("登记日期", When.html(entry.on), kind: "date"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">统计期</th><th scope="col" class="num">数值</th>\
            <th scope="col" class="long">来源</th><th scope="col">登记人</th><th scope="col" class="date">登记日期</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private var form: HTML {
        let fields = page.typed
        let problems = page.refusal?.problems ?? [:]
        let isOpen: HTML? = page.refusal == nil ? nil : " open"
        let year = fields.text("year").isEmpty ? "\(isEntered ? today.year : today.year - 1)" : fields.text("year")
        func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
            Field(
                name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
        }
        return """
            <details class="fold"\(isOpen)><summary>\(isEntered ? "填报或更正数值" : "登记往年基数")</summary>
            <form class="form" method="post" enctype="multipart/form-data" action="/figures/\(page.figure.code)/entries">\(FormSeal())
            <div class="field-row">\(Field("year", "年度", value: year, problem: problems["year"], isRequired: true).text(isShort: true))\
            \(field("part", "时段", isRequired: false).select([Choice("", "全年")] + FigurePart.choices))</div>
            <div class="field-row">\(field("value", "数值（\(page.figure.unit)）", help: page.figure.isShare ? "写百分数，例如 96.65" : "").text(isShort: true))\
            \(field("narrow", "限定", help: "只填报其中一部分时写，例如 幼儿园、家长=是；没有就留空", isRequired: false).text())</div>
            \(field("source", "来源", help: "文件名、问卷名称、页码等，让别人能查到").area(rows: 2, limit: 500))
            \(Field("files", "佐证材料", problem: problems["files"], help: "可以附一个文件").file())
            <div class="form-actions"><button class="primary">登记</button></div></form></details>
            """
    }
}
