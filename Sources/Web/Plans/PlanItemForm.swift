import Supervision

/// What is typed about an item, whether it is still being read or already worked by: rows of targets and windows are
/// fields numbered from 0, and buttons that add a row send the form as any other button does.
struct PlanItemForm: Sendable {
    private(set) var fields: Fields

    static let rowLimit = 40

    init(_ fields: Fields) {
        self.fields = fields
    }

    struct Words: Sendable {
        let number: String
        let chapter: String
        let title: String
        let text: String
        let kinds: [PlanKind]
        let units: [String]
        let actors: [String]
    }

    struct Rows: Sendable {
        let targets: [PlanTarget]
        let windows: [PlanWindow]
    }

    var action: String { fields.text("act") }
    var targetCount: Int { min(max(fields.number("targets") ?? 1, 1), PlanItemForm.rowLimit) }
    var windowCount: Int { min(max(fields.number("windows") ?? 1, 1), PlanItemForm.rowLimit) }

    func target(_ index: Int) -> PlanTargetForm { PlanTargetForm(fields: fields, prefix: "t\(index).") }
    func window(_ index: Int) -> PlanWindowForm { PlanWindowForm(fields: fields, prefix: "w\(index).") }

    /// Does what a row button asks for.
    mutating func apply() {
        if action == "addTarget" { fields.set("targets", "\(min(targetCount + 1, PlanItemForm.rowLimit))") }
        if action == "addWindow" { fields.set("windows", "\(min(windowCount + 1, PlanItemForm.rowLimit))") }
    }

    func words() throws(FormRefusal) -> Words {
        var problems: [String: String] = [:]
        let title = fields.text("title")
        if title.isEmpty { problems["title"] = "请填写事项。" }
        if title.count > PlanItem.titleLimit { problems["title"] = "请控制在\(PlanItem.titleLimit)字以内。" }
        if fields.text("number").count > 20 { problems["number"] = "请控制在20字以内。" }
        if fields.text("chapter").count > 200 { problems["chapter"] = "请控制在200字以内。" }
        let text = (fields["text"] ?? "").replacing("\r\n", with: "\n").trimmed
        if text.count > PlanItem.textLimit { problems["text"] = "请控制在\(PlanItem.textLimit)字以内。" }
        let (units, actors) = (PlanWords.read(fields.text("units")), PlanWords.read(fields.text("actors")))
        for (name, list) in [("units", units), ("actors", actors)]
        where list.count > 100 || list.contains(where: { $0.count > 60 }) {
            problems[name] = "最多100个，每个不超过60字，用顿号隔开。"
        }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return Words(
            number: fields.text("number"), chapter: fields.text("chapter"), title: title, text: text,
            kinds: fields.all("kinds").compactMap { PlanKind(rawValue: $0) }, units: units, actors: actors)
    }

    func rows() throws(FormRefusal) -> Rows {
        var problems: [String: String] = [:]
        let targets = (0..<targetCount).map(target).filter { !$0.isEmpty }.compactMap { $0.checked(&problems) }
        let windows = (0..<windowCount).map(window).filter { !$0.isEmpty }.compactMap { $0.checked(&problems) }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return Rows(targets: targets, windows: windows)
    }

    /// An item as it stands, with an empty row after the others.
    static func fields(
        number: String, chapter: String, title: String, text: String, kinds: [PlanKind], units: [String],
        actors: [String], targets: [PlanTarget] = [], windows: [PlanWindow] = []
    ) -> Fields {
        var pairs: [(name: String, value: String)] = [
            ("number", number), ("chapter", chapter), ("title", title), ("text", text),
            ("units", units.joined(separator: "、")), ("actors", actors.joined(separator: "、")),
            ("targets", "\(targets.count + 1)"), ("windows", "\(windows.count + 1)"),
        ]
        pairs += kinds.map { ("kinds", $0.rawValue) }
        for (index, target) in targets.enumerated() {
            pairs += PlanTargetForm.pairs(of: target).map { ("t\(index).\($0.name)", $0.value) }
        }
        for (index, window) in windows.enumerated() {
            pairs += PlanWindowForm.pairs(of: window).map { ("w\(index).\($0.name)", $0.value) }
        }
        return Fields(pairs)
    }
}

/// The fields of an item, for the pages that have them.
struct PlanItemFields: Sendable {
    let form: PlanItemForm
    let problems: [String: String]
    /// Headings to choose from.
    let chapters: [String]

    func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: form.fields.text(name), problem: problems[name], help: help, isRequired: isRequired)
    }

    var words: HTML {
        let options = chapters.map { chapter -> HTML in "<option value=\"\(chapter)\"></option>" }
        let value = form.fields.text("chapter")
        let chapter = field("chapter", "章节").wrapped(
            "<input id=\"chapter\" name=\"chapter\" list=\"chapters\" value=\"\(value)\">")
        let kinds = Choice.boxes(
            "kinds", legend: "工作类别", PlanKind.allCases.map { Choice($0.rawValue, $0.label) },
            chosen: Set(form.fields.all("kinds")))
        return """
            <div class="field-row">\(field("number", "序号").text())\(chapter)</div>\
            <datalist id="chapters">\(options)</datalist>
            \(field("title", "事项", isRequired: true).text())
            \(field("text", "正文").area(rows: 5, limit: PlanItem.textLimit))
            \(kinds)
            <div class="field-row">\(field("units", "对象", help: "用顿号隔开；类别如幼儿园、义务教育学校，也可以写单位全称。").text())\
            \(field("actors", "责任主体", help: "文件里写明由谁来做；用顿号隔开。").text())</div>
            """
    }

    var targets: HTML {
        let rows = (0..<form.targetCount).map { form.target($0).html(problems) }
        return """
            <fieldset class="field"><legend>目标</legend><p class="help">“任务”必须完成，未达到会报为没有完成；力争、基数、约数不会。\
            空行不保存。</p><input type="hidden" name="targets" value="\(form.targetCount)">\(rows)\
            <button class="small" name="act" value="addTarget" formnovalidate>增加一行</button></fieldset>
            """
    }

    var windows: HTML {
        let rows = (0..<form.windowCount).map { form.window($0).html(problems) }
        return """
            <fieldset class="field"><legend>时间</legend><p class="help">分阶段的每个阶段一行；每月一次的选“每月”并填起止日期。\
            空行不保存。</p><input type="hidden" name="windows" value="\(form.windowCount)">\(rows)\
            <button class="small" name="act" value="addWindow" formnovalidate>增加一行</button></fieldset>
            """
    }
}
