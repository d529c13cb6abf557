import Store
import Supervision

/// One year's targets: the ranking by kind, and every target under it.
struct DutySheetPage: Page {
    let record: DutySheetRecord
    let targets: Listing<DutyTargetRow>
    let ranking: [DutyStanding]
    let notice: ResultNoticeRecord?
    let address: ListAddress
    let viewer: Viewer
    let problem: String?

    private var sheet: DutySheet { record.sheet }
    private var path: String { "/duties/\(record.id)" }
    private var isOwn: Bool { DutySheets.isOwn(record, viewer) }

    var title: String { sheet.name }
    var section: String { "/governments" }

    var main: HTML {
        let subtitle: HTML = "\(sheet.issuer) \(sheet.documentNumber) · \(When.html(sheet.dueOn))前填报"
        return """
            \(PageHead(title, crumbs: [("督政", "/governments"), ("目标任务", "/duties")], badge: sheet.state.badge,
                subtitle: subtitle, actions: actions).html)
            \(Said.error(problem))
            \(figures)
            \(table)
            <section class="section" id="targets"><h2>目标</h2>\(FilterBar(address, filters).html)\(ledger.html)</section>
            """
    }

    private var actions: HTML? {
        guard isOwn else { return nil }
        let add: HTML = "<a class=\"button\" href=\"\(path)/targets/new\">录入目标</a>"
        switch sheet.state {
        case .draft:
            let issue = button("issuance", "下达给各单位", ask: "下达后不再增删目标，各单位开始填报。现在下达？", isPrimary: true)
            return "\(add)\(record.targets > 0 ? issue : nil)"
        case .issued:
            let isDone = record.targets == record.confirmed
            return button("closure", "评定并排名", ask: "全部目标已核定，评定后排名固定。现在评定？", isPrimary: isDone)
        case .closed:
            let show: HTML =
                notice.map {
                    "<a class=\"button\" href=\"/result-notices/\($0.id)\">结果公示（\($0.notice.state.label)）</a>"
                }
                ?? "<a class=\"button primary\" href=\"/result-notices/new?duty=\(record.id)\">公示结果</a>"
            return
                "\(button("reopening", "重新评定", ask: "重新评定后可以更正核定值；已经公示的结果不会改变，需要另行公示。现在重新评定？", isPrimary: false))\(show)"
        }
    }

    private func button(_ act: String, _ label: String, ask: String, isPrimary: Bool) -> HTML {
        let primary: HTML? = isPrimary ? " class=\"primary\"" : nil
        return """
            <form class="inline" method="post" action="\(path)/\(act)">\(FormSeal())<input type="hidden" name="version" \
            value="\(sheet.version)"><button\(primary) data-confirm="\(ask)">\(label)</button></form>
            """
    }

    private var figures: HTML {
        let waiting = record.targets - record.reported - record.confirmed
        return """
            <dl class="figures"><div><dt>单位</dt><dd><a href="#ranking">\(record.units)<small>个</small></a></dd></div>\
            <div><dt>目标</dt><dd><a href="\(path)#targets">\(record.targets)<small>项</small></a></dd></div>\
            <div><dt>待填报</dt><dd><a href="\(path)?state=waiting#targets">\(sheet.state == .issued ? waiting : 0)<small>项</small></a></dd></div>\
            <div><dt>待核定</dt><dd><a href="\(path)?state=reported#targets">\(record.reported)<small>项</small></a></dd></div>\
            <div><dt>已核定</dt><dd><a href="\(path)?state=confirmed#targets">\(record.confirmed)<small>项</small></a></dd></div></dl>
            """
    }

