/// A supervision project (督导项目): framework × scope × procedure × dates.
package struct Campaign: Hashable, Sendable {
    package let id: CampaignID
    package var name: String
    package var kind: Kind
    package var manner: Manner
    /// The framework version; nil for a case without assessment.
    package var framework: FrameworkID?
    /// Frameworks beside the first by which the same visit assesses (合并督导), in their order.
    package var further: [FrameworkID]
    package var startsOn: Day
    package var endsOn: Day
    package var procedure: Procedure
    /// The round in which a unit is supervised once, such as 五年一轮; nil for none.
    package var round: CampaignRound?
    package var strata: [ScopeStratum]
    package internal(set) var state: State
    package internal(set) var progress: ProcedureState
    /// Published before the seed is known.
    package internal(set) var frameHash: String?
    package internal(set) var seed: String?
    package internal(set) var history: [HistoryEntry<State>]
    package internal(set) var version: Int

    package init(
        id: CampaignID, name: String, kind: Kind, manner: Manner = .announced, framework: FrameworkID?,
        further: [FrameworkID] = [], startsOn: Day, endsOn: Day, procedure: Procedure, round: CampaignRound? = nil,
        strata: [ScopeStratum],
        state: State = .draft,
        progress: ProcedureState? = nil, frameHash: String? = nil, seed: String? = nil,
        history: [HistoryEntry<State>] = [], version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.manner = manner
        self.framework = framework
        self.further = further
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.procedure = procedure
        self.round = round
        self.strata = strata
        self.state = state
        self.progress = progress ?? ProcedureState(procedure, level: .campaign)
        self.frameHash = frameHash
        self.seed = seed
        self.history = history
        self.version = version
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case comprehensive, special, routine, evaluation

        package var label: String {
            switch self {
            case .comprehensive: "综合督导"
            case .special: "专项督导"
            case .routine: "经常性督导"
            case .evaluation: "评估认定"
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, framed, drawn, running, finished

        package var label: String {
            switch self {
            case .draft: "筹备"
            case .framed: "名单已冻结"
            case .drawn: "已抽取"
            case .running: "实施中"
            case .finished: "已结束"
            }
        }
    }
}

package typealias CampaignID = Identifier<Campaign>

/// A round in which every unit is supervised once (五年一轮).
package struct CampaignRound: Hashable, Sendable, Codable {
    package let key: String
    package let name: String

    package init(key: String, name: String) {
        self.key = key
        self.name = name
    }
}
