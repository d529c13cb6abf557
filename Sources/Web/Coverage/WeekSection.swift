import Store
import Supervision

/// On the workbench: where an inspector should go this week, and for everybody else the way to coverage.
struct WeekSection: Sendable {
    /// Nil for whoever has no schools of their own.
    let week: NextWeek?
    let role: Role

    static func shows(_ role: Role) -> Bool { CoverageRoutes.readers.admits(role) }

    var html: HTML {
        guard role == .inspector else {
            let title = role.belongsToOrganisation ? "督学到校情况" : "到校覆盖"
            let ahead: HTML? =
                role.belongsToOrganisation
                ? nil : " · <a href=\"/coverage/next\">本周去哪里</a> · <a href=\"/coverage/forecast\">预测</a>"
            return
                "<section class=\"section\"><h2>\(title)</h2><p><a href=\"/coverage\">查看各月情况</a>\(ahead)</p></section>"
        }
        guard let week else {
            return """
                <section class="section"><h2>本周应到校</h2><p class="muted">您还没有负责的学校，请与督导室核对责任区。</p></section>
                """
        }
        let due = week.visits.filter(\.isDue)
        let rows = due.prefix(8).map { visit -> HTML in
            let why = visit.urgency.reasons.prefix(3).map(\.text).joined(separator: "；")
            return """
                <li><span class="due">本周</span><span><a href="/visits/new?school=\(visit.school.id)">\(visit.school.name)</a>\
                <small>\(why)</small></span>\(Badge.html("应到校", .warn))</li>
                """
        }
        let list: HTML = rows.isEmpty ? "<p class=\"muted\">本月没有还要完成的到校。</p>" : "<ul class=\"todo\">\(rows)</ul>"
        return """
            <section class="section"><div class="section-head"><h2>本周应到校\
            <a href="/coverage/next?due=1">\(due.count)所</a></h2><a href="/coverage/next">全部建议</a></div>\(list)</section>
            """
    }
}
