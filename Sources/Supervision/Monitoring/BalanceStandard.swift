/// What a balance standard asks of resources: indicators with the least a school needs, and how even they must lie.
package struct BalanceStandard: Hashable, Sendable {
    /// As the command line names it, such as `youzhi-junheng`.
    package let code: String
    package let name: String
    package let clause: String
    package let indicators: [BalanceIndicator]
    package let rule: Rule

    /// When a stage of a county passes.
    package enum Rule: Hashable, Sendable {
        /// Each school reaches all but `tolerated` of the indicators and stays at or above `floor` of the standard in
        /// those; each coefficient of variation is within its limit.
        case each(tolerated: Int, floor: Points)
        /// The plain mean of all coefficients (综合差异系数) is within the limit; a single one is not judged.
        case composite(limits: [Stage: Points])
    }
}

/// One resource per pupil or per hundred pupils.
package struct BalanceIndicator: Hashable, Sendable {
    package let code: String
    package let name: String
    package let unit: String
    /// What is divided by the pupils; `less` is taken off it first.
    package let resource: BalanceVariable
    package let less: BalanceVariable?
    package let isPerHundred: Bool
    /// Shared out over the stages of a combined school by weight; otherwise each stage has its own figure.
    package let isShared: Bool
    /// The least a school needs; none where the standard only judges evenness.
    package let minimum: [Stage: Points]
    /// The most that its coefficient of variation may be.
    package let limit: [Stage: Points]

    package var variables: [BalanceVariable] { [resource] + (less.map { [$0] } ?? []) }
}

/// A figure that a school reports (数据项).
package enum BalanceVariable: String, Hashable, Sendable, CaseIterable, Codable {
    case pupils, qualifiedTeachers, backboneTeachers, artsTeachers, teachingArea, indoorSportsArea, sportsArea
    case equipment, mediaRooms, computers, books, teachers, seniorTitleTeachers

    package var label: String {
        switch self {
        case .pupils: "在校生数"
        case .qualifiedTeachers: "高于规定学历教师数"
        case .backboneTeachers: "县级以上骨干教师数"
        case .artsTeachers: "体育艺术专任教师数"
        case .teachingArea: "教学及辅助用房面积"
        case .indoorSportsArea: "室内体育用房面积"
        case .sportsArea: "体育运动场馆面积"
        case .equipment: "教学仪器设备值"
        case .mediaRooms: "网络多媒体教室数"
        case .computers: "计算机台数"
        case .books: "图书册数"
        case .teachers: "专任教师数"
        case .seniorTitleTeachers: "中级及以上专业技术职务教师数"
        }
    }

    /// Counted for each stage of a combined school apart; the others belong to the whole school.
    package var isOfStage: Bool {
        switch self {
        case .pupils, .qualifiedTeachers, .backboneTeachers, .artsTeachers, .teachers, .seniorTitleTeachers: true
        default: false
        }
    }

    /// Persons, rooms and things come in whole numbers.
    package var isWhole: Bool {
        switch self {
        case .teachingArea, .indoorSportsArea, .sportsArea, .equipment: false
        default: true
        }
    }
}
