import Store
import Supervision

/// When the team goes to which unit: drawn from the seed for a 暗访, set by hand otherwise; for the office alone.
struct VisitDayPage: Page {
    let record: CampaignRecord
    let draw: VisitDayDraw?
    let rows: [VisitDayRow]
    /// With the days that were typed.
    let clashes: [InspectionID: [Clash]]
    /// Those that the typed days would add while the campaign runs.
    let added: ClashStanding
    let address: ListAddress
    let today: Day
    var typed = Fields()
    var problem: String?

    private var isSecret: Bool { record.campaign.manner == .unannounced }
    var title: String { isSecret ? "暗访日期" : "到校日期" }
    var section: String { "/campaigns" }
    private var path: String { "/campaigns/\(record.id)" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, path)],
            subtitle: isSecret ? "只有本督导室和各单位的督导组能看到；请勿外传。" : "各单位计划到校的日期；定下之后再核对时间冲突。").html)
        \(Said.error(problem))
        \(draw.map { told($0) } ?? (isSecret ? begin : planning))
        """
    }

    private var begin: HTML {
        guard record.campaign.seed != nil else {
            return "<div class=\"empty\"><strong>还没有抽取单位</strong>先冻结名单、抽取单位，再用同一个公开种子抽取到校日期。</div>"
        }
        let first = max(today, record.campaign.startsOn)
        return """
            <section class="section"><h2>抽取到校日期</h2>
            <p>用抽取单位的同一个公开种子，为每个单位在下面范围内抽一个工作日；督导结束后任何人都能验证。只能抽取一次。</p>
            <form class="form" method="post" action="\(path)/days" data-confirm="到校日期只能抽取一次，确定按这个范围抽取吗？" \
            data-confirm-label="抽取">\(FormSeal())
            <div class="field-row">\(Field("from", "最早", value: typed["from"] ?? first.text, isRequired: true).date())\
            \(Field("until", "最晚", value: typed["until"] ?? max(first, record.campaign.endsOn).text, isRequired: true).date())</div>
            <div class="form-actions"><button class="primary">抽取日期</button></div></form></section>
            """
    }

    /// All units of an announced campaign with their days, to be set together.
    private var planning: HTML {
        guard !rows.isEmpty else {
            return "<div class=\"empty\"><strong>还没有抽取单位</strong>先冻结名单、抽取单位，再安排到校日期。</div>"
        }
        let lines = VisitDayPage.rows(rows, nil, address).map(planningRow)
        let isOpen = [.drawn, .running].contains(record.campaign.state)
        let table: HTML = """
            <table class="ledger"><thead><tr><th scope="col">单位</th><th scope="col" class="code">代码</th>\
            <th scope="col">层</th><th scope="col">组长</th><th scope="col" class="date">计划到校</th>\
            <th scope="col" class="date">到校</th><th scope="col">时间冲突</th></tr></thead><tbody>\(lines)</tbody></table>\
            <div class="table-foot"><span>共 <strong>\(lines.count)</strong> 个</span>\
            <a href="\(address.export(at: "\(path)/days/export.xlsx"))">导出 XLSX</a></div>
            """
        let save: HTML? =
            isOpen && !lines.isEmpty
            ? """
            <div class="form-actions"><button class="primary">保存日期</button>\
            <a class="button quiet" href="\(path)/clashes">核对时间冲突</a></div>
            """ : nil
        return """
            \(FilterBar(address, filters).html)
            <form method="post" action="\(path)/days/plan">\(FormSeal())\(table)\
            \(ClashAsk(standing: added, typed: typed).html)\(save)</form>
            """
    }

    private func planningRow(_ line: VisitDayLine) -> HTML {
        let name = "day.\(line.row.inspection)"
        let value = typed[name] ?? line.row.plannedOn?.text ?? ""
        let isOpen = [.drawn, .running].contains(record.campaign.state) && line.row.visitedOn == nil
        let day: HTML =
            isOpen
            ? """
            <input type="date" name="\(name)" value="\(value)" min="\(record.campaign.startsOn.text)" \
            max="\(record.campaign.endsOn.text)" aria-label="\(line.row.name)计划到校">
            """ : "\(line.row.plannedOn.map { When.html($0) })"
        return """
            <tr>\(Ledger.cell("单位", "\(link(line))", kind: "lead"))\(Ledger.cell("代码", "\(line.row.code)", kind: "code"))\
            \(Ledger.cell("层", "\(line.row.stratum)"))\(Ledger.cell("组长", "\(line.row.lead)"))\
            \(Ledger.cell("计划到校", day, kind: "date"))\
            \(Ledger.cell("到校", line.row.visitedOn.map { When.html($0) } ?? "", kind: "date"))\
            \(Ledger.cell("时间冲突", clashes(of: line.row.inspection)))</tr>
            """
    }

    private func clashes(of inspection: InspectionID) -> HTML {
        let items = (clashes[inspection] ?? []).prefix(3).map { clash -> HTML in
            let other = clash.others.first
            return
                "<li>\(Badge.html(clash.kind.label, .warn))<small>\(other.map { "\($0.campaignName) \($0.daysText)" } ?? "")</small></li>"
        }
        return items.isEmpty ? "—" : "<ul>\(items)</ul>"
    }

    private func told(_ draw: VisitDayDraw) -> HTML {
        let shown = VisitDayPage.rows(rows, draw, address)
        let page = PageRequest(number: address.page.number, size: 50)
        let listing = Listing(
            rows: Array(shown.dropFirst(page.offset).prefix(page.size)), total: shown.count, page: page)
        return """
            \(proof(draw))
            \(FilterBar(address, filters).html)
            \(Ledger(
                [
                    .init("单位", sort: "name"), .init("代码", sort: "code", kind: "code"), .init("层"),
                    .init("抽定日期", sort: "drawn", kind: "date"), .init("现定日期", sort: "planned", kind: "date"),
                    .init("组长"), .init("到校", kind: "date"),
                ], listing, at: address, unit: "个", exportPath: "\(path)/days/export.xlsx", row: row
            ).html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(
                address, "state", "情况",
                [Choice("ahead", "尚未到校"), Choice("visited", "已到校")]
                    + [isSecret ? Choice("moved", "改过日期") : Choice("none", "日期未定")]),
        ]
    }

    private func proof(_ draw: VisitDayDraw) -> HTML {
        let days = draw.workingDays.enumerated().map { index, day -> HTML in "<li>\(index)：\(day.chinese)</li>" }
        let command =
            "t=$(printf '%s' \(DrawProof.quoted("\(draw.seed),代码,day")) | sha256sum); echo $((0x${t:0:15} % \(draw.days)))"
        return """
            <dl class="facts"><dt>范围</dt><dd>\(When.html(draw.from))至\(When.html(draw.until))，共\(draw.days)个工作日</dd>
            <dt>公开种子</dt><dd class="hash">\(draw.seed)</dd><dt>抽取时间</dt><dd>\(When.html(draw.drawnAt))</dd>
            <dt>自行验证</dt><dd>对“种子,代码,day”取 SHA-256，前15位十六进制数除以工作日数，余数是工作日的序号（从0起）：\
            <br><code class="hash">\(command)</code>
            <details class="explain"><summary>工作日序号</summary><ul>\(days)</ul></details></dd></dl>
            """
    }

    private func row(_ line: VisitDayLine) -> HTML {
        let moved: HTML? = line.isMoved ? "<small>已调整</small>" : nil
        return """
            <tr>\(Ledger.cell("单位", "\(link(line))", kind: "lead"))\(Ledger.cell("代码", "\(line.row.code)", kind: "code"))\
            \(Ledger.cell("层", "\(line.row.stratum)"))\
            \(Ledger.cell("抽定日期", line.drawn.map { When.html($0) } ?? "", kind: "date"))\
            \(Ledger.cell("现定日期", "\(line.row.plannedOn.map { When.html($0) })\(moved)", kind: "date"))\
            \(Ledger.cell("组长", "\(line.row.lead)"))\
            \(Ledger.cell("到校", line.row.visitedOn.map { When.html($0) } ?? "", kind: "date"))</tr>
            """
    }

    /// An inspection opens once its campaign has started.
    private func link(_ line: VisitDayLine) -> HTML {
        record.campaign.state == .drawn
            ? "\(line.row.name)" : "<a href=\"/inspections/\(line.row.inspection)\">\(line.row.name)</a>"
    }

    /// What the address asks for, in its order; the page and its export read the same.
    static func rows(_ rows: [VisitDayRow], _ draw: VisitDayDraw?, _ address: ListAddress) -> [VisitDayLine] {
        let days = draw?.workingDays ?? []
        let text = address.filter("q")
        let lines = rows.map {
            VisitDayLine(row: $0, drawn: VisitDays.day(of: $0.code, seed: draw?.seed ?? "", among: days))
        }.filter { line in
            (text.isEmpty || line.row.code == text || line.row.name.contains(text))
                && line.isIn(address.filter("state"))
        }
        let order = address.sort(["planned", "drawn", "name", "code"])
        let sorted = lines.sorted { left, right in
            (left.key(order.column), left.row.code) < (right.key(order.column), right.row.code)
        }
        return order.isDescending ? sorted.reversed() : sorted
    }
}

/// A unit with the day that was drawn and the one that holds now.
struct VisitDayLine: Sendable {
    let row: VisitDayRow
    let drawn: Day?

    /// Whether the office set another day by hand.
    var isMoved: Bool { row.plannedOn != drawn }

    fileprivate func isIn(_ state: String) -> Bool {
        switch state {
        case "ahead": row.visitedOn == nil
        case "visited": row.visitedOn != nil
        case "moved": isMoved
        case "none": row.plannedOn == nil && row.visitedOn == nil
        default: true
        }
    }

    fileprivate func key(_ column: String) -> String {
        switch column {
        case "drawn": drawn?.text ?? ""
        case "name": row.name
        case "code": row.code
        default: row.plannedOn?.text ?? ""
        }
    }
}
