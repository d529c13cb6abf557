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
        <header class="public-head"><b>\(office)</b><p><a href="/results">评价结果公示</a></p></header>
        <main id="main">
        <h1>督导报告公示</h1>
        <form class="filters" method="get" action="/public">\(FilterBar.search(address, hint: "报告标题"))\
        <div class="actions"><button>搜索</button><a class="button quiet" href="/public">全部</a></div></form>
        \(table.html)
        </main>
        <footer class="page-foot">依据《教育督导条例》第二十三条公布 · <a href="/login">工作人员登录</a></footer>
        """
    }

    private var table: Ledger {
        Ledger(
            [.init("报告", kind: "long"), .init("文号", kind: "nowrap"), .init("公布日期", kind: "date")], listing, at: address,
            unit: "份", empty: "<div class=\"empty\"><strong>没有公布的督导报告</strong></div>"
        ) { row in
            let title: HTML = "<a href=\"/public/\(row.id.rawValue)\">\(row.title)</a><small>\(row.office)</small>"
            return """
                <tr>\(Ledger.cell("报告", title, kind: "long lead"))\(Ledger.cell("文号", "\(row.number)", kind: "nowrap"))\
                \(Ledger.cell("公布日期", When.html(row.publishedOn), kind: "date"))</tr>
                """
        }
    }
}

/// `/public/:id`: one report as anybody reads and prints it; who wrote and signed it stays inside.
struct PublicReportPage {
    let document: Document

    init(_ document: Document) {
        self.document = document
    }

    var main: HTML {
        """
        <header class="public-head no-print"><b>\(document.office)</b><p><a href="/public">督导报告公示</a></p></header>
        <p class="subtitle no-print">\(document.publishedOn.map { When.html($0) })公布 · \
        <a href="/public/\(document.id.rawValue)/docx">下载 DOCX</a></p>
        <main id="main" class="letter-main">\(Letter(OfficialDocument(document)).html)</main>
        <footer class="page-foot">依据《教育督导条例》第二十三条公布</footer>
        """
    }
}
