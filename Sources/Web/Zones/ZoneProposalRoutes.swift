import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/zones/proposal`: who would look after which school from a day on, looked at before anything changes.
enum ZoneProposalRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/zones/proposal", ZoneRoutes.keepers) { call in try await show(call, call.query) }
        site.get("/zones/proposal/export.xlsx", ZoneRoutes.keepers, export)
        site.post("/zones/proposal", ZoneRoutes.keepers) { call, sent in
            let asked = ZoneProposalForm(sent.fields, on: call.day)
            let digest = sent.fields.text("digest")
            return try await call.change(
                sent, again: { try await show(call, sent.fields, $0) },
                { act in
                    _ = try ZoneProposals.accept(for: asked.zone, asked.wish, digest: digest, act)
                    return asked.zone.map { "/zones/\($0)?done=zonesPosted" } ?? "/zones?done=zonesPosted"
                })
        }
    }

    private static func show(_ call: Call, _ fields: Fields, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let form = ZoneProposalForm(fields, on: call.day)
        let (made, zones) = try await call.read { db in
            (
                form.isAsked && form.problem == nil
                    ? try ZoneProposals.make(for: form.zone, form.wish, by: call.viewer, in: db) : nil,
                try Zones.choices(visibleTo: call.viewer, in: db)
            )
        }
        return call.page(
            ZoneProposalPage(form: form, made: made, zones: zones, problem: refusal?.message ?? form.problem),
            status: refusal?.status ?? .ok)
    }

    private static func export(_ call: Call) async throws -> Response {
        let form = ZoneProposalForm(call.query, on: call.day)
        let made = try await call.read { db in
            try ZoneProposals.make(for: form.zone, form.wish, by: call.viewer, in: db)
        }
        let (frame, lines) = (made.frame, made.proposal.lines)
        let names = Dictionary(frame.people.map { ($0.id, $0) }) { first, _ in first }
        let columns: [SheetLayout.Column] = [
            .init("学校标识码", kind: .text, width: 16), .init("学校", width: 32), .init("责任督学编号", kind: .text, width: 18),
            .init("责任督学", width: 18), .init("变化", width: 12), .init("不再负责", width: 18),
            .init("自", kind: .day, width: 14),
        ]
        let from = form.wish.from.text
        let export = SheetExport(title: "挂牌方案", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { line in
            let people = line.people.compactMap { names[$0] }
            return [
                .text(line.school.code), .text(line.school.name), .text(people.map(\.code).joined(separator: "、")),
                .text(people.map(\.name).joined(separator: "、")),
                .text(line.isShort ? "人数不足" : line.isChange ? "调整" : "不变"),
                .text(line.leaving.compactMap { names[$0]?.name }.joined(separator: "、")), .day(from),
            ]
        }
        return try await export.response(named: "挂牌方案")
    }
}

/// What was asked of a proposal; it stands whole in the address.
struct ZoneProposalForm: Sendable {
    /// Nil for all zones of the office.
    let zone: ZoneID?
    let wish: ZoneWish
    /// Whether somebody asked at all, or only opened the page.
    let isAsked: Bool
    let problem: String?

    init(_ fields: Fields, on today: Day) {
        let text = fields.text("zone")
        zone = text.isEmpty ? nil : Identifier(text)
        isAsked = fields["seed"] != nil
        let day = fields.text("from")
        let seed = isAsked ? fields.text("seed") : "\(today.year)年挂牌"
        wish = ZoneWish(from: Day(day) ?? today, seed: seed, keepsPeople: !isAsked || fields.text("keep") == "1")
        var problem: String?
        if isAsked {
            if !day.isEmpty, Day(day) == nil { problem = ZoneRefusal.dayMissing.message }
            do { _ = try wish.checked(on: today) } catch { problem = error.message }
        }
        self.problem = problem
    }

    var query: String {
        """
        zone=\(zone?.rawValue ?? "")&from=\(wish.from.text)&seed=\(Fields.encoded(wish.seed))\
        &keep=\(wish.keepsPeople ? "1" : "")
        """
    }
}

struct ZoneProposalPage: Page {
    let form: ZoneProposalForm
    let made: ZoneProposals.Made?
    let zones: [(id: String, name: String)]
    let problem: String?

    var title: String { "挂牌方案" }
    var section: String { "/zones" }

    var main: HTML {
        let keep: HTML? = form.wish.keepsPeople ? " checked" : nil
        return """
            \(PageHead(title, crumbs: [("督学责任区", "/zones")],
                subtitle: "按回避、聘期、轮换年限和每人上限，把学校尽量平均地分给本责任区的督学；不考虑距离。采用之前不改变任何挂牌。").html)
            \(Said.error(problem))
            <form class="form" method="get" action="/zones/proposal">
            <div class="field-row">\(Field("zone", "责任区", value: form.zone?.rawValue ?? "").select(
                [Choice("", "全部责任区")] + zones.map { Choice($0.id, $0.name) }))\
            \(Field("from", "自", value: form.wish.from.text, isRequired: true).date())</div>
            \(Field("seed", "种子", value: form.wish.seed, help: "同样的种子得出同样的方案；负责学校数相同的人，签号小的先派。", isRequired: true).text())
            <div class="field"><label class="choice"><input type="checkbox" name="keep" value="1"\(keep)> 未满轮换年限的督学继续负责原来的学校</label></div>
            <div class="form-actions"><button>生成方案</button><a class="button quiet" href="/zones/rules">挂牌规定</a></div></form>
            \(made.map(result))
            """
    }

    private func result(_ made: ZoneProposals.Made) -> HTML {
        let proposal = made.proposal
        guard !proposal.lines.isEmpty else {
            return "<div class=\"empty\"><strong>没有可以安排的学校</strong>请先在责任区里划入学校、加入督学。</div>"
        }
        let accept: HTML? =
            proposal.changes.isEmpty
            ? nil
            : """
            <form class="inline" method="post" action="/zones/proposal" data-confirm="自\(form.wish.from.chinese)起，\(proposal.changes.count)所学校的责任督学按方案调整。" \
            data-confirm-label="采用">\(FormSeal())\(hidden)<input type="hidden" name="digest" value="\(proposal.digest)">\
            <button class="primary">采用方案</button></form>
            """
        return """
            <section class="section"><div class="section-head"><h2>方案</h2><span>\(accept)\
            <a class="button quiet" href="/zones/proposal/export.xlsx?\(form.query)">导出 XLSX</a></span></div>
            <dl class="figures"><div><dt>学校</dt><dd>\(proposal.lines.count)<small>所</small></dd></div>\
            <div><dt>调整</dt><dd>\(proposal.changes.count)<small>所</small></dd></div>\
            <div\(proposal.short.isEmpty ? nil : " class=\"late\"" as HTML)><dt>人数不足</dt><dd>\(proposal.short.count)<small>所</small></dd></div>\
            <div><dt>每人负责</dt><dd>\(span(proposal))<small>所</small></dd></div></dl>
            \(repeatable)
            <h3>学校</h3>\(schools(made))
            <h3>督学</h3>\(people(made))</section>
            """
    }

    private var hidden: HTML {
        let pairs = [
            ("zone", form.zone?.rawValue ?? ""), ("from", form.wish.from.text), ("seed", form.wish.seed),
            ("keep", form.wish.keepsPeople ? "1" : ""),
        ]
        return .joined(pairs.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" as HTML })
    }

    private func span(_ proposal: ZoneProposal) -> String {
        let (least, most) = (proposal.loads.values.min() ?? 0, proposal.loads.values.max() ?? 0)
        return least == most ? "\(most)" : "\(least)至\(most)"
    }

    private var repeatable: HTML {
        """
        <details class="explain"><summary>怎样得出、怎样复核</summary>
        <p>可选的人最少的学校先分，每次给负责学校最少的人；再沿“一所换一所”的链条调整，直到任何人都不比链条另一端的人多两所。\
        超过每人上限的不派，列为人数不足。负责数相同的，派签号最小的人，签号是“种子,学校标识码,督学编号”的 SHA-256：</p>
        <p><code>printf '%s' '\(form.wish.seed),学校标识码,督学编号' | sha256sum</code></p></details>
        """
    }

    private func schools(_ made: ZoneProposals.Made) -> HTML {
        let names = Dictionary(made.frame.people.map { ($0.id, $0.name) }) { first, _ in first }
        let zoneNames = Dictionary(zones.map { ($0.id, $0.name) }) { first, _ in first }
        let rows = made.proposal.lines.map { line -> HTML in
            let people = line.people.map { id -> HTML in
                let new: HTML? = line.kept.contains(id) ? nil : " \(Badge.html("新", .active))"
                return "<span class=\"person-line\">\(names[id] ?? "")\(new)</span>"
            }
            let short: HTML? = line.isShort ? Badge.html("缺\(line.needed - line.people.count)人", .late) : nil
            let leaving = line.leaving.map { names[$0] ?? "原督学" }.joined(separator: "、")
            let reasons = line.obstacles.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\(names[$0.key] ?? "")：\($0.value.text)" }.joined(separator: "；")
            return """
                <tr>\(Ledger.cell("学校", "\(line.school.name)", kind: "lead"))\
                \(Ledger.cell("责任区", "\(zoneNames[line.school.zone.rawValue] ?? "")"))\
                \(Ledger.cell("责任督学", "\(people)\(short)"))\(Ledger.cell("不再负责", leaving.isEmpty ? "—" : "\(leaving)"))\
                \(Ledger.cell("不能派的人", reasons.isEmpty ? "—" : "\(reasons)", kind: "long"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">学校</th><th scope="col">责任区</th><th scope="col">责任督学</th>\
            <th scope="col">不再负责</th><th scope="col" class="long">不能派的人</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func people(_ made: ZoneProposals.Made) -> HTML {
        let rows = made.frame.people.sorted { ($0.code, $0.id.rawValue) < ($1.code, $1.id.rawValue) }.map {
            person -> HTML in
            let load = made.proposal.loads[person.id] ?? 0
            let before = made.frame.held.count { $0.person == person.id } + person.elsewhere
            let full: HTML? =
                load >= made.rules.schoolsPerInspector ? " \(Badge.html("已到上限", .warn))" : nil
            return """
                <tr>\(Ledger.cell("督学", "\(person.name)", kind: "lead"))\(Ledger.cell("编号", "\(person.code)", kind: "code"))\
                \(Ledger.cell("现在", "\(before) 所", kind: "num"))\(Ledger.cell("方案", "\(load) 所\(full)", kind: "num"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">督学</th><th scope="col" class="code">编号</th>\
            <th scope="col" class="num">现在</th><th scope="col" class="num">方案</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