    private var table: HTML {
        let rows = ranking.map { standing -> HTML in
            let rank: HTML = standing.rank.map { "\($0)" } ?? "<span class=\"muted\">未核定完</span>"
            let link = "\(path)?unit=\(standing.organisation)#targets"
            return """
                <tr>\(Ledger.cell("类别", "\(OrganisationKind(rawValue: standing.kind)?.label ?? "")"))\
                \(Ledger.cell("名次", rank, kind: "num"))\(Ledger.cell("单位", "<a href=\"\(link)\">\(standing.name)</a>", kind: "lead"))\
                \(Ledger.cell("得分", "\(standing.score.formatted())", kind: "num"))\
                \(Ledger.cell("满分", "\(standing.maximum.formatted())", kind: "num"))\
                \(Ledger.cell("得分率", "\((standing.share * Score(Points(100))).formatted())%", kind: "num"))\
                \(Ledger.cell("已核定", "\(standing.confirmed) / \(standing.total)", kind: "num"))</tr>
                """
        }
        let body: HTML =
            rows.isEmpty
            ? "<div class=\"empty\"><strong>还没有目标</strong>录入目标后，这里按类别排名。</div>"
            : """
            <table class="ledger"><thead><tr><th scope="col">类别</th><th scope="col" class="num">名次</th><th scope="col">单位</th>\
            <th scope="col" class="num">得分</th><th scope="col" class="num">满分</th><th scope="col" class="num">得分率</th>\
            <th scope="col" class="num">已核定</th></tr></thead><tbody>\(rows)</tbody></table>
            <div class="table-foot"><span>共 <strong>\(rows.count)</strong> 个单位，同类单位按得分率排名，并列同名次</span>\
            <a href="\(path)/ranking.xlsx">导出 XLSX</a></div>
            """
        return "<section class=\"section\" id=\"ranking\"><h2>排名</h2>\(body)</section>"
    }

    private var filters: [HTML] {
        let states =
            DutyTarget.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "待填报（含退回）"), Choice("late", "逾期未报")]
        let kinds = GovernmentCases.kinds.dropFirst().map { Choice($0.rawValue, $0.label) }
        let units = ranking.map { Choice($0.organisation.rawValue, $0.name) }
        return [
            FilterBar.search(address, hint: "目标或单位"), FilterBar.choice(address, "kind", "类别", Array(kinds)),
            FilterBar.choice(address, "unit", "单位", units), FilterBar.choice(address, "state", "状态", states),
        ]
    }

    private var ledger: Ledger {
        Ledger(
            DutyTargetLine.columns, targets, at: address, unit: "项", exportPath: "\(path)/targets.xlsx"
        ) { DutyTargetLine(row: $0, today: viewer.day).html }
    }
}

/// One target as a line of a ledger.
struct DutyTargetLine: Sendable {
    let row: DutyTargetRow
    let today: Day

    static let columns: [Ledger.Column] = [
        .init("单位", sort: "unit"), .init("目标", sort: "title", kind: "long"), .init("目标值", kind: "num"),
        .init("完成值", kind: "num"), .init("核定值", kind: "num"), .init("得分", kind: "num"), .init("数据来源"),
        .init("状态", sort: "state"),
    ]

    var html: HTML {
        let target = row.target
        let late = row.daysLate(on: today)
        let lateText: HTML? = late.map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let mark = late != nil ? "late" : target.state == .confirmed ? "closed" : ""
        return """
            <tr class="\(mark)">\(Ledger.cell("单位", "\(row.unit)"))\
            \(Ledger.cell("目标", "<a href=\"/duty-targets/\(target.id)\">\(target.title)</a>", kind: "long lead"))\
            \(Ledger.cell("目标值", "\(target.targetText)", kind: "num"))\
            \(Ledger.cell("完成值", "\(target.actual.map { target.text(of: $0) } ?? "—")", kind: "num"))\
            \(Ledger.cell("核定值", "\(target.confirmed.map { target.text(of: $0) } ?? "—")", kind: "num"))\
            \(Ledger.cell("得分", "\(target.score.map { $0.formatted() } ?? "—") / \(target.fullMark.text)", kind: "num"))\
            \(Ledger.cell("数据来源", "\(target.dataSource)"))\(Ledger.cell("状态", "\(target.state.badge)\(lateText)"))</tr>
            """
    }
}
