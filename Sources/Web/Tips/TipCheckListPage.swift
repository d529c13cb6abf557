import Office
import Store
import Supervision

/// What was given to inspectors to verify: an inspector's own, or what the office gave.
struct TipCheckListPage: Page {
    let listing: Listing<TipCheck>
    let address: ListAddress
    let viewer: Viewer

    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var title: String { isOffice ? "督学核实" : "举报核实" }
    var section: String { isOffice ? "/tips" : "/tip-checks" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: isOffice ? [("举报诉求", "/tips")] : [], subtitle: subtitle).html)
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var subtitle: HTML {
        isOffice ? "交给督学核实的举报诉求，核实要求和情况都是工作用语，没有举报人的原话。" : "督导室交您核实的情况。不要向学校透露有人反映问题；可以结合日常到校了解。"
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: isOffice ? "单位、编号或督学" : "单位或编号"),
            FilterBar.choice(address, "state", "状态", TipCheck.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "topic", "类别", TipTopic.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "outcome", "结论", Tip.Outcome.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "late", "期限", [Choice("1", "已逾期未报告")]),
            FilterBar.date(address, "from", "交办自"), FilterBar.date(address, "until", "交办至"),
        ]
    }

    private var table: Ledger {
        var columns: [Ledger.Column] = [
            .init("编号", kind: "nowrap"), .init("单位", kind: "long lead"), .init("类别"), .init("核实要求", kind: "long"),
            .init("交办", kind: "date"), .init("期限", kind: "date"), .init("状态"), .init("结论"),
        ]
        if isOffice { columns.insert(.init("督学"), at: 4) }
        return Ledger(
            columns, listing, at: address, unit: "件核实", exportPath: "/tip-checks/export.xlsx", empty: empty, row: row)
    }

    private var empty: HTML {
        isOffice
            ? "<div class=\"empty\"><strong>没有符合条件的核实</strong>在举报诉求的页面交督学核实后列在这里。</div>"
            : "<div class=\"empty\"><strong>没有要核实的举报诉求</strong>督导室交办后列在这里。</div>"
    }

    private func row(_ check: TipCheck) -> HTML {
        let late = check.daysLate(on: viewer.day)
        let mark = late != nil ? "late" : check.state == .open ? "" : "closed"
        let words: HTML? = late.map { "<br><b class=\"late-text\">已逾期\($0)天</b>" }
        let done: HTML? = check.doneOn.map { "<br><small>\($0.chinese)</small>" }
        let brief = check.brief.count > 60 ? "\(check.brief.prefix(60))…" : check.brief
        let path = isOffice ? "/tips/\(check.tip)" : "/tip-checks/\(check.id)"
        let inspector: HTML? = isOffice ? Ledger.cell("督学", "\(check.personName)") : nil
        return """
            <tr class="\(mark)">\(Ledger.cell("编号", "\(check.number)", kind: "nowrap"))\
            \(Ledger.cell("单位", "<a href=\"\(path)\">\(check.unitName)</a>", kind: "long lead"))\
            \(Ledger.cell("类别", "\(check.topic.label)"))\
            \(Ledger.cell("核实要求", "\(brief)", kind: "long"))\
            \(inspector)\(Ledger.cell("交办", When.html(check.assignedOn), kind: "date"))\
            \(Ledger.cell("期限", check.dueOn.map { day -> HTML in "\(When.html(day))\(words)" } ?? "待定", kind: "date"))\
            \(Ledger.cell("状态", "\(check.state.badge)\(done)"))\
            \(Ledger.cell("结论", check.outcome.map { outcome -> HTML in "\(outcome.label)" } ?? "—"))</tr>
            """
    }

    static let sheet: [SheetLayout.Column] = [
        .init("编号", width: 20), .init("单位", width: 30), .init("类别", width: 16), .init("核实要求", width: 50), .init("督学"),
        .init("交办日期", kind: .day), .init("期限", kind: .day), .init("逾期天数"), .init("状态"), .init("核实结论"),
        .init("核实情况", width: 50), .init("报告日期", kind: .day),
    ]

    static func cells(_ check: TipCheck, on day: Day) -> [SheetCell] {
        [
            .text(check.number), .text(check.unitName), .text(check.topic.label), .text(check.brief),
            .text(check.personName), .day(check.assignedOn.text), check.dueOn.map { .day($0.text) } ?? .empty,
            check.daysLate(on: day).map { .integer($0) } ?? .empty, .text(check.state.label),
            .text(check.outcome?.label ?? ""), .text(check.result), check.doneOn.map { .day($0.text) } ?? .empty,
        ]
    }
}
