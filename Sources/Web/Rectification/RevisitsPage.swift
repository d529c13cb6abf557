import Store
import Supervision

/// The proposal: a rule as filters, its units, and the campaign to be made of those ticked.
struct RevisitsPage: TypedPage {
    let rule: RevisitRule
    let units: [RevisitUnit]
    let campaigns: [Choice]
    let address: ListAddress
    let viewer: Viewer
    let typed: Fields?
    let refusal: (any Refusal)?

    var title: String { "复查回访建议" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead("问题台账", subtitle: "按一年中本级下发的问题提出下一年复查回访的单位；勾选后生成督导项目草稿，每个单位带着列入的理由。").html)
        \(FindingTabs.html(.revisits, for: viewer.role))
        \(Said.error(refusal?.message))
        \(FilterBar(address, filters).html)
        \(units.isEmpty ? empty : form)
        """
    }

    private var filters: [HTML] {
        let this = viewer.day.year
        let years = (0..<6).map { Choice("\(this - $0)", "\(this - $0)年") }
        let grades = [Finding.Grade.serious, .grave].map { grade in
            Choice(grade.rawValue, grade == .grave ? grade.label : "\(grade.label)及以上")
        }
        return [
            """
            <div class="field"><label for="year">问题下发年度</label><select id="year" name="year">\
            \(Choice.list(years, chosen: ["\(rule.year)"]))</select></div>
            """,
            FilterBar.choice(address, "least", "严重程度", grades),
            FilterBar.choice(
                address, "source", "来源", Finding.Source.allCases.map { Choice($0.rawValue, $0.label) }),
            campaigns.isEmpty ? .empty : FilterBar.choice(address, "campaign", "督导项目", campaigns),
            FilterBar.choice(address, "count", "问题数", [2, 3, 5, 10].map { Choice("\($0)", "\($0)个以上") }, all: "1个以上"),
            FilterBar.choice(
                address, "standing", "整改情况",
                RevisitRule.Standing.allCases.filter { $0 != .any }.map { Choice($0.rawValue, $0.label) }, all: "不限"),
        ]
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有符合条件的单位</strong><p>本级 \(rule.year) 年下发的问题中没有这样的；换个年度或放宽条件。</p></div>
        """
    }

    private var form: HTML {
        let next = rule.year + 1
        let year = max(next, viewer.day.year)
        let start = max(Day(year: year, month: 3, day: 1) ?? viewer.day, viewer.day)
        let end = Day(year: start.year, month: 12, day: 31) ?? start
        let procedures = Procedure.shipped.map { Choice($0.code, $0.name) }
        let hidden = ["year", "least", "source", "campaign", "count", "standing"].map { name -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value(name))\">"
        }
        return """
            <form class="form full" method="post" action="/findings/revisits">\(FormSeal())\(hidden)
            <table class="ledger"><thead><tr><th scope="col" class="tick"><input type="checkbox" data-tick-all aria-label="全选"></th>\
            <th scope="col">单位</th><th scope="col" class="num">问题</th><th scope="col" class="num">未销号</th>\
            <th scope="col" class="num">较重</th><th scope="col" class="num">严重</th><th scope="col" class="num">曾重新打开</th>\
            <th scope="col" class="num">已复查</th><th scope="col">已列入回访</th></tr></thead><tbody>\(units.map(row))</tbody></table>
            <div class="table-foot"><span>共 <strong>\(units.count)</strong> 个单位</span>\
            <a href="\(address.export(at: "/findings/revisits/export.xlsx"))">导出 XLSX</a></div>
            <section class="section"><h2>生成复查回访项目</h2>\
            \(field("name", "项目名称", "\(start.year)年复查回访").text())
            <div class="field-row">\(field("startsOn", "开始日期", start.text).date())\(field("endsOn", "结束日期", end.text).date())\
            \(field("procedure", "工作流程", Procedure.governmentCase.code).select(procedures))</div>
            <p class="help">生成的是草稿：所选单位为“指定”单位，不再抽取；可在项目页面继续修改后冻结名单。</p></section>
            <div class="form-actions"><button class="primary">用所选单位生成项目</button></div></form>
            """
    }

    private func value(_ name: String) -> String {
        typed?.text(name) ?? (name == "year" ? "\(rule.year)" : address.filter(name))
    }

    private func row(_ unit: RevisitUnit) -> HTML {
        let figures = unit.figures
        let list = "/findings?organisation=\(unit.id.rawValue)&\(rule.query)"
        let checked: HTML? = typed?.all("unit").contains(unit.id.rawValue) == true ? " checked" : nil
        func number(_ title: String, _ count: Int, _ more: String, state: String = "all") -> HTML {
            let link: HTML = "<a href=\"\(list)&state=\(state)\(more)\">\(count)</a>"
            return Ledger.cell(title, count == 0 ? "0" : link, kind: "num")
        }
        let planned: HTML = unit.planned > 0 ? Badge.html("已列入", .good) : "—"
        return """
            <tr><td class="tick"><input type="checkbox" name="unit" value="\(unit.id.rawValue)"\(checked) \
            aria-label="选择\(unit.name)"></td>\
            \(Ledger.cell("单位", "<a href=\"/organisations/\(unit.id.rawValue)\">\(unit.name)</a><small>\(unit.code)</small>", kind: "lead"))\
            \(number("问题", figures.findings, ""))\(number("未销号", figures.open, "", state: "open"))\
            \(number("较重", figures.serious, "&grade=serious"))\(number("严重", figures.grave, "&grade=grave"))\
            \(number("曾重新打开", figures.cameBack, "&mark=cameBack"))\(number("已复查", figures.rechecked, "&mark=rechecked"))\
            \(Ledger.cell("已列入回访", planned))</tr>
            """
    }
}
