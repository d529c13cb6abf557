import Store
import Supervision

/// The rounds of an office's region.
struct CollectionListPage: Page {
    let listing: Listing<CollectionRoundRecord>
    /// Names of forms by reference.
    let forms: [(reference: String, name: String)]
    let address: ListAddress
    let viewer: Viewer

    var title: String { "监测数据" }
    var section: String { "/collections" }
    private var isOffice: Bool { Role.office.contains(viewer.role) }

    var main: HTML {
        let new: HTML? = isOffice ? "<a class=\"button primary\" href=\"/collections/new\">新建采集轮次</a>" : nil
        let years = ((viewer.day.year - 6)...(viewer.day.year + 1)).reversed().map { Choice("\($0)", "\($0)年度") }
        let forms = forms.map { Choice($0.reference, $0.name) }
        let filters = [
            FilterBar.search(address, hint: "轮次名称"), FilterBar.choice(address, "year", "年度", years),
            FilterBar.choice(address, "form", "采集表", forms),
            FilterBar.choice(
                address, "state", "状态", CollectionRound.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
        return """
            \(PageHead(title, subtitle: "学校、幼儿园和县级数据一年只填一次：采集、校核、审核、锁定，各项监测和评估直接取用。",
                actions: "<a class=\"button\" href=\"/collection-forms\">采集表和数据项</a>\(new)").html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var table: Ledger {
        Ledger(
            [
                .init("年度", sort: "year", kind: "num"), .init("采集轮次", sort: "title", kind: "long"), .init("采集表"),
                .init("填报期限", sort: "due", kind: "date"), .init("单位", kind: "num"), .init("未交", kind: "num"),
                .init("待审核", kind: "num"), .init("已审核", kind: "num"), .init("已锁定", kind: "num"),
                .init("校核问题", kind: "num"), .init("状态", sort: "state"),
            ], listing, at: address, unit: "个轮次", exportPath: "/collections/export.xlsx", empty: empty, row: row)
    }

    private func row(_ record: CollectionRoundRecord) -> HTML {
        let (round, path) = (record.round, "/collections/\(record.id)")
        func count(_ title: String, _ number: Int, _ query: String) -> HTML {
            Ledger.cell(title, "<a href=\"\(path)\(query)\">\(number)</a>", kind: "num")
        }
        let isLate = round.state == .open && round.dueOn < viewer.day && record.waiting > 0
        return """
            <tr class="\(isLate ? "late" : round.state == .closed ? "closed" : "")">\
            \(Ledger.cell("年度", "\(round.year)", kind: "num"))\
            \(Ledger.cell("采集轮次", "<a href=\"\(path)\">\(round.title)</a>", kind: "long lead"))\
            \(Ledger.cell("采集表", "\(forms.first { $0.reference == round.form }?.name ?? round.form)"))\
            \(Ledger.cell("填报期限", When.html(round.dueOn), kind: "date"))\
            \(count("单位", record.total, ""))\(count("未交", record.waiting, "?state=waiting"))\
            \(count("待审核", record.counts[.submitted] ?? 0, "?state=submitted"))\
            \(count("已审核", record.counts[.reviewed] ?? 0, "?state=reviewed"))\
            \(count("已锁定", record.counts[.locked] ?? 0, "?state=locked"))\
            \(count("校核问题", record.questioned, "?questions=open"))\
            \(Ledger.cell("状态", round.state.badge))</tr>
            """
    }

    private var empty: HTML {
        let isFiltered = ["q", "year", "form", "state"].contains { !address.filter($0).isEmpty }
        guard !isFiltered else {
            return "<div class=\"empty\"><strong>没有符合条件的采集轮次</strong><a href=\"/collections\">查看全部</a></div>"
        }
        let new: HTML? = isOffice ? "<br><a class=\"button primary\" href=\"/collections/new\">新建采集轮次</a>" : nil
        return "<div class=\"empty\"><strong>还没有采集轮次</strong>选一张采集表、定好时点和期限，范围内的单位就会在工作台看到。\(new)</div>"
    }
}

extension CollectionRound.State {
    var badge: HTML { Badge.html(label, self == .open ? .active : .neutral) }
}

extension CollectionReturn.State {
    var badge: HTML {
        switch self {
        case .draft: Badge.html(label)
        case .submitted: Badge.html(label, .active)
        case .returned: Badge.html(label, .late)
        case .reviewed: Badge.html(label, .active)
        case .locked: Badge.html(label, .good)
        }
    }
}

extension FindingAnswer {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label, .late)
        case .explained: Badge.html(label, .warn)
        case .accepted: Badge.html(label, .good)
        }
    }
}
