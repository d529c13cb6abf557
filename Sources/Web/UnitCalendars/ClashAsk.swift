import Store
import Supervision

/// Inside a form: what would clash, and the question why it should go on all the same.
struct ClashAsk: Sendable {
    let standing: ClashStanding
    let typed: Fields
    /// One unit, which the form names already.
    var isOfOne = false

    static let shown = 20

    /// Nothing while nothing clashes.
    var html: HTML? {
        guard !standing.clashes.isEmpty else { return nil }
        let rows = standing.clashes.prefix(ClashAsk.shown).map(row)
        let rest = standing.clashes.count - rows.count
        let more: HTML? = rest > 0 ? "<p class=\"muted\">另有\(rest)处没有列出。</p>" : nil
        let unit: HTML? = isOfOne ? nil : "<th scope=\"col\">单位</th>"
        return """
            <section class="section" id="clash-ask"><h2>时间冲突（\(standing.clashes.count)处）</h2>\
            <p>不得重复督导、多头督导：两次督导相隔不足\(standing.limits.gapDays)天、时间重叠，或一个学期超过\(standing.limits.perTerm)次的，\
            请先调整日期；确实调整不了的，写明理由再继续，理由留存备查。</p>\
            <table class="ledger"><thead><tr>\(unit)<th scope="col">冲突</th><th scope="col">本次</th>\
            <th scope="col">其他督导</th></tr></thead><tbody>\(rows)</tbody></table>\(more)\
            <input type="hidden" name="clashes" value="\(standing.digest)">\
            \(Field("clashReason", "仍按此安排的理由", value: typed["clashReason"] ?? "").area(rows: 3, limit: ClashAnswer.limit))</section>
            """
    }

    private func row(_ clash: Clash) -> HTML {
        let others = clash.others.map { entry -> HTML in
            "<li>\(entry.campaignName)<small>\(entry.daysText)</small></li>"
        }
        let unit: HTML? = isOfOne ? nil : Ledger.cell("单位", "\(clash.own.unitName)", kind: "lead")
        return """
            <tr>\(unit)\(Ledger.cell("冲突", "\(Badge.html(clash.kind.label, .warn))<small>\(clash.text)</small>"))\
            \(Ledger.cell("本次", "\(clash.own.daysText)"))\(Ledger.cell("其他督导", "<ul>\(others)</ul>", kind: "long"))</tr>
            """
    }
}

extension ClashAnswer {
    /// What `ClashAsk` asked for.
    init(_ fields: Fields) {
        self.init(digest: fields.text("clashes"), reason: fields.text("clashReason"))
    }
}
