import Store
import Supervision

/// The list of inspectors.
struct InspectorsPage: Page {
    let listing: Listing<InspectorRecord>
    let address: ListAddress
    let day: Day
    let mayChange: Bool

    init(_ listing: Listing<InspectorRecord>, at address: ListAddress, on day: Day, mayChange: Bool) {
        self.listing = listing
        self.address = address
        self.day = day
        self.mayChange = mayChange
    }

    var saving: HTML?

    var title: String { "督学" }
    var section: String { "/inspectors" }

    var main: HTML {
        let actions: HTML = """
            \(saving)<a class="button" href="/inspectors/import">导入</a>\
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
                address, "state", "状态", [Choice("overdue", "聘期已满"), Choice("ended", "已结束"), Choice("all", "全部")],
                all: "在聘"),
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

/// One inspector.
struct InspectorPage: Page {
    let record: InspectorRecord
    let viewer: Viewer
    let mayChange: Bool
    let problem: String?

    init(_ record: InspectorRecord, viewer: Viewer, mayChange: Bool, problem: String? = nil) {
        self.record = record
        self.viewer = viewer
        self.mayChange = mayChange
        self.problem = problem
    }

    var title: String { record.inspector.name }
    var section: String { "/inspectors" }
    private var path: String { "/inspectors/\(record.id)" }

    static func badge(_ record: InspectorRecord, on day: Day) -> HTML {
        guard record.isActive else { return Badge.html("已结束") }
        return record.isOverdue(on: day) ? Badge.html("聘期已满", .late) : Badge.html("在聘", .good)
    }

    var main: HTML {
        let person = record.inspector
        let head = PageHead(
            title, crumbs: [("督学", "/inspectors")], badge: InspectorPage.badge(record, on: viewer.day),
            subtitle: "\(person.code) · \(person.isFullTime ? "专职" : "兼职") · \(person.level.label)",
            actions: mayChange ? "<a class=\"button\" href=\"\(path)/edit\">修改</a>" : nil)
        return """
            \(head.html)\(Said.error(problem))
            <dl class="facts"><dt>督学证号</dt><dd>\(orDash(person.certificate))</dd>\
            <dt>工作单位</dt><dd>\(orDash(person.employer))</dd><dt>手机</dt><dd>\(orDash(record.phone))</dd>\
            <dt>聘期</dt><dd>\(person.term?.chinese ?? "未填写")</dd><dt>账号</dt><dd>\(account)</dd></dl>
            \(record.isActive && mayChange ? ending : nil)
            """
    }

    private func orDash(_ text: String) -> String { text.isEmpty ? "—" : text }

    /// Accounts are the administrator's to make; the person is the same, so four-eyes rules hold.
    private var account: HTML {
        if record.accounts > 0 { return "已开通" }
        guard viewer.role == .admin else { return "未开通，请系统管理员在“账号”中为此人开通。" }
        return """
            未开通 <a class="button small" href="/accounts/new?person=\(record.id.rawValue)&amp;role=inspector">开通账号</a>
            """
    }

    private var ending: HTML {
        """
        <section class="section"><h2>结束聘任</h2>
        <form class="form" method="post" action="\(path)/end">\(FormSeal())
        <input type="hidden" name="version" value="\(record.version)">
        \(Field("day", "最后一天", value: viewer.day.text, isRequired: true).date())
        <div class="form-actions"><button class="danger" data-confirm="结束后不再列入可派出的督学；已有的任务和记录保留。" \
        data-confirm-title="结束“\(record.inspector.name)”的聘任？" data-confirm-label="结束聘任">结束聘任</button></div>
        </form></section>
        """
    }
}
