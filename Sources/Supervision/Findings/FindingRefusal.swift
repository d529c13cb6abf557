/// Why a finding would not change.
package enum FindingRefusal: Refusal, Equatable {
    case notFound
    case staleVersion
    case wrongState(String, FindingPart.State)
    case wrongSide(String)
    case noteMissing(String)
    case planEmpty
    case evidenceMissing
    case verifierSubmitted
    case closerSubmitted
    case closerVerified
    case badSplit
    case unitTwice
    case noUnit
    case issuedAlready
    case foreignEvidence
    case milestonesAhead(Int)
    case milestonesUnconfirmed(Int)

    package var code: String {
        switch self {
        case .notFound: "finding.notFound"
        case .staleVersion: "finding.staleVersion"
        case .wrongState: "finding.wrongState"
        case .wrongSide: "finding.wrongSide"
        case .noteMissing: "finding.noteMissing"
        case .planEmpty: "finding.planEmpty"
        case .evidenceMissing: "finding.evidenceMissing"
        case .verifierSubmitted: "finding.verifierSubmitted"
        case .closerSubmitted: "finding.closerSubmitted"
        case .closerVerified: "finding.closerVerified"
        case .badSplit: "finding.badSplit"
        case .unitTwice: "finding.unitTwice"
        case .noUnit: "finding.noUnit"
        case .issuedAlready: "finding.issuedAlready"
        case .foreignEvidence: "finding.foreignEvidence"
        case .milestonesAhead: "finding.milestonesAhead"
        case .milestonesUnconfirmed: "finding.milestonesUnconfirmed"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .wrongState, .staleVersion, .issuedAlready, .milestonesAhead, .milestonesUnconfirmed: .conflict
        case .wrongSide, .verifierSubmitted, .closerSubmitted, .closerVerified: .forbidden
        case .noteMissing, .planEmpty, .evidenceMissing, .badSplit, .unitTwice, .noUnit, .foreignEvidence: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个问题。"
        case .staleVersion: "这个问题刚被他人处理过，请查看最新情况后再试。"
        case .wrongState(let act, let state): "当前状态为“\(state.label)”，不能\(act)。"
        case .wrongSide(let who): "这一步应由\(who)办理。"
        case .noteMissing(let what): "请写明\(what)。"
        case .planEmpty: "整改方案要写明整改措施。"
        case .evidenceMissing: "没有佐证材料，不能提交、核查或销号；请先上传整改佐证。"
        case .verifierSubmitted: "您参与提交了这项整改的佐证，核查须由他人办理。"
        case .closerSubmitted: "您参与提交了这项整改的佐证，销号须由他人办理。"
        case .closerVerified: "您是这项整改的核查人，销号须由他人办理。"
        case .unitTwice: "至少要有一个责任单位，且同一单位不能列两次。"
        case .noUnit: "没有这个单位，请按名称或代码重新选择。"
        case .issuedAlready: "这个问题已经下发，不能再改动或撤回。"
        case .foreignEvidence: "所选佐证不属于这个问题，请刷新页面后重新选择。"
        case .milestonesAhead(let count): "还有\(count)个阶段目标没有报完成，全部完成后才能提交整改佐证。"
        case .milestonesUnconfirmed(let count): "还有\(count)个阶段目标没有确认，全部确认后才能核查通过或销号。"
        case .badSplit: "拆分须分给两个以上不同的责任单位。"
        }
    }
}
