import Store
import Supervision

/// One round: how far its units are, who is missing, what the checks ask, and what is done to many at once.
struct CollectionRoundPage: Page {
    let record: CollectionRoundRecord
    let form: CollectionForm
    let returns: Listing<CollectionReturnRow>
    let address: ListAddress
    let viewer: Viewer
    let problem: String?

    private var round: CollectionRound { record.round }
    private var path: String { "/collections/\(record.id)" }
    private var isOwn: Bool { CollectionRounds.isOwn(record.place, viewer) }
    private var isOpen: Bool { round.state == .open }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var title: String { round.title }
    var section: String { "/collections" }

    var main: HTML {
        let subtitle: HTML = """
            <a href="/collection-forms/\(form.reference)">\(form.name)</a> · \(round.year)年度 · \
            时点\(When.html(round.referenceOn)) · \(When.html(round.dueOn))前填报
            """
        return """
            \(PageHead(title, crumbs: [("监测数据", "/collections")], badge: round.state.badge, subtitle: subtitle,
                actions: actions).html)
            \(Said.error(problem))
            \(figures)
            \(manage)
            <section class="section" id="returns"><h2>各单位</h2>\(FilterBar(address, filters).html)\(list)</section>
            """
    }

    private var actions: HTML? {
        let values: HTML = "<a class=\"button\" href=\"\(path)/values.xlsx\">导出数据</a>"
        guard isOwn, isOpen else { return values }
        return """
            \(values)<a class="button primary" href="\(path)/import">导入表格</a>
            """
    }

    private var figures: HTML {
        func figure(_ name: String, _ number: Int, _ query: String, isLate: Bool = false) -> HTML {
            """
            <div class="\(isLate && number > 0 ? "late" : "")"><dt>\(name)</dt>\
            <dd><a href="\(path)\(query)#returns">\(number)<small>个</small></a></dd></div>
            """
        }
        let isLate = isOpen && round.dueOn < viewer.day
        return """
            <dl class="figures">\(figure("单位", record.total, ""))\
            \(figure(isLate ? "逾期未交" : "未交", record.waiting, "?state=\(isLate ? "late" : "waiting")", isLate: isLate))\
            \(figure("其中退回修改", record.counts[.returned] ?? 0, "?state=returned"))\
            \(figure("待审核", record.counts[.submitted] ?? 0, "?state=submitted"))\
            \(figure("已审核", record.counts[.reviewed] ?? 0, "?state=reviewed"))\
            \(figure("已锁定", record.counts[.locked] ?? 0, "?state=locked"))\
            \(figure("有校核问题", record.questioned, "?questions=open", isLate: true))</dl>
            """
    }

    private var manage: HTML? {
        guard isOwn else { return nil }
        guard isOpen else {
            return """
                <p>\(button("reopening", "重新打开", ask: "重新打开后，未锁定的单位可以继续填报。现在打开？"))</p>
                """
        }
        let due = Field("due", "填报期限", value: round.dueOn.text, isRequired: true).date()
        return """
            <div class="form-actions">\(button("reminders", "催报", ask: "催报所有还没有交的单位？"))\
            \(button("checks", "重新校核", ask: "对全部未锁定的单位重新校核，并与同类单位比较？"))\
            \(button("units", "补列新单位", ask: "把范围内还没有列入的单位补进来？"))\
            \(button("closure", "结束采集", ask: "结束后单位不能再填报。没有锁定的数据不会进入评估。现在结束？"))</div>
            <details class="fold"><summary>改填报期限</summary><form class="form" method="post" action="\(path)/due">\
            \(FormSeal())<input type="hidden" name="version" value="\(round.version)">\(due)\
            <div class="form-actions"><button>改期</button></div></form></details>
            """
    }

