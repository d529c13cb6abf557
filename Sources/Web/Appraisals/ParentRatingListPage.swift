import Store
import Supervision

/// What the public gave each inspector at each school, and what keeps one device from bending it.
struct ParentRatingListPage: Page {
    let listing: Listing<ParentRating>
    let address: ListAddress
    let year: Int
    let today: Day
    /// Whether the viewer's office may read the words.
    let canRead: Bool

    var title: String { "\(year)年家长评价" }
    var section: String { "/inspectors/appraisals" }

    var main: HTML {
        let actions: HTML? =
            canRead ? "<a class=\"button\" href=\"\(ParentRatingAddress.words(year))\">想说的话</a>" : nil
        let subtitle: HTML = """
            来自公示牌二维码打开的学校公开页，不用登录，谁都可以评。每满\(ParentRatingRule.least)份一起计入，\
            不足的不显示，平均分不会因一份评价而变。考核中的权重由考核规定决定，初始为0。
            """
        return """
            \(PageHead(title, crumbs: [("督学年度考核", "/inspectors/appraisals")], subtitle: subtitle, actions: actions).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            <p class="muted">防刷分：每次提交要先由浏览器做一道校验题，同一网络提交越多题越难，每小时、每天有上限；同一网络同一天对一位督学只计一份，\
            其余列为“同网重复”。不登记设备和地址，所以换网络、隔天再评仍会计入：某一天特别多、重复特别多的，请核实后再用。</p>
            """
    }

    private var filters: [HTML] { ParentRatingListPage.filters(address, today, hint: "学校或督学") }

    static func filters(_ address: ListAddress, _ today: Day, hint: String) -> [HTML] {
        [
            FilterBar.search(address, hint: hint),
            FilterBar.choice(
                address, "year", "年度", (0..<6).map { today.year - $0 }.map { Choice("\($0)", "\($0)年") },
                all: "\(today.year)年"),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("学校", sort: "school", kind: "long"), .init("责任督学", sort: "name"),
                .init("份数", sort: "forms", kind: "num"), .init("督学平均分", kind: "num"),
                .init("办学公开平均分", kind: "num"), .init("同网重复", sort: "repeats", kind: "num"),
                .init("最多一天", kind: "num"), .init("想说的话", kind: "num"),
            ], listing, at: address, exportPath: "/inspectors/parent-ratings/export.xlsx",
            empty: """
                <div class="empty"><strong>没有家长评价</strong>公示牌上的二维码打开学校公开页，家长在那里评价。</div>
                """
        ) { row in
            let few = "不足\(ParentRatingRule.least)份"
            let link = """
                \(ParentRatingAddress.words(year))&school=\(row.school)&person=\(row.person)
                """
            let words: HTML = canRead && row.words > 0 ? "<a href=\"\(link)\">\(row.words)</a>" : "\(row.words)"
            return """
                <tr>\(Ledger.cell("学校", "\(row.schoolName)", kind: "lead long"))\(Ledger.cell("责任督学", "\(row.name)"))\
                \(Ledger.cell("份数", row.shown.forms > 0 ? "\(row.shown.forms)" : "\(few)", kind: "num"))\
                \(Ledger.cell("督学平均分", "\(row.inspectorMean ?? "—")", kind: "num"))\
                \(Ledger.cell("办学公开平均分", "\(row.opennessMean ?? "—")", kind: "num"))\
                \(Ledger.cell("同网重复", "\(row.repeats)", kind: "num"))\
                \(Ledger.cell("最多一天", "\(row.topForms)份 <small>\(row.topDay.month)月\(row.topDay.day)日</small>", kind: "num"))\
                \(Ledger.cell("想说的话", words, kind: "num"))</tr>
                """
        }
    }
}

/// The words that came with ratings, for the office that answers for the inspectors; in no export.
struct ParentWordsPage: Page {
    let listing: Listing<ParentWords>
    let address: ListAddress
    let year: Int
    let today: Day

    var title: String { "\(year)年家长想说的话" }
    var section: String { "/inspectors/appraisals" }

    var main: HTML {
        let crumbs = [
            ("督学年度考核", "/inspectors/appraisals"), ("家长评价", "/inspectors/parent-ratings?year=\(year)"),
        ]
        let subtitle: HTML = """
            只有本督导室能看到，不导出；次序与时间无关。转告学校或督学之前，请先确认看不出是谁写的。
            """
        let filters = ParentRatingListPage.filters(address, today, hint: "学校或督学")
        let table = Ledger(
            [.init("学校", kind: "long"), .init("责任督学"), .init("想说的话", kind: "long"), .init("操作", kind: "actions")],
            listing, at: address,
            empty: """
                <div class="empty"><strong>没有可以显示的话</strong>与评价一起，每满\(ParentRatingRule.least)份显示。</div>
                """
        ) { row in
            """
            <tr>\(Ledger.cell("学校", "\(row.schoolName)", kind: "lead long"))\(Ledger.cell("责任督学", "\(row.name)"))\
            \(Ledger.cell("想说的话", "\(row.words)", kind: "long"))\(Ledger.cell("操作", removal(row), kind: "actions"))</tr>
            """
        }
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: subtitle).html)
            \(FilterBar(address, filters, keeping: ["school", "person"]).html)
            \(table.html)
            """
    }

    private func removal(_ row: ParentWords) -> HTML {
        """
        <form class="inline" method="post" action="/inspectors/parent-ratings/words/\(row.id)/removal">\(FormSeal())\
        <input type="hidden" name="year" value="\(year)">\
        <button class="small" data-confirm="删除后不能恢复，评分不变。" data-confirm-label="删除">删除</button></form>
        """
    }
}
