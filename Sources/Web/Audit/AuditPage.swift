import Store
import Supervision

/// The audit as a list.
struct AuditPage: Page {
    let listing: Listing<AuditRow>
    let address: ListAddress

    init(_ listing: Listing<AuditRow>, at address: ListAddress) {
        self.listing = listing
        self.address = address
    }

    var title: String { "审计日志" }
    var section: String { "/audit" }

    var main: HTML {
        let head = PageHead(
            title, subtitle: "每次改动与它的记录一同保存，一秒内封入校验链；记录只含编号与状态，不含个人信息。",
            actions: "<a class=\"button\" href=\"/audit/verification\">校验</a>")
        return """
            \(head.html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "操作人姓名"),
            FilterBar.choice(address, "action", "事项", AuditPage.kinds),
            FilterBar.date(address, "from", "自"), FilterBar.date(address, "until", "至"),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("时间", kind: "date"), .init("操作人"), .init("操作"), .init("对象"), .init("内容", kind: "long"),
                .init("封存号", kind: "num"),
            ], listing, at: address, exportPath: "/audit/export.xlsx"
        ) { row in
            let opened = address.with("subject", row.subject)
            return """
                <tr>\(Ledger.cell("时间", When.html(row.at), kind: "date lead"))\
                \(Ledger.cell("操作人", "\(row.name)<small>\(row.role.label)</small>"))\
                \(Ledger.cell("操作", "\(row.action)", kind: "code"))\
                \(Ledger.cell("对象", "<a class=\"hash\" href=\"\(opened)\">\(row.subjectKind) \(row.subject)</a>"))\
                \(Ledger.cell("内容", "<span class=\"hash\">\(row.content)</span>", kind: "long"))\
                \(Ledger.cell("封存号", row.sealedAs == 0 ? "待封存" : "\(row.sealedAs)", kind: "num"))</tr>
                """
        }
    }

    private static let kinds = [
        Choice("account", "账号"), Choice("organisation", "单位"), Choice("framework", "指标体系"),
        Choice("campaign", "督导项目"), Choice("inspection", "督导任务"), Choice("assessment", "评估"),
        Choice("opinion", "督导意见"), Choice("finding", "问题整改"), Choice("document", "公文"),
        Choice("tip", "举报诉求"),
    ]
}

/// What recomputing the chain found.
struct AuditReportPage: Page {
    let report: AuditReport

    var title: String { "审计校验" }
    var section: String { "/audit" }

    var main: HTML {
        let problems = report.problems.prefix(50).map { problem -> HTML in "<li>\(problem)</li>" }
        let verdict: HTML =
            report.problems.isEmpty
            ? "<div class=\"notice success\" role=\"status\">全部记录与校验链一致。</div>"
            : "<div class=\"notice error\" role=\"alert\"><strong>有记录被改动过。</strong><ul>\(problems)</ul></div>"
        return """
            \(PageHead(title, crumbs: [("审计日志", "/audit")]).html)
            \(verdict)
            <dl class="facts"><dt>已封存</dt><dd>\(report.sealed) 条</dd><dt>待封存</dt><dd>\(report.unsealed) 条</dd>\
            <dt>链首校验值</dt><dd class="hash">\(report.head)</dd></dl>
            """
    }
}
