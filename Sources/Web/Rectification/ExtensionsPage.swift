import Store
import Supervision

/// 延期申请: who asked for more time and what was decided.
struct ExtensionsPage: Page {
    let listing: Listing<ExtensionRow>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "延期申请" }
    var section: String { "/findings" }

    var main: HTML {
        let terms: HTML? =
            Role.office.contains(viewer.role) ? "<a class=\"button\" href=\"/findings/terms\">延期规定</a>" : nil
        return """
            \(PageHead("问题台账", actions: "\(SaveAsFigure.link(.extensions, address, for: viewer))\(terms)").html)
            \(FindingTabs.html(.extensions, for: viewer.role))
            \(FilterBar(address, filters).html)
            \(figures.note)
            \(table.html)
            """
    }

    private var figures: FigureNarrowing { FigureNarrowing(.extensions, address, but: ["state", "kind", "own"]) }

    private var filters: [HTML] {
        [
            figures.hidden, FilterBar.search(address, hint: "单位名称或问题编号"),
            FilterBar.choice(
                address, "state", "结果", ExtensionRequest.State.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "kind", "类别", ExtensionRequest.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
            FindingTabs.ownChoice(address, for: viewer.role),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("编号", kind: "code"), .init("责任单位"), .init("问题", kind: "long"),
                .init("申请", sort: "asked", kind: "date"), .init("希望延至", sort: "wanted", kind: "date"),
                .init("理由", kind: "long"), .init("结果", kind: "date"),
            ], listing, at: address, unit: "项", exportPath: "/findings/extensions/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: ExtensionRow) -> HTML {
        let request = row.request
        let who = row.isOffices ? "督导室决定" : row.askedName
        let asked: HTML = "\(When.html(request.askedOn))<small>\(request.kind.label) · \(who)</small>"
        let wanted: HTML = "\(When.html(request.wantedOn))<small>原期限 \(request.dueBefore.chinese)</small>"
        let end: HTML? = request.grantedOn.map { day -> HTML in "<small>延至 \(day.chinese)</small>" }
        return """
            <tr class="\(request.state == .asked ? "" : "closed")">\
            \(FindingTabs.number(row.number, row.finding, request.part))\(Ledger.cell("责任单位", "\(row.unit)"))\
            \(Ledger.cell("问题", "\(row.problem)", kind: "long"))\(Ledger.cell("申请", asked, kind: "date"))\
            \(Ledger.cell("希望延至", wanted, kind: "date"))\(Ledger.cell("理由", "\(request.reason)", kind: "long"))\
            \(Ledger.cell("结果", "\(ExtensionBadge.html(request.state))\(end)", kind: "date"))</tr>
            """
    }

    private var empty: HTML {
        let how =
            Role.unit.contains(viewer.role)
            ? "整改来不及时，在问题页面的“延期”一栏申请。" : "责任单位在问题页面申请延期后，会列在这里等待审批。"
        return "<div class=\"empty\"><strong>没有延期申请</strong><p>\(how)</p></div>"
    }
}

/// 阶段目标: the stages of long-term rectifications, by their days.
struct MilestonesPage: Page {
    let listing: Listing<MilestoneRow>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "阶段目标" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead("问题台账").html)
        \(FindingTabs.html(.milestones, for: viewer.role))
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var filters: [HTML] {
        let groups = MilestoneFilter.Group.allCases.filter { $0 != .ahead }.map { Choice($0.rawValue, $0.label) }
        return [
            FilterBar.search(address, hint: "单位名称或问题编号"),
            FilterBar.choice(address, "state", "状态", groups, all: MilestoneFilter.Group.ahead.label),
            FindingTabs.ownChoice(address, for: viewer.role),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("编号", kind: "code"), .init("责任单位"), .init("问题", kind: "long"),
                .init("阶段", kind: "num"), .init("目标", kind: "long"), .init("完成日期", sort: "due", kind: "date"),
                .init("状态"), .init("报完成", kind: "date"), .init("佐证", kind: "num"),
            ], listing, at: address, unit: "个", exportPath: "/findings/milestones/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: MilestoneRow) -> HTML {
        let late = row.daysLate(on: viewer.day)
        let due: HTML = """
            \(When.html(row.dueOn))\(late.map { days -> HTML in "<small class=\"late-text\">已逾期 \(days) 天</small>" })
            """
        return """
            <tr class="\(late != nil ? "late" : row.state == .confirmed ? "closed" : "")">\
            \(FindingTabs.number(row.number, row.finding, row.part))\(Ledger.cell("责任单位", "\(row.unit)"))\
            \(Ledger.cell("问题", "\(row.problem)", kind: "long"))\(Ledger.cell("阶段", "\(row.ordinal)", kind: "num"))\
            \(Ledger.cell("目标", "\(row.title)", kind: "long"))\(Ledger.cell("完成日期", due, kind: "date"))\
            \(Ledger.cell("状态", MilestoneBadge.html(row.state, isLate: late != nil)))\
            \(Ledger.cell("报完成", row.reportedOn.map { When.html($0) } ?? "—", kind: "date"))\
            \(Ledger.cell("佐证", "\(row.evidence) 件", kind: "num"))</tr>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有符合条件的阶段目标</strong><p>短期内难以完成的问题可以转为长期整改，分阶段设定目标；\
        各阶段会列在这里，逾期的标红。</p></div>
        """
    }
}

/// 复查记录: looks after closure.
struct RechecksPage: Page {
    let listing: Listing<RecheckRow>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "复查记录" }
    var section: String { "/findings" }

    var main: HTML {
        """
        \(PageHead("问题台账", actions: SaveAsFigure.link(.rechecks, address, for: viewer)).html)
        \(FindingTabs.html(.rechecks, for: viewer.role))
        \(FilterBar(address, filters).html)
        \(figures.note)
        \(table.html)
        """
    }

    private var figures: FigureNarrowing { FigureNarrowing(.rechecks, address, but: ["result"]) }

    private var filters: [HTML] {
        [
            figures.hidden, FilterBar.search(address, hint: "单位名称或问题编号"),
            FilterBar.choice(
                address, "result", "结果", Recheck.Result.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.date(address, "from", "复查自"), FilterBar.date(address, "until", "复查至"),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("编号", kind: "code"), .init("责任单位"), .init("问题", kind: "long"),
                .init("复查日期", sort: "on", kind: "date"), .init("方式"), .init("结果"), .init("情况", kind: "long"),
                .init("复查人"), .init("现在"),
            ], listing, at: address, unit: "次", exportPath: "/findings/rechecks/export.xlsx", empty: empty, row: row)
    }

    private func row(_ row: RecheckRow) -> HTML {
        """
        <tr>\(FindingTabs.number(row.number, row.finding, row.part))\(Ledger.cell("责任单位", "\(row.unit)"))\
        \(Ledger.cell("问题", "\(row.problem)", kind: "long"))\(Ledger.cell("复查日期", When.html(row.on), kind: "date"))\
        \(Ledger.cell("方式", "\(row.method)"))\
        \(Ledger.cell("结果", Badge.html(row.result.label, row.result == .holds ? .good : .late)))\
        \(Ledger.cell("情况", "\(row.note)", kind: "long"))\(Ledger.cell("复查人", "\(row.by)"))\
        \(Ledger.cell("现在", "\(row.state.label)"))</tr>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>没有复查记录</strong><p>问题销号后，督导室在问题页面的“复查回访”一栏记录复查结果；反弹的重新打开。</p>\
        <a class="button" href="/findings?state=closed">查看已销号的问题</a></div>
        """
    }
}
