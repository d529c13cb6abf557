/// Why a county cannot be shown.
package enum BalanceRefusal: Refusal, Equatable {
    case noDistrict, noIndicator

    package var code: String {
        switch self {
        case .noDistrict: "balance.noDistrict"
        case .noIndicator: "balance.noIndicator"
        }
    }

    package var kind: RefusalKind { .notFound }

    package var message: String {
        switch self {
        case .noDistrict: "没有这个区县，或者不在您的管辖范围内。"
        case .noIndicator: "没有这项指标。"
        }
    }
}
