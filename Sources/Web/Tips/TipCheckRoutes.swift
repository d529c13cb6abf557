import Hummingbird
import Office
import Store
import Supervision

/// `/tip-checks`: what inspectors were asked to find out, in the office's words; each reads their own, the office its own.
enum TipCheckRoutes {
    private static let inspectors = Audience.roles([.inspector])
    private static let readers = Audience.roles(Role.office.union([.inspector]))

    static func register(on site: inout Sitemap) {
        site.get("/tip-checks", readers, list)
        site.get("/tip-checks/export.xlsx", readers, export)
        site.get("/tip-checks/:id", inspectors) { call in try await show(call) }
        site.post("/tip-checks/:id/report", inspectors, report)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/tip-checks", call.query)
        let filter = TipCheckFilter(address)
        let listing = try await call.read { db in
            try TipChecks.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(TipCheckListPage(listing: listing, address: address, viewer: call.viewer))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = TipCheckFilter(ListAddress("/tip-checks", call.query))
        let sheet = SheetExport(title: "举报核实", columns: TipCheckListPage.sheet) { page in
            try await call.read { db in try TipChecks.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { check in
            TipCheckListPage.cells(check, on: call.day)
        }
        return try await sheet.response(named: "举报核实\(call.day.text)")
    }

    private static func show(
        _ call: Call, _ typed: Fields = Fields(), _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: TipCheckID = call.id()
        let page = try await call.read { db in
            let check = try TipChecks.require(id, visibleTo: call.viewer, in: db)
            return TipCheckPage(
                check: check, photos: try TipChecks.photos(of: check, in: db), today: call.day, typed: typed,
                problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func report(_ call: Call, _ form: Submission) async throws -> Response {
        let id: TipCheckID = call.id(), fields = form.fields
        return try await call.change(form) { refusal in
            if refusal.kind == .notFound { throw refusal }
            return try await show(call, fields, refusal)
        } _: { act in
            try TipChecks.report(id, Tip.Outcome(rawValue: fields.text("outcome")), fields.text("result"), act)
            return "/tip-checks/\(id)?done=submitted"
        }
    }
}

/// One matter to verify, and what was found.
struct TipCheckPage: Page {
    let check: TipCheck
    let photos: [TipPhoto]
    let today: Day
    let typed: Fields
    let problem: String?

    var title: String { "核实：\(check.unitName)" }
    var section: String { "/tip-checks" }

    var main: HTML {
        let due: HTML? = check.dueOn.map { day -> HTML in
            " · \(day < today && check.state == .open ? "已逾期，应于" : "")\(When.html(day))前报告"
        }
        let pictures: HTML? = photos.isEmpty ? nil : TipPhotoList(photos, of: check.tip).html
        return """
            \(PageHead(title, crumbs: [("举报核实", "/tip-checks")], badge: check.state.badge,
                subtitle: "\(check.number) · \(check.topic.label) · \(When.html(check.assignedOn))交办\(due)").html)
            \(Said.error(problem))
            <section class="section"><h2>核实要求</h2><p class="prose">\(check.brief)</p>\(pictures)\
            <p class="muted">不要向学校透露有人反映问题。</p></section>
            \(check.state == .open ? form : check.state == .done ? result : nil)
            """
    }

    private var result: HTML {
        """
        <section class="section"><h2>核实情况</h2><p>\(check.outcome?.label ?? "") · \(check.doneOn.map { When.html($0) })</p>\
        <p class="prose">\(check.result)</p></section>
        """
    }

    private var form: HTML {
        let outcomes = [Choice("", "请选择")] + Tip.Outcome.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <section class="section"><h2>报告核实情况</h2><form class="form full" method="post" \
            action="/tip-checks/\(check.id)/report" data-draft="tip-check-\(check.id)">\(FormSeal())\
            \(Field("outcome", "核实结论", value: typed.text("outcome"), isRequired: true).select(outcomes))\
            \(Field("result", "核实情况", value: typed.text("result"), help: "何时、怎样核实，看到什么；报告后不能再改。", isRequired: true)
                .area(rows: 6, limit: TipLimits.brief))\
            <div class="form-actions"><button class="primary" data-confirm="报告后不能再改。确定报告吗？" data-confirm-label="报告">报告</button></div></form></section>
            """
    }
}

extension TipCheckFilter {
    fileprivate init(_ address: ListAddress) {
        self.init(state: TipCheck.State(rawValue: address.filter("state")))
        text = address.filter("q")
        topic = TipTopic(rawValue: address.filter("topic"))
        outcome = Tip.Outcome(rawValue: address.filter("outcome"))
        isLate = address.filter("late") == "1"
        from = Day(address.filter("from"))
        until = Day(address.filter("until"))
    }
}
