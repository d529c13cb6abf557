import Store
import Supervision

/// Which obligations are wanted, from the address.
struct ObligationFilter {
    private let text: String
    private let state: String
    private let tolerance: String
    private let use: String
    private let sort: (column: String, isDescending: Bool)

    static let soon = "soon"

    init(_ list: ListAddress) {
        text = list.filter("q")
        state = list.filter("state")
        tolerance = list.filter("tolerance")
        use = list.filter("use")
        sort = list.sort(["due", "unit", "tolerance"])
    }

    func rows(_ all: [ToleranceObligation], _ county: StandardCounty, on today: Day) -> [ToleranceObligation] {
        let found = all.filter { row in
            let now = row.state(on: today)
            let isWanted =
                state.isEmpty || now.rawValue == state
                || (state == ObligationFilter.soon && now != .done
                    && row.dueOn.map { $0 <= Obligations.soon(today) } ?? false)
            return isWanted && (tolerance.isEmpty || row.tolerance == tolerance)
                && (use.isEmpty || row.isUsed == (use == "yes"))
                && (text.isEmpty || row.unitName.contains(text) || row.unitCode == text)
        }
        let sorted =
            switch sort.column {
            case "unit": found.sorted { ($0.unitName, $0.tolerance) < ($1.unitName, $1.tolerance) }
            case "tolerance": found.sorted { ($0.tolerance, $0.unitName) < ($1.tolerance, $1.unitName) }
            default: found
            }
        return sort.isDescending ? sorted.reversed() : sorted
    }
}

