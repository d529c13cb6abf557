package import Store

/// A list as a table: head with sort links, rows, total, export and pager.
package struct Ledger: Sendable {
    package struct Column: Sendable {
        let title: String
        /// The name by which the list sorts, if it does.
        let sort: String
        /// `num`, `date`, `code`, `long` or `actions`.
        let kind: String

        package init(_ title: String, sort: String = "", kind: String = "") {
            self.title = title
            self.sort = sort
            self.kind = kind
        }
    }

    let columns: [Column]
    let address: ListAddress
    /// Each a whole `<tr>`; make its cells with `Ledger.cell`.
    let rows: [HTML]
    let total: Int
    let pages: Int
    /// What is counted: 所、人次、个.
    let unit: String
    let exportPath: String
    let empty: HTML
    /// Keeps its columns on a phone.
    var isKept = false

    /// `empty` says what to do when nothing is there.
    package init<Row>(
        _ columns: [Column], _ listing: Listing<Row>, at address: ListAddress, unit: String = "条",
        exportPath: String = "", empty: HTML = "<div class=\"empty\"><strong>没有符合条件的记录</strong></div>",
        row: (Row) -> HTML
    ) {
        self.columns = columns
        self.address = address
        rows = listing.rows.map(row)
        total = listing.total
        pages = listing.pages
        self.unit = unit
        self.exportPath = exportPath
        self.empty = empty
    }

    /// A cell; on a phone its column's title stands before it.
    package static func cell(_ title: String, _ content: HTML, kind: String = "") -> HTML {
        kind.isEmpty
            ? "<td data-label=\"\(title)\">\(content)</td>"
            : "<td data-label=\"\(title)\" class=\"\(kind)\">\(content)</td>"
    }

    package var html: HTML {
        guard !rows.isEmpty else { return address.page.number > 1 ? beyond : empty }
        return """
            <table class="\(isKept ? "ledger keep" : "ledger")"><thead><tr>\(columns.map(head))</tr></thead><tbody>\(rows)</tbody></table>
            <div class="table-foot"><span>共 <strong>\(total)</strong> \(unit)</span>\
            \(exportPath.isEmpty ? nil : export)\(pages > 1 ? pager : nil)</div>
            """
    }

    /// A page past the last one, reached by an old address or after rows went away.
    private var beyond: HTML {
        let last = min(pages, address.page.number - 1)
        return """
            <div class="empty"><strong>没有第\(address.page.number)页</strong>记录可能已经变少，请回到\
            <a href="\(address.with("page", last <= 1 ? "" : "\(last)"))">第\(last)页</a>。</div>
            """
    }

    private func head(_ column: Column) -> HTML {
        guard !column.sort.isEmpty else { return "<th scope=\"col\" class=\"\(column.kind)\">\(column.title)</th>" }
        let sort = address.filter("sort")
        let isUp = sort == column.sort
        let order = isUp ? "ascending" : sort == "-\(column.sort)" ? "descending" : "none"
        let next = address.with("sort", isUp ? "-\(column.sort)" : column.sort)
        return """
            <th scope="col" class="\(column.kind)" aria-sort="\(order)"><a href="\(next)">\(column.title)</a></th>
            """
    }

    private var export: HTML { "<a href=\"\(address.export(at: exportPath))\">导出 XLSX</a>" }

    private var pager: HTML {
        let current = min(address.page.number, pages)
        let shown = [1, 2, current - 1, current, current + 1, pages - 1, pages].filter { (1...pages).contains($0) }
        var links: [HTML] = []
        var last = 0
        for number in Set(shown).sorted() {
            if number > last + 1 { links.append("<span class=\"gap\">…</span>") }
            let link = address.with("page", number == 1 ? "" : "\(number)")
            links.append(
                number == current
                    ? "<a href=\"\(link)\" aria-current=\"page\">\(number)</a>" : "<a href=\"\(link)\">\(number)</a>")
            last = number
        }
        return "<nav class=\"pager\" aria-label=\"分页\">\(links)</nav>"
    }
}

/// The filter bar above a list: a GET form that keeps the list's sort.
///
/// On a phone only the search stands open until somebody wants more, or a filter is set.
package struct FilterBar: Sendable {
    let address: ListAddress
    let fields: [HTML]
    /// Filters that say which list it is: 清除 leaves them.
    let kept: Set<String>

    /// `fields` are made with `FilterBar.search`, `.choice` and `.date`.
    package init(_ address: ListAddress, _ fields: [HTML], keeping kept: Set<String> = []) {
        self.address = address
        self.fields = fields
        self.kept = kept
    }

    package var html: HTML {
        let sort = address.filter("sort")
        let hidden: HTML? = sort.isEmpty ? nil : "<input type=\"hidden\" name=\"sort\" value=\"\(sort)\">"
        return """
            <form class="\(address.isNarrowed(besides: kept) ? "filters narrowed" : "filters")" method="get" action="\(address.path)">\(hidden)\
            <input class="more visually-hidden" type="checkbox" id="more-filters">\(fields)\
            <div class="actions"><button>筛选</button><label class="button quiet" for="more-filters">更多条件</label>\
            <a class="button quiet" href="\(address.cleared(keeping: kept))">清除</a></div></form>
            """
    }

    package static func search(_ address: ListAddress, hint: String) -> HTML {
        """
        <div class="field search"><label for="q">搜索</label><input id="q" name="q" type="search" \
        value="\(address.filter("q"))" placeholder="\(hint)"></div>
        """
    }

    package static func choice(
        _ address: ListAddress, _ name: String, _ label: String, _ choices: [Choice], all: String = "全部"
    ) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><select id="\(name)" name="\(name)">\
        \(Choice.list([Choice("", all)] + choices, chosen: [address.filter(name)]))</select></div>
        """
    }

    package static func date(_ address: ListAddress, _ name: String, _ label: String) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" type="date" \
        value="\(address.filter(name))"></div>
        """
    }
}
