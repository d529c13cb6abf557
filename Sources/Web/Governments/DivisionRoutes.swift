import Hummingbird
import SQLCore
import Store
import Supervision

/// `/governments/:id/division`: which department answers which indicator.
enum DivisionRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/governments/:id/division", GovernmentRoutes.authors) { call in try await form(call) }
        site.post("/governments/:id/division", GovernmentRoutes.authors, save)
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (InspectionID, Viewer) = (call.id(), call.viewer)
        let isBefore = call.query.text("from") == "before"
        let page = try await call.read { db in
            let view = try GovernmentView(id, visibleTo: viewer, in: db)
            guard view.mayEdit else { throw view.found.isSubmitted ? ShareRefusal.submitted : .notYours }
            let before = isBefore ? try IndicatorDivision.before(view.found, in: db) : nil
            if isBefore, before == nil { throw ShareRefusal.nothingBefore }
            return DivisionPage(
                view: view,
                fields: typed ?? before.map { DivisionForm.fields($0.shares, $0.matches) } ?? DivisionForm.fields(view),
                carried: before.map { (before: $0.matches.count, new: $0.new) },
                problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message,
                units: try Departments.suggested(of: view.found, in: db), today: viewer.day)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (InspectionID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await form(call, fields, $0) },
            { act in
                let view = try GovernmentView(id, visibleTo: act.viewer, in: act.db)
                try IndicatorDivision.set(try DivisionForm(fields: fields).checked(view, act.db), of: id, act)
                return "/governments/\(id)?done=divided"
            })
    }
}

/// The lines of a division as they are typed: `lead.1.2`, `helpers.1.2`, `due.1.2`.
struct DivisionForm: Sendable {
    let fields: Fields

    func checked(_ view: GovernmentView, _ db: SQLConnection) throws -> [NewShare] {
        var problems: [String: String] = [:]
        var known: [String: OrganisationID] = [:]
        func unit(_ text: String, _ field: String) throws -> OrganisationID? {
            if let id = known[text] { return id }
            let found = try Departments.matching(text, of: view.found, in: db)
            guard found.count == 1 else {
                problems[field] = ReceptionItemsForm.told(text, found)
                return nil
            }
            known[text] = found[0].id
            return found[0].id
        }
        var shares: [NewShare] = []
        for line in view.lines {
            let number = line.node.number
            let (lead, helpers) = (fields.text("lead.\(number)"), fields.text("helpers.\(number)"))
            let due = fields.text("due.\(number)")
            if lead.isEmpty {
                if !helpers.isEmpty { problems["lead.\(number)"] = "有配合单位时要有牵头单位。" }
                continue
            }
            let leader = try unit(lead, "lead.\(number)")
            let names = helpers.split { "、，,；;".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
            let others = try names.compactMap { try unit($0, "helpers.\(number)") }
            let day = Day(due.isEmpty ? fields.text("due") : due)
            if day == nil { problems["due.\(number)"] = "请填写期限。" }
            guard let leader, let day else { continue }
            shares.append(NewShare(criterion: number, lead: leader, helpers: others, dueOn: day))
        }
        if shares.isEmpty, problems.isEmpty { problems["due"] = "至少要把一个观测点分给部门。" }
        guard problems.isEmpty else { throw FormRefusal(problems, message: "分工没有保存，请看标出的栏目。") }
        return shares
    }

    /// The form's texts of the division that is there.
    static func fields(_ view: GovernmentView) -> Fields {
        var fields = Fields()
        for line in view.lines {
            fields.set("lead.\(line.node.number)", line.lead?.department ?? "")
            fields.set("helpers.\(line.node.number)", line.helpers.map(\.department).joined(separator: "、"))
            fields.set("due.\(line.node.number)", line.lead?.share.dueOn.text ?? "")
        }
        return fields
    }

    /// An earlier division under the numbers of this version; its days have passed and are left out.
    static func fields(_ before: [IndicatorShareRow], _ matches: [String: String]) -> Fields {
        var fields = Fields()
        for (criterion, rows) in Dictionary(grouping: before, by: \.share.criterion) {
            guard let number = matches[criterion] else { continue }
            fields.set("lead.\(number)", rows.first { $0.share.kind == .lead }?.department ?? "")
            let helpers = rows.filter { $0.share.kind == .cooperating }.map(\.department)
            fields.set("helpers.\(number)", helpers.joined(separator: "、"))
        }
        return fields
    }
}

/// The form in which indicators are shared out.
struct DivisionPage: Page {
    let view: GovernmentView
    let fields: Fields
    /// How many criteria carried over, and which of this version are new.
    let carried: (before: Int, new: [String])?
    let problems: [String: String]
    let message: String?
    let units: [FindingUnitChoice]
    let today: Day

