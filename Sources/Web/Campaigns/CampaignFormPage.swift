import Store
import Supervision

/// The form of a new campaign, or of a draft that is edited.
struct CampaignFormPage: Page {
    let form: CampaignForm
    let options: CampaignFormOptions
    /// Nil for a new one.
    let editing: CampaignID?
    var problems: [String: String] = [:]
    var message: String?

    var title: String { form.batchOf != nil ? "新增一批" : editing == nil ? "新建督导项目" : "修改督导项目" }
    var section: String { "/campaigns" }

    var main: HTML {
        let crumbs = [("督导项目", "/campaigns")] + (editing.map { [(form.fields.text("name"), "/campaigns/\($0)")] } ?? [])
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(message))\(planned)
            <form class="form full" method="post" action="/campaigns\(editing.map { "/\($0)" } ?? "")">\(FormSeal())\(planItem)\
            <input type="hidden" name="version" value="\(form.version)">\
            <button class="visually-hidden" name="act" value="count" tabindex="-1">更新数量</button>
            <section class="section"><h2>基本信息</h2>\(basics)</section>
            \(BatchFields(form: form, batch: options.batch).html)
            <section class="section"><h2>督导范围</h2><p class="help">单位按顺序归入第一个符合条件的层；每层内各条件须同时满足，\
            同一条件勾选多项时满足其一即可，不勾选表示不限。</p>\(strata)</section>
            <section class="section"><h2>指定与排除</h2><p class="help">指定的单位不论是否抽中都要督导；排除的单位不参加抽取。\
            理由随名单保存。</p>\(marks)</section>
            <div class="form-actions"><button class="primary" name="act" value="save">保存</button>\
            <button name="act" value="count">更新数量</button>\
            <a class="button quiet" href="/campaigns\(editing.map { "/\($0)" } ?? "")">取消</a></div></form>
            """
    }

    private var planItem: HTML? {
        form.planItem.map { "<input type=\"hidden\" name=\"planItem\" value=\"\($0)\">" }
    }

    private var planned: HTML? {
        guard let item = form.planItem, editing == nil else { return nil }
        let missing = form.fields.all("unitMissing")
        let told: HTML? =
            missing.isEmpty ? nil : "<p>登记的单位里没有找到：\(missing.joined(separator: "、"))，请在“指定与排除”里补上单位代码。</p>"
        return """
            <div class="notice" role="status"><strong>已按<a href="/plan-items/\(item)">计划事项</a>填写，请核对后保存</strong>\
            保存后，项目会列在这一事项下。\(told)</div>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: form.fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }

    private var basics: HTML {
        let own = options.procedures.map { Choice($0.code, "\($0.name)（自建）") }
        let procedures = own + Procedure.shipped.map { Choice($0.code, $0.name) }
        let chosen = form.procedure(of: options.offered)
        let frameworks = [Choice("", "不使用指标体系")] + options.frameworks
        return """
            \(field("name", "项目名称", isRequired: true).text(hint: "如：2026年幼儿园办园行为督导评估"))
            <div class="field-row">\
            \(field("kind", "类型").select(Campaign.Kind.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(field("manner", "方式", help: "暗访不通知单位，到校之前单位和下级督导室都看不到。")
                .select(Campaign.Manner.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(field("startsOn", "开始日期", isRequired: true).date())\
            \(field("endsOn", "结束日期", isRequired: true).date())</div>
            <div class="field-row">\
            \(field("procedure", "工作流程", help: chosen.chain).select(procedures))\
            \(field("framework", "指标体系", help: "只列出已发布的版本。").select(frameworks))</div>
            \(further)
            <div class="field-row">\
            \(field("roundKey", "轮次代号", help: "同一轮的项目填相同代号，本轮督导过的单位不再抽取；不分轮次则留空。")
                .text(hint: "如：banyuan-2024-2028"))\
            \(field("roundName", "轮次名称").text(hint: "如：五年一轮（2024—2028年）"))</div>
            """
    }

    /// Frameworks that the same visit assesses by.
    private var further: HTML? {
        let offered = options.frameworks.filter { $0.value != form.fields.text("framework") }
        guard !offered.isEmpty else { return nil }
        let chosen = Set(form.further.map(\.rawValue))
        let open: HTML? = chosen.isEmpty ? nil : " open"
        let problem: HTML? = problems["further"].map { "<p class=\"problem\">\($0)</p>" }
        return """
            <details class="explain"\(open)><summary>合并督导：同一次到校再按其他指标体系评估</summary>\
            \(Choice.boxes("further", legend: "其他指标体系", offered, chosen: chosen))\(problem)\
            <p class="help">单位只迎检一次，每套指标体系分别评估、分别得出结果。</p></details>
            """
    }

    private var strata: HTML {
        let rows = (0..<form.strataCount).map { index in
            StratumEditor(
                form: form.stratum(index), index: index, isOnly: form.strataCount == 1,
                count: options.counts.indices.contains(index) ? options.counts[index] : nil, options: options,
                problems: problems
            ).html
        }
        return """
            <input type="hidden" name="strata" value="\(form.strataCount)">\(rows)\
            <p><button name="act" value="addStratum">增加一层</button></p>
            """
    }

    private var marks: HTML {
        let rows = (0..<form.marksCount).map { index -> HTML in
            let kinds = [Choice("chosen", "指定"), Choice("excluded", "排除")]
            return """
                <div class="field-row">\(field("h\(index).mark", "方式").select(kinds))\
                \(field("h\(index).code", "单位代码").text())\(field("h\(index).reason", "理由").text())\
                <p><button class="quiet" name="act" value="removeMark:\(index)">删除此行</button></p></div>
                """
        }
        return """
            <input type="hidden" name="marks" value="\(form.marksCount)">\(rows)\
            <p><button name="act" value="addMark">增加单位</button></p>
            """
    }
}

