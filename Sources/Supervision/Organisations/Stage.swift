/// A stage of education (学段) that an organisation runs, apart from its category.
///
/// A nine-year school has the category of a junior middle school and two stages.
package enum Stage: String, CaseIterable, Sendable, Codable, Comparable {
    case nursery, kindergarten, primary, junior, senior, vocational, special, higher

    package static func < (left: Stage, right: Stage) -> Bool {
        let order = Stage.allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }

    package var label: String {
        switch self {
        case .nursery: "托育"
        case .kindergarten: "幼儿园"
        case .primary: "小学"
        case .junior: "初中"
        case .senior: "高中"
        case .vocational: "中职"
        case .special: "特教"
        case .higher: "高等教育"
        }
    }

    package static var choices: String { allCases.map(\.label).joined(separator: "、") }

    /// Reads one or several stages: `小学、初中`, `小学+初中`, `九年一贯制`; nil for a word nobody taught us.
    package static func read(_ text: String) -> Set<Stage>? {
        if let known = spellings[text] { return known }
        let words = text.split { "、,，;；+/＋和 |".contains($0) }.map { String($0).comparisonKey }
        var stages: Set<Stage> = []
        for word in words {
            guard let known = spellings[word] else { return nil }
            stages.formUnion(known)
        }
        return stages
    }

    private static let spellings: [String: Set<Stage>] = {
        var table: [String: Set<Stage>] = [:]
        for stage in allCases {
            for spelling in [stage.label, stage.rawValue] + stage.spellings { table[spelling] = [stage] }
        }
        return table.merging(combined) { $1 }
    }()

    private var spellings: [String] {
        switch self {
        case .nursery: ["托班", "托儿所", "婴幼儿照护"]
        case .kindergarten: ["学前", "学前教育", "幼儿教育", "幼儿", "幼教", "学前班"]
        case .primary: ["小学教育", "小学段", "普通小学", "教学点", "小学教学点"]
        case .junior: ["初级中学", "初中教育", "初中段", "普通初中", "职业初中"]
        case .senior: ["普通高中", "高级中学", "高中教育", "普高", "高中段"]
        case .vocational: ["中等职业教育", "中等职业学校", "职业高中", "职高", "中专", "技校", "职业教育"]
        case .special: ["特殊教育", "特殊教育学校", "培智"]
        case .higher: ["高等学校", "大学", "高校", "高职", "大专"]
        }
    }

    private static let combined: [String: Set<Stage>] = [
        "九年一贯制": [.primary, .junior], "九年一贯制学校": [.primary, .junior], "九年制": [.primary, .junior],
        "义务教育": [.primary, .junior], "中小学": [.primary, .junior],
        "完全中学": [.junior, .senior], "完中": [.junior, .senior], "中学": [.junior, .senior],
        "十二年一贯制": [.primary, .junior, .senior], "十二年一贯制学校": [.primary, .junior, .senior],
        "十五年一贯制": [.kindergarten, .primary, .junior, .senior],
        "托幼一体": [.nursery, .kindergarten], "托幼一体化": [.nursery, .kindergarten],
    ]
}
