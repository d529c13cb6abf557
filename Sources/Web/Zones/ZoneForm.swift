import Store
import Supervision

/// What is typed about a zone.
enum ZoneForm {
    /// The zone, or what is wrong beside each field.
    static func zone(_ fields: Fields, id: ZoneID?, _ act: Act) throws -> ResponsibilityZone {
        var problems: [String: String] = [:]
        let validity = fields.validity(
            beginning: "设立日期", reversed: ZoneRefusal.endBeforeBeginning, &problems)
        guard let validity, problems.isEmpty else { throw FormRefusal(problems) }
        do {
            return try ResponsibilityZone(
                id: id ?? act.newID(), name: fields.text("name"), validity: validity, note: fields.text("note"),
                version: fields.number("version") ?? 1)
        } catch {
            throw FormRefusal([error == .noteTooLong ? "note" : "name": error.message])
        }
    }

    static func fields(of zone: ResponsibilityZone) -> Fields {
        Fields([
            ("name", zone.name), ("from", zone.validity.from.text), ("until", zone.validity.until?.text ?? ""),
            ("note", zone.note), ("version", "\(zone.version)"),
        ])
    }
}

/// Where a zone is entered or changed.
struct ZoneFormPage: FilledPage {
    /// Nil for a new one.
    let zone: ResponsibilityZone?
    let fields: Fields
    var refusal: (any Refusal)?

    var title: String { zone.map { "修改：\($0.name)" } ?? "新设责任区" }
    var section: String { "/zones" }

    private var path: String { zone.map { "/zones/\($0.id)" } ?? "/zones" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督学责任区", "/zones")]).html)
        \(Said.error(refusal?.message))
        <form class="form" method="post" action="\(path)" data-draft="zone">\(FormSeal())
        <input type="hidden" name="version" value="\(fields.text("version"))">
        \(field("name", "名称").text(hint: "如：第一督学责任区"))
        <div class="field-row">\(field("from", "设立日期").date())\
        \(field("until", "撤销日期", help: "仍在的不填；填写后划入的学校、督学和挂牌一并结束，记录保留。", isRequired: false).date())</div>
        \(field("note", "说明", isRequired: false).area(rows: 3, limit: 500))
        <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(path)">取消</a></div>
        </form>
        """
    }
}