    var title: String { "部门分工" }
    var section: String { "/governments" }

    var main: HTML {
        let home = "/governments/\(view.found.id)"
        let options = units.map { unit -> HTML in "<option value=\"\(unit.name)\">\(unit.code)</option>" }
        let due = Field(
            "due", "统一期限", value: fields.text("due"), problem: problems["due"],
            help: "各行没有单独期限的，按这个期限；不晚于\(view.found.endsOn.chinese)。")
        return """
            \(PageHead(title, crumbs: [("督政", "/governments"), (view.found.name, home)],
                subtitle: "每个观测点一个牵头单位，可以有几个配合单位；保存后各部门在自己的工作台填报。").html)
            \(Said.error(message))
            \(carriedNote)
            <form class="form full" method="post" action="\(home)/division" data-draft="division-\(view.found.id)">\(FormSeal())
            \(due.date())
            <table class="ledger"><thead><tr><th scope="col">编号</th><th scope="col">观测点</th><th scope="col">牵头单位</th>\
            <th scope="col">配合单位（顿号隔开）</th><th scope="col">单独期限</th></tr></thead><tbody>\(view.lines.map(row))</tbody></table>
            <datalist id="units">\(options)</datalist>
            <div class="form-actions"><button class="primary">保存分工</button><a class="button quiet" href="\(home)">取消</a></div></form>
            """
    }

    private var carriedNote: HTML? {
        guard let carried else { return nil }
        let new: HTML =
            carried.new.isEmpty ? "" : "本版新增或改动、需要重新分工的：\(carried.new.joined(separator: "、"))。"
        return """
            <div class="notice" role="status"><strong>已带入上次分工</strong>对上 \(carried.before) 个观测点，\(new)请填写期限，核对后保存。</div>
            """
    }

    private func row(_ line: GovernmentView.Line) -> HTML {
        let number = line.node.number
        return """
            <tr>\(Ledger.cell("编号", "\(number)", kind: "code lead"))\(Ledger.cell("观测点", "\(line.node.title)", kind: "long"))\
            \(Ledger.cell("牵头单位", input("lead.\(number)", "\(number)牵头单位", list: true)))\
            \(Ledger.cell("配合单位", input("helpers.\(number)", "\(number)配合单位", list: false)))\
            \(Ledger.cell("单独期限", date("due.\(number)", "\(number)期限")))</tr>
            """
    }

    private func input(_ name: String, _ label: String, list: Bool) -> HTML {
        let from: HTML? = list ? " list=\"units\"" : nil
        return wrapped(
            name,
            "<input name=\"\(name)\" aria-label=\"\(label)\" value=\"\(fields.text(name))\"\(from)\(invalid(name))>")
    }

    private func date(_ name: String, _ label: String) -> HTML {
        wrapped(
            name,
            "<input type=\"date\" name=\"\(name)\" aria-label=\"\(label)\" value=\"\(fields.text(name))\"\(invalid(name))>"
        )
    }

    private func invalid(_ name: String) -> HTML? { problems[name] == nil ? nil : " aria-invalid=\"true\"" }

    private func wrapped(_ name: String, _ control: HTML) -> HTML {
        problems[name].map { "<div class=\"field error\">\(control)<p class=\"problem\">\($0)</p></div>" } ?? control
    }
}
