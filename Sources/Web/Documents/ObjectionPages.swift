import Office
import Store
import Supervision

/// `/objections`: what the public said.
struct ObjectionListPage: Page {
    let listing: Listing<ObjectionRow>
    let address: ListAddress
    var saving: HTML?

    var title: String { "公示异议" }
    var section: String { "/objections" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "公示期内社会各界提出的异议，须调查核实并答复；答复后公示才能结束。", actions: saving).html)
        \(FilterBar(address, filters).html)
        \(figures.note)
        \(table.html)
        """
    }

    private var figures: FigureNarrowing { FigureNarrowing(.objections, address, but: ["state", "open", "document"]) }

    private var filters: [HTML] {
        let document = address.filter("document")
        let kept: HTML? = document.isEmpty ? nil : "<input type=\"hidden\" name=\"document\" value=\"\(document)\">"
        return [
            "\(kept)\(figures.hidden)\(FilterBar.search(address, hint: "异议内容或公文标题"))",
            FilterBar.choice(
                address, "state", "状态", Objection.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "open", "答复", [Choice("1", "待答复")]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("异议", kind: "long"), .init("公文", sort: "document"), .init("收到", sort: "at", kind: "date"),
                .init("状态", sort: "state"), .init("答复", kind: "date"),
            ], listing, at: address, unit: "条", exportPath: "/objections/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有异议</strong><p>公示或公布的公文收到异议后会列在这里，并在工作台提醒。</p></div>"
        ) { row in
            let text = row.objection.text
            let short = text.count > 60 ? "\(text.prefix(60))…" : text
            return """
                <tr class="\(row.objection.state == .answered ? "closed" : "")">\
                \(Ledger.cell("异议", "<a href=\"/objections/\(row.objection.id)\">\(short)</a>", kind: "long lead"))\
                \(Ledger.cell("公文", "<a href=\"/documents/\(row.objection.document)\">\(row.title)</a><small>\(row.number)</small>"))\
                \(Ledger.cell("收到", When.html(row.objection.on), kind: "date"))\
                \(Ledger.cell("状态", row.objection.state.badge))\
                \(Ledger.cell("答复", row.answeredOn.map { When.html($0) } ?? "—", kind: "date"))</tr>
                """
        }
    }

    static let sheet: [SheetLayout.Column] = [
        .init("公文", width: 40), .init("文号", width: 22), .init("收到日期", kind: .day), .init("异议内容", width: 60),
        .init("状态"), .init("调查情况", width: 50), .init("答复", width: 50), .init("答复日期", kind: .day),
    ]

    /// Without name and contact, which are nobody's business outside the page itself.
    static func cells(_ row: ObjectionRow) -> [SheetCell] {
        [
            .text(row.title), .text(row.number), .day(row.objection.on.text), .text(row.objection.text),
            .text(row.objection.state.label), .text(row.objection.investigation), .text(row.objection.answer),
            row.answeredOn.map { .day($0.text) } ?? .empty,
        ]
    }
}

extension Objection.State {
    var badge: HTML {
        switch self {
        case .received: Badge.html(label, .warn)
        case .investigating: Badge.html(label, .active)
        case .answered: Badge.html(label, .good)
        }
    }
}

/// One objection: what was said, what was found out, what was answered.
struct ObjectionPage: Page {
    let row: ObjectionRow
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    private var objection: Objection { row.objection }
    private var path: String { "/objections/\(objection.id)" }

    var title: String { "公示异议" }
    var section: String { "/objections" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("公示异议", "/objections")], badge: objection.state.badge, subtitle: subtitle).html)
        \(Said.error(problem))
        <section class="section"><h2>异议</h2><p class="prose">\(objection.text)</p><dl class="facts">\
        <dt>收到</dt><dd>\(When.html(row.at))</dd><dt>姓名</dt><dd>\(objection.name.isEmpty ? "未留" : objection.name)</dd>\
        <dt>联系方式</dt><dd>\(objection.contact.isEmpty ? "未留" : objection.contact)</dd></dl></section>
        \(objection.investigation.isEmpty ? nil : told("调查情况", objection.investigation))
        \(objection.answer.isEmpty ? nil : told("答复", objection.answer))
        \(row.answeredOn.map { day -> HTML in "<p class=\"muted\">\(row.answeredBy) 于\(When.html(day))答复。</p>" })
        \(Role.office.contains(viewer.role) && objection.state != .answered ? forms : nil)
        """
    }

    private var subtitle: HTML {
        "<a href=\"/documents/\(objection.document)\">\(row.title)</a> \(row.number)"
    }

    private func told(_ title: HTML, _ text: String) -> HTML {
        "<section class=\"section\"><h2>\(title)</h2><p class=\"prose\">\(text)</p></section>"
    }

    private var forms: HTML {
        let first = objection.investigation.isEmpty
        let inquiry = Field(
            "investigation", "调查情况", value: typed["investigation"] ?? objection.investigation, help: "只供内部查看。",
            isRequired: true)
        let answer = Field(
            "answer", "答复", value: typed["answer"] ?? "", help: "提出人凭回执号查看；不写他人姓名。答复后不能再改。", isRequired: true)
        let reply: HTML = """
            <section class="section"><h2>答复</h2><form class="form full" method="post" action="\(path)/answer">\(seal)\
            \(answer.area(rows: 4, limit: Objection.textLimit))<div class="form-actions"><button class="primary" \
            data-confirm="答复后不能再改。确定答复吗？" data-confirm-label="答复">答复</button></div></form></section>
            """
        return """
            <section class="section"><h2>\(first ? "记录调查情况" : "补充调查情况")</h2>\
            <form class="form full" method="post" action="\(path)/investigation">\(seal)\(inquiry.area(rows: 4, limit: Objection.textLimit))
            <div class="form-actions"><button class="\(first ? "primary" : "")">保存调查情况</button></div></form></section>
            \(first ? nil : reply)
            """
    }

    private var seal: HTML {
        "\(FormSeal())<input type=\"hidden\" name=\"version\" value=\"\(objection.version)\">"
    }
}
