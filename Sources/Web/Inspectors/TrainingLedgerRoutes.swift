import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/inspectors/training`: hours of training in a year against what is asked, and what was held.
enum TrainingLedgerRoutes {
    static func register(on site: inout Sitemap) {
        let (readers, keepers) = (InspectorRoutes.readers, Audience.roles(Role.office))
        site.get("/inspectors/training", readers, list)
        site.get("/inspectors/training/export.xlsx", readers, export)
        site.get("/inspectors/training/new", keepers) { call in
            call.page(TrainingFormPage(fields: Fields([("day", call.day.text)])))
        }
        site.post("/inspectors/training", keepers, add)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspectors/training", call.query)
        let filter = TrainingFilter(address, on: call.day)
        let listing = try await call.read { db in
            try InspectorActivities.ledger(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            TrainingLedgerPage(
                listing: listing, address: address, year: filter.year, today: call.day,
                canKeep: Role.office.contains(call.viewer.role)))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = TrainingFilter(ListAddress("/inspectors/training", call.query), on: call.day)
        let columns: [SheetLayout.Column] = [
            .init("督学编号", kind: .text, width: 16), .init("姓名"), .init("专兼职"), .init("年度"), .init("培训次数"),
            .init("学时"), .init("差学时"), .init("会议次数"),
        ]
        let export = SheetExport(title: "培训台账", columns: columns) { page in
            try await call.read { db in
                try InspectorActivities.ledger(filter, page, visibleTo: call.viewer, in: db)
            }
        } cells: { line in
            [
                .text(line.code), .text(line.name), .text(line.isFullTime ? "专职" : "兼职"), .integer(filter.year),
                .integer(line.trainings), .text(TrainingStanding.text(line.standing.tenths)),
                .text(TrainingStanding.text(line.standing.missingTenths)), .integer(line.meetings),
            ]
        }
        return try await export.response(named: "\(filter.year)年督学培训台账")
    }

    private static func add(_ call: Call, _ sent: Submission) async throws -> Response {
        try await call.change(
            sent,
            again: { refusal in
                call.page(TrainingFormPage(fields: sent.fields, refusal: refusal), status: refusal.status)
            },
            { act in
                let fields = sent.fields
                let new = try TrainingFormPage.checked(fields, on: act.day)
                let people = fields.text("people").split(whereSeparator: { $0.isNewline || "、，,;；".contains($0) })
                _ = try InspectorActivities.add(new, for: people.map(String.init), act)
                return "/inspectors/training?year=\(new.day.year)&done=saved"
            })
    }
}

extension TrainingFilter {
    init(_ address: ListAddress, on day: Day) {
        self.init(year: Int(address.filter("year")).flatMap { (2000...2100).contains($0) ? $0 : nil } ?? day.year)
        text = address.filter("q")
        isShort = address.filter("state") == "short"
        (sort, isDescending) = address.sort(TrainingFilter.sorts)
    }
}

struct TrainingLedgerPage: Page {
    let listing: Listing<TrainingLine>
    let address: ListAddress
    let year: Int
    let today: Day
    let canKeep: Bool

    var title: String { "\(year)年督学培训台账" }
    var section: String { "/inspectors" }

    var main: HTML {
        let new: HTML? =
            canKeep
            ? """
            <a class="button" href="/inspectors/training/import">导入</a>\
            <a class="button primary" href="/inspectors/training/new">登记培训或会议</a>
            """ : nil
        let clause = TrainingStanding.clause
        return """
            \(PageHead(title, crumbs: [("督学", "/inspectors")], subtitle: "\(clause.text)：\(clause.summary)。", actions: new).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let years = (0..<5).map { today.year - $0 }.map { Choice("\($0)", "\($0)年") }
        return [
            FilterBar.search(address, hint: "姓名或编号"),
            """
            <div class="field"><label for="year">年度</label><select id="year" name="year">\
            \(Choice.list(years, chosen: ["\(year)"]))</select></div>
            """,
            FilterBar.choice(address, "state", "学时", [Choice("short", "不足40学时")]),
        ]
    }

    private var table: Ledger {
        let ended: HTML = " \(Badge.html("已结束"))"
        return Ledger(
            [
                .init("姓名", sort: "name"), .init("编号", sort: "code", kind: "code"), .init("专兼职"),
                .init("培训", kind: "num"), .init("学时", sort: "hours", kind: "num"), .init("差", kind: "num"),
                .init("会议", kind: "num"),
            ], listing, at: address, unit: "人", exportPath: "/inspectors/training/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的督学</strong></div>"
        ) { line in
            let missing: HTML =
                line.standing.isReached
                ? Badge.html("达标", .good) : Badge.html("差\(TrainingStanding.text(line.standing.missingTenths))", .late)
            return """
                <tr>\(Ledger.cell("姓名", "<a href=\"/inspectors/\(line.person)\">\(line.name)</a>\(line.isActive ? nil : ended)", kind: "lead"))\
                \(Ledger.cell("编号", "\(line.code)", kind: "code"))\(Ledger.cell("专兼职", line.isFullTime ? "专职" : "兼职"))\
                \(Ledger.cell("培训", "\(line.trainings) 次", kind: "num"))\
                \(Ledger.cell("学时", "\(TrainingStanding.text(line.standing.tenths))", kind: "num"))\
                \(Ledger.cell("差", missing, kind: "num"))\(Ledger.cell("会议", "\(line.meetings) 次", kind: "num"))</tr>
                """
        }
    }
}

struct TrainingFormPage: FilledPage {
    let fields: Fields
    var refusal: (any Refusal)?

    var title: String { "登记培训或会议" }
    var section: String { "/inspectors" }

    static func checked(_ fields: Fields, on today: Day) throws(FormRefusal) -> NewInspectorActivity {
        var problems: [String: String] = [:]
        let kind = InspectorActivityKind(rawValue: fields.text("kind"))
        if kind == nil { problems["kind"] = "请选择类别。" }
        let day = Day(fields.text("day"))
        if day == nil { problems["day"] = "请填写日期。" }
        if let day, day > today { problems["day"] = "请在举办之后登记。" }
        let title = fields.text("title")
        if !(1...100).contains(title.count) { problems["title"] = "请填写名称，不超过100字。" }
        if fields.text("organiser").count > 100 { problems["organiser"] = "不能超过100字。" }
        let tenths = TrainingStanding.tenths(fields.text("hours"))
        if kind?.counts == true, (tenths ?? 0) == 0 { problems["hours"] = "请填写学时，最多一位小数，不超过500。" }
        guard let kind, let day, problems.isEmpty else { throw FormRefusal(problems) }
        return NewInspectorActivity(
            kind: kind, day: day, title: title, organiser: fields.text("organiser"), tenths: tenths ?? 0)
    }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督学", "/inspectors"), ("培训台账", "/inspectors/training")],
            subtitle: "一次登记全部参加的人；同一天同名的，已登记过的人不会重复。").html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="/inspectors/training" data-draft="training">\(FormSeal())
        <div class="field-row">\(field("kind", "类别").select(
            InspectorActivityKind.allCases.map { Choice($0.rawValue, $0.label) }))\
        \(field("day", "日期").date())</div>
        \(field("title", "名称").text())
        <div class="field-row">\(field("organiser", "组织单位", isRequired: false).text())\
        \(field("hours", "学时", help: "会议不计学时。", isRequired: false).text(isShort: true))</div>
        \(field("people", "参加的督学", help: "编号或姓名，每行一个，可以从表格里整列粘贴。").area(rows: 8, limit: 20_000))
        <div class="form-actions"><button class="primary">登记</button><a class="button quiet" href="/inspectors/training">取消</a></div>
        </form>
        """
    }
}
