import Jobs
import Office
import Store
import Supervision

/// `/public`: the reports that were published, newest first.
struct PublicListPage {
    let listing: Listing<PublicDocument>
    let address: ListAddress
    let office: String

    var main: HTML {
        """
        <header class="public-head"><b>\(office)</b><p><a href="/public/results">评价结果公示</a></p></header>
        <main id="main">
        <h1>督导公示</h1>
        <form class="filters" method="get" action="/public">\(FilterBar.search(address, hint: "标题"))\
        \(FilterBar.choice(address, "kind", "类别", [Choice("report", "督导报告"), Choice("publicity", "公示")]))\
        <div class="actions"><button>搜索</button><a class="button quiet" href="/public">全部</a></div></form>
        \(table.html)
        </main>
        <footer class="page-foot">督导报告依据《教育督导条例》第二十三条公布 · <a href="/public/objections">查询异议答复</a> · <a href="/tips/new">举报与诉求</a> · <a href="/login">工作人员登录</a></footer>
        """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("标题", kind: "long"), .init("文号", kind: "nowrap"), .init("公布日期", kind: "date"),
                .init("接收异议", kind: "date"),
            ], listing, at: address, unit: "份", empty: "<div class=\"empty\"><strong>没有公布的内容</strong></div>"
        ) { row in
            let title: HTML = "<a href=\"/public/\(row.id.rawValue)\">\(row.title)</a><small>\(row.office)</small>"
            return """
                <tr>\(Ledger.cell("标题", title, kind: "long lead"))\(Ledger.cell("文号", "\(row.number)", kind: "nowrap"))\
                \(Ledger.cell("公布日期", When.html(row.publishedOn), kind: "date"))\
                \(Ledger.cell("接收异议", row.publicity?.until.map { day -> HTML in "至\(When.html(day))" } ?? "—", kind: "date"))</tr>
                """
        }
    }
}

/// `/public/:id`: one report as anybody reads and prints it; who wrote and signed it stays inside.
struct PublicReportPage {
    let document: Document
    let files: [EvidenceFile]
    let today: Day

    init(_ document: Document, files: [EvidenceFile], today: Day) {
        self.document = document
        self.files = files
        self.today = today
    }

    var main: HTML {
        """
        <header class="public-head no-print"><b>\(document.office)</b><p><a href="/public">督导公示</a></p></header>
        <p class="subtitle no-print">\(document.publishedOn.map { When.html($0) })公布 · \
        <a href="/public/\(document.id.rawValue)/docx">下载 DOCX</a></p>
        \(publicity)
        <main id="main" class="letter-main">\(Letter(OfficialDocument(document)).html)</main>
        \(attachments)
        <footer class="page-foot">\(document.kind == .report ? "依据《教育督导条例》第二十三条公布" : document.office)</footer>
        """
    }

    /// Until when anybody may object, and where.
    private var publicity: HTML? {
        guard let publicity = document.publicity else { return nil }
        guard publicity.takesObjections(on: today) else {
            return "<p class=\"notice no-print\" role=\"status\">公示期已满。<a href=\"/public/objections\">查询异议答复</a></p>"
        }
        let until: HTML = publicity.until.map { day -> HTML in "至\(When.html(day))24时" } ?? "，截止日另行公布"
        return """
            <p class="notice no-print" role="status">公示\(publicity.workingDays)个工作日\(until)。如有异议，\
            <a class="button primary" href="/public/\(document.id)/objection">提出异议</a> \
            <a href="/public/objections">查询答复</a></p>
            """
    }

    private var attachments: HTML? {
        guard !files.isEmpty else { return nil }
        let items = files.map { file -> HTML in
            "<li><a href=\"/public/\(document.id)/attachments/\(file.id)\">\(file.name)</a></li>"
        }
        return "<section class=\"section no-print\"><h2>附件</h2><ul>\(items)</ul></section>"
    }
}
