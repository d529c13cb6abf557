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

    private static func show(_ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil) async throws
        -> Response
    {
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
            .init("代码", kind: .text, width: 16), .init("单位", width: 30), .init("问题数"), .init("未销号"), .init("较重"),
            .init("严重"),
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
            source: Finding.Source(rawValue: fields.text("source")),
            campaign: campaign.isEmpty ? nil : Identifier(campaign),
            count: min(max(fields.number("count") ?? 1, 1), 100),
            standing: Standing(rawValue: fields.text("standing")) ?? .any)
    }

    /// The rule as a part of an address.
    var query: String {
        var pairs = [("year", "\(year)"), ("own", "1")]
        if grade != .ordinary { pairs.append(("least", grade.rawValue)) }
        if let source { pairs.append(("source", source.rawValue)) }
        if let campaign { pairs.append(("campaign", campaign.rawValue)) }
        return pairs.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
    }
}
