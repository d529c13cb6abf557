import Store
import Supervision

/// What is typed about a unit by hand; read by the very rules that read a sheet.
enum OrganisationForm {
    private static let columns = OrganisationField.allCases

    /// The unit, or a problem for each field that is wrong.
    static func row(_ fields: Fields, regions: RegionTable, home: String?) throws(FormRefusal) -> OrganisationRow {
        let mapping = ColumnMapping<OrganisationField>(header: columns.map(\.title))
        let cells = columns.map { field in
            fields.all(field.rawValue).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "、")
        }
        switch OrganisationRow.parse(cells, row: 1, mapping: mapping, regions: regions, home: home) {
        case .value(let row): return row
        case .problems(let problems):
            let named = problems.map { problem in
                (columns.first { $0.title == problem.column }?.rawValue ?? "name", problem.reason)
            }
            throw FormRefusal(Dictionary(named) { first, _ in first })
        }
    }

    /// The fields as they would have been typed.
    static func fields(of record: OrganisationRecord, on day: Day) -> Fields {
        let facts = record.organisation.facts
        var pairs = [
            ("name", facts.name), ("kind", facts.kind.label), ("region", facts.place),
            ("authority", facts.authority.level.label), ("authority-region", record.place.deepest ?? ""),
            ("running", facts.running?.label ?? ""), ("tags", facts.tags.sorted().joined(separator: "、")),
            ("address", facts.address), ("pupils", facts.pupils.map { "\($0)" } ?? ""), ("day", day.text),
            ("version", "\(record.organisation.version)"),
        ]
        pairs += facts.stages.sorted().map { ("stages", $0.label) }
        return Fields(pairs.map { (name: $0.0, value: $0.1) })
    }

    /// The controls for everything but name and code.
    static func controls(_ fields: Fields, _ problems: [String: String]) -> HTML {
        func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
            Field(
                name, label, value: fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
        }
        return """
            <div class="field-row">\(field("kind", "单位类型", help: "有10位标识码的可不选。").select(
                choices(OrganisationKind.allCases.map(\.label))))\
            \(field("running", "办别").select(choices(RunningType.allCases.map(\.label))))</div>
            <div class="field-row">\(field("region", "所在地", help: "行政区划代码或名称，如420111或洪山区。", isRequired: true).text())\
            \(field("authority", "隶属", help: "由谁管理；不选时按所在地一级。").select(choices(AuthorityLevel.allCases.map(\.label))))</div>
            \(field("authority-region", "主管单位所在地", help: "主管单位不在所在地上级时填写，一般留空。").text())
            \(Choice.boxes("stages", legend: "学段", Stage.allCases.map { Choice($0.label, $0.label) },
                chosen: Set(fields.all("stages"))))
            <div class="field-row">\(field("pupils", "在校生数").text(type: "number", isShort: true))\
            \(field("tags", "标签", help: "多个用顿号隔开。").text())</div>
            \(field("address", "地址").text())
            """
    }

    private static func choices(_ labels: [String]) -> [Choice] {
        [Choice("", "请选择")] + labels.map { Choice($0, $0) }
    }
}

/// Where a unit is entered by hand.
struct OrganisationFormPage: Page {
    let fields: Fields
    let problems: [String: String]
    let problem: String?

    init(fields: Fields, refusal: (any Refusal)? = nil) {
        self.fields = fields
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        problem = refusal?.message
    }

    var title: String { "新建单位" }
    var section: String { "/organisations" }

    var main: HTML {
        let code = Field(
            "code", "标识码", value: fields.text("code"), problem: problems["code"],
            help: "10位学校标识码；没有的留空，系统给出本地代码。")
        let name = Field(
            "name", "单位名称", value: fields.text("name"), problem: problems["name"], help: "全称。", isRequired: true)
        return """
            \(PageHead(title, crumbs: [("单位", "/organisations")]).html)
            \(Said.error(problem))
            <form class="form" method="post" action="/organisations" data-draft="organisation">\(FormSeal())
            \(name.text())\(code.text())
            \(OrganisationForm.controls(fields, problems))
            <div class="form-actions"><button class="primary">保存</button>\
            <a class="button quiet" href="/organisations">取消</a></div>
            </form>
            """
    }
}
