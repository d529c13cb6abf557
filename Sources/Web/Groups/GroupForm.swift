import Store
import Supervision

/// What is typed about a group.
enum GroupForm {
    /// The group, or what is wrong beside each field.
    static func group(_ fields: Fields, id: Identifier<OrganisationGroup>?, _ act: Act) throws -> OrganisationGroup {
        var problems: [String: String] = [:]
        let kind = OrganisationGroup.Kind(rawValue: fields.text("kind"))
        if kind == nil { problems["kind"] = "请选择类型。" }
        let validity = fields.validity(
            beginning: "成立日期", reversed: GroupRefusal.endBeforeBeginning, &problems)
        let text = fields.text("lead")
        let lead = text.isEmpty ? nil : try Organisations.find(named: text, visibleTo: act.viewer, in: act.db)
        if !text.isEmpty, lead == nil { problems["lead"] = "没有代码或名称为“\(text)”的单位。" }
        guard let kind, let validity, problems.isEmpty else { throw FormRefusal(problems) }
        do {
            return try OrganisationGroup(
                id: id ?? act.newID(), name: fields.text("name"), kind: kind, lead: lead?.id, validity: validity,
                note: fields.text("note"), version: fields.number("version") ?? 1)
        } catch {
            throw FormRefusal([field(of: error): error.message])
        }
    }

    private static func field(of refusal: GroupRefusal) -> String {
        switch refusal {
        case .leadMissing: "lead"
        case .noteTooLong: "note"
        default: "name"
        }
    }

    static func fields(of group: OrganisationGroup, lead: String) -> Fields {
        Fields([
            ("name", group.name), ("kind", group.kind.rawValue), ("lead", lead), ("from", group.validity.from.text),
            ("until", group.validity.until?.text ?? ""), ("note", group.note), ("version", "\(group.version)"),
        ])
    }
}

/// Where a group is entered or changed.
struct GroupFormPage: FilledPage {
    /// Nil for a new one.
    let group: OrganisationGroup?
    let fields: Fields
    var refusal: (any Refusal)?

    var title: String { group.map { "修改：\($0.name)" } ?? "新建集团或学区" }
    var section: String { "/groups" }

    private var path: String { group.map { "/groups/\($0.id)" } ?? "/groups" }

    var main: HTML {
        let kinds = [Choice("", "请选择")] + OrganisationGroup.Kind.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            \(PageHead(title, crumbs: [("集团与学区", "/groups")]).html)
            \(Said.error(refusal?.message))
            <form class="form" method="post" action="\(path)" data-draft="group">\(FormSeal())
            <input type="hidden" name="version" value="\(fields.text("version"))">
            \(field("name", "名称").text())
            <div class="field-row">\(field("kind", "类型").select(kinds))\
            \(field("lead", "牵头校", help: "代码或全称；教育集团必填。", isRequired: false).text())</div>
            <div class="field-row">\(field("from", "成立日期").date())\
            \(field("until", "结束日期", help: "仍在的不填；填写后成员关系一并结束。", isRequired: false).date())</div>
            \(field("note", "说明", isRequired: false).area(rows: 3, limit: 500))
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(path)">取消</a></div>
            </form>
            """
    }
}
