/// Why a team cannot be as asked.
package enum TeamRefusal: Refusal, Equatable {
    case memberTwice
    case leadMissing
    case leadTwice
    case leadNotInspector
    case tooFewInspectors(needed: Int, have: Int, basis: String)
    case tooFew(needed: Int, have: Int)
    case tooMany(allowed: Int, have: Int, basis: String)
    case notInPool
    case stands(person: String, unit: String, TeamObstacle)
    case nothingChosen
    case seedMissing
    case wish(String)
    case nobodyLeft
    case noProposal
    case nothingProposed
    case incomplete(Int)

    package var code: String {
        switch self {
        case .memberTwice: "team.memberTwice"
        case .leadMissing: "team.leadMissing"
        case .leadTwice: "team.leadTwice"
        case .leadNotInspector: "team.leadNotInspector"
        case .tooFewInspectors: "team.tooFewInspectors"
        case .tooFew: "team.tooFew"
        case .tooMany: "team.tooMany"
        case .notInPool: "team.notInPool"
        case .stands: "team.stands"
        case .nothingChosen: "team.nothingChosen"
        case .seedMissing: "team.seedMissing"
        case .wish: "team.wish"
        case .nobodyLeft: "team.nobodyLeft"
        case .noProposal: "team.noProposal"
        case .nothingProposed: "team.nothingProposed"
        case .incomplete: "team.incomplete"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .noProposal: .notFound
        case .nothingProposed, .nobodyLeft, .incomplete: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .memberTwice: "同一人在督导组里出现了两次。"
        case .leadMissing: "请选择组长。"
        case .leadTwice: "一个督导组只能有一名组长。"
        case .leadNotInspector: "组长须由督学担任，请另选一名督学任组长。"
        case .tooFewInspectors(let needed, let have, let basis):
            "督导组至少要有\(needed)名督学，现在有\(have)名（专家和借调人员不计入）。\(basis)。"
        case .tooFew(let needed, let have): "督导组至少要有\(needed)人，现在有\(have)人。"
        case .tooMany(let allowed, let have, let basis): "督导组最多\(allowed)人，现在有\(have)人。\(basis)。"
        case .notInPool: "所选人员不在本项目可派人员之内，请先在“可派人员”里邀请或登记。"
        case .stands(let person, let unit, let obstacle): "\(person)不能督导“\(unit)”：\(obstacle.text)。请换人。"
        case .nothingChosen: "请先勾选单位。"
        case .seedMissing: "请填写种子；同样的种子得出同样的分组。"
        case .wish(let problem): problem
        case .nobodyLeft: "所有单位都已有督导组，没有需要分组的单位。"
        case .noProposal: "还没有分组方案，请先生成。"
        case .nothingProposed: "方案里没有任何单位组成了督导组，不能采用；请按下面列出的原因调整后重新生成。"
        case .incomplete(let count): "有\(count)个单位的督导组不合规定，请先调整。"
        }
    }
}

/// Why one person cannot inspect one unit.
package enum TeamObstacle: Hashable, Sendable {
    /// A granted recusal, with its ground and its last day.
    case recused(RecusalGround, until: Day?)
    /// The registry itself knows that the person belongs to the unit.
    case belongs
    case notAppointed(from: Day)
    case termEnded(Day)
    case levelTooLow(InspectorLevel)
    case atCapacity(Int)
    /// Lent by another office for other days.
    case away(Period)

    package var text: String {
        switch self {
        case .recused(let ground, let until):
            "已批准回避（\(ground.label)\(until.map { "，至\($0.chinese)" } ?? "")）"
        case .belongs: "是该单位的人员，应当回避"
        case .notAppointed(let day): "聘期\(day.chinese)才开始"
        case .termEnded(let day): "聘期已于\(day.chinese)届满"
        case .levelTooLow(let level): "是\(level.label)，低于本次要求"
        case .atCapacity(let count): "已承担\(count)个单位，达到上限"
        case .away(let period): "只在\(period.chinese)借给本项目"
        }
    }

    /// The word under which several people are counted together.
    package var word: String {
        switch self {
        case .recused, .belongs: "回避"
        case .notAppointed, .termEnded: "不在聘期"
        case .levelTooLow: "级别不够"
        case .atCapacity: "承担数已满"
        case .away: "借用期外"
        }
    }
}
