/// What somebody tells the office about a unit (举报、诉求): from anybody, without an account, never published.
package struct Tip: Hashable, Sendable {
    package let id: TipID
    package internal(set) var state: State
    /// Who works on it (承办人), and alone may learn who sent it.
    package internal(set) var handler: PersonID?
    package internal(set) var outcome: Outcome?
    package internal(set) var rating: Int?
    package internal(set) var version: Int

    package init(
        id: TipID, state: State = .received, handler: PersonID? = nil, outcome: Outcome? = nil, rating: Int? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.state = state
        self.handler = handler
        self.outcome = outcome
        self.rating = rating
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case received, accepted, verifying, verified, answered, duplicate, elsewhere

        package var label: String {
            switch self {
            case .received: "待受理"
            case .accepted: "办理中"
            case .verifying: "督学核实中"
            case .verified: "已核实待答复"
            case .answered: "已答复"
            case .duplicate: "重复件"
            case .elsewhere: "转其他单位"
            }
        }

        /// Nothing is left to do, unless it is opened again.
        package var isClosed: Bool { [.answered, .duplicate, .elsewhere].contains(self) }

        package static let open: [State] = allCases.filter { !$0.isClosed }
        /// The office has the next move and somebody works on it.
        package static let inHand: [State] = [.accepted, .verified]
    }

    /// What was found out.
    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        case holds, partly, fails, unclear

        package var label: String {
            switch self {
            case .holds: "属实"
            case .partly: "部分属实"
            case .fails: "不属实"
            case .unclear: "无法核实"
            }
        }
    }
}

package typealias TipID = Identifier<Tip>

/// What a tip is about.
package enum TipTopic: String, Hashable, Sendable, Codable, CaseIterable {
    case conduct, safety, bullying, food, fees, burden, tutoring, admission, conditions, management, other

    package var label: String {
        switch self {
        case .conduct: "师德师风"
        case .safety: "校园安全"
        case .bullying: "学生欺凌"
        case .food: "食堂与食品安全"
        case .fees: "收费"
        case .burden: "作业与考试"
        case .tutoring: "有偿补课与校外培训"
        case .admission: "招生入学"
        case .conditions: "办学条件"
        case .management: "学校管理"
        case .other: "其他"
        }
    }
}
