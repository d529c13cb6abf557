/// Why a rule of coverage does not change, or a school's page is not there.
package enum CoverageRefusal: Refusal, Equatable {
    case notFound
    case notRule
    case stale

    package var code: String {
        switch self {
        case .notFound: "coverage.notFound"
        case .notRule: "coverage.notRule"
        case .stale: "coverage.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .notRule: .invalid
        case .stale: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这所学校，或不在您的范围内。"
        case .notRule: "到校频次规定填写不完整，请检查后再保存。"
        case .stale: "到校频次规定刚被他人修改，请刷新后再试。"
        }
    }
}
