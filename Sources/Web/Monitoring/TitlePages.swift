import Store
import Supervision

/// Every title with its county, and the form that records one certified before or elsewhere.
struct TitleListPage: Page {
    let listing: Listing<CertifiedTitleRecord>
    let districts: [RoadmapDistrict]
    let address: ListAddress
    let viewer: Viewer
    let typed: Fields
    let refusal: (any Refusal)?

    var title: String { "认定记录" }
    var section: String { "/certifications" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("创建认定", "/certifications")], subtitle: "各区县何时通过哪项认定；容差三年期从认定日期起算").html)
        \(Said.error(refusal?.message))
        \(FilterBar(address, [
            FilterBar.search(address, hint: "区县名称"),
            FilterBar.choice(address, "standard", "标准", CertificationProcedures.recorded.map { Choice($0.code, $0.name) }),
            FilterBar.choice(address, "state", "状态", [Choice("held", "有效"), Choice("withdrawn", "已取消")]),
        ]).html)
        \(table.html)
        \(form)
        """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("区县", sort: "name", kind: "lead"), .init("标准", sort: "standard", kind: "long"), .init("等次"),
                .init("认定日期", sort: "day", kind: "date"),
                .init("文号", kind: "long"), .init("状态"),
            ], listing, at: address, unit: "项", exportPath: "/certifications/titles/export.xlsx",
            empty: "<div class=\"empty\"><strong>还没有认定记录</strong>创建认定办结后自动登记；以前通过的由市或省补登。</div>", row: row)
    }

    private func row(_ record: CertifiedTitleRecord) -> HTML {
        """
        <tr>\(Ledger.cell("区县", "<a href=\"/certifications/titles/\(record.id)\">\(record.name)</a>", kind: "lead"))\
        \(Ledger.cell("标准", "\(CertificationProcedures.name(of: record.title.standard))", kind: "long"))\
        \(Ledger.cell("等次", "\(record.title.tier.isEmpty ? "—" : record.title.tier)"))\
        \(Ledger.cell("认定日期", When.html(record.title.certifiedOn), kind: "date"))\
        \(Ledger.cell("文号", "\(record.document)", kind: "long"))\(Ledger.cell("状态", record.title.badge))</tr>
        """
    }

    private var form: HTML? {
        guard Role.office.contains(viewer.role), !districts.isEmpty else { return nil }
        let goals = CertificationProcedures.recorded.flatMap { standard -> [Choice] in
            let tiers = CertificationProcedures.find(standard.code)?.goals ?? [""]
            return tiers.map {
                Choice("\(standard.code)/\($0)", $0.isEmpty ? standard.name : "\(standard.name)（\($0)）")
            }
        }
        let open: HTML? = refusal == nil ? nil : " open"
        return """
            <details class="fold"\(open)><summary>补登以前通过的认定</summary>
            <form class="form" method="post" action="/certifications/titles">\(FormSeal())
            <div class="field-row">\(Field("district", "区县", value: typed.text("district"), problem: problems["district"]).select(
                [Choice("", "请选择")] + districts.map { Choice($0.code, $0.name) }))\
            \(Field("goal", "标准和等次", value: typed.text("goal"), problem: problems["goal"]).select([Choice("", "请选择")] + goals))</div>
            <div class="field-row">\(Field("day", "认定日期", value: typed.text("day"), problem: problems["day"]).date())\
            \(Field("document", "文号或文件名称", value: typed.text("document"), problem: problems["document"]).text())</div>
            <div class="form-actions"><button>登记</button></div></form></details>
            """
    }
}

extension CertifiedTitle {
    var badge: HTML {
        if let withdrawnOn { return "\(Badge.html("已取消", .late))<small>\(withdrawnOn.chinese)</small>" }
        let running = failuresRunning
        return running == 0
            ? Badge.html("有效", .good)
            : "\(Badge.html("有效", .warn))<small class=\"late-text\">连续\(running)年复查不达标</small>"
    }
}

/// One title: when, by which paper, and its reviews since.
struct TitlePage: Page {
    let record: CertifiedTitleRecord
    let events: [CertifiedEvent]
    let viewer: Viewer
    let typed: Fields
    let refusal: (any Refusal)?

    private var name: String { CertificationProcedures.name(of: record.title.standard) }
    private var tier: String { record.title.tier.isEmpty ? "" : "（\(record.title.tier)）" }
    var title: String { "\(record.name)：\(name)\(tier)" }
    var section: String { "/certifications" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        let source: HTML? = record.certification.map { id -> HTML in
            "<dt>办理</dt><dd><a href=\"/certifications/\(id)\">创建认定经过</a></dd>"
        }
        return """
            \(PageHead(title, crumbs: [("创建认定", "/certifications"), ("认定记录", "/certifications/titles")], badge: record.title.isHeld ? Badge.html("有效", .good) : Badge.html("已取消", .late)).html)
            \(Said.error(refusal?.message))\(warning)
            <dl class="facts"><dt>认定日期</dt><dd>\(When.html(record.title.certifiedOn))</dd><dt>文号</dt><dd>\(record.document.isEmpty ? "—" : record.document)</dd>\
            \(source)<dt>登记人</dt><dd>\(record.byName)</dd></dl>
            <section class="section"><h2>复查和处理</h2>\(history)</section>
            \(form)
            """
    }

    private var warning: HTML? {
        let running = record.title.failuresRunning
        guard record.title.isHeld, running > 0 else { return nil }
        let least = CertificationProcedures.find(record.title.standard)?.failuresToWithdraw
        if let least, running >= least { return Said.warning("复查已连续\(running)年不达标，可以提请取消称号。") }
        return Said.warning("最近一次复查不达标，应约谈并限期整改。")
    }

    private var history: HTML {
        guard !events.isEmpty else { return "<p class=\"muted\">还没有复查记录。</p>" }
        let items = events.reversed().map { event -> HTML in
            let look = event.kind == .reached || event.kind == .rectified ? "good" : "late"
            let document: HTML? = event.document.isEmpty ? nil : "<p>文号：\(event.document)</p>"
            let said: HTML? = event.words.isEmpty ? nil : "<p class=\"said\">\(event.words)</p>"
            let finding: HTML? = event.kind == .fell && Role.office.contains(viewer.role) ? self.finding(event) : nil
            return """
                <li class="\(look)"><span class="event">\(event.year)年：\(event.kind.label)</span> \
                <span class="by">\(event.day.chinese) · \(event.byName)</span>\(said)\(document)\(finding)</li>
                """
        }
        return "<ol class=\"timeline\">\(items)</ol>"
    }

    /// A failed review becomes a problem in the ledger, its words filled in.
    private func finding(_ event: CertifiedEvent) -> HTML {
        let fields = [
            ("source", Finding.Source.monitoring.rawValue),
            ("problem", "\(record.name)\(event.year)年\(name)\(tier)复查不达标：\(event.words)"),
            ("requirement", "限期整改到位，保持认定时的水平。"),
        ]
        let query = fields.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "<p><a class=\"button small\" href=\"/findings/new?\(query)\">列入问题</a></p>"
    }

    private var form: HTML? {
        guard Role.office.contains(viewer.role), RoadmapDistricts.canPlan(viewer.scope), record.title.isHeld else {
            return nil
        }
        let kinds = CertifiedEvent.Kind.allCases.map { Choice($0.rawValue, $0.label) }
        let year = typed.text("year").isEmpty ? "\(viewer.day.year)" : typed.text("year")
        let day = typed.text("day").isEmpty ? viewer.day.text : typed.text("day")
        return """
            <section class="section"><h2>登记复查或处理</h2>
            <form class="form" method="post" action="/certifications/titles/\(record.id)/events">\(FormSeal())
            <div class="field-row">\(Field("kind", "事项", value: typed.text("kind"), problem: problems["kind"]).select(kinds))\
            \(Field("year", "年度", value: year).text(isShort: true))\(Field("day", "日期", value: day, problem: problems["day"]).date())</div>
            \(Field("words", "情况", value: typed.text("words"), problem: problems["words"]).area(rows: 3, limit: 2_000))
            \(Field("document", "文号", value: typed.text("document"), problem: problems["document"]).text())
            <div class="form-actions"><button class="primary">登记</button></div></form></section>
            """
    }
}
