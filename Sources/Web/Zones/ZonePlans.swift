import Store
import Supervision

/// What will change in a zone, each with the way to call it off; part of the zone's page.
struct ZonePlans {
    let zone: ZoneID
    let plans: [ZonePlan]
    let canKeep: Bool

    var html: HTML {
        let rows = plans.map { plan -> HTML in
            """
            <tr>\(Ledger.cell("事项", what(plan), kind: "lead long"))\(Ledger.cell("自", When.html(plan.from), kind: "date"))\
            \(canKeep ? Ledger.cell("操作", cancel(plan), kind: "actions") : nil)</tr>
            """
        }
        return """
            <section class="section"><h2>已经安排</h2><table class="ledger"><thead><tr><th scope="col" class="long">事项</th>\
            <th scope="col" class="date">自</th>\
            \(canKeep ? "<th scope=\"col\" class=\"actions\">操作</th>" as HTML : nil)</tr></thead><tbody>\(rows)</tbody></table>
            </section>
            """
    }

    private func what(_ plan: ZonePlan) -> HTML {
        switch plan.kind {
        case .school: "\(plan.school) 划入本责任区"
        case .inspector: "\(plan.person) 加入本责任区"
        case .posting: "\(plan.person) 负责 \(plan.school)"
        }
    }

    /// The day before it would begin, so that what is so until then stays as it is.
    private func cancel(_ plan: ZonePlan) -> HTML {
        let (part, told) =
            switch plan.kind {
            case .school: ("schools", "“\(plan.school)”不再划入，已安排的责任督学一并取消；它原来的责任区仍在前一天结束，需要的请到那里重新划入。")
            case .inspector: ("inspectors", "\(plan.person)不再加入，已安排的挂牌一并取消。")
            case .posting: ("postings", "\(plan.person)不再负责“\(plan.school)”；原来的责任督学如已安排离开，需要的请重新指定。")
            }
        return """
            <form class="inline" method="post" action="/zones/\(zone)/\(part)/\(plan.id)/end">\(FormSeal())\
            <input type="hidden" name="day" value="\(plan.from.adding(days: -1).text)">\
            <button class="small quiet" data-confirm="\(told)" data-confirm-title="取消这项安排？" \
            data-confirm-label="取消安排">取消安排</button></form>
            """
    }
}
