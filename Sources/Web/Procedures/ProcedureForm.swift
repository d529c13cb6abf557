import Store
import Supervision

/// What an officer types to make a procedure: steps are fields numbered from 0.
///
/// Buttons that add, move or remove a step send the form as any other button does, so it works without a script.
struct ProcedureForm: Sendable {
    var name: String
    var rows: [ProcedureRow]
    let version: Int?
    /// The button that was pressed; `save` is the only one that stores anything.
    let action: String

    init(_ fields: Fields) {
        name = fields.text("name")
        version = fields.number("version")
        action = fields.text("act")
        let count = min(max(fields.number("steps") ?? 0, 0), ProcedureProblem.stepLimit + 1)
        rows = (0..<count).map { ProcedureRow(fields, prefix: "s\($0).") }
    }

    /// As it stands, to be edited or copied.
    init(_ procedure: Procedure, name: String, version: Int? = nil) {
        self.name = name
        self.version = version
        action = ""
        rows = procedure.steps.map(ProcedureRow.init)
    }

    /// Does what a row button asks for.
    mutating func apply() {
        let words = action.split(separator: ":")
        let typed = words.count > 1 ? Int(words[1]) : nil
        let place = typed.flatMap { rows.indices.contains($0) ? $0 : nil }
        switch words.first {
        case "add": insert(at: place.map { $0 + 1 } ?? rows.count)
        case "remove": if let place { rows.remove(at: place) }
        case "up": swap(place, place.map { $0 - 1 })
        case "down": swap(place, place.map { $0 + 1 })
        default: break
        }
    }

    private mutating func insert(at place: Int) {
        guard rows.count < ProcedureProblem.stepLimit else { return }
        let used = Set(rows.map(\.code))
        let code = (1...).lazy.map { "step\($0)" }.first { !used.contains($0) } ?? ""
        rows.insert(ProcedureRow(code: code), at: min(max(place, 0), rows.count))
    }

    private mutating func swap(_ one: Int?, _ other: Int?) {
        guard let one, let other, rows.indices.contains(one), rows.indices.contains(other) else { return }
        rows.swapAt(one, other)
    }

    var steps: [ProcedureStep] { rows.map(\.step) }

    /// What keeps it from being saved, in Chinese; also what only a form can hold.
    var problems: [String] {
        let typed = rows.flatMap(\.problems).map(\.message)
        let procedure = Procedure(code: "form", name: name, steps: steps)
        return typed + procedure.problems()
    }
}

/// One step as it is typed.
struct ProcedureRow: Sendable {
    var code: String
    var name = ""
    var level = ProcedureStep.Level.unit.rawValue
    var isOptional = false
    var acts: [String] = []
    /// `prev`, `none` or `named`.
    var after = "prev"
    var afterCodes = ""
    /// Empty for none, `any` or `all`.
    var condition = ""
    var grades = ""
    var findings = ""
    var findingGrade = ""
    var tag = ""
    var stratum = ""
    var isChosen = false
    var clock = ""
    var days = ""
    var dayKind = "working"

    init(code: String) {
        self.code = code
    }

    init(_ fields: Fields, prefix: String) {
        func text(_ name: String) -> String { fields.text(prefix + name) }
        code = text("code")
        name = text("name")
        level = text("level")
        isOptional = text("optional") == "1"
        acts = fields.all(prefix + "acts")
        after = text("after")
        afterCodes = text("afterCodes")
        condition = text("condition")
        grades = text("grades")
        findings = text("findings")
        findingGrade = text("findingGrade")
        tag = text("tag")
        stratum = text("stratum")
        isChosen = text("chosen") == "1"
        clock = text("clock")
        days = text("days")
        dayKind = text("dayKind")
    }

    init(_ step: ProcedureStep) {
        self.init(code: step.code)
        name = step.name
        level = step.level.rawValue
        isOptional = step.isOptional
        acts = step.requires.map(\.rawValue)
        if let named = step.after {
            after = named.isEmpty ? "none" : "named"
            afterCodes = named.joined(separator: "、")
        }
        clock = step.clock ?? ""
        days = step.term.map { "\($0.count)" } ?? ""
        dayKind = step.term?.isWorking ?? true ? "working" : "calendar"
        take(step.condition)
    }

    private mutating func take(_ condition: StepCondition?) {
        guard let condition else { return }
        switch condition {
        case .any(let parts): self.condition = "any"; parts.forEach { part($0) }
        case .all(let parts): self.condition = "all"; parts.forEach { part($0) }
        default: self.condition = "any"; part(condition)
        }
    }

    private mutating func part(_ part: StepCondition) {
        switch part {
        case .gradeIs(let names): grades = names.joined(separator: "、")
        case .findings(let count, let grade): (findings, findingGrade) = ("\(count)", grade?.rawValue ?? "")
        case .tag(let text): tag = text
        case .stratum(let text): stratum = text
        case .chosen: isChosen = true
        case .any(let parts), .all(let parts): parts.forEach { self.part($0) }
        }
    }

    var step: ProcedureStep {
        ProcedureStep(
            code, name, level: ProcedureStep.Level(rawValue: level) ?? .unit, isOptional: isOptional,
            condition: stepCondition, requires: acts.compactMap(StepAct.init), clock: clock.isEmpty ? nil : clock,
            after: after == "named" ? ProcedureRow.words(afterCodes) : after == "none" ? [] : nil,
            term: days.isEmpty ? nil : StepTerm(Int(days) ?? 0, isWorking: dayKind != "calendar"))
    }

    private var stepCondition: StepCondition? {
        guard !condition.isEmpty else { return nil }
        var parts: [StepCondition] = []
        if !grades.isEmpty { parts.append(.gradeIs(ProcedureRow.words(grades))) }
        if let count = Int(findings) {
            parts.append(.findings(atLeast: count, grade: Finding.Grade(rawValue: findingGrade)))
        }
        if !tag.isEmpty { parts.append(.tag(tag)) }
        if !stratum.isEmpty { parts.append(.stratum(stratum)) }
        if isChosen { parts.append(.chosen) }
        guard !parts.isEmpty else { return nil }
        if parts.count == 1 { return parts[0] }
        return condition == "all" ? .all(parts) : .any(parts)
    }

    var problems: [ProcedureProblem] {
        var problems = acts.filter { StepAct(rawValue: $0) == nil }.map { ProcedureProblem.unknownAct(name, $0) }
        if !condition.isEmpty, stepCondition == nil { problems.append(.conditionEmpty(name)) }
        return problems
    }

    static func words(_ text: String) -> [String] {
        text.split { " ,，、;；".contains($0) }.map(String.init)
    }
}
