/// A list of records whose rows figures count (台账); each has one page, which takes the figure's filter in its address.
package enum FigureLedger: String, Hashable, Sendable, Codable, CaseIterable {
    case findings, extensions, rechecks
    case campaigns, inspections, results, resultUses, rounds
    case documents, objections, dutyTargets, receptions
    case organisations, inspectors
    /// Records that have no ledger of their own: they are listed under `/records`.
    case assessments, opinions, hearings, attendances, seats, evidence

    package var label: String {
        switch self {
        case .findings: "问题台账"
        case .extensions: "延期申请"
        case .rechecks: "销号后复查"
        case .campaigns: "督导项目"
        case .inspections: "督导任务"
        case .results: "督导结果"
        case .resultUses: "结果运用"
        case .rounds: "督导轮次"
        case .documents: "公文"
        case .objections: "公示异议"
        case .dutyTargets: "履职目标"
        case .receptions: "迎检"
        case .organisations: "单位"
        case .inspectors: "督学"
        case .assessments: "评估表"
        case .opinions: "督导意见"
        case .hearings: "听取意见记录"
        case .attendances: "参训登记"
        case .seats: "督导组成员"
        case .evidence: "佐证材料"
        }
    }

    /// The page that lists it.
    package var path: String {
        switch self {
        case .findings: "/findings"
        case .extensions: "/findings/extensions"
        case .rechecks: "/findings/rechecks"
        case .resultUses: "/results/uses"
        case .dutyTargets: "/duty-targets"
        case .assessments, .opinions, .hearings, .attendances, .seats, .evidence: "/records/\(rawValue)"
        default: "/\(rawValue)"
        }
    }

    /// Whether it is listed under `/records`.
    package var isPlain: Bool { path.hasPrefix("/records/") }

    package static let plain = allCases.filter(\.isPlain)

    /// What must be asked so that its page hides nothing of its own accord.
    package var openFilter: [FigureFilter] {
        switch self {
        case .findings, .organisations, .inspectors: [FigureFilter("state", "all")]
        default: []
        }
    }

    /// Filters that say a time; what they say is a period, a day or a year.
    package var times: Set<String> {
        switch self {
        case .findings: ["issued", "closed", "openOn", "year"]
        case .extensions: ["asked", "decided"]
        case .campaigns: ["during", "ended", "year"]
        case .inspections: ["visited", "done", "during"]
        case .results: ["done", "year"]
        case .dutyTargets, .receptions: ["year"]
        case .documents: ["issued", "published", "year"]
        case .opinions: ["delivered", "at"]
        case .rechecks, .resultUses, .objections: ["on", "year"]
        case .assessments, .hearings, .attendances, .seats, .evidence: ["at"]
        case .rounds, .organisations, .inspectors: []
        }
    }

    /// By what its rows can be counted once each, beside the rows themselves.
    package var each: [FigureEach] {
        switch self {
        case .findings: [.unit, .problem]
        case .inspections: [.unit, .day]
        case .attendances: [.unit, .campaign]
        case .seats: [.person, .unit]
        case .assessments, .opinions, .hearings: [.unit]
        default: []
        }
    }

    /// What of its rows can be added up.
    package var columns: [FigureColumn] {
        switch self {
        case .hearings: [.attendees]
        case .organisations: [.pupils]
        case .inspections: [.score]
        case .evidence: []
        default: []
        }
    }
}

/// By what the rows of a ledger are counted once each.
package enum FigureEach: String, Hashable, Sendable, Codable, CaseIterable {
    case unit, day, problem, campaign, person

    package var label: String {
        switch self {
        case .unit: "单位"
        case .day: "日期"
        case .problem: "问题"
        case .campaign: "项目"
        case .person: "人员"
        }
    }

    /// Said of a list that shows each once.
    package var note: String { "每个\(label)只列一条（最早的一条）" }
}

/// A number in the rows of a ledger that can be added up.
package enum FigureColumn: String, Hashable, Sendable, Codable, CaseIterable {
    case attendees, pupils, score

    package var label: String {
        switch self {
        case .attendees: "参加人数"
        case .pupils: "在校（园）人数"
        case .score: "得分"
        }
    }

    /// A sum of scores says nothing; only their mean does.
    package var canBeSummed: Bool { self != .score }
}
