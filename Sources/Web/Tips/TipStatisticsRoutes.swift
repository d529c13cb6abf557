import Hummingbird
import Office
import Store
import Supervision

/// `/tips/statistics`: what came in a year, about what and whom, and whether it was answered in time.
enum TipStatisticsRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/tips/statistics", TipRoutes.readers, show)
        site.get("/tips/statistics/export.xlsx", TipRoutes.readers, export)
    }

    private static func statistics(_ call: Call) async throws -> TipStatistics {
        let year = call.query.number("year").flatMap { (2_000...2_199).contains($0) ? $0 : nil } ?? call.day.year
        return try await call.read { db in try TipStatistics.of(year: year, visibleTo: call.viewer, in: db) }
    }

    private static func show(_ call: Call) async throws -> Response {
        call.page(TipStatisticsPage(statistics: try await statistics(call)))
    }

    private static func export(_ call: Call) async throws -> Response {
        let found = try await statistics(call)
        let columns: [SheetLayout.Column] = [
            .init("口径", width: 10), .init("名称", width: 30), .init("收到"), .init("未办结"), .init("已逾期"), .init("按期办结"),
            .init("逾期办结"), .init("按期率"), .init("属实"), .init("部分属实"), .init("列入问题台账"),
        ]
        let groups: [(String, [TipStatistics.Line])] = [
            ("合计", [found.total]), ("类别", found.topics), ("单位", found.units), ("月份", found.months),
        ]
        let lines = groups.flatMap { group in group.1.map { (group.0, $0) } }
        let sheet = SheetExport(title: "举报诉求统计", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { group, line in
            [
                .text(group), .text(line.label), .integer(line.received), .integer(line.open), .integer(line.late),
                .integer(line.inTime), .integer(line.tooLate), .text(line.shareText), .integer(line.holds),
                .integer(line.partly), .integer(line.found),
            ]
        }
        return try await sheet.response(named: "\(found.year)年举报诉求统计")
    }
}

extension TipStatistics.Line {
    /// As people read it: a topic, a unit, a month or everything.
    var label: String {
        if let topic = TipTopic(rawValue: key) { return topic.label }
        if let month = Month(key) { return month.chinese }
        return name.isEmpty ? "合计" : name
    }

    var shareText: String { inTimeShare.map { "\($0)%" } ?? "—" }
}

struct TipStatisticsPage: Page {
    let statistics: TipStatistics

    var title: String { "举报诉求统计" }
    var section: String { "/tips" }

    private var year: Int { statistics.year }

    var main: HTML {
        let years = Set(statistics.years + [year]).sorted(by: >).map { Choice("\($0)", "\($0)年") }
        let rated = statistics.ratings.reduce(0, +)
        return """
            \(PageHead(title, crumbs: [("举报诉求", "/tips")], subtitle: "按收到的年份统计；点数字看清单。按期率是按期办结的占应办结的，已逾期未办结的也算应办结。",
                actions: "<a class=\"button\" href=\"/tips/statistics/export.xlsx?year=\(year)\">导出 XLSX</a>").html)
            <form class="filters" method="get" action="/tips/statistics"><div class="field"><label for="year">年份</label>\
            <select id="year" name="year">\(Choice.list(years, chosen: ["\(year)"]))</select></div>\
            <div class="actions"><button>查看</button></div></form>
            \(statistics.total.received == 0 ? empty : tables)
            \(rated == 0 ? nil : ratings(rated))
            """
    }

    private var empty: HTML { "<div class=\"empty\"><strong>\(year)年没有收到举报诉求</strong></div>" }

    private var tables: HTML {
        """
        \(table("合计", "范围", [statistics.total]) { _ in "" })
        \(table("按类别", "类别", statistics.topics) { "&topic=\($0.key)" })
        \(table("按单位（最多\(TipStatistics.unitLimit)个）", "单位", statistics.units) { "&unit=\($0.key)" })
        \(table("按月份", "月份", statistics.months) { "&month=\($0.key)" })
        """
    }

    private func table(
        _ title: String, _ head: String, _ lines: [TipStatistics.Line], _ narrowing: (TipStatistics.Line) -> String
    ) -> HTML {
        let rows = lines.map { line -> HTML in
            let base = "/tips?year=\(year)\(narrowing(line))"
            return """
                <tr>\(Ledger.cell(head, "\(line.label)", kind: "long lead"))\
                \(cell("收到", line.received, base))\(cell("未办结", line.open, "\(base)&group=open"))\
                \(cell("已逾期", line.late, "\(base)&group=late"))\(cell("按期办结", line.inTime, "\(base)&group=inTime"))\
                \(cell("逾期办结", line.tooLate, "\(base)&group=tooLate"))\(Ledger.cell("按期率", "\(line.shareText)", kind: "num"))\
                \(cell("属实", line.holds, "\(base)&outcome=holds"))\(cell("部分属实", line.partly, "\(base)&outcome=partly"))\
                \(cell("列入问题台账", line.found, "\(base)&group=found"))</tr>
                """
        }
        return """
            <section class="section"><h2>\(title)</h2><table class="ledger"><thead><tr><th scope="col" class="long lead">\(head)</th>\
            <th scope="col" class="num">收到</th><th scope="col" class="num">未办结</th><th scope="col" class="num">已逾期</th>\
            <th scope="col" class="num">按期办结</th><th scope="col" class="num">逾期办结</th><th scope="col" class="num">按期率</th>\
            <th scope="col" class="num">属实</th><th scope="col" class="num">部分属实</th>\
            <th scope="col" class="num">列入问题台账</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func cell(_ title: String, _ count: Int, _ path: String) -> HTML {
        Ledger.cell(title, count == 0 ? "0" : "<a href=\"\(path)\">\(count)</a>", kind: "num")
    }

    private func ratings(_ total: Int) -> HTML {
        let sum = statistics.ratings.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        let tenths = (sum * 20 + total) / (total * 2)
        let counts = statistics.ratings.enumerated().reversed().map { index, count -> HTML in
            "<li>\(index + 1)分：<a href=\"/tips?year=\(year)&rating=\(index + 1)\">\(count)</a>件</li>"
        }
        return """
            <section class="section"><h2>举报人评价</h2><p><a href="/tips?year=\(year)&group=rated">\(total)</a>件已评价，平均\
            \(tenths / 10).\(tenths % 10)分。</p><ul>\(counts)</ul></section>
            """
    }
}
