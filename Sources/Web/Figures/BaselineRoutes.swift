import Hummingbird
import SQLCore
import Store
import Supervision

/// `/figures/baselines`: figures of last year's summary, taken over as base lines.
enum BaselineRoutes {
    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let viewer = call.viewer
        let year = call.query.number("year") ?? typed.number("year") ?? viewer.day.year - 1
        let (lines, countable) = try await call.read { db in
            (
                try FigureBaselines.lines(of: year, visibleTo: viewer, in: db),
                try Figures.book(for: viewer, in: db).all
            )
        }
        let page = BaselinePage(
            year: year, lines: lines, figures: countable, viewer: viewer, typed: typed, problem: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    static func take(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                let year = fields.number("year") ?? 0
                guard let line = Int(fields.text("line")) else { throw WebRefusal.badRequest }
                try FigureBaselines.take(
                    document: fields.text("document"), line: line, as: fields.text("figure"), of: year, act)
                return "/figures/baselines?year=\(year)&done=saved"
            })
    }
}

/// The sentences of last year's summary that hold a figure, each with the figure that it may be the base line of.
struct BaselinePage: Page {
    let year: Int
    let lines: [FigureBaseline]
    let figures: [Supervision.Figure]
    let viewer: Viewer
    var typed = Fields()
    var problem: String?

    var title: String { "登记上年基数" }
    var section: String { "/figures" }

    var main: HTML {
        let options = figures.map { figure -> HTML in "<option value=\"\(figure.code)\">\(figure.name)</option>" }
        return """
            \(PageHead(title, crumbs: [("指标库", "/figures")],
                subtitle: "\(year)年工作总结里写出的数字，逐条认领为指标的\(year)年数值；今年的总结就能写出比上年的变化。").html)
            \(Said.error(problem))
            <datalist id="figures">\(options)</datalist>
            \(lines.isEmpty ? empty : list)
            """
    }

    private var list: HTML {
        let rows = lines.map { line -> HTML in
            """
            <tr>\(Ledger.cell("原文", "\(line.statement.text)", kind: "long lead"))\
            \(Ledger.cell("数值", "\(line.value)", kind: "num"))\(Ledger.cell("统计的是", "\(line.statement.of)"))\
            \(Ledger.cell("认领为", line.taken.map { taken($0, line) } ?? form(line), kind: "long"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="long">原文</th><th scope="col" class="num">数值</th>\
            <th scope="col">统计的是</th><th scope="col" class="long">认领为</th></tr></thead><tbody>\(rows)</tbody></table>
            <div class="table-foot"><span>共 <strong>\(lines.count)</strong> 条</span></div>
            """
    }

    private func taken(_ entry: FigureEntry, _ line: FigureBaseline) -> HTML {
        "\(Badge.html("已登记", .good)) <a href=\"/figures/entries/\(entry.id)\">\(entry.figure)</a>"
    }

    private func form(_ line: FigureBaseline) -> HTML {
        let isAgain = typed.text("line") == "\(line.index)" && typed.text("document") == line.document
        let code = isAgain ? typed.text("figure") : line.proposal ?? ""
        return """
            <form class="inline" method="post" action="/figures/baselines">\(FormSeal())\
            <input type="hidden" name="year" value="\(year)"><input type="hidden" name="document" value="\(line.document)">\
            <input type="hidden" name="line" value="\(line.index)">\
            <input name="figure" list="figures" value="\(code)" aria-label="指标代码" placeholder="指标代码" required> \
            <button class="small">登记</button></form>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有读到\(year)年总结中的数字</strong>先在“年度计划”里上传\(year)年的工作总结（或总结与计划合在一起的文件），\
        读出的数字会列在这里；也可以在每个指标的页面直接登记往年基数。</div>
        """
    }
}
