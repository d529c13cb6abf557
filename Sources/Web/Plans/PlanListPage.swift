import Store
import Supervision

/// The plans that an office has made, year by year.
struct PlanListPage: Page {
    let listing: Listing<PlanRecord>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "年度计划" }
    var section: String { "/plans" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/plans/new\">导入工作要点</a>" : nil
        return """
            \(PageHead(title, subtitle: "上传或粘贴工作要点，读出事项、目标和时间，校核后按项落实。",
                actions: "<a class=\"button\" href=\"/plan-items\">全部事项</a>\(new)").html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let years = ((viewer.day.year - 6)...(viewer.day.year + 1)).reversed().map { Choice("\($0)", "\($0)年") }
        return [
            FilterBar.search(address, hint: "标题、发文机关或文号"), FilterBar.choice(address, "year", "年度", years),
            FilterBar.choice(address, "state", "状态", Plan.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("年度", sort: "year", kind: "date"), .init("计划", sort: "title", kind: "long"),
                .init("发文机关", sort: "issuer"), .init("事项", kind: "num"), .init("完成", kind: "num"),
                .init("逾期", kind: "num"), .init("状态"),
            ], listing, at: address, unit: "份", exportPath: "/plans/export.xlsx", empty: empty, row: row)
    }

    private func row(_ record: PlanRecord) -> HTML {
        let (plan, counts, path) = (record.plan, record.counts, "/plans/\(record.id)")
        let isLate = plan.state == .accepted && counts.late > 0
        let number: HTML? = plan.documentNumber.isEmpty ? nil : "<small>\(plan.documentNumber)</small>"
        let late: HTML =
            isLate
            ? "<a class=\"late-text\" href=\"\(path)?state=late\">\(counts.late)</a>" : "<span class=\"muted\">0</span>"
        let home = plan.state == .draft ? "\(path)/review" : path
        return """
            <tr class="\(isLate ? "late" : plan.state == .closed ? "closed" : "")">\
            \(Ledger.cell("年度", "\(plan.yearsText)", kind: "date"))\
            \(Ledger.cell("计划", "<a href=\"\(home)\">\(plan.title)</a>\(number)", kind: "long lead"))\
            \(Ledger.cell("发文机关", "\(plan.issuer)"))\
            \(Ledger.cell("事项", "<a href=\"\(path)\">\(counts.total)</a>", kind: "num"))\
            \(Ledger.cell("完成", "<a href=\"\(path)?state=done\">\(counts.done)</a>", kind: "num"))\
            \(Ledger.cell("逾期", late, kind: "num"))\(Ledger.cell("状态", plan.state.badge))</tr>
            """
    }

    private var empty: HTML {
        guard !["q", "state", "year"].contains(where: { !address.filter($0).isEmpty }) else {
            return "<div class=\"empty\"><strong>没有符合条件的计划</strong>换个条件，或<a href=\"/plans\">查看全部</a>。</div>"
        }
        let new: HTML? = isOffice ? "<br><a class=\"button primary\" href=\"/plans/new\">导入工作要点</a>" : nil
        return "<div class=\"empty\"><strong>还没有年度计划</strong>上传本年度工作要点，从读出的事项开始安排一年的工作。\(new)</div>"
    }
}

/// Where a document comes in: a file, or pasted text.
struct PlanUploadPage: Page {
    /// Nil for a new plan.
    let plan: Plan?
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { plan == nil ? "导入工作要点" : "更换文件" }
    var section: String { "/plans" }

    var main: HTML {
        let home = plan.map { "/plans/\($0.id)" }
        let crumbs = [("年度计划", "/plans")] + (plan.map { [($0.title, "/plans/\($0.id)")] } ?? [])
        let subtitle: HTML =
            plan == nil
            ? "读出的每一项都能对照原文校核，接受之前不影响任何工作。"
            : "原来的校核修改会带到新版本；对不上的逐条列出，由您决定。"
        let file = Field(
            "file", "文件", problem: problems["file"], help: "DOCX、PDF（有文字的，不是扫描件）、网页、文本；DOC和WPS需要服务器装有LibreOffice。")
        let pasted = Field("pasted", "或者粘贴内容", value: fields["pasted"] ?? "", problem: problems["pasted"])
        let year = Field(
            "year", "年度", value: fields.text("year"), problem: problems["year"], help: "文件里隐去或没有写年度时，按这里的年度推算日期。")
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: subtitle).html)
            \(Said.error(message))
            <form class="form" method="post" action="\(home.map { "\($0)/versions" } ?? "/plans")" \
            enctype="multipart/form-data" data-draft="plan-upload">\(FormSeal())
            \(file.file(accept: ".docx,.pdf,.txt,.html,.htm,.doc,.wps"))
            \(pasted.area(rows: 10, limit: PlanUpload.pasteLimit))
            \(year.text(isShort: true))
            <div class="form-actions"><button class="primary">读取</button>\
            <a class="button quiet" href="\(home ?? "/plans")">取消</a></div></form>
            """
    }
}

/// The form of a plan's head.
struct PlanHeadPage: Page {
    let plan: Plan
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "修改计划信息" }
    var section: String { "/plans" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("年度计划", "/plans"), (plan.title, "/plans/\(plan.id)")]).html)
        \(Said.error(message))
        <form class="form" method="post" action="/plans/\(plan.id)">\(FormSeal())\
        <input type="hidden" name="version" value="\(fields.text("version"))">
        \(field("title", "计划标题", isRequired: true).text())
        <div class="field-row">\(field("issuer", "发文机关").text())\(field("document", "文号").text())\
        \(field("date", "成文日期").date())</div>
        <div class="field-row">\(field("year", "年度", help: "校核中改年度，会按新年度重新推算日期。", isRequired: true).text())\
        \(field("lastYear", "截止年度", help: "跨几年的行动方案填最后一年。").text())</div>
        <div class="form-actions"><button class="primary">保存</button>\
        <a class="button quiet" href="/plans/\(plan.id)">取消</a></div></form>
        """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }
}
