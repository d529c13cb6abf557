import SQLCore
import Store
import Supervision

/// Where an officer writes a document: its kind, its wording, to whom it goes.
struct DocumentFormPage: Page {
    let form: DocumentForm
    let editing: DocumentID?
    let wordings: [Choice]
    let campaigns: [Choice]
    let suggestions: [FindingUnitChoice]
    /// What the chosen wording says; nil when none was chosen.
    let filled: DocumentText?
    /// The form that the office has set for the kind.
    let usualForm: DocumentLayout.Form
    let problems: [String: String]
    let message: String?

    init(
        _ form: DocumentForm, editing: DocumentID?, viewer: Viewer, refusal: (any Refusal)?, in db: SQLConnection
    ) throws {
        self.form = form
        self.editing = editing
        let own = try DocumentWordings.list(visibleTo: viewer, in: db)
        let kind = form.kind ?? .notice
        wordings =
            own.filter { $0.wording.kind == kind }.map { Choice($0.id.rawValue, "\($0.wording.name)（自建）") }
            + DocumentWording.library.filter { $0.wording.kind == kind }.map {
                Choice($0.key, "\($0.wording.name)（系统自带）")
            }
        usualForm = try DocumentFormats.find(kind, visibleTo: viewer, in: db).format.form
        campaigns = try Findings.campaigns(visibleTo: viewer, in: db).map { Choice($0.0.rawValue, $0.1) }
        suggestions = try Findings.suggestedUnits(visibleTo: viewer, in: db)
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        message = refusal?.message
        let isFresh = form.fields["body"] == nil || form.fields.text("act") == "fill"
        filled = isFresh && editing == nil ? try DocumentFormPage.fill(form, kind, own, viewer, db) : nil
    }

    /// The chosen wording, or the first one of the kind, with the campaign's facts in it.
    private static func fill(
        _ form: DocumentForm, _ kind: Document.Kind, _ own: [StoredWording], _ viewer: Viewer, _ db: SQLConnection
    ) throws -> DocumentText? {
        let mine = own.filter { $0.wording.kind == kind }
        let chosen = mine.first { $0.id.rawValue == form.fields.text("wording") }
        let shipped = DocumentWording.shipped(form.fields.text("wording")).flatMap { $0.kind == kind ? $0 : nil }
        let wording =
            chosen?.wording ?? shipped ?? mine.first?.wording ?? DocumentWording.shipped.first { $0.kind == kind }
        var facts = DocumentWording.Facts(
            office: try DeploymentSettings.value(of: DeploymentSettings.officeName, in: db) ?? "教育督导室",
            today: viewer.day)
        if let id = form.campaign, let record = try Campaigns.find(id, visibleTo: viewer, in: db) {
            (facts.campaign, facts.startsOn, facts.endsOn) = (
                record.name, record.campaign.startsOn, record.campaign.endsOn
            )
        }
        return wording?.filled(facts)
    }

    var title: String { editing == nil ? "拟写公文" : "修改公文" }
    var section: String { "/documents" }

    private var path: String { editing.map { "/documents/\($0)/text" } ?? "/documents" }
    private var back: String { editing.map { "/documents/\($0)" } ?? "/documents" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("公文", "/documents")], subtitle: "拟稿后送审，由未参与拟稿的主任签发；签发时编号。").html)
        \(Said.error(message))
        <form class="form full" method="post" action="\(path)">\(FormSeal())\(version)
        \(editing == nil ? beginning : kept)
        \(field("title", "标题", filled?.title, isRequired: true).text())
        \(recipients)
        \(field("body", "正文", filled?.editable, help: DocumentTextPage.help, isRequired: true)
            .area(rows: 20, limit: Documents.textLimit))
        \(DocumentLayoutFields(form: form, kind: form.kind ?? .notice, usual: usualForm).html)
        <div class="form-actions"><button class="primary" name="act" value="save">保存草稿</button>\
        <a class="button quiet" href="\(back)">取消</a></div></form>
        """
    }

    private func field(
        _ name: String, _ label: String, _ given: String? = nil, help: String = "", isRequired: Bool = false
    ) -> Field {
        Field(
            name, label, value: given ?? form.fields[name] ?? "", problem: problems[name], help: help,
            isRequired: isRequired)
    }

    private var version: HTML? {
        editing == nil ? nil : "<input type=\"hidden\" name=\"version\" value=\"\(form.fields.text("version"))\">"
    }

    /// Kind, project and wording of a new document; the button takes the wording over.
    private var beginning: HTML {
        let kinds = Document.Kind.written.map { Choice($0.rawValue, $0.label) }
        return """
            <div class="field-row">\(field("kind", "文种", form.kind?.rawValue ?? "notice").select(kinds))\
            \(field("campaign", "所属督导项目").select([Choice("", "不属于任何项目")] + campaigns))\
            \(field("wording", "文书模板").select(wordings))</div>
            <p><button name="act" value="fill" formnovalidate data-confirm="将用模板内容替换已写的标题和正文。确定吗？" \
            data-confirm-label="套用">套用模板</button> <span class="help">换了文种或项目后，先套用模板。</span></p>
            """
    }

    private var kept: HTML {
        """
        <input type="hidden" name="kind" value="\(form.fields.text("kind"))">\
        <input type="hidden" name="campaign" value="\(form.fields.text("campaign"))">
        """
    }

    private var recipients: HTML {
        let checked: HTML? = form.fields.text("all") == "1" ? " checked" : nil
        let all: HTML? =
            form.campaign == nil
            ? nil
            : """
            <label class="choice"><input type="checkbox" name="all" value="1"\(checked)> 主送本项目的全部被督导单位</label>
            """
        let units = suggestions.map { choice -> HTML in "<option value=\"\(choice.name)\">\(choice.code)</option>" }
        return """
            <section class="section"><h2>收文单位</h2>\(all)
            <div class="halves">\(field("main", "主送单位", help: "每行一个，写全称或代码；公示可不填。").area(rows: 4, limit: 20_000))\
            \(field("copyUnits", "抄送单位（系统内）", help: "每行一个；发送后可在系统中查看，不用签收。").area(rows: 4, limit: 20_000))</div>
            <div class="field-row">\(field("recipient", "主送（印在公文上）", help: "不填则按主送单位生成。").text())\
            \(field("copies", "抄送（系统外）", help: "多个用顿号隔开，只印在版记中。").text())</div>
            <details class="explain"><summary>可选的单位</summary><ul>\(suggestions.prefix(100).map { unit -> HTML in
                "<li>\(unit.name) <small>\(unit.code)</small></li>" })</ul></details><datalist id="units">\(units)</datalist></section>
            """
    }
}