/// What the form offers, and how many units each stratum has now.
struct CampaignFormOptions: Sendable {
    let frameworks: [Choice]
    /// The office's own procedures, those offered before the shipped ones.
    let procedures: [Procedure]
    /// Places below the office, for hints.
    let regions: [Choice]
    let counts: [FramePlan.Count]
    /// Campaigns and rounds whose results a stratum may ask for, and the grades there were.
    let sources: [Choice]
    let grades: [String]
    /// The batch that it is, or will be; nil for a campaign of its own.
    let batch: CampaignBatch?

    var offered: [Procedure] { procedures + Procedure.shipped }
}

/// One stratum in the form.
struct StratumEditor: Sendable {
    let form: StratumForm
    let index: Int
    let isOnly: Bool
    let count: FramePlan.Count?
    let options: CampaignFormOptions
    let problems: [String: String]

    var html: HTML {
        """
        <fieldset class="field"><legend>第\(index + 1)层</legend><div class="stack">
        <div class="field-row">\(field("name", "名称").text())\
        \(field("rule", "抽取规则").select(StratumEditor.rules))\
        \(field("amount", "比例或数量", help: "“全部”时不填；比例不足一个的按一个计。").text())</div>
        <div class="halves">\(boxes("kinds", "单位类别", OrganisationKind.allCases.map(\.label)))\
        \(boxes("authorities", "隶属", AuthorityLevel.allCases.map(\.label)))\
        \(boxes("running", "办别", RunningType.allCases.map(\.label)))\
        \(boxes("stages", "学段", Stage.allCases.map(\.label)))</div>
        <div class="field-row">\(regionField)\(field("tags", "标签", help: "多个标签用顿号隔开。").text())</div>
        \(EarlierFields(form: form, options: options, problems: problems).html)
        \(count.map(told))\(isOnly ? nil : remove)</div></fieldset>
        """
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        let full = form.prefix + name
        return Field(full, label, value: form.text(name), problem: problems[full], help: help)
    }

    private func boxes(_ name: String, _ legend: String, _ labels: [String]) -> HTML {
        Choice.boxes(form.prefix + name, legend: legend, labels.map { Choice($0, $0) }, chosen: form.all(name))
    }

    private var regionField: HTML {
        let regions = options.regions.map { choice -> HTML in
            "<option value=\"\(choice.value)\">\(choice.label)</option>"
        }
        let name = form.prefix + "regions"
        return field("regions", "所在地区", help: "填区划代码，含其下级；多个用顿号隔开，留空不限。").wrapped(
            """
            <input id="\(name)" name="\(name)" value="\(form.text("regions"))" list="\(name)-list">\
            <datalist id="\(name)-list">\(regions)</datalist>
            """)
    }

    /// 符合 115 所，本轮已督导 75 所，可抽 40 所.
    private func told(_ count: FramePlan.Count) -> HTML {
        let earlier: HTML? = count.earlier == 0 ? nil : "，前面批次已抽中 <strong>\(count.earlier)</strong> 所"
        let excluded: HTML? = count.excluded == 0 ? nil : "，排除 <strong>\(count.excluded)</strong> 所"
        let quota: HTML =
            count.quota.map { "，按规则抽取 <strong>\($0)</strong> 所" } ?? "，<span class=\"late-text\">不够按规则抽取</span>"
        return """
            <p role="status">符合 <strong>\(count.fitting)</strong> 所，本轮已督导 <strong>\(count.done)</strong> 所\(earlier)\(excluded)，\
            可抽 <strong>\(count.drawable)</strong> 所\(quota)。</p>
            """
    }

    private var remove: HTML {
        "<p><button class=\"quiet\" name=\"act\" value=\"removeStratum:\(index)\">删除这一层</button></p>"
    }

    private static let rules = [Choice("all", "全部"), Choice("percent", "不低于百分之几"), Choice("count", "固定数量")]
}
