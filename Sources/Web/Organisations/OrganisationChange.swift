import Store
import Supervision

/// A change of one unit that has a form of its own.
enum OrganisationChange: String, CaseIterable, Sendable {
    case name, facts, code, closure, reopening, relations

    /// As the button says it.
    var action: String {
        switch self {
        case .name: "更名"
        case .facts: "修改信息"
        case .code: "变更类别"
        case .closure: "撤销"
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
            var typed = fields
            // The rules of a sheet want a name; this form keeps the one there is.
            typed.set("name", "现名")
            let row = try OrganisationForm.row(typed, regions: regions, home: home)
            return { id, act in try OrganisationChange.change(id, version, row, day, reason, act) }
        case .code:
            let code = try OrganisationChange.code(fields.text("code"))
            return { _ = try Organisations.recategorise($0, version: version, to: code, on: day, reason: reason, $1) }
        case .closure:
            return { _ = try Organisations.close($0, version: version, on: day, reason: reason, $1) }
        case .reopening:
            return { _ = try Organisations.reopen($0, version: version, on: day, reason: reason, $1) }
        case .relations:
            return try OrganisationChange.relation(fields, day)
        }
    }

    /// Name, code and category stay as they are: they have forms of their own.
    private static func change(
        _ id: OrganisationID, _ version: Int, _ row: OrganisationRow, _ day: Day, _ reason: String, _ act: Act
    ) throws {
        let old = try Organisations.require(id, visibleTo: act.viewer, in: act.db).organisation.facts
        var facts = row.facts
        facts.name = old.name
        facts.category = old.category
        _ = try Organisations.change(
            id, version: version, to: facts, on: day, reason: reason.isEmpty ? "修改信息" : reason, act)
    }

    private static func code(_ text: String) throws(FormRefusal) -> OrganisationCode {
        do {
            return try OrganisationCode(text)
        } catch {
            throw FormRefusal(["code": error.message])
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
    let refusal: (any Refusal)?

    var title: String { "\(change.action)：\(record.name)" }
    var section: String { "/organisations" }

    private var path: String { "/organisations/\(record.id)" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("单位", "/organisations"), (record.name, path)]).html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="\(path)/\(change.rawValue)">\(FormSeal())
        <input type="hidden" name="version" value="\(fields.text("version"))">
        \(controls)
        \(day)\(change == .relations ? nil : reason)
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
        case .relations:
            """
            \(field("kind", "本单位是对方的").select(OrganisationRelation.Kind.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(field("other", "对方单位代码").text())
            """
        }
    }

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
            """
            <button class="danger" data-confirm="撤销后不能再列入督导项目，代码不再给其他单位使用；已有的督导和问题保留。" \
            data-confirm-title="撤销“\(record.name)”？" data-confirm-label="撤销">撤销</button>
            """
        case .code:
            """
            <button class="primary" data-confirm="原代码 \(record.code) 将作废，不能再用。" data-confirm-title="换用新代码？" \
            data-confirm-label="换用">保存</button>
            """
        default: "<button class=\"primary\">保存</button>"
        }
    }
}
