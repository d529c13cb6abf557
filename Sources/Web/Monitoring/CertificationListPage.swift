import Store
import Supervision

/// Certifications under way and over, with filters.
struct CertificationListPage: Page {
    let listing: Listing<CertificationRecord>
    let late: Int
    let mine: Int
    let address: ListAddress
    let viewer: Viewer

    var title: String { "创建认定" }
    var section: String { "/certifications" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "环节逐个办理，不可跳过；区县、市、省各办各的，国家环节由省或市登记", actions: actions).html)
        \(FilterBar(address, filters).html)
        <dl class="figures">\(Figure.html("轮到本办公室", mine, "项", address.with("mine", "1")))\
        \(Figure.html("环节逾期", late, "项", address.with("late", "1"), isLate: late > 0))</dl>
        \(table.html)
        """
    }

    private var actions: HTML {
        let new: HTML? =
            Role.office.contains(viewer.role)
            ? "<a class=\"button primary\" href=\"/certifications/new\">启动创建认定</a>" : nil
        return """
            \(new)<a class="button" href="/roadmap">创建规划</a><a class="button" href="/certifications/titles">认定记录</a>
            """
    }

    private var filters: [HTML] {
        let procedures = CertificationProcedures.all
        let asked = address.filter("standard")
        let steps = procedures.filter { asked.isEmpty || $0.standard == asked }.flatMap(\.steps)
        var seen = Set<String>()
        let choices = steps.filter { seen.insert($0.code).inserted }.map { Choice($0.code, $0.name) }
        return [
            FilterBar.search(address, hint: "区县名称"),
            FilterBar.choice(address, "standard", "标准", procedures.map { Choice($0.standard, $0.name) }),
            FilterBar.choice(address, "tier", "等次", procedures.flatMap(\.tiers).map { Choice($0.name, $0.name) }),
            FilterBar.choice(address, "step", "目前环节", choices),
            FilterBar.choice(
                address, "state", "状态", CertificationState.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "late", "期限", [Choice("1", "已逾期")]),
            FilterBar.choice(address, "mine", "办理", [Choice("1", "轮到本办公室")]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("区县", sort: "name", kind: "lead"), .init("标准", kind: "long"), .init("等次"),
                .init("年度", sort: "year", kind: "num"), .init("目前环节"), .init("期限", sort: "due", kind: "date"),
                .init("状态"), .init("启动", sort: "opened", kind: "date"),
            ], listing, at: address, unit: "项", exportPath: "/certifications/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的创建认定</strong>区县启动申请后，各环节的办理情况列在这里。</div>", row: row)
    }

    private func row(_ record: CertificationRecord) -> HTML {
        let isLate = record.isLate(on: viewer.day)
        let due: HTML
        if let day = record.due, record.state == .open {
            due =
                isLate
                ? "\(When.html(day))<small class=\"late-text\">已逾期\(day.distance(to: viewer.day))天</small>"
                : When.html(day)
        } else {
            due = "—"
        }
        let state: HTML =
            switch record.state {
            case .open: isLate ? Badge.html("逾期", .late) : Badge.html(record.state.label, .active)
            case .certified: Badge.html(record.state.label, .good)
            case .terminated: Badge.html(record.state.label, .late)
            case .withdrawn: Badge.html(record.state.label)
            }
        return """
            <tr class="\(isLate ? "late" : "")">\
            \(Ledger.cell("区县", "<a href=\"/certifications/\(record.id)\">\(record.name)</a>", kind: "lead"))\
            \(Ledger.cell("标准", "\(CertificationProcedures.name(of: record.standard))", kind: "long"))\
            \(Ledger.cell("等次", "\(record.tier.isEmpty ? "—" : record.tier)"))\(Ledger.cell("年度", "\(record.year)年", kind: "num"))\
            \(Ledger.cell("目前环节", "\(record.stepName)"))\(Ledger.cell("期限", due, kind: "date"))\
            \(Ledger.cell("状态", state))\(Ledger.cell("启动", When.html(record.openedOn), kind: "date"))</tr>
            """
    }
}
