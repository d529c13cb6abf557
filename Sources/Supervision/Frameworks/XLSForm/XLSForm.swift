/// A framework as the three sheets of an XLSForm, from which ODK and KoboToolbox make a checklist for the phone.
///
/// What an XLSForm has no word for travels in columns of our own (`dudao_…`), which other programs pass over, so that
/// the same framework comes back.
package struct XLSForm: Hashable, Sendable {
    /// Each with its header first.
    package let survey: [[String]]
    package let choices: [[String]]
    package let settings: [[String]]

    package init(survey: [[String]], choices: [[String]], settings: [[String]]) {
        self.survey = survey
        self.choices = choices
        self.settings = settings
    }

    package init(_ framework: Framework) {
        var writer = XLSFormWriter()
        writer.head()
        for (index, node) in framework.nodes.enumerated() { writer.write(node, place: "\(index + 1)") }
        survey = [Survey.allCases.map(\.rawValue)] + writer.survey
        choices = [["list_name", "name", "label", "dudao_share"]] + writer.choices
        let name = framework.code.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        settings = [
            ["form_title", "form_id", "version", "dudao_code", "dudao_label", "dudao_bands"],
            [
                framework.name, name.isEmpty ? "dudao_form" : name, "\(framework.version)", framework.code,
                framework.label, ListText.bands(framework.bands),
            ],
        ]
    }

    enum Survey: String, CaseIterable {
        case type, name, label, hint, required, constraint
        case complaint = "constraint_message"
        case appearance, parameters
        case number = "dudao_number"
        case kind = "dudao_kind"
        case weight = "dudao_weight"
        case max = "dudao_max"
        case unit = "dudao_unit"
        case target = "dudao_target"
        case cap = "dudao_cap"
        case evidence = "dudao_evidence"
        case basis = "dudao_basis"
        case method = "dudao_method"
        case kinds = "dudao_kinds"
        case stages = "dudao_stages"
    }

    /// Marks rows that help in the field and are no part of the framework.
    static let aside = "aside"
}

/// Writes a framework's rows, a list of choices for each distinct set of levels.
private struct XLSFormWriter {
    private(set) var survey: [[String]] = []
    private(set) var choices: [[String]] = []
    private var lists: [[Criterion.Level]: String] = [:]
    private var flags: Set<String> = []

    mutating func head() {
        for name in ["start", "end", "today"] { row([.type: name, .name: name, .kind: XLSForm.aside]) }
        row([.type: "begin_group", .name: "head", .label: "督导信息", .kind: XLSForm.aside])
        row([.type: "text", .name: "unit", .label: "单位名称", .required: "yes", .kind: XLSForm.aside])
        row([.type: "date", .name: "visit_day", .label: "到校日期", .required: "yes", .kind: XLSForm.aside])
        row([.type: "text", .name: "inspector", .label: "填写人", .kind: XLSForm.aside])
        row([.type: "end_group", .kind: XLSForm.aside])
    }

    /// Names follow the place, because a number may hold what XML does not allow in a name.
    mutating func write(_ node: FrameworkNode, place: String) {
        guard let criterion = node.criterion else {
            row([
                .type: "begin_group", .name: "g_\(place)", .label: node.name, .number: node.number,
                .kind: "分组", .weight: node.weight.text,
            ])
            for (index, child) in node.children.enumerated() { write(child, place: "\(place)_\(index + 1)") }
            return row([.type: "end_group"])
        }
        question(node, criterion, name: "c_\(place)")
        row([
            .type: "text", .name: "c_\(place)_note", .label: "\(node.number) 说明", .appearance: "multiline",
            .kind: XLSForm.aside,
        ])
        if criterion.requiresEvidence {
            row([
                .type: "image", .name: "c_\(place)_photo", .label: "\(node.number) 佐证照片",
                .parameters: "max-pixels=1600", .kind: XLSForm.aside,
            ])
        }
    }

    private mutating func question(_ node: FrameworkNode, _ criterion: Criterion, name: String) {
        var cells: [XLSForm.Survey: String] = [
            .name: name, .label: node.name, .hint: criterion.guidance, .number: node.number,
            .kind: criterion.kind.label, .weight: node.weight.text,
            .evidence: criterion.requiresEvidence ? "yes" : "", .basis: criterion.basis, .method: criterion.method,
            .kinds: criterion.applicability.kinds.joined(separator: "；"),
            .stages: criterion.applicability.stages.joined(separator: "；"),
        ]
        switch criterion.kind {
        case .scored(let max):
            cells[.type] = "decimal"
            cells[.constraint] = ". >= 0 and . <= \(max.text)"
            cells[.complaint] = "应在0到\(max.text)之间。"
            cells[.max] = max.text
        case .counted(let unit, let target):
            cells[.type] = "decimal"
            cells[.constraint] = ". >= 0"
            cells[.complaint] = "不能小于0。"
            cells[.unit] = unit
            cells[.target] = target?.text ?? ""
        case .graded(let levels):
            cells[.type] = "select_one \(list(levels))"
            cells[.required] = "yes"
        case .yesNo:
            cells[.type] = "select_one \(flag("yes_no", offersNone: true))"
            cells[.required] = "yes"
        case .veto(let cap):
            cells[.type] = "select_one \(flag("veto", offersNone: false))"
            cells[.required] = "yes"
            cells[.cap] = cap ?? ""
        }
        row(cells)
    }

    private mutating func list(_ levels: [Criterion.Level]) -> String {
        if let known = lists[levels] { return known }
        let name = "levels_\(lists.count + 1)"
        lists[levels] = name
        choices += levels.enumerated().map { [name, "l\($0.offset + 1)", $0.element.name, $0.element.share.text] }
        choices.append([name, "na", "不适用", ""])
        return name
    }

    private mutating func flag(_ name: String, offersNone: Bool) -> String {
        guard flags.insert(name).inserted else { return name }
        choices += [[name, "yes", "是", ""], [name, "no", "否", ""]]
        if offersNone { choices.append([name, "na", "不适用", ""]) }
        return name
    }

    private mutating func row(_ cells: [XLSForm.Survey: String]) {
        survey.append(XLSForm.Survey.allCases.map { cells[$0] ?? "" })
    }
}
