import Store
import Supervision

/// What is typed about a new round.
struct CollectionRoundForm: Sendable {
    let fields: Fields

    func checked(id: CollectionRoundID, _ forms: [CollectionForm]) throws(FormRefusal) -> CollectionRound {
        var problems: [String: String] = [:]
        let year = fields.number("year") ?? 0
        if !(2000...2100).contains(year) { problems["year"] = "请填写四位年份。" }
        if !(1...100).contains(fields.text("title").count) { problems["title"] = "请填写，不超过100字。" }
        let form = forms.first { $0.reference == fields.text("form") }
        if form == nil { problems["form"] = "请选择采集表。" }
        if let form, !form.kinds.contains(where: \.teaches), fields.text("units").isEmpty {
            problems["units"] = "这张表只由一个单位填，请写明是哪个部门或政府。"
        }
        let reference = Day(fields.text("reference")), due = Day(fields.text("due"))
        if reference.map({ abs($0.year - year) > 1 }) ?? true { problems["reference"] = "请填写本年度前后一年以内的日期。" }
        if due.map({ $0.year < year || $0.year > year + 2 }) ?? true { problems["due"] = "请填写本年度或其后两年内的日期。" }
        guard problems.isEmpty, let reference, let due else { throw FormRefusal(problems) }
        return CollectionRound(
            id: id, title: fields.text("title"), year: year, form: fields.text("form"), referenceOn: reference,
            dueOn: due)
    }

    /// The units that were named, one a line; nil for all that the form is for.
    func units(_ act: Act) throws -> [OrganisationID]? {
        let names = fields.text("units").split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty }
        guard !names.isEmpty else { return nil }
        var (found, unknown): ([OrganisationID], [String]) = ([], [])
        for name in names {
            if let unit = try Organisations.find(named: name, visibleTo: act.viewer, in: act.db) {
                found.append(unit.id)
            } else {
                unknown.append(name)
            }
        }
        guard unknown.isEmpty else {
            let named = unknown.prefix(10).map { "“\($0)”" }.joined(separator: "、")
            throw FormRefusal(["units": "没有找到\(named)，请写登记的全称或标识码。"])
        }
        return found
    }
}

/// The form of a new round.
struct CollectionRoundFormPage: Page {
    let forms: [CollectionForm]
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "新建采集轮次" }
    var section: String { "/collections" }

    var main: HTML {
        let choices = forms.map { form in
            Choice(
                form.reference,
                "\(form.name)（\(form.kinds.map(\.label).sorted().joined(separator: "、"))填，\(form.items.count(where: \.isTyped))项）"
            )
        }
        return """
            \(PageHead(title, crumbs: [("监测数据", "/collections")]).html)
            \(Said.error(message))
            <form class="form" method="post" action="/collections" data-draft="collection-round">\(FormSeal())
            \(field("title", "名称").text(hint: "如：2026年优质均衡监测数据采集"))
            \(field("form", "采集表", help: "内容和口径见“采集表和数据项”。").select(choices))
            <div class="field-row">\(field("year", "年度", help: "同一年度、同一单位的同一数据项只填一次").text(type: "number", isShort: true))\
            \(field("reference", "统计时点").date())\(field("due", "填报期限").date())</div>
            \(field("units", "填报单位", help: "每行一个全称或标识码；不填就是范围内所有应填这张表的单位。县级采集表请写明由哪个部门或政府填。", isRequired: false).area(rows: 4, limit: 100_000))
            <div class="form-actions"><button class="primary">开始采集</button>\
            <a class="button quiet" href="/collections">取消</a></div></form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = true) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }
}
