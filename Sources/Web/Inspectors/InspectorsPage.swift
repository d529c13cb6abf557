import Store
import Supervision

/// The list of inspectors.
struct InspectorsPage: Page {
    let listing: Listing<InspectorRecord>
    let address: ListAddress
    let viewer: Viewer

    private var day: Day { viewer.day }
    private var mayChange: Bool { InspectorRoutes.keepers.admits(viewer.role) }

    init(_ listing: Listing<InspectorRecord>, at address: ListAddress, for viewer: Viewer) {
        self.listing = listing
        self.address = address
        self.viewer = viewer
    }

    var saving: HTML?

    var title: String { "督学" }
    var section: String { "/inspectors" }

    var main: HTML {
        // Selecting inspectors is the office's, not the administrator's.
        let selection: HTML? =
            CandidateRoutes.keepers.admits(viewer.role)
            ? "<a class=\"button\" href=\"/inspectors/candidates\">选聘</a>" : nil
        let actions: HTML = """
            \(saving)\(selection)\
            <a class="button" href="/inspectors/training">培训台账</a><a class="button" href="/inspectors/import">导入</a>\
            <a class="button primary" href="/inspectors/new">新增督学</a>
            """
        return """
            \(PageHead(title, actions: mayChange ? actions : nil).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "姓名、编号或工作单位"),
            FilterBar.choice(
                address, "appointment", "专兼职", InspectorAppointment.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "level", "级别", InspectorLevel.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "state", "状态",
                [
                    Choice("expiring", "聘期或督学证将到期"), Choice("overdue", "聘期已满"), Choice("ended", "已结束"),
                    Choice("all", "全部"),
                ], all: "在聘"),
            address.filter("own").isEmpty ? .empty : "<input type=\"hidden\" name=\"own\" value=\"1\">",
        ]
    }

    private var table: Ledger {
        let empty: HTML =
            !mayChange
            ? "<div class=\"empty\"><strong>没有符合条件的督学</strong></div>"
            : """
            <div class="empty"><strong>没有符合条件的督学</strong>可以<a href="/inspectors/import">从表格导入</a>，\
            或<a href="/inspectors/new">新增督学</a>。</div>
            """
        return Ledger(
            [
                .init("编号", sort: "code", kind: "code"), .init("姓名", sort: "name"), .init("专兼职"), .init("级别"),
                .init("工作单位"), .init("聘期至", sort: "until", kind: "date"), .init("账号"), .init("状态"),
            ], listing, at: address, unit: "人", exportPath: "/inspectors/export.xlsx", empty: empty
        ) { record in
            let person = record.inspector
            let late: HTML? = record.isOverdue(on: day) ? " class=\"late\"" : nil
            let until: HTML = person.term?.until.map { When.html($0) } ?? "—"
            return """
                <tr\(late)>\(Ledger.cell("编号", "\(person.code)", kind: "code"))\
                \(Ledger.cell("姓名", "<a href=\"/inspectors/\(record.id.rawValue)\">\(person.name)</a>", kind: "lead"))\
                \(Ledger.cell("专兼职", "\(person.isFullTime ? "专职" : "兼职")"))\
                \(Ledger.cell("级别", "\(person.level.label)"))\(Ledger.cell("工作单位", "\(person.employer)"))\
                \(Ledger.cell("聘期至", until, kind: "date"))\
                \(Ledger.cell("账号", "\(record.accounts > 0 ? "已开通" : "未开通")"))\
                \(Ledger.cell("状态", InspectorPage.badge(record, on: day)))</tr>
                """
        }
    }
}
