/// What somebody has learned, for the condition of 本科以上.
package enum InspectorDegree: String, Sendable, CaseIterable {
    case unknown = ""
    case college, bachelor, master, doctor

    package var label: String {
        switch self {
        case .unknown: "未填写"
        case .college: "专科及以下"
        case .bachelor: "大学本科"
        case .master: "硕士研究生"
        case .doctor: "博士研究生"
        }
    }
}

/// The statutory conditions of a 督学 (《教育督导条例》第七条).
package enum InspectorCondition: String, Sendable, CaseIterable {
    case line, law, integrity, experience, skill, health, assessed

    package static let clause = Clause(document: "《教育督导条例》", article: "第七条", summary: "督学应当具备的条件")

    package var label: String {
        switch self {
        case .line: "坚持党的基本路线，热爱社会主义教育事业"
        case .law: "熟悉教育法律、法规、规章和国家教育方针、政策"
        case .integrity: "坚持原则，办事公道，品行端正，廉洁自律"
        case .experience: "大学本科以上学历，从事教育管理、教学或教育研究工作10年以上"
        case .skill: "有较强的组织协调和表达能力"
        case .health: "身体健康，能胜任教育督导工作"
        case .assessed: "经教育督导机构考核合格"
        }
    }

    /// Whether it follows from facts and is not attested.
    package var isComputed: Bool { self == .experience }
}

/// How somebody stands to the conditions.
package struct InspectorQualification: Hashable, Sendable {
    package var degree: InspectorDegree
    /// Nil when nobody said; that is not zero.
    package var years: Int?
    package var attested: Set<InspectorCondition>

    package static let leastYears = 10

    package init(degree: InspectorDegree = .unknown, years: Int? = nil, attested: Set<InspectorCondition> = []) {
        self.degree = degree
        self.years = years
        self.attested = attested
    }

    /// Nil when it cannot be said yet.
    package func holds(_ condition: InspectorCondition) -> Bool? {
        guard condition.isComputed else { return attested.contains(condition) ? true : nil }
        if degree == .college { return false }
        if let years, years < InspectorQualification.leastYears { return false }
        return degree == .unknown || years == nil ? nil : true
    }

    /// Conditions that are not met, or not known to be.
    package var missing: [InspectorCondition] { InspectorCondition.allCases.filter { holds($0) != true } }
}
