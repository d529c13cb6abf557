import Hummingbird
import SQLCore
import Store
import Supervision

/// What the upper team found, entered into the ledger of findings and split over units.
enum ReceptionFindingRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/receptions/:id/findings/new", ReceptionRoutes.office) { call in
            try await form(call, Fields([("grade", "ordinary")]), spare: 2)
        }
        site.post("/receptions/:id/findings/new", ReceptionRoutes.office) { call, submission in
            try await form(call, submission.fields, spare: 1)
        }
        site.post("/receptions/:id/findings", ReceptionRoutes.office, create)
    }

    private static func form(
        _ call: Call, _ fields: Fields, spare: Int, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (ReceptionID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            ReceptionFindingPage(
                reception: try Receptions.require(id, visibleTo: viewer, in: db).reception, fields: fields,
                units: FindingUnitFields(fields, spare: spare), problems: (refusal as? FormRefusal)?.problems ?? [:],
                message: refusal?.message, suggestions: try Findings.suggestedUnits(visibleTo: viewer, in: db))
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (ReceptionID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission,
            again: { refusal in
                let spare = FindingUnitFields(fields, spare: 0).lines.isEmpty ? 2 : 0
                return try await form(call, fields, spare: spare, refusal)
            },
            { act in
                let record = try Receptions.requireOwn(id, act)
                guard record.reception.state != .finished else {
                    throw ReceptionRefusal.wrongState("登记反馈问题", record.reception.state)
                }
                _ = try ReceptionFindings.issue(try checked(fields, record.reception, act), of: id, act)
                return "/receptions/\(id)?done=issued#found"
            })
    }

    private static func checked(_ fields: Fields, _ reception: Reception, _ act: Act) throws -> NewFinding {
        var problems: [String: String] = [:]
        for (name, sentence) in [("problem", "请写明上级反馈的问题。"), ("requirement", "请写明整改要求。")] {
            if fields.text(name).isEmpty { problems[name] = sentence }
            if fields.text(name).count > 2_000 { problems[name] = "请控制在2000字以内。" }
        }
        let due = Day(fields.text("due_on"))
        if due.map({ $0 < act.day }) ?? true { problems["due_on"] = "请填写今天或以后的日期。" }
        let reason = "\(reception.sender)\(reception.documentNumber)反馈要求的整改时限"
        let units = FindingUnitFields(fields, spare: 0)
        let parts = try units.parts(due: due, reason: reason, problems: &problems, visibleTo: act.viewer, in: act.db)
        if parts.isEmpty, problems["unit-0"] == nil { problems["unit-0"] = "至少要有一个责任单位。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return NewFinding(
            source: .superior, basis: fields.text("basis"), problem: fields.text("problem"),
            requirement: fields.text("requirement"),
            grade: Finding.Grade(rawValue: fields.text("grade")) ?? .ordinary, parts: parts)
    }
}

/// The form for a problem that the upper team found.
struct ReceptionFindingPage: Page {
    let reception: Reception
    let fields: Fields
    let units: FindingUnitFields
    let problems: [String: String]
    let message: String?
    let suggestions: [FindingUnitChoice]

    var title: String { "登记反馈问题" }
    var section: String { "/receptions" }

    var main: HTML {
        let home = "/receptions/\(reception.id)"
        return """
            \(PageHead(title, crumbs: [("迎检", "/receptions"), (reception.title, home)],
                subtitle: "登记后进入问题台账，来源为“上级督查反馈”，立即下发给责任单位；各单位分别整改、核查、销号，全部销号才算办结。").html)
            \(Said.error(message))
            <form class="form full" method="post" action="\(home)/findings" data-draft="reception-finding-\(reception.id)">\(FormSeal())
            \(field("problem", "上级反馈的问题", isRequired: true).area(rows: 3, limit: 2_000))
            \(field("requirement", "整改要求", isRequired: true).area(rows: 3, limit: 2_000))
            <div class="field-row">\
            \(field("grade", "严重程度").select(Finding.Grade.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(field("due_on", "整改期限", isRequired: true).date())\(field("basis", "依据", help: "反馈意见书文号或条款").text())</div>
            <section class="section"><h2>责任单位</h2>\(units.html(problems, suggestions: suggestions))
            <p><button name="more" value="1" formaction="\(home)/findings/new" formnovalidate>再加一个单位</button></p></section>
            <div class="form-actions"><button class="primary">登记并下发</button><a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}
