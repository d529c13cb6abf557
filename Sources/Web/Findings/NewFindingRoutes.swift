import HTTPTypes
import Hummingbird
import SQLCore
import Store
import Supervision

/// A problem that came another way than from an inspection: entered by hand, from above, from a tip.
enum NewFindingRoutes {
    static func form(_ call: Call) async throws -> Response {
        var fields = Fields()
        fields.set("source", Finding.Source.superior.rawValue)
        fields.set("grade", Finding.Grade.ordinary.rawValue)
        fields.set("due_on", call.day.adding(days: 30).text)
        // What a page knows already that leads here, such as a school that monitoring found lacking.
        for name in ["source", "problem", "requirement", "basis", "unit-0"] + indicator
        where !call.query.text(name).isEmpty {
            fields.set(name, String(call.query.text(name).prefix(2_000)))
        }
        return try await show(call, fields, spare: 1)
    }

    /// The same form with room for one more unit; nothing is stored.
    static func again(_ call: Call, _ form: Submission) async throws -> Response {
        try await show(call, form.fields, spare: 1)
    }

    static func create(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        let draft: FindingID? = fields.text("draft_id").isEmpty ? nil : Identifier(fields.text("draft_id"))
        return try await call.change(form) { refusal in
            let problems = (refusal as? FormRefusal)?.problems ?? [:]
            return try await show(
                call, fields, spare: FindingUnitFields(fields, spare: 0).lines.isEmpty ? 1 : 0, problems: problems,
                message: refusal.message, status: refusal.status)
        } _: { act in
            let new = try checked(fields, for: act.viewer, in: act.db)
            if let draft { try Findings.amendByHand(draft, new, act) }
            if fields["draft"] != nil {
                if draft == nil { try link(try Findings.draftByHand(new, act), fields, act) }
                return "/findings/drafts?done=drafted"
            }
            if let draft {
                try Findings.issueDraft(draft, act)
                return "/findings/\(draft.rawValue)?done=issued"
            }
            let id = try Findings.issue(new, act)
            try link(id, fields, act)
            return "/findings/\(id.rawValue)?done=issued"
        }
    }

    /// Where a page of monitoring leads here, the problem remembers its indicator.
    private static let indicator = ["standard", "region", "year", "indicator"]

    private static func link(_ id: FindingID, _ fields: Fields, _ act: Act) throws {
        let (indicator, year) = (fields.text("indicator"), fields.number("year"))
        guard !indicator.isEmpty, let year else { return }
        let key = JudgementKey(standard: fields.text("standard"), region: fields.text("region"), year: year)
        try IndicatorFindings.link(id, to: indicator, key, act)
    }

    /// A draft as it was typed, to go on with.
    static func edit(_ call: Call) async throws -> Response {
        let id: FindingID = call.id()
        let draft = try await call.read { db in try Findings.handDraft(id, visibleTo: call.viewer, in: db) }
        return try await show(call, Fields(draft, id: id), spare: 0)
    }

    private static func show(
        _ call: Call, _ fields: Fields, spare: Int, problems: [String: String] = [:], message: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let viewer = call.viewer
        let page = try await call.read { db in
            NewFindingPage(
                fields: fields, units: FindingUnitFields(fields, spare: spare), problems: problems, message: message,
                suggestions: try Findings.suggestedUnits(visibleTo: viewer, in: db),
                wordings: try Wordings.list(visibleTo: viewer, in: db),
                campaigns: try Findings.campaigns(visibleTo: viewer, in: db).map { Choice($0.0.rawValue, $0.1) })
        }
        return call.page(page, status: status)
    }

