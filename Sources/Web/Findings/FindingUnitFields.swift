import SQLCore
import Store
import Supervision

/// The lines of a form that say which units have to put a problem right, each with its helpers, requirement and day.
struct FindingUnitFields: Sendable {
    struct Line: Sendable, Equatable {
        var unit: String
        var helpers: String
        var requirement: String
        var due: String

        var isEmpty: Bool { unit.isEmpty && helpers.isEmpty && requirement.isEmpty && due.isEmpty }
    }

    var lines: [Line]

    /// What was typed, with `spare` empty lines after it.
    init(_ fields: Fields, spare: Int) {
        let typed = (0..<40).map { index in
            Line(
                unit: fields.text("unit-\(index)"), helpers: fields.text("helpers-\(index)"),
                requirement: fields.text("ask-\(index)"), due: fields.text("due-\(index)"))
        }
        lines = Array(typed.prefix { !$0.isEmpty } + typed.drop { !$0.isEmpty }.filter { !$0.isEmpty })
        lines += Array(repeating: Line(unit: "", helpers: "", requirement: "", due: ""), count: spare)
    }

    func html(_ problems: [String: String], suggestions: [FindingUnitChoice]) -> HTML {
        let options = suggestions.map { choice -> HTML in "<option value=\"\(choice.name)\">\(choice.code)</option>" }
        let rows = lines.enumerated().map { index, line in row(index, line, problems) }
        return "\(rows)<datalist id=\"units\">\(options)</datalist>"
    }

    private func row(_ index: Int, _ line: Line, _ problems: [String: String]) -> HTML {
        func field(_ name: String, _ label: String, _ value: String, help: String = "") -> Field {
            Field("\(name)-\(index)", label, value: value, problem: problems["\(name)-\(index)"], help: help)
        }
        let unit = field("unit", "责任单位", line.unit)
        return """
            <fieldset class="field"><legend>单位 \(index + 1)</legend><div class="stack"><div class="field-row">\
            \(unit.wrapped("<input id=\"unit-\(index)\" name=\"unit-\(index)\" list=\"units\" value=\"\(line.unit)\" placeholder=\"名称或代码\">"))\
            \(field("helpers", "配合单位", line.helpers).text(hint: "多个用顿号隔开，可不填"))\
            \(field("due", "单独的整改期限", line.due).date())</div>\
            \(field("ask", "对该单位的具体要求", line.requirement).text(hint: "不填则按总的整改要求"))</div></fieldset>
            """
    }

    /// The parts that the lines mean; what is wrong is told beside its field.
    func parts(
        due: Day?, reason: String, problems: inout [String: String], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [NewFinding.Part] {
        var parts: [NewFinding.Part] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let unit = try resolve(line.unit, "unit-\(index)", &problems, viewer, db)
            var helpers: [OrganisationID] = []
            for name in line.helpers.split(whereSeparator: { "、，,；;".contains($0) }) {
                if let id = try resolve(String(name).trimmed, "helpers-\(index)", &problems, viewer, db) {
                    helpers.append(id)
                }
            }
            let own = line.due.isEmpty ? due : Day(line.due)
            if !line.due.isEmpty, own.map({ $0 < viewer.day }) ?? true {
                problems["due-\(index)"] = "请填写今天或以后的日期。"
            }
            guard let unit else { continue }
            if parts.contains(where: { $0.organisation == unit }) { problems["unit-\(index)"] = "这个单位已经列过了。" }
            parts.append(
                NewFinding.Part(
                    organisation: unit, cooperating: helpers, requirement: line.requirement,
                    term: own.map { .until($0) } ?? .usual, reason: reason))
        }
        return parts
    }

    private func resolve(
        _ text: String, _ field: String, _ problems: inout [String: String], _ viewer: Viewer, _ db: SQLConnection
    ) throws -> OrganisationID? {
        guard !text.isEmpty else {
            problems[field] = "请填写单位名称或代码。"
            return nil
        }
        let found = try Findings.units(matching: text, visibleTo: viewer, in: db)
        if found.count == 1 { return found[0].id }
        let names = found.prefix(5).map { "\($0.name)（\($0.code)）" }.joined(separator: "、")
        problems[field] =
            found.isEmpty ? "管辖范围内没有“\(text)”，请核对名称或代码。" : "“\(text)”对应不止一个单位，请写全称或代码：\(names)。"
        return nil
    }
}
