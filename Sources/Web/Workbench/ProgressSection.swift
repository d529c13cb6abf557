import Store
import Supervision

/// A campaign's progress in figures, each of which opens what it counts.
struct ProgressSection: Sendable {
    let campaign: LeaderFigures
    /// The leader's page shows everything; the office's only how far it is.
    let isWide: Bool
    let today: Day

    init(_ campaign: LeaderFigures, isWide: Bool, today: Day) {
        self.campaign = campaign
        self.isWide = isWide
        self.today = today
    }

    var html: HTML {
        """
        <section class="section"><div class="section-head"><h2><a href="/campaigns/\(campaign.id.rawValue)">\
        \(campaign.name)</a></h2><span class="muted">\(When.html(campaign.startsOn))—\(When.html(campaign.endsOn))\
        \(term)</span></div>
        \(figures)
        \(isWide ? wide : nil)</section>
        """
    }

    private var term: HTML? {
        let left = today.distance(to: campaign.endsOn)
        if left < 0 { return "，<span class=\"late-text\">已超期 \(-left) 天</span>" }
        return "，还有 \(left) 天"
    }

    private var figures: HTML {
        let late = campaign.lateFindings
        let mark: HTML? = late > 0 ? " class=\"late\"" : nil
        return """
            <dl class="figures">
            <div><dt>督导单位</dt><dd><a href="\(units())">\(campaign.units)<small>所</small></a></dd></div>
            <div><dt>已完成</dt><dd><a href="\(units("&state=finished"))">\(campaign.finished)<small>所</small></a></dd></div>
            <div><dt>未销号问题</dt><dd><a href="\(findings("open"))">\(campaign.openFindings)<small>个</small></a></dd></div>
            <div><dt>已销号</dt><dd><a href="\(findings("closed"))">\(campaign.closedFindings)<small>个</small></a></dd></div>
            <div\(mark)><dt>逾期未改</dt><dd><a href="\(findings("late"))">\(late)<small>个</small></a></dd></div>
            </dl>
            """
    }

    private var wide: HTML {
        """
        <div class="halves"><div class="stack">\(steps)\(campaign.round.map(round))</div>\
        <div class="stack">\(grades)\(problems)</div></div>
        """
    }

    private var steps: HTML {
        let rows = campaign.steps.map { step in
            bar(step.name, step.units, of: campaign.units, units("&step=\(step.code)"), unit: "所")
        }
        return """
            <div><h3>现在到哪一步</h3><table class="ledger keep"><tbody>\(rows)\
            \(bar("已完成", campaign.finished, of: campaign.units, units("&state=finished"), unit: "所"))</tbody></table></div>
            """
    }

    private var grades: HTML {
        let assessed = campaign.grades.reduce(0) { $0 + $1.units }
        guard assessed > 0 else { return "<h3>评估等次</h3><p class=\"muted\">现场评估提交后显示。</p>" }
        let rows = campaign.grades.map { grade in
            bar(grade.grade, grade.units, of: assessed, units("&grade=\(Fields.encoded(grade.grade))"), unit: "所")
        }
        return """
            <div><h3>评估等次（已评 \(assessed) 所）</h3><table class="ledger keep"><tbody>\(rows)</tbody></table></div>
            """
    }

    private var problems: HTML {
        guard !campaign.findings.isEmpty else { return "<h3>问题</h3><p class=\"muted\">还没有下发问题。</p>" }
        let rows = campaign.findings.map { line -> HTML in
            let grade = "&grade=\(line.grade.rawValue)"
            return """
                <tr><th scope="row">\(line.grade.label)</th>\(number(line.open, "open", grade))\
                \(number(line.late, "late", grade))\(number(line.closed, "closed", grade))</tr>
                """
        }
        return """
            <div><h3>问题</h3><table class="ledger keep"><thead><tr><th scope="col">严重程度</th><th scope="col" class="num">未销号</th>\
            <th scope="col" class="num">其中逾期</th><th scope="col" class="num">已销号</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func number(_ count: Int, _ state: String, _ more: String) -> HTML {
        let mark: HTML? = state == "late" && count > 0 ? " class=\"late-text\"" : nil
        return "<td class=\"num\"><a\(mark) href=\"\(findings(state))\(more)\">\(count)</a></td>"
    }

    private func round(_ round: LeaderFigures.Round) -> HTML {
        let ledger = "/campaigns/\(campaign.id.rawValue)/round?part="
        return """
            <div><h3>\(round.name)</h3><table class="ledger keep"><tbody>\
            \(bar("以前年度已督导", round.done, of: round.total, "\(ledger)before", unit: "所"))\
            \(bar("本项目", round.now, of: round.total, "\(ledger)campaign", unit: "所"))\
            \(bar("本轮尚余", round.rest, of: round.total, "\(ledger)remaining", unit: "所"))</tbody></table>
            <p class="muted">到本项目结束，本轮累计督导 \(round.done + round.now) 所，占 \(round.total) 所的 \
            \(ProgressSection.percent(round.done + round.now, of: round.total))。</p></div>
            """
    }

    private func bar(_ name: String, _ count: Int, of total: Int, _ link: String, unit: String) -> HTML {
        """
        <tr><th scope="row">\(name)</th><td><meter min="0" max="\(max(total, 1))" value="\(count)">\(count)</meter></td>\
        <td class="num"><a href="\(link)">\(count)</a> \(unit)</td></tr>
        """
    }

    /// One decimal, rounded half up.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "—" }
        let tenths = (part * 2_000 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)%"
    }

    private func units(_ more: String = "") -> String { "/inspections?campaign=\(campaign.id.rawValue)\(more)" }

    private func findings(_ state: String) -> String { "/findings?campaign=\(campaign.id.rawValue)&state=\(state)" }
}
