/// One use of a unit's supervision result (结果运用): for what, by whom, and what was decided.
package struct ResultUse: Hashable, Sendable {
    /// What the result is looked at for.
    package enum Purpose: String, Hashable, Sendable, Codable, CaseIterable {
        case annualCheck = "annual-check"
        case classing
        case honour

        package var label: String {
            switch self {
            case .annualCheck: "年检"
            case .classing: "级类"
            case .honour: "评优"
            }
        }

        /// The work behind the word.
        package var text: String {
            switch self {
            case .annualCheck: "年度检查（年检）"
            case .classing: "级类评定"
            case .honour: "园长、校长和单位评优评先"
            }
        }

        /// What such a decision usually says.
        package var usual: [String] {
            switch self {
            case .annualCheck: ["年检合格", "年检基本合格", "年检不合格", "暂缓通过，整改后复核"]
            case .classing: ["维持现有级类", "同意晋级", "不予晋级", "降低级类"]
            case .honour: ["同意推荐", "不予推荐", "暂缓推荐"]
            }
        }
    }

    package let id: ResultUseID
    package let organisation: OrganisationID
    package let purpose: Purpose
    /// For whom or what exactly, such as the year of the annual check.
    package let matter: String
    package let by: PersonID
    package let on: Day
    package internal(set) var decision: String
    package internal(set) var decidedBy: PersonID?
    package internal(set) var decidedOn: Day?

    package init(
        id: ResultUseID, organisation: OrganisationID, purpose: Purpose, matter: String, by: PersonID, on: Day,
        decision: String = "", decidedBy: PersonID? = nil, decidedOn: Day? = nil
    ) {
        self.id = id
        self.organisation = organisation
        self.purpose = purpose
        self.matter = matter
        self.by = by
        self.on = on
        self.decision = decision
        self.decidedBy = decidedBy
        self.decidedOn = decidedOn
    }

    package static let longest = 500

    /// What came of it; said once, since a later look is a use of its own.
    package func decided(
        _ decision: String, by person: PersonID, on day: Day
    ) throws(ResultUseRefusal) -> ResultUse {
        guard decidedOn == nil else { throw .decided }
        guard !decision.isBlank else { throw .decisionMissing }
        guard decision.count <= ResultUse.longest else { throw .tooLong(ResultUse.longest) }
        var next = self
        next.decision = decision.trimmed
        next.decidedBy = person
        next.decidedOn = day
        return next
    }
}

package typealias ResultUseID = Identifier<ResultUse>

/// Why a use of a result is not recorded as asked.
package enum ResultUseRefusal: Refusal, Equatable {
    case notFound
    case purposeMissing
    case noResult(String)
    case decided
    case decisionMissing
    case tooLong(Int)

    package var code: String {
        switch self {
        case .notFound: "resultUse.notFound"
        case .purposeMissing: "resultUse.purposeMissing"
        case .noResult: "resultUse.noResult"
        case .decided: "resultUse.decided"
        case .decisionMissing: "resultUse.decisionMissing"
        case .tooLong: "resultUse.tooLong"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .decided, .noResult: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这条结果运用记录。"
        case .purposeMissing: "请选择用途：年检、级类或评优。"
        case .noResult(let name): "“\(name)”还没有可用的督导结果。"
        case .decided: "这次运用已经记录了决定；情况有变的，请重新调阅结果并另行记录。"
        case .decisionMissing: "请写明根据督导结果作出的决定。"
        case .tooLong(let limit): "文字请控制在\(limit)字以内。"
        }
    }
}
