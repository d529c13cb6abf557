import Store
import Supervision

/// The plan of each year against what passed, as a table and a chart of the cumulative share.
struct RoadmapSummaryTable {
    let procedure: CertificationProcedure
    let counties: [CountyProgress]
    let tier: String
    let today: Day
    let address: ListAddress

    private var summary: RoadmapSummary {
        RoadmapSummary(
            counties.compactMap { county in
                county.roadmap.map { ($0.years[tier], $0.held.year(of: tier, in: procedure)) }
            }, today: today)
    }

    var html: HTML? {
        let summary = summary
        let of = tier.isEmpty ? "" : "（\(tier)）"
        guard !summary.lines.isEmpty else {
            guard !procedure.tiers.isEmpty, counties.contains(where: \.isTold) else { return nil }
            return """
                <section class="section"><h2>分年完成情况\(of)</h2>\(tiers)<p class="muted">还没有规划，也没有通过的。</p></section>
                """
        }
        return """
            <section class="section"><h2>分年完成情况\(of)</h2>
            \(tiers)
            <div class="wide"><table class="ledger keep"><thead><tr><th scope="col">年度</th><th scope="col" class="num">规划</th>\
            <th scope="col" class="num">通过</th><th scope="col" class="num">逾期未过</th><th scope="col" class="num">累计规划占比</th>\
            <th scope="col" class="num">累计通过占比</th></tr></thead><tbody>\(summary.lines.map { row($0, of: summary.counties) })</tbody></table></div>
            <p class="help">占比以全部\(summary.counties)个区县（含开发区）为分母。</p>
            \(chart(summary).html)</section>
            """
    }

    private var tiers: HTML? {
        guard !procedure.tiers.isEmpty else { return nil }
        let links = procedure.goals.map { goal -> HTML in
            let current: HTML? = goal == tier ? " aria-current=\"page\"" : nil
            return "<a href=\"\(address.with("tier", goal))\"\(current)>\(goal)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"等次\">\(links)</nav>"
    }

    private func row(_ line: RoadmapSummary.Line, of all: Int) -> HTML {
        """
        <tr class="\(line.late > 0 ? "late" : "")"><th scope="row">\(line.year)年</th>\
        <td class="num">\(linked(line.planned, [("plan", "\(line.year)")]))</td>\
        <td class="num">\(linked(line.passed, [("certified", "\(line.year)")]))</td>\
        <td class="num">\(linked(line.late, late(line.year)))</td>\
        <td class="num">\(percent(line.plannedTogether, all))%</td>\
        <td class="num">\(line.passedTogether.map { "\(percent($0, all))%" } ?? "—")</td></tr>
        """
    }

    /// The list of those planned for the year that do not hold the tier.
    private func late(_ year: Int) -> [(String, String)] { [("plan", "\(year)"), ("unheld", "1")] }

    private func linked(_ count: Int, _ filters: [(String, String)]) -> HTML {
        guard count > 0 else { return "0" }
        let pairs = [("standard", procedure.standard), ("scope", "all"), ("tier", tier)] + filters
        let query = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "<a href=\"/roadmap?\(query)\">\(count)</a>"
    }

    /// With one digit, as the official forms print ratios.
    private func percent(_ part: Int, _ whole: Int) -> String {
        Ratio(part * 100, whole)?.fraction.formatted(digits: 1) ?? "—"
    }

    private func chart(_ summary: RoadmapSummary) -> Chart {
        Chart(
            "累计规划与累计通过", .lines, axis: "年度", unit: "%", categories: summary.lines.map { "\($0.year)年" },
            series: [
                .init("累计规划", .neutral, summary.lines.map { point($0.plannedTogether, summary.counties) }),
                .init("累计通过", .accent, summary.lines.map { point($0.passedTogether, summary.counties) }),
            ], table: .elsewhere)
    }

    private func point(_ part: Int?, _ whole: Int) -> Chart.Point {
        Chart.Point(decimal: part.map { percent($0, whole) })
    }
}

/// Who set, moved or took off which planned year, and why.
struct RoadmapHistoryPage: Page {
    let procedure: CertificationProcedure
    let listing: Listing<RoadmapChange>
    let address: ListAddress

    var title: String { "\(procedure.name)规划变更记录" }
    var section: String { "/roadmap" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("创建规划", "/roadmap?standard=\(procedure.standard)")]).html)
        \(FilterBar(address, [
            FilterBar.search(address, hint: "区县名称"),
            "<input type=\"hidden\" name=\"standard\" value=\"\(procedure.standard)\">",
        ], keeping: ["standard"]).html)
        \(table.html)
        """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("时间", kind: "date"), .init("区县", kind: "lead"), .init("等次"), .init("原定"), .init("改为"),
                .init("理由", kind: "long"), .init("经办人"),
            ], listing, at: address, unit: "条", exportPath: "/roadmap/history.xlsx",
            empty: "<div class=\"empty\"><strong>没有变更</strong>每次设定、调整或取消规划年份都会记在这里。</div>", row: row)
    }

    private func row(_ change: RoadmapChange) -> HTML {
        """
        <tr>\(Ledger.cell("时间", When.html(change.at), kind: "date"))\(Ledger.cell("区县", "\(change.name)", kind: "lead"))\
        \(Ledger.cell("等次", "\(change.tier.isEmpty ? "—" : change.tier)"))\
        \(Ledger.cell("原定", "\(change.before.map { "\($0)年" } ?? "—")"))\
        \(Ledger.cell("改为", "\(change.after.map { "\($0)年" } ?? "取消")"))\
        \(Ledger.cell("理由", "\(change.reason)", kind: "long"))\(Ledger.cell("经办人", "\(change.byName)"))</tr>
        """
    }
}
