/// Why a warning cannot be shown or noted.
package enum EarlyWarningRefusal: Refusal, Equatable {
    case notFound, noNote, longNote, over

    package var code: String {
        switch self {
        case .notFound: "warning.notFound"
        case .noNote: "warning.noNote"
        case .longNote: "warning.longNote"
        case .over: "warning.over"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .noNote, .longNote: .invalid
        case .over: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这条预警，或者不在您的管辖范围内。"
        case .noNote: "请写明怎么处理，比如由谁负责、什么时候解决。"
        case .longNote: "处理意见最多500字。"
        case .over: "预警已经解除，不用再处理。"
        }
    }
}