    private static func checked(_ fields: Fields, for viewer: Viewer, in db: SQLConnection) throws -> NewFinding {
        var problems: [String: String] = [:]
        for (name, sentence) in [
            ("problem", "请写明存在的问题。"), ("requirement", "请写明整改要求。"), ("reason", "法规没有规定整改天数，请写明这样设定期限的理由。"),
        ] {
            if fields.text(name).isEmpty { problems[name] = sentence }
            if fields.text(name).count > 2_000 { problems[name] = "请控制在2000字以内。" }
        }
        let due = Day(fields.text("due_on"))
        if due.map({ $0 < viewer.day }) ?? true { problems["due_on"] = "请填写今天或以后的日期。" }
        let units = FindingUnitFields(fields, spare: 0)
        let parts = try units.parts(
            due: due, reason: fields.text("reason"), problems: &problems, visibleTo: viewer, in: db)
        if parts.isEmpty, problems["unit-0"] == nil { problems["unit-0"] = "至少要有一个责任单位。" }
        let campaign: CampaignID? = fields.text("campaign").isEmpty ? nil : Identifier(fields.text("campaign"))
        if let campaign, try !Findings.campaigns(visibleTo: viewer, in: db).contains(where: { $0.0 == campaign }) {
            problems["campaign"] = "没有这个督导项目。"
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return NewFinding(
            source: Finding.Source(rawValue: fields.text("source")) ?? .superior, campaign: campaign,
            criterion: fields.text("criterion"), basis: fields.text("basis"), problem: fields.text("problem"),
            requirement: fields.text("requirement"),
            grade: Finding.Grade(rawValue: fields.text("grade")) ?? .ordinary, parts: parts)
    }
}

/// The form for a problem that is entered by hand.
struct NewFindingPage: Page {
    let fields: Fields
    let units: FindingUnitFields
    let problems: [String: String]
    let message: String?
    let suggestions: [FindingUnitChoice]
    let wordings: [Wording]
    let campaigns: [Choice]

    /// The draft that is edited; empty for a new problem.
    private var draft: String { fields.text("draft_id") }

    var title: String { draft.isEmpty ? "登记问题" : "修改草稿" }
    var section: String { "/findings" }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }

    private var hidden: HTML {
        let kept = ["draft_id", "standard", "region", "year", "indicator"].filter { !fields.text($0).isEmpty }
        return .joined(
            kept.map { name -> HTML in "<input type=\"hidden\" name=\"\(name)\" value=\"\(fields.text(name))\">" })
    }

    private func phrases(_ kind: Wording.Kind, _ field: String) -> HTML? {
        WordingPicker(wordings, kind, for: field).html
    }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("问题台账", "/findings")], subtitle: "登记后立即下发给责任单位；可以分给几个单位，每个单位各有要求和期限。").html)
        \(Said.error(message))
        <form class="form full" method="post" action="/findings" data-draft="finding-new\(draft)">\(FormSeal())\(hidden)
        <div class="field-row">\
        \(field("source", "问题来源").select(Finding.Source.allCases.map { Choice($0.rawValue, $0.label) }))\
        \(field("grade", "严重程度").select(Finding.Grade.allCases.map { Choice($0.rawValue, $0.label) }))\
        \(field("campaign", "所属督导项目").select([Choice("", "不属于任何项目")] + campaigns))</div>
        \(field("problem", "存在的问题", isRequired: true).area(rows: 3, limit: 2_000))\(phrases(.problem, "problem"))
        \(field("requirement", "整改要求", isRequired: true).area(rows: 3, limit: 2_000))\(phrases(.requirement, "requirement"))
        \(field("basis", "依据", help: "违反的法规条款或上级文件").text())
        <div class="field-row">\(field("due_on", "整改期限", isRequired: true).date())\
        \(field("reason", "设定期限的理由", help: "国家和地方法规都没有规定整改天数，由督导室设定", isRequired: true)
            .text(hint: "如：上级督查要求一个月内整改"))</div>\(phrases(.term, "reason"))
        <section class="section"><h2>责任单位</h2>\(units.html(problems, suggestions: suggestions))
        <p><button name="more" value="1" formaction="/findings/new" formnovalidate>再加一个单位</button></p></section>
        <div class="form-actions"><button class="primary">登记并下发</button>\
        <button name="draft" value="1">存为草稿</button>\
        <a class="button quiet" href="/findings">取消</a></div>
        </form>
        """
    }
}

extension Fields {
    /// What a draft says, as the form has it; what all its units share stands above them.
    fileprivate init(_ draft: HandDraft, id: FindingID) {
        self.init()
        let due = draft.parts.first?.dueOn
        for (name, value) in [
            ("draft_id", id.rawValue), ("source", draft.source.rawValue), ("grade", draft.grade.rawValue),
            ("campaign", draft.campaign?.rawValue ?? ""), ("criterion", draft.criterion), ("basis", draft.basis),
            ("problem", draft.problem), ("requirement", draft.requirement), ("due_on", due?.text ?? ""),
            ("reason", draft.parts.first?.reason ?? ""),
        ] {
            set(name, value)
        }
        for (index, part) in draft.parts.enumerated() {
            set("unit-\(index)", part.unit)
            set("helpers-\(index)", part.cooperating)
            set("ask-\(index)", part.requirement)
            if part.dueOn != due { set("due-\(index)", part.dueOn?.text ?? "") }
        }
    }
}
