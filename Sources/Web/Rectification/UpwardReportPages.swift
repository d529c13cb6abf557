import Store
import Supervision

/// What was or will be told upward of one problem.
struct UpwardReportPage: TypedPage {
    let dossier: FindingDossier
    let reports: [SentReport]
    let viewer: Viewer
    let wordings: [Wording]
    let typed: Fields?
    let refusal: (any Refusal)?

    var title: String { "整体上报" }
    var section: String { "/findings" }

    private var path: String { "/findings/\(dossier.finding.id.rawValue)" }
    private var current: SentReport? { reports.first { $0.supersededOn == nil } }
    private var isOwn: Bool {
        Role.office.contains(viewer.role) && Place(viewer.scope).office == dossier.office
    }

    var main: HTML {
        let earlier = reports.filter { $0.supersededOn != nil }
        return """
            \(PageHead(title, crumbs: [("问题台账", "/findings"), (dossier.finding.number, path)],
                subtitle: "\(dossier.finding.problem)").html)
            \(Said.error(refusal?.message))
            \(state)
            \(earlier.isEmpty ? nil : before(earlier))
            """
    }

    private var state: HTML {
        let open = dossier.total - dossier.closed
        if let current { return sent(current) }
        guard open == 0 else {
            return """
                <div class="empty"><strong>还有 \(open) 个部分没有销号</strong><p>共 \(dossier.total) 个部分，已销号 \
                \(dossier.closed) 个；全部销号后，这个问题才能作为一个整体上报。</p>\
                <a class="button" href="\(path)">查看各部分</a></div>
                """
        }
        guard isOwn else { return "<p>各部分均已销号，等待下发机构整体上报。</p>" }
        return form
    }

    private var form: HTML {
        let text = field("report", "整改结果", composed, help: "按台账自动生成，可以修改")
        return """
            <p>\(dossier.total) 个部分均已销号，可以作为一个整体上报。上报后如有部分被重新打开，须再次上报。</p>
            <form class="form" method="post" action="\(path)/report" data-draft="report-\(dossier.finding.id.rawValue)">\(FormSeal())\
            <div class="field-row">\(field("addressee", "报送单位").text(hint: "如：市教育督导委员会办公室"))\
            \(field("document", "文号", help: "随文报送的填写", isRequired: false).text())\
            \(field("on", "上报日期", viewer.day.text).date())</div>\
            \(text.area(rows: 10, limit: 20_000))\(WordingPicker(wordings, .report, for: "report").html)\
            <div class="form-actions"><button class="primary" data-confirm="上报后载入经过，不能修改。现在记录上报？" \
            data-confirm-label="上报">记录上报</button><a class="button quiet" href="\(path)">取消</a></div></form>
            """
    }

    private var composed: String {
        UpwardReport.composed(
            number: dossier.finding.number, problem: dossier.finding.problem,
            parts: dossier.parts.map { entry in
                UpwardReport.Part(
                    unit: entry.unit, cooperating: entry.cooperating, measures: entry.part.plan?.measures ?? "",
                    closedOn: entry.part.closedOn, evidence: entry.part.evidence.count)
            })
    }

    private func sent(_ sent: SentReport) -> HTML {
        let report = sent.report
        let number: HTML? = report.document.isEmpty ? nil : "<dt>文号</dt><dd>\(report.document)</dd>"
        let gone: HTML? = sent.supersededOn.map { day -> HTML in
            "<dt>失效</dt><dd>\(When.html(day))有部分被重新打开，须再次上报</dd>"
        }
        return """
            <section class="section"><h2>已上报</h2><dl class="facts"><dt>报送单位</dt><dd>\(report.addressee)</dd>\(number)\
            <dt>上报日期</dt><dd>\(When.html(report.on))</dd><dt>经办人</dt><dd>\(sent.by)</dd>\(gone)\
            <dt>整改结果</dt><dd class="prose">\(report.text)</dd></dl></section>
            """
    }

    private func before(_ reports: [SentReport]) -> HTML {
        "<details class=\"fold\"><summary>以前的上报（\(reports.count) 次）</summary>\(reports.map(sent))</details>"
    }
}

/// How far the report upward is, on the problem's own page.
struct UpwardReportSection {
    let dossier: FindingDossier
    let reports: [SentReport]
    let viewer: Viewer

    init(_ dossier: FindingDossier, _ reports: [SentReport], for viewer: Viewer) {
        self.dossier = dossier
        self.reports = reports
        self.viewer = viewer
    }

    var html: HTML? {
        guard dossier.isReportable, Role.office.contains(viewer.role) || viewer.role == .leader else { return nil }
        let path = "/findings/\(dossier.finding.id.rawValue)/report"
        let open = dossier.total - dossier.closed
        let words: HTML
        if let report = reports.first(where: { $0.supersededOn == nil }) {
            words = "\(When.html(report.report.on))已报送\(report.report.addressee)。"
        } else if open > 0 {
            words = "还有 \(open) 个部分没有销号，全部销号后才能整体上报。"
        } else {
            words = "各部分均已销号，可以整体上报。"
        }
        return """
            <section class="section" id="report"><h2>整体上报</h2><p>\(words)</p><a class="button" href="\(path)">查看上报</a></section>
            """
    }
}

/// Problems from above and shared ones, with how far their reports are.
struct UpwardReportsPage: Page {
    let listing: Listing<UpwardReportRow>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "整体上报" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead("问题台账", subtitle: "上级反馈的问题和几个单位分担的问题，各部分全部销号后作为一个整体上报。").html)
        \(FindingTabs.html(.reports, for: viewer.role))
        \(FilterBar(address, [
            FilterBar.search(address, hint: "问题或编号"),
            FilterBar.choice(
                address, "state", "上报情况", UpwardReport.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]).html)
        \(table.html)
        """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("编号", kind: "code"), .init("问题", kind: "long"), .init("下发日期", kind: "date"),
                .init("已销号 / 部分", kind: "num"), .init("上报情况"), .init("报送单位"), .init("上报日期", kind: "date"),
            ], listing, at: address, unit: "个问题", exportPath: "/findings/reports/export.xlsx",
            empty: """
                <div class="empty"><strong>没有需要整体上报的问题</strong><p>上级反馈的问题，或拆分给几个单位的问题，会列在这里。</p>\
                <a class="button" href="/findings">查看问题台账</a></div>
                """
        ) { row in
            let link: HTML = "<a href=\"/findings/\(row.finding.rawValue)/report\">\(row.number)</a>"
            let tone: Badge.Tone = row.state == .due ? .warn : row.state == .reported ? .good : .neutral
            let sent: HTML = row.addressee.isEmpty ? "—" : "\(row.addressee)<small>\(row.document)</small>"
            return """
                <tr>\(Ledger.cell("编号", link, kind: "code lead"))\(Ledger.cell("问题", "\(row.problem)", kind: "long"))\
                \(Ledger.cell("下发日期", row.issuedOn.map { When.html($0) } ?? "—", kind: "date"))\
                \(Ledger.cell("已销号 / 部分", "<a href=\"/findings/\(row.finding.rawValue)\">\(row.closed) / \(row.parts)</a>", kind: "num"))\
                \(Ledger.cell("上报情况", Badge.html(row.state.label, tone)))\(Ledger.cell("报送单位", sent))\
                \(Ledger.cell("上报日期", row.reportedOn.map { When.html($0) } ?? "—", kind: "date"))</tr>
                """
        }
    }
}
