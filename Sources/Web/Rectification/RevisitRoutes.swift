import Hummingbird
import Office
import Store
import Supervision

/// Next year's 复查回访: units with problems of a kind, and the campaign that is made of those chosen.
enum RevisitRoutes {
    static func register(on site: inout Sitemap) {
        let office = Audience.roles(Role.office)
        site.get("/findings/revisits", office) { call in try await show(call) }
        site.post("/findings/revisits", office, plan)
        site.get("/findings/revisits/export.xlsx", office, export)
    }

    private static func show(_ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let fields = typed ?? call.query
        let rule = RevisitRule(fields, on: call.day)
        let viewer = call.viewer
        let page = try await call.read { db in
            RevisitsPage(
                rule: rule, units: try Revisits.proposed(rule, visibleTo: viewer, in: db),
                campaigns: try Findings.campaigns(visibleTo: viewer, in: db).map { Choice($0.0.rawValue, $0.1) },
                address: ListAddress("/findings/revisits", call.query), viewer: viewer, typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func plan(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        let rule = RevisitRule(fields, on: call.day)
        return try await call.change(form) { refusal in
            try await show(call, fields, refusal)
        } _: { act in
            var problems: [String: String] = [:]
            let name = fields.text("name")
            if name.isEmpty || name.count > 100 { problems["name"] = "请填写100字以内的项目名称。" }
            let (start, end) = (Day(fields.text("startsOn")), Day(fields.text("endsOn")))
            if start == nil { problems["startsOn"] = "请选择开始日期。" }
            if end == nil { problems["endsOn"] = "请选择结束日期。" }
            if let start, let end, end < start { problems["endsOn"] = "结束日期不能早于开始日期。" }
            let procedure = Procedure.shipped.first { $0.code == fields.text("procedure") }
            if procedure == nil { problems["procedure"] = "请选择工作流程。" }
            guard problems.isEmpty, let start, let end, let procedure else { throw FormRefusal(problems) }
            let units = Set(fields.all("unit").prefix(1_000).map { OrganisationID($0) })
            let id = try Revisits.plan(units, of: rule, named: name, from: start, until: end, by: procedure, act)
            return "/campaigns/\(id.rawValue)?done=created"
        }
    }

    private static func export(_ call: Call) async throws -> Response {
        let rule = RevisitRule(call.query, on: call.day)
        let columns: [SheetLayout.Column] = [
            .init("代码", kind: .text, width: 16), .init("单位", width: 30), .init("问题数"), .init("未销号"), .init("较重"), .init("严重"),
            .init("曾重新打开"), .init("已复查"), .init("已列入回访"), .init("建议理由", width: 60),
        ]
        let export = SheetExport(title: "复查回访建议", columns: columns) { page in
            let units = try await call.read { db in try Revisits.proposed(rule, visibleTo: call.viewer, in: db) }
            let rows = Array(units.dropFirst(page.offset).prefix(page.size))
            return Listing(rows: rows, total: units.count, page: page)
        } cells: { unit in
            let figures = unit.figures
            return [
                .text(unit.code), .text(unit.name), .integer(figures.findings), .integer(figures.open),
                .integer(figures.serious), .integer(figures.grave), .integer(figures.cameBack),
                .integer(figures.rechecked), .integer(unit.planned), .text(figures.reason(under: rule)),
            ]
        }
        return try await export.response(named: "复查回访建议\(rule.year)")
    }
}

extension RevisitRule {
    /// As an address or a form says it; this year unless it says another.
    init(_ fields: Fields, on today: Day) {
        let year = fields.number("year").flatMap { (2000...2199).contains($0) ? $0 : nil } ?? today.year
        let campaign = fields.text("campaign")
        self.init(
            year: year, grade: Finding.Grade(rawValue: fields.text("least")) ?? .ordinary,
            source: Finding.Source(rawValue: fields.text("source")), campaign: campaign.isEmpty ? nil : Identifier(campaign),
            count: min(max(fields.number("count") ?? 1, 1), 100),
            standing: Standing(rawValue: fields.text("standing")) ?? .any)
    }

    /// The rule as a part of an address.
    fileprivate var query: String {
        var pairs = [("year", "\(year)"), ("own", "1")]
        if grade != .ordinary { pairs.append(("least", grade.rawValue)) }
        if let source { pairs.append(("source", source.rawValue)) }
        if let campaign { pairs.append(("campaign", campaign.rawValue)) }
        return pairs.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
    }
}

/// The proposal: a rule as filters, its units, and the campaign to be made of those ticked.
struct RevisitsPage: Page {
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
        func field(_ name: String, _ label: String, _ value: String) -> Field {
            Field(
                name, label, value: typed?.text(name) ?? value, problem: (refusal as? FormRefusal)?.problems[name],
                isRequired: true)
        }
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
