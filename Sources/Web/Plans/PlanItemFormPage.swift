import Store
import Supervision

/// The form of an item that is worked by: a new one, a task from above, or other words for one that is there.
struct PlanItemFormPage: Page {
    let plan: Plan
    let editing: PlanItemRow?
    let isAbove: Bool
    let fields: Fields
    let problems: [String: String]
    let message: String?
    /// The other items of the plan.
    let rows: [PlanItemRow]

    var title: String { editing != nil ? "修改事项" : isAbove ? "登记上级交办" : "增加事项" }
    var section: String { "/plans" }

    var main: HTML {
        let form = PlanItemFields(form: PlanItemForm(fields), problems: problems, chapters: chapters)
        let home = editing.map { "/plan-items/\($0.id)" }
        let crumbs =
            [("年度计划", "/plans"), (plan.title, "/plans/\(plan.id)")]
            + (editing.map { [($0.item.title, "/plan-items/\($0.id)")] } ?? [])
        let origin = isAbove ? PlanItem.Origin.above : .own
        let parents = [Choice("", "不归入")] + rows.map { Choice($0.id.rawValue, "\($0.item.number)\($0.item.title)") }
        let file: HTML? =
            isAbove ? Field("file", "交办文件", problem: problems["file"] ?? nil, help: "来文扫描件或原文，可以没有。").file() : nil
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(message))
            <form class="form full" method="post" action="\(home ?? "/plans/\(plan.id)/items")" \
            enctype="multipart/form-data">\(FormSeal())<input type="hidden" name="version" value="\(fields.text("version"))">\
            <input type="hidden" name="origin" value="\(origin.rawValue)">\
            <button class="visually-hidden" name="act" value="save" tabindex="-1">保存</button>
            \(form.words)
            \(form.field("belongsTo", "归入事项", help: "是计划里某一项的一部分时选择。").select(parents))
            \(editing == nil ? form.targets : nil)\(editing == nil ? form.windows : nil)
            \(file)
            \(form.field("notes", "备注").area(rows: 3, limit: PlanItem.notesLimit))
            <div class="form-actions"><button class="primary" name="act" value="save">保存</button>\
            <a class="button quiet" href="\(home ?? "/plans/\(plan.id)")">取消</a></div></form>
            """
    }

    private var chapters: [String] {
        var seen: Set<String> = []
        return rows.map(\.item.chapter).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    static func fields(of row: PlanItemRow) -> Fields {
        let item = row.item
        var fields = PlanItemForm.fields(
            number: item.number, chapter: item.chapter, title: item.title, text: item.text, kinds: item.kinds,
            units: item.units, actors: item.actors)
        fields.set("notes", item.notes)
        fields.set("belongsTo", item.belongsTo?.rawValue ?? "")
        fields.set("version", "\(item.version)")
        return fields
    }
}

/// Items over all plans: an office's, or those on which somebody works.
struct PlanItemListPage: Page {
    let listing: Listing<PlanItemRow>
    let address: ListAddress
    let viewer: Viewer

    private var isOffice: Bool { Role.office.contains(viewer.role) || viewer.role == .leader }
    var title: String { isOffice ? "计划事项" : "承担的计划事项" }
    var section: String { isOffice ? "/plans" : "/plan-items" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: isOffice ? [("年度计划", "/plans")] : []).html)
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var filters: [HTML] {
        let years = ((viewer.day.year - 6)...(viewer.day.year + 1)).reversed().map { Choice("\($0)", "\($0)年") }
        let shared = [
            FilterBar.search(address, hint: "事项、正文或序号"),
            FilterBar.choice(address, "state", "状态", PlanItemStates.choices),
            FilterBar.choice(address, "year", "年度", years),
            FilterBar.choice(address, "kind", "类别", PlanKind.allCases.map { Choice($0.rawValue, $0.label) }),
            PlanItemStates.unit(address),
        ]
        let people = [
            FilterBar.choice(address, "mine", "范围", [Choice("1", "我负责或协办的")]),
            FilterBar.choice(address, "todo", "待办", [Choice("due", "逾期或两周内到期"), Choice("unowned", "有时间没有负责人")]),
        ]
        return isOffice ? shared + people : shared
    }

    private var table: Ledger {
        let line = PlanItemLine(today: viewer.day, withPlan: isOffice, opensCampaigns: isOffice)
        let isFiltered = address.isNarrowed || !address.filter("q").isEmpty
        let empty: HTML =
            isFiltered
            ? "<div class=\"empty\"><strong>没有符合条件的事项</strong><a href=\"/plan-items\">查看全部</a></div>"
            : "<div class=\"empty\"><strong>没有计划事项</strong>计划接受后，事项会列在这里。</div>"
        return Ledger(
            PlanItemLine.columns, listing, at: address, unit: "项", exportPath: "/plan-items/export.xlsx", empty: empty
        ) { line.html($0) }
    }
}
