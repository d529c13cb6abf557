import Hummingbird
import SQLCore
import Store
import Supervision

/// `/plan-items/…/figures`: which live figure stands beside each target of an item, and where the target stands by it.
enum PlanFigureRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/plan-items/:id/figures", FigureRoutes.readers) { call in try await show(call, call.id()) }
        site.post("/plan-targets/:id/figure", FigureRoutes.office, bind)
    }

    private static func show(
        _ call: Call, _ id: PlanItemID, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let viewer = call.viewer
        let page = try await call.read { db in
            let row = try PlanItems.require(id, visibleTo: viewer, in: db)
            return PlanFigurePage(
                row: row, figures: try PlanFigures.of([row], year: row.planYear, visibleTo: viewer, in: db),
                proposals: PlanFigures.proposals(row), book: try Figures.book(for: viewer, in: db).all, viewer: viewer,
                typed: typed, problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// Binds a target to the figure that was typed or proposed; an empty one takes it away.
    private static func bind(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (PlanTargetID, Fields) = (call.id(), submission.fields)
        let key = fields.text("figure")
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal is FigureRefusal else { throw refusal }
                return try await show(call, PlanItemID(fields.text("item")), refusal, typed: fields)
            },
            { act in
                let item = try PlanFigures.bind(id, to: key.isEmpty ? nil : key, act)
                return "/plan-items/\(item)/figures?done=saved"
            })
    }
}

/// A live figure beside a target, and where the target stands.
enum PlanFigureView {
    static func html(_ figure: PlanFigure?) -> HTML {
        guard let figure else { return "<span class=\"muted\">尚无数据</span>" }
        return "\(FigureCell.html(figure.reading)) \(badge(figure.standing))"
    }

    static func badge(_ standing: FigureStanding) -> HTML {
        switch standing {
        case .reached: Badge.html(standing.label, .good)
        case .onTheWay: Badge.html(standing.label, .active)
        case .missed: Badge.html(standing.label, .late)
        case .aimOpen: Badge.html(standing.label, .warn)
        case .noData, .notJudged: Badge.html(standing.label)
        }
    }
}

/// The targets of one item with their figures.
struct PlanFigurePage: Page {
    let row: PlanItemRow
    let figures: [PlanTargetID: PlanFigure]
    let proposals: [PlanTargetID: FigureProposal]
    let book: [Supervision.Figure]
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    var title: String { "目标与现值" }
    var section: String { "/plans" }
    private var isOpen: Bool { Role.office.contains(viewer.role) && Plans.isOwn(row.place, viewer) }

    var main: HTML {
        let options = book.map { figure -> HTML in "<option value=\"\(figure.code)\">\(figure.name)</option>" }
        let crumbs = [
            (row.planTitle, "/plans/\(row.item.plan)"), (row.item.title, "/plan-items/\(row.id)"),
        ]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "每个数量目标旁边放一个由系统统计的指标，随时看得到做了多少；力争目标、基数和约数不判为未完成。").html)
            \(Said.error(problem))<datalist id="figures">\(options)</datalist>
            \(row.targets.isEmpty ? "<div class=\"empty\"><strong>这个事项没有数量目标</strong></div>" : table)
            """
    }

    private var table: HTML {
        let lines = row.targets.map { target -> HTML in
            let force = target.target.force
            return """
                <tr>\(Ledger.cell("目标", "\(target.target.label)<small>\(target.target.text)</small>", kind: "long lead"))\
                \(Ledger.cell("性质", Badge.html(force.label, target.canBeMissed ? .active : .neutral)))\
                \(Ledger.cell("现值", PlanFigureView.html(figures[target.id])))\
                \(Ledger.cell("统计指标", figure(of: target), kind: "long"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="long">目标</th><th scope="col">性质</th><th scope="col">现值</th>\
            <th scope="col" class="long">统计指标</th></tr></thead><tbody>\(lines)</tbody></table>
            """
    }

    private func figure(of target: PlanItemTarget) -> HTML {
        let bound: HTML? = figures[target.id].map { figure -> HTML in
            "<a href=\"/figures/\(figure.reading.request.code)\">\(figure.reading.name)</a>"
        }
        guard isOpen else { return bound ?? "<span class=\"muted\">未指定</span>" }
        let isAgain = typed.text("target") == target.id.rawValue
        let proposal = proposals[target.id]?.key
        let value = isAgain ? typed.text("figure") : target.figure ?? proposal ?? ""
        let hint: HTML? =
            target.figure == nil && proposal != nil ? "<small>按目标的文字建议，确认后生效；清空即取消</small>" : nil
        return """
            \(bound)<form class="inline" method="post" action="/plan-targets/\(target.id)/figure">\(FormSeal())\
            <input type="hidden" name="item" value="\(row.id)"><input type="hidden" name="target" value="\(target.id)">\
            <input name="figure" list="figures" value="\(value)" aria-label="指标代码"> \
            <button class="small">\(target.figure == nil ? "确认" : "更换")</button></form>\(hint)
            """
    }
}
