import Hummingbird
import Office
import Store
import Supervision

/// `/campaigns/:id/training`: who took part in 宣传培训, pasted as lines.
enum TrainingRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/training", CampaignRoutes.readers) { call in try await show(call) }
        site.get("/campaigns/:id/training/export.xlsx", CampaignRoutes.readers, export)
        site.post("/campaigns/:id/training", CampaignRoutes.office, add)
        site.post("/campaigns/:id/training/:entry/removal", CampaignRoutes.office, remove)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/training", call.query)
        let page = try await call.read { db in
            TrainingPage(
                record: try Campaigns.require(id, visibleTo: call.viewer, in: db),
                listing: try Attendance.list(
                    AttendanceFilter(id, address), address.page, visibleTo: call.viewer, in: db),
                figures: try Attendance.figures(of: id, in: db), address: address,
                mayWrite: Role.office.contains(call.viewer.role), typed: typed, refusal: refusal)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let filter = AttendanceFilter(id, ListAddress("/campaigns/\(id)/training", call.query))
        let name = try await call.read { db in try Campaigns.require(id, visibleTo: call.viewer, in: db).name }
        let columns: [SheetLayout.Column] = [
            .init("单位", width: 36), .init("姓名", width: 12), .init("职务", width: 20), .init("登记日期", kind: .day),
        ]
        return try await SheetExport(title: "参训人员", columns: columns) { page in
            try await call.read { db in try Attendance.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [.text(row.organisationName), .text(row.person), .text(row.post), .day(row.at.day.text)]
        }.response(named: "\(name)参训人员")
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let text = submission.fields["lines"] ?? ""
        let skipsBad = submission.fields.text("skip") == "1"
        return try await call.change(submission) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await show(call, refusal, typed: submission.fields)
        } _: { act in
            let lines = AttendanceLine.read(text)
            guard !lines.isEmpty else { throw FormRefusal(["lines": ""], message: "请粘贴参训人员，每行一人。") }
            guard lines.count <= AttendanceLine.limit else {
                throw FormRefusal(["lines": ""], message: "一次最多粘贴\(AttendanceLine.limit)行，请分批登记。")
            }
            let problems = lines.compactMap(\.problem)
            guard problems.isEmpty || skipsBad else {
                let more = problems.count > 10 ? "等\(problems.count)处。" : ""
                throw FormRefusal(["lines": ""], message: problems.prefix(10).joined() + more)
            }
            _ = try Attendance.add(lines, to: id, act)
            return "/campaigns/\(id)/training?done=attended"
        }
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id(), entry: AttendanceID = call.id("entry")
        return try await call.change(submission) { act in
            try Attendance.remove(entry, from: id, act)
            return "/campaigns/\(id)/training?done=removed"
        }
    }
}

extension AttendanceFilter {
    init(_ campaign: CampaignID, _ address: ListAddress) {
        self.init(campaign: campaign)
        text = address.filter("q")
        isOfUnit = ["unit": true, "other": false][address.filter("of")]
        let order = address.sort(AttendanceFilter.sorts)
        sort = order.column
        isDescending = order.isDescending
    }
}

/// Who took part, which units did not, and the form by which lines are pasted.
struct TrainingPage: Page {
    let record: CampaignRecord
    let listing: Listing<AttendanceRow>
    let figures: AttendanceFigures
    let address: ListAddress
    let mayWrite: Bool
    let typed: Fields
    let refusal: (any Refusal)?

    var title: String { "参训人员" }
    var section: String { "/campaigns" }

    private var path: String { "/campaigns/\(record.id)/training" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, "/campaigns/\(record.id)")]).html)
        \(Said.error(refusal?.message))
        <dl class="figures">\(Figure.html("参加人数", figures.people, "人", path))\
        \(Figure.html("派人参加的单位", figures.units, "个", "\(path)?of=unit"))\
        \(Figure.html("未派人参加", figures.missing.count, "个", "\(path)#missing", isLate: !figures.missing.isEmpty))</dl>
        \(FilterBar(address, filters).html)
        \(table.html)
        \(mayWrite ? form : nil)
        \(missing)
        """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "单位或姓名"),
            FilterBar.choice(address, "of", "单位", [Choice("unit", "本项目单位"), Choice("other", "其他单位")]),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("单位", sort: "unit"), .init("姓名", sort: "person"), .init("职务"),
                .init("登记", sort: "at", kind: "date"), .init("", kind: "actions"),
            ], listing, at: address, unit: "人", exportPath: "\(path)/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有参训人员</strong><p>把签到表粘贴到下面登记。</p></div>"
        ) { row in
            let unit: HTML =
                row.organisation.map { id -> HTML in "<a href=\"/organisations/\(id)\">\(row.organisationName)</a>" }
                ?? "\(row.organisationName)<small>不在本项目单位中</small>"
            return """
                <tr>\(Ledger.cell("单位", unit, kind: "lead"))\(Ledger.cell("姓名", "\(row.person)"))\
                \(Ledger.cell("职务", "\(row.post)"))\(Ledger.cell("登记", When.html(row.at.day), kind: "date"))\
                \(Ledger.cell("", "\(mayWrite ? removal(row) : nil)", kind: "actions"))</tr>
                """
        }
    }

    private func removal(_ row: AttendanceRow) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(row.id)/removal">\(FormSeal())<button class="small quiet" \
        data-confirm="确定删除“\(row.person)”的参训记录吗？" data-confirm-label="删除">删除</button></form>
        """
    }

    private var form: HTML {
        let skip: HTML? =
            refusal == nil
            ? nil
            : """
            <label class="choice"><input type="checkbox" name="skip" value="1"> 跳过有问题的行，登记其余的</label>
            """
        return """
            <section class="section"><h2>粘贴登记</h2><form class="form full" method="post" action="\(path)">\(FormSeal())
            \(Field("lines", "参训人员", value: typed["lines"] ?? "", help: "每行一人：单位、姓名、职务，用制表符或逗号隔开，可以从表格中直接复制；单位写代码或全称。重复的人只记一次。")
                .area(rows: 6, limit: 60_000))\(skip)
            <div class="form-actions"><button class="primary">登记</button></div></form></section>
            """
    }

    private var missing: HTML {
        guard !figures.missing.isEmpty else { return .empty }
        let items = figures.missing.map { unit -> HTML in
            "<li><a href=\"/inspections/\(unit.inspection)\">\(unit.name)</a></li>"
        }
        return """
            <section class="section" id="missing"><h2>未派人参加的单位 \(figures.missing.count) 个</h2><ul>\(items)</ul></section>
            """
    }
}
