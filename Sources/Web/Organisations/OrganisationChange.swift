import Store
import Supervision

/// A change of one unit that has a form of its own.
enum OrganisationChange: String, CaseIterable, Sendable {
    case name, facts, code, closure, merger, split, reopening, relations

    /// As the button says it.
    var action: String {
        switch self {
        case .name: "更名"
        case .facts: "修改信息"
        case .code: "变更类别"
        case .closure: "撤销"
        case .merger: "并入"
        case .split: "拆分"
        case .reopening: "恢复"
        case .relations: "添加关系"
        }
    }

    typealias Deed = @Sendable (OrganisationID, Act) throws -> Void

    /// What the form asks for, or what is wrong in it.
    func deed(_ fields: Fields, regions: RegionTable, home: String?) throws(FormRefusal) -> Deed {
        let (reason, version) = (fields.text("reason"), fields.number("version") ?? 0)
        guard let day = Day(fields.text("day")) else { throw FormRefusal(["day": "请填写日期。"]) }
        if self != .relations, self != .facts, reason.isEmpty { throw FormRefusal(["reason": "请写明事由或文号。"]) }
        if reason.count > 200 { throw FormRefusal(["reason": "请控制在200字以内。"]) }
        switch self {
        case .name:
            let name = fields.text("name")
            guard (1...100).contains(name.count) else { throw FormRefusal(["name": "请填写新名称，不超过100字。"]) }
            return { _ = try Organisations.rename($0, version: version, to: name, on: day, reason: reason, $1) }
        case .facts:
            let row = try OrganisationChange.row(fields, regions: regions, home: home)
            let fates = ReorganisationForm.fates(fields)
            return { id, act in try OrganisationChange.change(id, version, row, day, reason, fates, act) }
        case .code, .closure, .merger, .split:
            let form = try ReorganisationForm(self, fields, day: day, reason: reason, version: version)
            return { id, act in try form.carry(id, act) }
        case .reopening:
            return { _ = try Organisations.reopen($0, version: version, on: day, reason: reason, $1) }
        case .relations:
            return try OrganisationChange.relation(fields, day)
        }
    }

    /// The rules of a sheet want a name; this form keeps the one there is.
    static func row(_ fields: Fields, regions: RegionTable, home: String?) throws(FormRefusal) -> OrganisationRow {
        var typed = fields
        typed.set("name", "现名")
        return try OrganisationForm.row(typed, regions: regions, home: home)
    }

    /// Name, code and category stay as they are: they have forms of their own.
    ///
    /// Another master takes over only what was decided to go along.
    private static func change(
        _ id: OrganisationID, _ version: Int, _ row: OrganisationRow, _ day: Day, _ reason: String,
        _ fates: ReorganisationForm.Fates, _ act: Act
    ) throws {
        let old = try Organisations.require(id, visibleTo: act.viewer, in: act.db)
        var facts = row.facts
        facts.name = old.organisation.facts.name
        facts.category = old.organisation.facts.category
        let why = reason.isEmpty ? "修改信息" : reason
        let place = try Organisations.place(of: facts.authority, in: act.db)
        guard place != old.place else {
            _ = try Organisations.change(id, version: version, to: facts, on: day, reason: why, act)
            return
        }
        let change = try Reorganisation(.transfer, of: id)
        let chosen = try fates.chosen(for: change, to: place, act)
        let order = ReorganisationOrder(change, on: day, reason: why, fates: chosen, place: place)
        try Reorganisations.carry(order, act) {
            _ = try Organisations.change(id, version: version, to: facts, on: day, reason: why, act)
        }
    }

