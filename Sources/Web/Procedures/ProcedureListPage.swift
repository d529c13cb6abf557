import Office
import Store
import Supervision

/// `/procedures`: what an office may begin its campaigns with.
struct ProcedureListPage: Page {
    let listing: Listing<OwnProcedure>
    let address: ListAddress
    let mayWrite: Bool

    var title: String { "工作流程" }
    var section: String { "/procedures" }

    var main: HTML {
        let actions: HTML? = mayWrite ? "<a class=\"button primary\" href=\"/procedures/new\">新建流程</a>" : nil
        return """
            \(PageHead(title, subtitle: "项目从这里选用流程，并保留自己的一份；流程以后再改，不影响已建的项目。", actions: actions).html)
            <section class="section"><h2>本室自建</h2>\(FilterBar(address, filters).html)\(table.html)</section>
            <section class="section"><h2>系统自带</h2>\(shipped)</section>
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "名称"),
            FilterBar.choice(
                address, "state", "状态", OwnProcedure.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("名称", sort: "name"), .init("环节", kind: "long"), .init("环节数", sort: "steps", kind: "num"),
                .init("状态"), .init("版本"), .init("用于项目", kind: "num"), .init("更新", sort: "updated", kind: "date"),
            ], listing, at: address, unit: "个", exportPath: "/procedures/export.xlsx", empty: empty
        ) { row in
            let name: HTML = "<a href=\"/procedures/\(row.id)\">\(row.name)</a>"
            let used: HTML =
                row.campaigns == 0 ? "0" : "<a href=\"/campaigns?procedure=\(row.id)\">\(row.campaigns)</a>"
            return """
                <tr class="\(row.state == .retired ? "closed" : "")">\(Ledger.cell("名称", name, kind: "lead"))\
                \(Ledger.cell("环节", "\(row.procedure.chain)", kind: "long"))\
                \(Ledger.cell("环节数", "\(row.procedure.steps.count)", kind: "num"))\
                \(Ledger.cell("状态", Badge.html(row.state.label, row.state == .active ? .good : .neutral)))\
                \(Ledger.cell("版本", "第\(row.number)版"))\(Ledger.cell("用于项目", used, kind: "num"))\
                \(Ledger.cell("更新", When.html(row.updatedAt.day), kind: "date"))</tr>
                """
        }
    }

    private var empty: HTML {
        let isFiltered = !address.filter("q").isEmpty || !address.filter("state").isEmpty
        return isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的流程</strong><a href=\"/procedures\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>还没有自建的流程</strong><p>可以从下面系统自带的流程复制一份，按本室的做法增减环节。</p></div>"
    }

    private var shipped: HTML {
        let rows = Procedure.shipped.map { procedure -> HTML in
            let copy: HTML? =
                mayWrite ? "<a class=\"button small\" href=\"/procedures/new?from=\(procedure.code)\">复制修改</a>" : nil
            return """
                <tr>\(Ledger.cell("名称", "<a href=\"/procedures/shipped/\(procedure.code)\">\(procedure.name)</a>", kind: "lead"))\
                \(Ledger.cell("环节", "\(procedure.chain)", kind: "long"))\
                \(Ledger.cell("环节数", "\(procedure.steps.count)", kind: "num"))\
                \(Ledger.cell("", "\(copy)", kind: "actions"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">名称</th><th scope="col" class="long">环节</th>\
            <th scope="col" class="num">环节数</th><th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    static let sheet: [SheetLayout.Column] = [
        .init("名称", width: 36), .init("环节", width: 80), .init("环节数"), .init("状态"), .init("版本"), .init("用于项目"),
        .init("更新日期", kind: .day),
    ]

    static func cells(_ row: OwnProcedure) -> [SheetCell] {
        [
            .text(row.name), .text(row.procedure.chain), .integer(row.procedure.steps.count), .text(row.state.label),
            .integer(row.number), .integer(row.campaigns), .day(row.updatedAt.day.text),
        ]
    }
}
