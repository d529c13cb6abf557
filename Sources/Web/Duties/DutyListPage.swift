import Store
import Supervision

/// The years' targets.
struct DutyListPage: Page {
    let listing: Listing<DutySheetRecord>
    let address: ListAddress
    let viewer: Viewer

    var title: String { "目标任务" }
    var section: String { "/governments" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/duties/new\">新建目标任务书</a>" : nil
        let years = ((viewer.day.year - 6)...(viewer.day.year + 1)).reversed().map { Choice("\($0)", "\($0)年") }
        return """
            \(PageHead("督政", subtitle: "考核办下达的乡镇街道、部门履行教育职责目标：填报、核定、评分、排名。", actions: new).html)
            \(GovernmentTabs.html(current: "/duties"))
            \(FilterBar(address, [FilterBar.choice(address, "year", "年度", years)]).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("年度", kind: "num"), .init("目标任务书", kind: "long"), .init("下达单位"), .init("填报期限", kind: "date"),
                .init("单位", kind: "num"), .init("目标", kind: "num"), .init("待核定", kind: "num"),
                .init("已核定", kind: "num"),
                .init("状态"),
            ], listing, at: address, unit: "份", empty: empty, row: row)
    }

    private func row(_ record: DutySheetRecord) -> HTML {
        let path = "/duties/\(record.id)"
        return """
            <tr class="\(record.sheet.state == .closed ? "closed" : "")">\(Ledger.cell("年度", "\(record.sheet.year)", kind: "num"))\
            \(Ledger.cell("目标任务书", "<a href=\"\(path)\">\(record.sheet.name)</a>", kind: "long lead"))\
            \(Ledger.cell("下达单位", "\(record.sheet.issuer)"))\
            \(Ledger.cell("填报期限", When.html(record.sheet.dueOn), kind: "date"))\
            \(Ledger.cell("单位", "<a href=\"\(path)#ranking\">\(record.units)</a>", kind: "num"))\
            \(Ledger.cell("目标", "<a href=\"\(path)#targets\">\(record.targets)</a>", kind: "num"))\
            \(Ledger.cell("待核定", "<a href=\"\(path)?state=reported#targets\">\(record.reported)</a>", kind: "num"))\
            \(Ledger.cell("已核定", "<a href=\"\(path)?state=confirmed#targets\">\(record.confirmed)</a>", kind: "num"))\
            \(Ledger.cell("状态", record.sheet.state.badge))</tr>
            """
    }

    private var empty: HTML {
        let new: HTML? = isOffice ? "<br><a class=\"button primary\" href=\"/duties/new\">新建目标任务书</a>" : nil
        return "<div class=\"empty\"><strong>没有目标任务书</strong>把考核办下达的年度目标录进来，乡镇街道和部门在自己的工作台填报。\(new)</div>"
    }
}

extension DutySheet.State {
    var badge: HTML {
        switch self {
        case .draft: Badge.html(label)
        case .issued: Badge.html(label, .active)
        case .closed: Badge.html(label, .good)
        }
    }
}

extension DutyTarget.State {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label)
        case .reported: Badge.html(label, .active)
        case .returned: Badge.html(label, .late)
        case .confirmed: Badge.html(label, .good)
        }
    }
}
