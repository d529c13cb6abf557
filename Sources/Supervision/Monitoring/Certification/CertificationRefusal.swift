/// Why a certification does not begin or go on.
package enum CertificationRefusal: Refusal, Equatable {
    case notFound, noStandard, noDistrict, noFile, notPlanner
    case over(CertificationState)
    case future
    case beforeStep(String, Day)
    case waitNotOver(String, Day)
    case waitUnknown(String)
    case waitFixed(String)
    case notEarlier(String)
    case pastFirst(String)
    case notYours(String, CertificationActor)
    case stale
    case yearsStale(String)
    case open(String)
    case terminatedThisYear(Int)
    case tierSkipped(String, lower: String)
    case tierHeld(String)
    case tierTooEarly(String, lower: String, least: Int)
    case preconditionUnmet(String, years: Int, metOn: Day)
    case noTitle
    case titleHeld
    case titleOfOthers
    case titleWithdrawn
    case notFailedRunning(Int)
    case reviewTwice(Int)

    package var code: String {
        switch self {
        case .notFound: "certification.notFound"
        case .noStandard: "certification.noStandard"
        case .noDistrict: "certification.noDistrict"
        case .noFile: "certification.noFile"
        case .notPlanner: "certification.notPlanner"
        case .over: "certification.over"
        case .future: "certification.future"
        case .beforeStep: "certification.beforeStep"
        case .waitNotOver: "certification.waitNotOver"
        case .waitUnknown: "certification.waitUnknown"
        case .waitFixed: "certification.waitFixed"
        case .notEarlier: "certification.notEarlier"
        case .pastFirst: "certification.pastFirst"
        case .notYours: "certification.notYours"
        case .stale: "certification.stale"
        case .yearsStale: "roadmap.stale"
        case .open: "certification.open"
        case .terminatedThisYear: "certification.terminatedThisYear"
        case .tierSkipped: "certification.tierSkipped"
        case .tierHeld: "certification.tierHeld"
        case .tierTooEarly: "certification.tierTooEarly"
        case .preconditionUnmet: "certification.preconditionUnmet"
        case .noTitle: "certification.noTitle"
        case .titleHeld: "certification.titleHeld"
        case .titleOfOthers: "certification.titleOfOthers"
        case .titleWithdrawn: "certification.titleWithdrawn"
        case .notFailedRunning: "certification.notFailedRunning"
        case .reviewTwice: "certification.reviewTwice"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .noStandard, .noDistrict, .noFile, .noTitle: .notFound
        case .notYours, .notPlanner, .titleOfOthers: .forbidden
        case .future, .beforeStep, .notEarlier: .invalid
        default: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这项创建认定，或者不在您的管辖范围内。"
        case .noStandard: "没有这个标准的认定程序，请从列表中选择。"
        case .noDistrict: "没有这个区县，或者不在您的管辖范围内。"
        case .noFile: "没有这个附件。"
        case .notPlanner: "创建规划和认定结果由市或省的督导机构登记，区县可以查看。"
        case .over(let state): "这项创建认定\(state.label)，不能再办理。"
        case .future: "日期不能晚于今天。"
        case .beforeStep(let name, let day): "“\(name)”\(day.chinese)才开始，日期不能早于这一天。"
        case .waitNotOver(let name, let day): "“\(name)”到\(day.chinese)24时才期满，请在期满之后办结。"
        case .waitUnknown(let name): "“\(name)”何时期满要等放假安排公布后才能确定，请先导入放假安排。"
        case .waitFixed(let name): "“\(name)”何时期满按规定计算，不能另设。"
        case .notEarlier(let name): "只能退回到“\(name)”之前的环节，请重新选择。"
        case .pastFirst(let name): "已经办到“\(name)”，不能撤回；可以退回，或者写明理由终止。"
        case .notYours(let name, let actor): "“\(name)”由\(actor.label)办理，您不能代为办理。"
        case .stale: "这项创建认定刚被他人办理，请刷新后再试。"
        case .yearsStale(let name): "\(name)的规划年份刚被他人修改，一处都没有保存，请刷新页面核对后再改。"
        case .open(let name): "\(name)这个标准的创建认定正在办理，办结之后才能再申请。"
        case .terminatedThisYear(let year): "\(year)年的评估已经终止，当年不能再申请。"
        case .tierSkipped(let tier, let lower): "“\(lower)”还没有认定，不能越级申请“\(tier)”。"
        case .tierHeld(let tier): tier.isEmpty ? "已经认定，不用再申请。" : "已经达到“\(tier)”，不用再申请。"
        case .tierTooEarly(let tier, let lower, let least): "“\(tier)”应在“\(lower)”之后，最早申请\(least)年度。"
        case .preconditionUnmet(let name, let years, let day):
            "须通过\(name)认定满\(years)年才能申请，到\(day.chinese)才满。"
        case .noTitle: "没有这项认定记录，或者不在您的管辖范围内。"
        case .titleOfOthers: "已有认定记录，认定日期以认定记录为准，由市或省登记。"
        case .titleHeld: "这个区县已经登记过这项认定。"
        case .titleWithdrawn: "这项认定已经取消，不能再登记。"
        case .notFailedRunning(let count): "复查连续\(count)年不达标才可以提请取消称号，请先登记各年的复查结果。"
        case .reviewTwice(let year): "\(year)年的复查已经登记过。"
        }
    }
}
