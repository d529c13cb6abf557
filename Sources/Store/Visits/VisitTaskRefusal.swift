package import Supervision

/// Why a joint visit is not planned.
package enum VisitTaskRefusal: Refusal, Equatable {
    case notFound, badDays, tooFew, noInspector, noSchool
    case recused(String)

    package var code: String {
        switch self {
        case .notFound: "visitTask.notFound"
        case .badDays: "visitTask.badDays"
        case .tooFew: "visitTask.tooFew"
        case .noInspector: "visitTask.noInspector"
        case .noSchool: "visitTask.noSchool"
        case .recused: "visitTask.recused"
        }
    }

    package var kind: RefusalKind { self == .notFound ? .notFound : .invalid }

    package var message: String {
        switch self {
        case .notFound: "没有找到这次联合到校，或者已经取消。"
        case .badDays: "截止日期不能早于开始日期。"
        case .tooFew: "联合到校至少2人，最多20人。"
        case .noInspector: "所选人员中有人在这些日子已不是在聘督学，请重新选择。"
        case .noSchool: "联合到校只能安排到正常办学的学校和幼儿园，请重新选择。"
        case .recused(let name): "\(name)对这所学校应当回避，请换一名督学。"
        }
    }
}
