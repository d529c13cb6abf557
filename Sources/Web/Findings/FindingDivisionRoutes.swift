import HTTPTypes
import Hummingbird
import Store
import Supervision

/// Sharing one unit's part out between several units, before anybody began.
enum FindingDivisionRoutes {
    static func form(_ call: Call) async throws -> Response {
        try await show(call, Fields(), spare: 2)
    }

    static func divide(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, part): (FindingID, FindingPartID) = (call.id(), call.id("part"))
        let fields = form.fields
        if fields["more"] != nil { return try await show(call, fields, spare: 1) }
        return try await call.change(form) { refusal in
            guard refusal.kind != .notFound else { throw refusal }
            let problems = (refusal as? FormRefusal)?.problems ?? [:]
            let typed = FindingUnitFields(fields, spare: 0).lines.count
            return try await show(
                call, fields, spare: max(0, 2 - typed), problems: problems, message: refusal.message,
                status: refusal.status)
        } _: { act in
            var problems: [String: String] = [:]
            let due = Day(fields.text("due_on"))
            if due.map({ $0 < act.day }) ?? true { problems["due_on"] = "请填写今天或以后的日期。" }
            let parts = try FindingUnitFields(fields, spare: 0).parts(
                due: due, reason: fields.text("reason"), problems: &problems, visibleTo: act.viewer, in: act.db)
            guard problems.isEmpty else { throw FormRefusal(problems) }
            try Findings.divide(part, of: id, version: fields.number("version") ?? 0, into: parts, act)
            return "/findings/\(id.rawValue)?done=saved"
        }
    }

    private static func show(
        _ call: Call, _ typed: Fields, spare: Int, problems: [String: String] = [:], message: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (id, part, viewer): (FindingID, FindingPartID, Viewer) = (call.id(), call.id("part"), call.viewer)
        let page = try await call.read { db in
            let dossier = try Findings.require(id, visibleTo: viewer, in: db)
            guard let entry = dossier.parts.first(where: { $0.part.id == part }) else { throw FindingRefusal.notFound }
            var fields = typed
            if fields.text("due_on").isEmpty {
                fields.set("due_on", (entry.part.dueOn ?? call.day.adding(days: 30)).text)
            }
            return FindingDivisionPage(
                dossier: dossier, entry: entry, fields: fields, units: FindingUnitFields(fields, spare: spare),
                problems: problems, message: message,
                suggestions: try Findings.suggestedUnits(visibleTo: viewer, in: db))
        }
        return call.page(page, status: status)
    }
}

/// The form that shares a problem out.
struct FindingDivisionPage: Page {
    let dossier: FindingDossier
    let entry: FindingDossier.Part
    let fields: Fields
    let units: FindingUnitFields
    let problems: [String: String]
    let message: String?
    let suggestions: [FindingUnitChoice]

    var title: String { "拆分\(entry.number)" }
    var section: String { "/findings" }

    var main: HTML {
        let home = "/findings/\(dossier.finding.id.rawValue)"
        let path = "\(home)/parts/\(entry.part.id.rawValue)/division"
        let due = Field(
            "due_on", "整改期限", value: fields.text("due_on"), problem: problems["due_on"], isRequired: true)
        let reason = Field(
            "reason", "设定期限的理由", value: fields.text("reason"), problem: problems["reason"], help: "与原期限不同时写明")
        return """
            \(PageHead(title, crumbs: [("问题台账", "/findings"), (dossier.finding.number, home)],
                subtitle: "\(dossier.finding.problem)").html)
            \(Said.error(message))
            \(Said.warning("拆分后由下列单位分别整改，各自核查、销号，全部销号后问题才算办结；原责任单位若仍须整改，请一并列入。"))
            <form class="form full" method="post" action="\(path)">\(FormSeal())\
            <input type="hidden" name="version" value="\(entry.part.version)">
            <div class="field-row">\(due.date())\(reason.text())</div>
            \(units.html(problems, suggestions: suggestions))
            <p><button name="more" value="1" formnovalidate>再加一个单位</button></p>
            <div class="form-actions"><button class="primary" data-confirm="拆分后不能撤回。现在拆分并下发？" \
            data-confirm-label="拆分">拆分并下发</button><a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }
}
