import SQLCore
import Store
import Supervision

/// The indicators that a department answers, over all governments and campaigns.
struct IndicatorShareListPage: Page {
    let listing: Listing<IndicatorShareRow>
    let address: ListAddress
    let viewer: Viewer
    let tabs: UnitTabs

    private var isUnit: Bool { Role.unit.contains(viewer.role) }
    var title: String { "分工指标" }
    var section: String { isUnit ? "/receptions" : "/governments" }

    var main: HTML {
        let states =
            IndicatorShare.State.allCases.map { Choice($0.rawValue, $0.label) }
            + [Choice("waiting", "未报送（含退回）"), Choice("late", "逾期未报")]
        let inspection = address.filter("inspection")
        let kept: HTML? =
            inspection.isEmpty ? nil : "<input type=\"hidden\" name=\"inspection\" value=\"\(inspection)\">"
        let filters: [HTML] = [
            "\(kept)\(FilterBar.search(address, hint: "指标编号或部门"))", FilterBar.choice(address, "state", "状态", states),
        ]
        return """
            \(PageHead(title, subtitle: "政府履行教育职责自评中分给各部门填报的指标。").html)
            \(tabs.html(current: "/indicator-shares"))\(isUnit ? nil : GovernmentTabs.html(current: "/governments"))
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        let isFiltered = ["q", "state", "inspection"].contains { !address.filter($0).isEmpty }
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的指标</strong><a href=\"/indicator-shares\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>没有分到的指标</strong>本级政府把评价指标分给本部门后，会出现在这里和工作台。</div>"
        return Ledger(
            [
                .init("指标", sort: "criterion", kind: "code"), .init("项目", kind: "long"), .init("被评价的政府"),
                .init("部门", sort: "department"), .init("分工"), .init("期限", sort: "due", kind: "date"), .init("状态"),
            ], listing, at: address, unit: "项", exportPath: "/indicator-shares/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: IndicatorShareRow) -> HTML {
        let late: HTML? = row.daysLate(on: viewer.day).map { "<small class=\"late-text\">逾期 \($0) 天</small>" }
        let reminded: HTML? =
            row.share.state == .reported ? nil : row.remindedOn.map { "<small>\(When.html($0))催报</small>" }
        let link: HTML = "<a href=\"/indicator-shares/\(row.share.id)\">\(row.share.criterion)</a>"
        return """
            <tr class="\(late == nil ? row.share.state == .reported ? "closed" : "" : "late")">\
            \(Ledger.cell("指标", link, kind: "code lead"))\(Ledger.cell("项目", "\(row.campaignName)", kind: "long"))\
            \(Ledger.cell("被评价的政府", "\(row.governmentName)"))\(Ledger.cell("部门", "\(row.department)"))\
            \(Ledger.cell("分工", "\(row.share.kind.label)"))\
            \(Ledger.cell("期限", "\(When.html(row.share.dueOn))\(late)", kind: "date"))\
            \(Ledger.cell("状态", "\(row.share.state.badge)\(reminded)"))</tr>
            """
    }
}

/// One department's part: what is asked, its answer and evidence, and what the government says to it.
struct IndicatorSharePage: Page {
    let row: IndicatorShareRow
    let node: FrameworkNode
    let answer: StoredAnswer?
    let evidence: [EvidenceFile]
    let found: Bool
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    init(
        _ id: IndicatorShareID, visibleTo viewer: Viewer, typed: Fields, problem: String?, in db: SQLConnection
    ) throws {
        let row = try IndicatorShares.require(id, visibleTo: viewer, in: db)
        guard let version = row.framework else { throw AssessmentChangeRefusal.noFramework }
        let framework = try FrameworkVersions.require(version, in: db)
        guard let node = framework.node(row.share.criterion) else {
            throw ShareRefusal.unknownCriterion(row.share.criterion)
        }
        let record = try Assessments.find(.own, of: row.share.inspection, in: framework, db: db)
        self.row = row
        self.node = node
        answer = record?.answers[row.share.criterion]
        evidence = record?.evidence[row.share.criterion] ?? []
        let isDepartment: Bool
        if case .organisation(row.share.organisation) = viewer.scope {
            isDepartment = true
        } else {
            isDepartment = false
        }
        let whole =
            isDepartment && row.share.organisation != row.government
            ? nil
            : try GovernmentCases.require(row.share.inspection, visibleTo: viewer, in: db)
        found = whole.map { SelfReports.mayEdit($0, viewer) } ?? false
        self.viewer = viewer
        self.typed = typed
        self.problem = problem
    }

    private var share: IndicatorShare { row.share }
    private var path: String { "/indicator-shares/\(share.id)" }
    private var isDepartment: Bool {
        if case .organisation(share.organisation) = viewer.scope { true } else { false }
    }
    private var mayFill: Bool { isDepartment && !row.isSubmitted && share.state != .reported }

    var title: String { "\(share.criterion) \(node.title)" }
    var section: String { Role.unit.contains(viewer.role) ? "/receptions" : "/governments" }

    var main: HTML {
        let crumbs =
            isDepartment
            ? [("分工指标", "/indicator-shares")]
            : [("督政", "/governments"), (row.governmentName, "/governments/\(share.inspection)")]
        let late: HTML? = row.daysLate(on: viewer.day).map { "，<span class=\"late-text\">逾期 \($0) 天</span>" }
        let reason: HTML? =
            share.returnReason.isEmpty
            ? nil : "<div class=\"notice warning\" role=\"status\"><strong>退回补充</strong>\(share.returnReason)</div>"
        let upload = EvidenceList.Upload(action: "\(path)/evidence", day: viewer.day)
        let files = EvidenceList(evidence, id: "evidence-share", upload: mayFill ? upload : nil, mayRemove: mayFill)
        return """
            \(PageHead(title, crumbs: crumbs, badge: share.state.badge,
                subtitle: "\(row.department)（\(share.kind.label)） · \(When.html(share.dueOn))前报送\(late)").html)
            \(Said.error(problem))\(reason)
            <div class="columns"><div><section class="section"><h2>佐证材料</h2>\(files.html)</section>\
            <section class="section"><h2>\(share.kind == .lead ? "自评" : "配合情况")</h2>\(mayFill ? form : reading)</section></div>\
            <div>\(facts)\(decision)</div></div>
            \(EvidenceList.removalForm)
            """
    }

    private var form: HTML {
        let body: HTML =
            share.kind == .lead
            ? "\(AnswerControl(node: node, value: typed["value"] ?? answer?.value?.text ?? "", isApplicable: isApplicable).html)\(note)"
            : Field("report", "配合完成的情况", value: typed["report"] ?? share.report, isRequired: true)
                .area(rows: 6, limit: IndicatorShare.reportLimit)
        return """
            <form class="form full" method="post" action="\(path)" data-draft="share-\(share.id)">\(FormSeal())\
            <input type="hidden" name="version" value="\(share.version)">\(body)
            <div class="form-actions"><button>保存</button>\
            <button class="primary" formaction="\(path)/submission" data-confirm="报送后不能自行修改，需要修改时由本级政府退回。现在报送？" \
            data-confirm-label="报送">报送</button></div></form>
            """
    }

    private var isApplicable: Bool {
        typed.names.isEmpty ? answer?.isApplicable ?? true : typed.text("na").isEmpty
    }

    private var note: HTML {
        Field("note", "说明", value: typed["note"] ?? answer?.note ?? "", help: "做法、数据口径和成效。").area(rows: 5, limit: 2_000)
    }

    private var reading: HTML {
        let words = share.kind == .lead ? answer?.note ?? "" : share.report
        let value: HTML? = share.kind == .lead ? "<p><b>\(answer?.text ?? "未作答")</b></p>" : nil
        let when: HTML? = share.reportedOn.map { "<p class=\"muted\">\(row.reportedByName) \(When.html($0))报送</p>" }
        return "\(value)<p class=\"prose\">\(words.isEmpty && share.kind == .cooperating ? "尚未填写。" : words)</p>\(when)"
    }

    private var facts: HTML {
        let criterion = node.criterion
        let lead: HTML? =
            share.kind == .cooperating ? "<dt>牵头自评</dt><dd>\(answer?.text ?? "未作答")</dd>" : nil
        return """
            <section class="section"><h2>要求</h2><dl class="facts"><dt>项目</dt><dd>\(row.campaignName)</dd>\
            <dt>被评价的政府</dt><dd>\(row.governmentName)</dd><dt>观察要点</dt><dd>\(criterion?.guidance)</dd>\
            <dt>评估方法</dt><dd>\(criterion?.method)</dd><dt>依据</dt><dd>\(criterion?.basis)</dd>\
            <dt>佐证材料</dt><dd>\(criterion?.requiresEvidence == true ? "须附" : "不要求")</dd>\(lead)</dl></section>
            """
    }

    private var decision: HTML? {
        guard found, share.state == .reported, !row.isSubmitted else { return nil }
        let reason = Field("reason", "退回理由", value: typed["reason"] ?? "", isRequired: true).area(rows: 2, limit: 500)
        return """
            <section class="section"><h2>汇总</h2><form class="form" method="post" action="\(path)/return">\(FormSeal())\(reason)\
            <div class="form-actions"><button class="danger">退回部门补充</button></div></form></section>
            """
    }
}

/// The control by which a criterion is answered, on a page of its own.
struct AnswerControl: Sendable {
    let node: FrameworkNode
    let value: String
    let isApplicable: Bool

    var html: HTML {
        switch node.criterion?.kind {
        case .scored(let max): number("得分", unit: "/ \(max.text) 分")
        case .counted(let unit, _): number("数量", unit: unit)
        case .graded(let levels): choices("等级", levels.map(\.name), mayBeInapplicable: true)
        case .yesNo: choices("是否符合", ["是", "否"], mayBeInapplicable: true)
        case .veto: choices("是否触发一票否决", ["是", "否"], mayBeInapplicable: false)
        case nil: .empty
        }
    }

    private func number(_ label: String, unit: String) -> HTML {
        """
        <div class="field"><label for="value">\(label)</label><span class="with-unit"><input id="value" name="value" \
        class="short num" inputmode="decimal" autocomplete="off" value="\(value)"> \(unit)</span></div>\
        <div class="choices">\(inapplicable)</div>
        """
    }

    private func choices(_ legend: String, _ options: [String], mayBeInapplicable: Bool) -> HTML {
        let radios = options.map { option -> HTML in
            let checked: HTML? = option == value ? " checked" : nil
            return
                "<label class=\"choice\"><input type=\"radio\" name=\"value\" value=\"\(option)\"\(checked)> \(option)</label>"
        }
        return """
            <fieldset class="field"><legend>\(legend)</legend><div class="choices">\(radios)\
            \(mayBeInapplicable ? inapplicable : nil)</div></fieldset>
            """
    }

    private var inapplicable: HTML {
        let checked: HTML? = isApplicable ? nil : " checked"
        return """
            <label class="choice"><input type="checkbox" name="na" value="1"\(checked)> 不适用（请在说明里写理由）</label>
            """
    }
}
