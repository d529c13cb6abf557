import Store
import Supervision

/// The ledger of recusals: the office's, my own, or those that my unit applied for.
struct RecusalListPage: Page {
    let listing: Listing<RecusalRow>
    let address: ListAddress
    let viewer: Viewer
    let pack: RecusalPack

    var title: String { "回避" }
    var section: String { "/recusals" }

    var main: HTML {
        let label = Role.office.contains(viewer.role) ? "提出回避" : "申请回避"
        return """
            \(PageHead(title, subtitle: told, actions: "<a class=\"button primary\" href=\"/recusals/new\">\(label)</a>").html)
            \(FilterBar(address, filters).html)
            \(table)
            <section class="section"><h2>\(pack.jurisdiction.label)的回避规定</h2>\(RecusalListPage.rules(pack))</section>
            """
    }

    private var told: HTML {
        switch viewer.role {
        case .inspector, .evaluator: "与本人有关的回避；由督导室主任决定，批准后不再派往该单位。"
        case .principal, .clerk: "本单位认为督导组成员应当回避的，可以在这里申请，由督导室主任决定。"
        default: "督学本人、被督导单位都可以申请，由督导室主任决定；批准后在回避期内不能派往该单位，已在督导组里的随即退出。"
        }
    }

    private var filters: [HTML] {
        let todos = viewer.role == .director ? [Choice("decide", "等我决定")] : []
        return [
            FilterBar.choice(address, "todo", "待办", todos + [Choice("read", "等我知悉")]),
            FilterBar.search(address, hint: "督学、单位或单位代码"),
            FilterBar.choice(
                address, "state", "状态",
                [Choice("bars", "今天在回避期内")] + Recusal.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "ground", "情形", RecusalGround.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "side", "提出方式", Recusal.Side.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: HTML {
        let isFiltered = ["q", "state", "ground", "side", "todo"].contains { !address.filter($0).isEmpty }
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的回避</strong>换个条件，或<a href=\"/recusals\">查看全部</a>。</div>"
            : "<div class=\"empty\"><strong>还没有回避申请</strong>有应当回避的情形，请<a href=\"/recusals/new\">提出</a>。</div>"
        return Ledger(
            [
                .init("督学", sort: "person"), .init("单位", sort: "unit"), .init("情形"),
                .init("提出", sort: "applied", kind: "date"),
                .init("状态"), .init("回避期", sort: "until", kind: "date"),
            ], listing, at: address, unit: "项", exportPath: "/recusals/export.xlsx", empty: empty, row: row
        ).html
    }

    private func row(_ row: RecusalRow) -> HTML {
        let recusal = row.recusal
        return """
            <tr class="\([.withdrawn, .lifted, .refused].contains(recusal.state) ? "closed" : "")">\
            \(Ledger.cell("督学", "<a href=\"/recusals/\(row.id)\">\(row.personName)</a>", kind: "lead"))\
            \(Ledger.cell("单位", "\(row.unitName)<small>\(row.unitCode)</small>"))\
            \(Ledger.cell("情形", "\(recusal.ground.label)<small>\(recusal.side.label)</small>"))\
            \(Ledger.cell("提出", When.html(recusal.appliedOn), kind: "date"))\
            \(Ledger.cell("状态", recusal.badge(on: viewer.day)))\
            \(Ledger.cell("回避期", recusal.period.map { "\($0.chinese)" } ?? "", kind: "date"))</tr>
            """
    }

    static func rules(_ pack: RecusalPack) -> HTML {
        let rows = pack.rules.map { rule -> HTML in
            """
            <tr>\(Ledger.cell("情形", "\(rule.text)", kind: "lead"))\
            \(Ledger.cell("依据", "\(rule.clause.text)<small>\(rule.clause.summary)</small>", kind: "long"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">情形</th><th scope="col">依据</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            <p class="help">督学的工作单位就是被督导单位，或者在该单位有账号的，系统自动不派往该单位。</p>
            """
    }
}

extension Recusal {
    func badge(on day: Day) -> HTML {
        switch state {
        case .applied: return Badge.html(state.label, .warn)
        case .granted:
            guard let period, !period.contains(day) else { return Badge.html(state.label, .good) }
            return Badge.html(period.from > day ? "已批准，尚未开始" : "已批准，回避期已过")
        case .refused: return Badge.html(state.label, .late)
        case .withdrawn, .lifted: return Badge.html(state.label)
        }
    }
}
