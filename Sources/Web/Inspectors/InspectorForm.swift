import Store
import Supervision

/// What is typed about an inspector, checked.
struct InspectorForm: Sendable {
    let name: String
    let code: String
    let isFullTime: Bool
    let level: InspectorLevel
    let certificate: String
    let employer: String
    let phone: String
    let term: Period?

    init(_ fields: Fields) throws(FormRefusal) {
        name = fields.text("name")
        code = fields.text("code")
        certificate = fields.text("certificate")
        employer = fields.text("employer")
        phone = fields.text("phone")
        isFullTime = fields.text("appointment") == InspectorAppointment.fullTime.rawValue
        level = InspectorLevel(rawValue: fields.text("level")) ?? .county
        var problems: [String: String] = [:]
        if !(1...50).contains(name.count) { problems["name"] = "请填写姓名，不超过50字。" }
        let from = Day(fields.text("from"))
        let until = Day(fields.text("until"))
        if from == nil, until != nil { problems["from"] = "填了结束日期，也请填写开始日期。" }
        if let from, let until, until < from { problems["until"] = "聘期结束不能早于开始。" }
        for (name, limit) in [("code", 40), ("certificate", 40), ("employer", 100), ("phone", 30)]
        where fields.text(name).count > limit {
            problems[name] = "不能超过\(limit)字。"
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        term = from.flatMap { Period(from: $0, until: until) }
    }

    func inspector(_ person: PersonID) -> Inspector {
        Inspector(
            person: person, name: name, code: code, isFullTime: isFullTime, level: level, certificate: certificate,
            employer: employer, term: term)
    }

    /// The fields as they would have been typed.
    static func fields(of record: InspectorRecord) -> Fields {
        let person = record.inspector
        let appointment: InspectorAppointment = person.isFullTime ? .fullTime : .partTime
        return Fields(
            [
                ("name", person.name), ("code", person.code), ("appointment", appointment.rawValue),
                ("level", person.level.rawValue), ("certificate", person.certificate), ("employer", person.employer),
                ("phone", record.phone), ("from", person.term?.from.text ?? ""),
                ("until", person.term?.until?.text ?? ""), ("version", "\(record.version)"),
            ].map { (name: $0.0, value: $0.1) })
    }
}

/// Where an inspector is entered or changed.
struct InspectorFormPage: Page {
    /// Nil for a new one.
    let id: PersonID?
    let fields: Fields
    let problems: [String: String]
    let problem: String?

    init(id: PersonID?, fields: Fields, refusal: (any Refusal)? = nil) {
        self.id = id
        self.fields = fields
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        problem = refusal?.message
    }

    var title: String { id == nil ? "新增督学" : "修改督学" }
    var section: String { "/inspectors" }
    private var path: String { id.map { "/inspectors/\($0)" } ?? "/inspectors" }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }

    var main: HTML {
        let region: HTML? =
            id == nil ? field("region", "所属地区", help: "聘任单位所在地的代码或名称。", isRequired: true).text(isShort: true) : nil
        return """
            \(PageHead(title, crumbs: [("督学", "/inspectors")]).html)
            \(Said.error(problem))
            <form class="form" method="post" action="\(path)">\(FormSeal())
            <input type="hidden" name="version" value="\(fields.text("version"))">
            <div class="field-row">\(field("name", "姓名", isRequired: true).text())\
            \(field("code", "督学编号", help: "本单位内不重复；留空由系统给出。").text())</div>
            \(region)
            <div class="field-row">\(field("appointment", "专兼职").select(
                [InspectorAppointment.partTime, .fullTime].map { Choice($0.rawValue, $0.label) }))\
            \(field("level", "督学级别").select(
                [InspectorLevel.county, .city, .province, .nation].map { Choice($0.rawValue, $0.label) }))</div>
            <div class="field-row">\(field("certificate", "督学证号").text())\(field("phone", "手机").text(type: "tel"))</div>
            \(field("employer", "工作单位").text())
            <div class="field-row">\(field("from", "聘期开始").date())\
            \(field("until", "聘期结束", help: "兼职督学一般三年一聘。").date())</div>
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(path)">取消</a></div>
            </form>
            """
    }
}
