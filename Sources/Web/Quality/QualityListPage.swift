import Store
import Supervision

/// The quality monitorings of an office's region.
struct QualityListPage: Page {
    let listing: Listing<QualityRoundRecord>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "质量监测" }
    var section: String { "/quality" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/quality/new\">新建监测轮次</a>" : nil
        let years = ((viewer.day.year - 6)...(viewer.day.year + 1)).reversed().map { Choice("\($0)", "\($0)年度") }
        let filters = [
            FilterBar.search(address, hint: "轮次名称"), FilterBar.choice(address, "year", "年度", years),
            FilterBar.choice(
                address, "level", "级别", QualityRound.Level.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "method", "方式", QualityRound.Method.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "state", "状态", QualityRound.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
        return """
            \(PageHead(title, subtitle: "抽样、名册、考务、结果和运用：国家和省级监测的组织实施，本地全学科监测的全过程。", actions: new).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("年度", sort: "year", kind: "num"), .init("监测轮次", sort: "title", kind: "long"),
                .init("级别", sort: "level"), .init("年级"), .init("学科", kind: "long"), .init("学校", kind: "num"),
                .init("未报名册", kind: "num"), .init("待办考务", kind: "num"), .init("状态", sort: "state"),
            ], listing, at: address, unit: "个轮次", exportPath: "/quality/export.xlsx", empty: empty, row: row)
    }

    private func row(_ record: QualityRoundRecord) -> HTML {
        let (round, counts) = (record.round, record.counts)
        let needsRosters = round.method != .census && round.state == .sampled
        let waiting: HTML =
            needsRosters ? "<a href=\"\(record.path)/schools?roster=open\">\(counts.waiting)</a>" : "—"
        let tasks: HTML =
            round.state >= .sampled && round.state != .cancelled
            ? "<a href=\"\(record.path)/tasks?state=open\">\(counts.openTasks)</a>"
            : "—"
        let isLate = needsRosters && counts.waiting > 0 && round.rosterDueOn.map { $0 < viewer.day } == true
        return """
            <tr class="\(isLate ? "late" : round.state.isOver ? "closed" : "")">\
            \(Ledger.cell("年度", "\(round.year)", kind: "num"))\
            \(Ledger.cell("监测轮次", "<a href=\"\(record.path)\">\(round.title)</a>", kind: "long lead"))\
            \(Ledger.cell("级别", "\(round.level.label)<small>\(round.method.label)</small>"))\
            \(Ledger.cell("年级", "\(QualityText.grades(round))"))\
            \(Ledger.cell("学科", "\(QualityText.subjects(round))", kind: "long"))\
            \(Ledger.cell("学校", "<a href=\"\(record.path)/schools\">\(counts.schools)</a>", kind: "num"))\
            \(Ledger.cell("未报名册", waiting, kind: "num"))\(Ledger.cell("待办考务", tasks, kind: "num"))\
            \(Ledger.cell("状态", round.state.badge))</tr>
            """
    }

    private var empty: HTML {
        guard !address.isNarrowed, address.filter("q").isEmpty else {
            return "<div class=\"empty\"><strong>没有符合条件的监测轮次</strong><a href=\"/quality\">查看全部</a></div>"
        }
        let new: HTML? = isOffice ? "<br><a class=\"button primary\" href=\"/quality/new\">新建监测轮次</a>" : nil
        return """
            <div class="empty"><strong>还没有监测轮次</strong>新建后按单位名册和上报的学生数列出抽样名单，冻结、抽样、报名册、考务、导入结果。\(new)</div>
            """
    }
}
