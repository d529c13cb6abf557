import Store
import Supervision

/// 试算: other figures for some schools, all of them in the page's address; nothing is stored.
struct BalanceTrial {
    /// A figure as the form calls it: `v.CODE.primary.backboneTeachers`, `v.CODE.all.teachingArea`.
    struct Key: Hashable {
        let school: String
        let stage: Stage?
        let variable: BalanceVariable

        init(_ school: String, _ stage: Stage?, _ variable: BalanceVariable) {
            self.school = school
            self.stage = stage
            self.variable = variable
        }

        init?(name: String) {
            guard name.hasPrefix("v.") else { return nil }
            let parts = name.dropFirst(2).split(separator: ".").map(String.init)
            guard parts.count >= 3, let variable = BalanceVariable(rawValue: parts[parts.count - 1]) else { return nil }
            let stage = Stage(rawValue: parts[parts.count - 2])
            guard variable.isOfStage == (stage != nil) else { return nil }
            self.init(parts.dropLast(2).joined(separator: "."), stage, variable)
        }

        var name: String { "v.\(school).\(stage?.rawValue ?? "all").\(variable.rawValue)" }

        /// As the screen calls it: 初中在校生数.
        var label: String { "\(stage?.label ?? "")\(variable.label)" }
    }

    /// More than these are not taken.
    static let most = 500

    /// What was typed and is another value than the reported one; in the units of the judgement.
    private(set) var values: [Key: Points] = [:]
    /// What was typed and is no number, by the field's name.
    private(set) var problems: [String: String] = [:]
    private(set) var typed: [String: String] = [:]

    init(_ fields: Fields, _ schools: [BalanceSchool]) {
        let known = Dictionary(schools.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        for name in fields.names.sorted().prefix(BalanceTrial.most + 20) {
            guard let key = Key(name: name), let school = known[key.school] else { continue }
            let text = fields.text(name)
            typed[name] = text
            guard !text.isEmpty else { continue }
            guard let value = Points(text.normalisedCell), value >= .zero, value.scaled <= 1_000_000_000 * Points.scale,
                !key.variable.isWhole || value.scaled % Points.scale == 0
            else {
                problems[name] = key.variable.isWhole ? "应为不小于0的整数。" : "应为不小于0的数字，最多四位小数。"
                continue
            }
            if value != BalanceTrial.reported(key, by: school) { values[key] = value }
        }
    }

    static func reported(_ key: Key, by school: BalanceSchool) -> Points? {
        if key.variable == .pupils { return key.stage.flatMap { school.pupils(in: $0) }.map { Points($0) } }
        return key.stage.map { school.own[$0]?[key.variable] } ?? school.shared[key.variable]
    }

    /// What the form asks for one school: the figures of the standard, by stage where they belong to one.
    static func keys(_ school: BalanceSchool, _ standard: BalanceStandard) -> [Key] {
        let stages = [Stage.primary, .junior].filter { school.pupils(in: $0) != nil }
        var seen = Set<BalanceVariable>()
        let variables = standard.indicators.flatMap(\.variables).filter { seen.insert($0).inserted }
        let pupils = stages.map { Key(school.code, $0, .pupils) }
        return pupils
            + variables.flatMap { variable in
                variable.isOfStage ? stages.map { Key(school.code, $0, variable) } : [Key(school.code, nil, variable)]
            }
    }

    var changes: [String: SchoolChanges] {
        var changes: [String: SchoolChanges] = [:]
        for (key, value) in values {
            if let stage = key.stage {
                changes[key.school, default: SchoolChanges()].own[stage, default: [:]][key.variable] = value
            } else {
                changes[key.school, default: SchoolChanges()].shared[key.variable] = value
            }
        }
        return changes
    }
}