/// 限期整改事项: what a county has to cure because units used tolerances.
struct ObligationListPage: Page {
    let county: StandardCounty
    let standards: [Standard]
    let certified: CertificationDay?
    /// Whether a title says when, also one that was withdrawn; the county's own office then notes no day.
    let hasTitle: Bool
    let rows: [ToleranceObligation]
    let address: LedgerAddress
    let viewer: Viewer
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "\(county.name)限期整改事项" }
    var section: String { "/ledger" }
    private var isOwn: Bool { CountyLedger.isOwn(county.region, of: viewer) }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("\(county.name)指标台账", address.link("/ledger"))],
            subtitle: "\(county.year)年 · \(county.standard.name) · 每用一次容差，认定后要在规定年限内整改到位").html)
        \(Said.error(message))
        \(certification)
        \(FilterBar(address.list, filters).html)
        \(table.html)
        """
    }

    private var certification: HTML {
        let day: HTML =
            certified.map { found -> HTML in
                let title: HTML? = found.title.map { "，<a href=\"/certifications/titles/\($0)\">认定记录</a>" }
                return
                    "\(When.html(found.day))（\(found.basis.isEmpty ? "" : "\(found.basis)，")\(found.byName)登记\(title)）"
            } ?? (hasTitle ? "称号已取消，各项期限停止计算" : "没有登记，各项期限待定")
        return "<dl class=\"facts\"><dt>认定日期</dt><dd>\(day)</dd></dl>\(isOwn && !hasTitle ? form : nil)"
    }

    private var form: HTML {
        func field(_ name: String, _ label: String, _ known: String) -> Field {
            Field(name, label, value: fields[name] ?? known, problem: problems[name], isRequired: true)
        }
        let isOpen: HTML? = problems.isEmpty ? nil : " open"
        return """
            <details class="fold"\(isOpen)><summary>\(certified == nil ? "登记认定日期" : "更正认定日期")</summary>
            <form class="form" method="post" action="/obligations/certification" data-draft="certification">\(FormSeal())\(address.hidden(county))
            <div class="field-row">\(field("certified_on", "认定日期", certified?.day.text ?? "").date())\
            \(field("basis", "认定文件", certified?.basis ?? "").text(hint: "文件名称和文号"))</div>
            <div class="form-actions"><button class="primary" data-confirm="登记后，现在用到的每一项容差都列为限期整改事项，期限从认定日期起算。现在登记？" data-confirm-label="登记">登记</button></div></form></details>
            """
    }

    private var filters: [HTML] {
        let list = address.list
        let states = ToleranceObligation.State.allCases.map { Choice($0.rawValue, $0.label) }
        return [
            FilterBar.search(list, hint: "单位名称或代码"),
            FilterBar.choice(list, "state", "状态", states + [Choice(ObligationFilter.soon, "半年内到期")]),
            FilterBar.choice(
                list, "tolerance", "容差", county.standard.tolerances.map { Choice($0.code, String($0.name.prefix(24))) }),
            FilterBar.choice(list, "use", "现在仍使用", [Choice("yes", "是"), Choice("no", "否")]),
        ] + address.filters(county.years, standards)
    }

    private var table: Ledger {
        let page = address.list.page
        return Ledger(
            [
                .init("单位", sort: "unit", kind: "lead"), .init("容差", sort: "tolerance", kind: "long"),
                .init("整改计划", kind: "long"), .init("期限", sort: "due", kind: "date"), .init("状态"),
            ],
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page),
            at: address.list, unit: "项", exportPath: "/obligations/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有限期整改事项</strong>没有单位用到容差，或者没有符合条件的。</div>", row: row)
    }

    private func row(_ row: ToleranceObligation) -> HTML {
        let name = county.standard.tolerances.first { $0.code == row.tolerance }?.name ?? row.tolerance
        let link = address.link(
            "/obligations/one",
            [
                ("tolerance", row.tolerance), ("organisation", row.organisation.rawValue),
                ("stage", row.stage?.rawValue ?? ""),
            ])
        let stage = row.stage.map { "（\($0.label)）" } ?? ""
        return """
            <tr class="\(row.state(on: viewer.day) == .late ? "late" : "")">\
            \(Ledger.cell("单位", "<a href=\"\(link)\">\(row.unitName)</a>\(stage)", kind: "lead"))\
            \(Ledger.cell("容差", "\(name)", kind: "long"))\
            \(Ledger.cell("整改计划", row.plan.isEmpty ? "<span class=\"muted\">没有填写</span>" : "\(row.plan)", kind: "long"))\
            \(Ledger.cell("期限", ObligationWords(row, viewer.day).due, kind: "date"))\
            \(Ledger.cell("状态", ObligationWords(row, viewer.day).badge))</tr>
            """
    }
}

/// The day and the state of an obligation in words.
struct ObligationWords {
    private let obligation: ToleranceObligation
    private let today: Day

    init(_ obligation: ToleranceObligation, _ today: Day) {
        self.obligation = obligation
        self.today = today
    }

    var due: HTML {
        let late = obligation.daysLate(on: today).map { days -> HTML in "<small class=\"late-text\">逾期\(days)天</small>"
        }
        return obligation.dueOn.map { day -> HTML in "\(When.html(day))\(late)" } ?? "待认定"
    }

    var badge: HTML {
        let state = obligation.state(on: today)
        let cured: HTML? =
            state != .done && !obligation.isUsed ? " <small>已不再使用容差，可登记完成</small>" : nil
        return switch state {
        case .open: "\(Badge.html(state.label, .active))\(cured)"
        case .late: "\(Badge.html(state.label, .late))\(cured)"
        case .done: Badge.html(state.label, .good)
        }
    }
}

/// One obligation: which unit used what, the plan with its files, and its end.
struct ObligationPage: Page {
    let county: StandardCounty
    let obligation: ToleranceObligation
    let evidence: [EvidenceFile]
    let clause: String
    let address: LedgerAddress
    let viewer: Viewer
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "\(obligation.unitName)限期整改事项" }
    var section: String { "/ledger" }
    private var isOwn: Bool { CountyLedger.isOwn(county.region, of: viewer) }
    private var tolerance: StandardTolerance? {
        county.standard.tolerances.first { $0.code == obligation.tolerance }
    }

    var main: HTML {
        let words = ObligationWords(obligation, viewer.day)
        let done = obligation.doneOn.map { day -> HTML in
            "<dt>完成</dt><dd>\(When.html(day))，\(obligation.doneNote)</dd>"
        }
        let plan = obligation.plan.isEmpty ? "没有填写" : obligation.plan
        let target = tolerance?.target ?? ""
        let indicator: HTML? =
            county.standard.condition(target).map { found -> HTML in
                "<dt>指标</dt><dd><a href=\"\(address.link("/ledger/indicators/\(found.indicator.code)", [("condition", target)]))\">\(target) \(found.indicator.name)</a></dd>"
            }
        return """
            \(PageHead(title, crumbs: [("\(county.name)限期整改事项", address.link("/obligations"))], badge: words.badge,
                subtitle: "\(county.year)年 · \(county.standard.name)").html)
            \(Said.error(message))
            <dl class="facts"><dt>单位</dt><dd><a href="/organisations/\(obligation.organisation)">\(obligation.unitName)</a>\(obligation.stage?.label ?? "")</dd>\
            <dt>容差</dt><dd>\(tolerance?.name ?? obligation.tolerance)</dd>\(indicator)\
            <dt>条款</dt><dd>\(tolerance?.clause ?? clause)</dd><dt>现在仍使用</dt><dd>\(obligation.isUsed ? "是" : "否")</dd>\
            <dt>期限</dt><dd>\(words.due)</dd><dt>整改计划</dt><dd><span class="prose">\(plan)</span></dd>\(done)</dl>
            \(evidence.isEmpty ? nil : EvidenceList(evidence, id: "obligation-files", mayRemove: isOwn && obligation.doneOn == nil).html)
            \(isOwn ? forms : nil)
            \(EvidenceList.removalForm)
            """
    }

    private var seal: HTML {
        """
        \(FormSeal())\(address.hidden(county))<input type="hidden" name="tolerance" value="\(obligation.tolerance)">\
        <input type="hidden" name="organisation" value="\(obligation.organisation)">\
        <input type="hidden" name="stage" value="\(obligation.stage?.rawValue ?? "")">\
        <input type="hidden" name="version" value="\(obligation.version)">
        """
    }

    private var forms: HTML {
        if obligation.doneOn != nil {
            return """
                <form class="inline" method="post" action="/obligations/reopening">\(seal)\
                <button data-confirm="重新列为未完成？期限不变。" data-confirm-label="重新打开">重新打开</button></form>
                """
        }
        func field(_ name: String, _ label: String, _ known: String, help: String = "") -> Field {
            Field(name, label, value: fields[name] ?? known, problem: problems[name], help: help, isRequired: true)
        }
        let plan = field("plan", "整改计划", obligation.plan, help: "怎样整改、建设内容、资金和时间").area(rows: 4, limit: 2_000)
        let files = Field("files", "规划、方案等文件", help: "可以不传；PDF、Office 文档、照片，每个不超过 20 MB").file(isMultiple: true)
        return """
            <section class="section"><h2>整改计划</h2>
            <form class="form" method="post" action="/obligations/plan" enctype="multipart/form-data" data-draft="obligation-plan">\(seal)
            \(plan)\(files)<div class="form-actions"><button class="primary">保存计划</button></div></form></section>
            <section class="section"><h2>完成</h2>
            <form class="form" method="post" action="/obligations/settlement" data-draft="obligation-done">\(seal)
            \(field("done_on", "完成日期", viewer.day.text).date())\(field("note", "完成情况", "", help: "写明怎样完成的、凭什么认为已完成").area(rows: 2, limit: 500))
            <div class="form-actions"><button data-confirm="登记为已完成？" data-confirm-label="登记完成">登记完成</button></div></form></section>
            """
    }
}
