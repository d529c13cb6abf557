/// Why a warning cannot be shown or noted.
package enum EarlyWarningRefusal: Refusal, Equatable {
    case notFound, notOwn, noNote, longNote, over

    package var code: String {
        switch self {
        case .notFound: "warning.notFound"
        case .notOwn: "warning.notOwn"
        case .noNote: "warning.noNote"
        case .longNote: "warning.longNote"
        case .over: "warning.over"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .notOwn: .forbidden
        case .noNote, .longNote: .invalid
        case .over: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这条预警，或者不在您的管辖范围内。"
        case .notOwn: "预警由本区县的督导室处理，上级督导室只能查看。"
        case .noNote: "请写明怎么处理，比如由谁负责、什么时候解决。"
        case .longNote: "处理意见最多500字。"
        case .over: "预警已经解除，不用再处理。"
        }
    }
}