    private static func relation(_ fields: Fields, _ day: Day) throws(FormRefusal) -> Deed {
        guard let kind = OrganisationRelation.Kind(rawValue: fields.text("kind")) else {
            throw FormRefusal(["kind": "请选择关系。"])
        }
        let other = fields.text("other")
        guard !other.isEmpty else { throw FormRefusal(["other": "请填写对方单位的代码。"]) }
        return { id, act in
            _ = try Organisations.require(id, visibleTo: act.viewer, in: act.db)
            guard try Organisations.find(code: other, visibleTo: act.viewer, in: act.db) != nil else {
                throw FormRefusal(["other": "没有代码为“\(other)”的单位，或不由本单位管理。"])
            }
            try OrganisationRelations.add(kind, id, toCode: other, from: day, act)
        }
    }
}

/// The form of one change.
struct OrganisationChangePage: Page {
    let change: OrganisationChange
    let record: OrganisationRecord
    let fields: Fields
    /// What hangs on the unit and has to be decided about; nil before anybody asked.
    var decisions: DecisionSection?
    let refusal: (any Refusal)?

    var title: String { "\(change.action)：\(record.name)" }
    var section: String { "/organisations" }

    private var path: String { "/organisations/\(record.id)" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("单位", "/organisations"), (record.name, path)]).html)
        \(Said.error(refusal?.message))
        <form class="\(decisions == nil ? "form" : "form full deciding")" method="post" action="\(path)/\(change.rawValue)">\(FormSeal())
        <input type="hidden" name="version" value="\(fields.text("version"))">
        \(controls)
        \(day)\(change == .relations ? nil : reason)
        \(decisions?.html)
        <div class="form-actions">\(button)<a class="button quiet" href="\(path)">取消</a></div>
        </form>
        """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }

    private var controls: HTML {
        switch change {
        case .name: field("name", "新名称", help: "代码不变，原名称保留在沿革中。").text()
        case .facts: OrganisationForm.controls(fields, problems)
        case .code: field("code", "新标识码", help: "类别变更后换用新代码；原代码 \(record.code) 作废，不再使用。").text()
        case .closure, .reopening: .empty
        case .merger:
            field("successors", "并入的单位", help: "填写单位的代码或全称；还没有登记的，请先新建单位。").text()
        case .split:
            """
            \(field("successors", "分出的单位", help: "每行一个单位的代码或全称；还没有登记的，请先新建单位。").area(rows: 3, limit: 2_000))\
            <label class="choice"><input type="checkbox" name="remains" value="yes"\(remains)> 原单位继续存在（如分校独立）</label>
            """
        case .relations:
            """
            \(field("kind", "本单位是对方的").select(OrganisationRelation.Kind.entered.map { Choice($0.rawValue, $0.label) }))\
            \(field("other", "对方单位代码").text())
            """
        }
    }

    private var remains: HTML? { fields.text("remains") == "yes" ? " checked" : nil }

    private var day: HTML {
        let label = change == .closure ? "最后一天" : change == .relations ? "自" : "生效日期"
        return field("day", label).date()
    }

    private var reason: HTML {
        field("reason", "事由", help: "如批复文号。", isRequired: change != .facts).text()
    }

    private var button: HTML {
        switch change {
        case .closure:
            ask("撤销后不能再列入督导项目，代码不再给其他单位使用；有未了事项的，先逐项决定。", "撤销“\(record.name)”？", "danger")
        case .merger: ask("原单位撤销，代码作废；有未了事项的，先逐项决定。", "并入其他单位？", "danger")
        case .split: ask("有未了事项的，先逐项决定去向。", "拆分“\(record.name)”？", "danger")
        case .code: ask("原代码 \(record.code) 将作废，不能再用。", "换用新代码？", "primary")
        default: "<button class=\"primary\">保存</button>"
        }
    }

    private func ask(_ sentence: String, _ title: String, _ tone: String) -> HTML {
        """
        <button class="\(tone)" data-confirm="\(sentence)" data-confirm-title="\(title)" \
        data-confirm-label="\(change.action)">\(decisions == nil ? change.action : "按以上决定\(change.action)")</button>
        """
    }
}