    private func button(_ act: String, _ label: String, ask: String) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(act)">\(FormSeal())\
        <input type="hidden" name="version" value="\(round.version)"><button data-confirm="\(ask)">\(label)</button></form>
        """
    }

    private var filters: [HTML] {
        let states =
            CollectionReturn.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "未交（含退回）"), Choice("late", "逾期未交")]
        let stages = form.stages.sorted().map { Choice($0.rawValue, $0.label) }
        return [
            FilterBar.search(address, hint: "单位或标识码"), FilterBar.choice(address, "state", "状态", states),
            FilterBar.choice(address, "questions", "校核", [Choice("open", "有问题"), Choice("none", "没有问题")]),
        ] + (stages.isEmpty ? [] : [FilterBar.choice(address, "stage", "学段", stages)])
    }

    private var list: HTML {
        let table = CollectionReturnTable(
            listing: returns, address: address, viewer: viewer, ticks: isOffice && isOpen,
            exportPath: "\(path)/returns.xlsx")
        guard isOffice, isOpen else { return table.html }
        let lock: HTML? =
            isOwn
            ? """
            <button formaction="\(path)/locks" data-confirm="锁定后数据不能再改，各项指标按锁定的数据计算。锁定勾选的单位？">锁定</button>
            """ : nil
        return """
            <form method="post" action="\(path)/reviews">\(FormSeal())
            <div class="bulk"><label class="choice"><input type="checkbox" data-tick-all> 全选本页</label>\
            <button data-confirm="审核通过勾选的单位？">审核通过</button>\(lock)\
            \(isOwn ? "<button formaction=\"\(path)/reminders\">催报勾选的</button>" : nil)</div>
            \(table.html)</form>
            """
    }
}

/// Returns as rows: unit, how much is filled in, what the checks ask, state.
struct CollectionReturnTable {
    let listing: Listing<CollectionReturnRow>
    let address: ListAddress
    let viewer: Viewer
    var ticks = false
    var showsRound = false
    var exportPath = ""
    var empty: HTML = "<div class=\"empty\"><strong>没有符合条件的单位</strong></div>"

    var html: HTML {
        var columns: [Ledger.Column] = ticks ? [.init("选择")] : []
        columns += [.init("标识码", sort: "code", kind: "code"), .init("单位", sort: "unit", kind: "long")]
        if showsRound { columns.append(.init("采集轮次", kind: "long")) }
        columns += [
            .init("学段"), .init("已填", sort: "filled", kind: "num"), .init("校核问题", sort: "questions", kind: "num"),
            .init("期限", kind: "date"), .init("状态", sort: "state"),
        ]
        return Ledger(columns, listing, at: address, unit: "个单位", exportPath: exportPath, empty: empty, row: row).html
    }

    private func row(_ row: CollectionReturnRow) -> HTML {
        let path = "/collection-returns/\(row.id)"
        let late = row.daysLate(on: viewer.day)
        let tick: HTML? =
            ticks
            ? """
            <td class="tick" data-label="选择"><input type="checkbox" name="return" value="\(row.id)" aria-label="\(row.unit)"></td>
            """ : nil
        let round: HTML? = showsRound ? Ledger.cell("采集轮次", "\(row.roundTitle)", kind: "long") : nil
        let reminded: HTML? =
            row.value.state.awaitsUnit
            ? row.remindedOn.map { day -> HTML in "<small>\(day.chinese)催报</small>" } : nil
        let overdue: HTML? = late.map { "<small class=\"late-text\">逾期\($0)天</small>" }
        let questions = row.open + row.explained
        let asked: HTML = questions == 0 ? "—" : "<a href=\"\(path)#checks\">\(questions)</a>"
        return """
            <tr class="\(late == nil ? "" : "late")">\(tick)\(Ledger.cell("标识码", "\(row.code)", kind: "code"))\
            \(Ledger.cell("单位", "<a href=\"\(path)\">\(row.unit)</a>", kind: "long lead"))\(round)\
            \(Ledger.cell("学段", "\(row.value.stages.sorted().map(\.label).joined(separator: "、"))"))\
            \(Ledger.cell("已填", "\(row.filled) / \(row.required)", kind: "num"))\
            \(Ledger.cell("校核问题", asked, kind: "num"))\
            \(Ledger.cell("期限", "\(When.html(row.dueOn))\(overdue)", kind: "date"))\
            \(Ledger.cell("状态", "\(row.value.state.badge)\(reminded)"))</tr>
            """
    }
}
