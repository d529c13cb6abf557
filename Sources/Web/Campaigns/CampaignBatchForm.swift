import Store
import Supervision

extension CampaignForm {
    /// The next batch of a campaign: its settings, after its days, under its name with the batch's own.
    init(_ record: CampaignRecord, next: CampaignBatch, today: Day) {
        self.init(record)
        let campaign = record.campaign
        let startsOn = max(today, campaign.endsOn.adding(days: 1))
        var fields = self.fields
        fields.set("name", "\(CampaignForm.base(campaign.name))（\(next.name)）")
        fields.set("startsOn", startsOn.text)
        fields.set("endsOn", startsOn.adding(days: campaign.startsOn.distance(to: campaign.endsOn)).text)
        fields.set("version", "0")
        fields.set("batchOf", record.id.rawValue)
        self.init(fields)
    }

    /// The name without the batch that an earlier one was given.
    private static func base(_ name: String) -> String {
        guard name.hasSuffix("批）"), let open = name.lastIndex(of: "（") else { return name }
        return name[open...].hasPrefix("（第") ? String(name[..<open]) : name
    }
}

/// What a form says about the batch that it is for.
struct BatchFields: Sendable {
    let form: CampaignForm
    let batch: CampaignBatch?

    var html: HTML? {
        guard let batch else { return nil }
        let hidden: HTML? = form.batchOf.map { id -> HTML in
            "<input type=\"hidden\" name=\"batchOf\" value=\"\(id)\">"
        }
        let choices = [Choice("again", "可以再次抽中"), Choice("leaveOut", "不再参加抽取")]
        let field = Field(
            "earlierBatches", "前面批次已抽中的单位", value: form.fields.text("earlierBatches"),
            help: "各批次分别冻结名单、分别抽取；全年合计时每个单位只计一次。")
        return """
            <section class="section"><h2>\(batch.name)</h2>\(hidden)
            \(batch.number > 1 ? field.select(choices) : "<p class=\"help\">这是第一批，后面批次在项目页新增。</p>")</section>
            """
    }
}

/// What a stratum asks of earlier results, in the form.
struct EarlierFields: Sendable {
    let form: StratumForm
    let options: CampaignFormOptions
    let problems: [String: String]

    private var isUsed: Bool {
        ["earlierGrades", "earlierSource", "earlierYears", "earlierOpen"].contains { !form.text($0).isEmpty }
    }

    var html: HTML {
        let open: HTML? = isUsed ? " open" : nil
        let checked: HTML? = form.text("earlierOpen").isEmpty ? nil : " checked"
        return """
            <details class="explain"\(open)><summary>按以往督导结果（如薄弱园）</summary><div class="field-row">\(grades)\
            \(field("earlierSource", "来自").select([Choice("", "任何项目或轮次")] + options.sources))\
            \(field("earlierYears", "近几年内", help: "自项目开始日往前算，留空不限。").text(type: "number", isShort: true))</div>
            <div class="field-row"><label class="choice"><input type="checkbox" name="\(form.prefix)earlierOpen" value="1"\
            \(checked)> 有未销号的问题</label>\
            \(field("earlierEither", "两项条件").select([Choice("", "同时满足"), Choice("1", "满足其一即可")]))</div></details>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        let full = form.prefix + name
        return Field(full, label, value: form.text(name), problem: problems[full], help: help)
    }

    private var grades: HTML {
        let name = form.prefix + "earlierGrades"
        let known = options.grades.map { grade -> HTML in "<option value=\"\(grade)\"></option>" }
        return field("earlierGrades", "结果等次", help: "如“不合格、基本合格”；有多次结果的，以最近一次为准。").wrapped(
            """
            <input id="\(name)" name="\(name)" value="\(form.text("earlierGrades"))" list="\(name)-list">\
            <datalist id="\(name)-list">\(known)</datalist>
            """)
    }
}
