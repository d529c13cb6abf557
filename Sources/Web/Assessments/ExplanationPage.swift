import Store
import Supervision

/// 得分说明: for every number how it came about, from the answers up to the grade.
struct ExplanationPage: Page {
    let view: AssessmentView

    init(_ view: AssessmentView) {
        self.view = view
    }

    private var tree: ScoreTree { view.tree }
    private var path: String { "/inspections/\(view.inspection.id)/assessment/\(view.sheet.path)" }
    var title: String { "得分说明" }
    var section: String { "/inspections" }

    var main: HTML {
        let crumbs = [
            (view.inspection.name, "/inspections/\(view.inspection.id)"), (view.role.label, path),
        ]
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "\(view.framework.name) 第\(view.framework.version)版").html)
            \(figures)
            \(steps)
            <section class="section" id="tree"><h2>各级得分</h2>
            <table class="ledger tree"><thead><tr><th scope="col">指标</th><th scope="col" class="num">得分</th>\
            <th scope="col" class="num">应得</th><th scope="col">怎样得来</th></tr></thead>\
            <tbody>\(tree.nodes.flatMap { rows($0, level: 1) })</tbody></table></section>
            """
    }

    private var figures: HTML {
        let share = (tree.isComplete ? tree.share : nil).map { ($0 * Score(Points(100))).formatted() } ?? "—"
        return """
            <dl class="figures"><div><dt>\(tree.isComplete ? "得分" : "已得分")</dt><dd><a href="#tree">\(tree.score.formatted())</a><small>分</small></dd></div>\
            <div><dt>应得满分</dt><dd><a href="#tree">\(tree.maximum.formatted())</a><small>分</small></dd></div>\
            <div><dt>得分率</dt><dd><a href="#grade">\(share)</a><small>%</small></dd></div>\
            <div class="\(tree.vetoes.isEmpty ? "" : "late")"><dt>等次</dt><dd><a href="#grade">\(tree.grade ?? "未定")</a></dd></div></dl>
            """
    }

    private var steps: HTML {
        let bands = view.framework.bands.map { band in
            "\(band.name) \(band.atLeast.text)%\(band.below.map { "～\($0.text)%" } ?? "及以上")"
        }
        let vetoes = tree.vetoes.map { veto -> HTML in
            "<li>“\(veto.criterion) \(veto.title)”触发一票否决，等次不高于“\(veto.cap)”。</li>"
        }
        let earned: HTML =
            tree.earnedGrade.map { "按得分率对应“\($0)”。" } ?? "还有\(tree.progress.missing.count)项没有作答，暂不定等次。"
        return """
            <section class="section" id="grade"><h2>等次</h2><ol><li>得分 \(tree.score.formatted()) ÷ 应得满分 \
            \(tree.maximum.formatted())；不适用的项目不计入应得满分。</li><li>等次标准：\(bands.joined(separator: "，"))。\(earned)</li>\
            \(vetoes)\(vetoes.isEmpty ? "<li>没有触发一票否决。</li>" : nil)</ol>\(frozen)</section>
            """
    }

    /// Whether the stored result is what the answers give.
    private var frozen: HTML? {
        guard let record = view.record, let score = record.score, let at = record.submittedAt else { return nil }
        let agrees = score == tree.score && record.maximum == tree.maximum && record.grade == tree.grade
        return agrees
            ? "<p class=\"muted\">结果由\(record.submittedBy)于\(When.html(at))提交时确定；按同一版指标体系重新计算，结果一致。</p>"
            : "<p class=\"late-text\">重新计算的结果与提交时确定的不一致，请联系系统管理员。</p>"
    }

    private func rows(_ node: ScoreNode, level: Int) -> [HTML] {
        let part = node.number.prefix { $0 != "." }
        let score: HTML =
            node.score.map { score -> HTML in
                "<a href=\"\(path)?part=\(part)#c\(node.number)\">\(score.formatted())</a>"
            } ?? "—"
        let row: HTML = """
            <tr class="level-\(min(level, 4))"><th scope="row">\(node.number) \(node.title)</th>\
            \(Ledger.cell("得分", score, kind: "num"))\
            \(Ledger.cell("应得", "\(node.maximum.formatted())", kind: "num"))\
            \(Ledger.cell("怎样得来", "\(node.reason.text)", kind: "long"))</tr>
            """
        return [row] + node.children.flatMap { rows($0, level: level + 1) }
    }
}
