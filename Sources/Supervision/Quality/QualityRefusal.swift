/// Why a quality monitoring does not go on.
package enum QualityRefusal: Refusal, Equatable {
    case notFound
    case notYours
    case stale
    case noCounty(String)
    case severalCounties(String, [String])
    case wrongState(String, QualityRound.State)
    case emptyFrame(String)
    case sizeMissing([String], Int)
    case duplicate(String)
    case badCode(String)
    case tooLarge(String)
    case noSeed
    case sameSeed
    case rostersMissing(Int)
    case rosterState(String, RosterState)
    case rosterEmpty
    case rosterTwice(String)
    case reasonMissing
    case notPublished
    case notClosed
    case purged
    case noUnit(String)
    case tooManyPupils
    case taskState

    package var code: String {
        switch self {
        case .notFound: "quality.notFound"
        case .notYours: "quality.notYours"
        case .stale: "quality.stale"
        case .noCounty: "quality.noCounty"
        case .severalCounties: "quality.severalCounties"
        case .wrongState: "quality.wrongState"
        case .emptyFrame: "quality.emptyFrame"
        case .sizeMissing: "quality.sizeMissing"
        case .duplicate: "quality.duplicate"
        case .badCode: "quality.badCode"
        case .tooLarge: "quality.tooLarge"
        case .noSeed: "quality.noSeed"
        case .sameSeed: "quality.sameSeed"
        case .rostersMissing: "quality.rostersMissing"
        case .rosterState: "quality.rosterState"
        case .rosterEmpty: "quality.rosterEmpty"
        case .rosterTwice: "quality.rosterTwice"
        case .reasonMissing: "quality.reasonMissing"
        case .notPublished: "quality.notPublished"
        case .notClosed: "quality.notClosed"
        case .purged: "quality.purged"
        case .noUnit: "quality.noUnit"
        case .tooManyPupils: "quality.tooManyPupils"
        case .taskState: "quality.taskState"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .notPublished: .notFound
        case .notYours: .forbidden
        case .noCounty, .severalCounties, .emptyFrame, .sizeMissing, .duplicate, .badCode, .tooLarge, .noSeed,
            .sameSeed,
            .rosterEmpty, .rosterTwice, .reasonMissing, .noUnit, .tooManyPupils, .taskState:
            .invalid
        default: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项质量监测。"
        case .notYours: "这项质量监测由其他督导机构组织。"
        case .stale: "刚被他人改过，请刷新页面后再办理。"
        case .noCounty(let name): "“\(name)”不是范围内的区县，请写区划代码或全称。"
        case .severalCounties(let name, let codes):
            "范围内有\(codes.count)个“\(name)”，请写区划代码：\(codes.joined(separator: "、"))。"
        case .wrongState(let act, let state): "本轮“\(state.label)”，不能\(act)。"
        case .emptyFrame(let grade): "\(grade)没有可参加的学校，请先在名单里补上，或去掉这个年级。"
        case .sizeMissing(let names, let count):
            "还有\(count)所学校没有该年级学生数：\(names.joined(separator: "、"))\(count > names.count ? "等" : "")。请补上人数，或写明不参加的理由。"
        case .duplicate(let code): "“\(code)”在同一年级的名单中出现了不止一次，请只留一行。"
        case .badCode(let code): "代码“\(code)”含有不能用的字符，请改正。"
        case .tooLarge(let code): "“\(code)”的学生数应在0至\(QualityFrame.largestSize)之间。"
        case .noSeed: "请填写公开的随机种子，不超过200字。"
        case .sameSeed: "学生种子不能与抽取学校的种子相同：学校报名册时已经知道它。请用之后产生的公开种子。"
        case .rostersMissing(let count): "还有\(count)所学校没有报名册；确实不能参加的，请写明理由免报。"
        case .rosterState(let act, let state): "这所学校的名册“\(state.label)”，不能\(act)。"
        case .rosterEmpty: "名册里还没有学生。"
        case .rosterTwice(let text): "\(text)，请改正后再上报。"
        case .reasonMissing: "请写明理由，不超过\(QualityRefusal.reasonLimit)字。"
        case .notPublished: "结果还没有发布。"
        case .notClosed: "本轮结束或取消之后才能清除学生姓名。"
        case .purged: "学生姓名已经清除，不能再改名册。"
        case .noUnit(let name): "没有找到“\(name)”，请写登记的全称或标识码。"
        case .tooManyPupils: "一所学校一个年级的名册不超过\(RosterPupil.limit)人。"
        case .taskState: "请选择考务任务的状态；异常的请写明情况。"
        }
    }

    package static let reasonLimit = 200
}
