/// A unit is merged, split, closed, gets another category or another master (撤并、拆分、变更).
///
/// What hangs on it is listed, and each thing gets its own decision before anything is done.
package struct Reorganisation: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case merger, split, closure, recategory, transfer

        package var label: String {
            switch self {
            case .merger: "并入其他单位"
            case .split: "拆分"
            case .closure: "撤销"
            case .recategory: "变更类别"
            case .transfer: "变更隶属"
            }
        }
    }

    package let kind: Kind
    package let unit: OrganisationID
    /// Whom it is merged into, or what it is split into.
    package let successors: [OrganisationID]
    /// Whether the unit itself goes on: a part of it became independent.
    package let remains: Bool

    /// 学校标识码编制规则: a unit that ends gives its code up for good; the successor keeps its own.
    package init(
        _ kind: Kind, of unit: OrganisationID, into successors: [OrganisationID] = [], remains: Bool = false
    ) throws(ReorganisationRefusal) {
        let needed: ClosedRange<Int> =
            switch kind {
            case .merger: 1...1
            case .split: (remains ? 1 : 2)...20
            case .closure, .recategory, .transfer: 0...0
            }
        guard needed.contains(successors.count) else { throw .successorCount(kind, remains: remains) }
        guard Set(successors).count == successors.count else { throw .successorTwice }
        guard !successors.contains(unit) else { throw .ownSuccessor }
        self.kind = kind
        self.unit = unit
        self.successors = successors
        self.remains = remains || kind == .recategory || kind == .transfer
    }

    /// What may be decided about a thing; one that has a single way is decided by it.
    package func fates(of thing: Dependent) -> [Fate] {
        let passing = successors.filter { !thing.barred.contains($0) }.map { Fate.pass($0) }
        switch (kind, thing.kind) {
        case (.transfer, .inspection), (.transfer, .prepared):
            return thing.canFollow ? [.follow, .stay] : [.stay, .end]
        case (.transfer, .zone): return thing.canFollow ? [.stay] : [.end]
        case (.transfer, _): return thing.canFollow ? [.follow, .stay] : [.stay]
        case (.recategory, .inspection), (.recategory, .prepared): return [.stay, .end]
        case (.recategory, _): return [.stay]
        case (_, .frame): return [.stay]
        case (_, .finding), (_, .task), (_, .round): return passing + [.stay]
        case (_, .inspection): return passing + (remains ? [.stay] : [.stay, .end])
        case (_, .prepared): return passing + (remains ? [.stay] : [.end])
        case (_, .account): return passing + (remains ? [.stay] : [.end, .stay])
        case (_, .cooperation), (_, .relation), (_, .membership), (_, .zone):
            return passing + (remains ? [.stay] : [.end])
        }
    }

    /// The decision about each thing; refuses while one is missing or not among what may be decided.
    package func decided(
        _ chosen: [String: Fate], about things: [Dependent]
    ) throws(ReorganisationRefusal) -> [Decision] {
        var decisions: [Decision] = []
        var open = 0
        for thing in things {
            let allowed = fates(of: thing)
            guard let fate = chosen[thing.key] ?? (allowed.count == 1 ? allowed.first : nil) else {
                open += 1
                continue
            }
            guard allowed.contains(fate) else { throw .notAllowed(thing.title) }
            decisions.append(Decision(thing: thing, fate: fate))
        }
        guard open == 0 else { throw .undecided(open) }
        return decisions
    }
}

/// Something that hangs on a unit and cannot be left unsaid when the unit changes.
package struct Dependent: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case finding, cooperation, inspection, prepared, frame, task, account, round, relation, membership, zone

        package var label: String {
            switch self {
            case .finding: "未结清的问题"
            case .cooperation: "配合整改的问题"
            case .inspection: "进行中的督导"
            case .prepared: "已抽中、尚未启动的督导"
            case .frame: "已冻结、尚未抽取的抽样框"
            case .task: "督政与迎检的任务"
            case .account: "单位账号"
            case .round: "轮次记录"
            case .relation: "与其他单位的关系"
            case .membership: "集团、学区"
            case .zone: "督学责任区和责任督学"
            }
        }
    }

    package let kind: Kind
    package let id: String
    /// What it is, for people.
    package let title: String
    /// Where it stands.
    package let state: String
    /// Where it is seen; empty for what has no page.
    package let path: String
    /// Successors that cannot take it, such as one that takes part in the campaign already.
    package let barred: Set<OrganisationID>
    /// Whether it may go along to another managing authority.
    package let canFollow: Bool

    package init(
        _ kind: Kind, _ id: String, title: String, state: String = "", path: String = "",
        barred: Set<OrganisationID> = [], canFollow: Bool = false
    ) {
        self.kind = kind
        self.id = id
        self.title = title
        self.state = state
        self.path = path
        self.barred = barred
        self.canFollow = canFollow
    }

    /// Names it in a form.
    package var key: String { "\(kind.rawValue)-\(id)" }
}

/// What becomes of a thing.
package enum Fate: Hashable, Sendable {
    case pass(OrganisationID)
    /// It stays with the unit, or with the office that has it.
    case stay
    case end
    /// It goes along to the new managing authority.
    case follow

    /// As it stands in a form; nil for a text that is none.
    package init?(text: String) {
        switch text {
        case "stay": self = .stay
        case "end": self = .end
        case "follow": self = .follow
        default:
            guard text.hasPrefix("pass:"), text.count > 5 else { return nil }
            self = .pass(OrganisationID(String(text.dropFirst(5))))
        }
    }

    package var text: String {
        switch self {
        case .pass(let id): "pass:\(id.rawValue)"
        case .stay: "stay"
        case .end: "end"
        case .follow: "follow"
        }
    }
}

/// A thing with what was decided about it.
package struct Decision: Hashable, Sendable {
    package let thing: Dependent
    package let fate: Fate
}

/// Why a unit is not merged, split or changed as asked.
package enum ReorganisationRefusal: Refusal, Equatable {
    case successorCount(Reorganisation.Kind, remains: Bool)
    case successorTwice, ownSuccessor
    case successorClosed(String)
    case future
    case undecided(Int)
    case notAllowed(String)

    package var code: String {
        switch self {
        case .successorCount: "reorganisation.successorCount"
        case .successorTwice: "reorganisation.successorTwice"
        case .ownSuccessor: "reorganisation.ownSuccessor"
        case .successorClosed: "reorganisation.successorClosed"
        case .future: "reorganisation.future"
        case .undecided: "reorganisation.undecided"
        case .notAllowed: "reorganisation.notAllowed"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .successorCount(.merger, _): "请填写一个并入的单位。"
        case .successorCount(_, true): "请至少填写一个分出的单位，最多20个。"
        case .successorCount: "拆分后原单位撤销的，请至少填写两个新单位，最多20个。"
        case .successorTwice: "同一个单位填写了两次。"
        case .ownSuccessor: "不能并入或拆分给单位自身。"
        case .successorClosed(let name): "“\(name)”已撤销，不能承接。"
        case .future: "生效日期不能晚于今天，请到那一天再办理。"
        case .undecided(let count): "还有\(count)项没有决定去向。请逐项选择后再提交，在此之前不作任何改动。"
        case .notAllowed(let title): "“\(title)”不能这样处理，请重新选择。"
        }
    }
}
